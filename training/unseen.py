"""How well the shipped reader reads annotated texts: ``python -m training.unseen FILE…``, by the measure of ``training.judge``.

A figure says something of texts that nobody trained on: new ones before they are, or with ``--development`` those kept apart.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shiguan.extract.backends.model.labels import ROLES
from shiguan.extract.backends.model.network import WEIGHTS, Network
from shiguan.extract.backends.model.reader import ModelBackend
from shiguan.extract.backends.rules.dating import when
from shiguan.extract.backends.rules.scene import Scene
from shiguan.records.document import Document
from shiguan.records.time import ValidTime
from shiguan.vocabulary import load_vocabulary
from training.corpus import is_dev
from training.examples import Example, of_record
from training.judge import AT_LEAST, Judged, as_document, by_type, event_of, sighted
from training.markup import MarkupError, records

_TIME = ROLES.index("time")


@dataclass(frozen=True, slots=True)
class Text:
    """An annotated text as the document it makes, of its day where it has one."""

    example: Example
    document: Document


def texts(files: Sequence[Path], *, development: bool) -> list[Text]:
    """The texts of annotated files that repair leaves as they are. Raises ``MarkupError`` for the first that is broken."""
    found = []
    for path in files:
        for record in records(path):
            if isinstance(record, MarkupError):
                raise record
            example = of_record(record)
            day = ValidTime.of(record.published) if record.published else None
            found.append(Text(example, replace(as_document(example), published_at=day)))
    return [t for t in found if t.document.text == t.example.text and (is_dev(t.example) or not development)]


def lines(backend: ModelBackend, read: Sequence[Text]) -> Iterator[str]:
    """How right what the shipped judge lets in is, in all and by type; then how many have the time that is told of them."""
    pairs: list[tuple[float, Judged]] = []
    dated: Counter[str] = Counter()
    for number, text in enumerate(read):
        scenes: list[Scene] = []
        right: list[tuple[int, ValidTime | None]] = []
        for scene, sighting in sighted(backend, text.document):
            scenes += [scene] if scene not in scenes else []
            event = event_of(sighting, scene, text.example, backend)
            likely = backend.network.judge.probability(sighting)
            pairs.append((likely, Judged(sighting, event is not None, (number, event) if event is not None else None, number)))
            if event is not None and likely >= AT_LEAST:
                right.append((event, when(scene, sighting.finding)))
        dated.update(_dated(text.example, scenes, right))
    yield f"{len(read)} texts"
    yield from by_type(pairs, [t.example for t in read])
    yield f"time               {dated['right'] / max(1, dated['told']):.3f} of {dated['told']} claims whose time is told"


def _dated(example: Example, scenes: Sequence[Scene], right: Sequence[tuple[int, ValidTime | None]]) -> Iterator[str]:
    """``told`` for each right claim whose annotated time the parser reads, and ``right`` where the reader has it."""
    places = [(s.line.sentence.span.start + t.span.start, t.valid_time) for s in scenes for t in s.line.times if t.valid_time]
    for event, mine in dict(reversed(right)).items():
        spans = [(a, b) for a, b, role in example.events[event].roles if role == _TIME]
        told = {(t.start, t.end) for a, b in spans for at, t in places if a <= at < b}
        if told:
            yield "told"
            if mine and (mine.start, mine.end) in told:
                yield "right"


def main() -> None:
    """Print the figures of the files together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--development", action="store_true", help="only the texts that are never trained on")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    backend = ModelBackend(load_vocabulary(), Network(args.weights))
    for line in lines(backend, texts(args.files, development=args.development)):
        print(line)


if __name__ == "__main__":
    main()
