"""What an epoch reads, and how the learning rate goes over a run."""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence

from training.examples import Example


def rate(done: float, level: float) -> float:
    """The share of the learning rate after a share of the run: up over a twentieth, level until ``level``, then down to nothing."""
    return min(done / 0.05 + 0.001, 1.0, max(0.0, 1.0 - done) / (1.0 - level) if level < 1 else 1.0)


def read_in_an_epoch(examples: Sequence[Example], share: float, of: Mapping[str, float], rng: random.Random) -> list[Example]:
    """A share of what is annotated, at random; of the sources whose names begin with a key of ``of`` the share told there."""

    def share_of(source: str) -> float:
        return next((s for begins, s in of.items() if source.startswith(begins)), share)

    return [e for e in examples if rng.random() < share_of(e.source)]


def named_share(text: str) -> tuple[str, float]:
    """``finre=0.5`` as a pair. Raises ``argparse.ArgumentTypeError`` for anything else."""
    begins, _, share = text.partition("=")
    try:
        return begins, float(share)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=SHARE") from None
