"""Names of organisations: company forms, neighbours (titles, verbs, appositions, lists), repetition in the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.names.draft import Line, is_odd, past_adverbs
from shiguan.extract.backends.rules.words import Token, is_han, word_model
from shiguan.records.document import Span

ACCEPT = 2.0
_ACCEPT_SHORT = 3.0  # two characters met once
_COMMON_CHARACTER = 5_000  # of 60 million words: a character that stands alone this often is a word
_LONGEST = 16
# Parts of speech (jieba's set) a name can be made of; everything else ends it.
_NAME_TAGS = ("n", "j", "b", "l", "i", "x", "z", "g", "eng", "a", "m", "s")
_STOP_TAGS = ("d", "p", "c", "u", "r", "y", "f", "t", "v", "q", "o", "e", "k")
# A verb right after the name whose subject is an organisation; the strong ones have hardly any other subject.
_STRONG_AFTER = ("旗下", "宣布完成", "完成", "获得融资", "官宣", "公告", "发布公告", "股价", "市值", "财报", "总部", "官方", "方面", "内部", "母公司", "子公司", "成立于", "裁员", "上市", "创始团队", "管理层", "董事会", "融资", "估值", "营收", "中标", "破产", "被罚", "控股", "股东", "公众号", "高管", "的CEO", "的创始人", "的联合创始人", "的投资人", "的高管", "的估值", "的营收", "的员工", "的股价")  # fmt: skip
_WEAK_AFTER = ("宣布", "发布", "推出", "上线", "收购", "并购", "投资", "起诉", "回应", "表示", "称", "否认", "计划", "拟", "将", "已", "正", "正在", "则", "与", "和", "、", "也", "还", "在", "的", "联合", "通过", "关闭", "停止", "选择", "成为", "拿到", "获", "遭", "被", "等", "实现", "聚焦", "转型", "放弃", "不再", "曾", "任命", "聘请", "聘任", "公布", "披露", "达成", "合作", "拿到", "拿下", "开出", "试水", "掉头", "启动", "扩张", "亏损", "盈利", "中标", "入股", "控股", "持有", "承认", "官微", "增持", "减持", "增资", "认购", "受让", "转让", "签署", "携手", "联手", "牵手", "公告", "股份", "股权", "旗下")  # fmt: skip
_STRONG_BEFORE = ("加入", "入职", "加盟", "离开", "供职于", "就职于", "任职于", "创立", "创办", "回归", "回到", "重返", "跳槽至", "跳槽到", "投奔", "转投", "履职", "效力于", "收购", "并购", "领投", "参投", "投资了", "控股", "隶属于", "服务于", "创建了", "成立了", "接手", "起诉", "状告", "赴", "创办的", "创立的", "创建的", "旗下的", "去了", "回了", "供职", "效力", "任职", "就职", "转会", "转投", "签约", "合并", "并入")  # fmt: skip
_WEAK_BEFORE = ("与", "和", "、", "由", "对", "向", "从", "被", "让", "至", "到", "给", "是", "包括", "以及", "及", "据", "如", "于", "“", "（", "，", "。", "：", ",", ":", ";", "；", "(", "《", "「")  # fmt: skip
_LATIN = re.compile(r"(?<![A-Za-zÀ-ÿ0-9])(?:[A-Z][A-Za-zÀ-ÿ0-9]*(?:[.&\-'’][A-Za-z0-9]+)*(?: [A-Z][A-Za-zÀ-ÿ0-9.&\-]*){0,2}|[a-z]+[A-Z][A-Za-z0-9]+)")


_STAKE_BEFORE = ("持有", "所持", "收编", "购买", "认购", "受让", "增持", "减持", "入主", "入股", "参股", "控制", "股东", "大股东", "买入", "卖出", "剥离", "出售", "卖给", "售予", "托管", "联合")  # fmt: skip
_STAKE = re.compile(r"(?:约|合计|的|剩余)?[\d.]+%(?:的)?(?:股权|股份|权益)|[\d.]+[万亿]股|(?:的)?全部股权|(?:的)?控股权|(?:的)?股价|A股|H股")
_STRONG_BEFORE_LE = tuple(w + "了" for w in _STRONG_BEFORE)


def organisations(lines: list[Line], persons: frozenset[str], lexicon: Lexicon) -> dict[str, float]:
    """Names of organisations and how sure each is (≥ 2 is accepted)."""
    proposed: dict[str, float] = defaultdict(float)
    for line in lines:
        for span, bonus in _proposals(line, persons, lexicon):
            name = _trim(span.of(line.text), lexicon)
            if _may_be_name(name, persons, lexicon):
                proposed[name] = max(proposed[name], bonus)
    surnames = lexicon.vocabulary.surnames
    for name in list(proposed):
        if len(name) == 3 and name[0] in surnames and not _form(name, lexicon):
            proposed[name] -= 1.0  # three characters after a surname are a person before they are a firm
    totals = {name: max(bonus, _form(name, lexicon)) + _contexts(name, lines, lexicon) for name, bonus in proposed.items()}
    listed = _from_lists(lines, {n for n, s in totals.items() if s >= ACCEPT} | set(lexicon.known_names), lexicon)
    for name in listed:
        if _may_be_name(name, persons, lexicon):
            totals[name] = max(totals.get(name, 0.0), 1.5 + _contexts(name, lines, lexicon))
    text = "\n".join(line.text for line in lines)
    return {n: s for n, s in totals.items() if s >= (_ACCEPT_SHORT if len(n) == 2 and text.count(n) == 1 else ACCEPT)}


def _proposals(line: Line, persons: frozenset[str], lexicon: Lexicon) -> Iterator[tuple[Span, float]]:
    """Stretches that a form or a neighbour offers as a name, with what that offer is worth."""
    text = line.text
    for token in line.tokens:
        ending = lexicon.org_strong.before(text, token.span.end, max(0, token.span.end - 6))
        if ending:
            start = _left(line, token.span.end - len(ending), persons, lexicon)
            if token.span.end - start - len(ending) >= 2:
                yield Span(start, token.span.end), 0.0
        weak = lexicon.org_weak.before(text, token.span.end)
        if weak:
            start = _left(line, token.span.end - len(weak), persons, lexicon)
            if token.span.end - start - len(weak) >= 2:
                yield Span(start, token.span.end), 0.0
        if token.text in lexicon.vocabulary.doubtful:
            yield token.span, 1.0
        if token.tag == "nx" and token.text not in lexicon.known_names:
            formed = lexicon.org_weak.before(token.text, len(token.text)) or lexicon.org_strong.before(token.text, len(token.text))
            yield token.span, 2.5 if formed else 1.5
        elif len(token.text) > 1 and is_han(token.text[0]) and token.tag in ("nt", "nz", "nr", "nrt", "nrfg"):
            yield token.span, 0.5
        if lexicon.appositions.before(text, token.span.end, token.span.start) or token.text in _HOUSES:
            end = _right(line, token.span.end + (text[token.span.end : token.span.end + 1] in "“「"), persons, lexicon)
            if end - token.span.end >= 2:
                yield Span(token.span.end, end), 0.5 + novelty(text[token.span.end : end], lexicon.modern)
    for title in line.titles:
        yield from _before_title(line, title.core.start, persons, lexicon)
    for word in _STRONG_BEFORE:
        for match in re.finditer(re.escape(word), text):
            begin = match.end() + (1 if text[match.end() : match.end() + 1] in "了“" else 0)
            end = _right(line, begin, persons, lexicon)
            if end - begin >= 2:
                yield Span(begin, end), 0.0
    for match in _LATIN.finditer(text):
        yield Span(match.start(), match.end()), 0.0
        if (nxt := _right(line, match.end(), persons, lexicon)) > match.end() and nxt - match.end() <= 4:
            yield Span(match.start(), nxt), 0.0


def _before_title(line: Line, end: int, persons: frozenset[str], lexicon: Lexicon) -> Iterator[tuple[Span, float]]:
    text = line.text
    if former := lexicon.former_markers.before(text, end):
        end -= len(former)
    if text[end - 1 : end] == "的":
        end -= 1
    start = _left(line, end, persons, lexicon)
    if end - start >= 2:
        yield Span(start, end), 0.5


def _is_stop(token: Token, line: Line, persons: frozenset[str], lexicon: Lexicon, legal: bool = False) -> bool:
    if token.text in lexicon.known_names or token.tag == "nx":
        return False
    if token.text in persons or token.text in _STRONG_BEFORE or token.text in _POSTS or token.text in lexicon.name_stops or not (is_han(token.text[0]) or token.text[0].isalnum()):
        return True
    if token.text.isdigit():
        return True
    if any(t.span.overlaps(token.span) for t in line.times) or any(a.overlaps(token.span) and len(token.text) > 1 for a in line.amounts):
        return True
    if any(t.core.overlaps(token.span) for t in line.titles):
        return True
    if len(token.text) == 1:
        # 只 and 转 by themselves are words; 擎 and 步 side by side are not.
        return token.tag.startswith(("d", "p", "c", "u", "r", "v")) and token.frequency > _COMMON_CHARACTER
    if not token.tag.startswith(_STOP_TAGS) or token.tag in ("vn", "vg"):
        return False
    if legal and token.tag == "v":  # 担保有限公司: before a legal form only the verbs of news end a name
        return token.text in lexicon.org_verbs or token.text in lexicon.speech or token.text in _WEAK_AFTER
    return True


def _left(line: Line, end: int, persons: frozenset[str], lexicon: Lexicon) -> int:
    """Where a name that ends at ``end`` begins."""
    start = end
    legal = bool(lexicon.legal.after(line.text, end))
    for token in reversed(line.tokens):
        if token.span.start >= end:
            continue
        if token.span.end < start or _is_stop(token, line, persons, lexicon, legal) or end - token.span.start > _LONGEST:
            break
        if token.span.end > end:
            continue
        start = token.span.start
    return start


def _right(line: Line, begin: int, persons: frozenset[str], lexicon: Lexicon) -> int:
    """Where a name that begins at ``begin`` ends."""
    end = begin
    for token in line.tokens:
        if token.span.start < begin:
            continue
        if token.span.start != end or _is_stop(token, line, persons, lexicon) or token.span.end - begin > _LONGEST:
            break
        end = token.span.end
        if lexicon.org_strong.before(line.text, end, begin):
            break
    return end


_POSTS = ("出任", "担任", "就任", "接任", "转任", "升任", "调任", "兼任", "执掌", "出掌", "接掌", "掌管", "空降", "执教")
_LEADS = (*_POSTS, *sorted(_STRONG_BEFORE, key=len, reverse=True), "否认", "有", "里", "称", "据", "只剩", "转至", "来自", "出自", "另一", "一家", "首家", "第一家")
_ACRONYMS = frozenset("AI CEO CTO CFO COO CMO CPO CIO VP SVP EVP GM IPO AGI API APP App GPU CPU NPU AIGC SaaS PaaS IaaS ToB ToC To MAU DAU GMV VR AR MR IP PC TV IT ICU GDP ESG EBITDA HC KOL OEM ODM LLM LP GP VC PE ID OTA SUV MPV EV HR PR ICT IDC IoT NFT Web3 B2B B2C O2O DTC SKU LED OLED LCD MCU IGBT DRAM NAND HBM ETF REIT FOF IVD CRO CDMO CXO K12 Z世代 5G 4G 6G PD-1 CAR-T ADC MBA EMBA PPT KPI OKR ROE ROI PB TOP Top".split())  # fmt: skip


def _trim(name: str, lexicon: Lexicon) -> str:
    """Without the common nouns in front: 造车新势力企业星河汽车 → 星河汽车; without brackets and quotes."""
    name = name.strip(" “”‘’《》（）()·*")
    for lead in (lexicon.former_markers.after(name, 0), next((v for v in _LEADS if name.startswith(v)), "")):
        if lead and (len(name) - len(lead) > 2 or name[len(lead) :] in lexicon.known_names):
            name = name[len(lead) :]
    for _ in range(4):
        longest = max(
            (a for a in (*lexicon.vocabulary.appositions, *_QUALIFIERS) if name.startswith(a) and len(name) - len(a) >= 2),
            key=len,
            default="",
        )
        inner = max(
            (name.find(a) + len(a) for a in (*lexicon.vocabulary.appositions, *_HOUSES) if len(a) >= 2 and 0 < name.find(a) and len(name) - name.find(a) - len(a) >= 2),
            default=0,
        )
        cut = max(len(longest), inner)
        if not cut or name[cut:] in lexicon.org_strong or name[cut:] in lexicon.org_weak:
            break
        name = name[cut:]
    return name


_HOUSES = ("厂", "厂商", "工厂", "大厂", "同业", "龙头", "旗下", "公司旗下", "集团旗下", "卖场", "球会", "劲旅", "新贵", "老店", "团队")
_QUALIFIERS = (*_HOUSES, "国产", "国内", "国际", "知名", "头部", "老牌", "新锐", "明星", "新兴", "著名", "本土", "海外", "美国", "日本", "韩国", "德国", "法国", "英国", "上市", "初创", "民营", "国有", "最大", "新势力", "电商", "互联网", "竞争对手", "对手", "同行", "友商", "客户", "老东家", "东家", "前东家")  # fmt: skip


# Branches of the economy, which 药业 and 置业 are not: those end names only.
_BRANCHES = frozenset("企业 行业 产业 工业 商业 农业 物业 创业 实业 林业 渔业 牧业 服务业 制造业".split())


def _form(name: str, lexicon: Lexicon) -> float:
    """What the last word of a name says for it: 汽车 a little, 银行 a lot, more the less its first words mean anything."""
    strong = lexicon.org_strong.before(name, len(name))
    ending = strong or lexicon.org_weak.before(name, len(name))
    stem = name[: len(name) - len(ending)]
    if not ending or len(stem) < 2:
        return 0.0
    # 实验室 and 公司 follow everyday words as well.
    firm = ending in ("股份", "控股", "传媒", "科技") or ending.endswith("业") and ending not in _BRANCHES
    base = (1.25 if firm else 0.5) if not strong else 1.0 if ending == "公司" or ending in lexicon.generic else 2.0
    if strong in lexicon.legal and len(strong) > 2 and len(stem) > 2:
        return 3.0
    place = lexicon.places.after(name, 0)
    # 淮南矿业集团: everyday words all, but a place in front and a company form behind make them a name.
    local = 1.0 if place and len(stem) > len(place) or place == stem and strong else 0.0
    return base + max(novelty(stem, lexicon.modern), local)


def novelty(stem: str, modern: frozenset[str] = frozenset()) -> float:
    """How little a stretch looks like everyday words: 1.5 for none of it, 0 for nothing else. 云杉 and 澜图 are novel, 风险 is not."""
    odd = [p for p in word_model().segment(stem, modern) if p.text not in modern and is_odd(p)]
    return 1.5 * sum(len(p.text) for p in odd) / max(1, len(stem))


def _may_be_name(name: str, persons: frozenset[str], lexicon: Lexicon) -> bool:
    if not 2 <= len(name) <= 24 or name in persons or name in lexicon.generic or name in lexicon.not_names:
        return False
    if name in lexicon.modern or name in lexicon.everyday or name in _ACRONYMS or name[0].isdigit() and not re.search("[A-Za-z]", name):
        return False
    formed = lexicon.org_strong.before(name, len(name)) or lexicon.org_weak.before(name, len(name))
    if name[0] in lexicon.name_stops or name[-1] in lexicon.end_stops and not formed or any(s in name for s in "，。、；：？！的了"):
        return False
    if not formed and any(len(p) > 2 and p in name for p in persons):
        return False
    if name[-1] in "籍系级类版型式性款" and (len(name) < 4 or lexicon.places.after(name, 0)):
        return False
    if lexicon.title_heads.find(name) and not formed:
        return False
    if lexicon.places.before(name, len(name)) == name:
        return False
    model = word_model()
    if name in lexicon.known_names and name not in lexicon.vocabulary.doubtful:
        return True
    if model.frequency(name) > 3 and name not in lexicon.vocabulary.doubtful and not model.tag(name).startswith(("nr", "nt", "nz", "ns")):
        return False
    return not _is_phrase(name, lexicon)


def _is_phrase(name: str, lexicon: Lexicon) -> bool:
    """Whether the stretch is everyday words in a row: 大模型公司, 核心团队, 新能源汽车."""
    model = word_model()
    strong = lexicon.org_strong.before(name, len(name))
    if strong and (strong in lexicon.legal and len(strong) > 2 or lexicon.places.after(name, 0) and len(name) > len(strong) + 2):
        return False
    pieces = model.segment(name, lexicon.modern)
    if all(p.text in lexicon.modern or p.text in lexicon.generic or p.frequency > 600 and len(p.text) > 1 for p in pieces):
        return True
    if strong == "公司" and any(p.tag.startswith(("v", "a", "d")) and p.tag != "vn" for p in pieces[:-1] if len(p.text) > 1):
        return True  # 淡出公司, 优秀公司
    for piece in pieces:
        if piece.text in lexicon.known_names or not is_han(piece.text[0]):
            return False
    if any(len(p.text) > 1 and p.tag.startswith(("v", "d", "p", "c", "r", "t", "m")) and p.tag != "vn" and p.frequency > 100 for p in pieces):
        return not (lexicon.org_strong.before(name, len(name)) or lexicon.org_weak.before(name, len(name)))
    head = pieces[0]
    if name in lexicon.generic or all(p.text in lexicon.generic or p.text in lexicon.org_weak for p in pieces):
        return True
    return all(len(p.text) > 1 and p.frequency > 150 and not p.tag.startswith(("nr", "nz", "nt")) for p in pieces) and head.frequency > 600


def _contexts(name: str, lines: list[Line], lexicon: Lexicon) -> float:
    """What all occurrences together say; the third of a kind adds nothing."""
    scores = sorted((s for line in lines for s in _occurrences(name, line, lexicon)), reverse=True)
    return sum(scores[:4])


def _occurrences(name: str, line: Line, lexicon: Lexicon) -> Iterator[float]:
    text = line.text
    start = text.find(name)
    while start >= 0:
        yield _context(Span(start, start + len(name)), line, lexicon)
        start = text.find(name, start + len(name))


def _context(span: Span, line: Line, lexicon: Lexicon) -> float:
    text, score = line.text, 0.0
    before = text[max(0, span.start - 8) : span.start].rstrip("“《")
    if text[span.start - 1 : span.start] in ("“", "「") and text[span.end : span.end + 1] in ("”", "」"):
        score += 0.5
    end = past_adverbs(line, span.end, lexicon)
    after = text[end : end + 8]
    if _title_follows(line, span.end, lexicon):
        score += 2
    if line.title_ending(span.start):
        score -= 2  # what follows a title is a person
    if before.endswith(_STRONG_BEFORE) or before.endswith(_STRONG_BEFORE_LE):
        score += 2
    elif lexicon.appositions.before(before, len(before)):
        score += 1.5
    elif before.endswith(_STAKE_BEFORE):
        score += 1.5
    elif not before or before.endswith(_WEAK_BEFORE):
        score += 0.5
    if _STAKE.match(text, span.end):
        score += 2
    elif after.startswith(_STRONG_AFTER):
        score += 1.5
    elif after.startswith(_WEAK_AFTER) or lexicon.org_verbs.after(text, end):
        score += 1
    elif text[span.end : span.end + 1] in ("的", "、"):
        score += 0.25
    return score


def _title_follows(line: Line, position: int, lexicon: Lexicon) -> bool:
    text = line.text
    while position < len(text) and text[position] in "”》的前原 ":
        position += 1
    if line.title_at(position):
        return True
    # 星河汽车 销售公司总经理: a unit of the firm between the name and the title.
    return any(0 < t.core.start - position < 7 and lexicon.units.before(text, t.core.start) for t in line.titles)


def _from_lists(lines: list[Line], accepted: set[str], lexicon: Lexicon) -> set[str]:
    """Neighbours of organisations in lists: of A、B、C one known makes the others likely."""
    found: set[str] = set()
    for line in lines:
        for match in re.finditer(r"[^，。；：！？（）()“”]+(?:[、，,][^，。；：！？（）()“”、]+){1,}", line.text):
            items = [i for i in re.split(r"、|和|与|及|以及|，|,", match[0]) if i]
            hits = [i for i in items if i in accepted]
            if "、" in match[0] and len(hits) >= 1:
                found.update(_trim(i.strip("“” "), lexicon) for i in items if 2 <= len(i) <= 10)
    return found
