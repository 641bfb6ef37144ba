"""Totals that articles claim (至少22位高管离职, 今年上半年12位), understood: whose, of what, how many, of which time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from shiguan.errors import ShiguanError
from shiguan.extract.amounts import parse_amounts
from shiguan.query.moves import PERSONAL, happens
from shiguan.query.names import members
from shiguan.query.scope import Scope
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.time import Precision, ValidTime
from shiguan.records.views import Event, Exclusion, RoleValue, Told
from shiguan.vocabulary import Vocabulary

# The class of verbs in words.yml, where it is not called by the event type.
_STEMS = {"product_release": "release", "product_shutdown": "shutdown", "price_change": "price", "abandonment": "abandon"}
# Told of a number of people only, so that they are no verbs of the event itself.
_OF_NUMBERS = {"departure": ("流失", "失去", "送走", "走了", "折损", "痛失", "lost")}
# Organisations are counted by these, people and things are not.
_BODIES = re.compile(r"家$|(?:公司|企业|厂商|机构|银行|玩家|组织|家)数|(?:两|[二三四五六七八九十\d]+)家")
_RATES = re.compile(r"率|占比|比例|百分")
_EACH = re.compile(r"(?:各|各有|各自|分别|均有|each)\s*$")
_SUM_OF_SEVERAL = re.compile(r"(?:两|[二三四五六七八九十\d]+)家(?:公司|企业|机构)?(?:合计|共计|总计|一共|加起来|共有)")
_TO_DATE = re.compile(r"(?:到)?目前(?:为止)?|现在|如今|迄今|至今|当下|截[至止].*|so far|to date|now")
_PARTICLES = re.compile(
    r"先后|相继|陆续|已经|至少|集体|纷纷|目前|均|都|已|有|了|的|从|中|数量$|人数$|数$|[位名个]|人(?![才员士物])|"
    r"\d+|[一二两三四五六七八九十几多]+(?=[位名个])"
)
# How far after a count another one may still leave unsaid what it counts (仅今年上半年就有12位).
_STILL_OF_THAT = 60


@dataclass(frozen=True, slots=True)
class Counted:
    """What kind of thing is counted: an event type, and the words by which a count of it is known."""

    event_type: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, vocabulary: Vocabulary, word: str) -> Counted:
        """From a name, label or alias of the type. Raises InputError where there is none."""
        event = vocabulary.event(word)
        verbs = vocabulary.words.get(f"{_STEMS.get(event.name, event.name)}_verbs", ())
        words = {event.zh, event.en, *event.aliases, *verbs, *_OF_NUMBERS.get(event.name, ())}
        return cls(event.name, tuple(sorted((w for w in words if len(w) > 1), key=lambda w: (-len(w), w))))

    def told_in(self, text: str) -> bool:
        """Whether the text has one of the words."""
        return any(word in text for word in self.words)


@dataclass(frozen=True, slots=True)
class Count:
    """A claimed total: ``low`` to ``high`` (None: at least) of ``whose`` (ids of organisations), called ``subject`` there.

    ``what`` is the word for what is counted (高管; empty where none is told). ``start`` (None: not told) to ``end`` is the
    time counted over; a count to date ends on its publication. ``tellings``: first that in which the number stands closest to
    whose it is; empty for a count given by hand. ``note`` says what of it is not the sentence's own.
    """

    subject: str
    whose: tuple[str, ...]
    low: int
    high: int | None
    what: str
    start: date | None
    end: date | None
    tellings: tuple[Told, ...]
    note: str | None = None

    @property
    def documents(self) -> frozenset[str]:
        """Ids of the documents that tell it."""
        return frozenset(t.claim.document for t in self.tellings)

    def within(self, other: Count) -> bool:
        """Whether what it counts is among what the other counts: no others, in no other time, no more of it.

        Of one and the same time, what an article counts by a word of its own (五位技术骨干) is some of its greater number. What is
        given by hand and what is told of the same are rivals, unless one begins later.
        """
        if self is other or not set(self.whose) <= set(other.whose) or (other.high is not None and self.low > other.high):
            return False
        if self.whose == other.whose and not (self.tellings and other.tellings):
            return self.start is not None and other.start is not None and self.start > other.start
        if (self.whose, self.start, self.end) == (other.whose, other.start, other.end):
            return self.what != other.what and self.low < other.low and not self.documents.isdisjoint(other.documents)
        begins = other.start is None or (self.start >= other.start if self.start else self.whose == other.whose)
        return begins and (other.end is None or (self.end is not None and self.end <= other.end))


def counts(view: View, counted: Counted, scope: Scope) -> tuple[tuple[Count, ...], tuple[Exclusion, ...]]:
    """The counts of the kind that the scope asks about, largest subject first; and those not used, with the reason.

    Raises NotFoundError, AmbiguousError and InputError for the scope's group.
    """
    of = members(view, scope.group) if scope.group else None
    found: list[Count] = []
    refused: list[Exclusion] = []
    for event, note in _of_kind(view, counted):
        understood = _understood(view, event, counted, note)
        reason = understood if isinstance(understood, str) else _beyond(understood, scope, of)
        if isinstance(understood, str) or reason is not None:
            if reason and _concerns(view, event, of):
                refused += [Exclusion(told, reason) for told in event.tellings]
        else:
            found.append(understood)
    found += [c for c in _none_at_all(view, counted) if _beyond(c, scope, of) is None]
    whole = (replace(count, tellings=tuple(sorted(count.tellings, key=_apart))) for count in _begun(_once(found)))
    return tuple(sorted(whole, key=_order)), tuple(refused)


def _of_kind(view: View, counted: Counted) -> Iterator[tuple[Event, str | None]]:
    """The count claims of the kind; also those that leave it unsaid just after one, with a note."""
    last: dict[tuple[str, str | None], int] = {}
    events = [e for e in view.events_of(["count_claim"]) if e.polarity is Polarity.AFFIRMED]
    for event in sorted(events, key=lambda e: (e.tellings[0].claim.document, e.tellings[0].start)):
        told = event.tellings[0]
        place = (told.claim.document, _subject(event).entity if event.role("subject") else None)
        quote = told.claim.evidence.quote
        said = " ".join(v.text for v in event.role("measure"))
        if counted.told_in(said) or counted.told_in(quote):
            last[place] = told.end
            yield event, None
        elif not said and place in last and 0 <= told.start - last[place] <= _STILL_OF_THAT:
            yield event, "what is counted is not said again: taken from the count before it"


def _subject(event: Event) -> RoleValue:
    return event.role("subject")[0]


def _understood(view: View, event: Event, counted: Counted, note: str | None) -> Count | str:
    """The count, or why it is none that can be set against the record; an empty reason where it is not worth a word."""
    told = event.tellings[0]
    quote = told.claim.evidence.quote
    measure = next((v.text for v in event.role("measure")), "")
    amounts = [a for a in map(_amount, event.tellings) if a]
    amount = next((a for a in amounts if a.high is None), amounts[0] if amounts else None)
    if amount is None or amount.currency or amount.unit in ("%", "倍", "年", "天", "个月") or _RATES.search(measure):
        return ""
    if not happens(event) or event.certainty is Certainty.PLANNED:
        return "foreseen, planned or thought, not counted"
    if _BODIES.search(amount.unit or "") or _BODIES.search(measure):
        return "counts organisations, not what happened to them"
    place = quote.find(amount.expression)
    before = quote[:place] if amount.expression and place >= 0 else ""
    if _SUM_OF_SEVERAL.search(before):
        return "a sum over several organisations, not told of one"
    whose = _whose(view, event)
    if not whose:
        return "does not say of whom, in a name the record knows"
    if _EACH.search(before) and len(whose) > 1:
        return "counts for each, not for all together"
    start, end = _period(event)
    return Count(
        subject=_subject(event).text,
        whose=whose,
        low=int((amount.low or Decimal(0)).to_integral_value(ROUND_CEILING)),
        high=None if amount.high is None else int(amount.high.to_integral_value(ROUND_FLOOR)),
        what=_what(measure, amount, counted, _subject(event).text),
        start=start,
        end=end,
        tellings=event.tellings,
        note=note,
    )


def _amount(told: Told) -> Amount | None:
    """The number told; with 至少 and the like that stand before it in the quote, should the value itself leave them out."""
    for argument in told.claim.values("value"):
        value = (
            argument.value if isinstance(argument.value, Amount) else next((m.amount for m in parse_amounts(argument.text)), None)
        )
        if value is None:
            continue
        if value.low is None or value.high is None or value.low != value.high:
            return value
        read = (m.amount for m in parse_amounts(told.claim.evidence.quote))
        return next((a for a in read if value.low in (a.low, a.high) and (a.unit or "") == (value.unit or "")), value)
    return None


def _whose(view: View, event: Event) -> tuple[str, ...]:
    entity = view.entities.get(_subject(event).entity or "") if event.role("subject") else None
    if entity is None or entity.kind in (MentionKind.PERSON, MentionKind.PRODUCT):
        return ()
    if entity.kind is MentionKind.ORG:
        return (entity.id,)
    try:
        return tuple(sorted(entity.members or members(view, entity.name)))
    except ShiguanError:  # a group whose members nobody lists
        return ()


def _period(event: Event) -> tuple[date | None, date | None]:
    """First and last day counted over. What is counted to date has no beginning of its own, and ends with its publication."""
    told = event.tellings[0]
    made = told.published_at.end if told.published_at else None
    time: ValidTime | None = event.valid_time
    if time is None:
        return None, made
    words = (time.expression, *(v.text for v in event.role("period")))
    to_date = any(_TO_DATE.fullmatch(word.strip()) for word in words if word)
    as_of = time.precision in (Precision.DAY, Precision.MONTH) and not event.role("period") and _is_now(time, told.published_at)
    end = (
        min((d for d in (time.end, made) if d), default=None) if time.start is None or not made or time.start <= made else time.end
    )
    return (None if to_date or as_of else time.start), end


def _is_now(time: ValidTime, made: ValidTime | None) -> bool:
    return made is not None and time.overlaps(made)


def _what(measure: str, amount: Amount, counted: Counted, subject: str) -> str:
    """The word for what is counted: what is left of the measure without the event's own words."""
    left = measure.replace(subject, "")
    for word in counted.words:
        left = left.replace(word, "")
    left = _PARTICLES.sub("", left).strip()
    return left if len(left) > 1 else (amount.unit if amount.unit and len(amount.unit) > 1 else "")


