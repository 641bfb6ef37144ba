"""Any answer as indented lines for a language model: short, every sentence quoted once, with the address to cite it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from shiguan.interfaces.mcp.quoting import quoted, word
from shiguan.interfaces.questions import Asked
from shiguan.query.check import Checked
from shiguan.query.explain import EntityExplained
from shiguan.query.flows import Flows
from shiguan.query.search import Found
from shiguan.records.amount import Amount
from shiguan.records.claim import Claim, Polarity
from shiguan.records.document import Span
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, RoleValue, Told

_INDENT = "  "
_TOGETHER = 300  # characters of a list that still stands on one line
_NAMES = 8  # wordings of one role in an event's line; all of them are in what is said of the claims
# What need not be told: the draft is the asker's own, drawings say again what is listed.
_UNTOLD: Mapping[type, frozenset[str]] = {
    Checked: frozenset({"text", "file"}),
    Flows: frozenset({"nodes"}),
    Asked: frozenset({"question"}),
}


def outline(answer: object) -> list[str]:
    """The answer's lines. An event or a sentence told before is only named by its id."""
    return list(_Outline().lines(answer))


def passages(found: Sequence[Found], written: Sequence[Mapping[str, object]]) -> list[str]:
    """The lines of what a search found; ``written`` is the same as JSON, which knows where each stands as received."""
    writing = _Outline()
    return [line for one, place in zip(found, written, strict=True) for line in writing.passage(one, place)] or ["nothing"]


class _Outline:
    """One answer being written."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._words: dict[tuple[str, int, int], str] = {}

    def lines(self, answer: object) -> Iterator[str]:
        """The answer's lines, from the margin on."""
        if isinstance(answer, Sequence | Set) and not isinstance(answer, str):
            yield from self._items(answer, "") if answer else ("nothing",)
        elif (short := _short(answer)) is not None:
            yield short
        else:
            yield from self._parts(answer, "", empty=True)

    def _parts(self, value: object, indent: str, *, empty: bool = False) -> Iterator[str]:
        """What a value consists of: what fits on a line first, then the rest, each below its name."""
        match value:
            case Event():
                yield from self._event(value, indent)
            case Told():
                yield from self._citation(value, indent, whole=True)
            case _:
                parts = dict(_fields(value))
                short = {name: said for name, part in parts.items() if (said := _short(part)) is not None}
                if short:
                    yield indent + "; ".join(f"{name} {said}" for name, said in short.items())
                for name, part in parts.items():
                    if name not in short:
                        yield from self._named(name, part, indent, empty=empty)

    def _named(self, name: str, part: object, indent: str, *, empty: bool) -> Iterator[str]:
        """A part below its name; nothing of an empty one, but in the answer's own parts that there is none."""
        if part is None or (isinstance(part, Sequence | Set | Mapping) and not part):
            if empty:
                yield f"{indent}{name}: none"
            return
        inner = indent + _INDENT
        many = isinstance(part, Sequence | Set)
        lines = list(self._listed(part, inner))
        if len(lines) == 1 and not many:
            yield f"{indent}{name}: {lines[0].removeprefix(inner)}"
        else:
            yield f"{indent}{name}:"
            yield from lines

    def _items(self, items: Iterable[object], indent: str) -> Iterator[str]:
        for item in items:
            short = _short(item)
            if short is not None:
                yield f"{indent}- {short}"
                continue
            inner = _INDENT + indent
            for i, line in enumerate(self._listed(item, inner)):
                yield f"{indent}- {line.removeprefix(inner)}" if i == 0 else line

    def _listed(self, item: object, indent: str) -> Iterator[str]:
        if isinstance(item, Sequence | Set):
            yield from self._items(item, indent)
        else:
            yield from self._parts(item, indent)

    def _event(self, event: Event, indent: str) -> Iterator[str]:
        """The event in one line, and below it who tells it."""
        if event.id in self._told:
            yield f"{indent}{event.id} (see above)"
            return
        self._told.add(event.id)
        roles = ", ".join(f"{name}={_wordings(values)}" for name, values in event.roles)
        said = [f"{event.event_type}: {roles}", event.valid_time.when if event.valid_time else "time unknown", str(event.certainty)]
        if event.polarity is not Polarity.AFFIRMED:
            said.append(str(event.polarity))
        yield f"{indent}{event.id} {'; '.join(said)}; {event.outlets} outlets, {event.sources} independent sources"
        for told in event.tellings:
            yield from self._citation(told, indent + _INDENT, whole=False)

    def _citation(self, told: Told, indent: str, *, whole: bool) -> Iterator[str]:
        """A sentence on record and where it stands; ``whole``: also what it was read to claim."""
        claim = told.claim
        if claim.id in self._told:
            yield f"{indent}[{claim.id}] (quoted above)"
            return
        self._told.add(claim.id)
        of = f" (says {word(claim.speaker)})" if claim.speaker else ""
        place = (claim.document, told.start, told.end)
        same = self._words.setdefault(place, claim.id)
        if same == claim.id:
            yield f"{indent}[{claim.id}] {quoted(told.quote)}{_reading(told)}{of} — {_address(told)}"
        else:
            yield f"{indent}[{claim.id}] in the words of {same}{of}"
        if whole:
            roles = ", ".join(f"{argument.role}={word(argument.text)}" for argument in claim.arguments)
            said = [f"{claim.event_type}: {roles}", claim.valid_time.when if claim.valid_time else "time unknown"]
            yield f"{indent}{_INDENT}{'; '.join([*said, str(claim.certainty), str(claim.polarity)])}"

    def passage(self, found: Found, written: Mapping[str, object]) -> Iterator[str]:
        """A sentence found, where what was looked for stands in it, and the claims in it."""
        hit = found.hit
        published = hit.published_at.when if hit.published_at else "date unknown"
        publisher = word(hit.publisher) if hit.publisher else "publisher unknown"
        place = f"{word(hit.file)} {written['start']}-{written['end']} ({hit.document})"
        yield f"- {quoted(hit.text)} — found {quoted(str(written['quote']))} at {publisher}, {published}, {place}"
        for told in found.tellings:
            yield from self._citation(told, _INDENT * 2, whole=True)


