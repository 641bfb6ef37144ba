"""What every reader has the shape of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, runtime_checkable

from shiguan.extract.reading import Reading
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.time import ValidTime


@dataclass(frozen=True, slots=True)
class ProposedRole:
    """``text`` as it stands in the document, at ``start`` where the reader knows it (read coordinates).

    ``kind`` makes the value a mention whose fullest form is ``name`` (default: the text), also called ``aliases`` in the document;
    ``amount`` makes it a quantity.
    """

    role: str
    text: str
    start: int | None = None
    kind: MentionKind | None = None
    name: str | None = None
    aliases: tuple[str, ...] = ()
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as a reader would have it; ``quote`` must be in the document, at ``start`` where the reader knows it.

    Several proposals may be made for one stretch; ``confidence`` (0 to 1) decides among equals.
    ``backend`` says who saw it, where the proposer asked several readers; ``declined`` why the proposer itself does not hold
    with it: it is kept among the rejects, so that the readers can be compared.
    """

    event_type: str
    roles: tuple[ProposedRole, ...]
    quote: str
    start: int | None = None
    valid_time: ValidTime | None = None
    certainty: Certainty = Certainty.REPORTED
    polarity: Polarity = Polarity.AFFIRMED
    speaker: str | None = None
    confidence: float = 1.0
    backend: str | None = None
    declined: str | None = None


class Backend(Protocol):
    """A reader. It may propose anything; ``align`` lets in what the text says."""

    @property
    def name(self) -> str:
        """Short name, kept on each claim: ``rules``, ``model``, ``llm``."""

    @property
    def version(self) -> str:
        """Changes whenever the same document could be read differently."""

    def propose(self, reading: Reading) -> Iterable[Proposal]:
        """The claims it sees in the document."""


@dataclass(frozen=True, slots=True)
class Bill:
    """What reading costs, or cost: ``questions`` to a language ``model`` at a machine, ``at_hand`` answers that cost nothing.

    ``read`` and ``written`` count tokens; ``cost`` is in ``currency`` (empty: not said), None where the price is not known.
    """

    model: str
    machine: str
    questions: int
    at_hand: int
    read: int
    written: int
    cost: Decimal | None
    currency: str


@runtime_checkable
class Costly(Protocol):
    """A reader whose reading costs something."""

    def expected(self, readings: Iterable[Reading]) -> Bill:
        """What reading these would cost, about."""

    def spent(self) -> Bill:
        """What it has cost so far."""
