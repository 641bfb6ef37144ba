"""Counts of one thing told differently, and counts against the named record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shiguan.records.amount import Amount
from shiguan.records.claim import Polarity
from shiguan.records.document import RegionKind
from shiguan.records.evidence import MentionKind
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import alike, same_amount
from shiguan.resolve.conflicts.grounds import Ground, Whose, ground, here
from shiguan.resolve.conflicts.records import Cause, Conflict, ConflictKind, Known, Severity, Side
from shiguan.resolve.conflicts.sides import FIRM, Said, affirmed, apart, conflict, named, side, texts
from shiguan.resolve.names import normal

_YEAR_DAYS = 366
_LEAST_SHARED = 2  # members that two counts both list
# What is counted, by the words for it; of these the record holds events that can be counted too.
_COUNTED: Mapping[str, re.Pattern[str]] = {
    "departure": re.compile(r"离职|离开|出走|流失|辞职|离任|失去"),
    "funding": re.compile(r"融资|募资"),
    "product_release": re.compile(r"发布|推出|上线"),
    "layoff": re.compile(r"裁员"),
    "listing": re.compile(r"上市"),
}
_ORGS = re.compile(r"企业|公司|家|厂商|机构")
_ONLY = re.compile(r"唯一|仅此一家|独此一家|只有一家|仅有一家|仅一家")
_HEADS = (RegionKind.TITLE, RegionKind.HEADING)


def counts(known: Known) -> Iterator[Conflict]:
    """Two counts of one thing: by other documents, or by a document's heading and its body."""
    by_subject: dict[str, list[Said]] = defaultdict(list)
    for event in known.of("count_claim"):
        for told in affirmed(event):
            for subject in told.claim.values("subject")[:1]:
                entities = named(told, "subject", known)
                if _value(told):
                    by_subject[entities[0].id if entities else normal(subject.text)].append(Said(_words(told), event, told))
    for subject_id, said in sorted(by_subject.items()):
        for i, left in enumerate(said):
            for right in said[i + 1 :]:
                found = _two_counts(left, right, known)
                if found:
                    yield conflict(ConflictKind.COUNT, found[1], known.entities.get(subject_id), _two(left, right), found[0])


def _two(left: Said, right: Said) -> tuple[Side, Side]:
    return side([left]), side([right])


def _words(told: Told) -> str:
    return " ".join((*texts(told, "value"), *texts(told, "measure")))


def _value(told: Told) -> Amount | None:
    return next((a.value for a in told.claim.values("value") if isinstance(a.value, Amount)), None)


def _two_counts(left: Said, right: Said, known: Known) -> tuple[Cause, Severity] | None:
    """The cause and gravity where the two count one thing and differ; None otherwise."""
    mine, yours = _value(left.told), _value(right.told)
    if mine is None or yours is None or not _one_time(left.told, right.told):
        return None
    one_page = left.told.claim.document == right.told.claim.document
    if not (_measured_alike(left.told, right.told, exact=one_page) or (not one_page and _members_shared(left.told, right.told))):
        return None
    a, b = _bare(mine), _bare(yours)
    if same_amount(a, b):
        if (a.low, a.high) == (b.low, b.high):
            return None
        heading = one_page and _in_heading(left.told, known) != _in_heading(right.told, known)
        bound = a.high is None or b.high is None or a.low is None or b.low is None
        return (Cause.BOUND, Severity.COMPATIBLE) if bound and (heading or not one_page or a.low == b.low) else None
    if one_page:
        return (Cause.SCOPE, Severity.TENSION) if _in_heading(left.told, known) != _in_heading(right.told, known) else None
    gap = apart(left.told.published_at, right.told.published_at)
    if gap:
        return Cause.LATER, Severity.TENSION
    exact = _measured_alike(left.told, right.told, exact=True)
    return (Cause.UNEXPLAINED, Severity.CONTRADICTION) if exact else (Cause.SCOPE, Severity.TENSION)


def _bare(amount: Amount) -> Amount:
    """Without its measure word: 五位 and 五名 are five."""
    return Amount(amount.low, amount.high, None, None, amount.expression)


def _one_time(left: Told, right: Told) -> bool:
    mine, yours = left.claim.valid_time, right.claim.valid_time
    if mine and yours:
        return mine.when == yours.when or (left.claim.document != right.claim.document and mine.overlaps(yours))
    gap = apart(mine or left.published_at, yours or right.published_at)
    return gap is not None and gap <= _YEAR_DAYS


def _measured_alike(left: Told, right: Told, *, exact: bool) -> bool:
    mine, yours = (normal(" ".join(texts(t, "measure"))) for t in (left, right))
    if not mine or not yours:
        return False
    return mine == yours if exact else alike(mine, yours)


def _members_shared(left: Told, right: Told) -> bool:
    mine, yours = ({normal(x) for x in texts(t, "members")} for t in (left, right))
    kinds = [{k for k, words in _COUNTED.items() if words.search(" ".join(texts(t, "measure")))} for t in (left, right)]
    return len(mine & yours) >= _LEAST_SHARED and mine != yours and bool(kinds[0] & kinds[1])


