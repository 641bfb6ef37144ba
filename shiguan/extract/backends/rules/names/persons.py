"""Names of persons: surname grammar, titles and verbs beside them, decided over the whole document."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.names.draft import Line, past_adverbs
from shiguan.extract.backends.rules.words import is_han, is_odd_character, word_model
from shiguan.records.document import Span

_DOT = "·•・‧"
_LATIN = re.compile(r"(?<![A-Za-z])[A-ZÀ-Þ][a-zà-ÿ]+(?:[ \-](?:de|da|van|von|der|la|bin|Mc[A-Z][a-z]+|O'[A-Z][a-z]+|[A-Z]\.|[A-ZÀ-Þ][a-zà-ÿ]+)){1,3}(?![A-Za-z])")
# Last words of firms, so that Paragon Ventures is no person.
_LATIN_FIRM = re.compile(r"(?:Capital|Ventures?|Partners|Group|Bank|Labs?|Tech(?:nologies)?|Media|Times|Post|Journal|News|University|Studios?|Games|Motors?|Pharma|Energy|Systems?|Networks?|Robotics|Therapeutics|Health|Bio|Foods?|Holdings|Global|Securities|Asset|Management|Fund|Street|Ledger|Street|Information|Intelligence|Software|Cloud|Airlines|Airways|Entertainment|Pictures|Records|Music|Sports|Club|City|United)$")
_ACCEPT = 2.5
# Verbs whose subject is a person more often than not; the strong ones hardly ever have another.
_STRONG_VERBS = (
    "离职", "辞职", "辞任", "卸任", "离任", "离世", "退休", "跳槽", "入职", "毕业于", "出生于", "出任", "就任", "履新", "担任", "任职",
    "接任", "接棒", "接替", "转任", "升任", "兼任", "当选", "被免去", "被任命", "获任", "创业", "去世", "加盟", "时任", "曾任", "现任",
    "退任", "请辞", "任总", "曾是", "曾在", "现为", "今年", "重返", "去了", "接棒", "暂代", "代行", "掌舵", "到任", "上任", "一手创办", "一手创立", "共同创立", "共同创办", "联合创立", "创办的", "创立的", "掌管", "掌门", "下课", "挂帅", "执掌", "辞去", "卸下", "递交", "提交", "提出离职", "提出辞", "打算休", "告别", "跟记者", "对记者", "告诉记者", "在朋友圈", "在微博", "在内部信", "在接受","任首席", "任董", "任C", "任副", "不再担任", "已从", "因个人原因", "曾就职", "曾供职", "历任", "坦言", "回忆", "向记者",
    "套现", "减持", "被捕", "被带走", "失联", "落马", "女士", "先生", "博士", "教授", "任职于", "师从", "一同创立", "联合创办", "的离职", "的离开", "的离任", "的辞职",
)  # fmt: skip
_WEAK_VERBS = ("加入", "离开", "回到", "回归", "创立", "创办", "成立", "负责", "主导", "带领", "率", "领导", "说", "称", "则", "也", "在", "将", "已", "曾", "此前", "向", "于", "等人", "等", "和", "与", "、", "及", "及其", "本人", "接受", "透露", "选择", "宣布", "认为")  # fmt: skip
_LEFT_WORDS = ("由", "任命", "聘任", "聘请", "委任", "选举", "提名", "邀请", "免去", "聘", "和", "与", "、", "及", "以及", "据", "挖来", "挖走", "接替", "取代", "交给", "向", "对", "包括", "包含", "分别是", "分别为", "即", "其中", "同为", "名叫", "叫", "是", "前任", "继任者", "同事", "搭档", "校友", "妻子", "丈夫", "其子", "其女", "之子", "之女", "长子", "次子", "女儿", "儿子", "好友", "老将", "名将", "旧部", "前员工")  # fmt: skip
_NO_LAST = frozenset("的了着过是在于有对把被让给与和及并而或但却则就才又也还都均已曾仍尚即不没未将称说告任")
_COMMON_GIVEN, _RARE_GIVEN, _SURNAME = -6.5, -9.0, -5.0  # log-probabilities, rounded from the shares in surname lists


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name at one place (sentence coordinates) and how much its neighbours speak for it."""

    line: int
    span: Span
    text: str
    score: float


