"""Training examples: a stretch of text with the spans to be found in it, and what its annotation says nothing about."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from shiguan.extract.backends.model.labels import CERTAINTIES, EVENTS, KINDS, REFERENCE, REFERENT, ROLES, TYPES
from shiguan.extract.backends.model.windows import Window, windows
from shiguan.extract.sentences import split
from shiguan.records.document import Span
from shiguan.repair.script import detect, folded
from training.markup import MarkupError, Record, records

DATA = Path(__file__).parent / "data"
ALL_TYPES = frozenset(range(len(TYPES)))
_ORG_ROLES = frozenset(
    ("org", "destination_org", "investors", "acquirer", "target", "orgs", "plaintiff", "defendant", "forum", "issuer", "exchange")
)
_ANYTHING = ("speaker", "subject", "members", "unit")
HIDDEN_SHARE = re.compile("<N>[<N>.0-9]*%[^，,。；]{0,6}(?:股|权)")
_TAKES_A_SHARE = frozenset((TYPES.index("acquisition"), TYPES.index("funding")))
"""FinRE hides its figures: whether <N>% of a firm is a takeover or a stake nobody can say; annotators said now this, now that."""
_ASIDE = 15  # per cent of FewFC kept out of training


@dataclass(frozen=True, slots=True)
class Told:
    """An event in an example: spans of its triggers, and (start, end, role) for its roles.

    ``known`` are the roles its annotation has.
    """

    type: int
    triggers: tuple[tuple[int, int], ...]
    roles: tuple[tuple[int, int, int], ...]
    certainty: int | None
    negated: bool
    known: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Simplified text; (start, end, kind) of names; events. ``kinds`` and ``types`` are those whose absence means something.

    ``open`` are stretches that may be names of any kind or none: a speaker or subject whose kind the mark-up leaves unsaid.
    ``head`` is how much of the text is the document's beginning, read before the rest; events are looked for from ``target`` on.
    """

    source: str
    text: str
    names: tuple[tuple[int, int, int], ...]
    events: tuple[Told, ...]
    kinds: frozenset[int] = frozenset(range(len(KINDS)))
    types: frozenset[int] = field(default=ALL_TYPES)
    open: tuple[tuple[int, int], ...] = ()
    head: int = 0
    target: int = 0

    def window(self) -> Window:
        """The text as a reader would be given it."""
        return Window(Span(self.head, len(self.text)), self.target, Span(0, self.head - 1) if self.head else None)


def of_record(record: Record) -> Example:
    """The whole record as one example. A name's kind follows from its role where the mark-up does not say it."""
    told = []
    names: dict[tuple[int, int], int] = {}
    for event in record.events.values():
        roles = tuple((x.start, x.end, ROLES.index(x.name)) for x in event.roles)
        certainty, polarity = event.stance
        triggers = tuple((x.start, x.end) for x in event.triggers)
        told.append(Told(TYPES.index(event.type), triggers, roles, CERTAINTIES.index(certainty), polarity == "negated"))
        for x in event.roles:
            kind = _kind(event.type, x.name)
            if kind and not x.of:
                names.setdefault((x.start, x.end), KINDS.index(kind))
    names |= {(x.start, x.end): KINDS.index(x.name) for x in record.kinds}
    referring = {(x.start, x.end): x.of for e in record.events.values() for x in e.roles if x.of}
    told += [r for (a, b), of in referring.items() if of and (r := reference(record.text, a, b, of))]
    text = folded(record.text, detect(record.text))
    unsaid = {(x.start, x.end) for e in record.events.values() for x in e.roles if x.name in _ANYTHING and not x.of} - set(names)
    named = tuple((*span, kind) for span, kind in sorted(names.items()))
    return Example(record.source, text, named, tuple(_merged(told)), open=tuple(sorted(unsaid)))


