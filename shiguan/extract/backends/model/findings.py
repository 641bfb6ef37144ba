"""What the network saw in a sentence, as findings: its spans tied to the names, times and amounts that the rules read there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shiguan.extract.amounts import parse_amounts
from shiguan.extract.backends.model.employers import without_misplaced
from shiguan.extract.backends.model.labels import CERTAINTIES, REFERRING
from shiguan.extract.backends.model.sight import SeenEvent, SeenRole
from shiguan.extract.backends.rules.events.metric import unit_of
from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.extract.times import TimeMatch
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import EventType, Vocabulary
from shiguan.vocabulary.families import FIGURES, OF_A_PERIOD, PERSONAL

_CLAUSE_ENDS = frozenset("，,；;。！!？?：:")
_KINDS = {"person": MentionKind.PERSON, "org": MentionKind.ORG, "product": MentionKind.PRODUCT}
_PLACE = re.compile(r"第[一二三四五六七八九十百\d]+|前[一二三四五六七八九十百\d]+|榜首|首位|冠军|亚军|季军")
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
_OPENING, _CLOSING = frozenset("“《「『（("), frozenset("”》」』）)")
_LATIN_RUN = re.compile(r" [A-Z][a-z]+")  # what comes before it is half a name
SURE = 0.4
_NEARLY = 0.2
_ALIKE = 0.6  # of several persons of one trigger those are meant that are nearly as sure as the surest
EXACT = ("前者", "后者", "双方", "两人", "二人", "三人", "他们", "她们")
"""Pronouns whose meaning the rules work out from what was named side by side."""
_DISTRIBUTED = dict.fromkeys(PERSONAL, "person") | {"product_release": "product", "product_shutdown": "product", "layoff": "unit"}
"""Several values of this role make several events."""
_APART = {
    "acquisition": ("acquirer", "target"),
    "lawsuit": ("plaintiff", "defendant"),
    "departure": ("org", "destination_org"),
    "funding": ("org", "investors"),
}
"""Roles that one name cannot both play."""
_PAIRED = ("position", "org", "time", "destination_org", "count", "reason", "kind")
"""Roles that go with one value of the distributed role where each has its own."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene with the ones before it, to find what a role in an earlier sentence is; and the vocabulary's event types."""

    scene: Scene
    earlier: Sequence[Scene]
    vocabulary: Vocabulary

    @property
    def base(self) -> int:
        """Where the sentence begins in the document."""
        return self.scene.line.sentence.span.start

    def of(self, span: Span) -> tuple[Scene, Span] | None:
        """The scene a span of the document stands in, with its place in that sentence."""
        for scene in (self.scene, *reversed(self.earlier)):
            whole = scene.line.sentence.span
            if whole.start <= span.start and span.end <= whole.end:
                return scene, Span(span.start - whole.start, span.end - whole.start)
        return None

    def sentence_of(self, span: Span) -> tuple[str, Span] | None:
        """The sentence that a span of the document stands in, with its place there."""
        place = self.of(span)
        return (place[0].text, place[1]) if place else None


def findings(stage: Stage, events: Sequence[SeenEvent]) -> Iterator[Finding]:
    """The findings of the events whose triggers stand in the scene's sentence."""
    for event in events:
        for parts in _distributed(event):
            finding = _finding(stage, event, parts)
            if finding:
                yield finding


def _distributed(event: SeenEvent) -> Iterator[tuple[SeenRole, ...]]:
    """The roles of each event that the trigger tells: one a person, product or unit, each with what stands nearest to it."""
    role = _DISTRIBUTED.get(event.type)
    heads = [r for r in event.roles if r.role == role and r.score >= SURE]
    heads = [h for h in heads if h.score >= _ALIKE * max(r.score for r in heads)]
    if len(heads) < 2:
        yield tuple(r for r in event.roles if r.role != role or r in heads or not heads)
        return
    rest = [r for r in event.roles if r.role != role and r.score >= SURE]
    for head in heads:
        yield (head, *(r for r in rest if _belongs(r, head, heads, rest)))


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
    parts, no_employers = without_misplaced(event.type, parts, stage.sentence_of)
    parts = _sure(stage, _apart(stage, event.type, parts), {k for choice in event_type.keys for k in choice})
    by_role: dict[str, list[SeenRole]] = {}
    for part in parts:
        by_role.setdefault(part.role, []).append(part)
    roles: list[Role] = []
    for name, found in by_role.items():
        if name in ("time", "speaker"):
            continue
        kept = found if event_type.role(name).many else [_best(found, event)]
        for part in kept:
            roles += [Role(name, item) for item in _items(stage, part, event_type)]
    roles += _understood(stage, event, roles, no_employers)
    roles = [Role("rank", r.item) if r.role == "value" and _PLACE.match(r.item.text) else r for r in roles]
    roles += _units(event.type, roles)
    if not _complete(event_type, roles):
        return None
    times = [t for part in by_role.get("time", ()) if (t := _time(stage, part.span))]
    when = min((t for t in times if t.valid_time), key=_width, default=None)
    if when and event.type in OF_A_PERIOD:
        roles.append(Role("period", Item(None, when.text, time=when)))
    speaker = next((i.text for part in by_role.get("speaker", ()) for i in _items(stage, part, event_type)), None)
    trigger = Span(event.trigger.start - stage.base, event.trigger.end - stage.base)
    certainty, polarity = stance_of(event, stage.scene.text)
    evidence = _evidence(stage, event, parts)
    if polarity is Polarity.NEGATED and _SILENT.search(evidence.of(stage.scene.text)):
        return None
    return Finding(
        event.type,
        tuple(dict.fromkeys(roles)),
        trigger,
        evidence,
        event.score,
        certainty,
        polarity,
        when.valid_time if when else None,
        speaker=speaker,
        support=_support(parts, event_type),
    )


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


