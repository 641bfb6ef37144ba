"""What bears on a forecast: figures, happenings and verdicts told later that settle it. Unsure is unsettled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shiguan.extract.amounts import parse_amounts
from shiguan.extract.times import parse_times
from shiguan.query.said import published_by
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, Told
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


@dataclass(frozen=True, slots=True)
class Bearing:
    """How it was settled, and the tellings that show it."""

    how: Borne
    evidence: tuple[Told, ...]


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


def bearing(events: Iterable[Event], entities: Mapping[str, Identified]) -> Evidence:
    """The tellings told as facts, ready to be asked what bears on a forecast; ``entities`` by mention id."""
    return Evidence(events, entities)


class Evidence:
    """Facts by the names of their parties, and by document."""

    def __init__(self, events: Iterable[Event], entities: Mapping[str, Identified]) -> None:
        self._entities = entities
        self._by_name: dict[str, list[Told]] = defaultdict(list)
        self._by_document: dict[str, list[Told]] = defaultdict(list)
        self._longest = 0
        for event in events:
            for told in event.tellings:
                self._by_document[told.claim.document].append(told)
                if is_firm(told) and (event.event_type in _FIGURES or event.event_type in _WORDS):
                    self._keep(told)

    def _keep(self, told: Told) -> None:
        for role in EVENT_RULES[told.claim.event_type].block:
            for value in self._played(told, role):
                for name in value.names:
                    if len(name) >= _SHORTEST:
                        self._by_name[name].append(told)
                        self._longest = max(self._longest, len(name))

    def _played(self, told: Told, role: str) -> tuple[Played, ...]:
        return played(told.claim, role, self._entities)

    def horizon(self, said: Told) -> ValidTime | None:
        """By when the forecast was to come: its horizon's words read from its publication, or its time if that is ahead."""
        published = said.published_at.end if said.published_at else None
        for words in (*(a.text for a in said.claim.values("horizon")), *(a.text for a in said.claim.values("period"))):
            times = [m.valid_time for m in parse_times(words, published) if m.valid_time and m.valid_time.end]
            if times and (published is None or times[-1].end is None or times[-1].end >= published):
                return times[-1]
        when = said.claim.valid_time
        ahead = when is not None and when.end is not None and published is not None and when.end > published
        return when if ahead else None

    def on(self, said: Told, horizon: ValidTime | None, as_of: date) -> Bearing | None:
        """What settles the forecast as of the day; None where nothing does."""
        text = _text(said)
        facts = [told for told in self._named_in(text, said) if _after(said, told) and published_by(told.published_at, as_of)]
        ahead = [told for told in facts if not _over_by(told.claim.valid_time, said)]
        return (
            self._said_of(said)
            or next((b for told in ahead if (b := self._happened(text, told, horizon))), None)
            or self._measured(said, text, facts, horizon)
        )

    def _named_in(self, text: str, said: Told) -> list[Told]:
        """The facts about whom the forecast names, in order of claim."""
        found: dict[str, Told] = {}
        for start in range(len(text)):
            for end in range(start + _SHORTEST, min(len(text), start + self._longest) + 1):
                for told in self._by_name.get(text[start:end], ()):
                    found[told.claim.id] = told
        for role in ("subject", "org", "product"):
            for value in self._played(said, role):
                for name in value.names:
                    found.update({told.claim.id: told for told in self._by_name.get(name, ())})
        return [found[claim] for claim in sorted(found)]

    def _said_of(self, said: Told) -> Bearing | None:
        """What the same text says of it right after."""
        own = said.claim.evidence.span
        for told in sorted(self._by_document[said.claim.document], key=lambda t: t.claim.evidence.span.start):
            span, quote = told.claim.evidence.span, told.claim.evidence.quote
            if not own.end <= span.start <= own.end + _VERDICT_WITHIN:
                continue
            if is_forecast(told):
                return None  # what follows is said of that one
            if _FELL_SHORT.search(quote):
                return Bearing(Borne.SAID_FAILED, (told,))
            if _CAME_TRUE.search(quote):
                return Bearing(Borne.SAID_TRUE, (told,))
        return None

    def _happened(self, text: str, told: Told, horizon: ValidTime | None) -> Bearing | None:
        """A happening of the kind that the forecast names, all its parties named in it; by its day, or too late."""
        words = _WORDS.get(told.claim.event_type)
        if words is None or not re.search(words, text, re.IGNORECASE) or parse_amounts(text):
            return None
        rule = EVENT_RULES[told.claim.event_type]
        parties = [self._played(told, role) for role in dict.fromkeys((*rule.block, *rule.agree))]
        named = [any(name in text for name in value.names) for values in parties for value in values if _is_party(value)]
        if not named or not all(named):
            return None
        if _NOT.search(text):
            return Bearing(Borne.HAPPENED_NOT, (told,))
        when = told.claim.valid_time
        if horizon and horizon.end and when and when.start and when.start > horizon.end:
            return Bearing(Borne.LATE, (told,))
        return Bearing(Borne.HAPPENED, (told,))

    def _measured(self, said: Told, text: str, facts: Sequence[Told], horizon: ValidTime | None) -> Bearing | None:
        """A figure of the same subject, measure and unit: reached by its day, missed when it is the figure of the very time.

        At most so much is reached only by the figure of the very time; what is not to be so much is left unsettled.
        """
        amounts = list(_foreseen(said, text))
        if len(amounts) != 1 or _NOT.search(text):
            return None
        amount, reached, missed = amounts[0], [], []
        for told in facts:
            value = self._figure(said, text, told)
            if value is None or (value.currency, value.unit) != (amount.currency, amount.unit):
                continue
            if same_amount(amount, value):
                if _by_then(told, horizon, only_then=amount.low is None):
                    reached.append(told)
            elif horizon and _of_that_time(told, horizon):
                missed.append(told)
        if reached and not missed:
            return Bearing(Borne.REACHED, tuple(reached))
        return Bearing(Borne.MISSED, tuple(missed)) if missed and not reached else None

    def _figure(self, said: Told, text: str, told: Told) -> Amount | None:
        measures = {normal(a.text) for a in told.claim.values("measure")}
        foreseen = {normal(a.text) for a in said.claim.values("measure")}
        if not any(len(m) >= _SHORTEST and (m in text or m in foreseen) for m in measures):
            return None
        return next((v.amount for v in self._played(told, "value") if v.amount), None)


