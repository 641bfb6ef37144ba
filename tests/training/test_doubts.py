"""Where the shipped reader contradicts an annotation."""

from __future__ import annotations

from pathlib import Path

from shiguan.extract.backends.model.network import Network
from shiguan.extract.backends.model.reader import ModelBackend
from tests.extract.rules.scenery import vocabulary
from training.doubts import lines
from training.unseen import texts

RIGHT = "{星河汽车|org#1}{首席财务官|position#1}{王远舟|person#1}{3月12日|time#1}{离职|departure#1}。\n"
UNTOLD = "{星河汽车|org}首席财务官{王远舟|per}3月12日离职。\n"
OTHERS = "{星河汽车|org#1}首席财务官王远舟3月12日{离职|departure#1}，{李明|person#1}留任。\n"


def told(path: Path, marked: str) -> list[str]:
    file = path / "some.txt"
    file.write_text(marked, encoding="utf-8")
    return list(lines(ModelBackend(vocabulary(), Network()), texts([file], development=False)))


def test_what_is_marked_as_it_is_read_leaves_no_doubt(tmp_path: Path) -> None:
    assert not told(tmp_path, RIGHT)


def test_what_is_read_surely_and_not_marked_is_told_with_its_place(tmp_path: Path) -> None:
    one = next(line for line in told(tmp_path, UNTOLD) if "departure" in line)
    assert "some.txt" in one
    assert "untold departure" in one
    assert "person=王远舟" in one


def test_what_is_marked_of_somebody_else_is_told_as_such(tmp_path: Path) -> None:
    assert any("others departure" in line for line in told(tmp_path, OTHERS))
