from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.records.document import Span
from shiguan.resolve.sources import DocumentText, runs_at, same_source, taken_from
from tests.resolve.shelf import independent

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
    mine, yours = f"甲说{passage}", f"乙也说：{passage}！"
    assert runs_at(mine, Span(0, len(mine))) & runs_at(yours, Span(0, len(yours)))
    cut = f"甲说{passage[:18]}"
    assert not runs_at(cut, Span(0, len(cut))) & runs_at(yours, Span(0, len(yours)))


@pytest.mark.parametrize(("place", "shared"), [(2, True), (20, True), (1, False), (21, False)])
def test_a_quote_shorter_than_the_passage_that_it_stands_in_shows_it(place: int, *, shared: bool) -> None:
    passage = prose(5, 19).replace("，", "")
    passage += prose(6, 19 - len(passage))
    mine, yours = f"甲说{passage}那么", f"乙也说过：{passage}！"
    inside = runs_at(yours, Span(8, 10))
    assert bool(runs_at(mine, Span(place, place + 1)) & inside) is shared


NAMES = ("顾南舟", "林听雨", "云杉医药", "蓝鲸航运", "沈禾")
# One story in five sentences: what is told, with a place for each fact.
STORY = (
    "云杉医药前首席财务官顾南舟日前离开了这家公司，转投蓝鲸航运，负责全球资金调度。",
    "2031年2月，林听雨接过了他的岗位，此前她在沈禾手下管理3200名员工。",
    "公司去年营收47.6亿元，同比增长12%，研发开支占到其中的8.5%，创下新高。",
    "内部代号《长堤》的项目投入了6.3亿元，原定4月上线，如今推迟到了9月。",
    "截至发稿，公司的417家门店照常营业，Orbit平台上的订单也没有受到影响。",
)
# The same facts in the same order, every other word another.
SPUN = (
    "云杉医药的前任首席财务官顾南舟于近日辞别了该公司，转而加入蓝鲸航运，掌管全球资金的调度工作。",
    "在2031年的2月份，林听雨接替了他所担任的岗位，在此之前她于沈禾手下管理着3200名的员工。",
    "公司在去年达成营收47.6亿元，同比有所增长12%，研发方面开支占到了其中8.5%，刷新了最高纪录。",
    "内部代号为《长堤》的这一项目，投入资金6.3亿元，原本定于4月上线，现如今推迟到了9月。",
    "截止到发稿的时候，公司旗下417家门店均照常营业，Orbit平台上面的订单同样没有受到任何影响。",
)
# Another reporter's: the same people and most of the same figures, as the story came to them.
OTHER = (
    "顾南舟走了。记者3日从蓝鲸航运证实，这位云杉医药的财务主管下月到任。",
    "他留下的是怎样一家公司？417家门店，47.6亿元年营收，以及一个叫《长堤》、烧掉6.3亿元却迟迟不见踪影的项目。",
    "沈禾对此不愿多谈，只说接班的林听雨值得信任。她从前带过3200名员工，如今要面对的是Orbit平台2200家商户的追问。",
    "知情者称，2031年2月他便递了辞呈，那时12%的增速还没有公布。",
)


def told(*texts: str, publishers: tuple[str, ...] = (), names: tuple[str, ...] = NAMES) -> list[int]:
    """As ``sources``, with names and publishers known."""
    by = publishers or ("",) * len(texts)
    found = independent([DocumentText(f"d-{i}", t, p, names) for i, (t, p) in enumerate(zip(texts, by, strict=True))])
    return [int(found[f"d-{i}"][2:]) for i in range(len(texts))]


def test_a_spun_copy_is_the_same_source() -> None:
    assert told("".join(STORY), "".join(SPUN)) == [0, 0]


def test_two_reporters_with_the_same_facts_are_two_sources() -> None:
    assert told("".join(STORY), "".join(OTHER), "".join(SPUN)) == [0, 1, 0]


