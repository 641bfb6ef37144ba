"""Answers as tables, by what they are: the first is the one that a CSV file holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shiguan.errors import InputError
from shiguan.interfaces.export import business, course, moves, talk
from shiguan.interfaces.export.table import Table
from shiguan.interfaces.messages import Messages
from shiguan.query.compare import Comparison
from shiguan.query.conflicts import Conflicts
from shiguan.query.flows import Flows
from shiguan.query.forecasts import Forecasts
from shiguan.query.league import League
from shiguan.query.money import Money
from shiguan.query.outlets import Outlets
from shiguan.query.reconcile import Reconciliation
from shiguan.query.rumours import Rumours
from shiguan.query.tenure import Tenure
from shiguan.query.timeline import Timeline
from shiguan.records.views import Tally

_TABLES: dict[type, Callable[[Messages, Any], list[Table]]] = {
    Tally: course.tally,
    Timeline: course.timeline,
    Reconciliation: moves.reconcile,
    Flows: moves.flows,
    Tenure: moves.tenure,
    League: business.league,
    Money: business.money,
    Comparison: business.compare,
    Rumours: talk.rumours,
    Forecasts: talk.forecasts,
    Conflicts: talk.conflicts,
    Outlets: talk.outlets,
}


def has_tables(answer: object) -> bool:
    """Whether an answer can be written as tables."""
    return type(answer) in _TABLES


def tables(messages: Messages, answer: object) -> list[Table]:
    """An answer of ``interfaces.questions`` as tables with headings in the language; InputError where it is none."""
    if not has_tables(answer):
        raise InputError("this answer is no table; ask for it as JSON")
    return _TABLES[type(answer)](messages, answer)