def _beyond(count: Count, scope: Scope, of: frozenset[str] | None) -> str | None:
    """Why the count is none that the scope asks about."""
    if of is not None and not of.issuperset(count.whose):
        return "counts others too" if not of.isdisjoint(count.whose) else f"{count.subject} is not one of {scope.group}"
    if scope.until and count.end and count.end > scope.until:
        return "counts past the time that is asked about"
    if scope.since and count.end and count.end < scope.since:
        return "outside the time window"
    return None


def _concerns(view: View, event: Event, of: frozenset[str] | None) -> bool:
    return of is None or not event.role("subject") or not of.isdisjoint(_whose(view, event))


def _none_at_all(view: View, counted: Counted) -> Iterator[Count]:
    """Where it is said that nobody left (暂时还没有高管离职), the count is nought."""
    if counted.event_type not in PERSONAL:
        return
    for event in view.events_of([counted.event_type]):
        orgs = [v for v in event.role("org") if v.entity]
        if event.polarity is Polarity.AFFIRMED or happens(event) or not orgs or any(v.entity for v in event.role("person")):
            continue
        made = event.tellings[0].published_at
        whose = (orgs[0].entity or "",)
        yield Count(orgs[0].text, whose, 0, 0, "", None, made.end if made else None, event.tellings, "said not to have happened")


