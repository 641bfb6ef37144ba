"""What the network saw in a sentence, as findings: its spans tied to the names, times and amounts that the rules read there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shiguan.extract.backends.model.fillers import CLOSING, RANKED, fillers, items
from shiguan.extract.backends.model.labels import CERTAINTIES
from shiguan.extract.backends.model.sight import SeenEvent, SeenRole
from shiguan.extract.backends.model.stage import Stage
from shiguan.extract.backends.model.understood import is_alone, understood
from shiguan.extract.backends.model.words.employers import without_misplaced
from shiguan.extract.backends.model.words.figures import in_rows
from shiguan.extract.backends.model.words.parties import in_one_suit, settled
from shiguan.extract.backends.model.words.speakers import SAID, SAYING, saying, without_listeners
from shiguan.extract.backends.rules.dating import refuted
from shiguan.extract.backends.rules.events.metric import unit_of
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.extract.times import TimeMatch
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from shiguan.vocabulary import EventType
from shiguan.vocabulary.families import FIGURES, OF_A_PERIOD, PERSONAL

_CLAUSE_ENDS = frozenset("，,；;。！!？?：:")
_SILENT = re.compile("置评|[未没]有?(?:作出|做出)?(?:回应|评论|提到|提及)|(?:拒绝|不作|不做|不予)(?:回应|评论)|declined to comment")
"""Who says nothing denies nothing."""
_DENIES = re.compile(
    r"[否谣不没未无非假虚莫驳误勿]|澄清|\b(?:no|not|never|false|untrue)\b|\b(?:den|refut|dismiss|reject)|n't", re.IGNORECASE
)
_TO_COME = re.compile(
    r"将(?!近)|[会拟欲预料估望盼要]|计划|目标|可能|未来|力争|争取|[明后]年|年[底末]|届时|"
    r"\b(?:will|would|expect|forecast|target|plan|aim|project|by)",
    re.IGNORECASE,
)
SURE = 0.4
_NEARLY = 0.2
_CLEARLY = 0.1  # so much surer is what is no chance
_ALIKE = 0.6  # of several persons of one trigger those are meant that are nearly as sure as the surest
_DISTRIBUTED = dict.fromkeys(PERSONAL, "person") | {
    "product_release": "product",
    "product_shutdown": "product",
    "layoff": "unit",
    "bid_wins": "org",
}
"""Several values of this role make several events."""
_APART = {
    "acquisition": ("acquirer", "target"),
    "lawsuit": ("plaintiff", "defendant"),
    "departure": ("org", "destination_org"),
    "funding": ("org", "investors"),
    "listing": ("org", "exchange"),
    "bid_wins": ("org", "issuer", "subject"),
}
"""Roles that one name cannot both play."""
_ITSELF = {"funding": ("org", "investors"), "departure": ("org", "destination_org"), "lawsuit": ("plaintiff", "defendant")}
"""Of these not by a pronoun either, nor as two readers have it: the second yields."""
_OF_SEVERAL = re.compile(r"[两二三四五六七八九十几\d]+[位名个](?:原|前)?[^，,。；]{0,6}$")
_PAIRED = ("position", "org", "time", "destination_org", "count", "reason", "kind", "rank")
"""Roles that go with one value of the distributed role where each has its own."""


def findings(stage: Stage, events: Sequence[SeenEvent]) -> Iterator[Finding]:
    """The findings of the events whose triggers stand in the scene's sentence."""
    for event in (_without_others_house(e, events) for e in in_one_suit(in_rows(stage, events), stage.sentence_of)):
        for parts in _distributed(event, stage):
            finding = _finding(stage, event, parts)
            if finding:
                yield finding


def _without_others_house(event: SeenEvent, events: Sequence[SeenEvent]) -> SeenEvent:
    """A departure without the destination that another one of the sentence leaves more surely: 甲离职、乙公司的丙离职."""
    others = [o for o in events if o.type == event.type == "departure" and o.trigger != event.trigger]
    left = {r.span: r.score for o in others for r in sorted(o.roles, key=lambda r: r.score) if r.role == "org"}
    roles = tuple(r for r in event.roles if r.role != "destination_org" or r.score > left.get(r.span, 0.0) - _CLEARLY)
    return replace(event, roles=roles)


