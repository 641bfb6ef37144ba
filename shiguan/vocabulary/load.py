"""The vocabulary files, read once and checked; the user's names.yml merged in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shiguan.errors import VocabularyError
from shiguan.ids import content_id
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary.names import check_owners, merge, read_names
from shiguan.vocabulary.reading import distinct, keys_within, mapping, parse, refuse, text, words
from shiguan.vocabulary.values import Currency, EventType, KnownName, Role, ValueKind, Vocabulary

FILES = (
    "companies.yml",
    "currencies.yml",
    "events.yml",
    "given.yml",
    "orgs.yml",
    "places.yml",
    "products.yml",
    "surnames.yml",
    "titles.yml",
    "words.yml",
)
# The files have the commonest first: these surnames are those of two people in three.
_COMMONEST_SURNAMES = 40
_COMMONEST_GIVEN = 60


def load_vocabulary(names: Path | None = None) -> Vocabulary:
    """The vocabulary, with the names of a names.yml where one is given.

    VocabularyError where a file breaks a rule or ``names`` cannot be read; its text is one line with file and entry.
    """
    base = _builtin()
    if names is None:
        return base
    try:
        content = names.read_bytes()
    except OSError as error:
        raise VocabularyError(f"{names}: cannot be read: {error.strerror or error}") from error
    user = read_names(content, names.name)
    return replace(
        base,
        known=merge(base.known, user.known),
        title_heads=base.title_heads | frozenset(user.titles),
        digest=content_id("v", base.digest, user.known, user.titles),
        user=user,
    )


@cache
def _builtin() -> Vocabulary:
    contents = {file: files("shiguan.vocabulary").joinpath(file).read_bytes() for file in FILES}
    tables = {file: parse(content, file) for file, content in contents.items()}
    surnames, given, titles = tables["surnames.yml"], tables["given.yml"], tables["titles.yml"]
    orgs, companies = tables["orgs.yml"], tables["companies.yml"]
    ambiguous = frozenset(words(companies.pop("ambiguous", None), "companies.yml", "ambiguous"))
    doubtful = frozenset(words(companies.pop("doubtful", None), "companies.yml", "doubtful"))
    known = (*_organisations(companies, orgs, ambiguous), *_owned(tables["products.yml"], MentionKind.PRODUCT, "products.yml"))
    check_owners(known, ambiguous, "companies.yml")
    _check_known(known, doubtful)
    return Vocabulary(
        events=MappingProxyType({e.name: e for e in _events(tables["events.yml"])}),
        surnames=_words(surnames, "single", "surnames.yml"),
        compound_surnames=_words(surnames, "compound", "surnames.yml"),
        doubtful_surnames=_words(surnames, "doubtful", "surnames.yml"),
        given_characters=_characters(given, "given"),
        commonest_surnames=frozenset(words(surnames.get("single"), "surnames.yml", "single")[:_COMMONEST_SURNAMES]),
        commonest_given=frozenset("".join(text(given.get("given"), "given.yml", "given").split())[:_COMMONEST_GIVEN]),
        transliteration_characters=_characters(given, "transliteration"),
        title_heads=_words(titles, "heads", "titles.yml"),
        title_modifiers=_words(titles, "modifiers", "titles.yml"),
        address_words=_words(titles, "address", "titles.yml"),
        former_markers=_words(titles, "former", "titles.yml"),
        org_strong=_words(orgs, "strong", "orgs.yml"),
        org_weak=_words(orgs, "weak", "orgs.yml"),
        legal_forms=tuple(sorted(words(orgs.get("legal_forms"), "orgs.yml", "legal_forms"), key=len, reverse=True)),
        appositions=_words(orgs, "appositions", "orgs.yml"),
        generic_orgs=_words(orgs, "generic", "orgs.yml"),
        units=_words(orgs, "units", "orgs.yml"),
        known=known,
        ambiguous=ambiguous,
        doubtful=doubtful,
        watchers=_forms(orgs, "media") | _forms(companies, "government", "exchanges"),
        backers=_forms(companies, "investors", "professional"),
        places=frozenset(_places(tables["places.yml"])),
        words=MappingProxyType({name: words(value, "words.yml", name) for name, value in tables["words.yml"].items()}),
        currencies=tuple(_currencies(tables["currencies.yml"])),
        digest=content_id("v", *(part for file in FILES for part in (file, contents[file]))),
    )


def _words(table: Mapping[str, Any], key: str, file: str) -> frozenset[str]:
    found = words(table.get(key), file, key)
    if not found:
        refuse(file, key, "is missing")
    return frozenset(found)


def _characters(table: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(distinct("".join(text(table.get(key), "given.yml", key).split()), "given.yml", key))


def _aliases(value: object, file: str, entry: str) -> tuple[str, ...]:
    # Aliases may hold spaces (Bank of China), so commas part them.
    return tuple(a.strip() for a in text(value, file, entry).split(",")) if value is not None else ()


def _organisations(companies: dict[str, Any], orgs: Mapping[str, Any], ambiguous: frozenset[str]) -> Iterator[KnownName]:
    units = companies.pop("units", {})
    media = {"media": orgs.get("media")}
    for file, sections in (("companies.yml", companies), ("orgs.yml", media)):
        for section, entries in sections.items():
            for name, aliases in mapping(entries, file, section).items():
                yield _known(name, MentionKind.ORG, _aliases(aliases, file, name), None, ambiguous)
    yield from _owned(units, MentionKind.ORG, "companies.yml")


def _forms(sections: Mapping[str, Any], *wanted: str) -> frozenset[str]:
    """The names and aliases in sections of organisations."""
    file = "companies.yml"
    told = {name: aliases for section in wanted for name, aliases in mapping(sections.get(section), file, section).items()}
    return frozenset(f for name, aliases in told.items() for f in (name, *_aliases(aliases, file, name)))


def _owned(table: object, kind: MentionKind, file: str) -> Iterator[KnownName]:
    for owner, entries in mapping(table, file, "").items():
        for name, aliases in mapping(entries, file, owner).items():
            yield KnownName(name, kind, _aliases(aliases, file, name), owner)


def _known(name: str, kind: MentionKind, aliases: tuple[str, ...], owner: str | None, ambiguous: frozenset[str]) -> KnownName:
    if name in ambiguous:
        refuse("companies.yml", name, "an ambiguous form may be an alias only")
    return KnownName(name, kind, aliases, owner)


def _check_known(known: tuple[KnownName, ...], doubtful: frozenset[str]) -> None:
    orgs = {k.name for k in known if k.kind is MentionKind.ORG}
    for entry in known:
        if entry.owner is not None and entry.owner not in orgs:
            refuse("products.yml", entry.name, f"its owner {entry.owner} is no name in companies.yml")
    for form in sorted(doubtful.difference(*(k.forms for k in known))):
        refuse("companies.yml", "doubtful", f"{form} is no known name")


def _events(table: Mapping[str, Any]) -> Iterator[EventType]:
    file = "events.yml"
    for name, value in table.items():
        entry = mapping(value, file, name)
        keys_within(entry, ("zh", "en", "aliases", "roles", "keys", "one_of"), file, name)
        roles = tuple(_role(r, v, f"{name}.{r}") for r, v in mapping(entry.get("roles"), file, f"{name}: roles").items())
        keys = tuple(tuple(k.split("|")) for k in words(entry.get("keys"), file, f"{name}: keys"))
        one_of = words(entry.get("one_of"), file, f"{name}: one_of")
        for key in (*(k for choice in keys for k in choice), *one_of):
            if key not in {r.name for r in roles}:
                refuse(file, name, f"key {key} is no role")
        aliases = _aliases(entry.get("aliases"), file, f"{name}: aliases")
        zh, en = (text(entry.get(label), file, f"{name}: {label}") for label in ("zh", "en"))
        yield EventType(name, zh, en, aliases, roles, keys, one_of)


def _role(name: str, value: object, entry: str) -> Role:
    # zh, en, kind[, many]: one line a role keeps the file readable beside the design.
    parts = [part.strip() for part in text(value, "events.yml", entry).split(",")]
    if len(parts) not in (3, 4) or parts[2] not in set(ValueKind) or parts[3:] not in ([], ["many"]):
        refuse("events.yml", entry, f"must read 'label zh, label en, kind[, many]', not {value!r}")
    return Role(name, parts[0], parts[1], ValueKind(parts[2]), parts[3:] == ["many"])


def _places(table: Mapping[str, Any]) -> Iterator[str]:
    for section, value in table.items():
        # "cities+市" lists short names and yields the long ones beside them.
        _, _, suffix = section.partition("+")
        for name in words(value, "places.yml", section):
            yield name
            if suffix:
                yield name + suffix


def _currencies(table: Mapping[str, Any]) -> Iterator[Currency]:
    for code, value in table.items():
        labels = _aliases(value, "currencies.yml", code)
        if len(labels) != 2:
            refuse("currencies.yml", code, "must read 'label zh, label en'")
        yield Currency(code, *labels)