def test_the_same_facts_in_another_order_are_another_source() -> None:
    assert told("".join(STORY), "".join(SPUN[i] for i in (3, 0, 4, 2, 1))) == [0, 1]


def test_a_statement_that_both_print_makes_no_copy() -> None:
    statement = (
        "公司回应称：“此次人事调整属于正常的职业选择，公司业务不受影响，董事会对其任内的贡献表示衷心感谢，并祝愿他前程似锦。”"
    )
    assert told("".join(STORY) + statement, statement + "".join(OTHER)) == [0, 1]


def test_a_ranking_that_two_report_makes_no_copy() -> None:
    firms = tuple(f"{a}{b}" for a in ("云杉", "蓝鲸", "青石", "松果", "赤狐") for b in ("医药", "航运", "汽车"))
    listed = "、".join(f"{firm}{90 - 3 * i}亿元" for i, firm in enumerate(firms))
    mine = f"{prose(11, 160)}。榜单如下：{listed}。{prose(12, 160)}"
    yours = f"{prose(13, 200)}。排名依次为{listed}。{prose(14, 120)}"
    assert told(mine, yours, names=firms) == [0, 1]


@pytest.mark.parametrize("line", ["来源：甲报", "（转自《甲报》）", "本文转载自 甲报", "原载于“甲报”"])
def test_a_reprint_that_says_so_may_be_cut_and_edited(line: str) -> None:
    half = prose(1)[:330] + prose(7, 270)
    assert told(prose(1), half, publishers=("甲报", "乙报"), names=()) == [0, 1]
    assert told(prose(1), f"{line}\n{half}", publishers=("甲报", "乙报"), names=()) == [0, 0]
    assert told(prose(1), f"{line}\n{half}", publishers=("丙报", "乙报"), names=()) == [0, 1]


def test_what_says_it_is_from_elsewhere_and_shares_little_is_no_reprint() -> None:
    assert told(prose(1), "来源：甲报\n" + prose(1)[:150] + prose(7, 450), publishers=("甲报", "乙报"), names=()) == [0, 1]


def test_two_reprints_of_one_that_is_not_on_record() -> None:
    mine, yours = f"来源：甲报\n{prose(1)[:420]}{prose(8, 180)}", f"转自：甲报\n{prose(9, 180)}{prose(1)[:420]}"
    assert told(mine, yours, publishers=("乙报", "丙报"), names=()) == [0, 0]
    assert taken_from(mine) == {"甲报"}


def test_it_is_said_why_two_are_one_source() -> None:
    def why(left: str, right: str) -> str | None:
        return same_source(DocumentText("d-0", left, None, NAMES), DocumentText("d-1", right, None, NAMES))

    assert why(prose(1), prose(1).replace("，", " ")) == "the same text"
    assert why(prose(1), prose(1)[50:550]) == "100% of the shorter text stands in the longer one"
    assert "names and figures in the same order" in (why("".join(STORY), "".join(SPUN)) or "")
    assert why(prose(1), prose(2)) is None


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_in_whatever_order_they_come(order: random.Random) -> None:
    texts = [prose(s)[a:b] for s in (1, 2, 3) for a, b in ((0, 600), (80, 600), (0, 420), (150, 500))]
    texts += ["".join(STORY), "".join(SPUN), "".join(OTHER), prose(1)[:200] + prose(2)[:250]]
    documents = [DocumentText(f"d-{i:02d}", text, None, NAMES) for i, text in enumerate(texts)]
    shuffled = list(documents)
    order.shuffle(shuffled)
    assert independent(shuffled) == independent(documents)


def test_a_frame_that_all_share_brings_none_together() -> None:
    frame = prose(99, 240)
    documents = [DocumentText(f"d-{i:03d}", f"{prose(i, 500)}\n{frame}") for i in range(60)]
    assert len(set(independent(documents).values())) == 60
