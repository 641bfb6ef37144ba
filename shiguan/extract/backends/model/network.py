"""The network at work: windows of a document in, names and events out.

Runs on onnxruntime, on the processor, the same every time.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from shiguan.extract.backends.model.judge import BOTH, MODEL, RULES, Judge
from shiguan.extract.backends.model.labels import (
    CERTAINTIES,
    DISTANCES,
    EVENTS,
    FOREIGN_ROLES,
    KINDS,
    REFERENCE,
    REFERENT,
    REFERRING,
    ROLES,
    TYPE_ROLES,
    TYPES,
)
from shiguan.extract.backends.model.pieces import Pieces, Tokenizer
from shiguan.extract.backends.model.sight import SeenEvent, SeenName, SeenRole, Sight
from shiguan.extract.backends.model.windows import Window
from shiguan.records.document import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights"
_OUTPUTS = len(KINDS) + len(EVENTS)
_EVENTS, _FOREIGN = range(len(KINDS), len(KINDS) + len(TYPES)), range(len(KINDS) + len(TYPES) + 1, _OUTPUTS)
_NAME_AT, _ROLE_AT, _ON = 0.5, 0.1, 0.35
_TRIGGER_AT = 0.35  # from 0.15 on the same quality costs a seventh more (docs/accuracy.md)
_PLAIN = {f"{by}:event": 1.0 for by in (BOTH, MODEL)} | {f"{RULES}:rules": 1.0}  # before anything is tuned: what either says
BEFORE, AFTER = 220, 90  # characters to either side of a trigger in which its parts are looked for (docs/accuracy.md, Speed)
_PIECES = 512  # positions the encoder has; text of which every character is a piece of its own may go beyond: its end is seen dimly

_ROLES_OF = tuple(tuple(map(ROLES.index, (TYPE_ROLES | FOREIGN_ROLES).get(t, ()))) or (REFERENT,) for t in EVENTS)

_ANYONE = ("per", "org", "product")
_FILLED_BY = {
    "person": ("per", "org"),
    "product": ("product", "org"),
    "position": ("position",),
    **dict.fromkeys(
        ("org", "destination_org", "investors", "acquirer", "target", "issuer", "exchange", "forum"), ("org", "product")
    ),
    **dict.fromkeys(("plaintiff", "defendant", "orgs", "members", "speaker", "subject", "reference"), _ANYONE),
}
"""The kinds of names that may fill a role: founders may be firms, and brands act."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Trigger = tuple[int, int, int, int, float]
"""Row of the batch (training reads many windows together, here there is one), start, end, type, score; in window coordinates."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A run of the first stage: character states, with the window and text they are of."""

    states: Floats
    window: Window
    text: str
    names: list[SeenName]

    def candidates(self, role: str, event: int) -> list[tuple[int, int]]:
        """The names that may fill a role, in window coordinates; none where the role is no name."""
        kinds = _FILLED_BY.get(role if event != REFERENCE else "reference", ())
        places = (self.window.inside(n.span.start, n.span.end) for n in self.names if n.kind in kinds)
        return [place for place in places if place]


