"""Which chart draws the answer to which question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show.charts.canvas import Look
from shiguan.interfaces.show.charts.career import career
from shiguan.interfaces.show.charts.flows import flows
from shiguan.interfaces.show.charts.league import league
from shiguan.interfaces.show.charts.money import money
from shiguan.interfaces.show.charts.placed import placed
from shiguan.interfaces.show.charts.rumours import rumours
from shiguan.interfaces.show.charts.tally import tally
from shiguan.interfaces.show.charts.tenure import tenure
from shiguan.interfaces.show.charts.timeline import timeline

# An answer of the question's own type, which its name alone does not tell a checker.
Chart = Callable[[Messages, Any, Look], str]

CHARTS: Mapping[str, Chart] = {
    "dossier": career,
    "flows": flows,
    "league": league,
    "money": money,
    "places": placed,
    "rumours": rumours,
    "tally": tally,
    "tenure": tenure,
    "timeline": timeline,
}
"""By the question's name, as its command has it; ``places`` are a dossier's too."""