def _distributed(event: SeenEvent, stage: Stage) -> Iterator[tuple[SeenRole, ...]]:
    """The roles of each event that the trigger tells: one a person, product or unit, each with what stands nearest to it."""
    role = _DISTRIBUTED.get(event.type)
    heads = [r for r in event.roles if r.role == role and r.score >= SURE]
    heads = [h for h in heads if h.score >= _ALIKE * max(r.score for r in heads)]
    heads = [h for h in heads if not _is_other_form(stage, h, heads)]
    if len(heads) < 2:
        yield tuple(r for r in event.roles if r.role != role or r in heads or not heads)
        return
    whole = {h.span for h in heads}
    rest = [r for r in event.roles if r.role != role and r.score >= SURE]
    rest = [r for r in rest if r.role not in _APART.get(event.type, ()) or r.span not in whole]
    # Of several people each has a post of his own, unless they are told to share one: 两位副总裁.
    rest = [r for r in rest if r.role != "position" or _is_shared(stage, r)]
    for head in heads:
        yield (head, *(r for r in rest if _belongs(r, head, heads, rest)))


def _is_shared(stage: Stage, part: SeenRole) -> bool:
    """Whether a post stands in the sentence itself, or as that of several: 两位副总裁将离任。"""
    told = stage.of(part.span)
    return told is not None and (told[0] is stage.scene or bool(_OF_SEVERAL.search(told[0].text, 0, told[1].start)))


def _is_other_form(stage: Stage, head: SeenRole, heads: list[SeenRole]) -> bool:
    """Whether a name in brackets right behind another one of its role is only its other form: 王远（Wang Yuan）."""
    place = stage.sentence_of(head.span)
    if place is None or head.role != "person" or place[0][place[1].start - 1 : place[1].start] not in ("（", "("):
        return False
    nickname = place[0][place[1].start - 2 : place[1].start - 1] in CLOSING
    return not nickname and any(other.span.end == head.span.start - 1 for other in heads)


def _belongs(part: SeenRole, head: SeenRole, heads: list[SeenRole], rest: list[SeenRole]) -> bool:
    """Whether a part is the head's own: parts that all heads share stand before the first or behind the last of them."""
    if part.role not in _PAIRED:
        return True
    same = [r for r in rest if r.role == part.role]
    first, last = min(h.span.start for h in heads), max(h.span.end for h in heads)
    if len(same) == 1 and (part.span.start >= last or (part.span.end <= first and part.role != "position")):
        return True
    return min(heads, key=lambda h: _gap(part.span, h.span)) is head


def _gap(part: Span, head: Span) -> float:
    """Distance; what stands right before a name belongs to it rather than to the one before."""
    return head.start - part.end if part.end <= head.start else part.start - head.end + 0.5


