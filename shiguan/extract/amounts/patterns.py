"""The regular expressions of amounts, built from the lexicon and compiled once, at first use. They read half-width text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from shiguan.extract.amounts import lexicon

_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩仨"
_UNIT = "十百千拾佰仟廿卅"
_BIG = "万亿兆"
CONNECT = r"[ ]{0,3}(?:[-—–~]{1,4}|至|到)[ ]{0,3}"
# A number followed by one of these is a date, a time or a length of time.
_TIME = (
    r"[ ]?(?:个半|个多|多个|余个|多|余|个)?(?:年(?!报)|月(?!球|饼)|日(?!元|圆|币|活)|号|天(?!使)|周(?!边)|星期|礼拜|季度|"
    r"小时|钟头|分钟|秒|点钟|时(?![代常])|世纪|工作日|交易日|晚|夜)"
)


def words(items: Iterable[str]) -> str:
    """An alternation, longest first."""
    return "|".join(sorted(map(re.escape, items), key=len, reverse=True))


@cache
def number() -> re.Pattern[str]:
    """One number with its scale: ``a`` as written, ``m`` what stands between it and a scale ``s``, ``n`` what follows.

    No possessive quantifier stands behind a group: Python before 3.11.5 lets such a group take more than it matches.
    """
    arabic = (
        r"(?:(?<![A-Za-z\d._/:#])|(?<=RMB)|(?<=CNY)|(?<=USD)|(?<=HKD)|(?<=TWD)|(?<=JPY)|(?<=EUR)|(?<=GBP))"
        r"(?<![A-Za-z][-~—–])(?:\d++(?:,\d{3}(?!\d))*(?:\.\d+)?|\.\d++)"
        rf"(?:(?:[ ]{{0,2}}(?=[{_BIG}])|(?=[{_UNIT}]))[{_UNIT}{_BIG}]++"
        rf"(?:零?\d+[{_UNIT}{_BIG}]++)*(?:零\d|\d(?=[元块，。,]|$))?)?"
    )
    chinese = (
        rf"[几数]?[{_DIGIT}{_UNIT}{_BIG}]++(?:几[{_UNIT}{_BIG}]*+)?(?:点[{_DIGIT}]++[{_UNIT}{_BIG}]*+)?|"
        rf"[几数](?=[{_UNIT}{_BIG}]|个)|几"
    )
    return re.compile(
        rf"(?P<a>{arabic}|{chinese})[ ]?(?P<m>个多|多个|余个|多|余|来|\+(?=[{_BIG}])|个(?=[{_BIG}]))?[ ]?"
        rf"(?P<s>[{_BIG}]+|(?:million|billion|trillion|thousand|[mb]ln|bn|[kw])(?![A-Za-z])|(?<=\d)[KMBmb](?![A-Za-z\d]))?(?P<n>多|余)?"
    )


@cache
def unit() -> re.Pattern[str]:
    """What a number counts."""
    codes = words(lexicon.CURRENCY_OF)
    return re.compile(
        r"[ ]?(?:(?P<rate>%|‰|(?:个)?百分点|个?基点|bps?(?![A-Za-z])|"
        r"成(?![立为功员长本绩交就年熟都果品效分型千百])|折(?![旧合叠算射损腾])|倍(?!速))|"
        # A Latin code ends with its last letter (USD, not USDT); 元 may stand before one (3亿元A轮).
        rf"个?级?(?P<currency>(?:{codes})(?![素旦首宵帅年])(?:(?<=[A-Za-z])(?![A-Za-z])|(?<![A-Za-z])))"
        rf"(?P<rest>(?:整)|[又零]?(?P<jiao>[\d{_DIGIT}])[角毛](?:[零又]?(?P<fen>[\d{_DIGIT}])分)?钱?|"
        rf"[又零和]?(?P<cents>\d{{1,2}}|[{_DIGIT}十]{{1,3}})(?:{words(lexicon.HUNDREDTHS)}|(?:日本)?[钱銭]|分))?|"
        rf"个?(?P<hundredth>{words(lexicon.HUNDREDTHS)})|(?P<dime>[角毛]钱|(?:毛|(?<=\d)角)(?=[，。,;；)、]|$))|(?P<penny>分钱)|"
        rf"块(?P<kuai>钱|(?=[，。,;；)、]|$)|(?P<mao>[\d{_DIGIT}])(?:[毛角](?:(?P<fen2>[\d{_DIGIT}])分)?钱?|(?=钱|[，。,;；)、]|$)))|"
        rf"(?P<measure>{words(lexicon.MEASURES)})(?![A-Za-z])|(?P<noun>{words(lexicon.NOUNS)})|"
        rf"(?!种子)(?P<class>{words(lexicon.CLASSIFIERS)})(?!百分点))"
    )


@cache
def before() -> re.Pattern[str]:
    """What may stand right before a number."""
    return re.compile(
        rf"(?<!打)(?P<over>{words(lexicon.OVER)})[ ]?$|(?P<under>{words(lexicon.UNDER)})[ ]?$|"
        rf"(?<![附最远临邻亲])(?P<near>{words(lexicon.NEAR)})[ ]?$|"
        rf"(?P<about>{words(lexicon.ABOUT)})[ ]?$|(?<![路网线市以海身街之加赶追早晚手头桌船车天地会岛山世])(?P<upper>上)$"
    )


@cache
def sign() -> re.Pattern[str]:
    """A currency right before a number."""
    return re.compile(rf"(?P<sign>{words(lexicon.BEFORE)})[ ]{{0,2}}$")


@cache
def cue() -> re.Pattern[str]:
    """A word after which a plain number is told for its own sake."""
    return re.compile(rf"(?:{words(lexicon.CUES)})了?[ ]?$")


@cache
def after() -> re.Pattern[str]:
    """What may follow an amount and say how it is meant."""
    return re.compile(
        r"(?:\(含\)|（含）)?(?:(?P<over>及?以上|之上|[以之]多|\+(?!\d))|(?P<upper>级(?![别联高低]))|(?P<under>及?以下|之下|以内)|"
        r"(?P<about>左右|上下(?=[，。、；,;）)的\s]|$))|(?P<more>多|余))"
    )


@cache
def time_after() -> re.Pattern[str]:
    """What makes a number a time."""
    return re.compile(_TIME)


@cache
def names() -> re.Pattern[str]:
    """Words that hold a numeral and count nothing."""
    return re.compile(words(lexicon.NAMES))


@cache
def special() -> re.Pattern[str]:
    """Amounts of another shape: per cent in words, fractions, ranks, halves, doublings; else where a number may start."""
    numeral = rf"(?:[-负]?\d[\d,]*(?:\.\d+)?k?|[负]?[{_DIGIT}{_UNIT}{_BIG}]+(?:点[{_DIGIT}]+)?)"
    ordinal = rf"(?:\d{{1,6}}|[{_DIGIT}{_UNIT}{_BIG}]{{1,8}})"
    return re.compile(
        rf"(?P<base>百万|万万|百|千|万)分之[ ]?(?P<share>{numeral})(?:{CONNECT}(?:(?:百|千|万)分之)?(?P<share2>{numeral}))?|"
        rf"(?P<whole>负?[\d{_DIGIT}{_UNIT}{_BIG}]{{1,12}})分之(?P<part>{numeral})|"
        rf"第(?P<nth>{ordinal})(?P<nthunit>名|位(?![^，。]{{0,2}}[嘉客])|大|(?=[，。、,；;：:！!？?）)”\"\s的和与及之]|$))|"
        rf"(?i:(?<![A-Za-z])TOP)[ ]?(?P<top>\d+)(?![\d.])|"
        rf"(?<![之以目此年月生空史向提当])前(?P<first>{ordinal})"
        r"(?P<firstunit>名|位|强|大|甲|(?=[，。、,；;）)的]|$))|(?P<head>榜首|首位)|"
        r"(?:(?<=[居列业])|(?<![一-鿿]))老(?P<elder>[大二三四五])(?=的|[^一-鿿]|$)|"
        rf"(?P<half>一半|半数|对折|过半(?![年月天日个小]))(?P<halfmore>以上|左右)?|(?P<tenths>半成)|翻(?P<fold>[一两二三四]?番|倍)|"
        rf"(?P<start>(?<![第])(?=[\d几数{_DIGIT}{_UNIT}{_BIG}]|(?<![^\s(:=])\.\d))"
    )