def persons(lines: list[Line], lexicon: Lexicon) -> dict[str, float]:
    """Names of persons and how sure each is (≥ 2.5 is accepted), decided over all occurrences."""
    totals: dict[str, float] = defaultdict(float)
    seen: dict[str, int] = defaultdict(int)
    for candidate in candidates(lines, lexicon):
        totals[candidate.text] += candidate.score
        seen[candidate.text] += 1
    # Two characters are a name by chance more often than three.
    accepted = {name: score for name, score in totals.items() if score >= _ACCEPT + (0.25 if len(name) == 2 else 0)}
    return _without_rivals(accepted, seen)


def _without_rivals(accepted: dict[str, float], seen: dict[str, int]) -> dict[str, float]:
    """Of two names one of which begins the other, keep the one more places speak for."""
    # 文昭 inside 谢文昭, 雷拉 inside 佩雷拉: a name met only as the end of a surer one is none.
    kept = {n: s for n, s in accepted.items() if not any(o != n and o.endswith(n) and accepted[o] >= s for o in accepted)}
    for name in accepted:
        for shorter in (name[:2], name[:3]):
            if shorter == name or shorter not in kept or name not in kept:
                continue
            # 李强 and 李强在: the longer one needs to be what most places of the shorter one say.
            loser = shorter if accepted[name] >= accepted[shorter] or seen[name] * 2 > seen[shorter] + seen[name] else name
            del kept[loser]
    return kept


def candidates(lines: list[Line], lexicon: Lexicon) -> Iterator[Candidate]:
    """Every place where a person's name may stand and something beside it says so."""
    for index, line in enumerate(lines):
        yield from _chinese(index, line, lexicon)
        yield from _listed(index, line, lexicon)
        for span in _dotted(line, lexicon):
            yield Candidate(index, span, span.of(line.text), 4.0)
        for match in _LATIN.finditer(line.text):
            titled = max((t.core.end for t in line.titles if match.start() < t.core.end < match.end()), default=match.start())
            start = titled + (line.text[titled : titled + 1] == " ")
            if start >= match.end() or " " not in line.text[start : match.end()]:
                continue
            span = Span(start, match.end())
            context = _context(line, span, lexicon) + (2.0 if start > match.start() else 0.0)
            if context >= 1 and not _LATIN_FIRM.search(match[0]) and match[0] not in lexicon.known_names:
                yield Candidate(index, span, span.of(line.text), context + 1.5)


def _dotted(line: Line, lexicon: Lexicon) -> Iterator[Span]:
    """Foreign names with a dot: as far as the characters around it are those that transliterate names."""
    sounds = lexicon.vocabulary.transliteration_characters | lexicon.vocabulary.given_characters
    text, position = line.text, 0
    while (dot := next((i for i in range(position, len(text)) if text[i] in _DOT), None)) is not None:
        start = end = dot
        while start > 0 and dot - start < 7 and text[start - 1] in sounds and not line.title_ending(start):
            start -= 1
        while end < len(text) and (text[end] in sounds or text[end] in _DOT) and not _word_at(line, end):
            end += 1
        if start < dot and end > dot + 1:
            yield Span(start, end)
        position = max(end, dot + 1)


def _listed(index: int, line: Line, lexicon: Lexicon) -> Iterator[Candidate]:
    """A、B、C where each begins with a surname and is no word: a list of names vouches for its members."""
    for match in re.finditer(r"[一-鿿·A-Za-z]+(?:[、和与及][一-鿿·A-Za-z]+)+", line.text):
        items = [(m.start() + match.start(), m[0]) for m in re.finditer(r"[^、和与及]+", match[0])]
        named = []
        for number, (start, text) in enumerate(items):
            for length in (3, 2, 4):
                whole = length == len(text) if 0 < number < len(items) - 1 else length <= len(text)
                at = start + len(text) - length if number == 0 else start
                span = Span(max(at, 0), max(at, 0) + length)
                if whole and length <= len(text) and _like_name(line, span, number == len(items) - 1, lexicon):
                    named.append(span)
                    break
        if len(named) >= 2 and 3 * len(named) >= 2 * len(items):
            for span in named:
                yield Candidate(index, span, span.of(line.text), 2.0)


