"""Names as compared: what two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shiguan.records.evidence import Mention, MentionKind

if TYPE_CHECKING:
    from shiguan.vocabulary.values import Vocabulary

_SEPARATORS = r"\s·•・‧∙.,、\-‐‑–—_'\"“”‘’《》〈〉「」『』`"
_SEPARATOR = re.compile(f"[{_SEPARATORS}]+")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_LATIN_FORM = re.compile(r"[\s,.]+(?:inc|ltd|llc|plc|corp|corporation|co|gmbh|limited|company)\.?$")
_HAN = re.compile(r"[㐀-鿿]")
# A one-character remainder names nothing: 大公司 is no company called 大.
_LEAST_CORE = 2
# What a short name leaves off: a word or two for the trade (医药, 智能汽车), or letters such as AI.
_LONGEST_TRADE = 4
_LONGEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is known of names beforehand; the vocabulary may say more of it than stands here.

    ``forms`` at the end of a company's name say what kind of company it is and may go. ``units`` there make of it the name
    of a part or of another company of the house, so the name before them is not the same one. ``known``: of a kind and the
    normal form of a name, the normal form of the name it stands for. ``members``: of the normal form of a group's name,
    the names of its members.
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


NAME_WORDS = NameWords()


def name_words(vocabulary: Vocabulary) -> NameWords:
    """What the vocabulary, with the user's names in it, knows of names; a form that several known names share says nothing."""
    shared = frozenset(normal(f) for f in vocabulary.ambiguous)
    return NameWords(
        forms=(*NAME_WORDS.forms, *(f for f in map(normal, vocabulary.legal_forms) if han(f))),
        units=(*NAME_WORDS.units, *sorted(vocabulary.units)),
        known={(k.kind, normal(f)): normal(k.name) for k in vocabulary.known for f in k.forms if normal(f) not in shared},
        members={normal(f): k.members for k in vocabulary.known if k.members for f in k.forms},
    )


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
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    short = normal(_LATIN_FORM.sub("", _PARENTHESIS.sub("", text)))
    forms = sorted(words.forms, key=len, reverse=True)
    while True:
        form = next((f for f in forms if short.endswith(f) and len(short) - len(f) >= _LEAST_CORE), None)
        if form is None:
            return short if len(short) >= _LEAST_CORE else normal(name)
        short = short[: -len(form)]


def forms(mention: Mention, words: NameWords = NAME_WORDS) -> frozenset[str]:
    """Every form the name alone takes: its normal form, for companies its core, and the known name any of them stands for."""
    own = {normal(mention.name)}
    if mention.kind is MentionKind.ORG:
        own.add(core(mention.name, words))
    return frozenset(own | {words.known[mention.kind, f] for f in own if (mention.kind, f) in words.known})


def alias_forms(mention: Mention, words: NameWords = NAME_WORDS) -> frozenset[str]:
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


def blocks(mention: Mention, words: NameWords = NAME_WORDS) -> frozenset[str]:
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
