"""What the environment may set; read when asked, never at import."""

from __future__ import annotations

import os
from pathlib import Path

RECORD_VARIABLE = "SHIGUAN_RECORD"
NAMES_VARIABLE = "SHIGUAN_NAMES"


def record_path() -> Path:
    """The ledger file to use when none is named: ``$SHIGUAN_RECORD``, else ``shiguan.db`` in the current folder."""
    return Path(os.environ.get(RECORD_VARIABLE) or "shiguan.db")


def names_path() -> Path | None:
    """The user's names file: ``$SHIGUAN_NAMES``, else ``names.yml`` in the current folder when there is one."""
    given = os.environ.get(NAMES_VARIABLE)
    if given:
        return Path(given)
    here = Path("names.yml")
    return here if here.exists() else None
