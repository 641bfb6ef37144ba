"""What a product is called: the noun phrase behind 推出, or before 上线, taken apart into its name and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

import yaml

from shiguan.extract.backends.rules.names.products import is_paper, product_words
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Scene
from shiguan.extract.backends.rules.words import is_han, word_model
from shiguan.records.document import Span


def deal_words(name: str) -> tuple[str, ...]:
    """A word list of deals.yml."""
    data = yaml.safe_load((files(__package__) / "deals.yml").read_text(encoding="utf-8"))
    return tuple(str(data[name]).split())


_LATIN = r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[.\-+&][A-Za-z0-9]+)*(?: (?:[A-Z0-9][A-Za-z0-9.\-+]*))*"
_NAME = re.compile(
    rf"《(?P<book>[^《》]{{1,30}})》|[“「『‘](?P<quoted>[^“”「」『』‘’，。；！？]{{1,20}})[”」』’]|"
    rf"(?P<latin>{_LATIN})"
)
_JOIN = re.compile(r"^(?:系列|[^，。；、和与及]{0,8})?(?:、|和|与|及|以及|，以及)(?:[^，。；、的]{0,8})?$")
_CUT = re.compile(
    r"并(?![购行联])|用于|来自|，|,|售价|起售价|定价|搭载|采用|，|支持(?=[^的]*$)|这一|时(?=$)|之?后(?=$)|"
    r"之前(?=$)|以(?=[^的]{2,}$)|供(?=[^的应]{3,}$)|，"
)
_NOT_A_NAME_BEFORE = re.compile(
    r"(?:对标|针对|面向|基于|搭载|接入|适配|兼容|采用|类似|比肩|超越|使用|专为|依托|围绕|通过|登陆|携手|"
    r"在)[^，。的]{0,8}$"
)
COMMON_LATIN = frozenset(deal_words("common_latin"))
_PAPER = re.compile(r"(?:报|周刊|杂志|月刊|新闻|画报|评论|财经)$")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-+]*")
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z.第约近超逾达至])\d{1,3}(?:[A-Za-z]+| ?(?:Pro|Max|Ultra|Plus|Mini|"
    r"mini))?(?![\d.%％年月日号家款元万亿千个名台辆人届期部项倍岁天周次位条张所座时分])"
)
_LONGEST = 18
_LONGEST_KIND = 6
_QUOTES = "“《「『‘"
_VARIANT = re.compile(r"(?:版|款|系列)$")


@dataclass(frozen=True, slots=True)
class Thing:
    """A product: its names (or its description when it has none), the kind told, and where the phrase stands."""

    items: tuple[Item, ...]
    kind: Item | None
    span: Span
    named: bool


def object_of(scene: Scene, start: int, end: int, places: bool = False) -> Thing | None:
    """The product told by what stands behind a verb, from ``start`` to the clause's ``end`` (sentence coordinates)."""
    text = scene.text
    if cut := _CUT.search(text, start + 1, end):
        end = cut.start()
    start = _past_modifiers(scene, start, end)
    end = _trim(text, start, end)
    if end - start < 2:
        return None
    return _named(scene, start, end, places) or _described(scene, start, end, places)


def subject_of(scene: Scene, start: int, end: int, places: bool = False) -> Thing | None:
    """The product that is told to appear or vanish: the phrase that ends near ``end``, where the verb's adverbs were cut off."""
    start = _past_modifiers(scene, start, end)
    end = _trim(scene.text, start, end)
    if end - start < 2:
        return None
    names = list(names_in(scene, start, end, places))
    if names:
        last = names[-1]
        rest = scene.text[last.end : end].lstrip("”》」』’")
        if (
            rest
            and last.end == end - len(rest)
            and len(rest) <= 2
            and all(map(is_han, rest))
            and not product_words().refused.before(rest, len(rest))
        ):
            return Thing((scene_item(scene, Span(last.start, end)),), None, Span(start, end), True)  # QQ堂
        quoted = scene.text[last.end] in "”》」』" and all(map(is_han, rest)) and len(rest) <= 3  # “云图”项目
        if rest and not _is_kind(rest) and not quoted:
            return _described(scene, start, end, places)
        return _named(scene, start, end, places)
    return _described(scene, start, end, places)


