"""What the trained reader reaches, part by part: ``make evaluate``. A part whose data is absent says so.

Parts: development sentences (names, events, calibration), FewFC sentences set aside, pronouns, speed.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from shiguan.extract import default_backends, extract
from shiguan.extract.backends.model.fillers import EXACT
from shiguan.extract.backends.model.findings import SURE
from shiguan.extract.backends.model.labels import EVENTS, KINDS, REFERENCE, ROLES, TYPES
from shiguan.extract.backends.model.names import names_of
from shiguan.extract.backends.model.network import WEIGHTS, Network
from shiguan.extract.backends.model.windows import Window, windows
from shiguan.extract.backends.rules.reader import scenes
from shiguan.extract.sentences import prepare
from shiguan.gather import find, receive
from shiguan.records.document import Document, Span
from shiguan.repair import repair
from shiguan.vocabulary import load_vocabulary
from training.corpus import corpus
from training.examples import FEWFC_ROLES, Example, fewfc
from training.judge import as_document
from training.judge import development as whole_texts

Counts = Counter[str]
_FOREIGN_TYPES, _FOREIGN_AT = ("起诉", "收购", "中标"), 0.5
_READINGS, _CORES = 3, 2


def f1(count: Counts, key: str) -> str:
    """Precision, recall and F1 of counts "key right", "key found", "key gold"."""
    right, found, gold = (count[f"{key} {x}"] for x in ("right", "found", "gold"))
    value = 2 * right / max(1, found + gold)
    return f"{key:<24}P {right / max(1, found):.3f}  R {right / max(1, gold):.3f}  F1 {value:.3f}  ({gold})"


def development(network: Network, shared: Path) -> Iterator[str]:
    """Names and events on our own annotated text that is not trained on.

    An event is right when its type is and triggers overlap.
    """
    count: Counts = Counter()
    for example in corpus(shared, dev=True):
        sight = network.look(example.text, [example.window()])
        names = {(n.span.start, n.span.end, KINDS.index(n.kind)) for n in sight.names}
        for kind, label in enumerate(KINDS):
            mine, gold = ({n for n in all_ if n[2] == kind and n[0] >= example.target} for all_ in (names, set(example.names)))
            count.update({f"{label} right": len(mine & gold), f"{label} found": len(mine), f"{label} gold": len(gold)})
        sure = [e for e in sight.events if e.score >= network.accept[e.type]]
        for event in (e for e in example.events if e.type != REFERENCE and e.triggers[-1][0] >= example.target):
            same = [e for e in sure if e.type == TYPES[event.type] and _overlaps(e.trigger, event.triggers)]
            count.update({"events gold": 1, "events right": bool(same)})
            if same:
                told = {(r.span.start, r.span.end, ROLES.index(r.role)) for e in same[:1] for r in e.roles if r.score >= SURE}
                gold_roles = set(event.roles)
                count.update({"roles right": len(told & gold_roles), "roles found": len(told), "roles gold": len(gold_roles)})
        count["events found"] += len({(e.type, _which(e.trigger, example)) for e in sure})
    yield from (f1(count, key) for key in (*KINDS, "events", "roles"))


def _overlaps(trigger: Span, others: Sequence[tuple[int, int]]) -> bool:
    return any(a < trigger.end and trigger.start < b for a, b in others)


def _which(trigger: Span, example: Example) -> int:
    """The event of the annotation a trigger belongs to; its own place where it belongs to none."""
    return next(
        (-n - 1 for n, e in enumerate(example.events) if e.type != REFERENCE and _overlaps(trigger, e.triggers)), trigger.start
    )


def fewfc_arguments(network: Network, shared: Path) -> Iterator[str]:
    """FewFC's arguments (exact span, role and type) of lawsuits, acquisitions and bids, on the 15 % of sentences set aside."""
    count: Counts = Counter()
    mapped = {ours: {ROLES.index(r) for r in names.values()} for ours, names in map(FEWFC_ROLES.__getitem__, _FOREIGN_TYPES)}
    for example in fewfc(shared, aside=True):
        sight = network.look(example.text, [Window(Span(0, len(example.text)), 0)], foreign=True)
        for name, known in mapped.items():
            kind = EVENTS.index(name)
            gold = {r for e in example.events if e.type == kind for r in e.roles}
            annotated = gold or (name == "fewfc:lawsuit" if "train_base" in example.source else False)
            if not annotated:
                continue
            sure = [e for e in sight.events if e.type == name and e.score >= _FOREIGN_AT]
            told = {(r.span.start, r.span.end, ROLES.index(r.role)) for e in sure for r in e.roles if r.score >= SURE}
            told = {t for t in told if t[2] in known}
            for key in (name, "all three"):
                count.update({f"{key} right": len(told & gold), f"{key} found": len(told), f"{key} gold": len(gold)})
    yield from (f1(count, key) for key in (*mapped, "all three"))


