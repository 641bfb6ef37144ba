"""XLSX: a sheet per table and one about them all. Text is never a formula, and the same tables make the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from rich.cells import cell_len

from shiguan.errors import InputError
from shiguan.interfaces.export.table import Cell, Column, Kind, Row, Table, harmless
from shiguan.interfaces.messages import Messages

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767  # what Excel takes in one cell, counted in UTF-16
MOST_ROWS = 1_048_575  # and on one sheet, below the headings
_NARROWEST, _WIDEST = 6, 60  # of a column, in half-width characters
_MEASURED = 1000  # rows that a column's width is taken from
_FIRST_YEAR = 1900  # Excel knows no day before
_NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)  # the first that a ZIP file can name: of a record that holds nothing


@dataclass(frozen=True, slots=True)
class About:
    """What the sheet about the others says: a title, lines of label and value, and the time that the file bears."""

    title: str
    facts: tuple[tuple[str, Cell], ...] = ()
    made: datetime | None = None


def to_xlsx(tables: Sequence[Table], about: About, messages: Messages) -> bytes:
    """The workbook; InputError where XlsxWriter is not installed."""
    file = io.BytesIO()
    write_xlsx(file, tables, about, messages)
    return file.getvalue()


def write_xlsx(file: BinaryIO, tables: Sequence[Table], about: About, messages: Messages, most_rows: int = MOST_ROWS) -> None:
    """Write the workbook, a row at a time; ``most_rows`` go on one sheet, the others on further ones."""
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise InputError("for xlsx install shiguan[export]") from error
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        made = (about.made or _NO_TIME).astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": harmless(about.title), "created": made, "author": "shiguan"})
        sheets = [_Sheet(book, messages, table, most_rows) for table in tables]
        counts = [(sheet.table.label, sheet.fill()) for sheet in sheets]
        notes = [note for sheet in sheets for note in sheet.notes()]
        _about(book, messages, about, [*about.facts, *counts, *notes])


class _Sheet:
    """A table on its sheet, and on further ones where one does not hold it."""

    def __init__(self, book: Workbook, messages: Messages, table: Table, most_rows: int) -> None:
        self.table = table
        self._book = book
        self._messages = messages
        self._most = most_rows
        self._bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self._text = book.add_format({"valign": "top"})
        self._long = book.add_format({"valign": "top", "text_wrap": True})
        self._cut = 0
        self._sheets = 0

    def fill(self) -> int:
        """Write all rows; how many there are."""
        rows = iter(self.table.rows)
        total = written = self._fill_one(rows)
        while written == self._most and (row := next(rows, None)) is not None:
            written = self._fill_one(_from(row, rows))
            total += written
        return total

    def notes(self) -> Iterator[tuple[str, Cell]]:
        """What of the table could not be written as it is."""
        if self._cut:
            yield self.table.label, self._messages("export.cut", count=self._cut, limit=LONGEST)
        if self._sheets > 1:
            yield self.table.label, self._messages("export.sheets", count=self._sheets, limit=self._most)

    def _fill_one(self, rows: Iterator[Row]) -> int:
        self._sheets += 1
        columns = self.table.columns
        sheet = self._book.add_worksheet(_sheet_name(self.table.label, self._sheets))
        widths = [cell_len(column.label) + 3 for column in columns]  # room for the filter's button
        for place, column in enumerate(columns):
            sheet.write_string(0, place, harmless(column.label), self._bold)
        count = 0
        while count < self._most and (row := next(rows, None)) is not None:
            count += 1
            for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
                width = self._write(sheet, (count, place), column, cell)
                if count <= _MEASURED:
                    widths[place] = max(widths[place], width)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, max(_NARROWEST, min(_WIDEST, width + 1)))
        sheet.freeze_panes(1, 0)
        if columns:
            sheet.autofilter(0, 0, count, len(columns) - 1)
        return count

    def _write(self, sheet: Worksheet, at: tuple[int, int], column: Column, cell: Cell) -> int:
        """Write a cell as what it is; how wide it is."""
        match cell:
            case None:
                return 0
            case bool():
                sheet.write_boolean(*at, cell, self._text)
                return 5
            case int() | float() | Decimal():
                sheet.write_number(*at, cell, self._text)
                return len(str(cell))
            case date() if cell.year >= _FIRST_YEAR:
                sheet.write_datetime(*at, cell, self._day)
                return 10
        text, cut = _fitting(_in_lines(harmless(str(cell))))
        self._cut += cut
        wide = max(map(cell_len, text.splitlines()), default=0)
        sheet.write_string(*at, text, self._long if wide > _WIDEST and column.kind is Kind.TEXT else self._text)
        return wide


def _from(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _in_lines(text: str) -> str:
    """The text with the one end of line that cells have."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _fitting(text: str) -> tuple[str, bool]:
    """The text as long as a cell may be, and whether it had to be cut."""
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text, False
    return text.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…", True


def _sheet_name(label: str, number: int) -> str:
    """A name that Excel takes: at most 31 characters, none of its own marks."""
    further = "" if number == 1 else f" ({number})"
    return "".join(" " if c in r"[]:*?/\\" else c for c in harmless(label)).strip("' ")[: 31 - len(further)] + further


def _about(book: Workbook, messages: Messages, about: About, facts: Sequence[tuple[str, Cell]]) -> None:
    sheet = book.add_worksheet(_sheet_name(messages("export.about"), 1))
    bold = book.add_format({"bold": True})
    top: dict[str, Any] = {"valign": "top"}
    plain, wrapped = book.add_format(top), book.add_format({**top, "text_wrap": True, "align": "left"})
    sheet.set_column(0, 0, max([_NARROWEST, *(cell_len(label) + 2 for label, _ in facts)]))
    sheet.set_column(1, 1, _WIDEST)
    sheet.write_string(0, 0, harmless(about.title), bold)
    for line, (label, cell) in enumerate(facts, 2):
        sheet.write_string(line, 0, harmless(label), plain)
        if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
            sheet.write_number(line, 1, cell, wrapped)
        elif cell is not None:
            sheet.write_string(line, 1, _fitting(harmless(str(cell)))[0], wrapped)
