"""Where exports go, and what may be chosen of them."""

from __future__ import annotations

import csv
import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from shiguan.interfaces.export.file import deliver
from tests.interfaces.command import Command
from tests.interfaces.export.test_exporting import cells, exported


def test_without_a_file_it_is_written_to_the_standard_output(hostile_record: Path, run: Command, tmp_path: Path) -> None:
    for form in ("csv", "jsonl"):
        written = exported(run, ("claims",), form, hostile_record, tmp_path / f"a.{form}")
        for more in ((), ("-o", "-")):
            ran = run("export", "claims", "--format", form, "--record", hostile_record, "--lang", "en", *more)
            assert (ran.status, ran.error) == (0, "")
            assert ran.out.encode() == written
        (tmp_path / f"a.{form}").unlink()


def test_the_name_of_the_file_says_the_format(hostile_record: Path, run: Command, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    for name, begins in (("a.xlsx", b"PK"), ("a.csv", b"entity,kind"), ("a.txt", b'{"id"'), ("a.JSONL", b'{"id"')):
        assert run("export", "entities", "--record", hostile_record, "-o", tmp_path / name).status == 0
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_answers_have_headings_in_the_language_asked_for(hostile_record: Path, run: Command) -> None:
    chinese, english = (
        run("export", "rumours", "--format", "csv", "--record", hostile_record, "--lang", language).out.splitlines()[0]
        for language in ("zh", "en")
    )
    assert chinese.startswith("事件编号,类型,")
    assert english.startswith("event id,type,")


def test_excel_is_told_the_encoding_when_asked(hostile_record: Path, run: Command, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    assert exported(run, ("claims",), "csv", hostile_record, out, "--bom").startswith(b"\xef\xbb\xbfclaim,")
    assert exported(run, ("claims",), "csv", hostile_record, out).startswith(b"claim,")


def test_one_of_several_tables_is_chosen_and_the_others_are_named(hostile_record: Path, run: Command) -> None:
    ran = run("export", "tally", "departures", "--format", "csv", "--table", "counts", "--record", hostile_record, "--lang", "en")
    assert ran.out.startswith("counted by,low,high,listed\r\n")
    assert ran.error == "further tables: events, excluded (choose with --table, or use xlsx)\n"
    ran = run("export", "tally", "departures", "--format", "csv", "--table", "no", "--record", hostile_record, "--lang", "en")
    assert (ran.status, ran.out) == (1, "")
    assert "choose one of events, counts, excluded" in ran.error


def test_a_tally_is_whole_unless_it_is_limited(hostile_record: Path, run: Command) -> None:
    def rows(*more: str) -> int:
        ran = run("export", "tally", "departures", "--by", "person", "--format", "csv", "--record", hostile_record, *more)
        return len(list(csv.reader(io.StringIO(ran.out, newline=""))))

    assert rows() > rows("--limit", "3") == 4


def test_a_workbook_says_what_was_asked_of_which_record(hostile_record: Path, run: Command, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    file = exported(run, ("tally", "departures"), "xlsx", hostile_record, out, "--since", "2024", "--as-of", "2031-06-30")
    told = cells(file)
    assert {"tally departures org", "2024", "2031-06-30", "hostile.db"} <= {str(cell) for cell in told}
    assert str(hostile_record.parent) not in "".join(map(str, told))  # nothing of this machine


# Where it goes


@pytest.mark.parametrize("beside", ["", "-wal", "-journal"])
def test_the_record_is_not_overwritten(beside: str, hostile_record: Path, run: Command) -> None:
    before = hostile_record.read_bytes()
    ran = run("export", "claims", "--record", hostile_record, "-o", f"{hostile_record}{beside}", "--lang", "en")
    assert (ran.status, len(ran.error.splitlines())) == (1, 1)
    assert "give another file" in ran.error
    assert hostile_record.read_bytes() == before


def test_nor_is_it_by_another_name_nor_another_record(
    hostile_record: Path, empty_record: Path, run: Command, tmp_path: Path
) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(hostile_record)
    os.link(hostile_record, tmp_path / "hard.csv")
    for target in (link, tmp_path / "hard.csv", empty_record):
        before = target.read_bytes()
        ran = run("export", "claims", "--record", hostile_record, "-o", target)
        assert ran.status == 1
        assert target.read_bytes() == before


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)

    def fails(file: Any) -> None:
        file.write(b"new")
        raise RuntimeError("cut off")

    with pytest.raises(RuntimeError):
        deliver(target, tmp_path / "a.db", fails, binary=False)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
    deliver(target, tmp_path / "a.db", lambda file: file.writelines([b"new"]), binary=False)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_written_is_one_line(hostile_record: Path, run: Command, tmp_path: Path) -> None:
    for target in (tmp_path / "none" / "a.csv", tmp_path):
        ran = run("export", "claims", "--record", hostile_record, "-o", target, "--lang", "en")
        assert (ran.status, len(ran.error.splitlines())) == (1, 1)
        assert str(target) in ran.error


def test_a_device_is_written_to_as_it_is(hostile_record: Path, run: Command) -> None:
    assert run("export", "claims", "--record", hostile_record, "-o", "/dev/null").status == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_binary_data_is_not_for_a_terminal(form: str, hostile_record: Path, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = run("export", "claims", "--format", form, "--record", hostile_record, "--lang", "en")
    assert (ran.status, ran.out) == (1, "")
    assert ran.error == "error: this format is not for a terminal; give a file with --output\n"


def test_the_record_stays_as_it_was(hostile_record: Path, run: Command, tmp_path: Path) -> None:
    before = run("export", "provenance", "--record", hostile_record).out
    exported(run, ("events",), "csv", hostile_record, tmp_path / "a.csv")
    assert run("export", "provenance", "--record", hostile_record).out == before
