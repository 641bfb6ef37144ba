"""Names as compared: what two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from shiguan.records.evidence import MentionKind
from shiguan.vocabulary.characters import together

if TYPE_CHECKING:
    from shiguan.vocabulary.values import Vocabulary

_SEPARATORS = r"\s·•・‧∙.,、\-‐‑–—_'\"“”‘’《》〈〉「」『』`"
_SEPARATOR = re.compile(f"[{_SEPARATORS}]+")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_LATIN_FORM = re.compile(r"[\s,.]+(?:inc|ltd|llc|plc|corp|corporation|co|gmbh|limited|company)\.?$")
_HAN = re.compile(r"[㐀-鿿]")
_REST = re.compile("(?:其他|其它|其余|另外|剩余|剩下的?|余下的?).家(?:公司|企业|厂商)?$|the(?:other|remaining)")
# A one-character remainder names nothing: 大公司 is no company called 大.
_LEAST_CORE = 2
# Names whose forms are kept at hand: a name is compared with many, and is in the news again and again.
_REMEMBERED = 1 << 16
# What a short name leaves off: a word or two for the trade (医药, 智能汽车), or letters such as AI.
_LONGEST_TRADE = 4
_LONGEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is known of names beforehand; the vocabulary may say more of it than stands here.

    ``forms`` at the end of a company's name say what kind of company it is and may go. ``units`` there make of it the name
    of a part or of another company of the house, so the name before them is not the same one. ``known``: of a kind and the
    normal form of a name, the normal form of the name it stands for. ``members``: of the normal form of a group's name,
    the names of its members. ``owners``: of a kind and the normal form of a unit's or product's name, that of the organisation
    it belongs to. ``trades``: words for one trade, together, as they stand before the name of a group; ``origins`` may stand
    there too. ``titles`` after a surname are how one is addressed; ``surnames`` empty: any character may be one.
    ``given``: characters of given names; with the commonest of them and of surnames people have names that many share.
    """

    forms: tuple[str, ...] = (
        "股份有限公司",
        "有限责任公司",
        "有限公司",
        "股份公司",
        "集团公司",
        "控股集团",
        "集团",
        "公司",
    )
    units: tuple[str, ...] = (
        "云",
        "资本",
        "投资",
        "基金",
        "证券",
        "银行",
        "保险",
        "金融",
        "金服",
        "物流",
        "音乐",
        "影业",
        "体育",
        "地产",
        "置业",
        "大学",
        "学院",
        "研究院",
        "研究所",
        "实验室",
        "事业部",
        "事业群",
        "团队",
        "部门",
        "中心",
        "中国",
        "国际",
    )
    known: Mapping[tuple[MentionKind, str], str] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[tuple[MentionKind, str], str] = field(default_factory=dict)
    trades: tuple[frozenset[str], ...] = ()
    origins: tuple[str, ...] = ("中国", "国产", "国内", "本土", "全球", "世界")
    titles: frozenset[str] = frozenset({"先生", "女士", "小姐", "博士", "教授", "老师", "总", "氏", "董", "工", "姐", "哥", "老"})
    surnames: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    commonest_surnames: frozenset[str] = frozenset()
    commonest_given: frozenset[str] = frozenset()


class Named(Protocol):
    """Something that has a name: a mention, or what stands for many."""

    @property
    def kind(self) -> MentionKind:
        """What it is."""

    @property
    def name(self) -> str:
        """Its fullest form."""

    @property
    def aliases(self) -> Collection[str]:
        """The other forms that its document uses."""


NAME_WORDS = NameWords()


