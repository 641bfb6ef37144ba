"""The names a document has, by what the network saw: each as it is written, without what was taken in of the words beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from shiguan.extract.backends.model.sight import SeenName, Sight
from shiguan.extract.backends.rules.events.things import COMMON_LATIN
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind

_KINDS = {"per": MentionKind.PERSON, "org": MentionKind.ORG, "product": MentionKind.PRODUCT}
_LABELS = {kind: label for label, kind in _KINDS.items()}
_SURE_NAME = 0.7
_SURE_OF_ONE = 0.5  # from which score on a name may be of one kind or another, where it surely is one
_OF_A_FUND = re.compile("和?混合(?:型)?(?:[A-C]类?|证券投资基金|基金|(?=由))")
"""景裕安|和混合基金: behind what begins a fund's name."""
_DOUBTED = 1 / 3  # least share of a name's votes that a kind needs to be taken over from the longer name it is a part of
_PRODUCT_CALLED = (
    r"(?:产品|应用|软件|游戏|手游|车型|App|APP)(?: ?[“《「]| )(?:[A-Za-z0-9“”《》「」\-. ]{2,20}[、和与及] ?)*[“《「]?"
)
"""A word for products and perhaps other names, before a name: 产品“云雀”, 应用 Skylark 和 Gull."""
_OF_PERIOD = re.compile(
    "(?:(?:First|Second|Third|Fourth|Full|Half)[- ](?:[Qq]uarter|[Yy]ear|[Hh]alf)(?:ly)?)|(?:Dai|Week|Month|Quarter|Year)ly|Annual"
)
_TO_WHOM = re.compile("归属于?(?:上市|母|本)?公司.{0,6}")
"""归属公司普通股东净亏损: part of what a figure measures."""
_NO_NAME = re.compile("(?:再?算上|加上|除了|连同|包括|还有)|.{1,8}[里中]懂.{0,6}")
"""算上 (去年离任的王远), 元老里懂技术 (的)."""
_OFTEN = 3  # places from which on it tells something that a name was passed over in most


