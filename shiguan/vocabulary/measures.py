"""Measures of business: the words each is told by. Read by questions only, so reading does not depend on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from shiguan.vocabulary.reading import distinct, keys_within, mapping, parse, refuse, text, words

_FILE = "measures.yml"


class MeasureKind(StrEnum):
    """What a measure counts."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with its labels and the forms it is told by; ``may_be`` names narrower ones that the same loose words may mean."""

    name: str
    zh: str
    en: str
    kind: MeasureKind
    forms: tuple[str, ...]
    may_be: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """All measures, by name, and the expression that finds their forms in a text."""

    measures: Mapping[str, Measure]
    form: re.Pattern[str]
    of_form: Mapping[str, str]

    def find(self, said: str) -> Iterator[tuple[int, int, Measure]]:
        """The measures told in a text (simplified script): start, end, measure; of forms within one another the longest."""
        for match in self.form.finditer(said):
            yield match.start(), match.end(), self.measures[self.of_form[match[0].casefold()]]

    def of(self, said: str) -> Measure | None:
        """The measure that a name, a label or a phrase is about (of several told in it the longest form's); None for none."""
        asked = said.strip()
        if asked in self.measures:
            return self.measures[asked]
        found = sorted(self.find(asked), key=lambda hit: (hit[0] - hit[1], hit[0]))
        return found[0][2] if found else None

    def kin(self, name: str) -> frozenset[str]:
        """The measure's name, those it may be, and those that may be it."""
        wider = {m.name for m in self.measures.values() if name in m.may_be}
        return frozenset({name, *wider, *self.measures[name].may_be})


@cache
def family(name: str) -> str:
    """One name for all measures that this one is kin to, for their kin, and so on."""
    found, waiting = {name}, [name]
    while waiting:
        fresh = load_measures().kin(waiting.pop()) - found
        found |= fresh
        waiting += fresh
    return min(found)


@cache
def load_measures() -> MeasureWords:
    """The measures; VocabularyError where the file breaks a rule, in one line with the entry."""
    table = parse(files("shiguan.vocabulary").joinpath(_FILE).read_bytes(), _FILE)
    measures = {name: _measure(name, value) for name, value in table.items()}
    of_form: dict[str, str] = {}
    for measure in measures.values():
        for narrower in measure.may_be:
            if narrower not in measures:
                refuse(_FILE, measure.name, f"{narrower} is no measure")
        for form in (measure.zh, measure.en, *measure.forms):
            if of_form.setdefault(form.casefold(), measure.name) != measure.name:
                refuse(_FILE, measure.name, f"{form} is told of {of_form[form.casefold()]} too")
    return MeasureWords(measures, _expression(of_form), of_form)


def _measure(name: str, value: object) -> Measure:
    entry = mapping(value, _FILE, name)
    keys_within(entry, ("zh", "en", "kind", "forms", "may_be"), _FILE, name)
    zh, en, kind = (text(entry.get(key), _FILE, f"{name}: {key}") for key in ("zh", "en", "kind"))
    if kind not in set(MeasureKind):
        refuse(_FILE, name, f"{kind!r} is no kind of measure")
    forms = (form.strip() for form in text(entry.get("forms"), _FILE, f"{name}: forms").split(","))
    return Measure(name, zh, en, MeasureKind(kind), distinct(forms, _FILE, name), words(entry.get("may_be"), _FILE, name))


def _expression(forms: Mapping[str, str]) -> re.Pattern[str]:
    """Longest first; Latin forms are whole words (MAU is not in MAUI)."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(rf"(?<![a-z]){re.escape(f)}(?![a-z])" if f.isascii() else re.escape(f) for f in ordered), re.I)
