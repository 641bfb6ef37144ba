"""What bears on a forecast: figures, happenings and verdicts told later that settle it. Unsure is unsettled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from shiguan.extract.amounts import parse_amounts
from shiguan.extract.times import parse_times
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Told
from shiguan.resolve.agree import Identified, Played, played, same_amount
from shiguan.resolve.events import EVENT_RULES
from shiguan.resolve.names import normal
from shiguan.resolve.related import is_firm


class Borne(StrEnum):
    """How a forecast was settled."""

    HAPPENED = "happened"
    HAPPENED_NOT = "happened_not"
    LATE = "late"
    REACHED = "reached"
    MISSED = "missed"
    SAID_TRUE = "said_true"
    SAID_FAILED = "said_failed"


# The words by which a text names a happening of a type; what else it may mean is kept out by asking for all parties by name.
_WORDS: Mapping[str, str] = {
    "departure": r"离职|离开|出走|卸任|辞职|leave|resign|step down",
    "appointment": r"加入|出任|接任|担任|上任|join|appointed",
    "funding": r"融资|募资|raise|funding",
    "acquisition": r"收购|并购|合并|acqui|merge",
    "partnership": r"合作|联手|partner",
    "spin_off": r"分拆|拆分|独立|spin",
    "layoff": r"裁员|减员|lay ?off|job cuts",
    "product_release": r"发布|推出|上线|上市|launch|release",
    "product_shutdown": r"关停|下线|停产|停服|停运|停止|shut|discontinu",
    "price_change": r"降价|涨价|提价|调价|降至|price",
    "abandonment": r"放弃|退出|终止|停止|砍掉|abandon|exit|quit",
    "listing": r"上市|挂牌|IPO|list",
}
_FIGURES = frozenset({"metric", "count_claim"})
_NOT = re.compile(r"不会|不再|不可能|不能|没有|无法|无缘|绝不|\b(?:not|never|no|won't)\b", re.IGNORECASE)
# By how much something changes is no level that a figure told later could be held against.
_CHANGE = re.compile(r"增|涨|翻|倍|下降|减少|下滑|跌|grow|rise|fall|increase|decrease", re.IGNORECASE)
_FELL_SHORT = re.compile(
    r"未达(?:到|成)?|没有?达到|不及预期|低于预期|未能实现|没有?实现|并未实现|未能兑现|没有?兑现|落空|相[差去]甚远|差距甚远|跳票|食言|"
    r"fell short|missed|did not (?:happen|materiali[sz]e)",
    re.IGNORECASE,
)
_CAME_TRUE = re.compile(r"成真|应验|如期(?:实现|达成|完成)|言中|兑现了|超出预期|came true|was right", re.IGNORECASE)
# Characters within which what is said of a forecast stands after it.
_VERDICT_WITHIN = 120
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Foretold:
    """A forecast, as facts are held against it.

    ``text`` is what is foreseen, in normal form, the words for when left out; ``names`` whom it names besides; ``horizon`` the time
    by which it was to come (None: none is told); ``measures`` what it says is measured, ``amount`` the one quantity foreseen (None:
    there is none, or several); ``counts``: the text holds a quantity.
    """

    claim: str
    published: ValidTime | None
    text: str
    names: frozenset[str]
    horizon: ValidTime | None
    measures: frozenset[str]
    amount: Amount | None
    counts: bool

    @property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters that a name in it may begin with."""
        texts = (self.text, *self.names)
        return frozenset(text[i : i + _SHORTEST] for text in texts for i in range(len(text) - _SHORTEST + 1))

    @property
    def within(self) -> frozenset[str]:
        """Every text in it that may be a name."""
        ends = range(len(self.text) + 1)
        return self.names | {self.text[start:end] for start in ends for end in ends[start + _SHORTEST :]}

    @property
    def kinds(self) -> frozenset[str]:
        """The types of facts that may bear on it."""
        named = {kind for kind, words in _WORDS.items() if not self.counts and re.search(words, self.text, re.IGNORECASE)}
        return frozenset(named | (_FIGURES if self.amount and not _NOT.search(self.text) else set()))


@dataclass(frozen=True, slots=True)
class _Fact:
    """Something told as a fact, as it is held against forecasts; ``names`` as ``about`` gives them."""

    told: Told
    names: frozenset[str]
    parties: tuple[Played, ...]
    value: Amount | None
    measures: frozenset[str]


