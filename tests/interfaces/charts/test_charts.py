"""Every chart: drawn of what is told and nothing else, in both languages, wide and narrow, whatever the names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan import Shiguan
from shiguan.interfaces.messages import LANGUAGES, Messages
from shiguan.interfaces.show.charts.canvas import PAGE, Look
from shiguan.interfaces.show.charts.flows import flows
from shiguan.interfaces.show.charts.gallery import CHARTS
from shiguan.interfaces.show.charts.league import league
from shiguan.interfaces.show.charts.money import money
from shiguan.interfaces.show.charts.palette import STYLE
from shiguan.interfaces.show.charts.rumours import rumours
from shiguan.interfaces.show.charts.tally import columns, tally
from shiguan.interfaces.show.charts.tenure import lifelines, survival, tenure
from shiguan.interfaces.show.charts.timeline import timeline
from shiguan.query.flows import Flows, Link, Node
from shiguan.query.league import League
from shiguan.query.rumours import Rumours
from shiguan.query.tenure import OrgTenure, Tenure
from shiguan.query.timeline import Timeline
from shiguan.records.views import Tally, TallyRow
from shiguan.vocabulary import load_vocabulary
from tests.conftest import EXAMPLES
from tests.interfaces.charts.drawn import SVG, check, labels, marks, parsed
from tests.interfaces.charts.told import HOSTILE, Answers, answers, place, row, standings, sum_of, table

SAY = {language: Messages(language, load_vocabulary().events) for language in LANGUAGES}
ZH, EN = SAY["zh"], SAY["en"]
WIDE, SLIM = Look(960), Look(360)
LOOKS = [Look(width, alone) for width in (960, 360) for alone in (True, False)]
DRAWN = ["dossier", "flows", "money", "rumours", "tally", "tenure", "timeline"]


@pytest.fixture(scope="module")
def told() -> Iterator[Answers]:
    with answers() as found:
        yield found


@pytest.fixture(scope="module")
def hostile() -> list[Answers]:
    found = []
    for at in range(0, len(HOSTILE), 3):
        with answers(HOSTILE[at : at + 3]) as one:
            found.append(one)
            # Answers load what they need while the record is open.
            for name in DRAWN:
                CHARTS[name](ZH, one.by[name], PAGE)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAWN)
def test_labels_keep_apart_and_all_is_inside(told: Answers, name: str, language: str) -> None:
    for look in LOOKS:
        svg = CHARTS[name](SAY[language], told.by[name], look)
        check(svg)
        assert svg == CHARTS[name](SAY[language], told.by[name], look)


@pytest.mark.parametrize("name", DRAWN)
def test_names_that_are_markup_or_turn_the_writing_stay_names(hostile: list[Answers], name: str) -> None:
    for one in hostile:
        for look in (WIDE, SLIM, Look(360, True)):
            for language in LANGUAGES:
                root = check(CHARTS[name](SAY[language], one.by[name], look))
                assert not list(root.iter(f"{SVG}a"))


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_says_what_it_is_in_words(told: Answers, name: str) -> None:
    for language in LANGUAGES:
        root = parsed(CHARTS[name](SAY[language], told.by[name], PAGE))
        said = root.findtext(f"{SVG}desc") or ""
        assert re.search(r"\d", said)
        assert root.get("role") == "img"
        assert bool(re.search("[一-鿿]", root.findtext(f"{SVG}title") or "")) == (
            language == "zh" or name in ("dossier", "money", "timeline")
        )


def test_only_a_picture_that_stands_alone_has_a_style_and_its_title_in_it(told: Answers) -> None:
    within, alone = (flows(ZH, told.by["flows"], Look(960, a)) for a in (False, True))
    assert "<style>" not in within
    assert "人员去向" not in [said for said, _ in labels(parsed(within))]
    assert f"<style>{STYLE}</style>" in alone
    assert "人员去向" in [said for said, _ in labels(parsed(alone))]
    assert "prefers-color-scheme:dark" in STYLE
    assert "url(http" not in alone


def test_every_class_that_is_drawn_with_has_a_look(told: Answers, hostile: list[Answers]) -> None:
    known = set(re.findall(r"\.(c-[\w-]+)", STYLE)) | {"chart", "c-part"}
    for one in (told, *hostile):
        for name in DRAWN:
            used = {c for e in parsed(CHARTS[name](ZH, one.by[name], PAGE)).iter() for c in (e.get("class") or "").split()}
            assert used <= known


@pytest.mark.parametrize("name", DRAWN)
def test_marks_lead_where_the_page_says_and_nowhere_else(told: Answers, name: str) -> None:
    root = check(CHARTS[name](ZH, told.by[name], Look(960, href=lambda identity: f'/explain/{identity}?a=1&b="')))
    links = list(root.iter(f"{SVG}a"))
    assert links
    assert all(re.fullmatch(r'/explain/(?:c|e|ev)-\w+\?a=1&b="', one.get("href") or "") for one in links)
    assert all((one.findtext(f"{SVG}title") or "").strip() for one in links)
    assert root.get("role") == "group"  # within an image nothing could be focused
    assert not list(parsed(CHARTS[name](ZH, told.by[name], Look(960, href=lambda _: None))).iter(f"{SVG}a"))


def test_there_is_a_band_for_each_link_and_the_unknown_is_hatched(told: Answers) -> None:
    answer: Flows = told.by["flows"]
    root = check(flows(ZH, answer))
    assert len(marks(root)) == len(answer.links)
    hatched = [one for one in root.iter(f"{SVG}path") if "-unknown" in (one.get("fill") or "")]
    unknown = [link for link in answer.links if link.target == "kind:unknown" and link.low]
    assert len(hatched) == len(unknown) > 0
    assert any("未知" in said for said, _ in labels(root))


def test_of_many_companies_the_small_ones_are_folded_and_counted() -> None:
    nodes = [Node(f"from:e-{i}", f"公司{i}", "from") for i in range(60)] + [Node("kind:unknown", "unknown", "kind")]
    links = [Link(f"from:e-{i}", "kind:unknown", 1 + i // 20, 2 + i // 20, ("甲",), ("ev-1",)) for i in range(60)]
    answer = Flows("org", (), tuple(nodes), tuple(links), (), 60, 60)
    for look in LOOKS:
        said = [one for one, _ in labels(check(flows(ZH, answer, look)))]
        folded = next(int(m[1]) for one in said if (m := re.match(r"其余 (\d+) 个", one)))
        assert folded + sum(one.startswith("公司") for one in said) == 60


def test_there_is_a_line_for_each_time_in_post_and_its_open_end_is_open(told: Answers) -> None:
    answer: Tenure = told.by["tenure"]
    root = check(lifelines(ZH, answer))
    assert len(marks(root)) == len(answer.together.lives)
    open_ends = [one for one in root.iter(f"{SVG}line") if (one.get("class") or "").startswith("c-open")]
    assert len(open_ends) == len(answer.together.lives) - answer.together.ended + 1  # and the legend's
    assert any("没有可用的起止时间" in said for said, _ in labels(root))


def test_the_curve_steps_down_where_somebody_left(told: Answers) -> None:
    answer: Tenure = told.by["tenure"]
    all_ = answer.together
    root = check(survival(EN, answer))
    still = [life for life in all_.lives if not life.ended]
    ticks = len({x.most for x in still}) + (len({x.least for x in still}) if all_.shortest != all_.longest else 0)
    steps = len(all_.longest) + (len(all_.shortest) if all_.shortest != all_.longest else 0)
    assert len(marks(root)) == ticks + steps
    none = Tenure(None, OrgTenure(None, tuple(still), 0, (), (), (None, None), ()), ())
    assert "no curve" in " ".join(said for said, _ in labels(check(survival(EN, none))))


def test_there_is_a_lane_for_each_rumour_and_a_mark_for_each_telling(told: Answers) -> None:
    answer: Rumours = told.by["rumours"]
    assert len(answer.rumours) > 1
    root = check(rumours(ZH, answer))
    assert len(marks(root)) == sum(len(one.steps) for one in answer.rumours)
    assert any("时间未说明" in said for said, _ in labels(root))


def test_what_is_told_to_the_month_is_a_bar_and_to_the_day_a_dot(told: Answers) -> None:
    answer: Timeline = told.by["timeline"]
    root = check(timeline(ZH, answer))
    found = marks(root)
    assert len(found) == len(answer.events)
    exact = [e for e in answer.events if e.valid_time and e.valid_time.start and e.valid_time.start == e.valid_time.end]
    dots = [one for one in found if one.find(f"{SVG}circle") is not None]
    assert len(dots) == len(exact) > 0
    undated = [e for e in answer.events if e.valid_time is None]
    assert undated
    assert any(said == "时间未说明" for said, _ in labels(root))


def test_a_year_is_drawn_from_its_first_day_to_its_last(told: Answers) -> None:
    answer: Timeline = told.by["timeline"]
    year = next(e for e in answer.events if e.valid_time and e.valid_time.when == "2030")
    month = next(e for e in answer.events if e.valid_time and e.valid_time.when == "2030-10")
    widths = []
    for event in (year, month):
        root = parsed(timeline(ZH, replace(answer, events=(year, month))))
        mark = next(
            one for one in marks(root) if event.valid_time and f" {event.valid_time.when} " in (one.findtext(f"{SVG}title") or "")
        )
        bar = mark.find(f"{SVG}rect")
        assert bar is not None
        widths.append(float(bar.get("width", 0)))
    assert widths[0] == pytest.approx(widths[1] * 365 / 31, rel=0.02)


def test_currencies_are_told_apart_and_what_is_undisclosed_stands_in_neither(told: Answers) -> None:
    root = check(money(EN, told.by["money"]))
    said = [one for one, _ in labels(root)]
    assert "USD (logarithmic scale)" in said
    assert "CNY (logarithmic scale)" in said
    assert "undisclosed" in said
    answer = told.by["money"]
    sums = sum(max(1, len(one.amounts)) for one in answer.rounds) + len(answer.valuations)
    assert len(marks(root)) == sums
    hollow = [one for one in root.iter(f"{SVG}rect") if one.get("class") == "c-tile c-grey"]
    assert len(hollow) == 1  # told to the month


def test_a_bar_is_as_long_as_its_count_and_paler_where_unsure() -> None:
    rows = (TallyRow("甲", 2, 4, ()), TallyRow("乙", 1, 1, ()), TallyRow(None, 0, 3, ()))
    root = check(tally(ZH, Tally("departure", "org", rows, (), 3, 8, 5, 0)))
    assert len(marks(root)) == 3
    first, second, third = (one.findall(f"{SVG}rect") for one in marks(root))
    lengths = [float(bar.get("width", 0)) for bar in (*first, *second)]
    assert lengths == pytest.approx([2 * lengths[2], 2 * lengths[2], lengths[2]], rel=0.01)
    assert [bar.get("class") for bar in first] == ["c-full c-blue", "c-faint c-blue"]
    assert "-unknown" in (third[0].get("fill") or "")
    assert any("另有 5 行" in said for said, _ in labels(root))


def test_columns_leave_room_for_months_of_which_nothing_is_told() -> None:
    rows = (TallyRow("2030-01", 2, 2, ()), TallyRow("2030-04", 1, 2, ()), TallyRow(None, 1, 3, ()))
    answer = Tally("departure", "month", rows, (), 4, 7, 0, 0)
    root = check(tally(ZH, answer))
    assert len(marks(root)) == 2
    first, second = (float((one.find(f"{SVG}rect") or one[1]).get("x", 0)) for one in marks(root))
    step = 56.0
    assert second - first == pytest.approx(3 * step, abs=0.2)
    assert any("1–3 起时间未说明" in said for said, _ in labels(root))
    assert len(marks(check(columns(ZH, answer, WIDE, last=2)))) == 1


def test_names_are_followed_from_period_to_period_but_not_over_one_that_tells_nothing() -> None:
    a, b = "云杉医药", "蓝鲸航运"
    tables = (
        table("2030-01", row(a, place(1)), row(b, place(2), place(4))),
        table("2030-02", row(b, place(1))),
        table("2030-03", row(a, place(1, 3)), row(b, place(1)), row(HOSTILE[0], place(2, from_bottom=True))),
    )
    root = check(league(ZH, standings(*tables), WIDE))
    assert len(marks(root)) == 7  # both places of the one that is told in two
    lines = [one for one in root.iter(f"{SVG}path") if (one.get("class") or "").startswith("c-line")]
    assert len(lines) == 2  # of b alone: between the first and the third nothing is told of a
    perhaps = [one for one in root.iter(f"{SVG}rect") if "c-perhaps" in (one.get("class") or "")]
    assert len(perhaps) == 3  # and the legend's
    said = [one for one, _ in labels(root)]
    assert {"第1", "第1–3", "第2", "第4", "倒数第2"} <= set(said)
    assert {"2030-01", "2030-02", "2030-03"} <= set(said)
    check(league(EN, standings(*tables), SLIM))


def test_of_many_periods_the_latest_are_drawn() -> None:
    tables = [table(f"20{year}", row("云杉医药", place(1)), row("蓝鲸航运", place(2))) for year in range(10, 40)]
    said = [one for one, _ in labels(check(league(ZH, standings(*tables), SLIM)))]
    assert "2039" in said
    assert "2010" not in said
    assert any("更早的" in one for one in said)


def test_one_period_is_bars_with_both_of_two_contradicting_places() -> None:
    users = sum_of("1820万", 18_200_000, 18_200_000, None)
    rows = (row("云杉医药", place(1), place(3), value=users), row("蓝鲸航运", place(2)), row("W" * 80, value=users))
    root = check(league(ZH, standings(table(None, *rows)), WIDE))
    assert len(marks(root)) == 4
    assert sum(said == "云杉医药" for said, _ in labels(root)) == 2
    assert any(said == "数值未说明" for said, _ in labels(root))
    check(league(EN, standings(table(None, *rows)), SLIM))


EMPTY: list[tuple[str, Any]] = [
    ("flows", Flows("org", (), (), (), (), 0, 0)),
    ("tenure", Tenure(None, OrgTenure(None, (), 0, (), (), (None, None), ()), ())),
    ("tally", Tally("departure", "org", (), (), 0, 0, 0, 0)),
    ("tally", Tally("departure", "month", (TallyRow(None, 1, 1, ()),), (), 1, 1, 0, 0)),
    ("timeline", Timeline("<b>甲", (), 0)),
    ("rumours", Rumours(date(2031, 1, 1), (), ())),
    ("league", League("月活", (), (), (), ())),
    ("league", League(None, (), (), (), ())),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "answer"), EMPTY)
def test_where_there_is_nothing_one_sentence_says_so(name: str, answer: Any, language: str) -> None:
    root = check(CHARTS[name](SAY[language], answer, WIDE))
    assert len(labels(root)) == 1
    assert not marks(root)


NAMES = st.text(st.sampled_from("云杉医药 MW<&>\"'il\u202e\u0301ا🚀é"), max_size=30)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, st.integers(0, 9), st.integers(0, 900)), min_size=1, max_size=50), st.integers(300, 1400))
def test_flows_of_any_names_and_numbers_keep_apart(ways: list[tuple[str, str, int, int]], width: int) -> None:
    links = {(f"from:{a}", f"to:{b}"): (low, low + more + (not low)) for a, b, low, more in ways}
    nodes = {i: Node(i, i.partition(":")[2] or None, i.partition(":")[0]) for ends in links for i in ends}
    made = tuple(Link(a, b, *counts, ("甲",) * counts[1], ("ev-1",)) for (a, b), counts in links.items())
    check(flows(EN, Flows("org", (), tuple(nodes.values()), made, (), 0, 0), Look(width, True)))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(NAMES | st.none(), st.integers(0, 99), st.integers(0, 10**6)), min_size=1, max_size=50),
    st.integers(300, 1400),
)
def test_bars_of_any_names_and_numbers_keep_apart(counted: list[tuple[str | None, int, int]], width: int) -> None:
    rows = tuple(TallyRow(name, low, low + more, ()) for name, low, more in counted)
    check(tally(ZH, Tally("departure", "org", rows, (), 1, 2, 0, 0), Look(width)))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(NAMES, st.integers(1, 40), st.integers(0, 5)), min_size=1, max_size=8, unique_by=lambda told_of: told_of[0]
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(300, 1400),
)
def test_tables_of_any_names_and_places_keep_apart(told_: list[list[tuple[str, int, int]]], width: int) -> None:
    tables = [table(f"20{10 + i}", *(row(n, place(p, p + more)) for n, p, more in rows)) for i, rows in enumerate(told_)]
    check(league(EN, standings(*tables), Look(width)))


@pytest.fixture(scope="module")
def examples() -> Iterator[Shiguan]:
    with Shiguan(":memory:", reader="rules") as shiguan:
        shiguan.read([EXAMPLES])
        yield shiguan


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_drawn(examples: Shiguan, language: str) -> None:
    found = [
        *(("flows", examples.flows(by)) for by in ("org", "kind", "person")),
        *(("tenure", examples.tenure(presumed=presumed)) for presumed in (False, True)),
        *(("tally", examples.tally(kind, by)) for kind, by in (("departure", "org"), ("departure", "month"), ("funding", "year"))),
        *(("timeline", examples.timeline(name)) for name in ("零一万物", "月之暗面")),
        *(("money", examples.money(name)) for name in ("月之暗面", "六小龙")),
        *(("league", examples.league(measure)) for measure in (None, "月活", "中标")),
        ("rumours", examples.rumours()),
    ]
    for name, answer in found:
        for look in (WIDE, SLIM, Look(360, True)):
            check(CHARTS[name](SAY[language], answer, look))
    assert tenure(ZH, (posts := examples.tenure()), WIDE) != lifelines(ZH, posts, WIDE)
