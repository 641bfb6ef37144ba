"""How often one may ask: a bucket of tokens for each who asks, which fills up again as time goes by."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

_MOST_BUCKETS = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` requests at once, and ``per_second`` in the long run: more than a person or a script at work asks."""

    burst: int = 100
    per_second: float = 20.0


class Limiter:
    """Counts the requests of each who asks, in memory."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._lock = Lock()
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait(self, who: str) -> int:
        """0 where they may ask now, which is counted; else in how many seconds they may."""
        with self._lock:
            now = self._clock()
            if who not in self._buckets and len(self._buckets) >= _MOST_BUCKETS:
                self._forget(now)
            left = self._left(who, now)
            if left < 1:
                return max(1, math.ceil((1 - left) / self._rate.per_second))
            self._buckets[who] = (left - 1, now)
            return 0

    def _left(self, who: str, now: float) -> float:
        left, seen = self._buckets.get(who, (float(self._rate.burst), now))
        return min(self._rate.burst, left + (now - seen) * self._rate.per_second)

    def _forget(self, now: float) -> None:
        """Those whose buckets are full again; where none is, the one who asked longest ago."""
        for who in [who for who in self._buckets if self._left(who, now) >= self._rate.burst]:
            del self._buckets[who]
        if len(self._buckets) >= _MOST_BUCKETS:
            del self._buckets[min(self._buckets, key=lambda who: self._buckets[who][1])]
