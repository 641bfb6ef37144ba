"""Who buys, who sells, and how much of it: what the network sees of deals and rounds, put right by the words between the names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shiguan.extract.backends.rules.events.ranks import place
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.claim import Polarity
from shiguan.records.document import Span

_BIDDERS = re.compile(
    r"(?:买家|买方|收购方|接盘方|接手方|竞购方|竞购者|竞标者)(?:包括|包含|有|为|是|系)(?:了)?(?P<who>[^，,。；;！？]{2,40})"
)
_O, _P, _N = (SYMBOLS[x] for x in "OPN")
_SELLS = (
    r"(?:(?:出售|变卖|卖掉|卖出|售出|让售|转让|出让|转卖|甩卖|抛售|洽售|剥离|脱手)(?!给|予|与|方|于)"
    r"|\b(?:sells?|sold|selling|divest(?:s|ed|ing)?|offload(?:s|ed|ing)?)\b)"
)
_BUYS = r"(?:收购|并购|购买|购入|买下|买入|受让|取得|获得|拿下|接手|入主|盘下|吃下|购得|\b(?:buy|bought|acquir)[a-z]*)"
_SELLING = re.compile(rf"^(?:(?!{_BUYS})[^。；！？{_P}]){{0,40}}?{_SELLS}[^，,。；！？{_O}{_P}]{{0,24}}$")
"""Between who sells and what is sold; a firm's name may stand in between."""
_DISPOSES = re.compile(r"(?:将|把)[^，,。；！？]{0,14}$")
_DISPOSED = re.compile(rf"^[^，,。；！？{_P}]{{0,24}}?(?:{_SELLS}|(?:卖|售|转让|出让)(?:给|予|与))")
_OTHER_SIDE = re.compile(r"(?:[给予向与和跟同由被于]|售|卖)[^，,。；！？" + _O + _P + r"]{0,8}$|\b(?:to|by|with) (?:[a-z]+ )*$")
"""Before somebody whom the seller deals with."""
_BUYER = re.compile(
    rf"(?:[给予]了?|售与|转让于)[^，,。；！？{_O}{_P}]{{0,10}}(?P<given>{_O})|(?:与|和|同|跟)[^，,。；！？{_O}{_P}]{{0,6}}(?P<signed>{_O})[^，,。；！？{_O}]{{0,6}}(?:签|订立|达成)|"
    rf"向[^，,。；！？{_O}{_P}]{{0,6}}(?P<towards>{_O})[^，,。；！？{_O}]{{0,12}}?{_SELLS}|\bto (?:[a-z]+ ){{0,4}}(?P<to>{_O})"
)
_FROM = re.compile(r"(?:[向从自由](?:[^，,。；！？" + _O + _P + r"]{0,8}))$")
_BOUGHT_FROM = re.compile(rf"^(?:(?!{_SELLS})[^，,。；！？]){{0,24}}?{_BUYS}")
_NOT_BETWEEN = "共同|联合|对方|其出|由|双方|均|都|合计|各自|破裂|控股|增持|接盘|技术|合作|向|买家"
_SOLD_BETWEEN = re.compile(
    rf"(?P<seller>{_O})(?:[^，,。；！？{_O}{_P}]{{0,4}}(?:与|和|同|跟)[^，,。；！？{_O}{_P}]{{0,10}}(?P<buyer>{_O}))?"
    rf"(?!{_NOT_BETWEEN})(?=[^。；！？]{{0,12}}(?:签|谈|达成|订立|磋商|协商))"
    rf"(?:(?!{_BUYS}|{_NOT_BETWEEN})[^。；！？{_O}{_P}]){{0,40}}?{_SELLS}(?!协议|意向|合同|备忘|不良|业务)"
)
"""甲公司与乙公司签署协议，出售…: who sells and who buys; names told side by side may be one phrase."""
_TAKEN_FROM = re.compile(rf"{_BUYS}了?(?:由|原|其|大|控股|第一大|创始|股东|{SYMBOLS['T']})*$")
_HELD = re.compile("(?:所|手中|名下)(?:持有?|拥有)|持有|拥有")
_STAKE = r"(?:的?(?:股权|股份|股票|股本|权益|持股)|股)"
_CONTROL = re.compile(
    r"控股|控制|实控|入主|易主|全资|子公司|并表|全部|要约|私有化|合并|多数股|剩余|余下|其余|大股东|接盘|收归|\b(?:control|majority|remaining|whole|all|entire)"
)
_HALF = 50
_RAISES = re.compile("轮|融资|募|定增|增发|发行|注资")
_HOLDS = re.compile(rf"(?:所|合计|直接|间接)*(?:持有?|拥有|控制|手中)(?:的|之)?{_O}")
_COMPANY = re.compile("公司|自身|自己")
_ITSELF = re.compile("(?:整[个间家])?公司|它|自己")
_OWN_SHARES = re.compile(
    r"(?:出售|转让|变卖|出让)(?:公司|自身|其|自己)?(?:的?(?:全部|部分|控股|多数))?(?:股权|股份|控[制股]权|公司|自己)"
)


