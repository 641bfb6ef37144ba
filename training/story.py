"""Fit whom a document is about (``rules/story.py``) where an event leaves its organisation out; count how often it is right.

A case is an event of a written article whose ``org`` (of a figure the ``subject``) stands in other sentences only, by name. The
organisations named before it compete (conditional logit with an L2 penalty). Names are those that the network sees.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from shiguan.extract.backends.model.labels import REFERENCE, REFERRING, ROLES, TYPES
from shiguan.extract.backends.model.names import names_of
from shiguan.extract.backends.model.network import Network
from shiguan.extract.backends.model.windows import windows
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.reader import scenes
from shiguan.extract.backends.rules.story import WEIGHTS
from shiguan.extract.sentences import prepare
from shiguan.records.document import Span
from shiguan.vocabulary import Vocabulary, load_vocabulary
from training.corpus import is_dev
from training.examples import DATA, Example, Told, of_record
from training.judge import as_document
from training.markup import MarkupError, records

_PENALTY = 1.0
_WITHOUT = ("founding", "forecast", "statement")
"""Types that name who does it, or have no organisation."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """``features`` is candidates x ``WEIGHTS``; ``right`` says which of them are meant."""

    features: Floats
    right: npt.NDArray[np.bool_]


def cases(example: Example, network: Network, vocabulary: Vocabulary) -> Iterator[Case]:
    """Those of a document in which one of the candidates is right."""
    document = as_document(example)
    if document.text != example.text:
        return
    reading = prepare(document)
    sight = network.look(document.text, list(windows([s.span for s in reading.sentences])))
    for scene in scenes(reading, vocabulary, names_of(document.text, sight)):
        told = list(scene.discourse.story.candidates())
        place = scene.line.sentence.span
        features: Floats = np.array([[f[name] for name in WEIGHTS] for _, _, f in told])
        for event in (e for e in example.events if place.start <= e.triggers[0][0] < place.end):
            meant = _left_out(event, example.text, place)
            right = np.array([not meant.isdisjoint(_forms(known, item)) for known, item, _ in told])
            if right.any():
                yield Case(features, right)


def _forms(known: str, item: Item) -> set[str]:
    """All that the document calls an organisation."""
    return {known, item.text, *(item.name.aliases if item.name else ())}


def _left_out(event: Told, text: str, sentence: Span) -> set[str]:
    """The names of the organisation that a sentence leaves out; none where it names one, or has a pronoun for it."""
    if event.type == REFERENCE or TYPES[event.type] in _WITHOUT:
        return set()
    role = "subject" if TYPES[event.type] == "metric" else "org"
    places = [(a, b) for a, b, r in event.roles if ROLES[r] == role]
    names = {text[a:b] for a, b in places}
    here = any(sentence.start <= a < sentence.end for a, _ in places)
    return set() if here or any(map(REFERRING.fullmatch, names)) else names


def fit(found: Sequence[Case]) -> Floats:
    """What each feature counts."""
    w: Floats = np.zeros(len(WEIGHTS))
    for _ in range(30):  # Newton, with the curvature of the softmax over all candidates
        gradient, hessian = _PENALTY * w, _PENALTY * np.eye(len(w))
        for case in found:
            p = _softmax(case.features @ w)
            mine = p * case.right / (p * case.right).sum()
            gradient = gradient + case.features.T @ (p - mine)
            centred = case.features - p @ case.features
            hessian = hessian + (centred * p[:, None]).T @ centred
        w = w - np.linalg.solve(hessian, gradient)
    return w


def share(found: Iterable[Case], w: Floats) -> tuple[int, int]:
    """In how many of how many cases the likeliest candidate is right."""
    hits = [bool(case.right[np.argmax(case.features @ w)]) for case in found]
    return sum(hits), len(hits)


def _softmax(x: Floats) -> Floats:
    e: Floats = np.exp(x - x.max())
    return e / e.sum()


def main() -> None:
    """Fit on some files, print the weights, and count on each file with these and with those that ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="annotated articles (default: all)")
    parser.add_argument("--aside", nargs="*", default=[], help="count only, do not fit: how the names of files begin")
    args = parser.parse_args()
    network, vocabulary = Network(), load_vocabulary()
    told: dict[str, list[Case]] = {}
    for path in args.files or sorted((DATA / "articles").glob("*.txt")):
        examples = [e for r in records(path) if not isinstance(r, MarkupError) and not is_dev(e := of_record(r))]
        told[path.name] = [c for e in examples for c in cases(e, network, vocabulary)]
    ships: Floats = np.array(list(WEIGHTS.values()))
    w = fit([c for name, found in told.items() if not name.startswith(tuple(args.aside)) for c in found])
    print(*(f"{name:<10} {value:.2f}" for name, value in zip(WEIGHTS, w, strict=True)), sep="\n")
    for name, found in told.items():
        aside = " (aside)" if args.aside and name.startswith(tuple(args.aside)) else ""
        print(f"{name:<42} fitted {share(found, w)}, shipped {share(found, ships)}{aside}", flush=True)


if __name__ == "__main__":
    main()