def reference(text: str, start: int, end: int, name: str) -> Told | None:
    """What a pronoun stands for, as an event of its own: the nearest mention before it, else the first behind it."""
    at = text.rfind(name, 0, start)
    if at < 0:
        at = text.find(name, end)
    if at < 0:
        return None
    return Told(REFERENCE, ((start, end),), ((at, at + len(name), REFERENT),), None, False, frozenset((REFERENT,)))


def _kind(event_type: str, role: str) -> str | None:
    if role == "person":
        return "per"
    if role == "position":
        return "position"
    if role == "product":
        return "product"
    named = role in _ORG_ROLES or (role == "unit" and event_type == "spin_off")
    return "org" if named else None


def _merged(told: list[Told]) -> Iterator[Told]:
    """Events of one type that share their triggers are one to the network: it finds all their roles, pairing comes after."""
    by_trigger: dict[tuple[object, ...], Told] = {}
    for event in told:
        key = (event.type, event.triggers, event.certainty, event.negated)
        if key in by_trigger:
            old = by_trigger[key]
            by_trigger[key] = replace(old, roles=tuple(dict.fromkeys(old.roles + event.roles)))
        else:
            by_trigger[key] = event
    yield from by_trigger.values()


def cut(example: Example) -> Iterator[Example]:
    """The windows a reader would see of it; an event belongs to the windows that see its trigger."""
    sentences = []
    at = 0
    for line in example.text.splitlines(keepends=True):
        sentences += [Span(at + s.start, at + s.end) for s in split(line)]
        at += len(line)
    for window in windows(sentences):
        yield seen_in(example, window)


def seen_in(example: Example, window: Window) -> Example:
    """What of an example a window shows.

    A name that plays a part but stands outside is looked for where it is seen: in the head or the context.
    """
    text = window.read(example.text)
    before = window.target - window.span.start + window.shift
    named = {(a, b) for a, b, _ in example.names}

    def role(start: int, end: int) -> tuple[int, int] | None:
        place = window.inside(start, end)
        if place or (start, end) not in named or end - start < 2:
            return place
        name = example.text[start:end]
        return max(((a, b) for a, b, _ in names if b <= before and text[a:b] == name), default=None)

    names = tuple((*place, k) for a, b, k in example.names for place in _shown(window, a, b))
    unsaid = tuple(place for a, b in example.open for place in _shown(window, a, b))
    events = []
    for event in example.events:
        triggers = tuple(place for a, b in event.triggers for place in _shown(window, a, b))
        roles = tuple(dict.fromkeys((*place, r) for a, b, r in event.roles if (place := role(a, b))))
        if triggers:
            events.append(replace(event, triggers=triggers, roles=roles))
    return replace(example, text=text, names=names, events=tuple(events), open=unsaid, head=window.shift, target=before)


