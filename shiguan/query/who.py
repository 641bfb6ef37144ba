"""From what a person writes to the one mention that is meant: a name, where need be with the file or the employer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from shiguan.errors import AmbiguousError, NotFoundError
from shiguan.ledger.reader import Listed
from shiguan.ledger.since import Since
from shiguan.query.names import find_entity, fold
from shiguan.query.view import View
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.views import Entity
from shiguan.resolve.names import core, normal
from shiguan.resolve.profile import Profile, profiles

_KIND = re.compile(rf"({'|'.join(MentionKind)}):(.+)", re.DOTALL)
_LISTED = 6


@dataclass(frozen=True)
class Roll:
    """What is named on record, loaded as it is asked for, and the documents that name it."""

    view: View

    @cached_property
    def documents(self) -> Mapping[str, Listed]:
        """All that is on record, by document."""
        return {d.document: d for d in self.view.record.documents(self.view.known_at)}

    def mentions(self, ids: Collection[str]) -> dict[str, Mention]:
        """Of these mentions those on record, by id."""
        versions = self.view.store.versions_of(ids)
        loaded = Since(self.view.record.connection, self.view.known_at).mentions(set(versions.values()))
        return {m.id: m for m in loaded.values()}

    def called(self, normal_form: str) -> list[Mention]:
        """The mentions of entities one of whose forms has this normal form."""
        held = self.view.store.mentions_of(self.view.present.entities_called(normal_form))
        return list(self.mentions([i for ids in held.values() for i in ids]).values())

    def file(self, mention: Mention) -> str:
        """The file that names it."""
        listed = self.documents.get(mention.evidence.document)
        return listed.file if listed else mention.evidence.document

    def written(self, mention: Mention) -> str:
        """The mention as ``find`` understands it: with its kind and its file, or its article where two files have one name."""
        listed = self.documents.get(mention.evidence.document)
        if listed is None:
            return f"{mention.kind}:{mention.name}@{mention.evidence.document}"
        alone = sum(other.file == listed.file for other in self.documents.values()) == 1
        return f"{mention.kind}:{mention.name}@{listed.file if alone else listed.article}"

    def profiles(self, mentions: Iterable[Mention]) -> dict[str, Profile]:
        """What their documents say of the mentions."""
        wanted = list(mentions)
        claims = self.view.record.claims(documents={m.evidence.document for m in wanted}, known_at=self.view.known_at)
        return profiles(claims, wanted, self.view.words)


def roll(view: View) -> Roll:
    """What is named on record, as of the view."""
    return Roll(view)


def find(names: Roll, said: str) -> Mention:
    """The mention that is meant by ``NAME``, ``NAME@FILE``, ``NAME@EMPLOYER`` or the beginning of an id.

    Before a name may stand its kind (``person:``). NotFoundError, or AmbiguousError where several things are meant; where several
    mentions of one thing are meant, the first by id.
    """
    said = said.strip()
    if said.startswith("m-"):
        return _by_id(names, said)
    if said.startswith("e-"):
        return _of_entity(names, find_entity(names.view, said))
    kinds, name, where = _parts(said)
    named = _named(names, name, kinds)
    found = _at(names, named, where) if where else named
    if not found and where and (whole := _named(names, f"{name}@{where}", kinds)):
        found = whole
    if not found and named:
        raise NotFoundError(f"nobody named {name} is told of in or with {where}; on record: {_told(names, named)}")
    if not found:
        return _of_entity(names, find_entity(names.view, said, kinds))
    if len({names.view.entity_of[m.id].id for m in found}) > 1:
        raise AmbiguousError(f"{said} may be: {_told(names, found)}")
    return min(found, key=lambda m: m.id)


def candidates(names: Roll, said: str) -> frozenset[str]:
    """Ids of all mentions that may be meant, however many they are; none where nothing on record is called so."""
    said = said.strip()
    if said.startswith("m-"):
        return frozenset(names.mentions([said])) or frozenset(
            m.id for m in names.view.record.mentions(names.view.known_at) if m.id.startswith(said)
        )
    kinds, name, where = _parts(said)
    named = _named(names, name, kinds)
    found = (_at(names, named, where) if where else ()) or named or _named(names, f"{name}@{where}", kinds)
    if found:
        return frozenset(m.id for m in found)
    try:
        return frozenset(find_entity(names.view, said, kinds).mentions)
    except (NotFoundError, AmbiguousError):
        return frozenset()


def is_exact(said: str) -> bool:
    """Whether a mention is meant, and not just any of those of an entity."""
    return said.strip().startswith("m-") or "@" in said


def _of_entity(names: Roll, entity: Entity) -> Mention:
    first = min(entity.mentions)
    return names.mentions([first])[first]


def _by_id(names: Roll, said: str) -> Mention:
    found = list(names.mentions([said]).values()) or [
        m for m in names.view.record.mentions(names.view.known_at) if m.id.startswith(said)
    ]
    if not found:
        raise NotFoundError(f"no mention on record has an id that begins with {said!r}")
    if len(found) > 1:
        raise AmbiguousError(f"{said} may be: {_told(names, found)}")
    return found[0]


def _parts(said: str) -> tuple[tuple[MentionKind, ...], str, str]:
    """The kinds it may be of, the name, and where."""
    kinds = tuple(MentionKind)
    if told := _KIND.fullmatch(said):
        kinds, said = (MentionKind(told[1]),), told[2]
    name, _, where = said.rpartition("@")
    return (kinds, name.strip(), where.strip()) if name else (kinds, said, "")


def _named(names: Roll, name: str, kinds: Sequence[MentionKind]) -> list[Mention]:
    """The mentions of that name; where there are none, those that also go by it."""
    asked = normal(fold(name))
    of_kind = [m for m in names.called(asked) if m.kind in kinds]
    by_name = [m for m in of_kind if m.name == name] or [m for m in of_kind if normal(m.name) == asked]
    return by_name or [m for m in of_kind if asked in {normal(a) for a in m.aliases}]


def _at(names: Roll, named: Sequence[Mention], where: str) -> list[Mention]:
    """Those named in that file, article or document; else those who are with that employer."""
    here = [m for m in named if _in(names.documents.get(m.evidence.document), where)]
    if here:
        return here
    told = names.profiles(named)
    employer = core(fold(where), names.view.words)
    return [m for m in named if employer in told[m.id].employers]


def _in(listed: Listed | None, where: str) -> bool:
    return listed is not None and where in (listed.file, PurePath(listed.file).name, listed.article, listed.document)


def _told(names: Roll, mentions: Sequence[Mention]) -> str:
    """The mentions in words, with what tells them apart."""
    told = names.profiles(mentions[:_LISTED])
    parts = []
    for m in sorted(mentions[:_LISTED], key=lambda m: m.id):
        employers = sorted(told[m.id].employers)[:2]
        parts.append(f"{m.name}@{names.file(m)} ({m.kind}{', ' + '/'.join(employers) if employers else ''}, {m.id})")
    return "; ".join(parts) + (" …" if len(mentions) > _LISTED else "")
