"""史官: reads Chinese industry news and keeps the record; every line of it cites the sentence that says it.

>>> from shiguan import Shiguan
>>> with Shiguan(":memory:") as record:
...     report = record.read(["examples/01_lingyi_departures.txt"])
...     tally = record.tally("departure", by="org")
>>> tally.rows[0].key
'零一万物'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from shiguan.errors import ShiguanError

if TYPE_CHECKING:
    from shiguan.app import ReadReport, Shiguan

__version__ = "0.1.0"
__all__ = ["ReadReport", "Shiguan", "ShiguanError", "__version__"]


def __getattr__(name: str) -> object:
    # Late: what reads articles takes a while to load, and `import shiguan` must not.
    if name in ("ReadReport", "Shiguan"):
        return getattr(importlib.import_module("shiguan.app"), name)
    raise AttributeError(f"module 'shiguan' has no attribute {name!r}")