def _finding(stage: Stage, event: SeenEvent, parts: Sequence[SeenRole]) -> Finding | None:
    event_type = stage.vocabulary.events[event.type]
    parts, no_employers = without_misplaced(event.type, event.trigger, parts, stage.sentence_of)
    parts = settled(event, without_listeners(parts, stage.sentence_of), stage.sentence_of)
    parts = _sure(stage, _apart(stage, event.type, [*parts, *_figure(event, parts)]), event_type.keys or SAYING)
    by_role: dict[str, list[SeenRole]] = {}
    for part in parts:
        by_role.setdefault(part.role, []).append(part)
    roles: list[Role] = []
    for name, found in by_role.items():
        if name == "time" or (name == "speaker" and event.type not in SAID):
            continue
        kept = found if event_type.role(name).many else [_best(stage, found, event)]
        for part in kept:
            roles += [Role(name, item) for item in fillers(stage, event.trigger, part, event_type)]
    roles = without_itself(event.type, roles)
    roles += understood(stage, event, roles, no_employers)
    roles += saying(stage.scene, event.type, roles)
    roles = [Role("rank", r.item) if r.role == "value" and RANKED.match(r.item.text) else r for r in roles]
    roles += _units(event.type, roles)
    if not _complete(stage.scene, event_type, roles) or (event.type in SAID and not any(r.role == "gist" for r in roles)):
        return None
    times = [t for part in by_role.get("time", ()) if (t := _time(stage, part.span)) and not _elsewhere(stage, event, part, t)]
    when = min((t for t in times if t.valid_time), key=_width, default=None)
    if when and event.type in OF_A_PERIOD:
        roles.append(Role("period", Item(None, when.text, time=when)))
    speaker = next((i.text for part in by_role.get("speaker", ()) for i in items(stage, part, event_type)), None)
    trigger = Span(event.trigger.start - stage.base, event.trigger.end - stage.base)
    certainty, polarity = stance_of(event, stage.scene.text)
    evidence = _evidence(stage, event, parts)
    if polarity is Polarity.NEGATED and _SILENT.search(evidence.of(stage.scene.text)):
        return None
    return Finding(
        event.type,
        tuple({(r.role, r.item.key): r for r in reversed(roles)}.values())[::-1],
        trigger,
        evidence,
        event.score,
        certainty,
        polarity,
        when.valid_time if when else None,
        speaker=speaker,
        support=_support(parts, event_type),
    )


def _figure(event: SeenEvent, parts: Sequence[SeenRole]) -> Iterator[SeenRole]:
    """Of a figure the words that tell it, where the network sees no value: they are what is told."""
    if event.type in FIGURES and not any(p.role in ("value", "rank") for p in parts):
        yield SeenRole("value", event.trigger, event.score)


def _support(parts: Sequence[SeenRole], event_type: EventType) -> float:
    """How sure the network is of the least sure key participant; of one it does not see, half."""
    best = [max((p.score for p in parts if p.role in choice), default=0.5) for choice in event_type.keys]
    return min(best, default=0.5)


def _apart(stage: Stage, event_type: str, parts: Sequence[SeenRole]) -> list[SeenRole]:
    """The parts without those whose name is surer of the opposite role."""
    pair = _APART.get(event_type, ())
    best: dict[str, SeenRole] = {}
    for part in (p for p in parts if p.role in pair):
        name = _wording(stage, part)
        if name not in best or part.score > best[name].score:
            best[name] = part
    return [p for p in parts if p.role not in pair or p.role == best[_wording(stage, p)].role]


def without_itself(event_type: str, roles: Sequence[Role]) -> list[Role]:
    """The roles but for a firm that would invest in itself, be joined by who leaves it, or sue itself."""
    first, other = _ITSELF.get(event_type, ("", ""))
    own = {r.item.key for r in roles if r.role == first}
    return [r for r in roles if r.role != other or r.item.key not in own]


def _wording(stage: Stage, part: SeenRole) -> str:
    """The words of a part, or of what it refers to; its place where it stands in no sentence."""
    span = part.refers or part.span
    told = stage.of(span)
    return told[1].of(told[0].text) if told else repr(span)


def _sure(stage: Stage, parts: Sequence[SeenRole], keys: Sequence[Sequence[str]]) -> list[SeenRole]:
    """The parts the network is sure of; where it is sure of none of a choice without which there is no claim, the best it has.

    What is named twice, or in short and in full, is as likely as both together.
    """
    sure = [p for p in parts if p.score >= SURE]
    told = {p.role for p in sure}
    likely: dict[str, list[SeenRole]] = {}
    for part in parts:
        if any(part.role in choice and told.isdisjoint(choice) for choice in keys):
            likely.setdefault(part.role, []).append(part)
    best = [max(found, key=lambda p: (_together(stage, p, found), p.score)) for found in likely.values()]
    return sure + best


