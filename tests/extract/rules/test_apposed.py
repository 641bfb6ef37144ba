"""Other names that a document gives in brackets, and brackets that give none."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.rules.lexicon import lexicon
from shiguan.extract.backends.rules.names.draft import draft
from shiguan.extract.backends.rules.names.table import name_table
from shiguan.extract.sentences import prepare
from shiguan.vocabulary import load_vocabulary
from tests.extract.rules.page import document


def fullest(text: str, surface: str) -> str | None:
    """The fullest form that the document has for a name; None where it is not found."""
    words = lexicon(load_vocabulary())
    lines = draft(prepare(document(text)), words)
    named = name_table(lines, words).names.get(surface)
    return named.name if named else None


@pytest.mark.parametrize(
    ("text", "other", "name"),
    [
        ("云杉智能（Spruce AI）创始人王思远近日离职，Spruce AI未予置评。", "Spruce AI", "云杉智能"),
        ("云杉智能(Sprucemind)完成了A轮融资。", "Sprucemind", "云杉智能"),
        ("禾骊医药科技有限公司（以下简称“禾骊医药”）发布公告，禾骊医药将裁员。", "禾骊医药", "禾骊医药科技有限公司"),
        ("禾骊医药科技有限公司（英文名：Heli Pharma，下称“禾骊”）发布公告。", "禾骊", "禾骊医药科技有限公司"),
        ("禾骊医药科技有限公司（英文名：Heli Pharma，下称“禾骊”）发布公告。", "Heli Pharma", "禾骊医药科技有限公司"),
    ],
)
def test_a_name_in_brackets_is_another_name(text: str, other: str, name: str) -> None:
    assert fullest(text, other) == name


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("云杉智能（NASDAQ）创始人王思远近日离职。", "NASDAQ"),
        ("云杉智能（CEO）创始人王思远近日离职。", "CEO"),
        ("云杉智能（A轮）创始人王思远近日离职。", "A轮"),
        ("云杉智能创始人王思远（Winner）近日离职。", "Winner"),
        ("云杉智能（SH600519）创始人王思远近日离职。", "SH600519"),
    ],
)
def test_what_is_no_name_in_brackets_is_none(text: str, inside: str) -> None:
    assert fullest(text, inside) in (None, inside)


def test_one_name_given_to_two_is_neithers() -> None:
    text = "云杉智能（Sprucemind）完成了A轮融资。禾骊医药（Sprucemind）完成了B轮融资。"
    assert fullest(text, "Sprucemind") in (None, "Sprucemind")


def test_a_company_is_no_short_form_of_its_institute() -> None:
    text = "云杉智能创始人王思远近日离职。云杉智能研究院院长林知遥也已离职。"
    assert fullest(text, "云杉智能") == "云杉智能"
