"""Posts told in noun phrases: 星河汽车首席财务官王远 holds one, 星河汽车创始人王远 founded it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from shiguan.extract.backends.rules import hosts
from shiguan.extract.backends.rules.events.moves import departures
from shiguan.extract.backends.rules.patterns import expand
from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind

FOUNDER = re.compile(r"(?<!联合)(?<!共同)(?<!联席)(?:创始人|创办人|创立者|创建人|创始|始创人)")
_CO_FOUNDER = re.compile(r"(?:联合|共同|联席)(?:创始人|创办人)|联创|创始成员|创始合伙人")
# Names for people that are no posts at the organisation beside them.
_NO_POST = re.compile(
    r"(?:记者|通讯员|员工|网友|用户|客户|消费者|股东|实控人|实际控制人|控股股东|法人|投资人|接班人|继承人|高管|老将|大佬|元老|人士|嘉宾|前锋|中场|后卫|老板|球员|队员|成员|"
    r"学者|作者|作家|主持人|歌手|演员|导演|编剧|先生|女士|家族成员|校友|之一|候选人|代言人)$"
)
# Posts that speak for others than the organisation under discussion: told without an organisation they say nothing.
_OUTSIDE = re.compile(
    r"(?:分析师|律师|教授|研究员|经济学家|专家|院士|评论员|策略师|会计师|医生|老师|部长|市长|省长|局长|书记|官员|议员|法官|总统|总理|委员|顾问|工程师|主任|学者|讲师|秘书长|会长|理事长|交易员|基金经理|经销商)$"
)
_LEADING = re.compile(r"^(?:现任|时任|曾任|新任|前任|原任|公司|集团|该公司|该行|本公司|俱乐部|的|其|前|原|今|现|由|任|兼任|担任)+")
_NEW = re.compile(r"新任|新晋|新上任|新到任|刚刚上任|刚上任")
_CERTAIN = (Certainty.REPORTED, Polarity.AFFIRMED)


def read(scene: Scene) -> Iterable[Finding]:
    """Memberships and foundings of the persons of a sentence; a post that its own clause says is left is no membership."""
    yield from _called_founders(scene)
    yield from _careers(scene)
    told = [p for p in scene.phrases if p.letter == "P" and not p.pronoun and any(i.positions for i in p.items)]
    if not told:
        return
    gone = _leaving(scene)
    for phrase in told:
        position = scene.skeleton.phrases.index(phrase)
        shared: Item | None = None
        for item in phrase.items:
            org = _org(scene, position, item, shared)
            shared = item.org or shared
            yield from _claims(scene, phrase, item, org, gone)


@cache
def _calling() -> tuple[re.Pattern[str], ...]:
    return (
        expand(r"(?:作为|身为)(?P<org>{O})(?:的)?(?P<title>{T})[，,](?P<person>{P})"),
        expand(
            r"(?P<person>{P})[^，,。；！？：{P}{O}]{0,8}?(?:是|为|系|作为|身为)(?P<org>{O})(?:的|公司)?(?:{N}|几位)?(?P<title>{T})"
        ),
        expand(
            r"(?P<org>{O})[^。；！？{P}{O}]{0,24}?(?P<title>{T})(?:正|就|则|分别)?(?:是|为|系|叫|名叫|包括|有)[^，。；！？{P}{O}]{0,8}?(?P<person>{P})"
        ),
    )


def _called_founders(scene: Scene) -> Iterator[Finding]:
    """王远是星河汽车创始人; 星河汽车的创始人是王远."""
    phrases = scene.skeleton.phrases
    for shape in _calling():
        for match in shape.finditer(scene.skeleton.text):
            people, house, title = (phrases[match.start(g)] for g in ("person", "org", "title"))
            if people and house and title and FOUNDER.search(title.items[0].text):
                span = scene.skeleton.span(*match.span())
                for item in people.items:
                    roles = (Role("person", item), Role("org", house.items[0]))
                    yield Finding("founding", roles, span, span, 0.82, timeless=True)


@cache
def _career() -> re.Pattern[str]:
    return expand(
        r"(?P<person>{P})[^。；！？“”{P}]{0,80}?(?:曾任|历任|先后任|先后担任|曾担任|担任过|曾先后担任|曾先后任|做过|当过)(?P<list>[^。；！？{P}]{2,80})"
    )


@cache
def _present() -> re.Pattern[str]:
    return expand(
        r"(?P<person>{P})[^，。；！？“”{P}{O}]{0,12}?(?:现任|现为|(?<![将拟不])(?:担任|兼任|是)|身兼)"
        r"(?P<list>{O}[^，,。；{P}{O}{T}{W}]{0,8}?{T}(?:[、和兼及与]{O}[^，,。；{P}{O}{T}{W}]{0,8}?{T})+)"
    )


@cache
def _step() -> re.Pattern[str]:
    return expand(
        r"(?<=[、，,和及与兼任是为过])(?P<org>{O})(?:的|旗下)?(?:[^，,。、；{P}{O}{T}{W}]{0,6}?{O})?[^，,。；{P}{O}{T}{W}]{0,6}?"
        r"(?P<posts>{T}(?:[、兼及和与]{T})*)"
    )


def _careers(scene: Scene) -> Iterator[Finding]:
    """曾任甲公司经理、乙公司总监: a membership for each house of the list, as far as its commas bring no other verb."""
    text = scene.skeleton.text
    for match in (*_career().finditer(text), *_present().finditer(text)):
        people = scene.skeleton.phrases[match.start("person")]
        start, end = match.span("list")
        for step in _step().finditer(text[:end], start):
            house = scene.skeleton.phrases[step.start("org")]
            if house and people:
                posts, span = scene.item(*step.span("posts")), scene.skeleton.span(*step.span())
                for item in people.items:
                    roles = (Role("person", item), Role("org", house.items[0]), Role("position", posts))
                    yield Finding("membership", roles, span, span, 0.8, *_CERTAIN, timeless=True)


def _leaving(scene: Scene) -> dict[tuple[int, int], frozenset[str]]:
    """Where the persons stand whom the sentence tells to be leaving, and the houses they leave."""
    return {
        (r.item.span.start, r.item.span.end): frozenset(o.key for o in f.values("org"))
        for f in departures(scene)
        for r in f.roles
        if r.role == "person" and f.polarity is None and r.item.span and _for_good(scene.text, r.item.span, f.trigger)
    }


def _for_good(text: str, person: Span, trigger: Span) -> bool:
    """Whether nothing says that the person stays on for a while."""
    return "留任" not in text[min(person.end, trigger.end) : max(person.start, trigger.start)]


def _org(scene: Scene, position: int, item: Item, shared: Item | None) -> Item | None:
    if item.org:
        return item.org if item.org.name and item.org.name.kind is not MentionKind.GROUP else None
    if shared:
        return shared
    if not item.positions or _OUTSIDE.search(item.positions[-1].text):
        return None
    return hosts.host(scene, position)


def _claims(
    scene: Scene, phrase: Phrase, item: Item, org: Item | None, gone: dict[tuple[int, int], frozenset[str]]
) -> Iterator[Finding]:
    positions = _positions(scene, item)
    if not positions or org is None or item.span is None:
        return
    words = "、".join(p.text for p in positions)
    person, place = Role("person", item), Role("org", org)
    evidence = _around(phrase, item)
    if FOUNDER.search(words) and not item.former:  # 原星河汽车创始人王远 tells a post he no longer has
        yield Finding("founding", (person, place), evidence, evidence, 0.85, *_CERTAIN, timeless=True)
        if not _CO_FOUNDER.search(words) and all(FOUNDER.search(p.text) and not re.search("兼", p.text) for p in positions):
            return
    acting = next(
        (p for p in item.positions if p.span and p.span.start >= item.span.end and p.text.startswith(("代理", "署理", "临时"))),
        None,
    )
    if acting:
        yield Finding("appointment", (person, place, Role("position", acting)), evidence, evidence, 0.8)
    left = gone.get((item.span.start, item.span.end))
    if left is not None and (not left or org.key in left):
        return
    roles = (person, place, *(Role("position", p) for p in positions))
    if _NEW.search(scene.text[phrase.span.start : item.span.start]):
        yield Finding("appointment", roles, evidence, evidence, 0.8)
        return
    yield Finding("membership", roles, evidence, evidence, 0.8, *_CERTAIN, timeless=True)


def _around(phrase: Phrase, item: Item) -> Span:
    """The part of a phrase that tells of one of its persons."""
    if len(phrase.items) == 1 or item.span is None:
        return phrase.span
    spans = [p.span for p in item.positions if p.span] + ([item.org.span] if item.org and item.org.span else [])
    near = [s.start for s in spans if phrase.span.start <= s.start <= item.span.start]
    return Span(min([*near, item.span.start]), max([item.span.end, *(s.end for s in spans if s.end <= phrase.span.end)]))


def _positions(scene: Scene, item: Item) -> tuple[Item, ...]:
    """The person's posts as one stretch where they stand side by side, without 现任 and 公司 before them."""
    kept = [p for p in item.positions if not _NO_POST.search(p.text)]
    if not kept or kept[0].span is None:
        return tuple(kept)
    first, last = kept[0].span, kept[-1].span
    if len(kept) > 1 and last and first.start < last.start and last.start - first.end <= 2:
        span = Span(first.start, last.end)
    elif len(kept) > 1:
        return tuple(kept)
    else:
        span = first
    lead = _LEADING.match(span.of(scene.text))
    if lead and lead.end() < span.end - span.start:
        span = Span(span.start + lead.end(), span.end)
    return (Item(span, span.of(scene.text)),)
