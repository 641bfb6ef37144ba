"""Answers for which the whole record is looked through, kept while a report's pages are made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shiguan.app import Shiguan
from shiguan.interfaces.questions import Question, answer
from shiguan.query import conflicts, forecasts, rumours

_WHOLE = frozenset({"rumours", "forecasts", "conflicts", "outlets", "flows", "tenure"})
# Of what is chosen from these by one parameter, the whole answer has it already.
_CHOSEN: Mapping[str, tuple[str, Callable[[Any, str], object]]] = {
    "rumours": ("fate", rumours.ended),
    "forecasts": ("mark", forecasts.marked),
    "conflicts": ("kind", conflicts.of_kind),
}


class Answers:
    """Asks as ``questions.answer`` does, but the same question once: pages in other languages and forms have the same answer."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], object] = {}

    def __call__(self, shiguan: Shiguan, question: Question, given: Mapping[str, Any]) -> object:
        """The answer; ``given`` by parameter name."""
        if question.name not in _WHOLE:
            return answer(shiguan, question, given)
        name, choose = _CHOSEN.get(question.name, ("", None))
        rest = {key: value for key, value in given.items() if key != name}
        key = (question.name, *sorted(rest.items()))
        if key not in self._kept:
            self._kept[key] = answer(shiguan, question, rest)
        whole = self._kept[key]
        return choose(whole, given[name]) if choose and given.get(name) else whole