def names_of(text: str, sight: Sight) -> dict[str, MentionKind]:
    """The names the network is sure of, by how they are written; where it is of two minds about the kind, the likelier,
    and what differs only in great and small letters is of one kind; a part of a name is of the kind of the whole.

    What stands elsewhere in the text mends a name that was torn or has run on.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    surfaces = set()
    sums: dict[Span, float] = defaultdict(float)
    for name in sight.names:
        sums[name.span] += name.score if name.kind in _KINDS else 0.0
    for name in sight.names:
        torn = name.score >= _SURE_OF_ONE and sums[name.span] >= 1.0  # 云雀, a firm or its product
        if name.kind not in _KINDS or (name.score < _SURE_NAME and not torn):
            continue
        start, end, kind = _trimmed(text, name)
        fund = kind == "per" and _OF_A_FUND.match(text, end)
        if end - start > 1 and not fund and not is_a_word(text[start:end]):
            surfaces.add(text[start:end])
            votes[text[start:end].casefold()][kind] += name.score
    for surface in surfaces:
        votes[surface.casefold()]["product"] += 2 * len(re.findall(_PRODUCT_CALLED + re.escape(surface), text))
    told = {s: votes[s.casefold()] for s in sorted(surfaces)}
    kinds = {surface: _KINDS[max(vote, key=lambda k: vote[k])] for surface, vote in told.items()}
    wholes = {s.casefold(): whole for s in kinds if (whole := _kind_of_whole(s, kinds))}
    taken = {s: whole for s in kinds if (whole := wholes.get(s.casefold()))}
    kinds |= {s: whole for s, whole in taken.items() if told[s][_LABELS[whole]] >= _DOUBTED * sum(told[s].values())}
    passed = _passed_over(kinds, sight, text)
    return {s: k for s, k in kinds.items() if s not in passed and not _is_torn(s, kinds, text) and not _runs_on(s, kinds, text)}


def is_a_word(text: str) -> bool:
    """Whether it is a word or short form that names nobody, however it is written: CEO, AI, Second-quarter, Monthly."""
    return text in COMMON_LATIN or any(p.fullmatch(text) for p in (_OF_PERIOD, _TO_WHOM, _NO_NAME))


_OF_A_FIRM = re.compile("(?:(?!的)[一-鿿]){0,12}(?:公司|集团|控股|事务所)")
_PLACE = re.compile("[一-鿿]{0,4}")  # what a firm's full name begins with, where it does


def _kind_of_whole(name: str, kinds: Mapping[str, MentionKind]) -> MentionKind | None:
    """What a name is by the longer one it is a part of: 云川 of 锡州云川半导体有限公司 a firm, Tara of Tara Quill a person.

    None where a person bears a firm's name as well: Tara of Tara Quill and Tara Technologies.
    """
    wholes = [w for w in kinds if name in w and w != name]
    firms = [w for w in wholes if kinds[w] is MentionKind.ORG]
    if kinds[name] is MentionKind.PERSON:
        parts = (w.partition(name) for w in firms)
        return MentionKind.ORG if any(_PLACE.fullmatch(a) and _OF_A_FIRM.fullmatch(z) for a, _, z in parts) else None
    people = [w for w in wholes if kinds[w] is MentionKind.PERSON and name in w.split(" ")]
    return MentionKind.PERSON if kinds[name] is MentionKind.ORG and people and not firms else None


def _passed_over(names: Iterable[str], sight: Sight, text: str) -> set[str]:
    """The names that the network saw as such in no more than a third of their places: 平台 in 平台“星河”, once of nineteen times.

    Places within a longer name that it saw do not count.
    """
    seen = {(n.span.start, n.span.end) for n in sight.names if n.kind in _KINDS}
    covered: dict[int, int] = {}  # from where to where a name reaches, by each of its characters
    for start, end in seen:
        for i in range(start, end):
            covered[i] = max(covered.get(i, 0), end - start)
    passed = set()
    for name in names:
        places = [m.start() for m in re.finditer(re.escape(name), text)]
        free = [p for p in places if covered.get(p, 0) <= len(name)]
        if len(free) >= _OFTEN and 3 * sum((p, p + len(name)) in seen for p in free) <= len(free):
            passed.add(name)
    return passed


_Cut: TypeAlias = Callable[[str, int, int], tuple[int, int] | None]
"""Where a name begins and ends that seemed to stand from one place to another of a text; None where it does."""
_HAN_NAME = re.compile("[一-鿿]{2,}")
_SHORTEST, _LONGEST = 2, 4  # characters of a Chinese person's name, with the word behind it


def _trimmed(text: str, name: SeenName) -> tuple[int, int, str]:
    """Where a name that the network saw begins and ends, and its kind."""
    start, end, kind = name.span.start, name.span.end, name.kind
    if kind != "product" and _takes_in_and(text, start, end):
        end, kind = end - 1, "per"
    for kinds, cut in _CUTS:
        start, end = (kind in kinds and cut(text, start, end)) or (start, end)
    return start, end, kind


_AND_ONE_WITH_A_POST = re.compile("[和与及][\u4e00-鿿]{1,8}(?:裁|官|理|监|任|长|人|师|家|席|事|书|管|员)[\u4e00-鿿]{2}")


def _takes_in_and(text: str, start: int, end: int) -> bool:
    """Whether a person's name seems to end in the word that joins it to the next, who has a post: 甲乙和|采购总监丙丁."""
    return _SHORTEST < end - start <= _LONGEST and _AND_ONE_WITH_A_POST.match(text, end - 1) is not None


_TITLE = re.compile("先生(?!于)|女士|博士|教授|老师|院士|总裁|主席|董事|经理")
_INTO_WORD = re.compile(
    "本[月周年季]|[今去明]年|[今昨]天|[今昨近]日|上个?[月周]|一[手同起道]|之[邀手后子女间意约托命请]|"
    "[未已遭拟][离任出加辞卸入被罢解停对回接收]|发(?:[布文声言帖内朋微长]|表(?![示态]))"
)
"""From the last character of a name that runs on: 王远本 + 月, 王远一 + 手, 王远未 + 离."""


