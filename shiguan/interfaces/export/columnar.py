"""Parquet: exact text, numbers and days, written by row groups."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import BinaryIO

from shiguan.errors import InputError
from shiguan.interfaces.export.table import Cell, Kind, Row, Table

_GROUP = 20_000  # rows held at a time


def write_parquet(file: BinaryIO, table: Table, group: int = _GROUP) -> None:
    """Write the table, columns by the names for programs; InputError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise InputError("for parquet install shiguan[export]") from error
    types = {
        Kind.TEXT: pa.string(),
        Kind.WHOLE: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.DAY: pa.date32(),
        Kind.FLAG: pa.bool_(),
    }
    schema = pa.schema([(column.key, types[column.kind]) for column in table.columns])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _groups(iter(table.rows), group):
            cells = [[_held(row[place]) for row in rows] for place in range(len(table.columns))]
            arrays = [pa.array(column, type=kind) for column, kind in zip(cells, schema.types, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _groups(rows: Iterator[Row], group: int) -> Iterator[list[Row]]:
    while batch := list(islice(rows, group)):
        yield batch


def _held(cell: Cell) -> Cell:
    return float(cell) if isinstance(cell, Decimal) else cell
