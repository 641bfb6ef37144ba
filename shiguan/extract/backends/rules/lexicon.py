"""The vocabulary in the form the rules look things up in."""

from __future__ import annotations

from dataclasses import dataclass

from shiguan.extract.backends.rules.bystanders import Bystanders
from shiguan.extract.backends.rules.matcher import Endings, Everywhere, Matcher
from shiguan.extract.backends.rules.names.neighbours import neighbours
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import KnownName, Vocabulary

# Characters that begin or end no name: particles, pronouns, adverbs, prepositions of modern written Chinese.
_NAME_STOPS = frozenset(
    "的了着过是在和与及或且但而也都就才又还再很更最不没未已曾将把被让对向从由于为以因所其此该这那哪个们我你他她它您之等会应使令给"
    "跟同比据称逾约近超并则却仍均"
)
# They may stand inside or before a name (月之暗香, 上海), but a string that ends with them is cut short.
_END_STOPS = frozenset("自上下里内中外前后时年月日要能可需想将有多各每")
_INNER_STOPS = tuple("的了是在和与及也们这那被把其他她已曾对并不")
_ORG_VERBS = (
    "funding_verbs",
    "acquisition_verbs",
    "release_verbs",
    "layoff_verbs",
    "lawsuit_verbs",
    "listing_verbs",
    "partnership_verbs",
    "abandon_verbs",
    "shutdown_verbs",
    "pivot_verbs",
    "confirmation_markers",
)
_SHORT_IS_SAFE = 2  # a one-character alias is never looked up


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Matchers and sets over one vocabulary."""

    vocabulary: Vocabulary
    known: Matcher[KnownName]
    known_names: dict[str, KnownName]
    known_orgs: frozenset[str]
    title_heads: Matcher[str]
    title_modifiers: Endings
    address_words: Endings
    former_markers: Endings
    speech: Endings
    adverbs: Endings
    org_verbs: Endings
    appositions: Endings
    common_front: Endings  # common nouns that stand before a firm's name and are no part of it
    common_inside: Everywhere  # those of them that what stands before them is none of either
    org_strong: Endings
    org_weak: Endings
    legal: Endings
    units: Endings
    joins: Everywhere
    leads: Endings
    generic: frozenset[str]
    places: Endings
    not_names: frozenset[str]
    vouched: frozenset[str]
    name_stops: frozenset[str]
    end_stops: frozenset[str]
    modern: frozenset[str]
    everyday: frozenset[str]
    inner_stops: tuple[str, ...]
    bystanders: Bystanders
    sounds: frozenset[str]  # the characters of persons' names, foreign and Chinese

    def words(self, name: str) -> tuple[str, ...]:
        """A word class of the vocabulary."""
        return self.vocabulary.words[name]


_built: dict[str, Lexicon] = {}


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Built once for a vocabulary, known by its digest."""
    if vocabulary.digest not in _built:
        _built[vocabulary.digest] = _build(vocabulary)
    return _built[vocabulary.digest]


def _build(vocabulary: Vocabulary) -> Lexicon:
    known: dict[str, KnownName] = {}
    for name in vocabulary.known:
        for form in (name.name, *name.aliases):
            # 电信 or 证券 by itself may be any firm's last word.
            if len(form) >= _SHORT_IS_SAFE and form not in vocabulary.org_weak and form not in vocabulary.org_strong:
                known.setdefault(form, name)
    heads = {h: h for h in vocabulary.title_heads}
    generic = frozenset(vocabulary.generic_orgs) | frozenset(vocabulary.appositions) | frozenset(vocabulary.units)
    modern = frozenset(vocabulary.words["modern_nouns"])
    vouched = frozenset(known) | frozenset(heads) | frozenset(vocabulary.title_modifiers) | modern
    return Lexicon(
        vocabulary=vocabulary,
        known=Matcher(known),
        known_names=known,
        known_orgs=frozenset(form for form, name in known.items() if name.kind is MentionKind.ORG),
        title_heads=Matcher(heads),
        title_modifiers=Endings(vocabulary.title_modifiers),
        address_words=Endings(vocabulary.address_words),
        former_markers=Endings(vocabulary.former_markers),
        speech=Endings(vocabulary.words["speech_verbs"]),
        adverbs=Endings((*vocabulary.words["adverbs"], *"已将也还正曾拟又再都均则并就在")),
        org_verbs=Endings(w for c in _ORG_VERBS for w in vocabulary.words[c] if len(w) > 1),
        appositions=Endings(vocabulary.appositions),
        common_front=Endings((*vocabulary.appositions, *neighbours().qualifiers)),
        common_inside=Everywhere(w for w in (*vocabulary.appositions, *neighbours().houses) if len(w) >= 2),
        org_strong=Endings(vocabulary.org_strong),
        org_weak=Endings(vocabulary.org_weak),
        legal=Endings(vocabulary.legal_forms),
        units=Endings(vocabulary.units),
        joins=Everywhere(neighbours().joins),
        leads=Endings(neighbours().leads),
        generic=generic,
        places=Endings(vocabulary.places),
        not_names=frozenset(vocabulary.words["not_names"]),
        vouched=vouched,
        name_stops=_NAME_STOPS,
        end_stops=_NAME_STOPS | _END_STOPS,
        modern=modern,
        everyday=frozenset(word for words in vocabulary.words.values() for word in words),
        inner_stops=_INNER_STOPS,
        bystanders=Bystanders(vocabulary.watchers, vocabulary.backers),
        sounds=vocabulary.transliteration_characters | vocabulary.given_characters,
    )
