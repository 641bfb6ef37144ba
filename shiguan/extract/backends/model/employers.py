"""Whose employer an organisation is, where the words beside its name say so more surely than the network does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from shiguan.extract.backends.model.sight import SeenRole
from shiguan.extract.backends.rules.scene import FORMER
from shiguan.records.document import Span

Place: TypeAlias = Callable[[Span], tuple[str, Span] | None]

_JOINED = re.compile(
    r"(?:转投|转赴|投奔|投身|加入|加盟|入职|跳槽[到至]|去了|去往|前往|转战|转[任至到]|调[任至到]|改投|履新|(?<!奔)赴|重返|回到|创办|创立|成立)"
    r"[^离辞卸、，,；;。！!？?：:]{0,8}$"
)
"""Before an organisation, but for what it is: somebody goes there."""
_LEFT = re.compile(rf"(?:{FORMER}|来自于?|出身于?|曾[在任是])$")
"""Right before the organisation of somebody who is called by the post that he held."""
_WORD = 12  # characters of the longest of them, and of what the organisation is
_PAUSE = re.compile("[，,；;。！!？?：:\n]")


def without_misplaced(event_type: str, parts: Sequence[SeenRole], stand: Place) -> tuple[list[SeenRole], frozenset[str]]:
    """The parts of a departure or appointment without employers that are none; and the names of these.

    Nobody leaves where somebody goes; nobody is appointed where he came from, nor where another one went. ``stand`` gives the
    sentence that a span of the document stands in, and its place there.
    """
    if event_type not in ("departure", "appointment"):
        return list(parts), frozenset()
    people = [p.span for p in parts if p.role == "person"]
    dropped = [p for p in parts if p.role == "org" and p.refers is None and _is_misplaced(event_type, p.span, people, stand)]
    kept = [p for p in parts if p not in dropped]
    if event_type == "departure":
        surest = max((p.score for p in kept if p.role == "destination_org"), default=0.0)
        going = [p for p in dropped if p.score > surest and any(person.end <= p.span.start for person in people)]
        kept += [replace(p, role="destination_org") for p in sorted(going, key=lambda p: -p.score)[:1]]
    return kept, frozenset(place[1].of(place[0]) for p in dropped if (place := stand(p.span)))


def _is_misplaced(event_type: str, org: Span, people: Sequence[Span], stand: Place) -> bool:
    place = stand(org)
    if place is None:
        return False
    sentence, inside = place
    before = sentence[max(0, inside.start - _WORD) : inside.start]
    if event_type == "departure":
        return bool(_JOINED.search(before))
    if not people or any(p.start < org.end for p in people):
        return False
    after = sentence[inside.end : inside.end + min(p.start for p in people) - org.end]
    apart = inside.end + len(after) == len(sentence) or _PAUSE.search(after)
    return bool(_JOINED.search(before) if apart else _LEFT.search(before))
