"""Whose a figure is and what it measures: what the network sees of rows and of a firm's books, put right by the names there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shiguan.extract.backends.model.sight import SeenEvent, SeenRole
from shiguan.extract.backends.model.stage import Stage
from shiguan.extract.backends.rules.bystanders import is_source
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind

_BESIDE = re.compile(r"[”》」』]?[的约为达有是逾超近：: （(]{0,2}")
"""Between who has a figure and the figure, where a row has named the measure before."""
_LEADS_TO = re.compile(" ?[至到] ?")
_STAFF = "(?:全公司|公司)?(?:现有|在册|在职|全职|正式)?(?:员工|雇员)(?:总数|人数|规模|数量|数)?"
_RESULTS = "营业收入|营收|净利润?|净?亏损|归母净利润?|扣非净利润?|毛利|(?:总|净)?负债|研发(?:投入|费用|开支|支出)"
_MONEY = "收入|(?:账面|可动用的?|手头的?|账上的?)?现金(?:储备|余额)?"
_BOOKS = {
    MentionKind.PRODUCT: re.compile(f"{_STAFF}|{_RESULTS}|{_MONEY}"),
    MentionKind.PERSON: re.compile(f"{_STAFF}|{_RESULTS}|(?:全公司|公司|团队)人数"),
}
"""What is a firm's and not a product's, or not a person's."""
_WON = re.compile("中标|中选|(?:中标|中选)(?:项目|标段|订单|数|数量|项目数|项目数量)")
_HAS_WON = re.compile("(?:中标|中选)(?=了?(?:[约近超共逾]|超过)?$)")
_OBLIQUE = re.compile("[与和同跟比较向对给被从把将][^，,。；]{0,4}$")
_CONTRIBUTED = re.compile("贡献了?|占了?")
_OF_WHICH = re.compile("[^。；;]{0,12}其中[^。；;]*")
_WAS = re.compile("[从由自][^，,。；;！？]{0,12}$")
_HAS_BECOME = re.compile(
    "[^，,。；;！？]{0,6}(?:降|跌|缩水|下调|涨|升|抬|上调|翻|增|变|猛增|飙升|提高)[^，,。；;！？]{0,6}[到至为了]"
)
_IN_OTHER_MONEY = re.compile(
    r"(?:[元金币镑磅圆亿万兆]|\d) ?(?:[\u4e00-鿿]{2}币)?[（(]\s*"
    r"(?:大?约合?|折合?|合|相当于)?\s*(?:人民币|美元|港元|港币|US\$|[$¥€])?\s*$"
)
"""35亿元（5亿美元: before what a sum comes to in other money."""
_EXPECTED = re.compile(
    "[，,（(；;、](?:此前|原先|原)?(?:市场|分析师|机构|华尔街|外界|路透|彭博)?(?:一致|平均|普遍)?(?:预估|预期|预测)(?:值|中值|均值)?[为是在]?"
    r"\s*$"
)
"""净利润35亿元，市场预估34亿元: before what others had thought it would be."""
_SURE = 0.5
_OWN = 0.4  # from which score on a figure has a measure of its own
_GUESSED = 0.6
"""Where all its parts are surer, the network has reasons for them: a product may have a turnover of its own."""


def in_rows(stage: Stage, events: Sequence[SeenEvent]) -> list[SeenEvent]:
    """The events of a sentence, figures with the measure that their row shares: 月活：甲4100万，乙2750万.

    A name is no measure: it is whose the figure behind it is.
    """
    events = [
        each
        for e in events
        for whole in _each_worth(stage, _measured_by_winning(stage, _cut_where_counted(stage, e)))
        for each in _each_figure(stage, whole)
    ]
    spans = [p.span for p in stage.scene.phrases if p.letter in "OPD" and not p.pronoun]
    names = [Span(stage.base + s.start, stage.base + s.end) for s in spans]
    shared: dict[Span, float] = {}
    for part in (p for e in events if e.type == "metric" for p in e.roles if p.role == "measure" and _named(p, names) is None):
        shared[part.span] = shared.get(part.span, 0.0) + part.score
    events = [_of_row(stage, e, names, shared) if e.type == "metric" else e for e in events]
    return [_of_the_whole(stage, e, events) if e.type == "metric" else e for e in events]


def _each_figure(stage: Stage, event: SeenEvent) -> tuple[SeenEvent, ...]:
    """增长25.9%至1351元, seen as one figure, is two: by how much, and to what."""
    values = [p for p in event.roles if p.role == "value"] if event.type == "metric" else []
    seen = max(values, key=lambda p: p.score, default=None)
    told = [Span(stage.base + p.span.start, stage.base + p.span.end) for p in stage.scene.phrases if p.letter == "N"]
    inside = [s for s in told if seen and seen.span.contains(s)]
    if seen is None or len(inside) != 2 or not _LEADS_TO.fullmatch(stage.scene.text, *_between(stage, inside)):
        return (event,)
    others = tuple(p for p in event.roles if p.role != "value")
    return tuple(replace(event, trigger=s, roles=(*others, replace(seen, span=s))) for s in inside)