def _like_name(line: Line, span: Span, last: bool, lexicon: Lexicon) -> bool:
    name = span.of(line.text)
    compound = name[:2] in lexicon.vocabulary.compound_surnames
    if not compound and (name[0] not in lexicon.vocabulary.surnames or len(name) == 4):
        return False
    if name in lexicon.not_names or name in lexicon.known_names or name[-1] in lexicon.name_stops or _cuts_title(line, span):
        return False
    model = word_model()
    if model.frequency(name) > 20 and not model.tag(name).startswith("nr"):
        return False
    given = name[2 if compound else 1 :]
    if model.frequency(given) > 200 and len(given) > 1 and not model.tag(given).startswith(("nr", "ns")):
        return False
    starts, ends = {t.span.start for t in line.tokens}, {t.span.end for t in line.tokens}
    return span.start in starts and (span.end in ends or last)


def _chinese(index: int, line: Line, lexicon: Lexicon) -> Iterator[Candidate]:
    text = line.text
    blocked = [t.span for t in line.times] + [span for span, _ in lexicon.known.find(text)]
    for start, character in enumerate(text):
        if not is_han(character):
            continue
        compound = text[start : start + 2] in lexicon.vocabulary.compound_surnames
        listed = compound or character in lexicon.vocabulary.surnames or _is_translit(text, start, lexicon)
        if not listed and not (line.title_ending(start) and is_odd_character(character)):
            continue  # behind a title a surname need not be one of the common ones
        options = []
        for length in _lengths(text, start, compound, lexicon):
            span = Span(start, start + length)
            if span.end > len(text) or any(_cuts(span, b) for b in blocked) or _cuts_title(line, span):
                continue
            score = _score(line, span, compound, lexicon)
            if score >= 1:
                options.append((score, _fluency(text, span, compound, lexicon), span))
        if options:
            score, _, span = max(options, key=lambda o: (o[1] + 2 * o[0], o[2].end))
            yield Candidate(index, span, span.of(text), score)


def _lengths(text: str, start: int, compound: bool, lexicon: Lexicon) -> tuple[int, ...]:
    if compound:
        return (3, 4)
    if _is_translit(text, start, lexicon):
        run = start
        while run < len(text) and text[run] in lexicon.vocabulary.transliteration_characters:
            run += 1
        return tuple({2, 3, min(run - start, 6)})
    return (2, 3)


def _is_translit(text: str, start: int, lexicon: Lexicon) -> bool:
    stretch = text[start : start + 3]
    return len(stretch) == 3 and all(c in lexicon.vocabulary.transliteration_characters for c in stretch)


def _cuts(span: Span, other: Span) -> bool:
    """Whether the two share characters and ``other`` is no mere part of the name (启明 in 周启明 is a firm only by itself)."""
    return span.overlaps(other) and not (span.contains(other) and other.start > span.start)


def _cuts_title(line: Line, span: Span) -> bool:
    return any(t.core.overlaps(span) for t in line.titles)


def _score(line: Line, span: Span, compound: bool, lexicon: Lexicon) -> float:
    name = span.of(line.text)
    given = name[2 if compound else 1 :]
    if not all(map(is_han, name)) or name in lexicon.not_names or name in lexicon.known_names or given[-1] in _NO_LAST:
        return 0
    model = word_model()
    tag, frequency = model.tag(name), model.frequency(name)
    translit = all(c in lexicon.vocabulary.transliteration_characters for c in name)
    if tag and not tag.startswith("nr") and frequency > 3 and not translit:
        return 0
    if lexicon.places.before(name, len(name)) == name:
        return 0
    context = _context(line, span, lexicon)
    surprise = _surprise(line.text, span, compound, lexicon)
    if context < (0.5 if surprise > 1 else 1):
        return 0  # one weak sign on one side alone says nothing: 张开 in 张开双臂
    if any(t.span == span and (t.tag == "nx" or t.tag.startswith("nr") and len(name) > 2) for t in line.tokens):
        context += 1.5  # the document repeats it as a word the dictionary has not, or the dictionary has it as a name
    known = sum(c in lexicon.vocabulary.given_characters for c in given) if not translit else len(given)
    if model.frequency(name[:2]) > 20 and len(name) == 3 and not compound and not model.tag(name[:2]).startswith(("nr", "ns")):
        context -= 1.5  # 冒泡 begins a word, not a name
    if len(given) == 2 and model.frequency(given) > 500 and model.tag(given)[:1] in ("v", "d", "r", "p", "c", "m", "f", "t"):
        context -= 2  # 方没有, 向本报: words that nobody is called
    doubt = 0.5 if not compound and name[0] in lexicon.vocabulary.doubtful_surnames else 0.0
    return context + surprise + compound - doubt - 0.5 * (len(given) - known) + (0.5 if tag.startswith("nr") else 0)


