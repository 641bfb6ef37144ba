"""When a finding happened: which of the times told in its sentence, or for a figure in its paragraph, is its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiguan.extract.backends.rules.phrases import SYMBOLS
from shiguan.extract.backends.rules.scene import Finding, Scene
from shiguan.extract.times import TimeKind
from shiguan.records.document import Span
from shiguan.records.time import Precision, ValidTime

_W = SYMBOLS["W"]
_FIGURES = ("metric", "count_claim", "bid_wins")
_NOW = re.compile(r"^(?:截至|截止|到)?(?:目前|现在|如今|当前|眼下|现今|时下|而今|至今|迄今|此刻|发稿|现$)")
_IN_FORCE = re.compile(r"(?:起|正式|开始)?生效")  # the day a change takes effect is its day, not that of its telling
_BEGINNINGS = (
    "创办|创立|创建|创设|成立|设立|组建|注册|建成|上市|挂牌|上线|推出|发布|面世|投产|开业|获批|加入|入职|加盟|空降|"
    "毕业|出生|离职|离开|卸任|辞任|退休|上任|就任|接任|当选|收购|并购"
)
_GAP = f"[^，,。；;：:{_W}]"
_ATTRIBUTE = re.compile(rf"{_GAP}{{0,8}}?(?P<verb>{_BEGINNINGS}){_GAP}{{0,4}}?的")
"""After a time: it is told of what follows 的, of nothing else: 2009年创办的第一家公司后来卖给了甲."""
_OF_BIRTH = re.compile(r"(?:出生|生(?=[，,。；;于人]|$)|毕业|参加工作)")
_SINCE_THEN = re.compile(rf"(?P<verb>{_BEGINNINGS}|生)于$")
_FOUNDED = re.compile("成立|创[办立建设]|设立|组建|注册")
_NO_MORE = re.compile(r"后来|此后|其后|之后|任内|其间|期间|再后来|不久后?")
"""What is told behind such a word happened at another time than what is told before it."""
_HEARING = re.compile(rf"{_GAP}{{0,14}}?(?:开庭|宣判|审理|判决|裁定|裁决|达成)")
_A_CASE = re.compile("[^，,。；;]{0,30}?一案")
_BEGUN_AT = re.compile("(?:成立|创立|创办|创建)于$")
_BEGUN = re.compile("年?(?:正式)?(?:成立|创立|创办|创建)")
_FOUNDERS = re.compile(r"创始|创办人|创建人|始创人|缔造者|founder", re.IGNORECASE)
_COMPARED = re.compile(r"(?:较|比|相比|对比|相较|相比于|相较于|与|自|从|由|于|同)$")
MADE_PUBLIC = re.compile(
    r"^(?:[^，,。；;]{0,10}?(?:公布|发布|披露|宣布|公告|召开|表示|透露|称|举行|消息|报道|获悉|收盘)|"
    r"[^，,。；;]{0,6}?[讯电](?=[，,（( ：:]))"
)
"""Behind a time: it is the day on which something was told, or shown."""
_SAID = ("statement", "forecast", "membership")
_ANNOUNCES = re.compile(
    "[^。；;]{0,20}?(?:公告|公布|宣布|宣告|通知|通告|发(?:布|出|文|函|内部信)|证实|决定|决议|审议|任免|报道|报导|"
    "(?:消息|[讯电])(?=[，,（( ：:]))"
)
_ALONG_WITH_IT = re.compile("同时|一并|同日|同一天")
_EARLIER = re.compile("已|之前|曾|历任")
_BEFORE = re.compile(r"前(?!台|端|海|沿|线|瞻|程|景|进|期|往|来)|原(?!料|油|创)|曾|历任|先后|此前|former|\bex-")
_NEAR = 6  # characters before a post and its holder in which a word says that it is past
_UP_TO = re.compile("(?:截至|截止|止于|至)$")
_AT_ITS_PEAK = re.compile("(?:巅峰|高峰|鼎盛|顶峰|全盛|最[高多好盛]峰?)(?:时期|时候|期间|期|时|的时候)[，,]?[^，,。；;：:！？]*$")


def when(scene: Scene, finding: Finding) -> ValidTime | None:
    """The time of a finding: what its reader says, else the likeliest of those told near it; None where none is its own."""
    if finding.timeless:
        return None
    if finding.valid_time:
        return finding.valid_time
    first, last = _positions(scene, finding.trigger)
    if finding.event_type in _FIGURES:
        peak = at_its_peak(scene, first)
        near = next(times(scene, (first, last), finding.event_type, far=not peak), None)
        return near or (None if peak else _frame(scene))
    if finding.event_type == "membership" and _is_past(scene, finding):
        return None
    if _by_a_noun(scene, finding):
        return next((t for i, t in _told_before(scene, first) if _is_start(scene, i, first)), None)
    if finding.event_type == "lawsuit" and _A_CASE.match(scene.skeleton.text, last):
        return None
    near = next(times(scene, (first, last), finding.event_type), None)
    return near or (_announced(scene, first) if finding.event_type not in _SAID else None)


def _positions(scene: Scene, trigger: Span) -> tuple[int, int]:
    """Where the words of a trigger begin and end in the skeleton."""
    inside = [i for i, o in enumerate(scene.skeleton.origins) if o.overlaps(trigger)]
    return inside[0], inside[-1] + 1


def at_its_peak(scene: Scene, position: int) -> bool:
    """Whether a figure at a skeleton position is told of the best of times: 巅峰时期有300人."""
    return bool(_AT_ITS_PEAK.search(scene.text, 0, scene.skeleton.origins[position].start))


def _is_past(scene: Scene, finding: Finding) -> bool:
    """Whether a post is told as one that was held before what else is told: 前总裁, 曾任总裁, 历任."""
    told = [i for role in ("person", "org", "position") for i in finding.values(role)]
    start = min((i.span.start for i in told if i.span), default=finding.trigger.start)
    end = max((finding.trigger.end, *(i.span.end for i in told if i.span)))
    return any(i.former for i in told) or bool(_BEFORE.search(scene.text, max(0, start - _NEAR), end))


def _told_before(scene: Scene, position: int) -> Iterator[tuple[int, ValidTime]]:
    for i, phrase in scene.before(position, "W"):
        if (match := phrase.items[0].time) and match.valid_time:
            yield i, match.valid_time


def _is_start(scene: Scene, position: int, stop: int) -> bool:
    """Whether a firm began at a time, and none other is named between it and its founder: 成立于2017年，创始人为王远."""
    text, called = scene.skeleton.text, scene.skeleton.phrases[stop]
    if SYMBOLS["O"] in text[position:stop] or (called and any(i.org and i.org.span for i in called.items)):
        return False
    return bool(_BEGUN_AT.search(text, 0, position) or _BEGUN.match(text, position + 1))


def _by_a_noun(scene: Scene, finding: Finding) -> bool:
    """Whether somebody is only called its founder: 创始人王远去年卸任 tells no day of its founding."""
    return finding.event_type == "founding" and bool(_FOUNDERS.search(finding.trigger.of(scene.text)))


def times(scene: Scene, trigger: tuple[int, int], event_type: str, *, far: bool = True) -> Iterator[ValidTime]:
    """Times told near a stretch of the skeleton, likeliest first: before it in its clause, after it there, before in the sentence.

    Words such as 目前 are passed over but for figures: what has happened by now did not happen now. So is the day on which a
    court sits for a suit. Without ``far`` only the clause itself is looked at.
    """
    first, last = trigger
    text, clause = scene.skeleton.text, scene.clause_at(first)
    before = list(scene.before(first, "W"))
    after = list(scene.after(last, "W"))
    ordered = [x for x in after if _IN_FORCE.match(text, x[0] + 1)]
    ordered += [x for x in before if x[0] >= clause.start]
    if not text.startswith("的", last):  # 离职的王远去年加入…: the year is that of what is told of him
        ordered += [x for x in after if x[0] < clause.end]
    if far and not _breaks_off(scene, clause.start, first):
        ordered += [x for x in before if x[0] < clause.start]
    for position, phrase in ordered:
        match = phrase.items[0].time
        if match is None or not match.valid_time or (event_type not in _FIGURES and _NOW.search(match.text)):
            continue
        if event_type == "lawsuit" and _HEARING.match(text, position + 1):
            continue
        if not is_of_another(scene, position, trigger, event_type) and not is_aside(scene, position, first):
            yield match.valid_time


def _breaks_off(scene: Scene, start: int, stop: int) -> bool:
    """Whether a stretch of the skeleton leads to another time, which it does not tell: 后来, 此前; but not 届时."""
    untold = (p.items[0].time for p in scene.skeleton.phrases[start:stop] if p and p.letter == "W")
    return bool(_NO_MORE.search(scene.skeleton.text, start, stop)) or any(
        t and t.kind is TimeKind.VAGUE and not t.valid_time and t.text != "届时" for t in untold
    )


def refuted(scene: Scene, told: Span, trigger: Span, event_type: str) -> bool:
    """Whether a time of the sentence (sentence coordinates) cannot be that of what the trigger's words tell."""
    first, last = _positions(scene, trigger)
    position = next((i for i, p in enumerate(scene.skeleton.phrases) if p and p.letter == "W" and p.span.overlaps(told)), None)
    if position is None:
        return False
    clause = scene.clause_at(first)
    return is_of_another(scene, position, (first, last), event_type) or (
        position < clause.start and _breaks_off(scene, clause.start, first)
    )


