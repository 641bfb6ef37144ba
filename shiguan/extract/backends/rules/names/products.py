"""Names of products, models and services: by quotation, version numbers, and the words beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.records.document import Span

_ACCEPT = 2.0
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[.\-+][A-Za-z0-9]+)*(?: (?:[A-Z0-9][A-Za-z0-9.\-+]*)){0,3}")
_QUOTED = re.compile(r"[“《]([^“”《》，。；！？]{2,16})[”》]")
_BEFORE = ("发布", "推出", "上线", "发布了", "推出了", "上线了", "开源", "开源了", "产品", "应用", "App", "APP", "游戏", "模型", "车型", "芯片", "新车", "手机", "品牌", "机器人", "助手", "旗舰", "新品", "软件", "平台", "系统", "新药", "药物", "名为", "款", "首款", "旗下", "系列", "下架", "停运", "关停", "关闭")  # fmt: skip
_AFTER = ("系列", "模型", "大模型", "产品", "手机", "芯片", "处理器", "上线", "发布", "上市", "开售", "预售", "用户", "月活", "日活", "App", "APP", "平台", "系统", "助手", "机器人", "注射液", "片", "胶囊", "游戏", "销量", "交付", "版", "下架", "停服", "停运", "车型", "业务", "项目")  # fmt: skip
_NOT = frozenset("AI CEO CTO CFO COO CMO CPO CIO VP SVP EVP GM IPO AGI API APP App GPU CPU NPU AIGC SaaS B2B B2C C2C ToB ToC To B C A H Q1 Q2 Q3 Q4 H1 H2 MAU DAU GMV VR AR MR IP PC TV IT ICU GDP ESG EBITDA Pre Pro Max Plus HC KOL OEM ODM LLM LP GP VC PE ID OTA SUV MPV EV HR PR NEWS Notice".split())  # fmt: skip


def products(lines: list[Line], taken: frozenset[str], lexicon: Lexicon) -> dict[str, float]:
    """Names of products and how sure each is (≥ 2 is accepted)."""
    totals: dict[str, float] = defaultdict(float)
    for line in lines:
        for span, score in _candidates(line):
            name = span.of(line.text)
            if name in taken or name in _NOT or name in lexicon.known_names or name.isdigit():
                continue
            totals[name] += score + _context(line.text, span)
    return {name: score for name, score in totals.items() if score >= _ACCEPT}


def _candidates(line: Line) -> Iterator[tuple[Span, float]]:
    for match in _LATIN.finditer(line.text):
        versioned = any(c.isdigit() for c in match[0]) and len(match[0]) > 2
        yield Span(match.start(), match.end()), 1.5 if versioned else 0.5
    for match in _QUOTED.finditer(line.text):
        yield Span(match.start(1), match.end(1)), 0.5


def _context(text: str, span: Span) -> float:
    before, after = text[: span.start].rstrip("“《 "), text[span.end :].lstrip("”》 ")
    score = 0.0
    if before.endswith(_BEFORE):
        score += 1.5
    if after.startswith(_AFTER):
        score += 1.0
    return score
