"""Reading other projects' test suites where a checkout has them beside it: data, never copied here."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml

SUITES = Path(__file__).parents[4] / "shared" / "peer"
SCOPE = yaml.safe_load((Path(__file__).parent / "scope.yml").read_text(encoding="utf-8"))
# jionlp's base times are written as seconds since 1970, and read in China.
CHINA = timezone(timedelta(hours=8))
ANY_DAY = date(2024, 6, 1)


def suite(*parts: str) -> Path:
    """A file of a suite; skips the test where the checkout has none."""
    path = SUITES.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no {'/'.join(parts)} beside this checkout")
    return path


def left_out(text: str, table: str = "out_of_scope") -> bool:
    """Whether scope.yml leaves the text out."""
    return any(re.search(row["pattern"], text) for row in SCOPE[table])


def recognizers(*parts: str) -> list[dict[str, Any]]:
    """The cases of one of recognizers-text's files."""
    cases: list[dict[str, Any]] = json.loads(suite("recognizers-text", *parts).read_text(encoding="utf-8-sig"))
    return cases


@dataclass(frozen=True, slots=True)
class JioCase:
    """One row of a jionlp table: text, base day (None where the row has none), expected."""

    text: str
    base: date | None
    expected: Any


def jionlp(file: str, name: str) -> Iterator[JioCase]:
    """The rows of the first list called ``name`` in a jionlp test file, read as data."""
    tree = ast.parse(suite("jionlp", file).read_text(encoding="utf-8"))
    stamps: dict[str, Any] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Constant):
            stamps[node.targets[0].id] = node.value.value
    table = next(
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Assign)
        and isinstance(n.targets[0], ast.Name)
        and n.targets[0].id == name
        and isinstance(n.value, ast.List)
    )
    for row in table.elts:
        if isinstance(row, ast.List) and len(row.elts) in (2, 3) and isinstance(row.elts[0], ast.Constant):
            base = _base(row.elts[1], stamps) if len(row.elts) == 3 else None
            yield JioCase(str(row.elts[0].value), base, ast.literal_eval(row.elts[-1]))


def _base(node: ast.expr, stamps: dict[str, Any]) -> date | None:
    if isinstance(node, ast.Name):
        return datetime.fromtimestamp(stamps[node.id], CHINA).date()
    if isinstance(node, ast.Call):
        numbers = [ast.literal_eval(a) for a in node.args]
        return date(*numbers[:3]) if numbers else ANY_DAY
    value = ast.literal_eval(node)
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value, CHINA).date()
    if isinstance(value, dict):
        value = [value[k] for k in ("year", "month", "day") if k in value]
    return None if value is None else _last_day(value[:3])


def _last_day(parts: list[int]) -> date:
    """The last day of a base told to the year, the month or the day: this project's convention for a publication time."""
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
