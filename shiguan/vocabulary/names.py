"""The user's names.yml: names and titles of one's own industry, and what people said of the record (see docs/names.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import yaml

from shiguan.records.evidence import MentionKind
from shiguan.vocabulary.reading import distinct, keys_within, mapping, parse, refuse, text, texts
from shiguan.vocabulary.said import corrections, verdicts
from shiguan.vocabulary.values import KnownName, UserNames

SOURCE = "names.yml"

_SECTIONS = {
    "orgs": (MentionKind.ORG, ("name", "aliases", "owner")),
    "persons": (MentionKind.PERSON, ("name", "aliases")),
    "products": (MentionKind.PRODUCT, ("name", "aliases", "owner")),
    "groups": (MentionKind.GROUP, ("name", "aliases", "members")),
}


def read_names(content: bytes, file: str) -> UserNames:
    """The names in a names.yml; VocabularyError (one line: file, entry, what is wrong) where it breaks a rule."""
    top = parse(content, file)
    keys_within(top, (*_SECTIONS, "titles", "verdicts", "corrections"), file, "")
    known = tuple(
        _entry(item, section, file, f"{section}[{i}]")
        for section in _SECTIONS
        for i, item in enumerate(_items(top.get(section), file, section), 1)
    )
    check_owners(known, frozenset(), file)
    return UserNames(
        known,
        texts(top.get("titles"), file, "titles"),
        verdicts(top.get("verdicts"), file),
        corrections(top.get("corrections"), file),
    )


def write_names(names: UserNames) -> str:
    """The names.yml that says this, sorted, one entry a line: what ``read_names`` reads again as the same."""
    sections: dict[str, list[object]] = {}
    for section, (kind, keys) in _SECTIONS.items():
        entries = [_said(entry, keys) for entry in sorted(names.known, key=lambda k: k.name) if entry.kind is kind]
        sections[section] = list(entries)
    sections["titles"] = [*sorted(names.titles)]
    sections["verdicts"] = [
        {v.verdict: [v.left, v.right]} | ({"reason": v.reason} if v.reason else {}) for v in sorted(names.verdicts)
    ]
    sections["corrections"] = [
        {c.action: c.event_type, "file": c.file, "quote": c.quote}
        | ({"names": list(c.names)} if c.names else {})
        | ({"reason": c.reason} if c.reason else {})
        for c in sorted(names.corrections)
    ]
    return "\n".join(f"{section}:\n{''.join(map(_line, items))}" for section, items in sections.items() if items)


def _said(entry: KnownName, keys: Sequence[str]) -> dict[str, object]:
    told: dict[str, object] = {
        "name": entry.name,
        "aliases": sorted(entry.aliases),
        "owner": entry.owner,
        "members": list(entry.members),
    }
    return {key: told[key] for key in keys if told[key]}


class _Dumper(yaml.SafeDumper):
    """Writes a text that holds a line break in double quotes, on one line."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if "\n" in value else None)


_Dumper.add_representer(str, _text)
_END_OF_SCALAR = "...\n"  # what YAML writes after a document that is one word


def _line(item: object) -> str:
    # The width keeps an entry on its line, so that a change is a change of one line.
    flow = yaml.dump(item, Dumper=_Dumper, allow_unicode=True, default_flow_style=True, sort_keys=False, width=float("inf"))
    return f"  - {flow.removesuffix(_END_OF_SCALAR).rstrip()}\n"


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