def of_something_named(scene: Scene, finding: Finding) -> Finding | None:
    """An acquisition of what is known for a name or stands in marks, or of 公司, whom the story is about; None of anything else.

    Of what the rules take for bought by its place alone (并购贷款, 收购告吹), six in seven are none in the annotated texts.
    """
    bought = finding.values("target")
    if finding.event_type != "acquisition" or not bought or any(i.name or _is_marked(scene, i) for i in bought):
        return finding
    story = scene.discourse.story.about()
    buyers = {i.key for i in finding.values("acquirer")}
    return _sold(finding, story) if story and _ITSELF.fullmatch(bought[0].text) and story.key not in buyers else None


def _is_marked(scene: Scene, item: Item) -> bool:
    return item.span is not None and (item.text[0] in "“「《" or scene.text[: item.span.start].endswith(("“", "「", "《")))


def parties_put_right(scene: Scene, finding: Finding) -> Finding:
    """An acquisition whose buyer is not who sells, and whose target not who owns it.

    甲出售乙, 甲向丙购买乙, 甲受让丙所持乙, 甲易主乙.
    """
    if finding.event_type != "acquisition":
        return finding
    finding = _bidders(scene, _changed_hands(scene, finding))
    owned = [(i, _owned_by(scene, i)) for i in finding.values("target")]
    if any(o for _, o in owned):
        roles = (*(r for r in finding.roles if r.role != "target"), *(Role("target", o or i) for i, o in owned))
        finding = replace(finding, roles=roles)
    if buyer := _other_signatory(scene, finding):
        return _bought_by(finding, buyer)
    if seller := _sells_shares(scene, finding):
        kept = tuple(r for r in finding.roles if r.role != "acquirer")
        itself = _COMPANY.search(scene.text, seller.span.end if seller.span else 0, finding.trigger.end)
        return _sold(replace(finding, roles=kept), seller) if itself else replace(finding, roles=kept)
    return _from_who_has_it(scene, finding)


def _bidders(scene: Scene, finding: Finding) -> Finding:
    """潜在买家包括甲和乙: who is named there buys, what is sold stands elsewhere."""
    said = _BIDDERS.search(scene.text)
    if said is None or not finding.values("acquirer"):
        return finding
    inside = Span(*said.span("who"))
    named = [i for i in finding.values("target") if i.span and inside.contains(i.span)]
    buyers = [i for p in scene.phrases if p.letter in "OP" and inside.contains(p.span) for i in p.items]
    sold = scene.discourse.story.about(frozenset(i.text for i in buyers))
    if not named or not buyers or sold is None:
        return finding
    kept = tuple(r for r in finding.roles if r.role not in ("acquirer", "target"))
    return replace(finding, roles=(*kept, Role("acquirer", buyers[0]), Role("target", sold.elsewhere())))


