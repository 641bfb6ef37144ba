"""What a finding of the network cannot mean by the words around it: put right where they say what is meant, else let go."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from shiguan.extract.backends.model.words.deals import of_something_named, parties_put_right, stake_without_control
from shiguan.extract.backends.model.words.employers import goes_there, held_there
from shiguan.extract.backends.model.words.english import told_in_english
from shiguan.extract.backends.model.words.figures import of_the_firm, told_as_such
from shiguan.extract.backends.model.words.listings import listing_put_right
from shiguan.extract.backends.model.words.markets import off_the_market
from shiguan.extract.backends.model.words.moves import borne_out, settled
from shiguan.extract.backends.model.words.offerings import of_people_alone, sorted_out
from shiguan.extract.backends.model.words.partnerships import partnership_put_right
from shiguan.extract.backends.model.words.rounds import round_put_right
from shiguan.extract.backends.rules.bystanders import is_source
from shiguan.extract.backends.rules.events.counts import are_staff, counted
from shiguan.extract.backends.rules.events.metric import listed_owner
from shiguan.extract.backends.rules.events.posts import FOUNDER
from shiguan.extract.backends.rules.events.ranks import place
from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary.families import PERSONAL

_Step: TypeAlias = Callable[[Scene, Finding], Finding | None]
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
_PRODUCT_OF = re.compile("[”》」』](?:产品|项目|游戏|应用)(?:线|业务)?的?(?:负责人|经理|总监|主管|制作人)")
_PASSIVE = re.compile(r"[则也又还都却正是已将曾]*[被遭]")
_DOUBLED = re.compile(r"([司局部院厅处所校行社馆署办委会])(?=\1)")
"""Where a house and the post in it share a character, each has its own."""
_IN_A_NAME = re.compile("[一-鿿]{0,8}")
_HAS_IT = re.compile(r"(?:独家|首家|率先)?(?:获悉|获知|获[得取]消息)|(?:独家|首发)(?= ?[|｜丨:：]|$)")
_COUNTS = re.compile("(?:专业版|研究院|咨询)?(?:的?(?:统计|监测|最新))?(?:数据|报告|榜单)(?:显示|统计|表明)")
_DEEDS = ("funding", "acquisition", "product_release", "product_shutdown", "layoff", "price_change")
_NOT_RULED_OUT = re.compile(
    r"(?:不|不能|未|没有|无法|尚未|并未|并不)排除(?![^，,。；！？]{0,8}(?:隐患|故障|障碍|险情|问题))"
    r"(?:(?!情况下|前提下|同时|[被已]|宣布|完成)[^，,。；！？]){0,24}$"
)
_ASKED = re.compile(r"(?<!无论)(?<!不论)(?<!不管)(?:何时|是否|会否|能否|可否|会不会|有没有|有无)[^，,。；！？：]{0,12}$")
"""没有透露何时推出, 是否离职未获证实: before what is only asked."""
_BREAKS_OFF = re.compile("解约|毁约")
_SAID = ("statement", "forecast")
_OPENS = ("“", "「", "《", "『")
_EDGES = " “”‘’\"'《》「」『』【】（）()、，,。.…·：:；;！!？?—-~"
_FIRST_TEAM = re.compile(r"创始(?:团队|班底|成员|员工)")
_SOLD_TO = re.compile(
    r"(?:(?:卖|售|转让|出让|转手)(?:给|予|与)(?:了)?|(?:[将把][^，,。；;！？]{1,16})(?:并入|划入|归入|注入)[^，,。；;！？]{0,10})$"
)
_VALUED = re.compile(r"的?(?:投前|投后|整体)?估值")
_DENIED = re.compile(r"\bden(?:y|ies|ied|ying) (?!to )(?:(?!\bbut\b|\bwhile\b|\bsaying\b|\badding\b)[^.;!?。，]){0,80}$")
_DONE_TO = re.compile(r"已(?:经|于[^，,。；]{1,8})?将[^，,。；！？将拟]{1,20}$")
_DELAYS = re.compile(
    r"(?:推迟|延迟|延后|延期|搁置|暂缓)了?(?!到|至|后|多次|[一两三半几数多\d]+个?[年月周天次]|已久|许久)"
    r"(?:(?!如期|今[日天晚]|昨[日天]|终于|最终|正式|转而|后|但|却)[^，,。；;！？]){0,24}$"
)
_IS_CALLED = re.compile("的[^，,。；;！？]{1,16}(?:更名|改名|改称|升级)(?!为(?:独立|子|分)公司)")
_FIRMS = re.compile("[一-鿿]*(?:公司|企业|厂商|机构)")
_PUTS_OFF = re.compile("(?:暂缓|推迟|延后|打消|暂不)(?:了)?$")
_IS_PASSED_ON = re.compile(
    r"(?:一事)?的?(?:消息|传闻|传言|说法|截图|爆料)(?:近日|近期|再次|又|也|一度|开始|突然|正|不断|迅速)*[^，,。；！？]{0,12}"
    r"(?:流传|传播|疯传|发酵|扩散|不胫而走|四起|满天飞|刷屏)"
)
_REPORT = re.compile(r"(?:报告|白皮书|蓝皮书|年鉴|年报|公告|通知|名单|条例|办法)(?:[（(][^）)]*[）)]?)?$")
_TITLED = re.compile("《([^《》]+)》")
_AGAINST = re.compile(r"(?:对标|对抗|挑战|叫板|超越|超过|媲美|比肩|狙击|取代|替代|不输|赶超)(?:了)?[“《「]?$")
"""Before what something is compared with."""
_BEATEN = re.compile(r"[^。；！？]{0,40}?(?:败给|不敌|输给|惜败|败北|落选|落标|丢标)")
_BULK = re.compile("瓦|[A-Za-z]|吨|米|里|亩|升")
_LISTED = re.compile("(?:厂商|企业|公司|项目)?(?:排行|榜|统计|数据|情况|名单)")
_LIKELY_WON = re.compile(r"[预拟](?:中标|中选|成交)")
_DONE = (Certainty.REPORTED, Certainty.CONFIRMED)
_NO_COMMENT = re.compile(
    r"(?:不予|不作|不做|拒绝|谢绝)(?:任何)?(?:置评|评论|回应)|无可奉告|declined to comment|did not (?:immediately )?respond"
)
_WORTH = re.compile(r"估值(?:(?![融募筹投])[^，,。；;！？\d]){0,8}$")
_BEFORE_PRODUCT = re.compile(
    "(?:(?:今[日天晚](?!头条)|昨[日天]|近日|日前|正式|全新|官宣|宣布|发布|推出|上线|首发)(?:了|的|将)?)+(?=[^的了将])"
)
_BEHIND_PRODUCT = re.compile("今[日天年晚起]|将[于在会]|已[经于正]")
"""今日官宣云雀, 云雀今|起: what is told beside a product's name is none of it."""
_CALLED = re.compile(
    r" ?(?:产品|应用|软件|游戏|手游|模型|平台|服务|系统|品牌|App|APP)? ?[“《「『]([^“”《》「」『』，。]{2,16})[”》」』]"
)


