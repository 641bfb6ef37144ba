"""Names of products, models and services: by quotation, version numbers, and the words beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.matcher import Endings
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.extract.backends.rules.names.neighbours import neighbours
from shiguan.extract.backends.rules.words import is_han
from shiguan.records.document import Span

_ACCEPT = 2.0
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[.\-+][A-Za-z0-9]+)*(?: (?:[A-Z0-9][A-Za-z0-9.\-+]*)){0,3}")
_QUOTED = re.compile(r"[“《]([^“”《》，。；！？]{2,16})[”》]")


# Books, laws, papers and contracts stand in the same marks as games and films.
_LAWFUL = re.compile(
    r"(?:法|条例|报|日报|晚报|周刊|时报|早参|杂志|协议|合同|备忘录|宪章|函|公约|规范|大纲|纲要|规划|计划|"
    r"意见|通知|方案|标准|政策|决定|报告|公告|声明|守则|解释|批复|准则|要求|办法|记者|新闻|财经|评论|法典|"
    r"规程|手册|目录|提纲|清单|问答|须知|倡议|公开信|一封信|白皮书|蓝皮书|说明书|通讯|观察|参考|研究|年鉴|"
    r"榜|名单|预案|草案|细则|提示|通报|公报|论文|宣言|公示)$"
)


_BRACKETED = re.compile(r"[（(][^）)]*[）)]?$")


def is_paper(title: str) -> bool:
    """Whether a title is one of a report, a rule or a periodical, whatever year stands in brackets behind it."""
    return _LAWFUL.search(_BRACKETED.sub("", title)) is not None


@dataclass(frozen=True, slots=True)
class ProductWords:
    """Kinds of products, places that open and close, and what stands around them (things.yml)."""

    heads: Endings
    places: Endings
    modifiers: Endings
    refused: Endings
    after: Endings
    left: tuple[str, ...]
    right: tuple[str, ...]
    latin: frozenset[str]


@cache
def product_words() -> ProductWords:
    """The nouns of things.yml."""
    data = yaml.safe_load((files(__package__) / "things.yml").read_text(encoding="utf-8"))
    words = {name: tuple(str(listed).split()) for name, listed in data.items()}
    return ProductWords(
        heads=Endings(words["heads"]),
        places=Endings(words["places"]),
        modifiers=Endings(words["modifiers"]),
        refused=Endings(words["not_products"]),
        after=Endings(words["not_after_head"]),
        left=words["product_left"],
        right=words["product_right"],
        latin=frozenset(words["latin_words"]) | neighbours().acronyms,
    )


def products(lines: list[Line], taken: frozenset[str], lexicon: Lexicon) -> dict[str, float]:
    """Names of products and how sure each is (≥ 2 is accepted)."""
    totals: dict[str, float] = defaultdict(float)
    for line in lines:
        for span, score in _candidates(line):
            name = span.of(line.text)
            if is_paper(name) or product_words().refused.before(name, len(name)) or len(name) < 2:
                continue
            if name in taken or name in product_words().latin or name in lexicon.known_names or name.isdigit():
                continue
            totals[name] += score + _context(line.text, span)
    return {name: score for name, score in totals.items() if score >= _ACCEPT}


def _candidates(line: Line) -> Iterator[tuple[Span, float]]:
    for match in _LATIN.finditer(line.text):
        versioned = any(c.isdigit() for c in match[0]) and len(match[0]) > 2
        yield Span(match.start(), match.end()), 1.5 if versioned else 0.5
    for match in _QUOTED.finditer(line.text):
        titled = line.text[match.start()] == "《" and len(match[1]) <= 12
        yield Span(match.start(1), match.end(1)), 0.8 if titled else 0.5
    for token in line.tokens:
        if token.tag == "nx" and 1 < len(token.text) <= 6 and is_han(token.text[0]):
            head = product_words().heads.before(line.text, token.span.start)
            if len(head) > 1 and head not in ("公司", "项目", "服务", "业务", "平台"):
                yield token.span, 0.5


def _context(text: str, span: Span) -> float:
    before, after = text[: span.start].rstrip("“《 "), text[span.end :].lstrip("”》 ")
    score = 0.0
    head = product_words().heads.before(before, len(before))
    if before.endswith(product_words().left):
        score += 1.5
    elif len(head) > 1:
        score += 1.0
    if after.startswith(product_words().right):
        score += 1.0
    return score
