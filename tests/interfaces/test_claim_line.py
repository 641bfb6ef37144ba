"""A claim's line in the export says by itself what its article says: of what time a figure is, and how exactly it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shiguan import Shiguan
from shiguan.interfaces.render import claim_lines

TEXT = """云杉医药年报摘要

云杉医药去年营收超过3亿元，净利润1200万元。门店至少30家。
"""


def lines(folder: Path, published: str | None) -> list[dict[str, Any]]:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    row = {"file": "a.txt", "publisher": "测试报"} | ({"published": published} if published else {})
    (folder / "manifest.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with Shiguan(folder / "r.db", reader="rules") as shiguan:
        shiguan.read([folder])
        return [line for line in claim_lines(shiguan.view()) if line["type"] == "metric"]


def test_a_figure_tells_its_period_as_a_time_and_how_it_is_bounded(tmp_path: Path) -> None:
    figures = {line["roles"]["measure"]: line["roles"] for line in lines(tmp_path, "2025-03-01")}
    assert (figures["营收"]["period"], figures["营收"]["value"], figures["营收"]["qualifier"]) == ("2024", "超过3亿元", ">")
    assert figures["净利润"]["period"] == "2024"
    assert "qualifier" not in figures["净利润"]


def test_a_period_that_cannot_be_placed_stays_in_its_words(tmp_path: Path) -> None:
    assert "去年" in {line["roles"].get("period") for line in lines(tmp_path, None)}