def is_of_another(scene: Scene, position: int, trigger: tuple[int, int], event_type: str = "") -> bool:
    """Whether the time at a skeleton position tells when something began that is only described: 2015年上市的, 生于1970年.

    A firm that was founded by somebody began then.
    """
    text, (first, last) = scene.skeleton.text, trigger
    attribute = _ATTRIBUTE.match(text, position + 1)
    since = _SINCE_THEN.search(text, 0, position)
    if event_type == "founding" and any(m and _FOUNDED.fullmatch(m["verb"]) for m in (attribute, since)):
        return False
    if attribute and not (first < attribute.end("verb") and position < last):
        return True
    if since and not (first < since.end() and since.start() < last):
        return True
    return bool(_OF_BIRTH.match(text, position + 1))


def _announced(scene: Scene, position: int) -> ValidTime | None:
    """The day of the announcement whose points are parted by semicolons: 5月6日，公司公告，甲辞职；乙接任.

    A sentence that says 同时 goes on with the announcement before it.
    """
    text = scene.skeleton.text
    if _EARLIER.search(text, 0, position) or _breaks_off(scene, 0, position):
        return None
    along = bool(_ALONG_WITH_IT.search(text, scene.clause_at(position).start, position))
    for piece in scene.paragraph():
        if not piece.text.rstrip().endswith(("；", ";")) and not along:
            return None
        along = False
        for i, phrase in enumerate(piece.skeleton.phrases):
            match = phrase.items[0].time if phrase and phrase.letter == "W" else None
            if match and match.valid_time and not _NOW.search(match.text) and _ANNOUNCES.match(piece.skeleton.text, i + 1):
                return match.valid_time
    return None


