"""Article → Document: damage undone, boilerplate marked, folded to simplified; every change recorded and reversible."""

from shiguan.repair.pipeline import Explanation, explain, repair

__all__ = ["Explanation", "explain", "repair"]
