"""The inline mark-up of the training data (data/GUIDE.md): text with spans and events, checked as it is read.

``python -m training.markup FILE…`` prints what is wrong, line by line, then how much there is of each event type.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shiguan.vocabulary import load_vocabulary

KINDS = ("per", "org", "product")
STANCES = ("reported", "confirmed", "rumoured", "denied", "planned", "forecast", "opinion", "negated")
_SHARED_ROLES = ("time", "speaker")
_LABEL = re.compile(r"(?P<name>[a-z_]+)(?:#(?P<event>\d+))?(?::(?P<stance>[a-z,]+))?(?:=(?P<of>\S+))?")
_HEAD = re.compile(r"=== (\d{4}-\d{2}-\d{2})")


class MarkupError(ValueError):
    """A record that does not follow the guide; says what and where."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a span: a kind (``event`` None), a trigger (``name`` is an event type) or a role.

    ``of`` is the name a pronoun stands for.
    """

    start: int
    end: int
    name: str
    event: int | None = None
    stance: tuple[str, ...] = ()
    of: str | None = None


@dataclass(slots=True)
class Event:
    """An event of a record; triggers and roles are labels on its text."""

    type: str
    triggers: list[Label] = field(default_factory=list)
    roles: list[Label] = field(default_factory=list)

    @property
    def stance(self) -> tuple[str, str]:
        """Certainty and polarity, by the names of ``shiguan.records.claim``."""
        told = [s for t in self.triggers for s in t.stance]
        certainty = next((s for s in told if s != "negated"), "reported")
        return certainty, "negated" if "negated" in told or certainty == "denied" else "affirmed"


@dataclass(slots=True)
class Record:
    """A text (paragraphs joined by newlines) with the kinds of its names and its events by number."""

    source: str
    text: str
    kinds: list[Label]
    events: dict[int, Event]
    published: str | None = None


def roles_of(event_type: str) -> set[str]:
    """The roles that may be marked for a type."""
    return {*(r.name for r in load_vocabulary().events[event_type].roles), *_SHARED_ROLES} - {"currency", "unit", "period"} | (
        {"unit"} if event_type in ("layoff", "spin_off") else set()
    )


def parse(marked: str, source: str) -> Record:
    """Read one record. Raises MarkupError."""
    text, labels = _spans(marked, source)
    triggers = _triggers(labels)
    events: dict[int, Event] = {}
    for label in triggers:
        event = events.setdefault(label.event or 0, Event(label.name))
        if event.type != label.name:
            raise MarkupError(f"{source}: event {label.event} is {event.type} and {label.name}")
        event.triggers.append(label)
    for label in labels:
        if label.event is not None and label not in triggers:
            _play(label, events, text, source)
    for number, event in events.items():
        if not event.roles:
            raise MarkupError(f"{source}: event {number} ({event.type}) has no role")
    return Record(source, text, [x for x in labels if x.event is None], events)


def _triggers(labels: list[Label]) -> list[Label]:
    """The labels that tell an event; ``valuation`` is a role where the event is a round."""
    funded = {x.event for x in labels if x.name == "funding"}
    types = load_vocabulary().events
    return [x for x in labels if x.event is not None and x.name in types and not (x.name == "valuation" and x.event in funded)]


def _play(label: Label, events: dict[int, Event], text: str, source: str) -> None:
    """Give a role to its event."""
    event = events.get(label.event or 0)
    if event is None:
        raise MarkupError(f"{source}: {label.name}#{label.event} has no trigger")
    if label.name not in roles_of(event.type):
        raise MarkupError(f"{source}: {event.type} has no role {label.name}")
    if label.of and label.of not in text:
        raise MarkupError(f"{source}: {label.of} is not in the record")
    event.roles.append(label)


def _spans(marked: str, source: str) -> tuple[str, list[Label]]:
    text: list[str] = []
    labels: list[Label] = []
    open_at: list[int] = []
    at = 0
    while at < len(marked):
        char = marked[at]
        if char == "{":
            open_at.append(len(text))
        elif char == "|" and open_at:
            close = marked.find("}", at)
            if close < 0:
                raise MarkupError(f"{source}: a span is not closed: {marked[at : at + 20]}")
            start = open_at.pop()
            if start == len(text):
                raise MarkupError(f"{source}: an empty span: {marked[at : close + 1]}")
            labels += [_label(word, start, len(text), source) for word in marked[at + 1 : close].split()]
            at = close
        elif char == "}":
            raise MarkupError(f"{source}: a span without labels near {''.join(text[-10:])}")
        else:
            text.append(char)
        at += 1
    if open_at:
        raise MarkupError(f"{source}: a span is not closed near {''.join(text[open_at[-1] :][:20])}")
    return "".join(text), labels


def _label(word: str, start: int, end: int, source: str) -> Label:
    match = _LABEL.fullmatch(word)
    if not match:
        raise MarkupError(f"{source}: not a label: {word}")
    name, number = match["name"], match["event"]
    stance = tuple(match["stance"].split(",")) if match["stance"] else ()
    if number is None and name not in KINDS:
        raise MarkupError(f"{source}: neither a kind nor an event's part: {word}")
    if any(s not in STANCES for s in stance) or (stance and name not in load_vocabulary().events):
        raise MarkupError(f"{source}: no such stance: {word}")
    return Label(start, end, name, int(number) if number else None, stance, match["of"])


def records(path: Path) -> Iterator[Record | MarkupError]:
    """The records of a file of sentences or articles; a broken one is yielded as its error, so that all can be told at once."""
    published: str | None = None
    for number, block in _raw(path):
        head = _HEAD.match(block)
        if head:
            published = head[1]
        try:
            record = parse(block[head.end() :].strip("\n") if head else block, f"{path.name}:{number}")
        except MarkupError as error:
            yield error
            continue
        record.published = published
        yield record


def _raw(path: Path) -> Iterator[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if not any(line.startswith("===") for line in lines):
        yield from ((n, line.strip()) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#"))
        return
    start, block = 0, list[str]()
    for number, line in enumerate([*lines, "=== "], 1):
        if line.startswith("==="):
            if block:
                yield start, "\n".join(block)
            start, block = number, [line]
        elif line.strip() and not line.startswith("#"):
            block.append(line.strip())


def main(paths: list[str]) -> int:
    """Check files; the exit status is 1 when something is wrong."""
    wrong, count, without, types = 0, 0, 0, Counter[str]()
    for path in paths:
        for record in records(Path(path)):
            if isinstance(record, MarkupError):
                print(record)
                wrong += 1
                continue
            count += 1
            without += not record.events
            types.update(e.type for e in record.events.values())
    print(f"{count} records, {without} without an event, {wrong} broken;", ", ".join(f"{t} {n}" for t, n in types.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
