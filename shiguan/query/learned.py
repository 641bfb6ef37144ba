"""The aliases and groups that a record came to know by itself, as a names.yml may have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from shiguan.query.view import View
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity
from shiguan.vocabulary.values import KnownName

_SOURCE = "record"
_LEAST = 2  # characters of a name that can stand by itself


def learned_names(view: View, known: Iterable[KnownName]) -> tuple[KnownName, ...]:
    """Entities of several names, and groups whose members some document lists, in order of kind and name.

    A form that two of one kind bear is left out of both, and so is what ``known`` names already.
    """
    taken = {(entry.kind, form) for entry in known for form in entry.forms}
    entities = [e for e in view.entities.values() if (e.kind, e.name) not in taken]
    borne = Counter((e.kind, form) for e in entities for form in {e.name, *e.aliases})
    found = []
    for entity in entities:
        if borne[entity.kind, entity.name] > 1 or len(entity.name.strip()) < _LEAST:
            continue
        aliases = tuple(
            a for a in entity.aliases if _fit(entity, a) and borne[entity.kind, a] == 1 and (entity.kind, a) not in taken
        )
        members = tuple(sorted({view.entities[i].name for i in entity.members})) if entity.kind is MentionKind.GROUP else ()
        if members or (aliases and entity.kind is not MentionKind.GROUP):
            found.append(KnownName(entity.name.strip(), entity.kind, aliases, None, members, _SOURCE))
    return tuple(sorted(found, key=lambda k: (k.kind, k.name)))


def _fit(entity: Entity, alias: str) -> bool:
    """Whether an alias can stand by itself: 百 is a company only in its document."""
    return len(alias.strip()) >= _LEAST and alias == alias.strip() != entity.name.strip()