class Network:
    """Both graphs with their tokenizer."""

    def __init__(self, folder: Path = WEIGHTS, threads: int | None = None) -> None:
        self._tokenizer = Tokenizer.of((folder / "pieces.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n"))
        self._characters, self._roles = _session(folder / "characters.onnx"), _session(folder / "roles.onnx")
        self._workers = ThreadPoolExecutor(threads or min(4, _processors()), "shiguan-network")
        tuned = folder / "calibration.json"
        self._tuned: dict[str, Any] = json.loads(tuned.read_text(encoding="utf-8")) if tuned.exists() else {}
        self.accept: dict[str, float] = {t: self._tuned.get("thresholds", {}).get(t, 0.5) for t in TYPES}
        judged = self._tuned.get("judge", {})
        self.judge = Judge(judged.get("weights", _PLAIN), judged.get("at_least", {}))

    def look(self, text: str, windows: Sequence[Window], *, foreign: bool = False) -> Sight:
        """Names and events in the targets of the windows (roles may stand in their contexts).

        With ``foreign`` the events are those of other people's labels.
        """
        names: list[SeenName] = []
        events: list[SeenEvent] = []
        kinds = _FOREIGN if foreign else _EVENTS

        def one(window: Window) -> Sight:
            return self._look(window, window.read(text), kinds)

        for found in self._workers.map(one, windows) if len(windows) > 1 else map(one, windows):
            names += found.names
            events += found.events
        return Sight(
            tuple(sorted(names, key=lambda n: (n.span.start, n.span.end, n.kind))),
            tuple(sorted(events, key=lambda e: (e.trigger.start, e.trigger.end, e.type))),
        )

    def _look(self, window: Window, text: str, events_of: range) -> Sight:
        """One window a run: nothing is padded, what is at work stays in the cache, and no answer hangs on what else is read."""
        states, logits = self._characters.run(None, _given(self._tokenizer(text)))
        scores = _sigmoid(logits[0])
        names: list[SeenName] = []
        triggers: list[Trigger] = []
        for label in (*range(len(KINDS)), *events_of):
            named = label < len(KINDS)
            for a, b, score in spans(scores[:, label], scores[:, label + _OUTPUTS], _NAME_AT if named else _TRIGGER_AT):
                place = window.outside(a, b)
                if named and place:
                    names.append(SeenName(KINDS[label], place, score))
                elif not named:
                    triggers.append((0, a, b, label - len(KINDS), score))
        asked = [t for t in triggers if t[1] >= window.target - window.span.start + window.shift]
        seen = Seen(states[0], window, text, names)
        events = list(self._ask(asked, triggers, seen))
        found = (n for n in names if n.span.start >= window.target)
        return Sight(tuple(found), tuple(self._resolved(events, triggers, seen)))

    def _ask(self, asked: Iterable[Trigger], triggers: Sequence[Trigger], seen: Seen) -> Iterator[SeenEvent]:
        """Roles and stance of the asked triggers, one a run."""
        length, window = len(seen.text), seen.window
        for trigger in asked:
            _, start, end, event, score = trigger
            marks, far = marked([trigger], triggers, length)
            places, keep = around([trigger], [(window.shift, length)])
            given = {
                "states": seen.states[places],
                "keep": keep,
                "kind": np.array([event]),
                "marks": marks[:, places[0]],
                "far": far[:, places[0]],
            }
            roles, (stance,) = self._roles.run(None, given)
            certain = _softmax(stance[: len(CERTAINTIES)])
            negated = _softmax(stance[len(CERTAINTIES) : -1])[1]
            sure = self._confidence(score, float(_sigmoid(stance[-1:])[0]))
            told = Span(*(place + window.span.start - window.shift for place in (start, end)))
            parts = tuple(_parts(event, roles[0], places[0], seen))
            yield SeenEvent(EVENTS[event], told, parts, tuple(map(float, certain)), float(negated), sure)

    def _resolved(self, events: Sequence[SeenEvent], triggers: Sequence[Trigger], seen: Seen) -> Iterator[SeenEvent]:
        """The events, with what the pronouns among their roles stand for."""
        asked: dict[Span, Trigger] = {}
        for part in (part for event in events for part in event.roles):
            place = seen.window.inside(part.span.start, part.span.end)
            if place and REFERRING.fullmatch(seen.text[slice(*place)]):
                asked[part.span] = (0, *place, REFERENCE, 1.0)
        answers = self._ask(asked.values(), triggers, seen)
        refers = {e.trigger: max(e.roles, key=lambda r: r.score).span for e in answers if e.roles}
        for event in events:
            yield replace(event, roles=tuple(replace(r, refers=refers.get(r.span)) for r in event.roles))

    def _confidence(self, score: float, real: float) -> float:
        """How likely there is such an event, from both stages' scores: calibrated on development data (training/tune.py)."""
        raw = min(max((score * real) ** 0.5, 1e-4), 1 - 1e-4)
        if "a" not in self._tuned:
            return float(raw)
        odds: float = float(self._tuned["a"]) * math.log(raw / (1 - raw)) + float(self._tuned["b"])
        return float(1.0 / (1.0 + math.exp(-odds)))