def _fields(value: object) -> Iterator[tuple[str, object]]:
    """A value's parts by name, in order, but for what need not be told."""
    if isinstance(value, Mapping):
        yield from ((word(str(key)), part) for key, part in value.items())
    elif isinstance(value, EntityExplained):
        entity = value.entity
        yield from (("entity", entity), ("aliases", entity.aliases), ("members", entity.members), ("named", len(entity.mentions)))
        yield from (("links", value.links), ("judgements within", value.within), ("judgements apart", value.apart))
    elif isinstance(value, Claim):
        yield from (("id", value.id), ("type", value.event_type))
    elif is_dataclass(value):
        untold = _UNTOLD.get(type(value), frozenset())
        yield from ((field.name, getattr(value, field.name)) for field in fields(value) if field.name not in untold)
    else:
        yield "value", str(value)


def _short(value: object) -> str | None:
    """What fits on a line with others; None for what needs lines of its own, and for what is not told."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value)
        case int() | float() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case str():
            return word(value) if value else None
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
    return _form(value)


def _form(value: object) -> str | None:
    """The short form of what is no plain value."""
    match value:
        case ValidTime():
            return value.when
        case Amount():
            return quoted(value.expression) + f" ({_bounds(value)})"
        case Entity():
            return f"{word(value.name)} ({value.kind}, {value.id})"
        case RoleValue():
            return _wording(value)
        case Span():
            return f"{value.start}-{value.end}"
        case Sequence() | Set() if value:
            said = [_pair(one) if isinstance(one, tuple) else _short(one) for one in value]
            line = ", ".join(one for one in said if one is not None)
            return line if None not in said and len(line) <= _TOGETHER else None
    return None


def _pair(values: Sequence[object]) -> str | None:
    """A code and its number, a key and its words: side by side."""
    said = [_short(one) for one in values]
    return None if None in said else " ".join(one for one in said if one is not None)


def _bounds(amount: Amount) -> str:
    low, high = ("?" if end is None else f"{end.normalize():f}" for end in (amount.low, amount.high))
    unit = amount.currency or (word(amount.unit) if amount.unit else "")
    return f"{low if low == high else f'{low} to {high}'} {unit}".strip()


def _wording(value: RoleValue) -> str:
    return f"{word(value.text)} ({value.entity})" if value.entity else word(value.text)


def _wordings(values: Sequence[RoleValue]) -> str:
    more = f" and {len(values) - _NAMES} more" if len(values) > _NAMES else ""
    return "/".join(map(_wording, values[:_NAMES])) + more


def _reading(told: Told) -> str:
    """What damaged words are read as. Only another script is no damage: it keeps every character's place."""
    read = told.claim.evidence.quote
    return "" if len(read) == len(told.quote) else f" (reads {quoted(read)})"


def _address(told: Told) -> str:
    """Who published it and when, the file, the place in the text as received, and the document's id."""
    publisher = word(told.publisher) if told.publisher else "publisher unknown"
    published = told.published_at.when if told.published_at else "date unknown"
    return f"{publisher}, {published}, {word(told.file)} {told.start}-{told.end} ({told.claim.document})"
