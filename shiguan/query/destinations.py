"""Where somebody went, and what kind of place that is: by the words told and the names known, else unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shiguan.query.moves import Move, happens, published, united
from shiguan.query.view import View
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, RoleValue, Told
from shiguan.resolve.names import core, normal
from shiguan.vocabulary import Vocabulary


class Kind(StrEnum):
    """What kind of place somebody went to."""

    KNOWN = "known"
    """An organisation that is listed, or that the vocabulary knows of: a big one."""
    STARTUP = "startup"
    """A company of one's own."""
    COMPANY = "company"
    """Another company, or some organisation of which no more is known."""
    STATE = "state"
    """The state, its bodies and its firms."""
    UNIVERSITY = "university"
    ADVISER = "adviser"
    """Still about, but without a post."""
    INSIDE = "inside"
    """Another part of the same house."""
    OTHER = "other"
    """Something else is told: a new occupation, retirement."""
    UNKNOWN = "unknown"
    """Nothing is told."""


# 创业 and the like, beyond the verbs of founding in words.yml.
_OWN = re.compile(r"创业|自己(?:的|开|做|办)|自立|startup|start-up|own (?:company|firm|business)|entrepreneur", re.IGNORECASE)
ADVISER = re.compile(r"顾问|advis[eo]r|consultant", re.IGNORECASE)
_STATE = re.compile(r"国企|央企|国资|国有|事业单位|政府|体制内|state-owned|government|ministry", re.IGNORECASE)
_STATE_NAME = re.compile(
    r"(?:国务院|政府|委员会|总局|[^邮]局|厅|署|法院|检察院|人大|政协|财政部|商务部|[教科工][育技信]部|海关|银保监会|证监会)$"
)
_UNIVERSITY = re.compile(r"大学|高校|学院$|学校$|任教|教职|教授|university|college|professor|academia", re.IGNORECASE)
_COMPANY = re.compile(r"公司|企业|厂商?|大厂|创企|集团|机构|基金|银行|company|firm|corporation", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where somebody went. ``org`` where it is named, ``words`` else what is told of it; both empty where nothing is.

    ``others``: what other tellings name instead. ``told``: the telling of it published first, ``learned`` its publication;
    ``later``: that came after the leaving was first told; ``recorded_at``: since when the record knows it. ``paired``: why an event
    of its own (an appointment there) is taken as the answer; None where the leaving itself was told with it.
    """

    kind: Kind
    org: RoleValue | None = None
    words: str = ""
    others: tuple[RoleValue, ...] = ()
    told: Told | None = None
    learned: ValidTime | None = None
    recorded_at: datetime | None = None
    later: bool = False
    paired: str | None = None
    sure: bool = True

    @property
    def name(self) -> str | None:
        """What it is called, or in what words it is told of; None where nothing is told."""
        return self.org.text if self.org else self.words or None


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of places: the view, the vocabulary, who is listed and who founded what (ids of entities)."""

    view: View
    vocabulary: Vocabulary
    listed: frozenset[str]
    founders: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, view: View, vocabulary: Vocabulary) -> Places:
        """As the record tells: listings and foundings that are done."""
        done = (Certainty.REPORTED, Certainty.CONFIRMED)
        listings = [e for e in view.outlines_of(["listing"]) if happens(e) and e.certainty in done]
        foundings = [e for e in view.outlines_of(["founding"]) if happens(e) and e.certainty in done]
        listed = {v.entity for e in listings for v in e.role("org") if v.entity}
        founders = {
            (p.entity, o.entity) for e in foundings for p in e.role("person") for o in e.role("org") if p.entity and o.entity
        }
        return cls(view, vocabulary, frozenset(listed), frozenset(founders))


UNTOLD = Destination(Kind.UNKNOWN)


def told_with(move: Move, places: Places) -> Destination | None:
    """What the leaving itself was told with; None where it was told with no destination."""
    orgs, doings = united(move.events, "destination_org"), united(move.events, "destination_activity")
    if not orgs and not doings:
        return None
    org, words = next(iter(orgs), None), doings[0].text if doings else ""
    role = "destination_org" if orgs else "destination_activity"
    told = min((t for t in move.tellings if t.claim.values(role)), key=published)
    sure = any(t.claim.certainty in (Certainty.REPORTED, Certainty.CONFIRMED) for t in move.tellings if t.claim.values(role))
    named = org if org and org.entity else None
    said = words if named or not org else " ".join(filter(None, (org.text, words)))
    kind = kind_of(named, said, move, places)
    return Destination(
        kind, named, said, orgs[1:], told, told.published_at, recorded(places.view, told), _later(move, told), None, sure
    )


