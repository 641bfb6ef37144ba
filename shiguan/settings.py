"""What the environment may set; read when asked, never at import."""

from __future__ import annotations

import os
from pathlib import Path

RECORD_VARIABLE = "SHIGUAN_RECORD"
NAMES_VARIABLE = "SHIGUAN_NAMES"
READER_VARIABLE = "SHIGUAN_READER"
TOKEN_VARIABLE = "SHIGUAN_TOKEN"
READERS = ("model", "rules")
_PERSON_VARIABLES = ("SHIGUAN_PERSON", "USER", "LOGNAME", "USERNAME")
_LANGUAGE_VARIABLES = ("SHIGUAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


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


def reader() -> str:
    """Who reads when nobody is named: ``$SHIGUAN_READER`` where it is one of READERS, else the first of them."""
    given = os.environ.get(READER_VARIABLE, "")
    return given if given in READERS else READERS[0]


def token() -> str | None:
    """What visitors of the server have to show: ``$SHIGUAN_TOKEN``; None where it is not set."""
    return os.environ.get(TOKEN_VARIABLE) or None


def person() -> str:
    """Who judges when nobody is named: ``$SHIGUAN_PERSON``, else the login name, else ``somebody``."""
    return next((name for v in _PERSON_VARIABLES if (name := os.environ.get(v, "").strip())), "somebody")


def language() -> str:
    """The language to speak to people in: ``zh`` where ``$SHIGUAN_LANG`` or the locale says Chinese, else ``en``."""
    chosen = next((value for name in _LANGUAGE_VARIABLES if (value := os.environ.get(name))), "")
    return "zh" if chosen.lower().startswith("zh") else "en"
