"""Every export of hostile text and of an empty record, as a user makes it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from shiguan.interfaces.export.table import legible
from tests.interfaces.command import Command
from tests.interfaces.export.conftest import HOSTILE

TABLES = ("csv", "xlsx", "parquet")
RECORD: dict[tuple[str, ...], tuple[str, ...]] = {
    **dict.fromkeys([("claims",), ("events",), ("entities",)], ("jsonl", *TABLES)),
    ("annotations",): ("jsonld",),
    ("provenance",): ("jsonld",),
    ("graph",): ("graphml",),
    ("ftm",): ("jsonl",),
    ("reviews",): ("jsonld",),
    **dict.fromkeys(
        [("flows",), ("tenure",), ("league",), ("reconcile",), ("rumours",), ("forecasts",), ("conflicts",), ("outlets",)],
        ("csv", "xlsx"),
    ),
    ("tally", "departures"): (*TABLES, "json"),
    ("tally", "funding"): ("csv",),
}
NAMED: dict[tuple[str, ...], tuple[str, ...]] = {
    ("timeline", '逗号,引号"分号;\n换行司'): ("csv", "xlsx", "timelinejs"),
    ("money", "@SUM(1+9)*云帆司"): ("csv", "xlsx"),
    ("compare", "@SUM(1+9)*云帆司", "<script>alert(1)</script>司"): ("csv", "xlsx"),
    ("dossier", "<script>alert(1)</script>司"): ("markdown", "html"),
}
CASES = [(what, form) for what, forms in RECORD.items() for form in forms]
NAMED_CASES = [(what, form) for what, forms in NAMED.items() for form in forms]
LIBRARY = {"xlsx": ("xlsxwriter", "openpyxl"), "parquet": ("pyarrow", "pyarrow")}
MOVING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def exported(run: Command, what: tuple[str, ...], form: str, record: Path, out: Path, *more: str) -> bytes:
    for library in LIBRARY.get(form, ()):
        pytest.importorskip(library)
    ran = run("export", *what, "--format", form, "--record", record, "--output", out, "--lang", "en", *more)
    assert (ran.status, ran.out) == (0, "")
    assert str(out) in ran.error
    assert [p.name for p in out.parent.iterdir()] == [out.name]  # nothing half written stays
    return out.read_bytes()


def cells(file: bytes) -> list[Any]:
    openpyxl = pytest.importorskip("openpyxl")
    sheets = openpyxl.load_workbook(io.BytesIO(file)).worksheets
    found = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in found)
    return [cell.value for cell in found]


def strings(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [s for one in value.values() for s in strings(one)]
        case list():
            return [s for one in value for s in strings(one)]
    return []


def check(form: str, file: bytes) -> None:
    """The file is what its format says, and nothing in it is a formula or markup that was told."""
    if form == "csv":
        rows = list(csv.reader(io.StringIO(file.decode(), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
        assert not [c for row in rows for c in row if c.startswith(("=", "+", "@", "\t", "\r", "＝")) or MOVING & set(c)]
        assert not [c for row in rows for c in row if c.startswith("-") and not c[1:].replace(".", "").isdigit()]
    elif form == "xlsx":
        told = [c for c in cells(file) if isinstance(c, str)]
        assert not [c for c in told if c.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) or MOVING & set(c)]
    elif form == "parquet":
        assert pytest.importorskip("pyarrow.parquet").read_table(io.BytesIO(file)).num_columns > 2
    elif form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in file.decode().splitlines())
    elif form == "graphml":
        assert len(list(ElementTree.fromstring(file).iter())) > 10
    elif form in ("jsonld", "json", "timelinejs"):
        said = strings(json.loads(file))
        if form == "timelinejs":
            assert not [s for s in said if "<script" in s]
    else:
        assert b"<script>alert" not in file


@pytest.mark.parametrize(("what", "form"), CASES + NAMED_CASES, ids=lambda v: " ".join(v)[:24] if isinstance(v, tuple) else v)
def test_hostile_text_is_text_in_every_format_and_the_same_record_gives_the_same_bytes(
    what: tuple[str, ...], form: str, hostile_record: Path, run: Command, tmp_path: Path
) -> None:
    first = exported(run, what, form, hostile_record, tmp_path / f"a.{form}")
    check(form, first)
    assert exported(run, what, form, hostile_record, tmp_path / f"a.{form}") == first


@pytest.mark.parametrize(
    ("what", "form"), [c for c in CASES if c[1] != "xlsx"], ids=lambda v: " ".join(v) if isinstance(v, tuple) else v
)
def test_an_empty_record_gives_an_empty_export(
    what: tuple[str, ...], form: str, empty_record: Path, run: Command, tmp_path: Path
) -> None:
    file = exported(run, what, form, empty_record, tmp_path / f"a.{form}")
    if form == "csv":
        assert len(list(csv.reader(io.StringIO(file.decode())))) <= (2 if what == ("tenure",) else 1)
    elif form == "jsonl":
        assert file == b""
    elif form == "graphml":
        assert not list(ElementTree.fromstring(file).iter("{http://graphml.graphdrawing.org/xmlns}node"))
    elif form != "parquet":
        assert isinstance(json.loads(file), dict)


def test_every_hostile_name_comes_through(hostile_record: Path, run: Command, tmp_path: Path) -> None:
    written = exported(run, ("entities",), "csv", hostile_record, tmp_path / "a.csv").decode()
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    # Two that differ in width alone are one entity: then one of them is its other name.
    names = {name.removeprefix("'") for row in rows for name in (row["name"], row["aliases"])}
    assert {legible(f"{text}人") for text in HOSTILE} <= names
