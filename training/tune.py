"""Thresholds and calibration, chosen on the development part of our annotated text: ``weights/calibration.json``.

A score s becomes a probability 1/(1+exp(−(a·logit(s)+b))) (Platt 1999); the expected calibration error (ten bins of equal width)
is told by two-fold cross-validation. A type's threshold is the one with the best F1 where there are enough events of it, else
that of all types together.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from shiguan.extract.backends.model.labels import REFERENCE, TYPES
from shiguan.extract.backends.model.network import WEIGHTS, Network
from training.corpus import corpus
from training.examples import Example

ENOUGH = 25
Seen = tuple[str, float, bool]
"""Type, score, whether there is such an event there."""


def seen(network: Network, examples: Sequence[Example]) -> tuple[list[Seen], dict[str, int]]:
    """What the network proposes, each right or wrong, and how many events there are of each type."""
    found: list[Seen] = []
    gold = dict.fromkeys(TYPES, 0)
    for example in examples:
        mine = [e for e in example.events if e.type != REFERENCE and e.triggers[-1][0] >= example.target]
        for event in mine:
            gold[TYPES[event.type]] += 1
        sight = network.look(example.text, [example.window()])
        taken: set[int] = set()
        for event_seen in sorted(sight.events, key=lambda e: -e.score):
            a, b = event_seen.trigger.start, event_seen.trigger.end
            hits = [
                n for n, e in enumerate(mine) if TYPES[e.type] == event_seen.type and any(x < b and a < y for x, y in e.triggers)
            ]
            if hits and all(n in taken for n in hits):
                continue  # another trigger of an event already found costs nothing
            found.append((event_seen.type, event_seen.score, bool(hits)))
            taken.update(hits[:1])
    return found, gold


def best_threshold(found: Sequence[Seen], gold: int) -> tuple[float, float]:
    """The score from which on F1 is best, and that F1."""
    best, right = (0.5, 0.0), 0
    for n, (_, score, hit) in enumerate(sorted(found, key=lambda s: -s[1]), 1):
        right += hit
        value = 2 * right / (n + gold)
        if value > best[1]:
            best = (score, value)
    return best


def platt(found: Sequence[Seen]) -> tuple[float, float]:
    """a and b, by gradient descent on the log loss."""
    a, b = 1.0, 0.0
    x = np.array([logit(s) for _, s, _ in found])
    y = np.array([float(hit) for _, _, hit in found])
    for _ in range(3000):
        error = 1 / (1 + np.exp(-(a * x + b))) - y
        a, b = a - 0.2 * float((error * x).mean()), b - 0.2 * float(error.mean())
    return a, b


def logit(score: float) -> float:
    """Of a score kept off 0 and 1."""
    p = min(max(score, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Mean distance between confidence and share right, over ten bins weighted by size."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for p, hit in pairs:
        bins.setdefault(min(9, int(p * 10)), []).append((p, hit))
    return sum(abs(sum(p for p, _ in x) - sum(h for _, h in x)) for x in bins.values()) / max(1, len(pairs))


def calibrated(score: float, a: float, b: float) -> float:
    """The probability for a score."""
    return 1 / (1 + math.exp(-(a * logit(score) + b)))


def main() -> None:
    """Write the file and print what it says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    path = args.weights / "calibration.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.unlink(missing_ok=True)
    found, gold = seen(Network(args.weights), corpus(args.shared, dev=True))
    everything = best_threshold(found, sum(gold.values()))
    a, b = platt(found)
    halves = found[::2], found[1::2]
    crossed = [(calibrated(s, *platt(fit)), hit) for fit, test in (halves, halves[::-1]) for _, s, hit in test]
    thresholds = {}
    for name in TYPES:
        mine = [f for f in found if f[0] == name]
        score, _ = best_threshold(mine, gold[name]) if gold[name] >= ENOUGH else everything
        thresholds[name] = round(calibrated((score + everything[0]) / 2, a, b), 3)
        print(f"{name:<18}{gold[name]:>5} events, threshold {thresholds[name]:.2f}, F1 {best_threshold(mine, gold[name])[1]:.3f}")
    raw = calibration_error([(s, hit) for _, s, hit in found])
    print(
        f"all: F1 {everything[1]:.3f} at {everything[0]:.2f}; "
        f"calibration error {raw:.3f} raw, {calibration_error(crossed):.3f} calibrated"
    )
    result = kept | {"a": round(a, 4), "b": round(b, 4), "thresholds": thresholds}
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
