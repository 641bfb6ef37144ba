"""What is new is worked out once for a state of the record, and anew when something came in."""

from __future__ import annotations

from pathlib import Path

from shiguan import Shiguan

ONE = "云杉医药首席财务官顾南舟离职。\n"
TWO = "北辰科技副总裁宁江离职。\n"


def people(shiguan: Shiguan, since: str) -> list[str]:
    return sorted(e.role("person")[0].text for e in shiguan.news(50, since).events)


def test_what_is_new_is_kept_until_something_comes_in(tmp_path: Path) -> None:
    for name, text in (("a.txt", ONE), ("b.txt", TWO)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Shiguan(tmp_path / "r.db", reader="rules") as shiguan, Shiguan(tmp_path / "r.db", reader="rules") as other:
        shiguan.read([tmp_path / "a.txt"])
        first = shiguan.news(50, "2020")
        assert shiguan.as_of().news(50, "2020") is first
        assert shiguan.news(1, "2020") is not first
        assert people(shiguan, "2020") == ["顾南舟"]
        other.read([tmp_path / "b.txt"])
        assert people(shiguan, "2020") == ["宁江", "顾南舟"]
        assert people(shiguan.as_of(known_at=first.since), "2019") == []
