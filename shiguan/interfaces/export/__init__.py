"""Exports: what is on record, and answers, in the formats of other programs."""

from __future__ import annotations

from shiguan.interfaces.export.answers import has_tables, tables
from shiguan.interfaces.export.delimited import to_csv
from shiguan.interfaces.export.table import Column, Kind, Table
from shiguan.interfaces.export.workbook import About, to_xlsx

__all__ = ["About", "Column", "Kind", "Table", "has_tables", "tables", "to_csv", "to_xlsx"]