def _wording(stage: Stage, part: SeenRole) -> str:
    """The words of a part, or of what it refers to; its place where it stands in no sentence."""
    span = part.refers or part.span
    told = stage.of(span)
    return told[1].of(told[0].text) if told else repr(span)


def _sure(stage: Stage, parts: Sequence[SeenRole], keys: set[str]) -> list[SeenRole]:
    """The parts the network is sure of; for a participant without which there is no claim, the best it has.

    What is named twice, or in short and in full, is as likely as both together.
    """
    sure = [p for p in parts if p.score >= SURE]
    told = {p.role for p in sure}
    likely: dict[str, list[SeenRole]] = {}
    for part in parts:
        if part.role in keys - told:
            likely.setdefault(part.role, []).append(part)
    return sure + [max(found, key=lambda p: (_together(stage, p, found), p.score)) for found in likely.values()]


def _together(stage: Stage, part: SeenRole, others: Sequence[SeenRole]) -> float:
    name = _wording(stage, part)
    return sum(o.score for o in others if (other := _wording(stage, o)) in name or name in other)


def stance_of(event: SeenEvent, sentence: str) -> tuple[Certainty, Polarity]:
    """The likeliest certainty of those that the sentence has words for, and whether the event is negated."""
    unsaid = set() if _DENIES.search(sentence) else {Certainty.DENIED}
    if event.type in FIGURES and not _TO_COME.search(sentence):
        unsaid |= {Certainty.PLANNED, Certainty.FORECAST}
    likelihood = {Certainty(name): p for name, p in zip(CERTAINTIES, event.certainty, strict=True)}
    certainty = max((c for c in likelihood if c not in unsaid), key=likelihood.__getitem__)
    negated = event.negated > 0.5 or certainty is Certainty.DENIED
    return certainty, Polarity.NEGATED if negated else Polarity.AFFIRMED


def _best(found: list[SeenRole], event: SeenEvent) -> SeenRole:
    """Of the values nearly as sure as the surest the one nearest to the trigger."""
    surest = max(r.score for r in found)
    return min((r for r in found if r.score > surest - _NEARLY), key=lambda r: _gap(r.span, event.trigger))


def _complete(event_type: EventType, roles: Sequence[Role]) -> bool:
    told = {r.role for r in roles}
    return all(any(k in told for k in choice) for choice in event_type.keys)


def _items(stage: Stage, part: SeenRole, event_type: EventType) -> tuple[Item, ...]:
    """What a role's span names; of a pronoun what it refers to, where the network sees that."""
    exact = (told := stage.of(part.span)) is not None and told[1].of(told[0].text) in EXACT
    place = told if exact or part.refers is None else stage.of(part.refers)
    if place is None:
        return ()
    scene, span = place
    role = event_type.role(part.role) if part.role not in ("speaker",) else None
    kind = role.kind if role else "org"
    if kind == "amount" and not (event_type.name == "metric" and _PLACE.match(span.of(scene.text))):
        return _amount(scene, span, here=scene is stage.scene)
    names = ("person", "org", "product") if part.role in ("speaker", "subject", "plaintiff", "defendant") else (kind,)
    found = next((items for k in names if (items := _named(scene, span, k))), None)
    if found is None:
        named = _KINDS.get(kind)
        span = span if part.role in ("value", "rank", "amount", "count") else _whole(scene, span, words=kind != "person")
        text = span.of(scene.text)
        if not text or (named and (REFERRING.fullmatch(text) or len(text) < 2 or _LATIN_RUN.match(scene.text, span.end))):
            return ()
        found = (Item(span, text, Name(named, text, text) if named else None),)
    return found if scene is stage.scene else tuple(i.elsewhere() for i in found)