def _parts(event: int, logits: Floats, places: Ints, seen: Seen) -> Iterator[SeenRole]:
    """What fills the roles of an event, from the second stage's answer for the places it looked at."""
    mine = _ROLES_OF[event]
    columns = [*mine, *(r + len(ROLES) for r in mine)]
    scores = np.zeros((len(columns), len(seen.text)), np.float32)
    scores[:, places] = _sigmoid(logits[:, columns].T)
    for n, role in enumerate(mine):
        for a, b, score in _fillers(scores[n], scores[n + len(mine)], seen.candidates(ROLES[role], event)):
            if place := seen.window.outside(a, b):
                yield SeenRole(ROLES[role], place, score)


def _fillers(begins: Floats, goes_on: Floats, names: list[tuple[int, int]]) -> Iterator[tuple[int, int, float]]:
    """What fills a role: names, each with the mean probability over its characters, and other spans of more than a character."""
    for a, b in dict.fromkeys(names):
        score = float((begins[a] + goes_on[a + 1 : b].sum()) / (b - a))
        if score > _ROLE_AT:
            yield a, b, score
    for a, b, score in spans(begins, goes_on, _ROLE_AT):
        if b - a > 1 and not any(a < y and x < b for x, y in names):
            yield a, b, score


def spans(begins: Floats, goes_on: Floats, threshold: float) -> Iterator[tuple[int, int, float]]:
    """Spans with their scores, from the probabilities that one begins and goes on at each character."""
    for start in np.flatnonzero(begins > threshold):
        end = int(start) + 1
        while end < len(begins) and goes_on[end] > _ON and not (begins[end] > threshold and begins[end] > goes_on[end]):
            end += 1
        inside = float(goes_on[start + 1 : end].mean()) if end > start + 1 else 1.0
        yield int(start), end, float(begins[start]) * min(1.0, inside + 0.1)


def around(chosen: Sequence[Trigger], sizes: Sequence[tuple[int, int]]) -> tuple[Ints, Floats]:
    """For each trigger the places that are looked at for its parts, N×L, and which of them count.

    Those of the head and what stands near it; ``sizes`` are the lengths of the head and of all that is read.
    """
    seen = [
        np.concatenate([np.arange(head), np.arange(max(head, start - BEFORE), min(length, end + AFTER))])
        for (_, start, end, _, _), (head, length) in zip(chosen, sizes, strict=True)
    ]
    places = np.zeros((len(seen), max(map(len, seen))), np.int64)
    keep = np.zeros(places.shape, np.float32)
    for n, mine in enumerate(seen):
        places[n, : len(mine)], keep[n, : len(mine)] = mine, 1.0
    return places, keep


def marked(chosen: Sequence[Trigger], triggers: Sequence[Trigger], chars: int) -> tuple[Ints, Ints]:
    """For each chosen trigger: which characters are in it (1), in another of its type (2) or of other types (3).

    And how far each is.
    """
    marks = np.zeros((len(chosen), chars), np.int64)
    far = np.zeros((len(chosen), chars), np.int64)
    places = np.arange(chars)
    for n, (row, start, end, kind, _) in enumerate(chosen):
        for other, a, b, also, _ in triggers:
            if other == row:
                marks[n, a:b] = 2 if also == kind else 3
        marks[n, start:end] = 1
        before, after = start - places, places - end + 1
        far[n] = np.where(
            before > 0,
            np.searchsorted(DISTANCES, before) + len(DISTANCES),
            np.where(after > 0, np.searchsorted(DISTANCES, after), 0),
        )
    return marks, far


def _given(pieces: Pieces) -> dict[str, Ints]:
    ids = np.array([pieces.ids[:_PIECES]], np.int64)
    owner = np.minimum(np.array([pieces.owner], np.int64), _PIECES - 1)
    return {"ids": ids, "owner": owner, "place": np.array([pieces.place], np.int64), "alone": np.array([pieces.alone], np.int64)}


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30, 30))), np.float32)


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max())
    return np.asarray(e / e.sum(), np.float32)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _session(path: Path) -> InferenceSession:
    """One thread a run: windows run side by side instead, which two processors do a fifth faster."""
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def network() -> Network | None:
    """The network that ships; None where its weights are not there."""
    return Network() if (WEIGHTS / "characters.onnx").exists() else None