def names_in(scene: Scene, start: int, end: int, media: bool = False) -> Iterator[Span]:
    """Spans of what looks like a product's name: known products, titles and quotations, Latin names; in order."""
    text = scene.text
    times = [p.span.start for p in scene.phrases if p.letter == "W"]  # 甲芯片2025年量产: the year is none of its name
    known = [
        _whole(text, p.span, min((t for t in times if p.span.end <= t < end), default=end))
        for p in scene.phrases
        if p.letter == "D" and start <= p.span.start and p.span.end <= end
    ]
    known = [k for k in known if not (text[: k.start].endswith("《") and is_paper(k.of(text)) and not media)]
    known += [k for k in _numbered(scene, start, end) if not any(k.overlaps(other) for other in known)]
    taken: list[Span] = list(known)
    for match in _NAME.finditer(text, start, end):
        group = match.lastgroup or "latin"
        span = Span(match.start(group), match.end(group))
        if any(span.overlaps(k) for k in known) or (group == "latin" and not _is_latin_name(match[group])):
            continue
        if group != "latin" and (
            product_words().refused.before(match[group], len(match[group]))
            or (group == "book" and is_paper(match[group]) and not (media and _PAPER.search(match[group])))
        ):
            continue
        taken.append(span)
    bare = [t for t in taken if not _is_gloss(text, t)]
    yield from sorted(bare or taken)


def _is_gloss(text: str, name: Span) -> bool:
    """Whether a name stands alone in brackets: 共封装光学（CPO）交换机 is no CPO."""
    return text[name.start - 1 : name.start] in tuple("（(") and text[name.end : name.end + 1] in tuple("）)")


def _whole(text: str, name: Span, end: int) -> Span:
    """A known name with the version number that follows it at once."""
    match = _VERSION.match(text, name.end, end)
    return Span(name.start, match.end()) if match else name


def _numbered(scene: Scene, start: int, end: int) -> Iterator[Span]:
    """海豹06, 骁龙8: a noun and a number that is no amount and no time."""
    text = scene.text
    for match in _NUMBER.finditer(text, start + 2, end):
        if any(p.letter in "WN" and p.span.start <= match.start() < p.span.end for p in scene.phrases):
            continue
        token = next((t for t in scene.line.tokens if t.span.end == match.start()), None)
        if token is None or len(token.text) < 2 or not is_han(token.text[0]) or token.span.start < start:
            continue
        if token.tag[:1] in ("n", "") and not product_words().heads.before(token.text, len(token.text)):
            yield Span(token.span.start, match.end())


def _is_latin_name(name: str) -> bool:
    if name in COMMON_LATIN or len(name) < 2:
        return False
    return any(c.isdigit() for c in name) or name[0].isupper() or any(c.isupper() for c in name[1:])


def _past_modifiers(scene: Scene, start: int, end: int) -> int:
    text = scene.text
    while start < end:
        step = len(product_words().modifiers.after(text[:end], start)) or (text[start] in " 　“" and not _NAME.match(text, start))
        if not step:
            step = next((p.span.end - start for p in scene.phrases if p.span.start == start and p.letter in "WN"), 0)
            if step and text.startswith("批次", start + step - 1):  # 两批|次 is 两批次
                step += 1
        if not step and text[max(0, start - 1) : start + 1] == "其中":  # 其 was taken for a modifier
            step = 1
        if not step:
            step = _owner(scene, start, end)
        if not step or start + step >= end:
            return start
        start += int(step)
    return start


def _owner(scene: Scene, start: int, end: int) -> int:
    """Length of 星河汽车的 or 星河旗下 at the start."""
    for phrase in scene.phrases:
        if phrase.letter in "OP" and phrase.span.start == start:
            match = re.compile(r"(?:旗下|自研|新一代|首款|的)+").match(scene.text, phrase.span.end, end)
            return match.end() - start if match else 0
    return 0


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " 　、等”" and not (text[end - 1] == "”" and "“" in text[start:end]):
        end -= 1
    return end


def _named(scene: Scene, start: int, end: int, media: bool) -> Thing | None:
    text = scene.text
    names = [
        n for n in names_in(scene, start, end, media) if not _NOT_A_NAME_BEFORE.search(text[start : n.start].rstrip("“《「『"))
    ]
    if not names:
        return None
    first = next((n for n, later in pairwise([*names, None]) if n and not (later and _is_class(text, n, later))), names[-1])
    names = names[names.index(first) :]
    chosen = [first]
    for name in names[1:]:
        if _JOIN.match(text[chosen[-1].end : name.start].strip("”“》《「」『』")):
            chosen.append(name)
        else:
            break
    tail = text[chosen[-1].end : end].lstrip("”》」』’ ")
    if product_words().refused.before(tail, len(tail)) or re.match(r"[^，。]{0,4}(?:协议|合作|消息|名单|公告|传闻)", tail):
        return None
    before = text[start : first.start].rstrip("“《「『‘ ")
    if "的" in before:
        start += before.rindex("的") + 1
        start = _past_modifiers(scene, start, first.start)
        before = text[start : first.start].rstrip("“《「『‘ ")
    if re.search(r"[，,：:]|发布会|大会|公司$|团队$", before) or len(before) > _LONGEST:
        return None
    kind, name_start = _kind_before(text, start, first, before)
    items = [_item(scene, Span(name_start, first.end)), *(_item(scene, n) for n in chosen[1:])]
    if kind is None and _is_kind(tail):
        tail = tail.removeprefix("系列")
        head = _head_at(tail)
        kind = scene_item(scene, Span(end - len(tail), end - len(tail) + head)) if head else None
    return Thing(tuple(items), kind, Span(start, chosen[-1].end), True)


