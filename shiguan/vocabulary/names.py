"""The user's names.yml: organisations, people, products, groups and titles of one's own industry (see docs/names.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shiguan.records.evidence import MentionKind
from shiguan.vocabulary.reading import distinct, keys_within, mapping, parse, refuse, text, texts
from shiguan.vocabulary.values import KnownName

SOURCE = "names.yml"

_SECTIONS = {
    "orgs": (MentionKind.ORG, ("name", "aliases", "owner")),
    "persons": (MentionKind.PERSON, ("name", "aliases")),
    "products": (MentionKind.PRODUCT, ("name", "aliases", "owner")),
    "groups": (MentionKind.GROUP, ("name", "aliases", "members")),
}


@dataclass(frozen=True, slots=True)
class UserNames:
    """What a names.yml says."""

    known: tuple[KnownName, ...]
    titles: tuple[str, ...]


def read_names(content: bytes, file: str) -> UserNames:
    """The names in a names.yml; VocabularyError (one line: file, entry, what is wrong) where it breaks a rule."""
    top = parse(content, file)
    keys_within(top, (*_SECTIONS, "titles"), file, "")
    known = tuple(
        _entry(item, section, file, f"{section}[{i}]")
        for section in _SECTIONS
        for i, item in enumerate(_items(top.get(section), file, section), 1)
    )
    check_owners(known, frozenset(), file)
    return UserNames(known, texts(top.get("titles"), file, "titles"))


def _items(value: Any, file: str, section: str) -> list[Any]:
    if not isinstance(value, list | None):
        refuse(file, section, "must be a list of entries")
    return value or []


def _entry(item: Any, section: str, file: str, where: str) -> KnownName:
    kind, allowed = _SECTIONS[section]
    entry = mapping(item, file, where)
    if isinstance(entry.get("name"), str):
        where = f"{where} {entry['name'].strip()}".rstrip()
    keys_within(entry, allowed, file, where)
    name = text(entry.get("name"), file, f"{where}: name")
    aliases = texts(entry.get("aliases"), file, f"{where}: aliases")
    distinct((name, *aliases), file, where)
    owner = text(entry["owner"], file, f"{where}: owner") if "owner" in entry else None
    members = texts(entry.get("members"), file, f"{where}: members")
    if kind is MentionKind.GROUP and not members:
        refuse(file, where, "a group needs members")
    return KnownName(name, kind, aliases, owner, members, SOURCE)


def check_owners(known: Iterable[KnownName], ambiguous: frozenset[str], file: str) -> None:
    """Refuse a form that two names of one kind share, unless it is listed as ambiguous."""
    owners: dict[tuple[MentionKind, str], KnownName] = {}
    for entry in known:
        for form in distinct(entry.forms, file, entry.name):
            other = owners.setdefault((entry.kind, form), entry)
            if other is not entry and form not in ambiguous:
                refuse(file, entry.name, f"{form} already names {other.name}")


def merge(builtin: Sequence[KnownName], user: Sequence[KnownName]) -> tuple[KnownName, ...]:
    """The user's names before the built-in ones; the user's word holds.

    A built-in name that the user also gives as name or alias is the same thing: its aliases join the user's entry. A
    mere alias that the user gives to something else is taken from the built-in entry.
    """
    mine = {(entry.kind, form): i for i, entry in enumerate(user) for form in entry.forms}
    merged = list(user)
    rest: list[KnownName] = []
    for old in builtin:
        heir = mine.get((old.kind, old.name))
        free = tuple(alias for alias in old.aliases if (old.kind, alias) not in mine)
        if heir is None:
            rest.append(old if free == old.aliases else replace(old, aliases=free))
            continue
        new = merged[heir]
        gained = tuple(form for form in (old.name, *free) if form not in new.forms)
        merged[heir] = replace(new, aliases=(*new.aliases, *gained), owner=new.owner or old.owner)
    return (*merged, *rest)
