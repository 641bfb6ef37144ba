"""What is trained on, and what is kept for development and for measuring."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from training.examples import Example, cut, fewfc, stored, universal, written

_DEV = 7  # per cent


def is_dev(example: Example) -> bool:
    """Whether thresholds and calibration are chosen on it, and nothing is trained on it.

    By a hash of the text, so that no one chooses.
    """
    return int(hashlib.sha256(example.text.encode()).hexdigest(), 16) % 100 < _DEV


def corpus(shared: Path, *, dev: bool) -> list[Example]:
    """Our own annotations, of what was written for the project and of real sentences, as windows.

    The development part or the rest; to what is trained on, FewFC's own labels are added where a sentence is one of its.
    """
    own = [e for e in [*written("sentences"), *stored(shared)] if is_dev(e) == dev]
    if not dev:
        labelled = {e.source: e for e in fewfc(shared, aside=False)}
        own = [_with(e, labelled[e.source]) if e.source in labelled else e for e in own]
    return own + [w for e in written("articles") if is_dev(e) == dev for w in cut(e)]


def _with(ours: Example, theirs: Example) -> Example:
    """One text with the labels of both."""
    return replace(ours, events=(*ours.events, *theirs.events), types=ours.types | theirs.types)


def others(shared: Path, annotated: Iterable[Example]) -> list[Example]:
    """Labels of other people's sets, where they map; of FewFC's sentences that tell no event of ours a part."""
    mine = {e.source for e in annotated}
    labelled = [e for e in fewfc(shared, aside=False) if e.source not in mine]
    return [e for e in labelled if e.events or random.Random(e.source).random() < 0.3] + [
        e for e in universal(shared, "train") if e.source not in mine
    ]
