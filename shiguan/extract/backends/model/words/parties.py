"""On whose side somebody is, in a lawsuit or a tender, where the words beside the names say so surely."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shiguan.extract.backends.model.sight import SeenEvent, SeenRole
from shiguan.extract.backends.model.words.employers import Place
from shiguan.records.document import Span

_SIDES = {"plaintiff": "defendant", "defendant": "plaintiff"}
_SUES = r"(?:起诉|状告|控告|提告|反诉|控诉|公诉|[诉告])"
_MODIFIED = r"(?:其|该)?(?:[老前现]|原)?[^，,。；：、！？“”]{0,10}?"
_PASSIVE = re.compile(
    r"[被遭]到?(?:(?:其|另一家)?(?:[^，,。；：的被]{0,8}?(?:商|公司|企业|机构|平台|品牌|厂|方|巨头|集团|同行|对手|东家|客户|股东|投资人|银行|作者))?)$"
)
_REASON = re.compile(r"[以因就]?[^，,。；]*(?:为由[，,]?[^，,。；]*)?")
"""From who sues to the word for it, in a sentence with 被."""
_TAKEN = re.compile(rf"[将把]{_MODIFIED}$")
_AGAINST = re.compile(rf"(?:针?对|控告|\bagainst (?:its |the |his |her )?(?:former |rival |then )?){_MODIFIED}$")
_FILES = re.compile(r"[^，,。；]*(?:提起|提出|发起|提请|申请|启动)")
_SUED = re.compile(rf"(?!至|到|于|书|状|后|方|人|讼|称|案|一事|材料){_MODIFIED}")
_SUBJECT = re.compile(r"(?:[将已曾又也正]|随即|随后|再次|正式|已经|先后|在[一-鿿]{1,4})?")
_BY = re.compile(r"\b(?:sued|filed|brought|lodged|launched) (?:\w+ )?by (?:the |its |rival )?$")
_OBLIQUE = re.compile(r"(?:[向对跟据从《]|接受|来自)$")
_WHY = re.compile(
    r"(?:(?<![原起])因为?|由于|(?<![可所难加得予足])以(?![前后来上下内外及色至便往])|(?<![早成也这那])就(?![在已把将被是])|围绕|关于)"
    r"[^，,。；]{0,12}$"
)
"""Before what a suit is about."""
_OWNED = re.compile("的(?:原|前|老)?[^，,。；的将把对向被遭由获起诉讼]{0,6}")
_TOGETHER = re.compile("联合|会同|携|与|和|同|跟")
_AND = re.compile(r"(?:[、和与及]|以及|连同)[^，,。；]{0,10}(?:[、和与及][^，,。；]{0,10})*")
_GOES_ON = re.compile(
    r"判|裁[决定]|驳回|和解|开庭|上诉|撤[诉回]|受理|冻结|[审聆]|调解|\b(?:rul|settl|dismiss|appeal|drop|hear)", re.IGNORECASE
)
"""What becomes of a suit."""
_ASKS = re.compile("诉请|请求|要求|申请|判令")
_ANOTHER = re.compile("另案|另一|另外一")
_PARTY = 0.4
_NAMED = re.compile(r"(?:原告|被告|申请人|被申请人|上诉人|被上诉人)(?:方)?(?:则|均|分别)?(?:[为是系:：])?$")
_ANSWERS = re.compile(r"被告|被申请人|被上诉人")
_IT = re.compile(r"[将把](?:其|它|他|她|公司|该公司)(?!.*[，,。；])")
_COURT = re.compile(r"(?:法院|法庭|中院|高院|仲裁委员会|仲裁委|仲裁院|仲裁中心|劳动人仲|[Cc]ourt)$")
HEADS = re.compile(r"[\d一二两三四五六七八九十百千数多几余]+[名位家人个]")
"""How many they are, which is not who they are."""
_PARTED = re.compile(r"[，,、；;。：:和与及同并]")
_WINS = re.compile(r"(?:中标|中选|标得|竞得|摘得|拿下|斩获|夺得|投得|承揽|承接)(?:了)?$")
_RECEIVED = re.compile(r"(?:收到|接到|接获)(?:了)?(?:业主|招标人|采购人)?$")
_NOTICE = re.compile(r"[^，,。；]{0,12}?[《“「](?:中标|中选|成交)|[^，,。；]{0,8}?(?:中标|中选|成交)通知")
_CLIENT = re.compile(r"(?:招标|采购|发包)(?:人|方|单位)(?:[为是系:：])?$|业主(?:方|单位)?(?:[为是系:：])?$")
_EACH = re.compile(r"每[一-鿿]{1,4}(?:约|仅|为)?$")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the words around a lawsuit's trigger say: whose places are those of who sues and who is sued."""

    plaintiff: Span | None = None
    defendant: Span | None = None


