"""What people said of the record in their names.yml: which names are one, and which claims are wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shiguan.vocabulary.reading import keys_within, mapping, refuse, text, texts

VERDICTS = ("same", "different", "unsure")
CORRECTIONS = ("retract", "restore")


@dataclass(frozen=True, slots=True, order=True)
class SaidOfNames:
    """A verdict: two names, each as ``NAME@WHERE`` where the name alone is not enough (``WHERE`` is a file or an employer)."""

    verdict: str
    left: str
    right: str
    reason: str = ""


@dataclass(frozen=True, slots=True, order=True)
class SaidOfClaim:
    """A correction of the claims of a type that stand on a quote in a file; ``names``, where given, are all in the claim."""

    action: str
    event_type: str
    file: str
    quote: str
    names: tuple[str, ...] = ()
    reason: str = ""


def verdicts(value: Any, file: str) -> tuple[SaidOfNames, ...]:
    """The section ``verdicts``: a list of ``{same: [A, B], reason: …}``; VocabularyError where it breaks a rule."""
    return tuple(_verdict(item, file, f"verdicts[{i}]") for i, item in enumerate(_items(value, file, "verdicts"), 1))


def corrections(value: Any, file: str) -> tuple[SaidOfClaim, ...]:
    """The section ``corrections``: a list of ``{retract: TYPE, file: …, quote: …, reason: …}``."""
    return tuple(_correction(item, file, f"corrections[{i}]") for i, item in enumerate(_items(value, file, "corrections"), 1))


def _items(value: Any, file: str, section: str) -> list[Any]:
    if not isinstance(value, list | None):
        refuse(file, section, "must be a list of entries")
    return value or []


def _verdict(item: Any, file: str, where: str) -> SaidOfNames:
    entry = mapping(item, file, where)
    keys_within(entry, (*VERDICTS, "reason"), file, where)
    said = _one_of(entry, VERDICTS, file, where)
    names = texts(entry[said], file, f"{where}: {said}")
    if len(names) != 2 or names[0] == names[1]:
        refuse(file, f"{where}: {said}", "must list two names")
    return SaidOfNames(said, *names, reason=_reason(entry, file, where))


def _correction(item: Any, file: str, where: str) -> SaidOfClaim:
    entry = mapping(item, file, where)
    keys_within(entry, (*CORRECTIONS, "file", "quote", "names", "reason"), file, where)
    said = _one_of(entry, CORRECTIONS, file, where)
    return SaidOfClaim(
        said,
        text(entry[said], file, f"{where}: {said}"),
        text(entry.get("file"), file, f"{where}: file"),
        text(entry.get("quote"), file, f"{where}: quote"),
        texts(entry.get("names"), file, f"{where}: names"),
        _reason(entry, file, where),
    )


def _one_of(entry: dict[str, Any], keys: tuple[str, ...], file: str, where: str) -> str:
    said = [key for key in keys if key in entry]
    if len(said) != 1:
        refuse(file, where, f"must have one of {', '.join(keys)}")
    return said[0]


def _reason(entry: dict[str, Any], file: str, where: str) -> str:
    return text(entry["reason"], file, f"{where}: reason") if "reason" in entry else ""