def _together(stage: Stage, part: SeenRole, others: Sequence[SeenRole]) -> float:
    name = _wording(stage, part)
    return sum(o.score for o in others if o.role == part.role and ((other := _wording(stage, o)) in name or name in other))


def stance_of(event: SeenEvent, sentence: str) -> tuple[Certainty, Polarity]:
    """The likeliest certainty of those that the sentence has words for, and whether the event is negated."""
    unsaid = set() if _DENIES.search(sentence) else {Certainty.DENIED}
    if event.type in FIGURES and not _TO_COME.search(sentence):
        unsaid |= {Certainty.PLANNED, Certainty.FORECAST}
    likelihood = {Certainty(name): p for name, p in zip(CERTAINTIES, event.certainty, strict=True)}
    certainty = max((c for c in likelihood if c not in unsaid), key=likelihood.__getitem__)
    negated = event.negated > 0.5 or certainty is Certainty.DENIED
    return certainty, Polarity.NEGATED if negated else Polarity.AFFIRMED


def _best(stage: Stage, found: list[SeenRole], event: SeenEvent) -> SeenRole:
    """Of the values nearly as sure as the surest the nearest to the trigger, and of its sentence where that has one."""
    surest = max(r.score for r in found)
    likely = [r for r in found if r.score > surest - _NEARLY]
    here = stage.scene.line.sentence.span
    return min([r for r in likely if here.contains(r.span)] or likely, key=lambda r: _gap(r.span, event.trigger))


def _complete(scene: Scene, event_type: EventType, roles: Sequence[Role]) -> bool:
    told = {r.role for r in roles}
    alone = event_type.name == "acquisition" and is_alone(scene, roles)
    return all(any(k in told or (k == "acquirer" and alone) for k in choice) for choice in event_type.keys)


def _time(stage: Stage, span: Span) -> TimeMatch | None:
    place = stage.of(span)
    if place is None:
        return None
    scene, inside = place
    return max(
        (t for t in scene.line.times if t.span.overlaps(inside)),
        key=lambda t: min(t.span.end, inside.end) - max(t.span.start, inside.start),
        default=None,
    )


def _elsewhere(stage: Stage, event: SeenEvent, part: SeenRole, match: TimeMatch) -> bool:
    """Whether a time is that of something else by the words around it; 上年同期 is said for what stands in its sentence."""
    if not stage.base <= part.span.start < stage.base + len(stage.scene.text):
        return match.text.endswith("同期")
    trigger = Span(event.trigger.start - stage.base, event.trigger.end - stage.base)
    return event.type not in FIGURES and refuted(stage.scene, match.span, trigger, event.type)


def _width(match: TimeMatch) -> int:
    when = match.valid_time
    if when is None or when.start is None or when.end is None:
        return 10**6
    return (when.end - when.start).days


def _units(event_type: str, roles: Sequence[Role]) -> Iterator[Role]:
    """The unit of a figure."""
    if event_type == "metric":
        value = next((r.item for r in roles if r.role == "value"), None)
        unit = unit_of(value) if value else None
        if unit:
            yield Role("unit", unit)


def _evidence(stage: Stage, event: SeenEvent, parts: Sequence[SeenRole]) -> Span:
    """The clauses of the sentence that hold the trigger and what plays a part."""
    text, base = stage.scene.text, stage.base
    inside = [
        p.span for p in parts if base <= p.span.start and p.span.end <= base + len(text) and p.role not in ("speaker", "time")
    ]
    start = min(s.start for s in (event.trigger, *inside)) - base
    end = max(s.end for s in (event.trigger, *inside)) - base
    while start > 0 and text[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    while end < len(text) and text[end] not in _CLAUSE_ENDS:
        end += 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def by_sentence(events: Sequence[SeenEvent], scene: Scene) -> list[SeenEvent]:
    """The events whose triggers stand in a scene's sentence."""
    whole = scene.line.sentence.span
    return [e for e in events if whole.start <= e.trigger.start < whole.end]
