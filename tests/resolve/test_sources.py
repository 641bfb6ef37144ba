from __future__ import annotations

import random

import pytest

from shiguan.resolve.sources import DocumentText, independent, same_passage

_CHARACTERS = "山川湖海风云日月星辰草木花鸟虫鱼金石土火春夏秋冬东西南北上下左右大小长短高低远近新旧红黄蓝绿"


def prose(seed: int, length: int = 600) -> str:
    draw = random.Random(seed)
    return "".join(draw.choice(_CHARACTERS) + ("，" if i % 11 == 10 else "") for i in range(length))


def sources(*texts: str) -> list[int]:
    """For each text, the index of the first text of its source."""
    found = independent([DocumentText(f"d-{i}", text) for i, text in enumerate(texts)])
    return [int(found[f"d-{i}"][2:]) for i in range(len(texts))]


def test_two_reports_are_two_sources() -> None:
    assert sources(prose(1), prose(2)) == [0, 1]


@pytest.mark.parametrize(
    "reprint",
    [
        prose(1),
        f"转载：{prose(1)}（编辑：小乙）",
        prose(1)[100:500],
        prose(1).replace("，", "。\n"),
        prose(1)[:300] + "插入一句自己的话，" + prose(1)[300:],
        prose(1) + prose(3, 500),
    ],
    ids=["same", "framed", "cut", "punctuated anew", "with a sentence put in", "with a text put after"],
)
def test_a_reprint_is_the_same_source(reprint: str) -> None:
    assert sources(prose(1), prose(2), reprint) == [0, 1, 0]


@pytest.mark.parametrize(
    "other", [prose(2) + prose(1)[100:200], prose(1)[:250] + prose(2, 600)], ids=["quotes a paragraph", "takes the opening"]
)
def test_a_quotation_is_no_reprint(other: str) -> None:
    assert sources(prose(1), other) == [0, 1]


def test_short_notices_are_one_source_only_when_they_are_the_same() -> None:
    notice = "本公司财务总监因个人原因辞任，即日起生效，董事会表示感谢。"
    assert sources(notice, notice.replace("财务", "技术"), notice.replace("，", " ")) == [0, 1, 0]


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [DocumentText(f"d-{i}", t) for i, t in enumerate([prose(1), prose(2), prose(1)[50:550], prose(2) + prose(4, 100)])]
    assert independent(documents) == independent(documents[::-1])


def test_a_passage_is_shared_from_nineteen_characters_on() -> None:
    passage = prose(5, 19)
    assert same_passage(f"甲说{passage}", f"乙也说：{passage}！")
    assert not same_passage(f"甲说{passage[:18]}", f"乙也说：{passage}")