def pronouns(network: Network, shared: Path) -> Iterator[str]:
    """Pronouns and short words of development texts that are marked with the name they stand for.

    How often the reader has that name in mind: what the network says they refer to, else what the rules have.
    """
    count: Counts = Counter()
    for example in whole_texts(shared):
        marked = [(e.triggers[0], e.roles[0]) for e in example.events if e.type == REFERENCE]
        if marked:
            _count_pronouns(example, marked, network, count)
    for how in ("network", "rules", "all"):
        right, every = count[f"{how} right"], count["all"]
        yield f"{how:<8} {right} of {every} stand for the right name ({right / max(1, every):.3f})"


def _count_pronouns(
    example: Example, marked: Sequence[tuple[tuple[int, int], tuple[int, int, int]]], network: Network, count: Counts
) -> None:
    reading, text = prepare(as_document(example)), example.text
    sight = network.look(text, list(windows([s.span for s in reading.sentences])))
    seen = [(r.span, r.refers.of(text)) for e in sight.events for r in e.roles if r.refers]
    told = []
    for scene in scenes(reading, load_vocabulary(), names_of(text, sight)):
        base = scene.line.sentence.span.start
        told += [(Span(base + p.span.start, base + p.span.end), p.items) for p in scene.phrases]
    for (start, end), (a, b, _) in marked:
        name, place = text[a:b], Span(start, end)
        said = next((what for span, what in seen if span.overlaps(place)), None)
        items = next((i for span, i in told if span.overlaps(place)), ())
        by_rules = any(n in name or name in n for i in items for n in (i.text, i.name.name if i.name else i.text) if n)
        by_network = said is not None and (said in name or name in said)
        right = by_network if said is not None and text[start:end] not in EXACT else by_rules
        count.update({"all": 1, "network right": by_network, "rules right": by_rules, "all right": right})


def speed(paths: Sequence[Path]) -> Iterator[str]:
    """Articles of 2,000 characters a second that two cores read, by CPU time: reading included, repair left out.

    Of each document the quickest of some readings counts, so that what else the machine does changes little.
    """
    vocabulary = load_vocabulary()
    documents: list[Document] = [repair(receive(s)) for s in find(list(paths)).sources]
    backends = default_backends(vocabulary)
    extract(documents[0], vocabulary, backends)
    taken = 0.0
    for document in documents:
        times = []
        for _ in range(_READINGS):
            begun = time.process_time()
            extract(document, vocabulary, backends)
            times.append(time.process_time() - begun)
        taken += min(times)
    articles = sum(len(d.text) for d in documents) / 2000
    rate = _CORES * articles / taken
    yield f"{rate:.1f} articles of 2,000 characters a second on two cores ({taken / articles:.2f} s of CPU each)"


def main() -> None:
    """Print every part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    network = Network(args.weights)
    timed = [p for p in (args.shared / "articles", Path("tests/eval/open"), Path("tests/eval/held")) if p.exists()]
    parts: list[tuple[str, Callable[[], Iterator[str]], bool]] = [
        ("development sentences", lambda: development(network, args.shared), True),
        ("FewFC, sentences set aside", lambda: fewfc_arguments(network, args.shared), True),
        ("pronouns", lambda: pronouns(network, args.shared), True),
        ("speed, five articles", lambda: speed(timed[:1]), True),
        ("speed, with the evaluation set", lambda: speed(timed), False),
    ]
    for title, lines, needs_shared in parts:
        print(f"\n{title}")
        if needs_shared and not args.shared.exists():
            print(f"  left out: {args.shared} is absent")
            continue
        for line in lines():
            print(f"  {line}")


if __name__ == "__main__":
    main()
