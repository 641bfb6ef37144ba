"""What the vocabulary holds once it is loaded: event types, known names, word classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from shiguan.errors import InputError
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary.said import SaidOfClaim, SaidOfNames


class ValueKind(StrEnum):
    """What plays a role."""

    PERSON = "person"
    ORG = "org"
    PRODUCT = "product"
    AMOUNT = "amount"
    TEXT = "text"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Role:
    """A role of an event type; ``many`` where several values may play it at once."""

    name: str
    zh: str
    en: str
    kind: ValueKind
    many: bool


@dataclass(frozen=True, slots=True)
class EventType:
    """An event type with its labels, the words a user may call it by, and its roles in order.

    ``keys`` names the roles that identify an event of the type: each inner tuple is a choice, of which one must agree
    (``(("subject",), ("value", "rank"))``). ``one_of``: where any of these is told, one must agree.
    """

    name: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    keys: tuple[tuple[str, ...], ...]
    one_of: tuple[str, ...]

    def role(self, name: str) -> Role:
        """The role of that name; KeyError where the type has none."""
        for role in self.roles:
            if role.name == name:
                return role
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name known before reading. ``owner`` is the org a unit or product belongs to; ``members`` the names in a group.

    ``source`` is ``vocabulary`` or ``names.yml``.
    """

    name: str
    kind: MentionKind
    aliases: tuple[str, ...]
    owner: str | None = None
    members: tuple[str, ...] = ()
    source: str = "vocabulary"

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class UserNames:
    """What a names.yml says: names and titles, which the readers use, and what people said of the record."""

    known: tuple[KnownName, ...] = ()
    titles: tuple[str, ...] = ()
    verdicts: tuple[SaidOfNames, ...] = ()
    corrections: tuple[SaidOfClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Currency:
    """``code`` is ISO 4217; the labels are for display."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Vocabulary:
    """Everything the readers know before they read; all in simplified script.

    ``words`` maps a class (``speech_verbs``, ``negators`` …) to its words, in the file's order. ``ambiguous`` holds the
    forms that several known names of one kind share on purpose, ``doubtful`` those that are ordinary words as well (苹果, 理想):
    the form alone proves nothing. ``doubtful_surnames`` (于, 全, 应) are the surnames of which the same is true.
    ``commonest_surnames`` and ``commonest_given`` (characters) are those that namesakes mostly have.
    ``watchers`` are the forms of authorities, exchanges and outlets, ``backers`` those of investors, auditors and advisers.
    ``user`` is what the user's names.yml says by itself. ``digest`` changes whenever anything that the readers use does;
    what people said of the record is no part of it.
    """

    events: Mapping[str, EventType]
    surnames: frozenset[str]
    compound_surnames: frozenset[str]
    doubtful_surnames: frozenset[str]
    given_characters: frozenset[str]
    commonest_surnames: frozenset[str]
    commonest_given: frozenset[str]
    transliteration_characters: frozenset[str]
    title_heads: frozenset[str]
    title_modifiers: frozenset[str]
    address_words: frozenset[str]
    former_markers: frozenset[str]
    org_strong: frozenset[str]
    org_weak: frozenset[str]
    legal_forms: tuple[str, ...]
    appositions: frozenset[str]
    generic_orgs: frozenset[str]
    units: frozenset[str]
    known: tuple[KnownName, ...]
    ambiguous: frozenset[str]
    doubtful: frozenset[str]
    watchers: frozenset[str]
    backers: frozenset[str]
    places: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    currencies: tuple[Currency, ...]
    digest: str
    user: UserNames = UserNames()

    def event(self, word: str) -> EventType:
        """The event type of that name, label or alias, in either language; InputError where there is none."""
        found = self._event_words.get(word.strip().lower())
        if found is None:
            raise InputError(f"unknown event type {word!r}; known: {', '.join(self.events)}")
        return found

    def named(self, form: str) -> tuple[KnownName, ...]:
        """The known names with that name or alias (exact form); empty where it is not known."""
        return self._forms.get(form, ())

    @cached_property
    def _event_words(self) -> dict[str, EventType]:
        return {w.lower(): e for e in self.events.values() for w in (e.name, e.zh, e.en, *e.aliases)}

    @cached_property
    def _forms(self) -> dict[str, tuple[KnownName, ...]]:
        found: dict[str, tuple[KnownName, ...]] = {}
        for known in self.known:
            for form in known.forms:
                found[form] = (*found.get(form, ()), known)
        return found
