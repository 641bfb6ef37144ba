"""Answers as data frames: the same columns and types in both libraries, whatever is in the answer. Everything is invented."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shiguan import Shiguan
from shiguan.errors import InputError
from shiguan.interfaces.frames import CLAIM, EVENT, FLOW, LIBRARIES, ROUND, RUMOUR, STANDING, TALLY, Columns, frame

ARTICLES = {
    "a.txt": "星禾汽车高管离职\n\n2031年3月5日，星禾汽车首席技术官王远山离职，加入北辰银行。"
    "据星禾汽车公告，公司2031年2月完成3亿元A轮融资，由北辰银行领投。\n",
    "b.txt": "云杉医药传闻\n\n据传，云杉医药首席财务官李清河将离职。"
    "2031年6月，赤松科技月活达到5000万，排名第一；蓝湾科技月活达到3000万。\n",
}
ASKED: dict[str, tuple[Columns, Callable[[Shiguan], object]]] = {
    "claims": (CLAIM, lambda s: s.claims()),
    "tally": (TALLY, lambda s: s.tally("departure")),
    "timeline": (EVENT, lambda s: s.timeline("星禾汽车")),
    "events": (EVENT, lambda s: s.view().events),
    "flows": (FLOW, lambda s: s.flows()),
    "money": (ROUND, lambda s: s.money("星禾汽车")),
    "rumours": (RUMOUR, lambda s: s.rumours()),
    "league": (STANDING, lambda s: s.league("月活")),
}
EMPTIED = {"tally": "rows", "timeline": "events", "flows": "flows", "money": "rounds", "rumours": "rumours", "league": "tables"}
KINDS = {"text": str, "count": int, "number": float, "flag": bool, "day": date}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shiguan]:
    folder = tmp_path_factory.mktemp("frames")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    head = [{"file": name, "publisher": "示例报", "published": "2031-07-01"} for name in ARTICLES]
    (folder / "manifest.jsonl").write_text("\n".join(map(json.dumps, head)), encoding="utf-8")
    with Shiguan(folder / "a.db", reader="rules") as shiguan:
        assert shiguan.read([folder]).failures == ()
        yield shiguan


def rows(made: Any) -> list[dict[str, Any]]:
    """The frame's rows, what is missing as None, whatever library it is of."""
    if hasattr(made, "to_dicts"):
        listed: list[dict[str, Any]] = made.to_dicts()
        return listed
    whole = made.astype(object).where(made.notna(), None)
    days = [name for name, kind in made.dtypes.items() if str(kind).startswith("datetime")]
    return [{k: v.date() if k in days and v is not None else v for k, v in row.items()} for row in whole.to_dict("records")]


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest) -> str:
    pytest.importorskip(request.param)
    return str(request.param)


@pytest.mark.parametrize("name", ASKED)
def test_every_answer_of_a_kind_has_the_same_columns(name: str, library: str, record: Shiguan) -> None:
    columns, ask = ASKED[name]
    made = frame(ask(record), library)
    assert list(made.columns) == list(columns)
    assert len(made) > 0
    for row in rows(made):
        for column, value in row.items():
            assert value is None or isinstance(value, KINDS[columns[column]]), column


@pytest.mark.parametrize(("name", "part"), EMPTIED.items())
def test_an_empty_answer_has_them_too(name: str, part: str, library: str, record: Shiguan) -> None:
    columns, ask = ASKED[name]
    answer: Any = ask(record)
    whole, empty = frame(answer, library), frame(replace(answer, **{part: ()}), library)
    assert len(empty) == 0
    assert list(empty.columns) == list(columns)
    assert list(empty.dtypes) == list(whole.dtypes)


def test_both_libraries_hold_the_same(record: Shiguan) -> None:
    pandas, polars = (pytest.importorskip(name).__name__ for name in LIBRARIES)
    for _, ask in ASKED.values():
        assert rows(frame(ask(record), pandas)) == rows(frame(ask(record), polars))


def test_a_departure_keeps_its_ids_and_days(library: str, record: Shiguan) -> None:
    answer = record.tally("departure")
    event = next(row.events[0] for row in answer.rows if row.key == "星禾汽车")
    row = next(row for row in rows(frame(answer, library)) if row["key"] == "星禾汽车")
    assert (row["event"], row["claims"]) == (event.id, event.tellings[0].claim.id)
    assert (row["person"], row["person_id"]) == ("王远山", event.role("person")[0].entity)
    assert (row["when"], row["when_start"], row["when_end"]) == ("2031-03-05", date(2031, 3, 5), date(2031, 3, 5))
    assert json.loads(row["roles"])["destination_org"] == ["北辰银行"]
    assert (row["file"], row["publisher"], row["published"]) == ("a.txt", "示例报", "2031-07-01")


def test_a_claim_is_at_its_place(library: str, record: Shiguan) -> None:
    for row in rows(frame(record.claims(), library)):
        assert ARTICLES[row["file"]][row["start"] : row["end"]] == row["quote"]


def test_money_standings_and_rumours_are_numbers(library: str, record: Shiguan) -> None:
    [one] = rows(frame(record.money("星禾汽车"), library))
    assert (one["amount_low"], one["amount_high"], one["currency"]) == (3e8, 3e8, "CNY")
    assert (one["org"], one["when_start"]) == ("星禾汽车", date(2031, 2, 1))
    places = {row["subject"]: (row["rank_low"], row["value_low"]) for row in rows(frame(record.league("月活"), library))}
    assert places == {"赤松科技": (1, 5e7), "蓝湾科技": (None, 3e7)}
    [rumour] = rows(frame(record.rumours(), library))
    assert (rumour["fate"], rumour["org"], rumour["chain"]) == ("open", "云杉医药", rumour["claims"])
    way = next(row for row in rows(frame(record.flows(), library)) if row["person"] == "王远山")
    assert (way["origin"], way["destination"], way["sure"], way["doubts"]) == ("星禾汽车", "北辰银行", True, None)


def test_an_unknown_time_is_missing(library: str, record: Shiguan) -> None:
    row = next(row for row in rows(frame(record.view().events, library)) if row["certainty"] == "rumoured")
    assert (row["when"], row["when_start"], row["when_end"]) == (None, None, None)


def test_no_rows_are_no_claims(library: str) -> None:
    assert list(frame((), library).columns) == list(CLAIM)


def test_what_no_frame_is_made_of_is_said(record: Shiguan) -> None:
    with pytest.raises(InputError, match="no frame is made of Dossier"):
        frame(record.dossier("星禾汽车"))
    with pytest.raises(InputError, match="no library of frames: excel; choose one of pandas, polars"):
        frame(record.claims(), "excel")


def test_a_library_that_is_missing_is_named_with_its_extra(record: Shiguan, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("shiguan.interfaces.frames.importlib.import_module", missing)
    with pytest.raises(InputError, match=r"frames need polars: pip install 'shiguan\[polars\]'"):
        frame(record.claims(), "polars")