def _cut_where_counted(stage: Stage, event: SeenEvent) -> SeenEvent:
    """五位副|总裁离开 is 五位|副总裁离开: how many ends where the number with its counter does, and no word is cut."""
    value = max((p for p in event.roles if p.role == "value"), key=lambda p: p.score, default=None)
    if event.type != "count_claim" or value is None:
        return event
    told = [Span(stage.base + p.span.start, stage.base + p.span.end) for p in stage.scene.phrases if p.letter == "N"]
    number = next((s for s in told if s.start == value.span.start and s.end == value.span.end - 1), None)
    if number is None or not any(p.role == "measure" and p.span.start == value.span.end for p in event.roles):
        return event
    cut = (_recut(p, value.span, number) for p in event.roles)
    return replace(event, roles=tuple(cut), trigger=number if event.trigger == value.span else event.trigger)


def _measured_by_winning(stage: Stage, event: SeenEvent) -> SeenEvent:
    """中标32个项目 counts what was won, whatever that is called."""
    value = max((p for p in event.roles if p.role == "value"), key=lambda p: p.score, default=None)
    if event.type != "count_claim" or value is None or not _is_here(stage, value):
        return event
    wins = _HAS_WON.search(stage.scene.text, 0, value.span.start - stage.base)
    if wins is None:
        return event
    measure = SeenRole("measure", Span(stage.base + wins.start(), stage.base + wins.end()), value.score)
    return replace(event, roles=(*(p for p in event.roles if p.role != "measure"), measure))


def _recut(part: SeenRole, value: Span, number: Span) -> SeenRole:
    if part.span == value:
        return replace(part, span=number)
    return replace(part, span=Span(number.end, part.span.end)) if part.role == "measure" and part.span.start == value.end else part


def _each_worth(stage: Stage, event: SeenEvent) -> tuple[SeenEvent, ...]:
    """估值从12亿美元降到7亿美元 is two: what it was worth then, with the time before that sum, and what it is worth now."""
    sums = sorted((p for p in event.roles if p.role == "amount" and p.score >= _SURE), key=lambda p: p.span)
    inside = event.type == "valuation" and len(sums) == 2 and all(_is_here(stage, p) for p in sums)
    if not inside or sums[0].span.end > sums[1].span.start:
        return (event,)
    old, new = (Span(p.span.start - stage.base, p.span.end - stage.base) for p in sums)
    was = _WAS.search(stage.scene.text, 0, old.start)
    if was is None or not _HAS_BECOME.fullmatch(stage.scene.text, old.end, new.start):
        return (event,)
    then = [p for p in event.roles if p.role == "time" and stage.base + was.start() <= p.span.start < sums[0].span.start]
    others = [p for p in event.roles if p.role != "amount" and p not in then]
    return (
        replace(event, roles=(*(p for p in others if p.role != "time" or not then), *then, sums[0])),
        replace(event, trigger=sums[1].span, roles=(*others, sums[1])),
    )


def _is_here(stage: Stage, part: SeenRole) -> bool:
    return stage.base <= part.span.start < stage.base + len(stage.scene.text)


def _between(stage: Stage, spans: Sequence[Span]) -> tuple[int, int]:
    return spans[0].end - stage.base, spans[1].start - stage.base


def _named(part: SeenRole, names: Sequence[Span]) -> Span | None:
    return next((n for n in names if n.contains(part.span)), None)


def _of_row(stage: Stage, event: SeenEvent, names: Sequence[Span], shared: dict[Span, float]) -> SeenEvent:
    """A figure whose measure is a name: whose it is where it stands right behind it, with the measure the row has named before."""
    measures = [p for p in event.roles if p.role == "measure"]
    best = max(measures, key=lambda p: p.score, default=None)
    name = _named(best, names) if best else None
    if best is None or name is None:
        return event
    roles = [p for p in event.roles if p.role != "measure" or _named(p, names) is None]
    told = next((p.span for p in event.roles if p.role in ("value", "rank")), event.trigger)
    owner = _beside(stage, names, told)
    if owner == name:
        roles = [*(p for p in roles if p.role != "subject"), SeenRole("subject", owner, best.score)]
    row = max((s for s in shared if owner and s.end <= owner.start), key=lambda s: shared[s], default=None)
    if row is not None and all(p.score < _OWN for p in roles if p.role == "measure"):
        roles = [*(p for p in roles if p.role != "measure"), SeenRole("measure", row, best.score)]
    return replace(event, roles=tuple(roles))