def mended(scene: Scene, finding: Finding) -> Finding | None:
    """What the network found as the sentence bears it out; None where it cannot be."""
    return _through((*_STEPS, *_CHECKS), scene, finding)


def checked(scene: Scene, finding: Finding) -> Finding | None:
    """What the rules found, likewise: only what they too get wrong is looked at."""
    return _through((borne_out, of_something_named, *_CHECKS), scene, finding)


def _through(steps: Sequence[_Step], scene: Scene, finding: Finding) -> Finding | None:
    found: Finding | None = finding
    for step in steps:
        found = step(scene, found) if found else None
    return found


def with_names_for_products(scene: Scene, finding: Finding) -> Finding | None:
    """A product is a name: neither a mark nor its own firm, and without the marks around it; None where nothing is left of it."""
    if finding.event_type not in ("product_release", "product_shutdown", "price_change"):
        return finding
    firms = {i.key for i in finding.values("org")}
    released = finding.event_type == "product_release"  # a periodical that is given up is one all the same
    told = [i for i in finding.values("product") if not (released and i.span and _is_beside_the_point(scene.text, i.span))]
    kept = [p for i in told if (p := _product(scene, i)) is not None and p.key not in firms]
    return _with(finding, "product", kept) if kept or (firms and finding.event_type == "price_change") else None


def _is_beside_the_point(text: str, span: Span) -> bool:
    """Whether a name is what a product is compared with, or in the title of a report."""
    title = next((t for t in _TITLED.finditer(text) if t.start() <= span.start and span.end <= t.end()), None)
    return _AGAINST.search(text, 0, span.start) is not None or (title is not None and _REPORT.search(title[1]) is not None)


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
    if orgs and _is_product(scene, orgs[0]) and not _is_joined(scene, orgs[0]) and (house := scene.discourse.story.about()):
        return _with(finding, "org", (house,))
    return finding


