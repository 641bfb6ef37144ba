"""The network at work: windows of a document in, names and events out.

Runs on onnxruntime, on the processor, the same every time.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator, Sequence
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
from shiguan.extract.backends.model.pieces import PAD, Pieces, Tokenizer
from shiguan.extract.backends.model.sight import SeenEvent, SeenName, SeenRole, Sight
from shiguan.extract.backends.model.windows import Window
from shiguan.records.document import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights"
_OUTPUTS = len(KINDS) + len(EVENTS)
_EVENTS, _FOREIGN = range(len(KINDS), len(KINDS) + len(TYPES)), range(len(KINDS) + len(TYPES) + 1, _OUTPUTS)
_NAME_AT, _TRIGGER_AT, _ROLE_AT, _ON = 0.5, 0.15, 0.1, 0.35
_PLAIN = {f"{by}:event": 1.0 for by in (BOTH, MODEL)} | {f"{RULES}:rules": 1.0}  # before anything is tuned: what either says
BEFORE, AFTER = 120, 90  # characters to either side of a trigger in which its parts are looked for
_PIECES = 512  # positions the encoder has; text of which every character is a piece of its own may go beyond: its end is seen dimly
_TOGETHER = 4  # windows in one run; they are of like length
_ASKED = 32  # triggers in one run

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
"""Window, start, end, type, score; in window coordinates."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A run of the first stage: character states, with the windows and texts they are of."""

    states: Floats
    windows: list[Window]
    texts: list[str]
    names: list[list[SeenName]]

    def candidates(self, row: int, role: str, event: int) -> list[tuple[int, int]]:
        """The names of a window that may fill a role, in window coordinates; none where the role is no name."""
        kinds = _FILLED_BY.get(role if event != REFERENCE else "reference", ())
        places = (self.windows[row].inside(n.span.start, n.span.end) for n in self.names[row] if n.kind in kinds)
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
        order = sorted(range(len(windows)), key=lambda i: (len(windows[i].read(text)), i))
        groups = [[windows[i] for i in order[start : start + _TOGETHER]] for start in range(0, len(order), _TOGETHER)]
        kinds = _FOREIGN if foreign else _EVENTS

        def one(chosen: list[Window]) -> Sight:
            return self._look(chosen, [w.read(text) for w in chosen], kinds)

        for found in self._workers.map(one, groups) if len(groups) > 1 else map(one, groups):
            names += found.names
            events += found.events
        return Sight(
            tuple(sorted(names, key=lambda n: (n.span.start, n.span.end, n.kind))),
            tuple(sorted(events, key=lambda e: (e.trigger.start, e.trigger.end, e.type))),
        )

    def _look(self, windows: list[Window], texts: list[str], events_of: range) -> Sight:
        pieces = [self._tokenizer(t) for t in texts]
        given = _stacked(pieces)
        states, logits = self._characters.run(None, given)
        scores = _sigmoid(logits)
        names: list[list[SeenName]] = [[] for _ in windows]
        triggers: list[Trigger] = []
        for row, (window, text) in enumerate(zip(windows, texts, strict=True)):
            for label in (*range(len(KINDS)), *events_of):
                begins, goes_on = scores[row, : len(text), label], scores[row, : len(text), label + _OUTPUTS]
                for a, b, score in spans(begins, goes_on, _NAME_AT if label < len(KINDS) else _TRIGGER_AT):
                    place = window.outside(a, b)
                    if label < len(KINDS) and place:
                        names[row].append(SeenName(KINDS[label], place, score))
                    elif label >= len(KINDS):
                        triggers.append((row, a, b, label - len(KINDS), score))
        asked = [t for t in triggers if t[1] >= windows[t[0]].target - windows[t[0]].span.start + windows[t[0]].shift]
        seen = Seen(states, windows, texts, names)
        events = list(self._ask(asked, triggers, seen))
        found = (n for row, window in zip(names, windows, strict=True) for n in row if n.span.start >= window.target)
        return Sight(tuple(found), tuple(e for _, e in self._resolved(events, triggers, seen)))

    def _ask(self, asked: list[Trigger], triggers: list[Trigger], seen: Seen) -> Iterator[tuple[int, SeenEvent]]:
        """Roles and stance of the asked triggers, each with its window's row."""
        for start in range(0, len(asked), _ASKED):
            chosen = asked[start : start + _ASKED]
            rows = np.array([t[0] for t in chosen])
            marks, far = marked(chosen, triggers, seen.states.shape[1])
            places, keep = around(chosen, [(seen.windows[t[0]].shift, len(seen.texts[t[0]])) for t in chosen])
            given = {
                "states": seen.states[rows[:, None], places],
                "keep": keep,
                "kind": np.array([t[3] for t in chosen]),
                "marks": np.take_along_axis(marks, places, 1),
                "far": np.take_along_axis(far, places, 1),
            }
            roles, stance = self._roles.run(None, given)
            scores = np.zeros((len(chosen), seen.states.shape[1], roles.shape[2]), np.float32)
            for n, count in enumerate(keep.sum(1).astype(int)):
                scores[n, places[n, :count]] = _sigmoid(roles[n, :count])
            for n, (row, a, b, event, score) in enumerate(chosen):
                window, length = seen.windows[row], len(seen.texts[row])
                parts = tuple(
                    SeenRole(ROLES[r], place, p)
                    for r in _ROLES_OF[event]
                    for x, y, p in _fillers(
                        scores[n, :length, r], scores[n, :length, r + len(ROLES)], seen.candidates(row, ROLES[r], event)
                    )
                    if (place := window.outside(x, y))
                )
                certain = _softmax(stance[n, : len(CERTAINTIES)])
                negated = _softmax(stance[n, len(CERTAINTIES) : -1])[1]
                real = float(_sigmoid(stance[n, -1:])[0])
                sure = self._confidence(score, real)
                told = Span(*(place + window.span.start - window.shift for place in (a, b)))
                yield row, SeenEvent(EVENTS[event], told, parts, tuple(map(float, certain)), float(negated), sure)

    def _resolved(
        self, events: list[tuple[int, SeenEvent]], triggers: list[Trigger], seen: Seen
    ) -> Iterator[tuple[int, SeenEvent]]:
        """The events, with what the pronouns among their roles stand for."""
        asked: dict[tuple[int, Span], Trigger] = {}
        for row, event in events:
            for part in event.roles:
                place = seen.windows[row].inside(part.span.start, part.span.end)
                if place and REFERRING.fullmatch(seen.texts[row][slice(*place)]):
                    asked[row, part.span] = (row, *place, REFERENCE, 1.0)
        answers = self._ask(list(asked.values()), triggers, seen)
        refers = {(row, e.trigger): max(e.roles, key=lambda r: r.score).span for row, e in answers if e.roles}
        for row, event in events:
            yield row, replace(event, roles=tuple(replace(r, refers=refers.get((row, r.span))) for r in event.roles))

    def _confidence(self, score: float, real: float) -> float:
        """How likely there is such an event, from both stages' scores: calibrated on development data (training/tune.py)."""
        raw = min(max((score * real) ** 0.5, 1e-4), 1 - 1e-4)
        if "a" not in self._tuned:
            return float(raw)
        odds: float = float(self._tuned["a"]) * math.log(raw / (1 - raw)) + float(self._tuned["b"])
        return float(1.0 / (1.0 + math.exp(-odds)))


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


def _stacked(pieces: list[Pieces]) -> dict[str, Ints]:
    longest, chars = max(len(p.ids) for p in pieces), max(len(p.owner) for p in pieces)
    ids = np.full((len(pieces), longest), PAD, np.int64)
    owner, place = np.zeros((len(pieces), chars), np.int64), np.zeros((len(pieces), chars), np.int64)
    alone = np.full((len(pieces), chars), PAD, np.int64)
    for row, p in enumerate(pieces):
        ids[row, : len(p.ids)] = p.ids
        owner[row, : len(p.owner)], place[row, : len(p.owner)], alone[row, : len(p.owner)] = p.owner, p.place, p.alone
    return {"ids": ids[:, :_PIECES], "owner": np.minimum(owner, _PIECES - 1), "place": place, "alone": alone}


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30, 30))), np.float32)


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max())
    return np.asarray(e / e.sum(), np.float32)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _session(path: Path) -> InferenceSession:
    """One thread a run: groups of windows run side by side instead, which two processors do a fifth faster."""
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def network() -> Network | None:
    """The network that ships; None where its weights are not there."""
    return Network() if (WEIGHTS / "characters.onnx").exists() else None