def foretold(said: Told, entities: Mapping[str, Identified]) -> Foretold:
    """The forecast that a telling makes; ``entities`` by mention id."""
    text = _text(said)
    amounts = list(_foreseen(said, text))
    names = (name for role in ("subject", "org", "product") for value in played(said.claim, role, entities) for name in value.names)
    return Foretold(
        claim=said.claim.id,
        published=said.published_at,
        text=text,
        names=frozenset(name for name in names if len(name) >= _SHORTEST),
        horizon=horizon(said),
        measures=frozenset(normal(a.text) for a in said.claim.values("measure")),
        amount=amounts[0] if len(amounts) == 1 else None,
        counts=bool(parse_amounts(text)),
    )


def is_fact(told: Told) -> bool:
    """Whether it is told as a fact of a kind that may bear on a forecast."""
    return is_firm(told) and (told.claim.event_type in _FIGURES or told.claim.event_type in _WORDS)


def about(told: Told, entities: Mapping[str, Identified]) -> frozenset[str]:
    """The names of whom a fact is about, in normal form, by which forecasts of it are found; ``entities`` by mention id."""
    roles = EVENT_RULES[told.claim.event_type].block
    names = (name for role in roles for value in played(told.claim, role, entities) for name in value.names)
    return frozenset(name for name in names if len(name) >= _SHORTEST)


def _fact(told: Told, names: frozenset[str], entities: Mapping[str, Identified]) -> _Fact:
    rule = EVENT_RULES[told.claim.event_type]
    return _Fact(
        told=told,
        names=names,
        parties=tuple(v for role in dict.fromkeys((*rule.block, *rule.agree)) for v in played(told.claim, role, entities)),
        value=next((v.amount for v in played(told.claim, "value", entities) if v.amount), None),
        measures=frozenset(normal(a.text) for a in told.claim.values("measure")),
    )


class Sought:
    """Forecasts, found by the names that stand in them."""

    def __init__(self, forecasts: Iterable[Foretold]) -> None:
        self._at: dict[str, list[Foretold]] = defaultdict(list)
        for one in forecasts:
            for pair in one.pairs:
                self._at[pair].append(one)

    def by(self, told: Told, entities: Mapping[str, Identified]) -> Iterator[tuple[str, Borne]]:
        """The forecasts (claims), each once, that a fact bears on, and how; ``entities`` by mention id."""
        names = about(told, entities)
        near = {one.claim: one for pair in first_pairs(names) for one in self._at.get(pair, ())}
        if near:
            fact = _fact(told, names, entities)
            yield from ((one.claim, how) for one in near.values() if (how := _bears(one, fact)))


def first_pairs(names: Iterable[str]) -> frozenset[str]:
    """The pairs of characters that names begin with."""
    return frozenset(name[:_SHORTEST] for name in names)


def _bears(one: Foretold, fact: _Fact) -> Borne | None:
    """What a fact says of a forecast that names whom it is about; None: nothing.

    A happening of the kind that the forecast names, all its parties named in it: by its day, or too late. A figure of the same
    subject, measure and unit: reached by its day, missed when it is the figure of the very time. At most so much is reached only by
    the figure of the very time; what is not to be so much is left unsettled.
    """
    if not _after(one.published, fact.told) or not any(name in one.names or name in one.text for name in fact.names):
        return None
    if fact.told.claim.event_type in _FIGURES:
        return _measured(one, fact)
    return None if _over_by(fact.told.claim.valid_time, one.published) else _happened(one, fact)


def _happened(one: Foretold, fact: _Fact) -> Borne | None:
    if one.counts or not re.search(_WORDS[fact.told.claim.event_type], one.text, re.IGNORECASE):
        return None
    named = [any(name in one.text for name in value.names) for value in fact.parties if _is_party(value)]
    if not named or not all(named):
        return None
    if _NOT.search(one.text):
        return Borne.HAPPENED_NOT
    when, day = fact.told.claim.valid_time, one.horizon.end if one.horizon else None
    late = day and when and when.start and when.start > day
    return Borne.LATE if late else Borne.HAPPENED


def _measured(one: Foretold, fact: _Fact) -> Borne | None:
    amount, value = one.amount, fact.value
    if amount is None or value is None or _NOT.search(one.text):
        return None
    measured = any(len(m) >= _SHORTEST and (m in one.text or m in one.measures) for m in fact.measures)
    if not measured or (value.currency, value.unit) != (amount.currency, amount.unit):
        return None
    if same_amount(amount, value):
        return Borne.REACHED if _by_then(fact.told, one.horizon, only_then=amount.low is None) else None
    return Borne.MISSED if one.horizon and _of_that_time(fact.told, one.horizon) else None


