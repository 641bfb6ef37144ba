"""What fills a role: a span that the network saw, tied to the names, times and amounts that the rules read there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from shiguan.extract.amounts import parse_amounts, parse_quantity
from shiguan.extract.backends.model.labels import REFERRING
from shiguan.extract.backends.model.names import is_a_word
from shiguan.extract.backends.model.sight import SeenRole
from shiguan.extract.backends.model.stage import Stage
from shiguan.extract.backends.model.words.parties import HEADS
from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.extract.backends.rules.scene import Scene
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import EventType
from shiguan.vocabulary.families import FIGURES

_KINDS = {"person": MentionKind.PERSON, "org": MentionKind.ORG, "product": MentionKind.PRODUCT}
RANKED = re.compile(r"第[一二三四五六七八九十百\d]+|前[一二三四五六七八九十百\d]+|榜首|首位|冠军|亚军|季军")
_SAID_APART = frozenset("，,；;。！!？?：:“”「」\n")
_CLAUSES = ("gist", "cause")
"""Roles that are told in clauses, with the times and figures in them."""
_NEARLY_ALL = 0.8
_LIKELY = 0.6  # below which a known person's name is no firm's
_OPENING, CLOSING = frozenset("“《「『（("), frozenset("”》」』）)")
_SIGNS = frozenset("$€£¥￥%％‰")
"""Marks that are a part of a sum or a share."""
_OF_GROUP = re.compile(r"(?i:top) ?\d+|(?:前?[一二两三四五六七八九十百\d]+(?:大|强))")
"""A number that says which group: TOP100房企, 五大厂商."""
_VERSION = re.compile(r"[a-z]-[\d-]?$")  # Skua-4.8: no amount, and no loss
_LATIN_RUN = re.compile(r" [A-Z][a-z]+")  # what comes before it is half a name
_HOUSE = re.compile(r"[院校厂馆店行社园队]方|[我本][行司校院店社]|[Tt]he|An?|[Ii]ts|This|Their")
"""Words for a house, or before one, that is named elsewhere: 院方, 我行."""
_LEFT_OUT = ("org", "subject", "acquirer")
"""Roles of an organisation that sentences leave out when it is whom the story is about."""
_ASIDE = ((0.5, 0.1), (0.3, 1 / 3), (0.0, 1.0))
"""From which score of the network on an organisation of another sentence is meant if it is so much in mind, beside the one that
the story is about."""
EXACT = ("前者", "后者", "双方", "两人", "二人", "三人", "他们", "她们")
"""Pronouns whose meaning the rules work out from what was named side by side."""


def fillers(stage: Stage, trigger: Span, part: SeenRole, event_type: EventType) -> tuple[Item, ...]:
    """What fills a role that the network saw: the names, times and amounts that the rules read there, else its words."""
    found = items(stage, _in_clauses(stage, trigger, part), event_type)
    return tuple(_of_story(stage, part, i) for i in found) if part.role in _LEFT_OUT else found


def items(stage: Stage, part: SeenRole, event_type: EventType) -> tuple[Item, ...]:
    """What a role's span names; of a pronoun what it refers to, where the network sees that."""
    exact = (told := stage.of(part.span)) is not None and told[1].of(told[0].text) in EXACT
    place = told if exact or part.refers is None else stage.of(part.refers)
    if place is None:
        return ()
    scene, span = place
    role = event_type.role(part.role) if part.role not in ("speaker",) else None
    kind = role.kind if role else "org"
    if kind == "amount" and not (event_type.name == "metric" and RANKED.match(span.of(scene.text))):
        return _amount(scene, span, here=scene is stage.scene, figure=event_type.name in FIGURES)
    anyone = part.role in ("speaker", "plaintiff", "defendant") or (part.role == "subject" and event_type.name in FIGURES)
    names: tuple[str, ...] = ("person", "org", "product") if anyone else (kind,)
    found = None if part.role in _CLAUSES else next((items for k in names if (items := _named(scene, span, k))), None)
    if found is None:
        named = None if part.role == "speaker" else _KINDS.get(kind)
        if part.role in _CLAUSES:
            span = _unmarked(scene.text, _unbroken(scene, span))
        elif part.role not in ("value", "rank", "amount", "count"):
            span = _opened(scene.text, _whole(scene, span, words=kind != "person"))
        text = span.of(scene.text)
        if not text or (named and _names_none(scene, span, text)) or (part.role == "subject" and is_a_word(text)):
            return ()
        if named is MentionKind.ORG and part.score < _LIKELY and _is_persons(scene, span):
            return ()
        if part.role == "speaker" and (REFERRING.fullmatch(text) or HEADS.fullmatch(text)):
            return ()
        found = (Item(span, text, Name(named, text, text) if named else None),)
    return found if scene is stage.scene else tuple(i.elsewhere() for i in found)


def _names_none(scene: Scene, span: Span, text: str) -> bool:
    """Whether words that should be a name are none, or a part of one."""
    none = len(text) < 2 or REFERRING.fullmatch(text) or _HOUSE.fullmatch(text)
    return bool(none or _LATIN_RUN.match(scene.text, span.end))