def _of_before(scene: Scene, finding: Finding) -> Finding:
    """从甲公司请来的副总裁王远: the post is the one that he held at 甲公司."""
    post = next((i.span for i in finding.values("position") if i.span), None)
    if finding.event_type != "membership" or post is None:
        return finding
    orgs = (p for p in scene.phrases if p.letter == "O" and p.span.end <= post.start)
    return next((_with(finding, "org", p.items[:1]) for p in orgs if held_there(scene.text, p.span, post)), finding)


def _is_product(scene: Scene, item: Item) -> bool:
    """Whether the document has a product where the network saw an employer, or its words call it one: “云雀”产品负责人."""
    if item.span and _PRODUCT_OF.match(scene.text, item.span.end):
        return True
    return any(p.letter == "D" and item.span and p.span.overlaps(item.span) for p in scene.phrases)


def _is_joined(scene: Scene, org: Item) -> bool:
    """Whether the words beside it say that somebody goes there: one works for a house, whatever else its name is for."""
    return org.span is not None and goes_there(scene.text, org.span)


def _by_list(scene: Scene, finding: Finding) -> Finding:
    """甲、乙和丙分别以3%、2%和1%…: each figure is of the one that stands at its place in the list."""
    value = next((i for r in ("value", "rank") for i in finding.values(r) if i.span), None)
    if finding.event_type != "metric" or value is None or value.span is None:
        return finding
    position = place(scene, value.span.start)
    owner = listed_owner(scene, position) if position is not None else None
    return _with(finding, "subject", (owner,)) if owner else finding


def _counted(scene: Scene, finding: Finding) -> Finding:
    """17家企业停产: what is counted is the subject, where the sentence names no other; 22位高管离职: it is whose they are."""
    value = next((i for i in finding.values("value") if i.span), None)
    if finding.event_type != "count_claim" or value is None or value.span is None:
        return finding
    subjects = [i for i in finding.values("subject") if i.span]
    if not subjects:
        position = place(scene, value.span.start)
        thing = counted(scene, position) if position is not None else None
        return _with(finding, "subject", (thing,)) if thing else finding
    staff, house = subjects[0].span, scene.discourse.story.counted()
    if staff is None or staff.start != value.span.end or not are_staff(subjects[0].text) or house is None:
        return finding
    ends = [i.span.end for i in finding.values("measure") if i.span and i.span.end > staff.end]
    told = Span(staff.start, max(ends, default=staff.end))
    return _with(_with(finding, "measure", (Item(told, told.of(scene.text)),)), "subject", (house,))


def _sold(scene: Scene, finding: Finding) -> Finding:
    """把团队卖给乙, 将甲并入乙: 乙 is who buys."""
    if finding.event_type != "acquisition":
        return finding
    buyers, bought = finding.values("acquirer"), finding.values("target")
    if not buyers or not bought or bought[0].span is None or not _SOLD_TO.search(scene.text, 0, bought[0].span.start):
        return finding
    return _with(_with(finding, "acquirer", bought), "target", buyers)


def _valued(scene: Scene, finding: Finding) -> Finding:
    """按26亿元估值融资, 估值冲到26亿元: the sum is what the firm is worth, and 估值 is no round."""
    if finding.event_type != "funding":
        return finding
    roles = [r for r in finding.roles if r.role != "round" or "估值" not in r.item.text]
    sums = ((r.item, r.item.span) for r in roles if r.role == "amount" and r.item.span)
    worth = next((i for i, s in sums if _VALUED.match(scene.text, s.end) or _WORTH.search(scene.text, 0, s.start)), None)
    if worth:
        roles = [r for r in roles if r.role not in ("amount", "valuation")] + [Role("valuation", worth)]
    return replace(finding, roles=tuple(roles))


def _product(scene: Scene, item: Item) -> Item | None:
    text = item.text.strip(_EDGES)
    if not any(c.isalnum() for c in text) or (item.name is None and _FIRMS.fullmatch(text) and not _is_quoted(scene.text, item)):
        return None
    if item.span is None:
        return item
    if led := _BEFORE_PRODUCT.match(text):
        text = text[led.end() :]
    start = item.span.start + item.text.index(text)
    if len(text) > 1 and _BEHIND_PRODUCT.match(scene.text, start + len(text) - 1):
        text = text[:-1]
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


