"""其他五家 is a group but for those just named, where the numbers bear it out; else it is nobody's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.extract import extract
from shiguan.records.claim import Claim, Polarity
from shiguan.records.evidence import Mention, MentionKind
from tests.extract.rules.page import document
from tests.extract.rules.scenery import NAMED_RULES, vocabulary

FIRMS = ("星河汽车", "远大电子", "天工机器人", "北辰集团", "云帆科技", "松鹤食品")
LISTED = f"新贵“六匹黑虎”（{'、'.join(FIRMS)}）今年放慢了脚步。"
HAN = "零一二三四五六"


def claims(text: str, listed: str = LISTED.replace("六匹黑虎", "六小虎")) -> list[Claim]:
    return list(extract(document(f"{listed}\n\n{text}\n"), vocabulary(), NAMED_RULES).claims)


def rests(found: list[Claim]) -> dict[str, set[str]]:
    """Whom the words for the rest of a group stand for, by the words."""
    groups = [
        c for c in found if c.event_type == "count_claim" and c.values("members") and "小虎" not in c.values("subject")[0].text
    ]
    return {c.values("subject")[0].text: {a.text for a in c.values("members")} for c in groups}


@pytest.mark.parametrize(
    "text",
    [
        "北辰集团表示不予置评，其他五家均未回应。",
        "北辰集团表示不予置评。其他五家均未回应。",
        "除北辰集团外，其他五家都否认裁员。",
        "北辰集团首席财务官王远舟表示，公司不予置评，其他五家没有回应。",
    ],
)
def test_the_other_five_of_six_are_all_but_the_one_named(text: str) -> None:
    assert rests(claims(text)) == {"其他五家": set(FIRMS) - {"北辰集团"}}


def test_what_is_told_of_them_is_told_of_the_group_and_not_of_the_one() -> None:
    found = claims("北辰集团裁员三十人。其余五家公司共有12位高管离职。")
    (count,) = [c for c in found if c.values("measure")]
    (subject,) = count.values("subject")
    assert isinstance(subject.value, Mention)
    assert (subject.value.kind, subject.value.name) == (MentionKind.GROUP, "其余五家公司")


def test_who_they_are_is_so_though_what_is_told_of_them_is_denied() -> None:
    listing = next(c for c in claims("北辰集团裁员三十人。另外五家均否认裁员。") if c.values("subject") and c.values("members"))
    assert listing.polarity is Polarity.AFFIRMED


@pytest.mark.parametrize(
    "text",
    [
        "北辰集团裁员三十人，其他四家都没有裁员。",
        "北辰集团和云帆科技裁员三十人，其他五家都没有裁员。",
        "蓝湾银行裁员三十人，其他五家都没有裁员。",
    ],
)
def test_where_the_numbers_do_not_agree_they_are_nobody_and_not_the_one_named(text: str) -> None:
    found = claims(text)
    assert rests(found) == {}
    negated = [a.text for c in found if c.event_type == "layoff" and c.polarity is Polarity.NEGATED for a in c.values("org")]
    assert set(negated) <= {"其他五家", "其他四家"}


def test_without_the_list_in_the_document_they_are_nobody() -> None:
    assert rests(claims("北辰集团裁员三十人，其他五家都没有裁员。", listed="新贵六小虎今年放慢了脚步。")) == {}
    cut = LISTED.replace("六匹黑虎", "六小虎").replace("、松鹤食品", "等")
    assert rests(claims("北辰集团裁员三十人，其他四家都没有裁员。", listed=cut)) == {}


def test_the_same_words_of_others_are_nobody() -> None:
    found = claims("北辰集团裁员三十人，其他五家没有裁员。云帆科技上线新品，其他五家没有裁员。")
    assert rests(found) == {"其他五家": set(FIRMS) - {"北辰集团"}}


@pytest.mark.parametrize("noun", ["银行", "投资机构", "门店"])
def test_a_number_of_something_else_is_no_rest(noun: str) -> None:
    assert rests(claims(f"北辰集团裁员三十人，其他五家{noun}没有裁员。")) == {}


def test_in_english_too() -> None:
    found = claims("北辰集团表示不予置评, while the other five did not respond.")
    assert rests(found) == {"the other five": set(FIRMS) - {"北辰集团"}}


@given(st.integers(3, 6), st.data())
def test_planted_groups_and_exclusions_come_out_or_stay_unknown(size: int, data: st.DataObject) -> None:
    members = FIRMS[:size]
    out = data.draw(st.lists(st.sampled_from(members), min_size=1, max_size=size - 2, unique=True))
    said = data.draw(st.integers(2, 5))
    listed = f"新贵“{HAN[size]}小虎”（{'、'.join(members)}）今年放慢了脚步。"
    told = f"除{'、'.join(out)}外，其他{'两' if said == 2 else HAN[said]}家均未回应。"
    found = rests(claims(told, listed))
    assert list(found.values()) == ([set(members) - set(out)] if size - len(out) == said else [])