def _once(found: Sequence[Count]) -> list[Count]:
    """A count told twice is one: the same number of the same, of times that agree, where one may leave the time out."""
    kept: list[Count] = []
    for count in sorted(found, key=lambda c: (c.start is None, c.high is not None, c.end or date.max, c.subject)):
        same = next((i for i, k in enumerate(kept) if _again(count, k)), None)
        if same is None:
            kept.append(count)
        else:
            kept[same] = replace(
                kept[same],
                high=kept[same].high if count.high is not None else None,
                what=kept[same].what or count.what,
                tellings=(*kept[same].tellings, *count.tellings),
            )
    return kept


def _again(count: Count, kept: Count) -> bool:
    if (count.whose, count.low) != (kept.whose, kept.low) or (count.what and kept.what and count.what != kept.what):
        return False
    return count.end == kept.end and (count.start is None or count.start == kept.start)


def _begun(found: Sequence[Count]) -> Iterator[Count]:
    """A count whose beginning is untold begins with the total of the same article that it is part of."""
    for count in found:
        totals = [t for t in found if set(t.whose) > set(count.whose) and not t.documents.isdisjoint(count.documents)]
        start = min((t.start for t in totals if t.start), default=None)
        if count.start is None and count.low and start and (count.end is None or start <= count.end):
            note = count.note or "since when is not said: taken from the total in the same article"
            yield replace(count, start=start, note=note)
        else:
            yield count


def _apart(told: Told) -> tuple[bool, int]:
    """How far from whose it is the number stands in the sentence; where one of them stands elsewhere last."""
    whole, quote = told.claim.evidence.span, told.claim.evidence.quote
    amount = _amount(told)
    number = quote.find(amount.expression) if amount and amount.expression else -1
    names = [a.evidence.span for a in told.claim.values("subject")]
    gaps = [
        max(number - (span.end - whole.start), span.start - whole.start - number)
        for span in names
        if number >= 0 and whole.start <= span.start and span.end <= whole.end
    ]
    return not gaps, min(gaps, default=0)


def _order(count: Count) -> tuple[int, int, date, str]:
    return (-len(count.whose), -count.low, count.end or date.max, count.subject)
