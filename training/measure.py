"""How well a network finds names, triggers, roles and stance in annotated windows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor

from shiguan.extract.backends.model import network
from shiguan.extract.backends.model.labels import KINDS, REFERENCE, ROLES, TYPES
from shiguan.extract.backends.model.pieces import Tokenizer
from training.batches import ASKED_ROLES, OUTPUTS, asked, batches, gold_triggers
from training.examples import Example
from training.network import Reader

Spans = list[tuple[int, int]]


def spans(begins: Tensor, goes_on: Tensor) -> Spans:
    """Spans from the probabilities that one begins and goes on at each character, as the reader at work draws them."""
    return [(a, b) for a, b, _ in network.spans(begins.numpy(), goes_on.numpy(), 0.5)]


def f1(right: int, found: int, gold: int) -> float:
    """Of counts."""
    return round(2 * right / max(1, found + gold), 4)


def measure(model: Reader, examples: Sequence[Example], tokenizer: Tokenizer) -> dict[str, float]:
    """F1 of names (exact), triggers (overlap and type), roles of true triggers (exact); shares of right certainty and polarity."""
    model.eval()
    count: Counter[str] = Counter()
    with torch.no_grad():
        for batch in batches(examples, tokenizer, 16, None):
            states, logits = model.characters(batch.ids, batch.owner, batch.place, batch.alone)
            scores = torch.sigmoid(logits)
            for row, example in enumerate(batch.examples):
                n = len(example.text)
                for label in [*example.kinds, *(len(KINDS) + t for t in example.types)]:
                    found = spans(scores[row, :n, label], scores[row, :n, label + OUTPUTS])
                    _count_spans(count, example, label, found)
            told = [(t, e) for t, e in gold_triggers(batch) if e is not None]
            if told:
                ask = asked(batch, list(told))
                near = states[ask.row[:, None], ask.places]
                roles, stance = model.roles(near, ask.keep, ask.kind, ask.marks, ask.far)
                whole = torch.zeros((len(told), batch.owner.shape[1], roles.shape[2]))
                whole.scatter_add_(1, ask.places[..., None].expand_as(roles), torch.sigmoid(roles) * ask.keep[..., None])
                real = ask.certainty >= 0
                count["stances"] += int(real.sum())
                count["certainty"] += int((stance[:, :-3].argmax(-1) == ask.certainty)[real].sum())
                count["polarity"] += int((stance[:, -3:-1].argmax(-1) == ask.polarity)[real].sum())
                _count_roles(count, whole, told)
    result = {
        k: f1(count[k + " right"], count[k + " found"], count[k + " gold"]) for k in ("names", "triggers", "roles", "references")
    }
    result |= {k: round(count[k] / max(1, count["stances"]), 4) for k in ("certainty", "polarity")}
    return result


def _count_spans(count: Counter[str], example: Example, label: int, found: Spans) -> None:
    if label < len(KINDS):
        gold = {(a, b) for a, b, k in example.names if k == label}
        count.update({"names right": len(gold & set(found)), "names found": len(found), "names gold": len(gold)})
        return
    wanted = [t for e in example.events if e.type == label - len(KINDS) for t in e.triggers]
    right = sum(any(a < y and x < b for x, y in wanted) for a, b in found)
    count.update({"triggers right": right, "triggers found": len(found), "triggers gold": len(wanted)})
    name = TYPES[label - len(KINDS)]
    count.update({f"{name} right": right, f"{name} found": len(found), f"{name} gold": len(wanted)})


def _count_roles(count: Counter[str], scores: Tensor, told: Iterable[object]) -> None:
    for n, (trigger, event) in enumerate(told):  # type: ignore[misc]
        known = ASKED_ROLES[trigger[3]] if event.known is None else event.known  # type: ignore[has-type]
        for role in known:
            found = set(spans(scores[n, :, role], scores[n, :, role + len(ROLES)]))
            gold = {(a, b) for a, b, r in event.roles if r == role}  # type: ignore[has-type]
            what = "references" if event.type == REFERENCE else "roles"  # type: ignore[has-type]
            count.update({f"{what} right": len(gold & found), f"{what} found": len(found), f"{what} gold": len(gold)})