def _is_class(text: str, name: Span, later: Span) -> bool:
    """Whether a Latin name only says what the next one is: in GLP-1口服片“轻衡” and MOSFET“凌波”."""
    between = text[name.end : later.start]
    quoted = between[-1:] in _QUOTES
    word = between.rstrip(_QUOTES + " ")
    if not name.of(text).isascii() or (text[name.start - 1 : name.start] or " ") in _QUOTES or _VARIANT.search(later.of(text)):
        return False
    return quoted if not word else len(word) <= _LONGEST_KIND and bool(product_words().heads.before(word, len(word)))


def _kind_before(text: str, start: int, name: Span, before: str) -> tuple[Item | None, int]:
    """What stands before the name: its kind (推理模型 + 云雀), or its own first characters (问界 + M9)."""
    if not before:
        return None, name.start
    head = product_words().heads.before(before, len(before))
    if head:
        span = Span(start, start + len(before))
        return Item(span, span.of(text)), name.start
    if text[name.start - 1] in "“《「『‘":
        return None, name.start
    for i in range(len(before) - 1, 0, -1):
        if product_words().heads.before(before, i) and len(before) - i <= 4:
            span = Span(start, start + i)
            return Item(span, span.of(text)), start + i
    return None, (start if len(before) <= 4 else name.start)


def _described(scene: Scene, start: int, end: int, places: bool) -> Thing | None:
    text = scene.text
    phrase = text[start:end]
    if "的" in phrase:
        behind = start + phrase.rindex("的") + 1
        behind = _past_modifiers(scene, behind, end)
        # A shop or a works is known by where it is: 包头的一座硅片厂.
        if not (places and behind - start <= 10 and product_words().places.before(phrase, len(phrase)) == text[behind:end]):
            start = behind
        phrase = text[start:end]
    if len(phrase) > _LONGEST or len(phrase) < 2 or product_words().refused.before(phrase, len(phrase)):
        return None
    if re.search(r"[，,：:“”（）()]|累计|共有|已有|合计", phrase):
        return None
    head = product_words().heads.before(phrase, len(phrase)) or (
        product_words().places.before(phrase, len(phrase)) if places else ""
    )
    bare = head == phrase and not (places and phrase in product_words().places and len(phrase) > 1)
    if head and not bare and not _starts_like_verb(phrase):
        return Thing((scene_item(scene, Span(start, end)),), None, Span(start, end), False)
    return _unquoted(scene, start, end)


def _unquoted(scene: Scene, start: int, end: int) -> Thing | None:
    """人形机器人小擎: a kind and a name that nothing sets off; the name must be no everyday word."""
    phrase = scene.text[start:end]
    for i in range(len(phrase) - 2, 1, -1):
        if not product_words().heads.before(phrase, i) or product_words().after.after(phrase, i):
            continue
        name = phrase[i:]
        pieces = word_model().segment(name)
        odd = word_model().frequency(name) < 30 and len(name) <= 6
        if odd and not any(p.tag.startswith(("v", "d", "p", "c", "u", "r", "m")) and len(p.text) > 1 for p in pieces):
            named = (scene_item(scene, Span(start + i, end)),)
            return Thing(named, scene_item(scene, Span(start, start + i)), Span(start, end), True)
        return None
    return None


def _starts_like_verb(phrase: str) -> bool:
    first = word_model().segment(phrase)[0]
    return first.tag in ("p", "d", "c", "r", "u", "uj") or first.text in ("是", "为", "有", "在", "让", "将", "被", "已有", "共有")


def _is_kind(text: str) -> bool:
    return bool(_head_at(text)) and not product_words().refused.before(text, len(text))


def _head_at(text: str) -> int:
    """Where the last head noun of a short stretch ends; 0 for none, or when a firm or a market is meant."""
    for i in range(min(len(text), 12), 0, -1):
        if product_words().heads.before(text, i):
            return 0 if product_words().after.after(text, i) else i
    return 0


def scene_item(scene: Scene, span: Span) -> Item:
    """A stretch of the sentence as a text item."""
    return Item(span, span.of(scene.text))


def _item(scene: Scene, span: Span) -> Item:
    """The product's phrase where the span is one, else the stretch."""
    phrase = next((p for p in scene.phrases if p.span == span and p.letter == "D"), None)
    return phrase.items[0] if phrase else scene_item(scene, span)