def _in_heading(told: Told, known: Known) -> bool:
    document = known.document(told.claim.document)
    if document is None:
        return False
    span = told.claim.evidence.span
    if any(region.span.overlaps(span) for region in document.regions_of(_HEADS)):
        return True
    start, end = document.text.rfind("\n", 0, span.start) + 1, document.text.find("\n", span.end)
    return document.text[start : end if end >= 0 else None].strip() == told.claim.evidence.quote.strip()


@dataclass(frozen=True, slots=True)
class Total:
    """A number claimed of events of a type, ``by`` organisation or person; ``besides`` those whose own it is."""

    said: Said
    event_type: str
    subject: Entity
    count: int
    by: str
    besides: frozenset[str] = frozenset()

    @property
    def of(self) -> frozenset[str]:
        """The organisations, by id, whose events it counts."""
        return (frozenset(self.subject.members) or frozenset({self.subject.id})) - self.besides


_Record = Mapping[tuple[str, str], list[Said]]
"""By type and organisation, every telling on record that it affirms."""


def against_record(known: Known) -> Iterator[Conflict]:
    """A count lower than what the record names of the same kind, time and group; and an only one that is not the only one."""
    record: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for event in known.of(*_COUNTED):
        if event.polarity is Polarity.AFFIRMED and event.certainty in FIRM:
            for told in affirmed(event):
                for org in named(told, "org", known):
                    record[event.event_type, org.id].append(Said(org.name, event, told))
    for total in totals(known):
        yield from _exceeded(total, record, known)


def totals(known: Known) -> Iterator[Total]:
    """The numbers that are held against the record."""
    yield from _told_totals(known)
    yield from _only_ones(known)


def _told_totals(known: Known) -> Iterator[Total]:
    for event in known.of("count_claim"):
        for told in affirmed(event):
            amount, subject = _value(told), named(told, "subject", known)
            kind = next((k for k, words in _COUNTED.items() if words.search(_words(told))), None)
            if kind and subject and amount and amount.low == amount.high and amount.low and told.claim.valid_time:
                by = "person" if kind == "departure" and not _ORGS.search(_words(told)) else "org"
                yield Total(Said(_words(told), event, told), kind, subject[0], int(amount.low), by)


def _only_ones(known: Known) -> Iterator[Total]:
    for event in known.of(*_COUNTED):
        for told in affirmed(event):
            whose, only = named(told, "org", known), _ONLY.search(told.claim.evidence.quote)
            group = _group_in(told, known) if whose and only else None
            if group and only and (told.claim.valid_time or event.valid_time):
                said = Said(f"{only[0]}: {whose[0].name}", event, told)
                yield Total(said, event.event_type, group, 0, "org", frozenset(e.id for e in whose))


def _exceeded(total: Total, record: _Record, known: Known) -> Iterator[Conflict]:
    """Those on record, named and dated within the time of the count, where they are more than it says."""
    there = [side(told) for _, told in sorted(_on_record(total, record, known).items()) if told]
    if len(there) > total.count:
        claimed = side([total.said])
        cause = Cause.LATER if any(one.published > claimed.published for one in there) else Cause.SCOPE
        detail = f"{len(there)} > {total.count}" if total.count else ""
        yield conflict(ConflictKind.COUNT, Severity.TENSION, total.subject, [claimed, *there], cause, detail)


def _on_record(total: Total, record: _Record, known: Known) -> dict[str, list[Said]]:
    """Name → the tellings that name it."""
    own, time = total.said.told.claim, total.said.told.claim.valid_time or total.said.event.valid_time
    found: dict[str, list[Said]] = defaultdict(list)
    for org in sorted(total.of):
        for said in record.get((total.event_type, org), ()):
            if said.told.claim.id != own.id and _inside(said.told, time):
                for name in [said.value] if total.by == "org" else [e.name for e in named(said.told, "person", known)]:
                    found[name].append(Said(name, said.event, said.told))
    return found


def _inside(told: Told, time: ValidTime | None) -> bool:
    """Whether it surely happened within the time."""
    mine = told.claim.valid_time
    if mine is None or time is None or mine.start is None or mine.end is None:
        return False
    return (time.start is None or time.start <= mine.start) and (time.end is None or mine.end <= time.end)


def _group_in(told: Told, known: Known) -> Entity | None:
    """The group with known members that the sentence names."""
    quote = normal(told.claim.evidence.quote)
    groups = (e for e in known.entities.values() if e.kind is MentionKind.GROUP and e.members)
    return next((g for g in groups if any(normal(n) in quote for n in (g.name, *g.aliases))), None)


def grounds(event: Event, whose: Whose) -> Iterator[Ground]:
    """Where the rules above look: counts of one subject; each total, and each only one, is held against the record."""
    for told in affirmed(event):
        if event.event_type == "count_claim":
            yield from _of_counts(told, whose)
        elif event.event_type in _COUNTED and says_only(told):
            yield here()


def says_only(told: Told) -> bool:
    """Whether it is told of the only one."""
    return bool(_ONLY.search(told.claim.evidence.quote))


def _of_counts(told: Told, whose: Whose) -> Iterator[Ground]:
    amount = _value(told)
    for subject in told.claim.values("subject")[:1] if amount else ():
        named = whose(told, "subject")
        yield ground("counts", named[0] if named else normal(subject.text), said=(amount.low, amount.high) if amount else None)
        if named and any(words.search(_words(told)) for words in _COUNTED.values()):
            yield here()
