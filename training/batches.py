"""Examples as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from shiguan.extract.backends.model import network
from shiguan.extract.backends.model.labels import EVENTS, FOREIGN_ROLES, KINDS, REFERENCE, REFERENT, ROLES, TYPE_ROLES
from shiguan.extract.backends.model.pieces import PAD, Tokenizer
from training.examples import Example, Told, joined

OUTPUTS = len(KINDS) + len(EVENTS)
_PACKED = 290  # characters of short examples read together, as windows of a document are


@dataclass(slots=True)
class Batch:
    """``spans`` and ``weight`` are B×C×2(K+E): what begins and goes on where, and where the annotation says so."""

    examples: list[Example]
    ids: Tensor
    owner: Tensor
    place: Tensor
    alone: Tensor
    spans: Tensor
    weight: Tensor


@dataclass(slots=True)
class Asked:
    """Triggers of a batch: N rows; ``places`` N×L in the window with ``keep`` (which count); ``marks`` and ``far`` N×L.

    ``roles`` N×L×2R with ``weight`` N×1×2R; stance as class indexes, −100 where unknown.
    """

    row: Tensor
    places: Tensor
    keep: Tensor
    kind: Tensor
    marks: Tensor
    far: Tensor
    roles: Tensor
    weight: Tensor
    certainty: Tensor
    polarity: Tensor
    real: Tensor


ASKED_ROLES = tuple(frozenset(map(ROLES.index, (TYPE_ROLES | FOREIGN_ROLES).get(t, ()))) or frozenset((REFERENT,)) for t in EVENTS)


def packed(examples: Sequence[Example], rng: random.Random) -> list[Example]:
    """Short examples joined to the length of a window, those of one kind of annotation together."""
    groups: dict[tuple[frozenset[int], frozenset[int]], list[Example]] = {}
    for example in rng.sample(list(examples), len(examples)):
        groups.setdefault((example.kinds, example.types), []).append(example)
    found: list[Example] = []
    for group in groups.values():
        parts: list[Example] = []
        for example in group:
            length = sum(len(p.text) + 1 for p in parts)
            if parts and (length + len(example.text) > _PACKED or rng.random() < 0.2):
                found.append(joined(parts))
                parts = []
            parts.append(example)
        found.append(joined(parts))
    return found


def batches(examples: Sequence[Example], tokenizer: Tokenizer, size: int, rng: random.Random | None) -> Iterator[Batch]:
    """Batches of like length, in random order where ``rng`` is given."""
    keys = [(len(e.text) + (rng.random() * 20 if rng else 0), i) for i, e in enumerate(examples)]
    order = [i for _, i in sorted(keys)]
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if rng:
        rng.shuffle(groups)
    for group in groups:
        yield collate([examples[i] for i in group], tokenizer)


def collate(examples: list[Example], tokenizer: Tokenizer) -> Batch:
    """One batch."""
    read = [tokenizer(e.text) for e in examples]
    longest, chars = max(len(p.ids) for p in read), max(len(e.text) for e in examples)
    ids = torch.full((len(read), longest), PAD)
    owner, place, alone = (torch.zeros((len(read), chars), dtype=torch.long) for _ in range(3))
    alone += PAD
    spans, weight = (torch.zeros((len(read), chars, 2 * OUTPUTS)) for _ in range(2))
    for row, (example, pieces) in enumerate(zip(examples, read, strict=True)):
        n = len(example.text)
        ids[row, : len(pieces.ids)] = torch.tensor(pieces.ids)
        owner[row, :n], place[row, :n], alone[row, :n] = map(torch.tensor, (pieces.owner, pieces.place, pieces.alone))
        for kind in example.kinds:
            weight[row, :n, [kind, kind + OUTPUTS]] = 1
        for event_type in example.types:
            weight[row, :n, [len(KINDS) + event_type, len(KINDS) + event_type + OUTPUTS]] = 1
        for a, b in example.open:
            weight[row, a:b, : len(KINDS)] = 0
            weight[row, a:b, OUTPUTS : OUTPUTS + len(KINDS)] = 0
        for a, b, kind in example.names:
            _mark(spans[row], a, b, kind, OUTPUTS)
        for event in example.events:
            for a, b in event.triggers if event.type != REFERENCE else ():
                _mark(spans[row], a, b, len(KINDS) + event.type, OUTPUTS)
    return Batch(examples, ids, owner, place, alone, spans, weight)


def _mark(target: Tensor, start: int, end: int, label: int, half: int) -> None:
    target[start, label] = 1
    target[start + 1 : end, label + half] = 1


Trigger = tuple[int, int, int, int]
"""Row of the batch, start, end, type."""


def asked(batch: Batch, triggers: Sequence[tuple[Trigger, Told | None]]) -> Asked:
    """What the second stage is to answer for the given triggers; those of no event are to be found false."""
    count, chars = len(triggers), batch.owner.shape[1]
    roles, weight = torch.zeros((count, chars, 2 * len(ROLES))), torch.zeros((count, 1, 2 * len(ROLES)))
    certainty, polarity, real = (torch.full((count,), -100) for _ in range(3))
    for n, ((_, _, _, kind), event) in enumerate(triggers):
        real[n] = int(event is not None)
        if event is None:
            continue
        known = ASKED_ROLES[kind] if event.known is None else event.known
        for role in known:
            weight[n, 0, [role, role + len(ROLES)]] = 1
        for a, b, role in event.roles:
            _mark(roles[n], a, b, role, len(ROLES))
        if event.certainty is not None:
            certainty[n], polarity[n] = event.certainty, int(event.negated)
    where = [t for t, _ in triggers]
    marks, far, places, keep = looked_at(batch, where)
    row, kind = (torch.tensor([t[i] for t in where]) for i in (0, 3))
    roles = torch.gather(roles, 1, places[..., None].expand(-1, -1, roles.shape[2]))
    return Asked(row, places, keep, kind, marks, far, roles, weight, certainty, polarity, real)


def looked_at(batch: Batch, triggers: Sequence[Trigger]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Marks, distances, places and which of these count for each trigger, as the reader at work has them."""
    scored = [(*t, 1.0) for t in triggers]
    marks, far = network.marked(scored, [t for t in scored if t[3] != REFERENCE], batch.owner.shape[1])
    sizes = [(batch.examples[t[0]].head, len(batch.examples[t[0]].text)) for t in triggers]
    places, keep = network.around(scored, sizes)
    near = (np.take_along_axis(x, places, 1) for x in (marks, far))
    return (*map(torch.from_numpy, near), torch.from_numpy(places), torch.from_numpy(keep))


def gold_triggers(batch: Batch) -> list[tuple[Trigger, Told | None]]:
    """Every trigger of the annotation."""
    return [((row, a, b, e.type), e) for row, x in enumerate(batch.examples) for e in x.events for a, b in e.triggers]
