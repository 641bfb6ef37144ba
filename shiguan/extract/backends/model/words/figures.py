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
_OBLIQUE = re.compile("[与和同跟比较向对给被从把将][^，,。；]{0,4}$")
_OWN = 0.4  # from which score on a figure has a measure of its own
_GUESSED = 0.6
"""Where all its parts are surer, the network has reasons for them: a product may have a turnover of its own."""


def in_rows(stage: Stage, events: Sequence[SeenEvent]) -> list[SeenEvent]:
    """The events of a sentence, figures with the measure that their row shares: 月活：甲4100万，乙2750万.

    A name is no measure: it is whose the figure behind it is.
    """
    events = [each for e in events for each in _each_figure(stage, e)]
    spans = [p.span for p in stage.scene.phrases if p.letter in "OPD" and not p.pronoun]
    names = [Span(stage.base + s.start, stage.base + s.end) for s in spans]
    shared: dict[Span, float] = {}
    for part in (p for e in events if e.type == "metric" for p in e.roles if p.role == "measure" and _named(p, names) is None):
        shared[part.span] = shared.get(part.span, 0.0) + part.score
    return [_of_row(stage, e, names, shared) if e.type == "metric" else e for e in events]


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


def _firm_before(scene: Scene, position: int) -> Item | None:
    """The firm that the sentence named last before a position, but for one that the figure only comes from."""
    firms = [p for p in scene.phrases if p.letter == "O" and p.span.end <= position and not is_source(scene.text, p.span)]
    firms = [p for p in firms if not _OBLIQUE.search(scene.text, 0, p.span.start)]
    return firms[-1].items[0] if firms and len(firms[-1].items) == 1 else None