def _is_persons(scene: Scene, span: Span) -> bool:
    """Whether the document knows the name there for a person's."""
    return any(i.span == span for p in scene.phrases if p.letter == "P" and not p.pronoun for i in p.items)


def _in_clauses(stage: Stage, trigger: Span, part: SeenRole) -> SeenRole:
    """What is said, with the rest of the clauses it begins and ends in, but for who says so."""
    place = stage.of(part.span) if part.role == "gist" else None
    if place is None or place[0] is not stage.scene:
        return part
    text, base = stage.scene.text, stage.base
    start, end = place[1].start, place[1].end
    first = trigger.end - base if trigger.end - base <= start else 0
    last = trigger.start - base if trigger.start - base >= end else len(text)
    while start > first and text[start - 1] not in _SAID_APART:
        start -= 1
    while end < last and text[end] not in _SAID_APART:
        end += 1
    return replace(part, span=Span(base + start, base + end))


def _unbroken(scene: Scene, span: Span) -> Span:
    """A span with the rest of the names, times and amounts it cuts."""
    start = min((p.span.start for p in scene.phrases if p.span.start < span.start < p.span.end), default=span.start)
    end = max((p.span.end for p in scene.phrases if p.span.start < span.end < p.span.end), default=span.end)
    return Span(start, end)


def _unmarked(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and not _is_kept(text[start:end], text[start], _OPENING):
        start += 1
    while start < end and not _is_kept(text[start:end], text[end - 1], CLOSING):
        end -= 1
    return Span(start, end)


def _opened(text: str, span: Span) -> Span:
    """A span with the mark right before it that one within it closes: 《白夜》的研发, not 白夜》的研发."""
    closed = not _is_paired(span.of(text)) and span.start > 0 and text[span.start - 1] in _OPENING
    wide = Span(span.start - 1, span.end) if closed else span
    return wide if _is_paired(wide.of(text)) else span


def _is_kept(words: str, edge: str, marks: frozenset[str]) -> bool:
    return edge.isalnum() or edge in _SIGNS or (edge in marks and _is_paired(words))


def _is_paired(words: str) -> bool:
    return sum(c in _OPENING for c in words) == sum(c in CLOSING for c in words)


def _of_story(stage: Stage, part: SeenRole, org: Item) -> Item:
    """An organisation that the sentence does not name: one that stands beside the story yields to whom the story is about."""
    told = stage.of(part.span)
    group = org.name is not None and org.name.kind is MentionKind.GROUP  # is counted as one, and never the story
    if org.span is not None or group or told is None or told[1].of(told[0].text) in EXACT:
        return org
    story = stage.scene.discourse.story.about()
    at_least = next(limit for score, limit in _ASIDE if part.score >= score)
    return story if story and stage.scene.discourse.story.standing(org) < at_least else org


def _whole(scene: Scene, span: Span, words: bool) -> Span:
    """A span without the time or amount it reaches into and the marks around it, and with the rest of the ``words`` it cuts."""
    start, end = span.start, span.end
    for phrase in scene.phrases:
        if _OF_GROUP.fullmatch(phrase.span.of(scene.text)):
            continue
        if phrase.letter in "WN" and phrase.span.start <= start < phrase.span.end < end:
            start = phrase.span.end
        elif phrase.letter in "WN" and start < phrase.span.start < end <= phrase.span.end:
            end = phrase.span.start
    bare = _unmarked(scene.text, Span(start, end)) if start < end else Span(start, start)
    start, end = bare.start, bare.end
    for token in scene.line.tokens if words else ():
        if any(p.span.overlaps(token.span) for p in scene.phrases):
            continue
        if start <= token.span.start < end < token.span.end:
            end = token.span.end
        elif token.span.start < start < token.span.end <= end:
            start = token.span.start
    return Span(start, end)


def _named(scene: Scene, span: Span, kind: str) -> tuple[Item, ...] | None:
    """The names of a kind that the rules have where the network saw one; of what need be no name, one that is nearly all of it."""
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
            half = wanted or named.kind is MentionKind.GROUP  # a group is what is counted: 造车三兄弟 in 造车三兄弟高管
            enough = 2 * shared >= sizes[0] if half else shared >= _NEARLY_ALL * sizes[1]
            if enough and (best is None or shared / sizes[1] > best[0]):
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


def _amount(scene: Scene, span: Span, *, here: bool, figure: bool) -> tuple[Item, ...]:
    """The amount that a span overlaps; of a figure whatever it counts."""
    for phrase in scene.phrases:
        if phrase.letter == "N" and phrase.span.overlaps(span):
            return phrase.items if here else tuple(i.elsewhere() for i in phrase.items)
    if _VERSION.search(scene.text, 0, span.start + 1):
        return ()
    # In the sentence first: 至少 stands before what the network takes for the figure.
    for text, start in ((scene.text, 0), (span.of(scene.text), span.start)):
        for match in parse_amounts(text):
            place = Span(start + match.span.start, start + match.span.end)
            if place.overlaps(span):
                return (Item(place if here else None, match.text, amount=match),)
    quantity = parse_quantity(span.of(scene.text)) if figure else None
    return (Item(span if here else None, quantity.text, amount=quantity),) if quantity else ()
