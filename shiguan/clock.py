"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Current time, UTC, whole microseconds."""
    return datetime.now(UTC)
