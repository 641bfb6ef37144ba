"""What a finding of the network cannot mean by the words around it: put right where they say what is meant, else let go."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from shiguan.extract.backends.rules import hosts
from shiguan.extract.backends.rules.events.counts import counted
from shiguan.extract.backends.rules.events.metric import listed_owner
from shiguan.extract.backends.rules.events.posts import FOUNDER
from shiguan.extract.backends.rules.events.ranks import place
from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary.families import PERSONAL

_ACTORS = {
    "funding": "org",
    "acquisition": "acquirer",
    "layoff": "org",
    "product_release": "org",
    "product_shutdown": "org",
    "price_change": "org",
    "pivot": "org",
    "abandonment": "org",
    "lawsuit": "plaintiff",
    "listing": "org",
    "metric": "subject",
    "count_claim": "subject",
} | dict.fromkeys(PERSONAL, "person")
"""Who does it."""
_SUFFERERS = {"acquisition": "target", "lawsuit": "defendant"}
"""Whom it is done to, where a 被 says so."""
_PAIRED = ("前者", "后者")
_PASSIVE = re.compile(r"[则也又还都却正是已将曾]*[被遭]")
_EDGES = " “”‘’\"'《》「」『』【】（）()、，,。.…·：:；;！!？?—-~"
_FIRST_TEAM = re.compile(r"创始(?:团队|班底|成员|员工)")
_SOLD_TO = re.compile(r"(?:卖|售|转让|出让|转手)(?:给|予|与)(?:了)?$")
_VALUED = re.compile(r"的?(?:投前|投后|整体)?估值")
_CALLED = re.compile(
    r" ?(?:产品|应用|软件|游戏|手游|模型|平台|服务|系统|品牌|App|APP)? ?[“《「『]([^“”《》「」『』，。]{2,16})[”》」』]"
)


def mended(scene: Scene, finding: Finding) -> Finding | None:
    """The finding as the sentence bears it out; None where it cannot be."""
    found: Finding | None = finding
    for step in _STEPS:
        found = step(scene, found) if found else None
    return found


def with_names_for_products(scene: Scene, finding: Finding) -> Finding | None:
    """A product is a name: neither a mark nor its own firm, and without the marks around it; None where nothing is left of it."""
    if not finding.event_type.startswith("product_"):
        return finding
    firms = {hosts.key(i) for i in finding.values("org")}
    kept = [p for i in finding.values("product") if (p := _product(scene, i)) is not None and hosts.key(p) not in firms]
    return _with(finding, "product", kept) if kept else None


def _by_pronoun(scene: Scene, finding: Finding) -> Finding:
    """前者完成…，后者则被…: what begins its clause with such a pronoun is said of the one that it means."""
    role = _ACTORS.get(finding.event_type)
    position = place(scene, finding.trigger.start)
    if role is None or position is None:
        return finding
    clause = scene.clause_at(position)
    heads = [(i, p) for i, p in enumerate(scene.skeleton.phrases[clause.start : position], clause.start) if p]
    if not heads or heads[0][1].span.of(scene.text) not in _PAIRED or not heads[0][1].pronoun:
        return finding
    head, phrase = heads[0]
    before = [i.text for p in scene.phrases if not p.pronoun and p.span.end <= phrase.span.start for i in p.items]
    if phrase.items[0].text not in before:  # the two were named in another sentence: the network sees as far
        return finding
    if _PASSIVE.match(scene.skeleton.text, head + 1):
        role = _SUFFERERS.get(finding.event_type, role)
    within = scene.skeleton.span(clause.start, clause.end)
    if any(i.span and within.contains(i.span) for i in finding.values(role)) or not _is_kind(phrase.items[0], role):
        return finding
    return _with(finding, role, phrase.items[:1])


def _is_kind(item: Item, role: str) -> bool:
    person = item.name is not None and item.name.kind is MentionKind.PERSON
    return person if role == "person" else not person or role in ("plaintiff", "defendant", "subject")


def _of_house(scene: Scene, finding: Finding) -> Finding:
    """The employer is the one that the person's own phrase tells: of 甲公司“云雀”产品负责人王远 not the product 云雀."""
    if finding.event_type not in PERSONAL or finding.event_type == "founding":
        return finding
    people, orgs = {i.text for i in finding.values("person")}, finding.values("org")
    for phrase in scene.phrases:
        for item in phrase.items if phrase.letter == "P" else ():
            within = orgs and orgs[0].span and phrase.span.contains(orgs[0].span)
            owned = {i.org.text for i in phrase.items if i.org}
            if item.text in people and item.org and within and orgs[0].text not in owned:
                return _with(finding, "org", (item.org,))
    if orgs and _is_product(scene, orgs[0]) and (house := hosts.house(scene)):
        return _with(finding, "org", (house,))
    return finding


