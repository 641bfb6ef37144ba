"""Answers for which the whole record is looked through, kept while a report's pages are made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shiguan.app import Shiguan
from shiguan.interfaces.questions import Question, answer
from shiguan.query import conflicts, forecasts, outlets, rumours

_WHOLE = frozenset({"rumours", "forecasts", "conflicts", "outlets", "flows", "tenure"})
# Of what is chosen from these by one parameter, the whole answer has it already.
_CHOSEN: Mapping[str, tuple[str, Callable[[Any, str], object]]] = {
    "rumours": ("fate", rumours.ended),
    "forecasts": ("mark", forecasts.marked),
    "conflicts": ("kind", conflicts.of_kind),
}
# Of these the latest so many may be asked for.
_LATEST: Mapping[str, Callable[[Any, int], object]] = {"rumours": rumours.last, "forecasts": forecasts.last}


class Answers:
    """Asks as ``questions.answer`` does, but the same question once: pages in other languages and forms have the same answer."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], object] = {}

    def __call__(self, shiguan: Shiguan, question: Question, given: Mapping[str, Any]) -> object:
        """The answer; ``given`` by parameter name."""
        if question.name not in _WHOLE:
            return answer(shiguan, question, given)
        name, choose = _CHOSEN.get(question.name, ("", None))
        latest = _LATEST.get(question.name)
        rest = {key: value for key, value in given.items() if key != name and not (latest and key == "limit")}
        key = (question.name, *sorted(rest.items()))
        if key not in self._kept:
            found = answer(shiguan, question, rest)
            self._kept[key] = outlets.loaded(found) if isinstance(found, outlets.Outlets) else found
        found = self._kept[key]
        if choose and given.get(name):
            found = choose(found, given[name])
        return latest(found, given["limit"]) if latest and given.get("limit") else found
