"""What the environment may set; read when asked, never at import."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from shiguan.errors import InputError

RECORD_VARIABLE = "SHIGUAN_RECORD"
NAMES_VARIABLE = "SHIGUAN_NAMES"
READER_VARIABLE = "SHIGUAN_READER"
READERS = ("model", "rules", "llm", "model+llm")
ANSWERS_VARIABLE = "SHIGUAN_LLM_ANSWERS"
_PERSON_VARIABLES = ("SHIGUAN_PERSON", "USER", "LOGNAME", "USERNAME")
_LANGUAGE_VARIABLES = ("SHIGUAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """A language model behind an OpenAI-compatible service, and what it may cost; what is empty was not given.

    ``url`` is the service's base address. ``price`` (``2,8 CNY``: per million tokens read and written) and ``budget`` (``5``, or
    ``200000t`` in tokens) are as written. ``timeout`` in seconds; ``concurrency``: questions asked at once; ``question`` and
    ``answer``: so many tokens of an article in one question, and of an answer, at most.
    """

    url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    price: str = ""
    budget: str = ""
    timeout: float = 120.0
    concurrency: int = 4
    question: int = 1200
    answer: int = 4096


def language_model(
    url: str | None = None, model: str | None = None, price: str | None = None, budget: str | None = None
) -> LanguageModel:
    """The language model that ``$SHIGUAN_LLM_URL`` and its like name, with what is given in their place; the key is never given.

    Raises InputError for a number that is none.
    """

    def said(name: str, given: str | None = None) -> str:
        return given if given is not None else os.environ.get(f"SHIGUAN_LLM_{name}", "").strip()

    def number(name: str, least: float, default: float) -> float:
        written = said(name)
        try:
            found = float(written or default)
        except ValueError:
            found = -1.0
        if not least <= found < 1e9:
            raise InputError(f"SHIGUAN_LLM_{name} must be a number from {least:g}: {written}")
        return found

    default = LanguageModel()
    return LanguageModel(
        url=said("URL", url),
        model=said("MODEL", model),
        key=said("KEY"),
        price=said("PRICE", price),
        budget=said("BUDGET", budget),
        timeout=number("TIMEOUT", 0.01, default.timeout),
        concurrency=int(number("CONCURRENCY", 1, default.concurrency)),
        question=int(number("QUESTION", 100, default.question)),
        answer=int(number("ANSWER", 100, default.answer)),
    )


def answers_path(record: Path | None) -> Path | None:
    """Where the answers of language models are kept: ``$SHIGUAN_LLM_ANSWERS``, else beside the record; None: only in memory."""
    given = os.environ.get(ANSWERS_VARIABLE)
    if given:
        return Path(given)
    return None if record is None else record.with_suffix(".llm.db")


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


def person() -> str:
    """Who judges when nobody is named: ``$SHIGUAN_PERSON``, else the login name, else ``somebody``."""
    return next((name for v in _PERSON_VARIABLES if (name := os.environ.get(v, "").strip())), "somebody")


def language() -> str:
    """The language to speak to people in: ``zh`` where ``$SHIGUAN_LANG`` or the locale says Chinese, else ``en``."""
    chosen = next((value for name in _LANGUAGE_VARIABLES if (value := os.environ.get(name))), "")
    return "zh" if chosen.lower().startswith("zh") else "en"