def is_forecast(told: Told) -> bool:
    """Whether it says what will be."""
    return told.claim.event_type == "forecast" or told.claim.certainty is Certainty.FORECAST


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


def _of_that_time(told: Told, horizon: ValidTime) -> bool:
    """Whether the figure is of the forecast's own time: lies within it, and reaches its end."""
    when = told.claim.valid_time
    return (
        when is not None
        and when.end == horizon.end
        and (horizon.start is None or when.start is None or when.start >= horizon.start)
    )


def _by_then(told: Told, horizon: ValidTime | None, *, only_then: bool) -> bool:
    """Whether the figure is of a time up to the horizon's end, for certain; any time will do where no horizon is told."""
    if horizon is None or horizon.end is None:
        return not only_then
    when = told.claim.valid_time or told.published_at
    return _of_that_time(told, horizon) if only_then else when is not None and when.end is not None and when.end <= horizon.end


def _after(said: Told, told: Told) -> bool:
    """Whether a fact was told after the forecast, for certain."""
    a = said.published_at.end if said.published_at else None
    b = told.published_at.start if told.published_at else None
    return a is not None and b is not None and a < b and told.claim.polarity is Polarity.AFFIRMED


def _over_by(when: ValidTime | None, said: Told) -> bool:
    """Whether it was over on the day the forecast was told, for certain: whoever foresaw did not mean what had been."""
    day = said.published_at.start if said.published_at else None
    return day is not None and when is not None and when.end is not None and when.end < day
