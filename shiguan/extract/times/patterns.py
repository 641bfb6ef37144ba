"""The regular expressions of time, built from the lexicon and compiled once, at first use.

`point` reads one place in the calendar, from its year down to its hour; every part is a named group. `phrase` reads what is no
place in the calendar by itself: lengths before and after, weeks, vague words. They read half-width text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from shiguan.extract.times import lexicon
from shiguan.extract.times.festivals import HOLIDAYS, LUNAR, NTH_WEEKDAY, SHOPPING, SOLAR
from shiguan.extract.times.openings import guarded

CONNECT = r"\s{0,3}(?:起[，,]?|开始)?(?:[-—–~]{1,4}|至|到)\s{0,3}"
_CN = "一二三四五六七八九"
_GAP = r"[ \t　]{0,3}"
_MONTH_NUMBER = rf"(?:1[0-2]|0?[1-9](?!\d)|元(?=月)(?<![\d\s十百千万亿美欧日港澳加韩单多余几]元)|十[一二]?|(?<!十)[{_CN}])"
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


# What 前 and 后 stand before where they are no part of the next word (8月25日前董事长).
_DUE = (
    r"[，,。、；;）)]|\s|$|完成|实现|达到|上市|推出|发布|建成|投产|量产|交付|开业|落地|结束|提交|缴|支付|关[闭停门]|停[产业运]|"
    r"全[部数面]|到位|将|应|须|需"
)


def _words(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _year() -> str:
    digits = "〇零○一二三四五六七八九"
    short = (
        r"(?=年?[初中底末]|[上下前后]半年|第?[一二三四1-4]个?季|\d{1,2}月|[一二三四五六七八九十]{1,2}月|"
        r"前[一二两三四五六七八九十\d]{1,7}个?[月季]|[春夏秋冬][季天节]|伊始)"
    )
    whole = r"(?=\s{0,3}(?![\s\S]))"  # nothing follows
    first = rf"(?:(?<=(?<![\s\S])\d{{4}})|(?<==\d{{4}})|(?<==[ ]\d{{4}})){whole}"
    stop = r"(?=\s{0,3}(?:(?![\s\S])|[，。,;；、)）：:的]|之?间|[和及与]))"
    return (
        rf"(?:(?P<era>{_words(lexicon.ERAS)})(?P<roc>\d{{1,3}}|元|[一二三四五六七八九十百零]{{1,7}})年|"
        r"(?<![\d.])(?P<minguo>1[01]\d)年(?=[上下]半年|第?[一二三四1-4]季|\d{1,2}月)|"
        r"FY ?(?P<fy>(?:20)?\d{2})(?!\d)|"
        r"(?<![\d.])(?P<fiscal>(?:20)?\d{2}(?:[/-](?:20)?\d{2})?) ?(?:财年|年?财政年度?|年?会计年度)|"
        r"(?<![\d.A-Za-z])(?P<year>(?:19|20)\d{2})(?:\s{0,3}年(?!代)度?|(?=[ ]?[-/]?[QH][1-4](?!\d))|"
        r"(?=[上下]半年|第?[一二三四]季度?|全年|[前首][两二三]?个?季)|"
        rf"(?={CONNECT}(?:(?:19|20)?\d{{2}}|[今去明]|(?:19|20)\d\d年?[上下])\s{{0,3}}(?:年|财年))|{first}|"
        rf"(?={CONNECT}(?:19|20)\d{{2}}{stop})|(?<=[从自]\d{{4}})(?={CONNECT}(?:19|20)\d{{2}}(?!\d))|"
        rf"(?=(?:[、和及与](?:19|20)\d{{2}}){{0,4}}[、和及与](?:19|20)?\d{{2}}年(?!前|后|内|来|以|代))|(?<=[-—–~至到]\d{{4}})(?P<yend>){stop})|"
        rf"(?P<cyear>[一二][{digits}]{{3}})年(?!代)度?|"
        rf"(?<![\d.])(?P<year2>\d{{2}})(?:年(?!代)|(?=[QH][1-4](?!\d)))|"
        rf"(?<![\s\S])(?P<cyear3>[{digits}]{{2}})年{whole}|"
        rf"(?<![{digits}十百千两几数])(?P<cyear2>[{digits}]{{2}})年{short}|(?P<zero>[〇零九八][{digits}])年(?![代前后以来多半])|"
        rf"[今去明前]\((?P<byear>(?:19|20)\d{{2}}|1[01]\d)\)年度?|(?<!每)(?P<ryear>{_words(lexicon.YEAR_OFFSETS)})(?![级纪轻])|(?<![最之以目])(?P<tyear>{_words(lexicon.TOLD_YEARS)})|"
        r"(?P<both>(?:今明|去今|明后)两年))"
    )


def _sub(joined: bool) -> str:
    """What stands below the year; ``joined``: right after one, as in 2024Q3."""
    count = "?" if joined else ""
    apart = "[-/]?" if joined else r"(?<![A-Za-z\d])"
    lone = "" if joined else r"(?<![\d第一二三四五六七八九十])"
    # Without 度 a 季 is a quarter under a year, alone, and before what is told of quarters; else the season of a show.
    told = r"(?=[初末]|的?(?:合并|单季|税后)?(?:营收|营业|财报|财测|业绩|净[利损亏]|获利|毛利|出货|每股|盈余|销[售量]|利润|收入))"
    alone = r"(?=\s{0,3}(?![\s\S]))"
    opening = r"(?<=[，,。；;：:]第.季)(?=[，,])|(?<=(?<![\s\S])第.季)(?=[，,])"
    due = r"(?=内|底|前|完成|交割|量产|投产|出货|上市|推出|开始|起)"
    apposed = rf"(?<=[于拟自至较比将]第.季){due}|(?<=在第.季){due}|{opening}"
    quarter = "" if joined else rf"(?:{told}|(?<=(?<![\s\S])第.季){alone}|(?<=(?<![\s\S])末季){alone}|{apposed})"
    return (
        rf"(?:(?P<half>[上前下后])个?半[年季]|{apart}H(?P<h>[12])(?![\dA-Za-z])|"
        rf"{lone}第?(?P<qfrom>[一二三])(?:[、和及与至到]|[-—–~]{{1,2}})?第?(?P<qto>[二三四])季度|"
        rf"{lone}第?(?P<mfrom>[1-3])(?:[、和及与至到]|[-—–~]{{1,2}})第?(?P<mto>[2-4])季度|"
        rf"(?:(?:第(?P<qn>[一二三四1-4])个?(?:季度|财季|季{quarter})|"
        rf"{lone}(?P<qb>[首一二三四末1-4])(?:季度|财季|(?<=首)季|(?<=末)季{quarter})))(?P<qe>[初末])?|"
        rf"{apart}Q(?P<q>[1-4])(?![\dA-Za-z])(?:季度)?(?P<qf>[初末](?!期))?|"
        rf"{apart}(?P<qx>[1-4])Q(?![\dA-Za-z])|"
        rf"(?P<rq>上上|下下|[上本这当下]|前(?=一个?季度))(?:(?:一|个|一个)?季度|季(?:{told}|{alone}|(?=[平月日]均)|(?<=[较比与于同]上季)))(?P<rqe>[初末])?|"
        r"[前首头](?P<firstq>[二两三23])个?季度?(?![节赛])|"
        rf"(?!前一个?月)[前首头](?P<firstm>\d{{1,2}}|[一二两三四五六七八九十]{{1,7}})个{count}月|"
        rf"(?<![线市业售播测映布])首月(?P<firstmonth>)|第(?P<nthm>\d{{1,2}}|[一二三四五六七八九十]{{1,7}})个月|"
        rf"最?后(?P<lastm>\d{{1,2}}|[一二两三四五六]+)个{count}月|"
        rf"(?:{_month()})(?:{_GAP}的?{_GAP}(?:{_below_month()}))?)"
        rf"|(?P<fest>{_words(('春节', '除夕', '黑色星期五', *LUNAR, *SOLAR, *NTH_WEEKDAY))})"
        rf"(?:(?<!618)(?<!十一)|(?<=双十一)|(?<=[^\d]618)(?={SHOPPING})|(?<=(?<![\s\S])618)(?={SHOPPING})|"
        rf"(?<=[^二三四五六七八九]十一)(?={HOLIDAYS})|(?<=(?<![\s\S])十一)(?={HOLIDAYS}))节?"
        r"(?P<fmod>前夕|前后|期间|小?长假|假期|黄金周|假日|过后|[之以]?后|[之以]?前|当天|当日|当晚|档|这天)?"
        r"|(?P<nowyear>[今去明])(?P<nowseason>[春夏秋冬])(?![运晚])"
    )


def _month() -> str:
    return (
        rf"[本上下]\((?P<bmonth>1[0-2]|[1-9])\)月|(?P<rmonth>{_words(lexicon.MONTH_OFFSETS)})(?!球)|(?P<tmonth>{_words(lexicon.TOLD_MONTHS)})|"
        rf"(?<![\d.第每前近])(?<!每年)(?<![{_CN}]十)(?P<monthpair>[{_CN}](?=[{_CN}]月))?(?P<month>{_MONTH_NUMBER})"
        rf"(?:[ ]?月份?(?![球嫂饼])|(?={CONNECT}{_MONTH_NUMBER}[ ]?月(?!球))|(?=[、和及与]{_MONTH_NUMBER}月))"
    )


def _below_month() -> str:
    return (
        rf"(?P<tens>中上|中下|[上中下])旬|(?P<mhalf>[上下])半月|月?(?P<medge>{_EDGE})|"
        rf"(?P<day>{_DAY_NUMBER})(?:[ ]?[日号]|(?={CONNECT}(?:{_MONTH_NUMBER}月{_DAY_NUMBER}|{_DAY_NUMBER}[日号])|"
        r"[、和及与](?:[12]\d|3[01]|[1-9])[日号])|"
        r"(?=$|[，。,;；)）]))"
        rf"|第(?P<nthweek>[一二三四五1-5])个?(?:周|星期|礼拜)(?![一二三四五六日天])"
        rf"|第(?P<nth>[一二三四五1-5])个(?:周|星期|礼拜)(?P<nthday>[一二三四五六日天])"
        rf"|最后一个(?:周|星期|礼拜)(?P<lastday>[一二三四五六日天])"
        r"|前(?P<firstd>\d{1,2}|[一二两三四五六七八九十]{1,7})[天日]|最后(?P<lastw>\d|[一二两三四])(?:周|个?(?:星期|礼拜))(?![一二三四五六日天])|最后(?P<lastd>\d{1,2}|[一二两三四五六七八九十]{1,7})[天日]"
    )


def _year_only() -> str:
    """What may stand directly under a year and nowhere else."""
    return (
        r"(?P<season>[春夏秋冬])[季天]|(?P<vacation>[暑寒])[期假]|"
        rf"年?(?P<start>伊始)|(?P<sameday>今[日天]|同[日期]这天)(?!头条)|(?P<samemonth>此时|这个?时候|同一?时间)|"
        rf"年(?P<edgeword>[初中底末尾])(?!报)|(?P<yedge>{_EDGE}|岁初|岁首|岁末|岁尾|年终|尾)|"
        r"(?P<same>同期)|(?P<yseason>[春夏秋冬])(?![季天节运晚])|"
        rf"第(?P<yweek>{_COUNT})个?(?:周|星期|礼拜)(?![一二三四五六日天])|"
        r"前(?P<yfirstd>\d{1,3}|[一二两三四五六七八九十百]{1,7})[天日]|第(?P<ynthd>\d{1,3}|[一二三四五六七八九十]{1,7})天|"
        r"最后[ ]?(?P<ylast>\d{1,2}|[一二两三四五六七八九十]{1,7})[ ]?"
        r"(?P<ylastu>个月|天|周|个?(?:星期|礼拜)(?![一二三四五六日天]))|"
        r"(?:全年|内|一整年)(?P<whole>)"
    )


# Every character a time can start with.
_FIRST = (
    "一二两俩三仨四五六七八九十百几数半多〇零○民大前去上今本这明来下后同当该次翌转第即昨隔首头最春除元端七中重腊情妇愚清劳青儿建教"
    "全国双万圣平母父感黑植记光康雍乾嘉道咸同宣昭令农阴旧闰腊至岁年开月过近未接往此其之随再周星礼凌连日不到截现目如眼时迄早先彼届末正冬"
)


@cache
def point() -> re.Pattern[str]:
    """One place in the calendar."""
    sub, below = _sub(joined=False), _sub(joined=True)
    weekday = r"(?:[，,]?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)"
    tail = rf"(?:{_GAP}{weekday})?(?:{_GAP}(?P<part>{_PART_OF_DAY}))?(?:{_GAP}{_CLOCK})?"
    alone = (
        r"(?<![每\d一二三四五六七八九十几数多])(?P<edge>[岁年][末底][年岁]初|岁末|岁尾|年初|年中(?!报)|年底|年末|年尾|年内)(?!岁)"
        r"|(?<=[、，,和及与至到—–~-])(?P<nextday>[12]\d|3[01]|[1-9])号(?![线楼院机厂店馆文公令仓门位种桥井车船舱员矿炉])"
        rf"|(?<![\d.第每近前约超共达满过隔需用])(?P<lone>[12]\d|3[01]|[1-9])(?:日|(?={CONNECT}(?:[12]\d|3[01]|[1-9])日))"
        r"(?![内元均报常本租化活志程语系式游线间]|以内|之内|以上|之久)"
        rf"|(?<=[-—–~至到])(?P<last>{_DAY_NUMBER})[日号]|(?P<halfmonth>[上下])半月"
        r"|(?<![\d一二三四五六七八九十上本当每个几数半多])月(?P<bedge>[初底末]|中(?=[，。、,;；至到前后旬]|$))|(?P<btens>[上中下])旬"
    )
    iso = (
        r"(?<![\d./A-Za-z])(?<![A-Za-z]-)(?P<iy>(?:19|20)\d{2})(?:(?P<sep>[-/.])(?P<im>1[0-2]|0?[1-9])(?:(?P=sep)(?P<id>3[01]|[12]\d|0?[1-9]))?"
        r"|[-/.](?P<xm>1[0-2]|0[1-9])(?P<xs>[-/.])(?P<xd>3[01]|[12]\d|0[1-9])"
        r"|[ ](?P<sm>1[0-2]|0[1-9])[ ](?P<sd>3[01]|[12]\d|0[1-9])(?![ ]\d)"
        r"|(?P<cm>1[0-2]|0[1-9])(?P<cd>3[01]|[12]\d|0[1-9]))(?![\d%]|[-/.]\d(?!\d{3})|\s{0,3}[年元万亿])"
        r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2})?Z?)?"
        # 1/2/2020 has its day first; 24-10-12 its year; 9/30 is a day only alone or before 日.
        r"|(?<![\d/.-])(?P<ud>\d{1,2})(?P<us>[-/])(?P<um>\d{1,2})(?P=us)(?P<uy>(?:19|20)\d{2})(?![\d/.-])"
        r"|(?<![\d/.A-Za-z:-])(?P<vy>\d{2})(?P<vs>[-/])(?P<vm>1[0-2]|0?[1-9])(?P=vs)(?P<vd>3[01]|[12]\d|0?[1-9])(?![\dA-Za-z/.%-])"
        r"|(?:(?<![\s\S])(?P<wm>1[0-2]|0?[1-9])[-/·•・‧](?P<wd>3[01]|[12]\d|0?[1-9])(?=\s{0,3}(?![\s\S]))"
        r"|(?<![\d/])(?P<wm2>1[0-2]|0?[1-9])[/·](?P<wd2>3[01]|[12]\d|0?[1-9])[日号])"
    )
    months = _words(lexicon.MONTH_NAMES)
    english = (
        r"(?=[A-Za-z\d])(?:"
        rf"(?i:(?<![A-Za-z])(?P<em>{months})\.?[ ](?:(?P<ed>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:])"
        rf"(?:,?[ ]?(?P<ey>20\d{{2}}))?"
        rf"|(?P<emy>20\d{{2}}))(?!\d)|"
        rf"(?<!\d)(?P<bd>3[01]|[12]\d|[1-9])[ ](?P<bm>{months})\.?(?:,?[ ](?P<by>20\d{{2}}))?(?![A-Za-z]))"
        r"|(?<![A-Za-z\d])(?:Q(?P<eq>[1-4])|H(?P<eh>[12]))[ /-]?(?:FY ?(?P<eqf>(?:20)?\d{2})|"
        r"(?P<eqy>20\d{2})|['’](?P<eqz>\d{2}))(?!\d)"
        r"|(?<![A-Za-z\d])(?:(?P<fq>[1-4])Q|(?P<fh>[12])H)[ ]?(?P<fqy>(?:20)?\d{2})(?!\d))"
    )
    # The parts below a year and those without one have the same names: Python wants each once, so those below get a Y.
    year = rf"{_year()}(?:{_GAP}的?{_GAP}(?:{below}|{_year_only()}))?"
    parts = (iso, english, year.replace("?P<", "?P<Y"), sub, alone)
    return re.compile(rf"(?:{'|'.join(map(guarded, parts))}){tail}")


_LENGTH = (
    r"(?:(?P<{0}years>[一二两三四五六七八九十]{{1,3}}|[1-9]\d?)年[零又]?(?=[^年]{{1,4}}个月))?"
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
        r"(?!前[一两][天日晚年]|前半年|前几个月)(?P<reach>过去(?!了)|"
        r"(?:(?<![\u4e00-\u9fff\d])|(?<=[在的是]))上(?=[两二三四五六七八九\d])|"
        r"最近|近|前|未来|今后|接下来|往后|此后|其后|之后|随后|此前)(?:的|这|整整)?[ ]?"
        + _LENGTH.format("r")
        + r"(?:以来|来|里|之?内|间|中)?"
        + r"|(?<![\u4e00-\u9fff\d])(?P<ahead>后(?!半)|下(?=[两二三四五六七八九\d]))"
        + _LENGTH.format("a")
        + r"(?![前后])|(?:(?<![\u4e00-\u9fff\d])|(?<=再))(?P<passing>过)(?!去)"
        + _LENGTH.format("p")
        + r"(?=[，,。就将便才会再]|$)"
    )
    later = r"[前首头]?[一二两三四五六七八九十\d]{1,7}个?[月季]"
    offset = (
        r"(?<![\d.第每近前后])(?:再过)?"
        + _LENGTH.format("o")
        + rf"的?(?:时间)?[ ]?(?P<where>(?:以|之)前|前(?!{later}|后|沿|端)|(?:以|之|过)?后|以来|"
        r"来(?=[，,、]|的|累计|[总一]?共|[第首最]|$)|之?内|以内)"
    )
    week = (
        r"(?P<wrel>上{1,9}|下{1,9}|本|这)(?:一)?个?(?:周|星期|礼拜)"
        r"(?:(?:周|星期|礼拜)?(?P<wday>[一二三四五六日天末]))?(?![期转岁年围全密刊报游边])"
        + tail
        + r"|(?<![每逢上下本这一二三四五六七八九十\d姓])"
        r"(?:周(?P<wlone>[一二三四五六日]|末(?=[，,。；;\s]|的?[早晚上下凌]|发布|宣布|表示|举行|公布|传出|披露|$))|"
        r"(?:星期|礼拜)(?P<wlone2>[一二三四五六日天]))(?![鸣围])" + tail
    )
    days = (
        r"(?P<pair>今明|昨今|明后)两[天日]|(?P<trading>(?:[上前下]一?个?|本))交易日|"
        r"(?P<bword>[今昨前明])\((?P<bday>3[01]|[12]\d|0?[1-9])(?:\)[日天晚夜晨早]|日\)[晚夜晨早]?)|"
        rf"(?<![每三两几第])(?P<dword>{_words(lexicon.DAY_OFFSETS)})"
        r"(?!头条|资本|美术|俄罗斯|说法|阅读|热点|之后|方舟|之子|之星|系|控股|性|养成|培养)"
        + tail
        + rf"|(?<![最之以目])(?P<tdword>{_words(lexicon.TOLD_DAYS)})(?!(?<=全天)[候开营服运])"
        + tail
        + r"|(?<!日)(?P<small>凌晨)|(?<![年去前本当上往历以合不])(?P<sametime>同期)(?![声录限待]|银行|流动|贷款|存款|LPR)"
    )
    words = (
        r"(?<![\d一二三四五六七八九十几数今昨明当次末本生临接附远])(?:(?!前两)|(?<![\u4e00-\u9fff])|(?<=[就在是]))"
        rf"(?P<vague>{_words(lexicon.VAGUE_DAYS)})(?![点的]?距)"
        rf"|(?<![出体表呈发展浮闪再重实涌])(?P<present>{_words(lexicon.PRESENT)}|现(?=[共拥设已]?有[一-鿿]{{0,8}}[约近逾超]?\d))(?<!截至今)(?!(?<=至今)[年天日早晚])|(?P<untold>{_words(lexicon.UNTOLD)})"
    )
    ages = (
        r"(?:(?P<cent>\d{1,2}|[一二三四五六七八九十]{1,7}|上个?|本)世纪)"
        r"(?:(?:(?P<cfrom>\d0|[一二三四五六七八九]十?)(?:年代)?[、和至到—–-]?)?(?P<cdec>\d0|[一二三四五六七八九]十)年代)?(?P<cedge>[初中末]|前期|中期|后期|末期)?"
        r"|(?<![\d一二三四五六七八九])(?:(?P<dfrom>[2-9]0|[二三四五六七八九]十?)(?:年代)?[、和至到—–-]?)?(?P<dec>(?:(?:19|20)\d|\d)0|[二三四五六七八九]十|〇〇|零零)年代"
        r"(?P<dedge>[初中末]|前期|中期|后期|末期)?期?"
        r"|(?P<plan>十[一二三四五六七]五)[”」』\"]?(?:期间|时期|以来|初期|(?P<planedge>开局之年|收官之年|末期?|初期?))(?![规])"
    )
    return re.compile("|".join(map(guarded, (_lunar(), ages, reach, offset, week, days, words))))


def _lunar() -> str:
    """Days of the lunar calendar, by the word that says so or by their own names: 正, 腊 and 闰, 初 and 廿, 大年."""
    year = rf"(?:(?P<ly>(?:19|20)\d{{2}}|[一二][零〇○{_CN}]{{3}})年|(?P<lr>[前去今明后])年)"
    mark = "(?:农历|阴历|旧历)"
    first = rf"初(?:[{_CN}十]|10|[1-9])"
    day = rf"(?:{first}|廿[{_CN}]?|[二三]?十[{_CN}]?|[12]\d|30|[1-9])"
    month = rf"(?:正|冬|腊|十[一二]?|[{_CN}]|1[0-2]|[1-9])"
    return (
        rf"(?:{year}?的?{mark}{year.replace('<l', '<k')}?(?P<lm>闰?{month})月(?P<ld>{day})?[日号]?|"
        rf"{year.replace('<l', '<j')}?的?(?:(?P<om>[正腊]|闰{month})月(?P<od>{day})?[日号]?|"
        rf"(?<![\d十])(?P<nm>{month})月(?P<nd>{first}|廿[{_CN}]?)(?![期级见中步创])|大年(?P<dn>初[{_CN}十]|三十|夜)))"
    )


@cache
def anywhere() -> re.Pattern[str]:
    """Either of the two; the lookahead passes over at once what cannot start a time. Within a Latin word only FY24 does."""
    return re.compile(rf"(?=[{_FIRST}\dF]|(?<![A-Za-z])[A-Za-z])(?:{phrase().pattern}|{point().pattern})")


@cache
def connect() -> re.Pattern[str]:
    """What leads from the start of a range to its end."""
    return re.compile(CONNECT)


@cache
def after() -> re.Pattern[str]:
    """What may follow a time and say how it is meant."""
    return re.compile(
        rf"[ ]?(?:(?P<since>(?:起|开始|成立|开业|投产|运营|建厂|开店)?(?:以来|[至迄]今|到现在|到今天|到目前|来(?=[，,、]|$)))|"
        rf"(?P<incl>[或及](?:之|以)(?P<inclside>[前后]))|"
        rf"(?P<before>(?:之|以)前|前(?={_DUE}))|(?P<later>(?:之|以|过)后|后(?={_DUE}))|"
        r"(?P<start>起(?![步诉草飞义初源点家码价伏底亮名])|开始)|(?P<near>前后|左右|期间|(?:以|之)?内(?![容地部])|间(?![隔接]))|止)"
    )


@cache
def stretch() -> re.Pattern[str]:
    """What follows the end of months that are counted up to it: 截至12月底止九个月, 止年度."""
    return re.compile(
        r"(?:(?<=止)|止|的|之)[ ]?(?:(?P<months>3|6|9|12|三|六|九|十二)个月|(?P<half>半年)|"
        r"(?P<year>全?年度?(?![的内底])|财政?年度))"
    )


@cache
def dotted() -> re.Pattern[str]:
    """What follows the first of two months written with a dot: 2019.3—2021.6."""
    return re.compile(rf"{CONNECT}(?:19|20)\d{{2}}\.\d")


@cache
def deadline() -> re.Pattern[str]:
    """What makes a time the last one for something: 8月底前."""
    return re.compile(rf"[ ]?(?:(?:之|以)前|前(?={_DUE}))")


@cache
def future() -> re.Pattern[str]:
    """A word that promises."""
    return re.compile(lexicon.FUTURE)


@cache
def done() -> re.Pattern[str]:
    """A word that reports."""
    return re.compile(lexicon.DONE)
