"""CSV: UTF-8, RFC 4180, a row at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from shiguan.errors import InputError
from shiguan.interfaces.export.table import Cell, Row, Table, harmless

_BATCH = 1000
_BOM = b"\xef\xbb\xbf"


def to_csv(tables: Sequence[Table], name: str | None = None, *, bom: bool = False, labels: bool = True) -> Iterator[bytes]:
    """The table of that name (None: the first) in pieces; its headings are labels, or else names for programs.

    ``bom``: the mark by which Excel knows UTF-8. InputError where there is no such table.
    """
    table = chosen(tables, name)
    if bom:
        yield _BOM
    headings: Row = tuple(column.label if labels else column.key for column in table.columns)
    for batch in _batches(headings, table.rows):
        page = io.StringIO()
        csv.writer(page, lineterminator="\r\n").writerows([_written(cell) for cell in row] for row in batch)
        yield page.getvalue().encode("utf-8", "backslashreplace")


def chosen(tables: Sequence[Table], name: str | None) -> Table:
    """The table of that name, or the first; InputError."""
    for table in tables:
        if name in (None, table.name, table.label):
            return table
    raise InputError(f"there is no table {name!r} here; choose one of {', '.join(t.name for t in tables)}")


def _batches(headings: Row, rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch = [headings]
    for row in rows:
        batch.append(row)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return f"{cell.normalize():f}"
        case date():
            return cell.isoformat()
        case str():
            return harmless(cell)
    return str(cell)
