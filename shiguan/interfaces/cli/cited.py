"""The documents that an answer cites, for its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shiguan.app import Shiguan
    from shiguan.records.document import Document
    from shiguan.records.views import Event, Told


def cited(shiguan: Shiguan, events: Iterable[Event] = (), told: Iterable[Told] = ()) -> dict[str, Document]:
    """By id, the documents that the events, and other tellings, are told in."""
    return shiguan.documents({one.claim.document for one in (*(t for event in events for t in event.tellings), *told)})