def is_aside(scene: Scene, position: int, figure: int) -> bool:
    """Whether a time only leads a figure in beside another: of 营收9亿元，上年同期8亿元，毛利率12% the last is not of 上年同期."""
    text = scene.skeleton.text
    if not scene.skeleton.origins[position].of(scene.text).endswith("同期") or figure < scene.clause_at(position).end:
        return False
    return SYMBOLS["N"] in text[max(text.rfind(c, 0, position) for c in "；;。") + 1 : position]


def _frame(scene: Scene) -> ValidTime | None:
    """The period that an earlier sentence of the paragraph named, for a figure: quarterly figures name theirs once.

    Not for events: of the times so given to them only every second was right (open half of tests/eval), and unknown stays unknown.
    """
    for earlier in scene.paragraph():
        for position, phrase in enumerate(earlier.skeleton.phrases):
            match = phrase.items[0].time if phrase and phrase.letter == "W" else None
            if match and match.valid_time and _is_period(earlier, position, match.valid_time):
                return match.valid_time
    return None


def _is_period(scene: Scene, position: int, told: ValidTime) -> bool:
    """Whether a time frames what follows: no day but that up to which is counted, nothing compared with, no day of a report."""
    text = scene.skeleton.text
    head = text[max(0, position - 3) : position]
    if _COMPARED.search(head) or scene.skeleton.origins[position].of(scene.text).endswith("同期"):
        return False
    if told.precision is Precision.DAY and not _UP_TO.search(head):
        return False
    return not MADE_PUBLIC.match(text[position + 1 :]) and not is_of_another(scene, position, (position, position))