def _is_quoted(text: str, item: Item) -> bool:
    return item.span is not None and (item.text[0] in _OPENS or text[: item.span.start].endswith(_OPENS))


def _founds(scene: Scene, finding: Finding) -> Finding | None:
    """创始团队 is who was there from the start: its members founded nothing by that word."""
    founds = finding.event_type != "founding" or not _FIRST_TEAM.match(scene.text, finding.trigger.start)
    return finding if founds else None


def _measured(_: Scene, finding: Finding) -> Finding:
    """1.2 GW is what a tender is of: neither what it is worth nor how many were won; and a sum of money is not how many."""
    if finding.event_type != "bid_wins":
        return finding
    told = {r.role for r in finding.roles}
    read = [(r, _quantity(r)) for r in finding.roles]
    return replace(finding, roles=tuple(_as(role, r) for r, role in read if role == r.role or role not in told))


def _as(role: str, played: Role) -> Role:
    return Role(role, replace(played.item, amount=None)) if role == "subject" else Role(role, played.item)


def _quantity(role: Role) -> str:
    """The role that a quantity plays in a tender by its unit."""
    amount = role.item.amount.amount if role.item.amount else None
    if amount is None or role.role not in ("amount", "count"):
        return role.role
    if amount.currency:
        return "amount"
    bulk = amount.unit and (role.role == "amount" or _BULK.search(amount.unit))
    return "subject" if bulk else role.role


def _to_be_won(scene: Scene, finding: Finding) -> Finding | None:
    """预中标 is not yet 中标; who is beaten in the end has not won; a list of those who won (中标名单) is no win.

    Who counts the tenders did not put them out.
    """
    if finding.event_type != "bid_wins" or finding.polarity is Polarity.NEGATED:
        return finding
    if "对标" in scene.text[max(0, finding.trigger.start - 1) : finding.trigger.end + 1]:
        return None
    clients = [i for i in finding.values("issuer") if not (i.span and is_source(scene.text, i.span))]
    finding = _with(finding, "issuer", clients) if finding.values("issuer") else finding
    if _LISTED.match(scene.text, finding.trigger.end) and not (finding.values("count") or finding.values("rank")):
        return None
    start = next((i.span.end for i in finding.values("org") if i.span), finding.trigger.end)
    beaten = _BEATEN.match(scene.text, start)
    if beaten and not any(start <= p.span.start < beaten.end() for p in scene.phrases if p.letter == "O"):
        return replace(finding, polarity=Polarity.NEGATED)
    if finding.certainty in _DONE and _LIKELY_WON.search(scene.text, max(0, finding.trigger.start - 1), finding.trigger.end):
        return replace(finding, certainty=Certainty.PLANNED)
    return finding


def _silent(scene: Scene, finding: Finding) -> Finding | None:
    """Who declines to comment states nothing."""
    silent = finding.event_type == "statement" and _NO_COMMENT.search(finding.evidence.of(scene.text))
    return None if silent else finding


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


def _of_department(scene: Scene, finding: Finding) -> Finding:
    """科技司司长 is 司长 of 科技司, wherever the network cut it."""
    org, post = (next((i for i in finding.values(r) if i.span), None) for r in ("org", "position"))
    if finding.event_type not in PERSONAL or org is None or post is None or not org.span or not post.span:
        return finding
    cut = post.span.start + 1
    between = scene.text[org.span.end : post.span.start]
    if not _DOUBLED.match(scene.text, post.span.start) or not (org.span.start < post.span.start and _IN_A_NAME.fullmatch(between)):
        return finding
    house, title = Span(org.span.start, cut), Span(cut, post.span.end)
    name = Name(MentionKind.ORG, house.of(scene.text), house.of(scene.text))
    finding = _with(finding, "org", [Item(house, name.surface, name=name)])
    return _with(finding, "position", [Item(title, title.of(scene.text))])