def _shown(window: Window, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = window.inside(start, end)
    if place:
        yield place


def joined(parts: list[Example]) -> Example:
    """Examples one after the other, as paragraphs of one text; all must know the same kinds and types."""
    text, names, events, unsaid = "", list[tuple[int, int, int]](), list[Told](), list[tuple[int, int]]()
    for part in parts:
        at = len(text) + bool(text)
        text = f"{text}\n{part.text}" if text else part.text
        names += [(a + at, b + at, k) for a, b, k in part.names]
        unsaid += [(a + at, b + at) for a, b in part.open]
        events += [
            replace(
                e,
                triggers=tuple((a + at, b + at) for a, b in e.triggers),
                roles=tuple((a + at, b + at, r) for a, b, r in e.roles),
            )
            for e in part.events
        ]
    return replace(
        parts[0], source="+".join(p.source for p in parts), text=text, names=tuple(names), events=tuple(events), open=tuple(unsaid)
    )


def written(folder: str) -> list[Example]:
    """The records of ``sentences`` or ``articles``; a broken one is told and left out (tests see to it that none is)."""
    found = []
    for path in sorted((DATA / folder).glob("*.txt")):
        for record in records(path):
            if isinstance(record, MarkupError):
                print(record, file=sys.stderr)
                continue
            found.append(of_record(record))
    return found


def is_aside(identifier: str) -> bool:
    """Whether a FewFC sentence is kept for measuring: by the hash of its id, so that no one chooses."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 100 < _ASIDE


def _parties(first: str, second: str) -> dict[str, str]:
    """Our roles for the subject and the object of FewFC's, which are firms or persons."""
    return {f"{side}-{kind}": role for side, role in (("sub", first), ("obj", second)) for kind in ("org", "per")}


FEWFC_ROLES = {
    "起诉": ("fewfc:lawsuit", {**_parties("plaintiff", "defendant"), "date": "time"}),
    "收购": ("fewfc:acquisition", {**_parties("acquirer", "target"), "money": "amount", "date": "time"}),
    "中标": ("fewfc:bid_wins", {"sub": "org", "obj": "subject", "amount": "amount", "date": "time"}),
    "判决": (
        "fewfc:judgment",
        {**_parties("plaintiff", "defendant"), "institution": "forum", "money": "amount", "date": "time"},
    ),
    "投资": ("fewfc:investment", {"sub": "investors", "obj": "org", "money": "amount", "date": "time"}),
    "股份股权转让": (
        "fewfc:transfer",
        {
            **_parties("org", "acquirer"),
            "target-company": "target",
            "collateral": "subject",
            "money": "amount",
            "number": "count",
            "proportion": "value",
            "date": "time",
        },
    ),
    "质押": (
        "fewfc:pledge",
        {
            **_parties("org", "issuer"),
            "collateral": "subject",
            "money": "amount",
            "number": "count",
            "proportion": "value",
            "date": "time",
        },
    ),
    "减持": ("fewfc:divestment", {"sub": "investors", "obj": "target", "title": "position", "date": "time"}),
    "担保": ("fewfc:guarantee", {**_parties("org", "subject"), "amount": "amount", "date": "time"}),
    "签署合同": ("fewfc:contract", {**_parties("org", "issuer"), "amount": "amount", "date": "time"}),
}
"""FewFC's types and roles as labels of their own, the roles under the likest names of ours."""

_BASE = ("起诉", "投资", "股份股权转让", "质押", "减持")
"""The types that ``train_base`` is annotated for; ``train_trans`` is for the others, and of a sentence for those it tells."""


def fewfc(shared: Path, *, aside: bool) -> Iterator[Example]:
    """FewFC's sentences with its own labels where they map; those of one half of the split."""
    for name in ("train_base", "train_trans"):
        for line in (shared / "datasets/fewfc" / f"{name}.json").read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if is_aside(item["id"]) != aside:
                continue
            types = {e["type"] for e in item["events"]}
            told = [_fewfc_event(e) for e in item["events"]]
            known = {FEWFC_ROLES[t][0] for t in FEWFC_ROLES if t in types or (t in _BASE and name == "train_base")}
            events = tuple(t for t in told if t)
            yield Example(
                f"fewfc/{name}:{item['id']}",
                folded(item["content"], detect(item["content"])),
                (),
                events,
                frozenset(),
                frozenset(EVENTS.index(t) for t in known),
            )


def _fewfc_event(event: dict[str, list[dict[str, str | list[int]]]]) -> Told | None:
    ours, names = FEWFC_ROLES[str(event["type"])]
    spans = [(int(m["span"][0]), int(m["span"][1]), str(m["role"])) for m in event["mentions"]]
    triggers = tuple((a, b) for a, b, r in spans if r == "trigger")
    roles = tuple((a, b, ROLES.index(names[r])) for a, b, r in spans if r in names)
    known = frozenset(ROLES.index(r) for r in names.values())
    return Told(EVENTS.index(ours), triggers, roles, None, False, known) if triggers else None


def universal(shared: Path, part: str) -> Iterator[Example]:
    """Universal NER's simplified Chinese GSD: persons and organisations.

    Of the traditional half, the same sentences, nothing is taken.
    """
    path = shared / "datasets/universal-ner-zh" / f"zh_gsdsimp-ud-{part}.iob2"
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        words, tags = [], []
        for line in block.splitlines():
            if line and not line.startswith("#"):
                cells = line.split("\t")
                words.append(cells[1])
                tags.append(cells[2])
        text, names = _joined_words(words, tags)
        if text:
            known = frozenset((KINDS.index("per"), KINDS.index("org")))
            yield Example(f"uner/{part}:{number}", text, tuple(names), (), known, frozenset())


def _joined_words(words: list[str], tags: list[str]) -> tuple[str, list[tuple[int, int, int]]]:
    text, names = "", list[tuple[int, int, int]]()
    kinds = {"PER": KINDS.index("per"), "ORG": KINDS.index("org")}
    for word, tag in zip(words, tags, strict=True):
        if text and text[-1].isascii() and text[-1].isalnum() and word[0].isascii() and word[0].isalnum():
            text += " "
        start, text = len(text), text + word
        kind = kinds.get(tag[2:])
        if kind is not None and tag.startswith("I-") and names and names[-1][2] == kind and names[-1][1] >= start - 1:
            names[-1] = (names[-1][0], len(text), kind)
        elif kind is not None:
            names.append((start, len(text), kind))
    return text, names


def stored(shared: Path) -> Iterator[Example]:
    """Our annotations of real sentences: ``data/real/*.jsonl`` holds ids and offsets, ``shared`` the sentences."""
    texts = sentences_of(shared)
    for path in sorted((DATA / "real").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            text = texts[item["id"]]
            told = [
                Told(
                    TYPES.index(e["type"]),
                    tuple((a, b) for a, b in e["triggers"]),
                    tuple((a, b, ROLES.index(r)) for a, b, r in e["roles"]),
                    CERTAINTIES.index(e["certainty"]),
                    e["negated"],
                )
                for e in item["events"]
            ]
            told += [r for a, b, of in item["references"] if (r := reference(text, a, b, of))]
            names = tuple((a, b, KINDS.index(k)) for a, b, k in item["names"] if k != "open")
            unsaid = tuple((a, b) for a, b, k in item["names"] if k == "open")
            undecided = _TAKES_A_SHARE if HIDDEN_SHARE.search(text) else frozenset()
            told = [t for t in told if t.type not in undecided]
            yield Example(
                item["id"], folded(text, detect(text)), names, tuple(_merged(told)), types=ALL_TYPES - undecided, open=unsaid
            )


def sentences_of(shared: Path) -> dict[str, str]:
    """The sentences of FewFC, FinRE and Universal NER by the ids this project gives them."""
    texts: dict[str, str] = {}
    for name in ("train_base", "train_trans"):
        for line in (shared / "datasets/fewfc" / f"{name}.json").read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            texts[f"fewfc/{name}:{item['id']}"] = item["content"]
    for number, line in enumerate((shared / "datasets/finre/train.txt").read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) == 4:
            texts[f"finre/train:{number}"] = cells[3]
    return texts | {e.source: e.text for e in universal(shared, "train")}


def packed(record: Record) -> str:
    """A record as a line of ``data/real``: its source's id and offsets, without the text."""
    example = of_record(record)
    events = [
        {
            "type": e.type,
            "triggers": [(x.start, x.end) for x in e.triggers],
            "roles": [(x.start, x.end, x.name) for x in e.roles],
            "certainty": e.stance[0],
            "negated": e.stance[1] == "negated",
        }
        for e in record.events.values()
    ]
    names = [(a, b, KINDS[k]) for a, b, k in example.names]
    names += [(a, b, "open") for a, b in example.open]
    referring = sorted({(x.start, x.end, x.of) for e in record.events.values() for x in e.roles if x.of})
    return json.dumps(
        {"id": record.source, "names": names, "events": events, "references": referring}, ensure_ascii=False, separators=(",", ":")
    )
