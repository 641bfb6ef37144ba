"""What can be read by address: articles on record, and all that is on record about an entity."""

from __future__ import annotations

import re

from shiguan.app import Shiguan
from shiguan.errors import InputError
from shiguan.interfaces.mcp.cutting import MOST, cut
from shiguan.interfaces.mcp.outline import outline
from shiguan.interfaces.mcp.tools import page_lines
from shiguan.interfaces.texts import on_record

_ADDRESS = re.compile(r"shiguan://(article|entity)/([\w.-]+)(?:\?from_line=(\d{1,9}))?")


def resource(shiguan: Shiguan, address: str) -> str:
    """The text at an address; InputError for one that is none, NotFoundError where nothing is there."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise InputError(f"no address of this record: {address!r}; it has shiguan://article/ID and shiguan://entity/ID")
    kind, identity, line = found.groups()
    if kind == "article":
        lines = page_lines(on_record(shiguan, identity))
    elif identity.startswith("e-"):
        lines = [*outline(shiguan.explain(identity)), "", *outline(shiguan.dossier(identity))]
    else:
        raise InputError(f"an entity's id begins with e-: {identity!r}")
    return cut(lines, int(line or 1), MOST)
