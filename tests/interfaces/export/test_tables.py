"""Tables as CSV, XLSX and Parquet, read back by other programs."""

from __future__ import annotations

import csv
import io
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shiguan.errors import InputError
from shiguan.interfaces.export import About, Column, Kind, Table, to_csv, to_xlsx
from shiguan.interfaces.export.columnar import write_parquet
from shiguan.interfaces.export.table import Row, harmless, legible
from shiguan.interfaces.export.workbook import LONGEST, write_xlsx
from shiguan.interfaces.messages import Messages
from tests.interfaces.export.conftest import HOSTILE

TRIGGERS = tuple("=+-@\t\r＝＋－＠")
COLUMNS = (
    Column("words", "文字"),
    Column("count", "数", Kind.WHOLE),
    Column("sum", "金额", Kind.NUMBER),
    Column("day", "日", Kind.DAY),
    Column("sure", "确定", Kind.FLAG),
)
ROWS: list[Row] = [
    ("星河汽车首席财务官离职", -3, Decimal("1.50"), date(2031, 2, 3), True),
    ("=1+1", 7, Decimal(-2), date(1875, 1, 1), False),
    (None, None, None, None, None),
]
texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@\t\r\n,\"'"), max_size=12)


def table(rows: list[Row], columns: tuple[Column, ...] = COLUMNS) -> Table:
    return Table("things", "东西", columns, rows)


def words(*said: str) -> Table:
    return table([(one,) for one in said], COLUMNS[:1])


def read_csv(tables: list[Table], **options: bool) -> list[list[str]]:
    text = b"".join(to_csv(tables, **options)).decode()  # type: ignore[arg-type]  # only flags are given
    return list(csv.reader(io.StringIO(text, newline="")))


def in_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def opened(file: bytes) -> dict[str, list[list[object]]]:
    """Every sheet; text as Excel shows it, which reads _x0041_ in a file as a character unless it is escaped."""
    openpyxl = pytest.importorskip("openpyxl")
    escape = pytest.importorskip("openpyxl.utils.escape")
    book = openpyxl.load_workbook(io.BytesIO(file))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)  # no formula anywhere
            for cell in row:
                cell.value = escape.unescape(cell.value) if isinstance(cell.value, str) else cell.value
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def test_csv_holds_cells_as_they_are_but_for_formulas() -> None:
    assert read_csv([table(ROWS)]) == [
        ["文字", "数", "金额", "日", "确定"],
        ["星河汽车首席财务官离职", "-3", "1.5", "2031-02-03", "true"],
        ["'=1+1", "7", "-2", "1875-01-01", "false"],
        ["", "", "", "", ""],
    ]


def test_csv_lines_end_as_rfc_4180_has_it_and_the_mark_for_excel_comes_first() -> None:
    written = b"".join(to_csv([words("a\nb", 'c"d', "e,f")], bom=True, labels=False))
    assert written == b'\xef\xbb\xbfwords\r\n"a\nb"\r\n"c""d"\r\n"e,f"\r\n'


def test_csv_takes_the_table_asked_for() -> None:
    both = [words("x"), Table("others", "别的", COLUMNS[:1], [("y",)])]
    assert b"".join(to_csv(both, "others")).endswith(b"y\r\n")
    assert b"".join(to_csv(both, "别的")).endswith(b"y\r\n")
    with pytest.raises(InputError, match="choose one of things, others"):
        b"".join(to_csv(both, "none"))


def test_csv_is_written_while_rows_come() -> None:
    taken = []

    def rows() -> object:
        for number in range(5000):
            taken.append(number)
            yield (str(number),)

    pieces = to_csv([Table("things", "东西", COLUMNS[:1], rows())])  # type: ignore[arg-type]  # an iterator of rows
    next(pieces)
    assert len(taken) < 2000


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_begin_a_formula(text: str) -> None:
    assert not harmless(text).startswith(TRIGGERS)
    assert not harmless(text).lstrip("\u200b \n").startswith(TRIGGERS)
    assert legible(text) in harmless(text)


def test_text_that_begins_no_formula_stays_as_it_is() -> None:
    for text in ("王远", "—", "33亿美元", "1-2", "a=b", "'quoted'", "“引文”", "2024-08"):
        assert harmless(text) == text


@given(st.lists(texts, max_size=5))
@settings(deadline=None)
def test_any_text_comes_back_from_csv(said: list[str]) -> None:
    assert read_csv([words(*said)])[1:] == [[harmless(text)] for text in said]


