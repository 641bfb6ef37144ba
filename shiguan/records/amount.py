"""Quantities as told: an interval and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """``low`` to ``high`` in whole units (33亿美元 is 3300000000); ``None`` is an open bound (超过3亿: high is None).

    ``currency`` is an ISO 4217 code where money is told with one; ``unit`` is what else is counted
    (``%``, ``倍``, ``人``, ``辆``), or None.
    """

    low: Decimal | None
    high: Decimal | None
    currency: str | None
    unit: str | None
    expression: str

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"amount ends before it starts: {self.low} > {self.high}")

    def overlaps(self, other: Amount) -> bool:
        """Whether some value fits both, currencies not compared."""
        lower = max((x for x in (self.low, other.low) if x is not None), default=None)
        upper = min((x for x in (self.high, other.high) if x is not None), default=None)
        return lower is None or upper is None or lower <= upper