def _context(line: Line, span: Span, lexicon: Lexicon) -> float:
    text, score = line.text, 0.0
    after = text[span.end : span.end + 8]
    beyond = past_adverbs(line, span.end, lexicon)
    later = text[beyond : beyond + 8]
    before = text[: span.start]
    if line.title_ending(span.start):
        score += 3.5
    elif before.endswith(("“", "「", "、", "，", ",", "：", ":", "。", "（", "(", " ", "；", ";")) or not before:
        score += 0.5
    elif before.endswith(_LEFT_WORDS):
        score += 1
    elif before.endswith("的"):
        score += 1.5 if any(s.end == span.start - 1 for s, _ in lexicon.known.find(text)) else 0.5
    elif line.title_ending(span.start - 1) and before.endswith("是"):
        score += 2
    if lexicon.address_words.after(text, span.end) or line.title_at(span.end):
        score += 2
    elif after.startswith("（") and any(t.core.start > span.end and t.core.start - span.end < 12 for t in line.titles):
        score += 2
    elif after.startswith(_STRONG_VERBS) or lexicon.speech.after(text, span.end) and len(lexicon.speech.after(text, span.end)) > 1:
        score += 2
    elif later.startswith(_STRONG_VERBS) or len(lexicon.speech.after(text, beyond)) > 1:
        score += 1.5
    elif after[:1] in "为任" and after[:1] and line.title_at(span.end + 1):
        score += 3
    elif after.startswith(_WEAK_VERBS):
        score += 1
    elif beyond > span.end:
        score += 0.5
    elif not after or after[0] in "，。；、）”：,;:)" or _goes_on(line, span.end):
        score += 0.5
    return score


def _goes_on(line: Line, position: int) -> bool:
    """Whether a verb, preposition or particle follows, as after a subject."""
    return any(t.span.start == position and t.tag[:1] in ("v", "p", "d", "c", "u") for t in line.tokens)


def _word_at(line: Line, position: int) -> bool:
    """Whether a verb or adverb of two characters begins here, as after a foreign name."""
    return any(t.span.start == position and len(t.text) > 1 and t.tag[:1] in ("v", "d", "p") for t in line.tokens)


def _surprise(text: str, span: Span, compound: bool, lexicon: Lexicon) -> float:
    """How much likelier the stretch reads as a name than as words, from 0 to 2: natural logarithm over 5, about 22:1 a point."""
    window = text[span.start : span.start + 9]
    stop = next((i for i, c in enumerate(window) if not is_han(c)), len(window))
    model = word_model()
    plain = sum(math.log(max(t.frequency, 1)) - model.log_total for t in model.segment(window[:stop]))
    return max(0.0, min(2.0, (_fluency(text, span, compound, lexicon) - plain) / 5))


def _fluency(text: str, span: Span, compound: bool, lexicon: Lexicon) -> float:
    """Log-probability of reading this stretch as a name and what follows as words."""
    given = span.of(text)[2 if compound else 1 :]
    name = _SURNAME + sum(_COMMON_GIVEN if c in lexicon.vocabulary.given_characters else _RARE_GIVEN for c in given)
    rest = text[span.end : span.start + 9]  # one window for names of every length, so that their readings compare
    stop = next((i for i, c in enumerate(rest) if not is_han(c)), len(rest))
    model = word_model()
    following = sum(math.log(max(t.frequency, 1)) - model.log_total for t in model.segment(rest[:stop]))
    return name + following