def name_words(vocabulary: Vocabulary) -> NameWords:
    """What the vocabulary, with the user's names in it, knows of names; a form that several known names share says nothing."""
    shared = frozenset(normal(f) for f in vocabulary.ambiguous)
    return NameWords(
        forms=(*NAME_WORDS.forms, *(f for f in map(normal, vocabulary.legal_forms) if han(f))),
        units=(*NAME_WORDS.units, *sorted(vocabulary.units)),
        known={(k.kind, normal(f)): normal(k.name) for k in vocabulary.known for f in k.forms if normal(f) not in shared},
        members={normal(f): k.members for k in vocabulary.known if k.members for f in k.forms},
        owners={
            (k.kind, normal(f)): normal(k.owner) for k in vocabulary.known if k.owner for f in k.forms if normal(f) not in shared
        },
        trades=tuple(frozenset(normal(w) for w in line.split()) for line in vocabulary.words.get("trades", ())),
        titles=NAME_WORDS.titles | vocabulary.address_words,
        surnames=vocabulary.surnames | vocabulary.compound_surnames,
        places=vocabulary.places,
        given=vocabulary.given_characters,
        commonest_surnames=vocabulary.commonest_surnames,
        commonest_given=vocabulary.commonest_given,
    )


@lru_cache(maxsize=_REMEMBERED)
def normal(name: str) -> str:
    """The name in one width and case, without spaces, dots, dashes and quotes.

    Between two digits a separator stays (``V2.5`` is not ``V25``): a point as ``.``, all others as ``-``.

    >>> normal("“星图 · AI”"), normal("Speech - 02"), normal("GLM-4-32B") == normal("glm 4 32b")
    ('星图ai', 'speech02', True)
    """
    text = unicodedata.normalize("NFKC", name).casefold()

    def kept(found: re.Match[str]) -> str:
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        if not (before.isdigit() and after.isdigit()):
            return ""
        return "." if found[0] == "." else "-"

    return _SEPARATOR.sub(kept, text)


def core(name: str, words: NameWords = NAME_WORDS) -> str:
    """The normal form of a company's name without parentheses and without the words for its kind at the end.

    >>> core("云杉医药(上海)股份有限公司"), core("Alder Robotics, Inc."), core("大公司")
    ('云杉医药', 'alderrobotics', '大公司')
    """
    return _core(name, words.forms)


@lru_cache(maxsize=_REMEMBERED)
def _core(name: str, kinds: tuple[str, ...]) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    short = normal(_LATIN_FORM.sub("", _PARENTHESIS.sub("", text)))
    forms = sorted(kinds, key=len, reverse=True)
    while True:
        form = next((f for f in forms if short.endswith(f) and len(short) - len(f) >= _LEAST_CORE), None)
        if form is None:
            return short if len(short) >= _LEAST_CORE else normal(name)
        short = short[: -len(form)]


def forms(mention: Named, words: NameWords = NAME_WORDS) -> frozenset[str]:
    """Every form the name alone takes: its normal form, for companies its core, and the known name any of them stands for."""
    own = {normal(mention.name)}
    if mention.kind is MentionKind.ORG:
        own.add(core(mention.name, words))
    return frozenset(own | {words.known[mention.kind, f] for f in own if (mention.kind, f) in words.known})


def alias_forms(mention: Named, words: NameWords = NAME_WORDS) -> frozenset[str]:
    """The forms of the mention's other names, as far as they can stand for it elsewhere.

    One character stands for nobody outside its document; a person's alias of two characters may be a surname with a title.
    """
    least = 3 if mention.kind is MentionKind.PERSON else 2
    found = set[str]()
    for alias in mention.aliases:
        found.add(normal(alias))
        if mention.kind is MentionKind.ORG:
            found.add(core(alias, words))
    return frozenset(f for f in found if len(f) >= least) - forms(mention, words)


def blocks(mention: Named, words: NameWords = NAME_WORDS) -> frozenset[str]:
    """The keys under which another mention of the same thing may be found; mentions that share none are not compared by name."""
    return forms(mention, words) | alias_forms(mention, words)


def han(text: str) -> int:
    """How many Chinese characters the text has."""
    return len(_HAN.findall(text))


def starts(short: str, long: str, words: NameWords = NAME_WORDS) -> bool:
    """Whether ``short`` (a core) may be the short form of the company ``long``.

    It begins with it, at least two Chinese characters; what is left is as short as a word for a trade or a few letters, and
    names no unit.
    """
    rest = long[len(short) :]
    if not rest or not long.startswith(short) or han(short) < 2 or any(u in rest for u in words.units if len(u) > 1):
        return False
    return len(rest) <= (_LONGEST_TRADE if han(rest) else _LONGEST_LETTERS) and not rest.endswith(words.units)