def settled(event: SeenEvent, parts: Sequence[SeenRole], stand: Place) -> list[SeenRole]:
    """The parts with those of a lawsuit or a tender on the side where the grammar puts them, and without those that play none.

    ``stand`` gives the sentence that a span of the document stands in, and its place there.
    """
    if event.type == "bid_wins":
        return [p for p in parts if not _is_no_winner(p, stand) and not _is_price(p, stand)]
    if event.type != "lawsuit":
        return list(parts)
    put = _by_grammar(event, parts, stand)[0]
    sides = {_name(p, stand) for p in put if p.role in _SIDES}
    return [p for p in put if p.role != "forum" or _name(p, stand) not in sides]  # 被判向乙支付: 乙 is no court


def in_one_suit(events: Sequence[SeenEvent], stand: Place) -> list[SeenEvent]:
    """The events of a sentence, what becomes of a suit with those parties that grammar gives where the sentence tells who sues:
    甲将乙告上法庭，一审判决驳回."""
    filed: list[tuple[Span, list[SeenRole]]] = []
    found = []
    for event in events:
        parts, complete = _by_grammar(event, event.roles, stand) if event.type == "lawsuit" else ([], False)
        goes_on = event.type == "lawsuit" and _goes_on(event, stand)
        sides = [p for p in parts if p.role in _SIDES and p.score >= _PARTY]
        if complete and not goes_on and {p.role for p in sides} == set(_SIDES):
            filed.append((event.trigger, sides))
        elif goes_on and not complete and filed and _is_of_it(event, filed[-1][0]):
            rest = (p for p in event.roles if p.role not in _SIDES)
            found.append(replace(event, roles=(*rest, *filed[-1][1])))
            continue
        found.append(event)
    return found


def _goes_on(event: SeenEvent, stand: Place) -> bool:
    """Whether an event tells what becomes of a suit: not 诉请判令, and nothing of another one."""
    place = stand(event.trigger)
    if place is None:
        return False
    sentence, trigger = place
    told = trigger.of(sentence)
    return bool(_GOES_ON.search(told)) and not _ASKS.search(told) and not _ANOTHER.search(sentence, 0, trigger.start)


def _is_of_it(event: SeenEvent, filing: Span) -> bool:
    """Whether a later event names no party of its own between the filing and itself."""
    own = [p.span for p in event.roles if p.role in _SIDES and p.score >= _PARTY]
    start = event.trigger.start
    return filing.end <= start and not any(filing.end <= s.start and s.end <= start for s in own)


def _by_grammar(event: SeenEvent, parts: Sequence[SeenRole], stand: Place) -> tuple[list[SeenRole], bool]:
    """The parts of a lawsuit with those on their sides that grammar tells, and whether it tells both sides."""
    parts = [p for p in parts if p.role not in _SIDES or not _is_nobody(p, stand)]
    told = stand(event.trigger)
    if told is None:
        return list(parts), False
    sentence, trigger = told
    base = event.trigger.start - trigger.start
    near = [p for p in parts if p.role in _SIDES and (place := stand(p.span)) and place[0] == sentence]
    spans = sorted({Span(p.span.start - base, p.span.end - base) for p in near if p.span.start >= base})
    spans = [s for s in spans if s.end <= len(sentence) and not any(s != o and o.contains(s) for o in spans)]
    frame = _frame(sentence, trigger, spans)
    sides = {"plaintiff": frame.plaintiff, "defendant": frame.defendant}
    told_apart = {role: Span(s.start + base, s.end + base) for role, s in sides.items() if s is not None}
    along = {Span(s.start + base, s.end + base) for s in _sued_along(sentence, trigger, frame.defendant, spans)}
    parts = [replace(p, role="defendant") if p.role in _SIDES and p.span in along else p for p in parts]
    return _put(parts, told_apart, stand), len(told_apart) == len(sides)


def _sued_along(sentence: str, trigger: Span, sued: Span | None, spans: Sequence[Span]) -> list[Span]:
    """Who is sued with the one whom the sentence tells first: 将甲和担保方乙诉至法院."""
    taken = _TAKEN.search(sentence, 0, sued.start) if sued else None
    if sued is None or taken is None or _TOGETHER.match(sentence, taken.start() + 1):
        return []
    others = [s for s in spans if sued.end < s.start and s.end <= trigger.start and not sentence.startswith("的", s.end)]
    return [s for s in others if _AND.fullmatch(sentence, sued.end, s.start)]


def _frame(sentence: str, trigger: Span, spans: Sequence[Span]) -> _Frame:
    """The sides that grammar gives: 甲被乙起诉, 乙将甲告上法庭, 乙对甲提起诉讼, 乙起诉甲."""
    before = [s for s in spans if s.end <= trigger.start]
    for span in before:
        if (passive := _PASSIVE.search(sentence, 0, span.start)) and _REASON.fullmatch(sentence, span.end, trigger.start):
            sued = [s for s in before if s.end <= passive.start()]
            return _Frame(span, sued[-1] if sued else None)
    owners = {s: o for o in spans for s in spans if o.end < s.start and _OWNED.fullmatch(sentence, o.end, s.start)}
    parties = [s for s in spans if s not in owners.values() or s.start >= trigger.end]
    sued_span = next((s for s in parties if _is_sued(sentence, trigger, s, owners.get(s, s).start)), None)
    if sued_span is not None:
        aside = (_OBLIQUE.search(sentence, 0, s.start) or _WHY.search(sentence, 0, s.start) for s in before)
        suing = [s for s, a in zip(before, aside, strict=True) if s.end <= sued_span.start and not a]
        return _Frame(suing[-1] if suing else None, sued_span)
    suing_span = next((s for s in before if _is_suing(sentence, trigger, s)), None)
    if it := _IT.search(sentence, 0, trigger.start):
        suing_span = next((s for s in reversed(before) if s.end <= it.start()), None)
    if suing_span is None:
        named = {_ANSWERS.match(m[0]) is not None: s for s in spans if (m := _NAMED.search(sentence, 0, s.start))}
        suing_span, sued_span = named.get(False), named.get(True)
    return _Frame(suing_span or _other(sentence, spans, sued_span), sued_span or _other(sentence, spans, suing_span))


