"""Among whom somebody is ranked or counted, and by whose count, as the words around a figure say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from shiguan.resolve.agree import alike
from shiguan.resolve.names import normal

_THING = r"[^，。；：:,;、！？!?（）()“”\n]"
_END = r"(?=[，,。；;：:、！？!?）)\s]|排|位[居列]|居|列|名列|的|$)"
_PUT_OUT = "剔除|剔掉|除去|去除|去掉|扣除|扣掉|刨除|刨去|排除|拿掉|摘掉|撇开|抛开"
_PUT_IN = "放回|加回|算上|算进|算在内|加上|计入|纳入|并入|放进|加进|补上"
_PLACED = r"(?:排|位居|位列|居|列|名列|跻身|占据|拿下|第[一二三四五六七八九十\d]|榜首|首位|头把|冠军)"
_WHERE = "全球|世界|全国|国内|海外|国际|亚洲|亚太|欧洲|北美|东南亚|全行业|业内|行业内|行业|同行|同类"
_TIME_WORDS = r"\d{4}年|\d{1,2}月份?|[上下]半年|[第前][一二三四两]季度|今年|去年|前年"
_SAID_BY = "数据|统计|报告|监测|调研|调查|测算|估算"
# Words before 数据 and 统计 that name nobody.
_NOBODY = re.compile(
    r"^(?:公开|官方|相关|最新|有关|上述|这些|这份|该|此|其|多家|内部|财务|经营|业绩|行业|市场|公司|一份|历史|运营|用户|大|核心)+的?$"
)


class ConditionKind(StrEnum):
    """``without`` and ``with``: what is left out and put in; ``among``: who is compared; ``where``: in what part of the world.

    ``part``: of what part of the business a figure is, where it is not of the whole.
    """

    WITHOUT = "without"
    WITH = "with"
    AMONG = "among"
    WHERE = "where"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Condition:
    """One limit of a comparison, in the words of the text."""

    kind: ConditionKind
    of: str

    def same(self, other: Condition) -> bool:
        """Whether both limit alike; free wordings of one thing are one."""
        return self.kind is other.kind and alike(normal(self.of), normal(other.of))


_LIMITS: tuple[tuple[ConditionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(expression, re.I))
    for kind, expression in (
        (
            ConditionKind.WITHOUT,
            rf"(?:{_PUT_OUT}|不包含|不包括|不含|不计|不算上?|未计入|未包含|未包括|不考虑)(?:了|掉)?({_THING}{{1,16}}?)(?:之?后|之?外|以外|在内)?{_END}",
        ),
        (ConditionKind.WITHOUT, rf"(?:把|将)({_THING}{{1,16}}?)(?:都|先|统统|全部)?(?:{_PUT_OUT}|排除在外)"),
        (ConditionKind.WITHOUT, rf"除(?:了|开)?({_THING}{{1,16}}?)(?:之外|以外|外)[，,]?"),
        (ConditionKind.WITHOUT, r"(?:excluding|not counting|leaving out|without)\s+([\w][\w \-]{1,40}?)(?=[,.;:)]|$)"),
        (
            ConditionKind.WITH,
            rf"(?<![不未])(?:包含|包括|计入|连同|含|算上|加上)(?:了)?({_THING}{{1,16}}?)(?:在内|之?后|算在内|一起)",
        ),
        (ConditionKind.WITH, rf"(?<![不未])(?:算上|加上|计入|纳入)(?:了)?({_THING}{{1,16}}?)(?=[，,：:])"),
        (ConditionKind.WITH, rf"(?:把|将)({_THING}{{1,16}}?)(?:都|再|也|重新)?(?:{_PUT_IN})"),
        (ConditionKind.WITH, r"(?:including|counting)\s+([\w][\w \-]{1,40}?)(?=[,.;:)]|$)"),
        (ConditionKind.AMONG, rf"(?:在|于)({_THING}{{2,20}}?)(?:当中|之中|中|里|内|上|方面)[，,]?(?={_THING}{{0,12}}?{_PLACED})"),
        (ConditionKind.AMONG, r"\bamong\s+([\w][\w \-]{1,40}?)(?=[,.;:)]|$)"),
        (
            ConditionKind.WHERE,
            rf"((?:{_WHERE})(?:{_THING}{{0,10}}?(?:市场|赛道|领域|行业|厂商|企业|公司))?)(?=[^，。；：:,;]{{0,14}}?{_PLACED})",
        ),
        (ConditionKind.WHERE, r"\b(worldwide|globally|nationwide|in (?:China|the world|Europe|the US|Asia))\b"),
    )
)
_SOURCE = re.compile(
    rf"(?:^|(?<=[，。；：:,;“”（(\s])|据|根据|按照?|来自|援引|但|而)(?P<who>[^，。；：:,;“”（）()\s]{{2,20}}?)"
    rf"(?:的|最新|公布的?|发布的?|披露的?|给出的?|整理的?|\d{{4}}年|\d+月份?|上半年|下半年|第?[一二三四]季度)*(?:{_SAID_BY})"
)
_LATIN_SOURCE = re.compile(r"(?i:according to|data from|figures from)\s+(?P<who>[A-Z][\w&.\-]*(?: [A-Z][\w&.\-]*){0,3})")
_BOARD = re.compile(r"(?P<board>[A-Za-z0-9一-鿿·\-]{2,20}?(?:排行榜|榜单|排名榜|百强榜|榜))(?=[上中里，,：:。]|$)")
_UNIT = "(?:业务线?|产品线?|板块|事业部|部门|子公司|分公司|地区|市场|门店|条线)"
_TAKEN = "(?:收入|营收|营业额|利润|亏损|销售额|销量|订单|成本|毛利)"
_PART = re.compile(
    rf"(?:^|(?<=[，,：:;、的“”（(\s])|(?<=来自)|其中)((?:该|此|这[一项个块类]|上述|{_THING}{{1,14}}?){_UNIT})"
    rf"(?:的|在|于|{_TIME_WORDS}|贡献|带来|实现|产生|取得|创造|年度|全年|单月)*的?{_TAKEN}"
)
_PART_OF = re.compile(
    r"\b((?:overseas|domestic|international|cloud|consumer|enterprise|this|that) (?:business|unit|segment|division|products?))\b"
    r"(?=[^,;]*\b(?:revenue|sales|profit|loss|income))",
    re.I,
)
_STOPS = "。；;！？!?\n"


def conditions(text: str, at: int) -> tuple[Condition, ...]:
    """The limits under which a figure at ``at`` of the text stands: the nearest of each kind before it in its sentence.

    What is left out and what is put back in are of one kind: the nearer one holds.
    """
    start = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
    stretch = text[start:]
    nearest: dict[bool | ConditionKind, tuple[int, Condition]] = {}
    for kind, pattern in _LIMITS:
        for match in pattern.finditer(stretch):
            of = _bare(match[1])
            if match.start() >= at - start or not of or (kind is ConditionKind.AMONG and re.search(rf"(?:{_SAID_BY})$", of)):
                continue
            slot = kind if kind in (ConditionKind.AMONG, ConditionKind.WHERE) else True
            if slot not in nearest or nearest[slot][0] < match.start():
                nearest[slot] = (match.start(), Condition(kind, of))
    return tuple(sorted((c for _, c in nearest.values()), key=lambda c: (c.kind, c.of)))


def part(text: str, at: int) -> Condition | None:
    """The part of a business that a figure at ``at`` is said to be of (``海外业务收入``, ``该产品的营收``); None: of the whole."""
    start = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
    found = [*_PART.finditer(text, start, at), *_PART_OF.finditer(text, start, at)]
    of = _bare(max(found, key=lambda m: m.start())[1]) if found else ""
    return Condition(ConditionKind.PART, of) if of else None


def counted_by(text: str, at: int) -> str | None:
    """Who is named before ``at`` as the source of a figure (``X数据显示``, ``据X统计``, ``according to X``); the nearest one."""
    listed = board(text, at)
    if listed and "的" in listed:
        return listed.partition("的")[0]
    found = [m for pattern in (_SOURCE, _LATIN_SOURCE) for m in pattern.finditer(text) if m.start("who") < at]
    for match in sorted(found, key=lambda m: -m.start("who")):
        who = re.sub(r"^(?:.*(?:据|根据|来自|援引)|(?:按照?|但|而|在|从)+)", "", match["who"]).rstrip("的")
        if len(who) >= 2 and not _NOBODY.match(who):
            return who
    return None


def board(text: str, at: int) -> str | None:
    """The board or list that a place at ``at`` is on, by its name (``…排行榜``); the nearest before it."""
    found = [m["board"] for m in _BOARD.finditer(text) if m.start() < at]
    return re.sub(r"^(?:但|而|且|在|从|于|换成|根据|据)+", "", found[-1]) if found else None


def _bare(said: str) -> str:
    return re.sub(r"^(?:掉|了|这个|那个|所有|全部)+|(?:也|都|的|了)+$", "", said.strip())