def _changed_hands(scene: Scene, finding: Finding) -> Finding:
    """甲拟易主乙: 甲 is what changes hands."""
    buyers, bought = finding.values("acquirer"), finding.values("target")
    start, end = finding.trigger.start, finding.trigger.end
    if "易主" not in finding.trigger.of(scene.text) or len(buyers) != 1 or len(bought) != 1:
        return finding
    first, after = buyers[0].span, bought[0].span
    if first is None or after is None or not first.end <= start < end <= after.start:
        return finding
    if re.search("[，,；;。]", scene.text[first.end : start]) or not re.fullmatch("[给予于至]?", scene.text[end : after.start]):
        return finding
    kept = tuple(r for r in finding.roles if r.role not in ("acquirer", "target"))
    return replace(finding, roles=(*kept, Role("target", buyers[0]), Role("acquirer", bought[0])))


def _from_who_has_it(scene: Scene, finding: Finding) -> Finding:
    """The acquisition with who buys for who sells, where the words beside the names say which is which."""
    for buyer in finding.values("acquirer"):
        at = _at(scene, buyer)
        if at is not None and _is_taken_from(scene, at):
            taken = frozenset((buyer.text, *(i.text for i in finding.values("target"))))
            return _bought_by(finding, next(iter(scene.agent(at, taken)), None))
        for bought in finding.values("target"):
            if at is None or (what := _at(scene, bought)) is None or at >= what:
                continue
            if _sells(scene, at, what):
                return _bought_by(finding, _buyer(scene, (buyer, bought)))
            if _is_bought_from(scene, at, what):
                agent = scene.agent(at, frozenset((buyer.text, bought.text)))
                return _bought_by(finding, next(iter(agent), None))
    return finding


def _owned_by(scene: Scene, owner: Item) -> Item | None:
    """What somebody holds by the words right behind the name."""
    at = _at(scene, owner)
    match = _HOLDS.match(scene.skeleton.text, at + 1) if at is not None else None
    phrase = scene.skeleton.phrases[match.end() - 1] if match else None
    return phrase.items[0] if phrase and phrase.items[0].text != owner.text else None


def _sells_shares(scene: Scene, finding: Finding) -> Item | None:
    """甲没有出售股权的计划: who was taken for the buyer, where the sentence names nothing that is sold."""
    if any(i.span for i in finding.values("target")) or not _OWN_SHARES.match(scene.text, finding.trigger.start):
        return None
    sellers = [i for i in finding.values("acquirer") if i.span and i.span.end <= finding.trigger.start]
    at = _at(scene, sellers[0]) if sellers else None
    return sellers[0] if at is not None and not _OTHER_SIDE.search(scene.skeleton.text[:at]) else None


def _sold(finding: Finding, itself: Item) -> Finding:
    return replace(finding, roles=(*(r for r in finding.roles if r.role != "target"), Role("target", itself)))


def _at(scene: Scene, item: Item) -> int | None:
    return place(scene, item.span.start) if item.span else None


def _sells(scene: Scene, seller: int, what: int) -> bool:
    text = scene.skeleton.text
    before, between, after = text[:seller], text[seller + 1 : what], text[what + 1 :]
    if _OTHER_SIDE.search(before):
        return False
    if _SELLING.search(between):
        return True
    return bool(_DISPOSES.search(between) and _DISPOSED.match(after))


def _is_bought_from(scene: Scene, owner: int, what: int) -> bool:
    text = scene.skeleton.text
    return bool(_FROM.search(text[:owner]) and _BOUGHT_FROM.match(text[owner + 1 : what]))


def _is_taken_from(scene: Scene, owner: int) -> bool:
    """受让原股东甲公司所持股权: 甲公司 sells."""
    text = scene.skeleton.text
    return bool(_TAKEN_FROM.search(text, 0, owner) and _HELD.match(text, owner + 1))


def _other_signatory(scene: Scene, finding: Finding) -> Item | None:
    """Who buys from the one who sells, where the sentence says that the two sign or talk about it."""
    told = {i.text for i in finding.values("acquirer")}
    bought = {i.text for i in finding.values("target")}
    for sides in _SOLD_BETWEEN.finditer(scene.skeleton.text):
        places = [sides.start("seller"), *([sides.start("buyer")] if sides["buyer"] else [])]
        named = [i for place in places if (p := scene.skeleton.phrases[place]) for i in p.items]
        if len(named) == 2 and told <= {named[0].text} and named[1].text not in bought:
            return named[1]
    return None