def _other(sentence: str, spans: Sequence[Span], party: Span | None) -> Span | None:
    """Of two who are named in a suit the one that is not the party."""
    others = [s for s in spans if party and s.of(sentence) != party.of(sentence)]
    return others[0] if len(others) == 1 else None


def _is_sued(sentence: str, trigger: Span, span: Span, start: int) -> bool:
    """Whether the words say so of a name; ``start`` is where it begins with whose it is: 甲公司的股东乙."""
    if span.start >= trigger.end:
        active = re.search(_SUES + "了?$", trigger.of(sentence)) and not _TAKEN.search(sentence, 0, trigger.start)
        against = _AGAINST.search(sentence, trigger.end, span.start)
        return bool((active and _SUED.fullmatch(sentence, trigger.end, span.start)) or against)
    taken = _TAKEN.search(sentence, 0, start)
    if taken and not _TOGETHER.match(sentence, taken.start() + 1):
        return not re.search(r"[，,。；]", sentence[span.end : trigger.start])
    return bool(_AGAINST.search(sentence, 0, start) and _FILES.match(sentence, span.end, trigger.end))


def _is_suing(sentence: str, trigger: Span, span: Span) -> bool:
    if _BY.search(sentence, 0, span.start) or sentence.startswith(("'s ", "’s "), span.end):
        return True
    sues = re.match(_SUES, trigger.of(sentence))
    suffers = sentence.endswith(("被", "遭", "对"), 0, span.start)
    return bool(sues and not suffers and _SUBJECT.fullmatch(sentence, span.end, trigger.start))


def _put(parts: Sequence[SeenRole], sides: Mapping[str, Span], stand: Place) -> list[SeenRole]:
    """The parts with those spans on their sides, as sure as each is of any; who only says whose one of them is, is no party."""
    fixed = []
    for role, span in sides.items():
        best = max((p for p in parts if p.role in _SIDES and p.span == span), key=lambda p: p.score)
        fixed.append(replace(best, role=role))
    names = [_name(p, stand) for p in fixed]
    if len(set(names)) < len(names):
        return list(parts)
    rest = []
    for part in parts:
        opposite = [n for p, n in zip(fixed, names, strict=True) if p.role == _SIDES.get(part.role)]
        taken = part.span in sides.values() or _name(part, stand) in opposite or any(_describes(part, p, stand) for p in fixed)
        if part.role not in _SIDES or not taken:
            rest.append(part)
    return [*fixed, *rest]


def _describes(part: SeenRole, party: SeenRole, stand: Place) -> bool:
    """Whether it stands before the party's name without a pause: the firm in 某公司前总裁某某."""
    mine, its = stand(part.span), stand(party.span)
    if mine is None or its is None or mine[0] != its[0] or mine[1].end > its[1].start:
        return False
    between = mine[0][mine[1].end : its[1].start]
    return not _PARTED.search(between) and (part.role == party.role or "的" not in between)


def _name(part: SeenRole, stand: Place) -> str:
    place = stand(part.refers or part.span)
    return place[1].of(place[0]) if place else ""


def _is_nobody(part: SeenRole, stand: Place) -> bool:
    """A court takes no side, and how many they are is not who they are."""
    name = _name(part, stand)
    return bool(_COURT.search(name) or HEADS.fullmatch(name))


def _is_no_winner(part: SeenRole, stand: Place) -> bool:
    """Whether somebody puts the tender out: who sends the notice of it, or stands behind 中标 as part of what is won."""
    place = stand(part.span) if part.role == "org" else None
    if place is None:
        return False
    sentence, inside = place
    if _WINS.search(sentence, 0, inside.start):
        return True
    named = re.finditer(re.escape(inside.of(sentence)), sentence)
    return any(_is_client(sentence, Span(*one.span())) for one in named)


def _is_client(sentence: str, span: Span) -> bool:
    sends = _RECEIVED.search(sentence, 0, span.start) and _NOTICE.match(sentence, span.end)
    return bool(sends or _CLIENT.search(sentence, 0, span.start))


def _is_price(part: SeenRole, stand: Place) -> bool:
    """What one of them costs is not what the tender is worth: 每瓦时1.12元."""
    place = stand(part.span) if part.role == "amount" else None
    return place is not None and bool(_EACH.search(place[0], 0, place[1].start))