SAID = (Borne.SAID_TRUE, Borne.SAID_FAILED)
"""How the text itself settles a forecast."""


def said_after(said: Told, document: Iterable[Told]) -> tuple[str, Borne] | None:
    """What the same text says of a forecast right after, and the claim; ``document``: all that is told there, by type and event."""
    own = said.claim.evidence.span
    for told in sorted(document, key=lambda t: t.claim.evidence.span.start):
        span, quote = told.claim.evidence.span, told.claim.evidence.quote
        if not own.end <= span.start <= own.end + _VERDICT_WITHIN:
            continue
        if is_forecast(told):
            return None  # what follows is said of that one
        if _FELL_SHORT.search(quote):
            return told.claim.id, Borne.SAID_FAILED
        if _CAME_TRUE.search(quote):
            return told.claim.id, Borne.SAID_TRUE
    return None


def settled(found: Iterable[tuple[str, Borne]]) -> tuple[Borne, tuple[str, ...]] | None:
    """How a forecast was settled, and the claims that show it, of all that bears on it (claims, in any order); None: it was not.

    What the text says goes before what happened, of which the first claim stands, and that before figures, which must agree.
    """
    told = sorted(found)
    for kinds in (SAID, (Borne.HAPPENED, Borne.HAPPENED_NOT, Borne.LATE)):
        first = next(((how, (claim,)) for claim, how in told if how in kinds), None)
        if first:
            return first
    measured = {how for _, how in told}
    return (measured.pop(), tuple(claim for claim, _ in told)) if len(measured) == 1 else None


def is_forecast(told: Told) -> bool:
    """Whether it says what will be."""
    return told.claim.event_type == "forecast" or told.claim.certainty is Certainty.FORECAST


def horizon(said: Told) -> ValidTime | None:
    """By when the forecast was to come: its horizon's words read from its publication, or its time if that is ahead."""
    published = said.published_at.end if said.published_at else None
    for words in (*(a.text for a in said.claim.values("horizon")), *(a.text for a in said.claim.values("period"))):
        times = [m.valid_time for m in parse_times(words, published) if m.valid_time and m.valid_time.end]
        if times and (published is None or times[-1].end is None or times[-1].end >= published):
            return times[-1]
    when = said.claim.valid_time
    ahead = when is not None and when.end is not None and published is not None and when.end > published
    return when if ahead else None


def _text(said: Told) -> str:
    """What is foreseen, in normal form, the words for when left out: 2025年 in it is no figure and nobody's name."""
    gist = next((a.text for a in said.claim.values("gist")), said.claim.evidence.quote)
    for match in reversed(parse_times(gist, said.published_at.end if said.published_at else None)):
        gist = gist[: match.span.start] + gist[match.span.end :]
    return normal(gist)


def _foreseen(said: Told, text: str) -> Iterator[Amount]:
    values = [a.value for a in said.claim.values("value") if isinstance(a.value, Amount)]
    if values:
        yield from values
    elif not _CHANGE.search(text):
        yield from (match.amount for match in parse_amounts(text))


def _is_party(value: Played) -> bool:
    return value.entity is not None or (value.amount is None and len(min(value.names)) >= _SHORTEST)


def _of_that_time(told: Told, of: ValidTime) -> bool:
    """Whether the figure is of the forecast's own time: lies within it, and reaches its end."""
    when = told.claim.valid_time
    return when is not None and when.end == of.end and (of.start is None or when.start is None or when.start >= of.start)


def _by_then(told: Told, by: ValidTime | None, *, only_then: bool) -> bool:
    """Whether the figure is of a time up to the horizon's end, for certain; any time will do where no horizon is told."""
    if by is None or by.end is None:
        return not only_then
    when = told.claim.valid_time or told.published_at
    return _of_that_time(told, by) if only_then else when is not None and when.end is not None and when.end <= by.end


def _after(published: ValidTime | None, told: Told) -> bool:
    """Whether a fact was told after a forecast published then, for certain."""
    a = published.end if published else None
    b = told.published_at.start if told.published_at else None
    return a is not None and b is not None and a < b and told.claim.polarity is Polarity.AFFIRMED


def _over_by(when: ValidTime | None, published: ValidTime | None) -> bool:
    """Whether it was over on the day the forecast was told, for certain: whoever foresaw did not mean what had been."""
    day = published.start if published else None
    return day is not None and when is not None and when.end is not None and when.end < day