@given(st.lists(texts, min_size=1, max_size=5))
@example(list(HOSTILE))
@settings(deadline=None, max_examples=30)
def test_any_text_comes_back_from_xlsx(said: list[str]) -> None:
    pytest.importorskip("xlsxwriter")
    sheet = opened(to_xlsx([words("first", *said)], About("问"), Messages("zh", {})))["东西"]
    assert [row[0] or "" for row in sheet[1:]] == ["first", *(in_lines(harmless(text)) for text in said)]


def test_xlsx_keeps_numbers_days_and_truth_and_heads_its_columns(messages: Messages) -> None:
    pytest.importorskip("xlsxwriter")
    sheets = opened(to_xlsx([table(ROWS)], About("问", (("记录", "a.db"),)), messages))
    assert sheets["东西"][0] == ["文字", "数", "金额", "日", "确定"]
    assert sheets["东西"][1] == ["星河汽车首席财务官离职", -3, 1.5, datetime(2031, 2, 3), True]
    assert sheets["东西"][2] == ["'=1+1", 7, -2, "1875-01-01", False]  # Excel knows no day before 1900
    assert ["记录", "a.db"] in sheets["说明"]
    assert ["东西", 3] in sheets["说明"]  # how many rows it has


def test_xlsx_is_made_to_be_read(messages: Messages) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    rows: list[Row] = [("长" * 20, 1, None, None, None), ("句" * 200, 2, None, None, None)]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([table(rows)], About("问"), messages)))["东西"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E3"
    assert 40 < sheet.column_dimensions["A"].width <= 62  # Chinese characters are two wide; a sentence is folded
    assert 5 < sheet.column_dimensions["B"].width < 10
    assert sheet["A3"].alignment.wrap_text
    assert not sheet["A2"].alignment.wrap_text


def test_xlsx_bears_the_time_of_the_record_and_is_the_same_each_time(messages: Messages) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    about = About("问", made=datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC))
    first, second = (to_xlsx([table(ROWS)], about, messages) for _ in range(2))
    assert first == second
    assert openpyxl.load_workbook(io.BytesIO(first)).properties.created == datetime(2031, 2, 3, 4, 5, 6)


def test_what_is_too_long_for_excel_is_cut_and_said(messages: Messages) -> None:
    pytest.importorskip("xlsxwriter")
    sheets = opened(to_xlsx([words("字" * LONGEST, "字" * (LONGEST + 1), "😀" * LONGEST)], About("问"), messages))
    whole, cut, wide = (str(row[0]) for row in sheets["东西"][1:])
    assert whole == "字" * LONGEST
    assert (len(cut), cut[-1]) == (LONGEST, "…")
    assert len(wide.encode("utf-16-le")) // 2 <= LONGEST
    assert "2 格" in str(sheets["说明"][-1][1])


def test_more_rows_than_a_sheet_takes_go_on_further_sheets(messages: Messages) -> None:
    pytest.importorskip("xlsxwriter")
    file = io.BytesIO()
    write_xlsx(file, [words(*"abcde")], About("问"), messages, most_rows=2)
    sheets = opened(file.getvalue())
    assert [row[0] for name in ("东西", "东西 (2)", "东西 (3)") for row in sheets[name][1:]] == list("abcde")
    assert all(sheets[name][0] == ["文字"] for name in ("东西", "东西 (2)", "东西 (3)"))
    assert "3 张" in str(sheets["说明"][-1][1])
    assert ["东西", 5] in sheets["说明"]


def test_as_many_rows_as_a_sheet_takes_go_on_one(messages: Messages) -> None:
    pytest.importorskip("xlsxwriter")
    file = io.BytesIO()
    write_xlsx(file, [words("a", "b")], About("问"), messages, most_rows=2)
    assert [*opened(file.getvalue())] == ["东西", "说明"]


def test_parquet_holds_every_cell_exactly_in_row_groups() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = io.BytesIO()
    write_parquet(file, table([*ROWS, ("a\x01\u202eb", 0, 0.5, None, None)]), group=2)
    read = parquet.ParquetFile(file)
    assert read.metadata.num_row_groups == 2
    assert read.read().to_pylist() == [
        {"words": "星河汽车首席财务官离职", "count": -3, "sum": 1.5, "day": date(2031, 2, 3), "sure": True},
        {"words": "=1+1", "count": 7, "sum": -2.0, "day": date(1875, 1, 1), "sure": False},
        dict.fromkeys(("words", "count", "sum", "day", "sure")),
        {"words": "a\x01\u202eb", "count": 0, "sum": 0.5, "day": None, "sure": None},
    ]


def test_a_missing_library_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, messages: Messages) -> None:
    for name in ("xlsxwriter", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InputError, match=r"for xlsx install shiguan\[export\]"):
        to_xlsx([table(ROWS)], About("问"), messages)
    with pytest.raises(InputError, match=r"for parquet install shiguan\[export\]"):
        write_parquet(io.BytesIO(), table(ROWS))
