"""Drafts and questions that are long to do harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.errors import InputError
from shiguan.query.standing import standing
from tests.growth import MOST, growth, numbered


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shiguan]:
    folder = tmp_path_factory.mktemp("long")
    (folder / "a.txt").write_text("云杉医药首席财务官顾南舟离职。\n北辰科技裁员。", encoding="utf-8")
    with Shiguan(folder / "a.db", reader="rules") as shiguan:
        assert not shiguan.read([folder / "a.txt"]).failures
        yield shiguan


def test_checking_grows_with_the_draft_and_what_it_tells(tmp_path: Path) -> None:
    def checking(size: int) -> Callable[[], object]:
        draft = tmp_path / f"{size}.txt"
        draft.write_text(numbered("云杉医药副总裁顾{}离职。\n", size), encoding="utf-8")
        shiguan = Shiguan(tmp_path / f"{size}.db", reader="rules")
        assert not shiguan.read([draft]).failures
        return lambda: shiguan.check(draft)

    assert growth(checking) < MOST


@pytest.mark.parametrize("ask", [Shiguan.ask, Shiguan.search])
@pytest.mark.parametrize(
    ("said", "why"), [("字" * 2000, "too many to ask with"), ("顾南舟\ud800离职", "half a character")], ids=["long", "half"]
)
def test_what_nobody_says_is_refused(ask: Callable[[Shiguan, str], object], said: str, why: str, record: Shiguan) -> None:
    with pytest.raises(InputError, match=why):
        ask(record, said)


def test_letters_that_are_two_in_lower_case_shift_no_name(record: Shiguan) -> None:
    text = "İ" * 20 + "说，云杉医药"
    assert [one.span.of(text) for one in standing(record.view(), text, range(len(text)))] == ["云杉医药"]