def _by_an_outlet(scene: Scene, finding: Finding) -> Finding | None:
    """晚点首发｜…, 晚点获悉, 猫眼数据显示: who has the news or the figures does nothing that they tell."""
    role = _ACTORS.get(finding.event_type) if finding.event_type in _DEEDS else None
    outlets = [r for r in finding.roles if r.role == role and r.item.span and _brings(scene.text, r.item.span)]
    if not outlets:
        return finding
    kept = tuple(r for r in finding.roles if r not in outlets)
    own = any(r.item.span and finding.trigger.start == r.item.span.end for r in outlets)  # 晚点首发｜
    named = any(r.role in (role, "product") for r in kept)  # what is brought out is known without who does it
    return replace(finding, roles=kept) if named and not own else None


def _brings(text: str, span: Span) -> bool:
    return _HAS_IT.match(text, span.end) is not None or _COUNTS.match(text, span.end) is not None


def _mere_chance(scene: Scene, finding: Finding) -> Finding | None:
    """没有排除裁员的可能: that nothing rules it out is neither a plan nor a denial."""
    ruled = _NOT_RULED_OUT.search(scene.text, 0, finding.trigger.start)
    return None if ruled and finding.event_type not in _SAID else finding


def _asked(scene: Scene, finding: Finding) -> Finding | None:
    """没有透露何时推出云雀: what is only asked is not told."""
    asked = finding.event_type not in _SAID and _ASKED.search(scene.text, 0, finding.trigger.start)
    return None if asked else finding


def _broken_off(scene: Scene, finding: Finding) -> Finding | None:
    """与甲解约: a contract that ends is no suit."""
    ends = finding.event_type == "lawsuit" and _BREAKS_OFF.fullmatch(finding.trigger.of(scene.text))
    return None if ends else finding


def _put_off(scene: Scene, finding: Finding) -> Finding:
    """王远暂缓交棒: he does not go, for now; 推迟云雀的上市时间: it is not brought out."""
    words = {"departure": _PUTS_OFF, "appointment": _PUTS_OFF, "product_release": _DELAYS}.get(finding.event_type)
    off = words and words.search(scene.text, 0, finding.trigger.start)
    return replace(finding, polarity=Polarity.NEGATED) if off else finding


def _called_anew(scene: Scene, finding: Finding) -> Finding | None:
    """将独立运营的云服务更名为…: what has long stood by itself is not spun off."""
    stands = finding.event_type == "spin_off" and finding.trigger.of(scene.text).startswith("独立")
    return None if stands and _IS_CALLED.match(scene.text, finding.trigger.end) else finding


def _passed_on(scene: Scene, finding: Finding) -> Finding:
    """裁员的消息在网上流传: what is only passed on is a rumour."""
    only = finding.certainty is Certainty.REPORTED and finding.polarity is not Polarity.NEGATED
    if only and _IS_PASSED_ON.match(scene.text, finding.trigger.end):
        return replace(finding, certainty=Certainty.RUMOURED)
    return finding


def _denied(scene: Scene, finding: Finding) -> Finding:
    """She denied that the firm was leaving: what follows is denied."""
    if finding.polarity is Polarity.NEGATED or not _DENIED.search(scene.text, 0, finding.trigger.start):
        return finding
    return replace(finding, certainty=Certainty.DENIED, polarity=Polarity.NEGATED)


def _done(scene: Scene, finding: Finding) -> Finding:
    """已将小程序关停: there 将 takes an object and says nothing of what is to come."""
    if finding.certainty is Certainty.PLANNED and _DONE_TO.search(scene.text, 0, finding.trigger.start):
        return replace(finding, certainty=Certainty.REPORTED)
    return finding


def _with(finding: Finding, role: str, items: Sequence[Item]) -> Finding:
    """The finding with a role played by others."""
    return replace(finding, roles=(*(r for r in finding.roles if r.role != role), *(Role(role, i) for i in items)))


_STEPS: tuple[_Step, ...] = (
    _by_pronoun,
    _founds,
    partnership_put_right,
    _called_anew,
    _measured,
    _to_be_won,
    _silent,
    _former_founder,
    _of_house,
    _of_before,
    settled,
    of_the_firm,
    _by_list,
    _counted,
    _sold,
    _valued,
    told_in_english,
    _denied,
    _passed_on,
    _done,
    sorted_out,
)
_CHECKS: tuple[_Step, ...] = (
    _by_an_outlet,
    off_the_market,
    of_people_alone,
    _mere_chance,
    _asked,
    _broken_off,
    told_as_such,
    _put_off,
    _of_department,
    parties_put_right,
    stake_without_control,
    round_put_right,
    listing_put_right,
    with_names_for_products,
)