def by_event(move: Move, event: Event, reason: str, places: Places) -> Destination:
    """An event of its own (an appointment, a founding) as the answer, for the reason given."""
    org = next((v for v in event.role("org") if v.entity), None)
    post = next((v.text for v in event.role("position")), "")
    told = min((t for t in event.tellings if t.claim.polarity is Polarity.AFFIRMED), key=published)
    founded = event.event_type == "founding"
    kind = Kind.STARTUP if founded else kind_of(org, post, move, places)
    sure = event.certainty in (Certainty.REPORTED, Certainty.CONFIRMED)
    return Destination(kind, org, post, (), told, told.published_at, recorded(places.view, told), _later(move, told), reason, sure)


def recorded(view: View, told: Told) -> datetime | None:
    """When the telling came on record."""
    return min((entry.recorded_at for entry in view.record.entries(told.claim.id)), default=None)


def _later(move: Move, told: Told) -> bool:
    """Whether it was published after the leaving was first told; two days of unknown order are not."""
    first, now = move.first_told.published_at, told.published_at
    return bool(first and now and first.end and now.start and now.start > first.end)


def kind_of(org: RoleValue | None, words: str, move: Move, places: Places) -> Kind:
    """The kind, by what is told first: advice, a company of one's own, the same house; then by the name, then by other words."""
    if ADVISER.search(words):
        return Kind.ADVISER
    if org is None and (_OWN.search(words) or any(v in words for v in places.vocabulary.words["founding_verbs"])):
        return Kind.STARTUP
    if org is None:
        return _by_words(words)
    entity = places.view.entities.get(org.entity or "")
    names = (entity.name, *entity.aliases) if entity else (org.text,)
    if move.org and (move.org.entity == org.entity or _same_house(move.org, names, places)):
        return Kind.INSIDE
    if (move.person.entity, org.entity) in places.founders:
        return Kind.STARTUP
    return _by_name(org, names, words, places)


def _by_words(words: str) -> Kind:
    if not words:
        return Kind.UNKNOWN
    for pattern, kind in ((_STATE, Kind.STATE), (_UNIVERSITY, Kind.UNIVERSITY), (_COMPANY, Kind.COMPANY)):
        if pattern.search(words):
            return kind
    return Kind.OTHER


def _by_name(org: RoleValue, names: tuple[str, ...], words: str, places: Places) -> Kind:
    if any(_STATE_NAME.search(n) for n in names) or _STATE.search(words):
        return Kind.STATE
    if any(_UNIVERSITY.search(n) for n in names):
        return Kind.UNIVERSITY
    return Kind.KNOWN if org.entity in places.listed or _known(names, places) else Kind.COMPANY


def _known(names: tuple[str, ...], places: Places) -> bool:
    """Whether the vocabulary knows the name, or that of the house it is a part of (a known name and a word for a unit)."""
    vocabulary = places.vocabulary
    for name in names:
        if any(k.kind is MentionKind.ORG and k.source == "vocabulary" for k in vocabulary.named(name)):
            return True
        ends = [i for i in range(2, len(name)) if vocabulary.named(name[:i])]
        if ends and name.endswith(tuple(vocabulary.units)):
            return True
    return any(
        (MentionKind.ORG, normal(n)) in places.view.words.known for n in names if len(n) > 1 and not _from_user(n, vocabulary)
    )


def _from_user(name: str, vocabulary: Vocabulary) -> bool:
    return any(k.source != "vocabulary" for k in vocabulary.named(name))


def _same_house(origin: RoleValue, names: tuple[str, ...], places: Places) -> bool:
    """A part that the vocabulary knows of, or one that bears its name and a word for a unit."""
    house = places.view.entities.get(origin.entity or "")
    forms = _forms(house) if house else {normal(origin.text)}
    for name in names:
        if any(k.owner and normal(k.owner) in forms for k in places.vocabulary.named(name)):
            return True
        rest = next((normal(name)[len(f) :] for f in forms if len(f) > 1 and normal(name).startswith(f)), "")
        if rest and rest.endswith(tuple(places.vocabulary.units)):
            return True
    return False


def _forms(entity: Entity) -> set[str]:
    return {f for n in (entity.name, *entity.aliases) for f in (normal(n), core(n))}