def _before_title(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A person's name that ends within a title, wherever it stands: 柏杨先|生."""
    title = _TITLE.match(text, end - 1)
    cut = title is not None and text.count(text[start:end]) == text.count(text[start : end - 1] + title[0])
    return (start, end - 1) if cut else None


def _before_word(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A person's name that ends within a word: 王远本|月."""
    return (start, end - 1) if end - start > _SHORTEST and _INTO_WORD.match(text, end - 1) else None


def _behind(noun: re.Pattern[str]) -> _Cut:
    """A name with something before it that is none of it."""

    def cut(text: str, start: int, end: int) -> tuple[int, int] | None:
        before = noun.match(text, start, end)
        return (before.end(), end) if before else None

    return cut


def _without(tail: re.Pattern[str]) -> _Cut:
    """A name with something behind it that is none of it."""

    def cut(text: str, start: int, end: int) -> tuple[int, int] | None:
        behind = tail.search(text, start, end)
        return (start, behind.start()) if behind else None

    return cut


def _beside_data(text: str, start: int, end: int) -> tuple[int, int] | None:
    """星辰数|据显示 tells what 星辰 counted, 星辰大数|据 is a name."""
    if text[end - 1 : end + 1] != "数据":
        return None
    return (start, end + 1) if text[end - 2] == "大" else (start, end - 1)


def _before_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """云雀的|发布, where 云雀 stands without it more often."""
    of = text[end - 1] == "的" and end - start > _SHORTEST and text.count(text[start : end - 1]) > text.count(text[start:end])
    return (start, end - 1) if of else None


def _before_closed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """星图”项目: the mark belongs to what is quoted, and the name with it."""
    closed = _UNOPENED.match(text, start, end)
    return (start, closed.start("end")) if closed and closed.start("end") > start else None


_WHAT_IT_IS = re.compile(
    r"(?:Rival|Competitor|Retailer|Grocer|Startup|Lender|Airline|Insurer|Brewer|Supplier|Publisher|Developer|[A-Z][a-z]*maker) "
    r"(?=[A-Z])"
)
"""A noun before an organisation's name, written with a capital where it begins a sentence: Rival Skua."""
_STYLE = re.compile(r"(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir)\.? (?=[A-Z])")
_UNCLOSED = re.compile(r"[（(][^）)]*$")
"""甲公司（3×××: the code behind a name is none of it."""
_IN_BRACKETS = re.compile(r" ?[（(][^）)]*[）)]$")
"""亚伯拉·怀特(Abra White): another form, not a part of the name."""
_UNOPENED = re.compile("[^（(“《「『]*?(?P<end>[）)”》」』]+)")
_ANY = ("per", "org", "product")
_CUTS: tuple[tuple[tuple[str, ...], _Cut], ...] = (
    (("per",), _before_title),
    (("per",), _before_word),
    (("org",), _behind(_WHAT_IT_IS)),
    (("org",), _beside_data),
    (_ANY, _before_of),
    (("per",), _behind(_STYLE)),
    (_ANY, _without(_UNCLOSED)),
    (("per",), _without(_IN_BRACKETS)),
    (_ANY, _before_closed),
)
"""For names of which kinds, one after the other."""

_AFTER_NAMES = frozenset("和与及或等说称对向为在也已将曾因于则还都仍并并且表担出加离辞卸")


def _is_torn(name: str, kinds: Mapping[str, MentionKind], text: str) -> bool:
    """Whether a name stands only within a longer one of its kind: 瀚国际 where the text has 东瀚国际 throughout."""
    longer = [n for n in kinds if name in n and n != name and kinds[n] is kinds[name]]
    return bool(longer) and text.count(name) <= sum(text.count(n) for n in longer)


def _runs_on(name: str, kinds: Mapping[str, MentionKind], text: str) -> bool:
    """Whether a person's name is another one, which also stands alone, with the next word's first character: 冼耀棠荣|休."""
    shorter = name[:-1]
    if not _HAN_NAME.fullmatch(shorter) or any(kinds.get(n) is not MentionKind.PERSON for n in (name, shorter)):
        return False
    following = [text[m.end() : m.end() + 1] for m in re.finditer(re.escape(name), text)]
    runs_on = all(_HAN_NAME.fullmatch(2 * c) and c not in _AFTER_NAMES for c in following)
    return runs_on and text.count(shorter) > 2 * text.count(name) - 1
