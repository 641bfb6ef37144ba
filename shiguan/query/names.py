"""From what a user calls something to the entity on record."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from shiguan.errors import AmbiguousError, InputError, NotFoundError
from shiguan.query.view import View
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity
from shiguan.resolve.names import core, normal

if TYPE_CHECKING:
    from opencc import OpenCC

_SUGGESTIONS = 3
_BETWEEN_NAMES = re.compile(r"\s*[,，、;；]\s*")


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def fold(text: str) -> str:
    """The text in simplified script, as documents are read."""
    return text if text.isascii() else str(_converter().convert(text))


def find_entity(view: View, name: str, kinds: tuple[MentionKind, ...] = tuple(MentionKind)) -> Entity:
    """The entity of that name, alias or id (or the beginning of one), of one of the kinds.

    A name goes before an alias, and an alias before the name without its company form. Raises NotFoundError, with names
    that look alike, and AmbiguousError, with what it may be.
    """
    entities = [e for e in view.entities.values() if e.kind in kinds]
    if name.startswith("e-"):
        fitting = [e for e in entities if e.id.startswith(name)]
        if fitting:
            return _only(fitting, name)
    asked = normal(fold(name))
    known = {view.words.known.get((kind, asked), asked) for kind in kinds}
    for wanted, forms_of in (({asked}, _names), ({asked}, _aliases), (known, _aliases), ({core(fold(name), view.words)}, _cores)):
        fitting = [e for e in entities if wanted & forms_of(e)]
        if fitting:
            return _only(fitting, name)
    raise NotFoundError(f"no one on record is called {name}{_suggestions(entities, asked)}")


def _names(entity: Entity) -> set[str]:
    return {normal(entity.name)}


def _aliases(entity: Entity) -> set[str]:
    return {normal(n) for n in (entity.name, *entity.aliases)}


def _cores(entity: Entity) -> set[str]:
    return {core(n) for n in (entity.name, *entity.aliases)} if entity.kind is MentionKind.ORG else set()


def _only(fitting: list[Entity], name: str) -> Entity:
    """The one that fits; of several groups of one name, the one whose members are known."""
    if len(fitting) > 1:
        listed = [e for e in fitting if e.members]
        fitting = listed if len(listed) == 1 and all(e.kind is MentionKind.GROUP for e in fitting) else fitting
    if len(fitting) > 1:
        several = "; ".join(f"{e.id} {e.kind} {e.name}, named {len(e.mentions)}×" for e in sorted(fitting, key=lambda e: e.id))
        raise AmbiguousError(f"{name} may be: {several}")
    return fitting[0]


def _suggestions(entities: list[Entity], asked: str) -> str:
    """``; did you mean …`` with the names that share most with what was asked; nothing when none comes near."""
    names: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for form in _aliases(entity):
            names[form].add(entity.name)
    inside = sorted((form for form in names if asked and (asked in form or form in asked)), key=lambda f: (-len(f), f))
    close = [*inside, *difflib.get_close_matches(asked, sorted(names), n=_SUGGESTIONS, cutoff=0.5)]
    found = list(dict.fromkeys(name for form in close for name in sorted(names[form])))[:_SUGGESTIONS]
    return f"; did you mean {', '.join(found)}?" if found else ""


def members(view: View, group: str) -> frozenset[str]:
    """Entity ids that a question about ``group`` is about.

    ``group`` is a group's name or alias (its members, as the record or the user's names list them), an organisation (itself), or
    several of these with commas between. Raises NotFoundError, AmbiguousError; InputError for a group of unknown members.
    """
    parts = [p for p in _BETWEEN_NAMES.split(group.strip()) if p]
    if not parts:
        raise InputError("name a group, or organisations with commas between")
    return frozenset().union(*(_one_group(view, part) for part in parts))


def _one_group(view: View, name: str) -> frozenset[str]:
    listed = view.words.members.get(normal(fold(name)))
    if listed:
        return frozenset(e.id for e in (_known(view, member) for member in listed) if e)
    try:
        entity = find_entity(view, name, (MentionKind.GROUP,))
    except NotFoundError:
        return frozenset({find_entity(view, name, (MentionKind.ORG, MentionKind.GROUP)).id})
    if not entity.members:
        raise InputError(f"no document on record lists the members of {entity.name}; name them with commas between")
    return frozenset(entity.members)


def _known(view: View, name: str) -> Entity | None:
    """A member that the user's names list; None while no document names it."""
    try:
        return find_entity(view, name, (MentionKind.ORG,))
    except NotFoundError:
        return None
