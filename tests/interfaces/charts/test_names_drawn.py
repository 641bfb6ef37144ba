"""Bars of posts and tiles of places: what is told is drawn as it is told, and what is not told is drawn as unknown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from xml.etree.ElementTree import Element

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show.charts.canvas import Look
from shiguan.interfaces.show.charts.career import career
from shiguan.interfaces.show.charts.placed import placed
from shiguan.query.dossier import Dossier, dossier
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import load_vocabulary
from tests.interfaces.charts.drawn import SVG, check, labels, marks
from tests.interfaces.charts.told import HOSTILE
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, left, paper

ZH = Messages("zh", load_vocabulary().events)
FIRM = "云杉医药"


@contextmanager
def told(*papers: Paper, name: str = FIRM) -> Iterator[Dossier]:
    with viewed(*papers) as view:
        yield dossier(view, name, date(2031, 6, 1))


def joined(person: str, when: str | None, certainty: Certainty = Certainty.REPORTED) -> Line:
    return Line("appointment", {"person": person, "org": FIRM}, when=when, certainty=certainty)


def looks(mark: Element) -> list[str]:
    """The classes of what a bar is drawn of, in order."""
    return [one.get("class") or "" for one in mark.iter() if one.tag in (f"{SVG}rect", f"{SVG}line", f"{SVG}circle", f"{SVG}path")]


def bars(answer: Dossier) -> dict[str, Element]:
    for width in (960, 350):
        root = check(career(ZH, answer, Look(width)))
    return {(mark.findtext(f"{SVG}title") or "").partition("，")[0]: mark for mark in marks(root)}


FULL, FAINT, OPEN, TOLD = "c-full c-blue", "c-faint c-blue", "c-open c-blue", "c-tile c-blue"


def test_an_end_is_as_exact_as_it_is_told_and_open_where_it_is_not() -> None:
    lines = [joined("甲一", "2028-03-04"), left("甲一", FIRM, "2030-05")]  # both told
    lines += [left("乙二", FIRM, "2030-05-06"), left("丙三", FIRM), joined("丁四", "2029-01-01")]
    lines += [Line("membership", {"person": "戊五", "org": FIRM})]
    with told(paper(lines, "a", "2030-12-01")) as answer:
        drawn = bars(answer)
    assert looks(drawn["甲一"]) == [FULL, FAINT]
    assert looks(drawn["乙二"]) == [FAINT, OPEN]  # since when is unknown
    assert looks(drawn["丙三"]) == [FAINT, OPEN]  # had left when it was told
    assert looks(drawn["丁四"]) == [FULL, OPEN]  # until when is unknown
    assert looks(drawn["戊五"]) == [TOLD, OPEN, OPEN]


def test_what_is_rumoured_or_denied_is_no_bar() -> None:
    lines = [joined("甲一", "2030-01-02", Certainty.RUMOURED), left("乙二", FIRM, "2030-11-05", certainty=Certainty.RUMOURED)]
    lines += [Line("appointment", {"person": "丙三", "org": FIRM}, when="2030-03-03", polarity=Polarity.NEGATED)]
    with told(paper([*lines, joined("乙二", "2029-01-01")], "a", "2030-12-01")) as answer:
        drawn = bars(answer)
    assert looks(drawn["甲一"]) == ["c-hollow c-amber"]
    assert looks(drawn["乙二"]) == [FULL, OPEN, "c-hollow c-amber"]
    assert looks(drawn["丙三"]) == ["c-thin c-red"]


def test_of_many_those_with_dates_are_drawn_and_the_others_counted() -> None:
    lines = [joined(f"人{chr(0x4E00 + n)}", f"20{10 + n % 20}-01-01") for n in range(40)]
    with told(paper(lines, "a", "2030-12-01"), paper([left("无日", FIRM)], "b", None)) as answer:
        root = check(career(ZH, answer, Look(960)))
    assert len(marks(root)) == 24
    said = " ".join(one for one, _ in labels(root))
    assert "另有 16 项未画出" in said
    assert "1 段没有任何日期" in said


def test_hostile_names_in_bars_stay_names() -> None:
    for name in HOSTILE:
        lines = [Line("appointment", {"person": "甲一", "org": name}, when="2029-01"), left("甲一", name, "2030-02")]
        with told(paper(lines, "a", "2030-12-01"), name="甲一") as answer:
            check(career(ZH, answer, Look(350)))


def test_places_stand_in_a_lane_for_each_measure_and_count_at_their_time() -> None:
    def metric(rank: str, period: str | None, measure: str = "月活", speaker: str = "甲院") -> Line:
        of = {"subject": MentionKind.ORG}
        return Line("metric", {"subject": FIRM}, {"measure": measure, "rank": rank}, period, speaker=speaker, kinds=of)

    lines = [metric("第三", "2029"), metric("第一", "2030"), metric("第五", "2030", "营收")]
    with told(*(paper([line], f"{n}.txt") for n, line in enumerate(lines))) as answer:
        assert len([one for one in answer.readings if one.measured.rank]) == 3
        root = check(placed(ZH, answer, Look(960)))
        check(placed(ZH, answer, Look(350)))
    found = marks(root)
    assert [one.findtext(f"{SVG}text") for one in found] == ["第3", "第1", "第5"]
    first, second, _ = (float((one.find(f"{SVG}rect") or one[1]).get("x", 0)) for one in found)
    assert first < second
    assert sum("甲院" in said for said, _ in labels(root)) == 2
