"""The regular expressions of time, built from the lexicon and compiled once, at first use.

`point` reads one place in the calendar, from its year down to its hour; every part is a named group. `phrase` reads what is no
place in the calendar by itself: lengths before and after, weeks, vague words. They read half-width text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from shiguan.extract.times import lexicon
from shiguan.extract.times.festivals import LUNAR, NTH_WEEKDAY, SOLAR

CONNECT = r"\s{0,3}(?:起[，,]?|开始)?(?:[-—–~]{1,4}|至|到)\s{0,3}"
_CN = "一二三四五六七八九"
_GAP = r"[ \t　]{0,3}"
_MONTH_NUMBER = rf"(?:1[0-2]|0?[1-9](?!\d)|十[一二]?|(?<!十)[{_CN}])"
_DAY_NUMBER = rf"(?:[12]\d|3[01]|0?[1-9](?!\d)|[二三]?十[{_CN}]?|廿[{_CN}]?|(?<!十)[{_CN}])"
_COUNT = r"(?:\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十百几数半]{1,7})"
_PART_OF_DAY = (
    r"(?:凌晨|清晨|拂晓|早间|早上|早晨|早(?![报期餐安盘已在前就些年于])|上午|中午|午间|正午|下午|午后|傍晚|晚间|晚上|"
    r"晚(?![报会宴餐婚期些于了到点辈年])|夜间|深夜|夜里|午夜|夜(?![班场市宵]))"
)
_CLOCK = (
    r"(?:\d{1,2}:\d{2}(?::\d{2})?|(?:\d{1,2}|[一二三四五六七八九十两零]{1,3})[ ]?(?:时(?![间代候尚])|点(?!\d))(?:整|半|许|钟|左右)*"
    r"(?:[\d一二三四五六七八九十零]{1,3}[ ]?分?(?:\d{1,2}秒)?许?)?)"
)
# What follows decides whether a lone 初, 中, 底, 末 is the edge of a year or a month, or the start of another word.
_EDGE = (
    r"(?:初(?![步心创期级始中稿见代次试审夏春秋冬衷赛])|底(?![层部特盘线价座气薪])|末(?![位端日代])|"
    r"中(?=[，。、,;；)）\s至到起]|前后|期|$))"
)


def _words(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _year() -> str:
    digits = "〇零○一二三四五六七八九"
    short = (
        r"(?=年?[初中底末]|[上下前后]半年|第?[一二三四1-4]个?季|\d{1,2}月|[一二三四五六七八九十]{1,2}月|"
        r"前[一二两三四五六七八九十\d]{1,7}个?[月季])"
    )
    return (
        r"(?:民国(?P<roc>\d{1,3}|[一二三四五六七八九十百零]{1,7})年|"
        r"FY ?(?P<fy>(?:20)?\d{2})(?!\d)|(?<![\d.])(?P<fiscal>(?:20)?\d{2}(?:[/-]\d{2})?) ?财年|"
        r"(?<![\d.A-Za-z])(?P<year>(?:19|20)\d{2})(?:\s{0,3}年(?!代)度?|(?=[ ]?[QH][1-4](?!\d))|(?=[上下]半年|第?[一二三四]季度)|"
        rf"(?={CONNECT}(?:(?:19|20)?\d{{2}}|[今去明]|(?:19|20)\d\d年?[上下])\s{{0,3}}(?:年|财年)))|"
        rf"(?P<cyear>[一二][{digits}]{{3}})年(?!代)度?|"
        r"(?<![\d.])(?P<year2>\d{2})(?:年(?!代)|(?=[QH][1-4](?!\d)))|"
        rf"(?<![{digits}十百千两几数])(?P<cyear2>[{digits}]{{2}})年{short}|(?P<zero>[〇零九八][{digits}])年(?![代前后以来多半])|"
        rf"(?<!每)(?P<ryear>{_words(lexicon.YEAR_OFFSETS)})(?![级纪轻])|(?P<tyear>{_words(lexicon.TOLD_YEARS)})|"
        r"(?P<both>今明两年|去今两年))"
    )


def _sub(joined: bool) -> str:
    """What stands below the year; ``joined``: right after one, as in 2024Q3."""
    count = "?" if joined else ""
    apart = "" if joined else r"(?<![A-Za-z\d])"
    return (
        rf"(?:(?P<half>[上前下后])个?半年|{apart}H(?P<h>[12])(?![\dA-Za-z])|"
        r"(?:(?:第(?P<qn>[一二三四1-4])个?(?:季度|财季)|"
        r"(?<![\d第一二三四五六七八九十])(?P<qb>[首一二三四末1-4])(?:季度|财季|(?<=首)季)))(?P<qe>[初末])?|"
        rf"{apart}Q(?P<q>[1-4])(?![\dA-Za-z])(?:季度)?|"
        r"(?P<rq>[上本这当下])(?:一|个|一个)?季度(?P<rqe>[初末])?|"
        r"[前首头](?P<firstq>[二两三23])个?季度?(?![节赛])|"
        rf"[前首头](?P<firstm>\d{{1,2}}|[一二两三四五六七八九十]{{1,7}})个{count}月|"
        rf"首月(?P<firstmonth>)|第(?P<nthm>\d{{1,2}}|[一二三四五六七八九十]{{1,7}})个月|"
        rf"最?后(?P<lastm>\d{{1,2}}|[一二两三四五六]+)个{count}月|"
        rf"(?:{_month()})(?:{_GAP}的?{_GAP}(?:{_below_month()}))?)"
        rf"|(?P<fest>{_words(('春节', '除夕', *LUNAR, *SOLAR, *NTH_WEEKDAY))})节?"
        r"(?P<fmod>前夕|前后|期间|小?长假|假期|黄金周|假日|过后|[之以]?后|[之以]?前|当天|当日|当晚|档|这天)?"
        r"|(?P<nowyear>[今去明])(?P<nowseason>[春夏秋冬])(?![运晚])"
    )


def _month() -> str:
    return (
        rf"(?P<rmonth>{_words(lexicon.MONTH_OFFSETS)})(?!球)|(?P<tmonth>{_words(lexicon.TOLD_MONTHS)})|"
        rf"(?<![\d.第每前近])(?<!每年)(?<![{_CN}]十)(?P<monthpair>[{_CN}](?=[{_CN}]月))?(?P<month>{_MONTH_NUMBER})"
        rf"(?:[ ]?月份?(?![球嫂饼])|(?={CONNECT}{_MONTH_NUMBER}[ ]?月(?!球))|(?=[、和及与]{_MONTH_NUMBER}月))"
    )


def _below_month() -> str:
    return (
        rf"(?P<tens>中上|中下|[上中下])旬|月?(?P<medge>{_EDGE})|"
        rf"(?P<day>{_DAY_NUMBER})(?:[ ]?[日号]|(?={CONNECT}(?:{_MONTH_NUMBER}月{_DAY_NUMBER}|{_DAY_NUMBER}[日号]))|"
        r"(?=$|[，。,;；)）]))"
        rf"|第(?P<nthweek>[一二三四五1-5])个?(?:周|星期|礼拜)(?![一二三四五六日天])"
        rf"|第(?P<nth>[一二三四五1-5])个(?:周|星期|礼拜)(?P<nthday>[一二三四五六日天])"
        rf"|最后一个(?:周|星期|礼拜)(?P<lastday>[一二三四五六日天])"
        r"|前(?P<firstd>\d{1,2}|[一二两三四五六七八九十]{1,7})[天日]|最后(?P<lastd>\d{1,2}|[一二两三四五六七八九十]{1,7})[天日]"
    )


def _year_only() -> str:
    """What may stand directly under a year and nowhere else."""
    return (
        r"(?P<season>[春夏秋冬])[季天]|(?P<vacation>[暑寒])[期假]|"
        rf"年(?P<edgeword>[初中底末尾])(?!报)|(?P<yedge>{_EDGE}|岁初|岁末|岁尾|年终|尾)|"
        r"(?P<same>同期)|(?P<yseason>[春夏秋冬])(?![季天节运晚])|"
        rf"第(?P<yweek>{_COUNT})个?(?:周|星期|礼拜)(?![一二三四五六日天])|"
        r"前(?P<yfirstd>\d{1,3}|[一二两三四五六七八九十百]{1,7})[天日]|第(?P<ynthd>\d{1,3}|[一二三四五六七八九十]{1,7})天|"
        r"最后[ ]?(?P<ylast>\d{1,2}|[一二两三四五六七八九十]{1,7})[ ]?(?P<ylastu>个月|天|周)|(?:全年|内|一整年)(?P<whole>)"
    )


# Every character a time can start with.
_FIRST = (
    "一二两俩三仨四五六七八九十百几数半多〇零○民大前去上今本这明来下后同当该次翌转第即昨隔首头最春除元端七中重腊情妇愚清劳青儿建教"
    "国双万圣平母父感岁年开月过近未接往此其之随再周星礼凌连日不到截现目如眼时迄早先彼届末正冬"
)


@cache
def point() -> re.Pattern[str]:
    """One place in the calendar."""
    sub, below = _sub(joined=False), _sub(joined=True)
    weekday = r"(?:[，,]?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)"
    tail = rf"(?:{_GAP}{weekday})?(?:{_GAP}(?P<part>{_PART_OF_DAY}))?(?:{_GAP}{_CLOCK})?"
    alone = (
        r"(?<![每\d一二三四五六七八九十几数多])(?P<edge>岁末|岁尾|年初|年中(?!报)|年底|年末|年尾|年内)(?!岁)"
        rf"|(?<![\d.第每近前约超共达满过隔需用])(?P<lone>[12]\d|3[01]|[1-9])(?:日|(?={CONNECT}(?:[12]\d|3[01]|[1-9])日))"
        r"(?![内元均报常本租化活志程语系式游线间]|以内|之内|以上|之久)"
        rf"|(?<=[-—–~至到])(?P<last>{_DAY_NUMBER})[日号]|(?P<halfmonth>[上下])半月"
        r"|月(?P<bedge>[初底末])|(?P<btens>[上中下])旬"
    )
    iso = (
        r"(?<![\d./A-Za-z])(?<![A-Za-z]-)(?P<iy>(?:19|20)\d{2})(?:(?P<sep>[-/.])(?P<im>1[0-2]|0?[1-9])(?:(?P=sep)(?P<id>3[01]|[12]\d|0?[1-9]))?"
        r"|(?P<cm>1[0-2]|0[1-9])(?P<cd>3[01]|[12]\d|0[1-9]))(?![\d%]|[-/.]\d(?!\d{3})|\s{0,3}[年元万亿])"
        r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2})?Z?)?"
    )
    months = _words(lexicon.MONTH_NAMES)
    english = (
        rf"(?i:(?<![A-Za-z])(?P<em>{months})\.?[ ](?:(?P<ed>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:])"
        rf"(?:,?[ ]?(?P<ey>20\d{{2}}))?"
        rf"|(?P<emy>20\d{{2}}))(?!\d)|"
        rf"(?<!\d)(?P<bd>3[01]|[12]\d|[1-9])[ ](?P<bm>{months})\.?(?:,?[ ](?P<by>20\d{{2}}))?(?![A-Za-z]))"
        r"|(?<![A-Za-z\d])(?:Q(?P<eq>[1-4])|H(?P<eh>[12]))[ ](?:FY)?(?P<eqy>20\d{2})(?!\d)"
        r"|(?<![A-Za-z\d])(?:(?P<fq>[1-4])Q|(?P<fh>[12])H)[ ]?(?P<fqy>(?:20)?\d{2})(?!\d)"
    )
    # The parts below a year and those without one have the same names: Python wants each once, so those below get a Y.
    year = rf"{_year()}(?:{_GAP}的?{_GAP}(?:{below}|{_year_only()}))?"
    return re.compile(rf"(?:{iso}|{english}|{year.replace('?P<', '?P<Y')}|{sub}|{alone}){tail}")


_LENGTH = (
    r"(?P<{0}n>(?!0)\d{{1,3}}(?:\.\d+)?(?!\d)|[一二两俩三仨四五六七八九十百几数半多]{{1,7}})"
    r"(?P<{0}more>[多余来])?[ ]?(?P<{0}apiece>个)?(?P<{0}half>半)?(?:多)?[ ]?"
    r"(?P<{0}unit>年度?(?!级|代|轻|薪|报|级)|月(?!球|亮|薪)|季度|周(?![年岁期转围边])|星期|礼拜|天(?![使花空])|"
    r"交易日|工作日|日(?![元均报])|小时|钟头)(?P<{0}tail>半)?(?:多)?"
)


@cache
def phrase() -> re.Pattern[str]:
    """What hangs on another day: lengths before and after it, weeks, days by name, vague words."""
    tail = rf"(?:{_GAP}{_PART_OF_DAY})?(?:{_GAP}{_CLOCK})?"
    reach = (
        r"(?P<reach>过去(?!了)|最近|近|前|未来|今后|接下来|往后|此后|其后|之后|随后|此前)(?:的|这|整整)?[ ]?"
        + _LENGTH.format("r")
        + r"(?:以来|来|里|之?内|间|中)?"
    )
    later = r"[前首头]?[一二两三四五六七八九十\d]{1,7}个?[月季]"
    offset = (
        r"(?<![\d.第每近前后])(?:再过)?"
        + _LENGTH.format("o")
        + rf"的?(?:时间)?[ ]?(?P<where>(?:以|之)前|前(?!{later}|后|沿|端)|(?:以|之|过)?后|以来|来(?=[，,、]|的|$)|之?内|以内)"
    )
    week = (
        r"(?P<wrel>上+|下+|本|这)(?:一)?个?(?:周|星期|礼拜)"
        r"(?:(?:周|星期|礼拜)?(?P<wday>[一二三四五六日天末]))?(?![期转岁年围全密刊报游边])"
        + tail
        + r"|(?<![每逢上下本这一二三四五六七八九十\d姓])"
        r"(?:周(?P<wlone>[一二三四五六日])|(?:星期|礼拜)(?P<wlone2>[一二三四五六日天]))(?![鸣围])" + tail
    )
    days = (
        rf"(?<![每三两几第])(?P<dword>{_words(lexicon.DAY_OFFSETS)})"
        r"(?!头条|资本|美术|俄罗斯|说法|阅读|热点|之后|方舟|之子|之星|系|控股|性|养成|培养)"
        + tail
        + rf"|(?P<tdword>{_words(lexicon.TOLD_DAYS)})"
        + tail
        + r"|(?<!日)(?P<small>凌晨)"
    )
    words = (
        rf"(?<![\d一二三四五六七八九十几数今昨明当次末本生临接附远])(?P<vague>{_words(lexicon.VAGUE_DAYS)})(?![点的]?距)"
        rf"|(?<![出体表呈发展浮闪再重实涌])(?P<present>{_words(lexicon.PRESENT)})|(?P<untold>{_words(lexicon.UNTOLD)})"
    )
    ages = (
        r"(?:(?P<cent>\d{1,2}|[一二三四五六七八九十]{1,7}|上个?|本)世纪)"
        r"(?:(?P<cdec>\d0|[一二三四五六七八九]十)年代)?(?P<cedge>[初中末]|前期|中期|后期|末期)?"
        r"|(?<![\d一二三四五六七八九])(?P<dec>(?:(?:19|20)\d|\d)0|[二三四五六七八九]十|〇〇|零零)年代"
        r"(?P<dedge>[初中末]|前期|中期|后期|末期)?期?"
    )
    return re.compile("|".join((ages, reach, offset, week, days, words)))


@cache
def anywhere() -> re.Pattern[str]:
    """Either of the two; the lookahead passes over at once what cannot start a time."""
    return re.compile(rf"(?=[{_FIRST}A-Za-z\d])(?:{phrase().pattern}|{point().pattern})")


@cache
def connect() -> re.Pattern[str]:
    """What leads from the start of a range to its end."""
    return re.compile(CONNECT)


@cache
def after() -> re.Pattern[str]:
    """What may follow a time and say how it is meant."""
    verbs = r"[，,。、；;）)]|\s|$|完成|实现|达到|上市|推出|发布|建成|投产|量产|交付|开业|落地|结束"
    return re.compile(
        rf"[ ]?(?:(?P<since>(?:起|开始)?(?:以来|[至迄]今|到现在|到今天|到目前|来(?=[，,、]|$)))|"
        rf"(?P<incl>[或及](?:之|以)(?P<inclside>[前后]))|"
        rf"(?P<before>(?:之|以)前|前(?={verbs}))|(?P<later>(?:之|以|过)后|后(?={verbs}))|"
        r"(?P<start>起(?![步诉草飞义初源点家码价伏底亮名])|开始)|(?P<near>前后|左右|期间|(?:以|之)?内(?![容地部])|间(?![隔接]))|止)"
    )


@cache
def future() -> re.Pattern[str]:
    """A word that promises."""
    return re.compile(lexicon.FUTURE)


@cache
def done() -> re.Pattern[str]:
    """A word that reports."""
    return re.compile(lexicon.DONE)
