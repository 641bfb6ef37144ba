"""From a line and the document's names to phrases: titles and organisations go to the persons they belong to, lists become one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from shiguan.extract.amounts import AmountMatch
from shiguan.extract.backends.rules.bystanders import FORMER, is_source
from shiguan.extract.backends.rules.datelines import dateline
from shiguan.extract.backends.rules.discourse import Discourse
from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.extract.backends.rules.names.table import NameTable
from shiguan.extract.backends.rules.phrases import LETTERS, SYMBOLS, Item, Phrase, Skeleton
from shiguan.extract.backends.rules.remainder import with_rests
from shiguan.extract.times import TimeMatch
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from shiguan.records.places import Places

_LETTER = {MentionKind.PERSON: "P", MentionKind.ORG: "O", MentionKind.GROUP: "O", MentionKind.PRODUCT: "D"}
_TITLE_WORDS = ("n", "vn", "l", "b", "j", "eng", "an", "s", "g", "x", "i")
_TITLE_REACH = 12
_COUNTED = r"(?<!另外)(?<!其他)(?<!其余)(?<!等)(?:[二两三四五](?:人|位(?=[，都均也将先后分])))(?![一-鿿]?(?:组|份|以上|次))"
_THIS_ONE = (
    r"这位(?:(?![他她的是有在与和])[^，。；！？“”]){0,7}?"
    r"(?:人|老将|高管|掌门人|创始人|教练|主帅|少帅|名帅|老臣|功臣|元老|专家|学者|前锋|中场|门将|后卫|球星|科学家|工程师|CEO|总裁|女性|老兵)"
    r"(?![一-鿿]?[称士员])"
)
_PERSONS = re.compile(rf"他们|她们|{_COUNTED}|{_THIS_ONE}|(?<!其)[他她](?![人们日乡])|\b(?:[Hh]e|[Ss]he)\b")
_NUMBERS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_ORGS = re.compile(
    r"(?:该|这家|本|我|这个|上述)(?:公司|企业|集团|机构|行|司|品牌|平台|初创公司|创业公司)|公司|双方|"
    r"\b[Tt]he (?:company|firm|startup|start-up)\b(?! [a-z]+ed by)"
)
_NOUN_BEFORE_COMPANY = re.compile(r"[一-鿿A-Za-z0-9”]")
_VERBS_BEFORE_COMPANY_TOLD = (
    "是 在 为 从 由 被 对 向 离开 加入 让 据 使 给 时 后 前 称 表示 "
    "指 和 与 自 因 但 而 并 其 则 的是 说 以及 加盟 进入 入职 担任 "
    "出任 创办 执掌 辞去 卸任 管理 代表 同意 所持 持有 受让 增持 减持 购买 了"
)
_VERBS_BEFORE_COMPANY = tuple(_VERBS_BEFORE_COMPANY_TOLD.split())
_P, _O, _T, _D = SYMBOLS["P"], SYMBOLS["O"], SYMBOLS["T"], SYMBOLS["D"]
_FORMER = r"前任|前|原|曾任|时任|现任|新任"
_NP = re.compile(
    rf"(?P<former>(?:{_FORMER}))?(?:(?P<org>{_O})[”’]? ?(?:的|旗下|方面)? ?)?(?P<former2>(?:{_FORMER}))?"
    rf"(?:(?:主要)?(?:负责|主管|分管|执掌|主导|掌管|主抓|{_T})[^，。；、{_P}{_O}{_T}{_D}]{{1,14}}?的(?={_T}))?"
    rf"(?P<thing>(?:“[^”]{{1,12}}”|“?{_D}”?)(?={_T}))?"
    rf"(?:(?P<titles>{_T}(?:(?:、|兼|及|和)?{_T})*)[的 ]?)?"
    rf"(?P<duty>(?:主要)?(?:负责|主管|分管|执掌|主导|掌管)[^，。；、{_P}]{{1,14}}?的)?"
    rf"(?P<person>{_P})(?:先生|女士|小姐|博士|教授|院士|老师)?(?P<after>{_T}(?![一-鿿]*{_P}))?(?:[（(](?P<note>[^（）()]{{1,30}})[）)])?"
)
_LIST = re.compile(rf"(?P<first>[{_P}{_O}])(?:(?:、|和|与|及|[，,、]?以及|[，,、]和)(?P=first))+(?:等(?!于))?")


@dataclass(frozen=True, slots=True)
class Tag:
    """A name, title, time or amount at its place in the sentence."""

    letter: str
    span: Span
    item: Item
    more: tuple[Item, ...] = ()


def phrases(line: Line, names: NameTable, discourse: Discourse, lexicon: Lexicon) -> list[Phrase]:
    """The phrases of a line, in order, without overlap. The discourse gives pronouns their meaning; it is not changed."""
    tags = _tags(line, names, lexicon)
    reported = dateline(line.text, [t.span for t in tags])
    tags = [t for t in tags if t.letter not in "OP" or t.span.start >= reported]  # who reports it does nothing in it
    amounts = [_amount(a) for a in line.amounts]
    tags = [t for t in tags if not any(_is_within(t.span, a.span) for a in amounts)]
    tags = _without_overlap([*tags, *_pronouns(line, tags, discourse), *amounts])
    skeleton = Skeleton.of(line.text, [Phrase(t.letter, t.span, (t.item, *t.more), _is_pronoun(t)) for t in tags])
    persons = _noun_phrases(line.text, skeleton)
    taken = Places(p.span for p in persons)
    rest = [p for p in skeleton.phrases if p and not taken.over(p.span)]
    listed = _lists(line.text, sorted([*persons, *rest], key=lambda p: p.span))
    return with_rests(line.text, listed, discourse.groups)


def _is_within(name: Span, amount: Span) -> bool:
    """Whether what looks like a name is the middle of an amount: 1.04亿欧|元."""
    return amount.start < name.start and name.end < amount.end


def _is_pronoun(tag: Tag) -> bool:
    return tag.letter in "PO" and tag.item.span is None


def _tags(line: Line, names: NameTable, lexicon: Lexicon) -> list[Tag]:
    tags = [Tag(_LETTER[f.name.kind], f.span, Item(f.span, f.name.surface, f.name)) for f in names.find(line)]
    tags += [_time(t) for t in line.times]
    tags = _without_overlap(tags)
    taken = Places(t.span for t in tags)
    for title in line.titles:
        # 汽车 in 星河汽车首席财务官 belongs to the name, though it could modify the title.
        cut = taken.around(title.core.start)
        core = Span(cut.end, title.core.end) if cut and cut.end < title.core.end else title.core
        span = _extended(line, core, taken, lexicon)
        if not taken.over(span):
            tags.append(Tag("T", span, Item(span, span.of(line.text))))
            taken.add(span)
    return tags


def _time(match: TimeMatch) -> Tag:
    return Tag("W", match.span, Item(match.span, match.text, time=match))


def _amount(match: AmountMatch) -> Tag:
    return Tag("N", match.span, Item(match.span, match.text, amount=match))


def _without_overlap(tags: list[Tag]) -> list[Tag]:
    """Earlier tags of the list win over later ones they overlap; the result is in text order."""
    kept: list[Tag] = []
    places = Places()
    for tag in tags:
        if not places.over(tag.span):
            kept.append(tag)
            places.add(tag.span)
    return sorted(kept, key=lambda t: t.span)


def _extended(line: Line, core: Span, taken: Places, lexicon: Lexicon) -> Span:
    """A title with what stands between it and the name or word before it: 智能座舱 + 业务负责人."""
    start = core.start
    if core.of(line.text).endswith(_FIRM_LEVEL):
        return core  # what stands before 董事长 or 创始人 is the firm
    for token in reversed(line.tokens):
        if token.span.end > start:
            continue
        if token.span.end < start or core.start - token.span.start > _TITLE_REACH or taken.over(token.span):
            break
        text = token.text
        if text in lexicon.name_stops or not text[0].isalnum() or text in ("前", "原") or text.isdigit():
            break
        if text in _NOT_IN_TITLES or lexicon.former_markers.before(text, len(text)) == text or text in lexicon.adverbs:
            break
        if token.tag and not token.tag.startswith(_TITLE_WORDS) and text not in lexicon.title_modifiers:
            break
        start = token.span.start
    return _trimmed(line.text, start, core)


def _trimmed(text: str, start: int, core: Span) -> Span:
    for general in ("公司", "集团"):  # 公司副董事长: the firm is understood, not part of the title
        if text.startswith(general, start) and core.end - start > len(general) + 1:
            start += len(general)
    if text[:start].endswith("该") and text[start] in "司行院所校局" and core.start > start:
        start += 1
    for whose in ("独立非", "非"):  # 独立非执行董事 is cut before 非
        if start == core.start and text[:start].endswith(whose) and text.startswith("执行", start):
            return Span(start - len(whose), core.end)
    return Span(start, core.end)


_FIRM_LEVEL_TOLD = (
    "董事长 创始人 联创 创办人 合伙人 首席执行官 CEO COO CFO CTO "
    "董事会主席 掌门人 首席财务官 首席运营官 首席技术官 实际控制人 实控人 执行长 "
    "董事局主席"
)
_FIRM_LEVEL = tuple(_FIRM_LEVEL_TOLD.split())
_NOT_IN_TITLES_TOLD = (
    "是 由 任命 聘请 担任 出任 接任 升任 加入 离开 宣布 表示 包括 称 据 "
    "创立 任 兼任 兼 多位 一位 几位 数位 位 名 多名 一名 两位 两名 新任 "
    "卸任 公司 该公司 接替 辞去 辞任 免去 时任 现任 曾任 成为 作为 包含 "
    "其中 没有 出现 主要 要求 以及 前者 后者 同志 他 她 其"
)
_NOT_IN_TITLES = frozenset(_NOT_IN_TITLES_TOLD.split())


def _pronouns(line: Line, tags: list[Tag], discourse: Discourse) -> list[Tag]:
    """他, 该公司, 前者 … as the persons and organisations they mean; what means nobody is left as text."""
    found: list[Tag] = []
    for match in _PERSONS.finditer(line.text):
        told = _just_introduced(line.text, tags, match.start())
        here = _first_before(tags, "P", match.start(), 9)
        meant = told if told and len(match[0]) == 1 else _persons_meant(match[0], here, discourse)
        if meant:
            found.append(Tag("P", Span(match.start(), match.end()), _elsewhere(meant[0]), tuple(_elsewhere(i) for i in meant[1:])))
    firms = [t for t in tags if t.letter == "O" and _is_spoken_of(line.text, t, discourse)]
    for match in _ORGS.finditer(line.text):
        if match[0] == "双方" or (match[0] == "公司" and not _stands_alone(line.text, match.start(), tags)):
            continue
        nearest = match[0].startswith(("该", "这家", "上述", "这个"))
        named = _last_before(firms, match.start()) if nearest else _first_before(firms, "O", match.start())
        found.extend(Tag("O", Span(match.start(), match.end()), _elsewhere(i)) for i in named or _about(discourse))
    for match in re.finditer("前者|后者", line.text):
        item = _former_or_latter(line.text, tags, match.start(), discourse)
        if item and item.name:
            found.append(Tag(_LETTER[item.name.kind], Span(match.start(), match.end()), _elsewhere(item)))
    return found


_FORMER_HOUSE = re.compile(rf"(?:{FORMER}|来自|曾任|历任|曾在)$")


def _is_spoken_of(text: str, tag: Tag, discourse: Discourse) -> bool:
    """Whether 公司 may mean an organisation: no authority, medium or source, and not where somebody of the sentence was before."""
    name = tag.item.name
    beside = discourse.story.bystanders.watches(tag.item.text, name.name if name else tag.item.text) or is_source(text, tag.span)
    return not beside and not _FORMER_HOUSE.search(text, 0, tag.span.start)


def _about(discourse: Discourse) -> tuple[Item, ...]:
    story = discourse.story.about()
    return (story,) if story else ()


_INTRODUCED = re.compile(r"(?:是|叫|有|为)(?:[^，。；！？]{0,14})?$")


def _just_introduced(text: str, tags: list[Tag], position: int) -> tuple[Item, ...]:
    """接着是甲公司副总裁王远，他…: who has just been said to be somebody is meant, whoever stands before him."""
    last = next((t for t in reversed(tags) if t.letter == "P" and t.span.end <= position), None)
    introduced = last and text[last.span.end : position] in ("，", ",") and _INTRODUCED.search(text, 0, last.span.start)
    return (last.item,) if last and introduced else ()


def _persons_meant(word: str, here: tuple[Item, ...], discourse: Discourse) -> tuple[Item, ...]:
    """Whom a pronoun means: those named before in the sentence, as many as it says, else those of the sentence before."""
    if len(word) == 1 or word.startswith("这位") or word[0].isascii():
        return here[:1] or discourse.persons(many=False)
    count = _NUMBERS.get(word[0])
    if count is None:
        return here[:3] if len(here) > 1 else discourse.persons(many=True)
    if len(here) >= count:
        return here[-count:]
    earlier = discourse.persons(many=True)
    return earlier if len(earlier) == count else ()


def _former_or_latter(text: str, tags: list[Tag], position: int, discourse: Discourse) -> Item | None:
    """What 前者 or 后者 at a position means: of two named side by side the one or the other; 后者 alone what was named last.

    In the annotated texts the last name before it is meant in 37 of 46 places of 后者, the second of a pair in 12.
    """
    if text.startswith("前者", position):
        pair = _pair_before(text, tags, position) or discourse.pair()
        return pair[0] if pair else None
    first = text.rfind("前者", 0, position)  # of a pair that the sentence has taken up
    if first >= 0:
        pair = _pair_before(text, tags, first) or discourse.pair()
        return pair[1] if pair else None
    if discourse.takes_up_a_pair():
        return discourse.latter()
    named = [
        t for t in tags if t.span.end <= position and (t.letter == "P" or (t.letter == "O" and _is_spoken_of(text, t, discourse)))
    ]
    if not named:
        return discourse.latter()
    last, pair = max(named, key=lambda t: t.span.end).item, _pair_before(text, tags, position)
    other_kind = pair and last.name and pair[1].name and last.name.kind is not pair[1].name.kind
    return pair[1] if pair and other_kind else last


def _elsewhere(item: Item) -> Item:
    return Item(None, item.text, item.name, item.org, item.positions, item.former)


def _first_before(tags: list[Tag], letter: str, position: int, count: int = 1) -> tuple[Item, ...]:
    """The first of its kind in the sentence, which is its subject more often than the nearest."""
    named = {t.item.key: t.item for t in reversed(tags) if t.letter == letter and t.span.end <= position}
    return tuple(reversed(named.values()))[:count]


def _last_before(tags: list[Tag], position: int) -> tuple[Item, ...]:
    """The organisation named last before a position: what 该公司 points at."""
    return tuple(t.item for t in tags if t.letter == "O" and t.span.end <= position)[-1:]


def _pair_before(text: str, tags: list[Tag], position: int) -> tuple[Item, Item] | None:
    """The last two of a kind named side by side before a position: A、B先后离职，前者…"""
    found = None
    for letter in "PO":
        named = [t for t in tags if t.letter == letter and t.span.end <= position]
        for one, other in pairwise(named):
            between = text[one.span.end : other.span.start]
            if _JOINED.search(between) and one.item.key != other.item.key and (found is None or other.span.end > found[0]):
                found = (other.span.end, one.item, other.item)
    return (found[1], found[2]) if found else None


_JOINED = re.compile(r"^[^，。；！？]{0,12}(?:、|和|与|及|，以及)[^，。；！？]{0,20}$")


def _stands_alone(text: str, start: int, tags: list[Tag]) -> bool:
    if any(t.span.end == start and t.letter in "WT" for t in tags) or text.endswith(_VERBS_BEFORE_COMPANY, 0, start):
        return True
    return not _NOUN_BEFORE_COMPANY.match(text[max(0, start - 1) : start])


def _noun_phrases(text: str, skeleton: Skeleton) -> list[Phrase]:
    """Persons with the organisation, titles and brackets that belong to them."""
    found: list[Phrase] = []
    for match in _NP.finditer(skeleton.text):
        person = skeleton.phrases[match.start("person")]
        assert person is not None
        org = skeleton.phrases[match.start("org")] if match["org"] else None
        positions = [
            *_positions(match, "titles", skeleton, text),
            *_positions(match, "after", skeleton, text),
            *_duty(match, text, skeleton),
        ]
        former = any((match[g] or "").startswith(("前", "原", "曾")) for g in ("former", "former2"))
        former = former or (bool(org) and skeleton.text.endswith("来自", 0, match.start()))  # 来自甲公司的总监王远 has left it
        if match["duty"] and org is None:  # 执掌北辰集团十二年的王远
            inside = skeleton.phrases[match.start("duty") : match.end("duty")]
            org = next((p for p in inside if p and p.letter == "O"), None)
        if match["note"]:
            org, positions, former = _note(match, skeleton, (org, positions, former))
        base = person.items[0]
        if len(person.items) > 1:  # 两人, 他们
            found.append(person)
            continue
        item = Item(base.span, base.text, base.name, org.items[0] if org else base.org, tuple(positions) or base.positions, former)
        found.append(Phrase("P", skeleton.span(match.start(), match.end()), (item,), person.pronoun))
    return found


def _positions(match: re.Match[str], group: str, skeleton: Skeleton, text: str) -> list[Item]:
    if not match[group]:
        return []
    start = match.start(group)
    joined: list[Item] = []
    for offset, character in enumerate(match[group]):
        phrase = skeleton.phrases[start + offset]
        if character == _T and phrase:
            joined.append(phrase.items[0])
    if joined and group == "titles" and match["thing"]:  # “云雀”产品负责人: the product is part of the post
        span = Span(skeleton.origins[match.start("thing")].start, joined[0].span.end if joined[0].span else 0)
        joined[0] = Item(span, span.of(text))
    return joined


def _duty(match: re.Match[str], text: str, skeleton: Skeleton) -> list[Item]:
    if not match["duty"]:
        return []
    span = skeleton.span(match.start("duty"), match.end("duty") - 1)
    return [Item(span, span.of(text))]


def _note(
    match: re.Match[str], skeleton: Skeleton, told: tuple[Phrase | None, list[Item], bool]
) -> tuple[Phrase | None, list[Item], bool]:
    """What brackets after a name add: 王远（前星河汽车 CFO）."""
    org, positions, former = told
    start = match.start("note")
    inside = skeleton.phrases[start : match.end("note")]
    orgs = [p for p in inside if p and p.letter == "O"]
    titles = [p.items[0] for p in inside if p and p.letter == "T"]
    if titles and not positions:
        return (orgs[0] if orgs else org), titles, former or match["note"].startswith(("前", "原", "曾"))
    return org, positions, former


def _lists(text: str, found: list[Phrase]) -> list[Phrase]:
    """A、B和C as one phrase; an organisation told of the first person of a list holds for those told none."""
    skeleton = Skeleton.of(text, found)
    merged: list[Phrase] = []
    for match in _LIST.finditer(skeleton.text):
        members = [p for p in skeleton.phrases[match.start() : match.end()] if p]
        items = [i for p in members for i in p.items]
        if match["first"] == _P:
            items = _share_org(items)
        merged.append(Phrase(LETTERS[match["first"]], skeleton.span(match.start(), match.end()), tuple(items)))
    covered = Places(p.span for p in merged)
    rest = [p for p in found if not covered.over(p.span)]
    return sorted([*merged, *rest], key=lambda p: p.span)


def _share_org(items: list[Item]) -> list[Item]:
    shared = items[0].org
    if shared is None or any(i.org for i in items[1:]):
        return items
    return [Item(i.span, i.text, i.name, shared, i.positions, i.former) for i in items]
