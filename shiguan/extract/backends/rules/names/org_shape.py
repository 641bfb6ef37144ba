"""What a stretch of text looks like: a firm's name by its last word, everyday words in a row, or neither."""

from __future__ import annotations

import re
from functools import lru_cache

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.names.draft import is_odd
from shiguan.extract.backends.rules.names.neighbours import neighbours
from shiguan.extract.backends.rules.words import Token, is_han, word_model

LONGEST = 24
_NAMING_FORMS = ("股份", "控股", "传媒", "科技")
_NO_NAME_CHARACTERS = "，。、；：？！的了"
_KIND_SUFFIXES = "籍系级类版型式性款"  # 葡萄牙籍, 旗舰级: what something is, not who
_COMMON, _VERY_COMMON = 150, 600  # of 60 million words: known to everyone; heard every day
_TO_COURT = re.compile("[告闹][上到进至]|诉[至诸]|[走送]上法")  # 告上法庭, 甲公司诉至法院: who is taken there has a name of his own
_LATIN = re.compile("[A-Za-z]")


def ending(name: str, lexicon: Lexicon) -> str:
    """The company form or branch word that ends the name; '' for none."""
    return lexicon.org_strong.before(name, len(name)) or lexicon.org_weak.before(name, len(name))


def form(name: str, lexicon: Lexicon) -> float:
    """What the last word of a name says for it, 0 to 3.5: 汽车 a little, 银行 a lot; more the less the words before it mean."""
    strong = lexicon.org_strong.before(name, len(name))
    last = ending(name, lexicon)
    stem = name[: len(name) - len(last)]
    if not last or len(stem) < 2:
        return 0.0
    if _is_legal(strong, lexicon) and len(stem) > 2:
        return 3.0
    return _worth(last, bool(strong), lexicon) + max(novelty(stem, lexicon.modern), _local(name, stem, strong, lexicon))


def _worth(last: str, strong: bool, lexicon: Lexicon) -> float:
    if strong:  # 实验室 and 公司 follow everyday words as well
        return 1.0 if last == "公司" or last in lexicon.generic else 2.0
    return 1.25 if last in _NAMING_FORMS or (last.endswith("业") and last not in neighbours().branches) else 0.5


def _local(name: str, stem: str, strong: str, lexicon: Lexicon) -> float:
    """淮南矿业集团: everyday words all, but a place in front and a company form behind make them a name."""
    place = lexicon.places.after(name, 0)
    return 1.0 if place and (len(stem) > len(place) or (place == stem and strong)) else 0.0


def _is_legal(strong: str, lexicon: Lexicon) -> bool:
    """有限公司 and its kin, which nothing but a firm's name ends with."""
    return len(strong) > 2 and strong in lexicon.legal


@lru_cache(maxsize=4096)  # the names of a document come back with every occurrence
def novelty(stem: str, modern: frozenset[str] = frozenset()) -> float:
    """How little a stretch looks like everyday words, 0 to 1.5: 云杉 and 澜图 are novel, 风险 is not."""
    odd = [p for p in word_model().segment(stem, modern) if p.text not in modern and is_odd(p)]
    return 1.5 * sum(len(p.text) for p in odd) / max(1, len(stem))


def may_be_name(name: str, persons: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether nothing about the stretch itself forbids that it is an organisation's name."""
    if not 2 <= len(name) <= LONGEST or name in persons or _is_ordinary(name, lexicon):
        return False
    formed = ending(name, lexicon)
    if name[0] in lexicon.name_stops or (name[-1] in lexicon.end_stops and not formed):
        return False
    if _TO_COURT.search(name):
        return False
    if any(c in name for c in _NO_NAME_CHARACTERS) or (not formed and any(len(p) > 2 and p in name for p in persons)):
        return False
    if name[-1] in _KIND_SUFFIXES and (len(name) < 4 or lexicon.places.after(name, 0)):
        return False
    if (lexicon.title_heads.find(name) and not formed) or lexicon.places.before(name, len(name)) == name:
        return False
    if name in lexicon.known_names and name not in lexicon.vocabulary.doubtful:
        return True
    return not _is_word(name, lexicon) and not _is_phrase(name, lexicon)


def _is_ordinary(name: str, lexicon: Lexicon) -> bool:
    if name[0].isdigit() and not _LATIN.search(name):
        return True
    listed = (lexicon.generic, lexicon.not_names, lexicon.modern, lexicon.everyday, neighbours().acronyms)
    return any(name in words for words in listed)


def _is_word(name: str, lexicon: Lexicon) -> bool:
    """Whether the dictionary has it as a word that is no name."""
    model = word_model()
    if name in lexicon.vocabulary.doubtful:
        return False
    return model.frequency(name) > 3 and not model.tag(name).startswith(("nr", "nt", "nz", "ns"))


def _is_phrase(name: str, lexicon: Lexicon) -> bool:
    """Whether the stretch is everyday words in a row: 大模型公司, 核心团队, 新能源汽车."""
    strong = lexicon.org_strong.before(name, len(name))
    if _is_legal(strong, lexicon) or (strong and lexicon.places.after(name, 0) and len(name) > len(strong) + 2):
        return False
    pieces = word_model().segment(name, lexicon.modern)
    if all(_is_everyday(p, lexicon) for p in pieces):
        return True
    if strong == "公司" and any(_is_verbal(p, ("v", "a", "d")) for p in pieces[:-1]):
        return True  # 淡出公司, 优秀公司
    if any(p.text in lexicon.known_names or not is_han(p.text[0]) for p in pieces):
        return False
    if any(_is_verbal(p, ("v", "d", "p", "c", "r", "t", "m")) and p.frequency > 100 for p in pieces):
        return not ending(name, lexicon)
    if all(p.text in lexicon.generic or p.text in lexicon.org_weak for p in pieces):
        return True
    return pieces[0].frequency > _VERY_COMMON and all(_is_common(p) for p in pieces)


def _is_everyday(piece: Token, lexicon: Lexicon) -> bool:
    frequent = piece.frequency > _VERY_COMMON and len(piece.text) > 1
    return piece.text in lexicon.modern or piece.text in lexicon.generic or frequent


def _is_verbal(piece: Token, tags: tuple[str, ...]) -> bool:
    return len(piece.text) > 1 and piece.tag.startswith(tags) and piece.tag != "vn"


def _is_common(piece: Token) -> bool:
    return len(piece.text) > 1 and piece.frequency > _COMMON and not piece.tag.startswith(("nr", "nz", "nt"))
