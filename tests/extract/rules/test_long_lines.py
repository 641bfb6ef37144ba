"""Lines longer than any that a person writes are read like others: a name is found however often it stands there."""

from __future__ import annotations

from pathlib import Path

from shiguan import Shiguan


def test_a_name_said_a_thousand_times_is_one_person(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("云杉医药首席财务官顾南舟离职。" + "顾南舟、" * 1000, encoding="utf-8")
    with Shiguan(tmp_path / "long.db", reader="rules") as shiguan:
        (outcome,) = shiguan.read([file]).outcomes
    assert outcome.extraction is not None
    assert [m.name for m in outcome.extraction.mentions if m.name == "顾南舟"] == ["顾南舟"]