def _buyer(scene: Scene, others: tuple[Item, ...]) -> Item | None:
    """Whom the sentence says it goes to."""
    taken = {i.text for i in others}
    for match in _BUYER.finditer(scene.skeleton.text):
        phrase = scene.skeleton.phrases[match.start(match.lastgroup or 0)]
        if phrase and phrase.items[0].text not in taken:
            return phrase.items[0]
    return None


def _bought_by(finding: Finding, buyer: Item | None) -> Finding:
    kept = tuple(r for r in finding.roles if r.role != "acquirer")
    return replace(finding, roles=(*kept, Role("acquirer", buyer)) if buyer else kept)


def told_as_one_deal(scene: Scene, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of a sentence without one of a round and a purchase that the same words tell: the surer stays.

    What a buyer pays (拿出3亿元收下乙) is no money raised by him.
    """
    rounds = [f for f in findings if f.event_type == "funding"]
    purchases = [f for f in findings if f.event_type == "acquisition"]
    let_go: list[Finding] = []
    for one in rounds:
        for other in (p for p in purchases if p.evidence.overlaps(one.evidence)):
            if _is_paid(scene, one, other):
                let_go.append(one)
            elif _is_one(scene, one, other):
                let_go.append(min(one, other, key=lambda f: f.confidence))
    let_go += [f for f in findings if f.event_type == "abandonment" and any(_is_called_off(f, p) for p in purchases)]
    return [f for f in findings if f not in let_go]


def _is_called_off(given_up: Finding, purchase: Finding) -> bool:
    """终止收购乙: the purchase is off, which is one thing and not two."""
    off = purchase.polarity is Polarity.NEGATED and purchase.evidence.overlaps(given_up.evidence)
    things = {i.text for i in given_up.values("subject")}
    return off and any(t.text in thing for t in purchase.values("target") for thing in things)


def _is_paid(scene: Scene, one: Finding, purchase: Finding) -> bool:
    told = one.values("investors") or one.values("round") or _RAISES.search(scene.text, one.evidence.start, one.evidence.end)
    sums = ({i.span for i in f.values("amount") if i.span} for f in (one, purchase))
    return bool(set.intersection(*sums)) and not told and _share(one, "org", purchase, "acquirer")


def _is_one(scene: Scene, one: Finding, purchase: Finding) -> bool:
    first, last = sorted((one.trigger, purchase.trigger))
    apart = re.search("[，,；;。]", scene.text[first.end : last.start])
    shared = _share(one, "investors", purchase, "acquirer") and _share(one, "org", purchase, "target")
    return shared and not apart and not one.values("round")


def _share(one: Finding, role: str, other: Finding, others: str) -> bool:
    return bool({i.key for i in one.values(role)} & {i.key for i in other.values(others)})


def stake_without_control(scene: Scene, finding: Finding) -> Finding:
    """收购乙12%股权: who buys less than half and no control invests."""
    if finding.event_type != "acquisition" or _CONTROL.search(scene.text):
        return finding
    shares = [s for i in finding.values("target") for s in _shares(scene, i)]
    if not shares or max(shares) >= _HALF:
        return finding
    names = {"acquirer": "investors", "target": "org"}
    roles = tuple(Role(names.get(r.role, r.role), r.item) for r in finding.roles if r.role != "status")
    return replace(finding, event_type="funding", roles=roles)


def _shares(scene: Scene, target: Item) -> Iterator[float]:
    """The shares of a firm that are told beside its name."""
    at = _at(scene, target)
    text = scene.skeleton.text
    for match in (
        re.finditer(rf"{_N}(?={_STAKE})|(?:持股|占股|占比|比例)[^，,。；！？{_O}{_N}]{{0,6}}{_N}", text) if at is not None else ()
    ):
        position = match.end() - 1
        between = text[min(at or 0, position) + 1 : max(at or 0, position)]
        phrase = scene.skeleton.phrases[position]
        amount = phrase.items[0].amount.amount if phrase and phrase.items[0].amount else None
        if amount and amount.unit == "%" and amount.high is not None and not re.search(rf"[。；！？{_O}{_P}]", between):
            yield float(amount.high)