def _of_the_whole(stage: Stage, event: SeenEvent, events: Sequence[SeenEvent]) -> SeenEvent:
    """交付2.1万辆，其中云雀贡献1.5万辆: what is a part of a figure is measured as that."""
    text, base = stage.scene.text, stage.base
    measures = [p for p in event.roles if p.role == "measure"]
    part = next((p for p in measures if _CONTRIBUTED.fullmatch(text, p.span.start - base, p.span.end - base)), None)
    if part is None or any(p is not part and p.span.contains(part.span) for p in measures):  # 云业务贡献
        return event
    counter = text[event.trigger.end - base - 1]
    before = [e for e in events if e.type == "metric" and e.trigger.end <= event.trigger.start]
    earlier = [e for e in before if e.trigger.start >= base and text[e.trigger.end - base - 1] == counter]
    whole = max(earlier, key=lambda e: e.trigger.end, default=None)
    measure = max((p for p in whole.roles if p.role == "measure"), key=lambda p: p.score, default=None) if whole else None
    if whole is None or measure is None:
        return event
    if not _OF_WHICH.fullmatch(text, whole.trigger.end - base, event.trigger.start - base):
        return event
    return replace(event, roles=(*(p for p in event.roles if p.role != "measure"), replace(measure, score=part.score)))


def _beside(stage: Stage, names: Sequence[Span], told: Span) -> Span | None:
    """The name that stands right before a figure."""
    text, base = stage.scene.text, stage.base
    before = (n for n in names if n.end <= told.start and told.start - base <= len(text))
    return next((n for n in before if _BESIDE.fullmatch(text, n.end - base, told.start - base)), None)


def won(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of a sentence with 中标32个项目，居第三 as a tender, with its count and place."""
    counts = [f for f in findings if f.event_type in ("metric", "count_claim") and _is_won(f)]
    places = [f for f in findings if f.event_type == "metric" and f.values("rank") and not f.values("value")]
    found: list[Finding] = []
    for finding in findings:
        if finding in counts:
            mine = [p for p in places if p.trigger > finding.trigger and _same_subject(finding, p)]
            found.append(_tenders(finding, mine[:1]))
        elif not any(finding in places and c.trigger < finding.trigger and _same_subject(c, finding) for c in counts):
            found.append(finding)
    return found


def _is_won(finding: Finding) -> bool:
    counted = any(i.amount and not i.amount.amount.currency for i in finding.values("value"))
    return counted and any(_WON.fullmatch(i.text) for i in finding.values("measure"))


def _same_subject(one: Finding, other: Finding) -> bool:
    return bool({i.key for i in one.values("subject")} & {i.key for i in other.values("subject")})


def _tenders(finding: Finding, places: Sequence[Finding]) -> Finding:
    names = {"subject": "org", "value": "count"}
    roles = [Role(names[r.role], r.item) for r in finding.roles if r.role in names]
    roles += [Role("rank", i) for p in places for i in p.values("rank")]
    return replace(finding, event_type="bid_wins", roles=tuple(roles))


def of_the_firm(scene: Scene, finding: Finding) -> Finding:
    """员工170人, 亏损1.9亿元 behind a sentence on a product or a person: the firm's, which is named here or was before."""
    subjects = finding.values("subject")
    unsure = finding.support is not None and finding.support < _GUESSED
    if finding.event_type != "metric" or len(subjects) != 1 or subjects[0].span or not unsure:
        return finding
    books = _BOOKS.get(subjects[0].name.kind) if subjects[0].name else None
    if books is None or not any(books.fullmatch(i.text) for i in finding.values("measure")):
        return finding
    firm = _firm_before(scene, finding.trigger.start) or scene.discourse.story.about()
    rest = tuple(r for r in finding.roles if r.role != "subject")
    return replace(finding, roles=(*rest, Role("subject", firm))) if firm else finding


def told_as_such(scene: Scene, finding: Finding) -> Finding | None:
    """35亿元（5亿美元），预估34亿元: neither the same sum in other money nor what was expected is a figure of its own."""
    value = next((i for i in finding.values("value") if i.span), None)
    if finding.event_type != "metric" or value is None or value.span is None or value.amount is None:
        return finding
    again = value.amount.amount.currency and _IN_OTHER_MONEY.search(scene.text, 0, value.span.start)
    return None if again or _EXPECTED.search(scene.text, 0, value.span.start) else finding


def _firm_before(scene: Scene, position: int) -> Item | None:
    """The firm that the sentence named last before a position, but for one that the figure only comes from."""
    firms = [p for p in scene.phrases if p.letter == "O" and p.span.end <= position and not is_source(scene.text, p.span)]
    firms = [p for p in firms if not _OBLIQUE.search(scene.text, 0, p.span.start)]
    return firms[-1].items[0] if firms and len(firms[-1].items) == 1 else None