def _is_product(scene: Scene, item: Item) -> bool:
    """Whether the document has a product where the network saw an employer."""
    return any(p.letter == "D" and item.span and p.span.overlaps(item.span) for p in scene.phrases)


def _by_list(scene: Scene, finding: Finding) -> Finding:
    """甲、乙和丙分别以3%、2%和1%…: each figure is of the one that stands at its place in the list."""
    value = next((i for r in ("value", "rank") for i in finding.values(r) if i.span), None)
    if finding.event_type != "metric" or value is None or value.span is None:
        return finding
    position = place(scene, value.span.start)
    owner = listed_owner(scene, position) if position is not None else None
    return _with(finding, "subject", (owner,)) if owner else finding


def _counted(scene: Scene, finding: Finding) -> Finding:
    """17家企业停产: what is counted is the subject, where the sentence names no other."""
    value = next((i for i in finding.values("value") if i.span), None)
    if finding.event_type != "count_claim" or value is None or value.span is None or any(i.span for i in finding.values("subject")):
        return finding
    position = place(scene, value.span.start)
    thing = counted(scene, position) if position is not None else None
    return _with(finding, "subject", (thing,)) if thing else finding


def _sold(scene: Scene, finding: Finding) -> Finding:
    """把团队卖给乙: 乙 is who buys."""
    if finding.event_type != "acquisition":
        return finding
    buyers, bought = finding.values("acquirer"), finding.values("target")
    if not buyers or not bought or bought[0].span is None or not _SOLD_TO.search(scene.text, 0, bought[0].span.start):
        return finding
    return _with(_with(finding, "acquirer", bought), "target", buyers)


def _valued(scene: Scene, finding: Finding) -> Finding:
    """按26亿元估值融资: the sum is what the firm is worth, and 估值 is no round."""
    if finding.event_type != "funding":
        return finding
    roles = [r for r in finding.roles if r.role != "round" or "估值" not in r.item.text]
    worth = next((r.item for r in roles if r.role == "amount" and r.item.span and _VALUED.match(scene.text, r.item.span.end)), None)
    if worth:
        roles = [r for r in roles if r.role not in ("amount", "valuation")] + [Role("valuation", worth)]
    return replace(finding, roles=tuple(roles))


def _product(scene: Scene, item: Item) -> Item | None:
    text = item.text.strip(_EDGES)
    if not any(c.isalnum() for c in text):
        return None
    if item.span is None:
        return item
    start = item.span.start + item.text.index(text)
    span = Span(start, start + len(text))
    if called := _CALLED.match(scene.text, span.end):  # 点餐应用“云雀”
        span = Span(*called.span(1))
        text = called[1]
    whole = next((i for p in scene.phrases if p.letter in "DO" for i in p.items if i.span == span and i.name), None)
    if whole:
        item = whole
    elif text != item.text:
        item = Item(span, text, Name(MentionKind.PRODUCT, text, text))
    return None if item.name and item.name.kind is MentionKind.GROUP else item


def _founds(scene: Scene, finding: Finding) -> Finding | None:
    """创始团队 is who was there from the start: its members founded nothing by that word."""
    founds = finding.event_type != "founding" or not _FIRST_TEAM.match(scene.text, finding.trigger.start)
    return finding if founds else None


def _together(_: Scene, finding: Finding) -> Finding | None:
    """A group by its nickname alone works with nobody."""
    parties = {hosts.key(i): i for i in finding.values("orgs")}
    only = next(iter(parties.values())) if len(parties) == 1 else None
    alone = finding.event_type == "partnership" and only and only.name and only.name.kind is MentionKind.GROUP
    return None if alone else finding


def _former_founder(scene: Scene, finding: Finding) -> Finding:
    """原甲公司创始人王远 is known by a post that he no longer has: a membership, like every former post."""
    if finding.event_type != "founding":
        return finding
    people = {i.text for i in finding.values("person")}
    for phrase in scene.phrases:
        for item in phrase.items if phrase.letter == "P" else ():
            for title in item.positions if item.former and item.text in people else ():
                if title.span and title.span.overlaps(finding.trigger) and FOUNDER.search(title.text):
                    roles = (*finding.roles, Role("position", title))
                    return replace(finding, event_type="membership", roles=roles, valid_time=None, timeless=True)
    return finding


def _with(finding: Finding, role: str, items: Sequence[Item]) -> Finding:
    """The finding with a role played by others."""
    return replace(finding, roles=(*(r for r in finding.roles if r.role != role), *(Role(role, i) for i in items)))


_STEPS: tuple[Callable[[Scene, Finding], Finding | None], ...] = (
    _by_pronoun,
    _founds,
    _together,
    _former_founder,
    _of_house,
    _by_list,
    _counted,
    _sold,
    _valued,
    with_names_for_products,
)
