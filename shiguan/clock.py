"""The only place that asks what time it is, and that lets time pass."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """Current time, UTC, whole microseconds."""
    return datetime.now(UTC)


def pause(seconds: float) -> None:
    """Let so much time pass."""
    time.sleep(seconds)
