"""Where the shipped reader is sure and the annotation says otherwise: ``python -m training.doubts FILE…``, to be looked at.

A line each. Of what is trained on, what the reader still contradicts is often marked wrongly, or by a rule that changed since.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from shiguan.extract.backends.model.labels import REFERENCE, TYPES
from shiguan.extract.backends.model.network import WEIGHTS, Network
from shiguan.extract.backends.model.reader import ModelBackend
from shiguan.extract.backends.rules.scene import Finding
from shiguan.records.document import Span
from shiguan.vocabulary import load_vocabulary
from training.examples import Example
from training.judge import event_of, sighted
from training.unseen import Text, texts

SURE = 0.8


def lines(backend: ModelBackend, read: Sequence[Text], sure: float = SURE) -> Iterator[str]:
    """Each claim at least that likely whose event the annotation lacks (``untold``) or tells of others (``others``)."""
    for text in read:
        for scene, sighting in sighted(backend, text.document):
            likely = backend.network.judge.probability(sighting)
            if likely < sure or event_of(sighting, scene, text.example, backend) is not None:
                continue
            finding, base = sighting.finding, scene.line.sentence.span.start
            evidence = Span(base + finding.evidence.start, base + finding.evidence.end)
            kind = "others" if _is_told(text.example, finding, evidence) else "untold"
            roles = "; ".join(f"{r.role}={r.item.text}" for r in finding.roles)
            place = f"{text.example.source}: {kind} {finding.event_type} {likely:.2f}"
            yield f"{place} {finding.trigger.of(scene.text)} | {evidence.of(text.example.text)} | {roles}".replace("\n", " ")


def _is_told(example: Example, finding: Finding, evidence: Span) -> bool:
    """Whether the annotation has an event of the type there, whoever takes part in it."""
    there = (e for e in example.events if e.type != REFERENCE and TYPES[e.type] == finding.event_type)
    return any(evidence.start < b and a < evidence.end for e in there for a, b in e.triggers)


def main() -> None:
    """Print what is to be looked at in the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sure", type=float, default=SURE, help=f"how likely a claim must be to be told (default: {SURE})")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    backend = ModelBackend(load_vocabulary(), Network(args.weights))
    for line in lines(backend, texts(args.files, development=False), args.sure):
        print(line)


if __name__ == "__main__":
    main()