def surname_only(name: str, words: NameWords = NAME_WORDS) -> str | None:
    """The surname of somebody who is called by it and a title, or by it and 老 or 小: 王总, 李氏, 老周; None for a name.

    >>> surname_only("王总"), surname_only("老周"), surname_only("欧阳女士"), surname_only("周启明")
    ('王', '周', '欧阳', None)
    """
    found = next((name[:-n] for n in (3, 2, 1) if len(name) > n and name[-n:] in words.titles), "")
    if not found and len(name) == 2 and name[0] in "老小阿":
        found = name[1]
    likely = found in words.surnames if words.surnames else len(found) == 1 or (len(found) == 2 and len(name) - len(found) == 2)
    return found if found and han(found) == len(found) and likely else None


def group_core(name: str, words: NameWords = NAME_WORDS) -> tuple[str, frozenset[int]]:
    """What a group is called without the words for its trade and origin before it, and of which trades these are."""
    rest, trades = normal(name), set[int]()
    lead = [(o, None) for o in words.origins] + [(w, i) for i, together in enumerate(words.trades) for w in together]
    lead.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    while True:
        found = next(((w, i) for w, i in lead if rest.startswith(w) and len(rest) > len(w)), None)
        if found is None:
            return rest, frozenset(trades)
        rest = rest[len(found[0]) :]
        if found[1] is not None:
            trades.add(found[1])


def group_cores(mention: Named, words: NameWords = NAME_WORDS) -> frozenset[tuple[str, frozenset[int]]]:
    """``group_core`` of each form of a group's name."""
    return frozenset(group_core(form, words) for form in (mention.name, *mention.aliases))


def many_bear(name: str, words: NameWords = NAME_WORDS) -> bool:
    """Whether a person's name is one that many people have: a common surname, and one common character or two very common ones.

    A name that the user's names know is not.
    """
    own = normal(name)
    if own[:1] not in words.commonest_surnames or (MentionKind.PERSON, own) in words.known:
        return False
    given = own[1:]
    return (len(given) == 1 and given in words.given) or (len(given) == 2 and words.commonest_given.issuperset(given))


def rest_of_a_group(named: Named) -> bool:
    """Whether it is a group called by who is not in it (其他五家, the other five): as such each document has another.

    >>> from collections import namedtuple
    >>> Group = namedtuple("Group", "kind name aliases")
    >>> [rest_of_a_group(Group(MentionKind.GROUP, name, ())) for name in ("其他五家", "the other five", "五匹黑马")]
    [True, True, False]
    """
    return named.kind is MentionKind.GROUP and bool(_REST.match(normal(named.name)))


def house(left: str, right: str, words: NameWords = NAME_WORDS) -> str | None:
    """The beginning that two companies' names (cores) share as companies of one house do; None where it tells nothing.

    It tells something when it is no place, and three characters or two that no word has side by side: 中国 and 东方 stand before
    many names that have nothing to do with each other.
    """
    shared = ""
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        shared += a
    if left == right or han(shared) != len(shared):
        return None
    place = next((shared[:n] for n in range(len(shared), 1, -1) if shared[:n] in words.places), "")
    own = shared[len(place) :]
    return shared if len(own) >= 3 or (len(own) == 2 and not together(own[0], own[1])) else None


def given_only(short: str, full: str, words: NameWords = NAME_WORDS) -> bool:
    """Whether ``short`` is the given name of ``full`` and can be no full name itself, since no surname begins it.

    >>> given_only("思远", "王思远"), given_only("远", "王远"), given_only("思远", "王思源")
    (True, False, False)
    """
    surname = full.removesuffix(short)
    if han(short) != len(short) or len(short) != 2 or surname == full or short[0] in words.surnames:
        return False
    return surname in words.surnames if words.surnames else len(surname) == 1
