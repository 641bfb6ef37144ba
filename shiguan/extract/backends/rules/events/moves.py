"""Where those who leave go and why: what stands in the clauses around a departure, and joinings told without a post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from shiguan.extract.backends.rules import hosts
from shiguan.extract.backends.rules.patterns import Pattern, expand, findings, load_patterns
from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.claim import Polarity
from shiguan.records.document import Span

_END = re.compile(r"[。；！？;!?]")
_GO = (
    r"(?:加入|加盟|投奔|投效|过档|落脚|入职|跳槽[到至去]?|转投|转会[到至]?|去了|去到|去往|奔赴|转[至到赴]|赴任?|出任|转任|改任|履新|执掌|(?<=槽)到|转战|回归|重返|回到|返回|(?:将|会|要|拟|后)到|就职于|任职于|受聘于|效力|签约|"
    r"(?:新东家|下一站|去向|下家|新去处|新岗位)[^，。；{P}{O}]{0,4}?(?:是|为|或是|或为)|空降|投身|进入|前往|(?<![辞失免除过卸离出])去(?!年|世|职|留|向))"
)
_ONE = re.compile(r"(?:其中)?另?一(?:位|名|人|个)(?![月年多])")
_REASON_END = (
    r"(?=[，,]|已经?|于|而|向|提出|提交|递交|申请|请辞|辞|离|卸|不再|被|将|递|宣布|选择|正式|退任|退出|决定|需|不久|近日|日前|$)"
)


@cache
def _going() -> re.Pattern[str]:
    return expand(_GO + r"(?:了|到|至)?[^，。；：{P}{O}]{0,12}?(?P<org>{O})(?!的?(?:老|前|原)?(?:大学|学院)?门)")


@cache
def _doing() -> tuple[re.Pattern[str], ...]:
    return (
        expand(
            r"(?P<activity>[^，,。；：{P}{O}]{0,10}?(?:创业|自立门户[^，,。；{P}{O}]{0,8}|另起炉灶|单干|休息[^，,。；{P}{O}]{0,6}|休养|深造|"
            r"读博|读书|留学|任教|从教|教书|陪伴家人|回归家庭|环游世界|做投资|从政|隐退|养老|创投|创办[^，,。；{P}]{1,12}(?:公司|品牌|工作室)))"
        ),
        expand(
            r"(?:投身(?:于|到)?|转向|从事|专注于?|着手|筹备|开启|转做|转行做?|改行做?|改做|去做|准备做|做起了?|尝试)(?P<activity>[^，,。；{P}{O}]{2,14})"
        ),
    )


@cache
def _reasons() -> tuple[re.Pattern[str], ...]:
    return (
        expand(r"(?:因为|因|由于|出于|鉴于|基于)(?P<reason>[^，,。；：“”{P}{O}]{1,24}?)" + _REASON_END),
        expand(r"以(?P<reason>[^，,。；：“”{P}{O}]{2,20})为由"),
        expand(r"(?:理由|原因|缘由|起因)(?:则|主要|据称|据悉)?(?:是|为|系|：|:)(?P<reason>[^，,。；“”{P}]{2,30})"),
        expand(r"(?P<reason>届龄退休|到龄退休|届满退休|任期届满|任期满|合同到期|合约到期|达到(?:法定)?退休年龄|换届)"),
    )


@cache
def _leaving() -> tuple[Pattern, ...]:
    return tuple(p for p in load_patterns() if p.event_type == "departure")


def read(scene: Scene) -> Iterable[Finding]:
    """Departures once more with reason and destination, where the sentence tells them; joinings that stand by themselves."""
    left = departures(scene)
    for finding in left:
        if finding.polarity is not Polarity.NEGATED:
            told = _details(scene, finding)
            yield replace(finding, roles=(*finding.roles, *told))
    yield from _joinings(scene, left)
    yield from _dealt(scene)
    yield from _plain_posts(scene)


def departures(scene: Scene) -> list[Finding]:
    """The departures of a sentence, as the patterns tell them and as moves from one house to another do."""
    return [*findings(scene, _leaving()), *_transfers(scene)]


def _details(scene: Scene, finding: Finding) -> tuple[Role, ...]:
    have = {r.role for r in finding.roles}
    start, end = _skeleton_span(scene, finding.trigger)
    found: list[Role] = []
    if "reason" not in have:
        found += [Role("reason", i) for i in _reason(scene, start, end)]
    stretch = _scope(scene, finding, start)
    if stretch and "destination_org" not in have:
        found += _destination(scene, finding, stretch)
    return tuple(found)


def _skeleton_span(scene: Scene, span: Span) -> tuple[int, int]:
    origins = scene.skeleton.origins
    start = next(i for i, o in enumerate(origins) if o.end > span.start)
    end = next((i for i, o in enumerate(origins) if o.start >= span.end), len(origins))
    return start, end


def _reason(scene: Scene, start: int, end: int) -> tuple[Item, ...]:
    text = scene.skeleton.text
    hard = max((text.rfind(c, 0, start) for c in "。；！？"), default=-1) + 1
    stop = _END.search(text, end)
    best: tuple[int, int, int] | None = None
    for pattern in _reasons():
        for match in pattern.finditer(text, hard, stop.start() if stop else len(text)):
            span = match.span("reason")
            distance = start - span[1] if span[1] <= start + 4 else span[0] - end + 3
            if (
                -5 <= distance <= 40
                and (best is None or distance < best[0])
                and text[span[0] : span[1]] not in ("此", "故", "而", "其", "为")
            ):
                best = (distance, *span)
    return (scene.item(best[1], best[2]),) if best else ()


def _scope(scene: Scene, finding: Finding, begin: int) -> tuple[int, int] | None:
    """The skeleton stretch after the trigger that still speaks of this person: to the next person, or what 前者 and 后者 begin."""
    text = scene.skeleton.text
    stop = _END.search(text, begin)
    last = stop.start() if stop else len(text)
    person = next(iter(finding.values("person")), None)
    if person is None:
        return None
    group = next((p for p in scene.phrases if p.letter == "P" and any(i is person or i.span == person.span for i in p.items)), None)
    if group and len(group.items) > 1:
        return _turn(scene, group, person, begin, last)
    limit = next((i for i in range(begin, last) if _other_person(scene.skeleton.phrases[i], person)), last)
    return begin, limit


def _other_person(phrase: Phrase | None, person: Item) -> bool:
    return bool(phrase and phrase.letter == "P" and all(i.text != person.text for i in phrase.items))


def _turn(scene: Scene, group: Phrase, person: Item, end: int, last: int) -> tuple[int, int] | None:
    """The clause about one of a list: 前者…后者…, 一个…一个…, or the one that begins with the name."""
    marks = _marks(scene, end, last)
    order = [i.text for i in group.items].index(person.text)
    named = next((i for i in range(end, last) if _names(scene.skeleton.phrases[i], person)), None)
    if named is not None and not marks:
        limit = next((i for i in range(named + 1, last) if _other_person(scene.skeleton.phrases[i], person)), last)
        return named + 1, limit
    if len(marks) < len(group.items) or order >= len(marks):
        return None
    return marks[order], marks[order + 1] - 1 if order + 1 < len(marks) else last


def _names(phrase: Phrase | None, person: Item) -> bool:
    return bool(
        phrase and phrase.letter == "P" and not phrase.pronoun and len(phrase.items) == 1 and phrase.items[0].text == person.text
    )


def _marks(scene: Scene, end: int, last: int) -> list[int]:
    """Skeleton positions where 前者, 后者, 一个, 另一位 begin a turn, in order."""
    found: list[int] = []
    text, origins = scene.text, scene.skeleton.origins
    for i in range(end, last):
        at = origins[i].start
        begins = text[at - 1 : at] in ("，", ",", "：", ":")
        if text.startswith(("前者", "后者"), at) or (begins and _ONE.match(text, at)):
            found.append(i)
    return found


def _destination(scene: Scene, finding: Finding, stretch: tuple[int, int]) -> list[Role]:
    text = scene.skeleton.text
    own = {i.text for i in finding.values("org")}
    found: list[Role] = []
    for match in _going().finditer(text, *stretch):
        phrase = scene.skeleton.phrases[match.start("org")]
        items = (
            [
                i
                for i in phrase.items
                if i.text not in own and not any(i.name and o.name and i.name.name == o.name.name for o in finding.values("org"))
            ]
            if phrase
            else []
        )
        if items:
            found.append(Role("destination_org", items[0]))
            break
    for pattern in _doing():
        activity = pattern.search(text, *stretch)
        if activity:
            found.append(Role("destination_activity", scene.item(*_without_lead(text, *activity.span("activity")))))
            break
    return found


_LEAD = re.compile(
    r"^(?:前者|后者|其中|另?一[位名人个]|将|拟|并|已|则|会|打算|准备|计划|选择|后|去|也|于|正|在|随后|正式|再次|自己|决定|其|了|开始|转身|现|目前|据悉|加入|转而|便|就|要)+"
)


def _without_lead(text: str, start: int, end: int) -> tuple[int, int]:
    lead = _LEAD.match(text[start:end])
    return (start + lead.end(), end) if lead and start + lead.end() < end - 1 else (start, end)


@cache
def _transfer() -> re.Pattern[str]:
    return expand(
        r"(?P<person>{P})[^，,。；！？：的{P}{O}]{0,12}?(?P<trigger>(?P<sure>转任|调任|转赴|改任|转往|调往|调至|转至|转投|转会|租借|外租|改投)|去了|去往|加盟|加入|跳槽至|跳槽到|投奔)"
        r"[^，。；{P}{O}]{0,8}?(?P<org>{O})(?!的?(?:董事会|委员会|阵营|联盟|行列|直播|发布会|论坛|平台|生态|计划))"
    )


_YEARS_AGO = re.compile(r"(?:19|20)\d\d年")


def _transfers(scene: Scene) -> Iterator[Finding]:
    """Who moves from a post told to another house leaves the first."""
    for match in _transfer().finditer(scene.skeleton.text):
        people, house = scene.skeleton.phrases[match.start("person")], scene.skeleton.phrases[match.start("org")]
        for item in people.items if people and house else ():
            assert people is not None
            of_theirs = match["sure"] or scene.text[: people.span.start].endswith(("其", "公司", "集团"))
            old = item.org or (hosts.host if of_theirs else hosts.subject)(scene, match.start())
            if not item.positions or item.former or old is None or house is None or old.key == house.items[0].key:
                continue
            told = scene.skeleton.span(*match.span()).of(scene.text)
            if not match["sure"] and _YEARS_AGO.search(told):  # 总裁王远2019年加入: how he came to the post he has
                continue
            roles = (
                Role("person", item),
                Role("org", old),
                Role("destination_org", house.items[0]),
                *(Role("position", p) for p in item.positions),
            )
            yield Finding(
                "departure", roles, scene.skeleton.span(*match.span("trigger")), scene.evidence(match.start(), match.end()), 0.75
            )
    yield from _signed_away(scene)


@cache
def _signing() -> re.Pattern[str]:
    return expand(
        r"(?<![从自由])(?P<org>{O})[^，。；{P}{O}]{0,12}?(?P<trigger>签下|签入|交易得到|买下|买断|挖来|挖走|引进|租借来|招揽|网罗)(?:了)?[^，。；{P}{O}]{0,10}?(?P<person>{P})"
    )


def _signed_away(scene: Scene) -> Iterator[Finding]:
    """乙队签下甲队后卫王远: he leaves the house that his title names."""
    for match in _signing().finditer(scene.skeleton.text):
        people, house = scene.skeleton.phrases[match.start("person")], scene.skeleton.phrases[match.start("org")]
        for item in people.items if people and house else ():
            if house and item.org and item.positions and not item.former and item.org.key != house.items[0].key:
                posts = (Role("position", p) for p in item.positions)
                roles = (Role("person", item), Role("org", item.org), Role("destination_org", house.items[0]), *posts)
                evidence = scene.evidence(match.start(), match.end())
                yield Finding("departure", roles, scene.skeleton.span(*match.span("trigger")), evidence, 0.75)


@cache
def _join() -> re.Pattern[str]:
    return expand(
        r"(?P<person>{P})(?:(?!的|离开|离职|辞|告别|没有|曾想|因|表示|认为|回应|邀请|为了|联合|宣布与|投资|带领|率|希望)[^，,。；！？：{P}{O}]){0,16}?"
        r"(?:(?:从|自){O}[^，,。；：{P}{O}]{0,4}毕业[^，,。；：{P}{O}]{0,6})?"
        r"(?P<trigger>加入|加盟|入职|进入|调入|并入|跳槽到|跳槽至|投奔|投效|过档|落脚|转投|转会|空降|重返|回归|重回|入伙|转会至|转会到|签约|租借至|租借到|租借加盟|外租至|正式加入|上班)(?!前(?!往)|之前|以前)"
        r"(?:了|到|至)?(?:[^，,。；！？：的{P}{O}]|的(?=[^，。]{0,4}{O})){0,10}?(?P<org>{O})"
        r"(?!的?(?:阵营|行列|平台|生态|联盟|计划|基金|项目|合作|产业|战略|代言|董事会|视野|供应链|体系|[{T}]会))".replace(
            "[{T}]", "{T}"
        )
    )


@cache
def _later_join() -> re.Pattern[str]:
    """A step of a career told in a later clause: …，2011年进入星河汽车."""
    return expand(
        r"(?P<person>{P})[^。；！？“”{P}]{0,80}?[，,](?:并|后|随后|此后|之后|后来|再|又|于|毕业后|转而|最终|同年|次年){0,3}(?P<when>{W})?(?:[从自][^，。；{P}]{2,16}?毕业后?)?(?:[^，,。；！？：的没未拟{P}{O}{T}]){0,6}?"
        r"(?P<trigger>加入|加盟|进入|入职|调入|并入|转入|跳槽到|跳槽至|空降|重返|投奔)(?!前(?!往)|之前|以前)(?:了|到|至)?(?:[^，。；！？：的{P}{O}]){0,6}?(?P<org>{O})"
        r"(?!的?(?:阵营|行列|平台|生态|联盟|计划|基金|项目|合作|产业|战略|代言|董事会|视野|供应链|体系|{T}会))"
    )


@cache
def _join_shapes() -> tuple[re.Pattern[str], ...]:
    return (
        _join(),
        expand(
            r"(?P<person>{P})的?(?P<trigger>(?:新东家|下一站|去向|下家|新去处|下一份工作|新工作|新岗位)[^，。；{P}{O}]{0,6}?(?:或|疑|应|已|"
            r"将)?(?:是|为|系|在))[^，。；{P}{O}]{0,12}?(?P<org>{O})"
        ),
        expand(
            r"(?P<person>{P})[^，,。；！？：{P}{O}]{0,14}?(?P<trigger>(?:到|去|赴)[^，。；{P}{O}]{0,6}?)(?P<org>{O})(?:上班|任职|"
            r"就职|报到|工作|履新)(?!过|了?[一二两三四五六七八九十\d]+年|期间|时|的)"
        ),
        expand(
            r"(?P<person>{P})[^，,。；！？：{P}{O}]{0,14}?(?:将|拟|可能|或|或将|有望|即将|会)(?P<trigger>转会|转投|加盟|加入|执教|接手|执掌|"
            r"签约)[^，。；{P}{O}]{0,6}?(?P<org>{O})"
        ),
    )


def _joinings(scene: Scene, left: list[Finding]) -> Iterator[Finding]:
    """Somebody joins a house: an appointment in its own right unless the sentence tells it as where a leaver goes."""
    leavers = {i.text for f in left for i in f.values("person")}
    text = scene.skeleton.text
    for number, shape in enumerate(_join_shapes()):
        for match in shape.finditer(text):
            people, house = scene.skeleton.phrases[match.start("person")], scene.skeleton.phrases[match.start("org")]
            if (
                people is None
                or house is None
                or (re.search(r"曾|此前|早年|之前", text[max(0, match.start() - 3) : match.start("trigger")]) and number > 1)
            ):
                continue
            span = scene.skeleton.span(*match.span("trigger"))
            for item in people.items:
                if item.text not in leavers:
                    roles = (Role("person", item), Role("org", house.items[0]))
                    yield Finding("appointment", roles, span, scene.evidence(match.start(), match.end()), 0.7)
    yield from _later_joinings(scene, leavers)


def _later_joinings(scene: Scene, leavers: set[str]) -> Iterator[Finding]:
    """Joinings in later clauses; of those who leave only the ones with a time of their own, which make an event of their own."""
    for match in _later_join().finditer(scene.skeleton.text):
        people, house = scene.skeleton.phrases[match.start("person")], scene.skeleton.phrases[match.start("org")]
        span = scene.skeleton.span(*match.span("trigger"))
        for item in people.items if people and house else ():
            own_time = match["when"] and _YEARS_AGO.search(scene.skeleton.span(*match.span("when")).of(scene.text))
            if house and (own_time or item.text not in leavers):
                roles = (Role("person", item), Role("org", house.items[0]))
                yield Finding("appointment", roles, span, scene.evidence(match.start("trigger"), match.end()), 0.7)


@cache
def _dealing() -> re.Pattern[str]:
    return expand(
        r"(?P<person>{P})[^，。；{P}{O}]{0,10}?分别[^，。；{P}{O}]{0,4}?(?P<trigger>出任|担任|升任|接任|获任|任|为)"
        r"(?:(?P<org>{O})(?:的)?)?(?P<posts>{T}(?:[、和及与，,]{T})+)"
    )


def _dealt(scene: Scene) -> Iterator[Finding]:
    """甲、乙分别出任总裁和财务总监: each takes the post in his turn."""
    for match in _dealing().finditer(scene.skeleton.text):
        if match["trigger"] in ("任", "为") and not _NEWS.search(scene.text) and not _amid_news(scene):
            continue
        people = scene.skeleton.phrases[match.start("person")]
        posts = [p.items[0] for p in scene.skeleton.phrases[match.start("posts") : match.end("posts")] if p]
        named = scene.skeleton.phrases[match.start("org")] if match["org"] else None
        for item, post in zip(people.items if people else (), posts, strict=False):
            house = named.items[0] if named else hosts.seat(scene, match.start("trigger"), (item,))
            roles = (Role("person", item), *((Role("org", house),) if house else ()), Role("position", post))
            evidence = scene.evidence(match.start(), match.end())
            yield Finding("appointment", roles, scene.skeleton.span(*match.span("trigger")), evidence, 0.95)


@cache
def _plain() -> re.Pattern[str]:
    return expand(
        r"(?P<person>{P})(?:[^，,。；！？：“”{P}{O}{T}]{0,6}?)(?<![出升转改调接继就兼担上新获委聘首前现历连辞卸离责主信时曾自起])(?P<trigger>任)(?:了)?(?:(?P<org>{O})(?:的|旗下|公司|集团)?)?(?P<posts>{T}(?:[、兼及和与暨]{T})*)(?!的?任职资格)"
    )


_STATE = re.compile(r"目前|继续|依旧|现在|现任|如今|此前|之前|曾|当时|期间|时任|一直|至今|仍|眼下|早年|先后|历任|不再")
_NEWS = re.compile(
    r"任命|聘任|委任|换届|选举|当选|推举|任免|新一届|领导班子|班子|人事|换将|换帅|接任|免去|辞去|卸任|离任|接替|升任|出任|调任|请来|改任|重组|组建|揭牌"
)


def _amid_news(scene: Scene) -> bool:
    """Whether one of the sentences before in the paragraph, or the one right before, tells of changes of posts."""
    near = scene.previous
    return bool(near and _NEWS.search(near.text)) or any(_NEWS.search(earlier.text) for earlier in scene.paragraph())


def _plain_posts(scene: Scene) -> Iterator[Finding]:
    """王远任总裁: a change where the sentences tell of changes, else what somebody is."""
    text = scene.skeleton.text
    for match in _plain().finditer(text):
        people = scene.skeleton.phrases[match.start("person")]
        if people is None or re.search("由$|将|拟|即日", text[max(0, match.start() - 2) : match.start("trigger")]):
            continue
        told = scene.skeleton.span(0, match.start("trigger") + 1).of(scene.text)
        change = not _STATE.search(told) and (bool(_NEWS.search(told)) or _amid_news(scene))
        for item in people.items:
            named = scene.skeleton.phrases[match.start("org")] if match["org"] else None
            house = named.items[0] if named else hosts.seat(scene, match.start("trigger"), (item,))
            posts = scene.item(match.start("posts"), match.end("posts"))
            roles = (Role("person", item), *((Role("org", house),) if house else ()), Role("position", posts))
            span, evidence = scene.skeleton.span(*match.span("trigger")), scene.evidence(match.start(), match.end())
            yield Finding("appointment" if change else "membership", roles, span, evidence, 0.8, timeless=not change)
