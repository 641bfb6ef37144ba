"""The shipped reader measured on annotated texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiguan.extract.backends.model.network import Network
from shiguan.extract.backends.model.reader import ModelBackend
from tests.extract.rules.scenery import vocabulary
from training.markup import MarkupError
from training.unseen import lines, texts

MARKED = (
    "{星河汽车|org#1}{首席财务官|position#1}{王远舟|person#1}{3月12日|time#1}{离职|departure#1}。\n"
    "{云帆科技|org#1}完成{3亿元|amount#1}{A轮|round#1}{融资|funding#1}。\n"
    "会议室里的灯光暗了下来。\n"
)


def test_what_is_told_and_read_is_counted_by_type(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text(MARKED, encoding="utf-8")
    told = list(lines(ModelBackend(vocabulary(), Network()), texts([path], development=False)))
    assert told[0] == "3 texts"
    assert [line.split()[:2] for line in told[1:-1]] == [["all", "2"], ["departure", "1"], ["funding", "1"]]
    assert "R 1.000" in told[1]


def test_a_time_counts_as_it_is_on_the_day_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text(f"=== 2024-05-20\n{MARKED.splitlines()[0]}\n", encoding="utf-8")
    *_, told = lines(ModelBackend(vocabulary(), Network()), texts([path], development=False))
    assert told.split() == ["time", "1.000", "of", "1", "claims", "whose", "time", "is", "told"]


def test_only_texts_kept_apart_are_read_where_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "some.txt"
    path.write_text(MARKED, encoding="utf-8")
    monkeypatch.setattr("training.unseen.is_dev", lambda example: "融资" in example.text)
    assert [t.example.text for t in texts([path], development=True)] == ["云帆科技完成3亿元A轮融资。"]


def test_a_broken_record_is_told(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text("{星河汽车|org#1}裁员。\n", encoding="utf-8")
    with pytest.raises(MarkupError):
        texts([path], development=False)
