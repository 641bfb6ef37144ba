"""Event types that are read alike."""

from __future__ import annotations

PERSONAL = ("departure", "appointment", "membership", "founding")
"""Of a person and a firm."""
FIGURES = ("metric", "count_claim")
OF_A_PERIOD = (*FIGURES, "bid_wins")
"""What they tell is so of a period, which is a role of theirs."""