def _whole(scene: Scene, span: Span, words: bool) -> Span:
    """A span without the time or amount it reaches into and the marks around it, and with the rest of the ``words`` it cuts."""
    start, end = span.start, span.end
    for phrase in scene.phrases:
        if phrase.letter in "WN" and phrase.span.start <= start < phrase.span.end < end:
            start = phrase.span.end
        elif phrase.letter in "WN" and start < phrase.span.start < end <= phrase.span.end:
            end = phrase.span.start
    text = scene.text
    while start < end and not text[start].isalnum() and text[start] not in _OPENING:
        start += 1
    while start < end and not text[end - 1].isalnum() and text[end - 1] not in _CLOSING:
        end -= 1
    for token in scene.line.tokens if words else ():
        if any(p.span.overlaps(token.span) for p in scene.phrases):
            continue
        if start <= token.span.start < end < token.span.end:
            end = token.span.end
        elif token.span.start < start < token.span.end <= end:
            start = token.span.start
    return Span(start, end)


def _named(scene: Scene, span: Span, kind: str) -> tuple[Item, ...] | None:
    """The names of a kind that the rules have where the network saw one."""
    wanted = _KINDS.get(kind)
    best: tuple[float, tuple[Item, ...]] | None = None
    for phrase in scene.phrases:
        if not phrase.span.overlaps(span):
            continue
        for items, place in _candidates(phrase):
            if place is None or not place.overlaps(span):
                continue
            named = items[0].name
            if named is None or (
                wanted and named.kind is not wanted and not (wanted is MentionKind.ORG and named.kind is MentionKind.GROUP)
            ):
                continue
            shared = min(place.end, span.end) - max(place.start, span.start)
            sizes = sorted((place.end - place.start, span.end - span.start))
            if 2 * shared >= sizes[0] and (best is None or shared / sizes[1] > best[0]):
                best = (shared / sizes[1], items)
    return best[1] if best else None


def _candidates(phrase: Phrase) -> Iterator[tuple[tuple[Item, ...], Span | None]]:
    if phrase.pronoun:
        yield phrase.items, phrase.span
        return
    for item in phrase.items:
        yield (item,), item.span
        if item.org:
            yield (item.org,), item.org.span


def _amount(scene: Scene, span: Span, *, here: bool) -> tuple[Item, ...]:
    for phrase in scene.phrases:
        if phrase.letter == "N" and phrase.span.overlaps(span):
            return phrase.items if here else tuple(i.elsewhere() for i in phrase.items)
    # In the sentence first: 至少 stands before what the network takes for the figure.
    for text, start in ((scene.text, 0), (span.of(scene.text), span.start)):
        for match in parse_amounts(text):
            place = Span(start + match.span.start, start + match.span.end)
            if place.overlaps(span):
                return (Item(place if here else None, match.text, amount=match),)
    return ()


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


def _width(match: TimeMatch) -> int:
    when = match.valid_time
    if when is None or when.start is None or when.end is None:
        return 10**6
    return (when.end - when.start).days


def _understood(stage: Stage, event: SeenEvent, roles: list[Role], no_employers: frozenset[str]) -> Iterator[Role]:
    """The employer or maker that the sentence leaves out, from what came before it; none of ``no_employers``."""
    told = {r.role for r in roles}
    scene = stage.scene
    trigger = next((i for i, o in enumerate(scene.skeleton.origins) if o.end > event.trigger.start - stage.base), 0)
    keys = {k for choice in stage.vocabulary.events[event.type].keys for k in choice}
    if "org" in keys and "org" not in told and event.type != "founding":
        person = next((r.item for r in roles if r.role == "person"), None)
        taken = no_employers.union(r.item.text for r in roles)
        if event.type == "departure" and person:
            employer = scene.discourse.employer(person)
            if (employer is None or employer.text in taken) and _is_somebodys(scene, person, event.trigger.end - stage.base):
                return
            found = (employer,) if employer and employer.text not in taken else scene.agent(trigger, taken)
        else:
            found = scene.agent(trigger, taken)
        yield from (Role("org", replace(o, span=None) if o.span else o) for o in found[:1])


def _is_somebodys(scene: Scene, person: Item, told: int) -> bool:
    """Whether somebody is called by an organisation that is not known for one: of X的顾南舟 nobody else is the employer.

    Not so 离职的顾南舟; ``told`` is where the words of the event end.
    """
    start = person.span.start if person.span else 0
    return scene.text[:start].endswith("的") and told != start - 1 and not any(p.span.end == start - 1 for p in scene.phrases)


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
