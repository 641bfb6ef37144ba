"""YAML read strictly: no key twice, no value of an unexpected shape, every complaint one line with its file and entry."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from shiguan.errors import VocabularyError

if TYPE_CHECKING:
    _Base = yaml.SafeLoader
else:
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Base):
    """Refuses a mapping that says the same key twice, which YAML loaders let pass in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands twice", key.start_mark)
            if isinstance(key.value, str):
                seen.add(key.value)
        return super().construct_mapping(node, deep)


def refuse(file: str, entry: str, wrong: str) -> NoReturn:
    """Raise VocabularyError: ``file: entry: wrong``, on one line."""
    raise VocabularyError(": ".join(part for part in (file, entry, " ".join(wrong.split())) if part))


def parse(content: bytes, file: str) -> dict[str, Any]:
    """The mapping a YAML file holds; VocabularyError for anything else, with the line where it breaks."""
    try:
        value = yaml.load(content, Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        refuse(file, f"line {mark.line + 1}" if mark else "", error.problem or "not YAML")
    except yaml.YAMLError as error:
        refuse(file, "", f"not YAML: {error}")
    return mapping({} if value is None else value, file, "")


def mapping(value: object, file: str, entry: str) -> dict[str, Any]:
    """``value`` as a mapping with text keys."""
    if not isinstance(value, dict):
        refuse(file, entry, f"must be a mapping, not {_told(value)}")
    for key in value:
        if not isinstance(key, str):
            refuse(file, entry, f"key {key!r} is not text; put it in quotes")
    return value


def text(value: object, file: str, entry: str) -> str:
    """``value`` as text without surrounding white space, not empty."""
    if not isinstance(value, str):
        refuse(file, entry, f"must be text, not {_told(value)}; put it in quotes" if value is not None else "is missing")
    if not value.strip():
        refuse(file, entry, "is empty")
    return value.strip()


def texts(value: object, file: str, entry: str) -> tuple[str, ...]:
    """``value``, a list of texts (None: empty), each different."""
    if not isinstance(value, list | None):
        refuse(file, entry, f"must be a list, not {_told(value)}")
    return distinct((text(item, file, f"{entry}[{i}]") for i, item in enumerate(value or (), 1)), file, entry)


def words(value: object, file: str, entry: str) -> tuple[str, ...]:
    """A text of words with white space between them, or a list (for words that hold a space); each word once."""
    if isinstance(value, str):
        return distinct(value.split(), file, entry)
    return texts(value, file, entry)


def distinct(items: Iterable[str], file: str, entry: str) -> tuple[str, ...]:
    """The items; VocabularyError where one stands twice."""
    found: dict[str, None] = {}
    for item in items:
        if item in found:
            refuse(file, entry, f"{item} stands twice")
        found[item] = None
    return tuple(found)


def keys_within(value: Mapping[str, object], allowed: tuple[str, ...], file: str, entry: str) -> None:
    """Refuse a key that is not among the allowed ones."""
    for key in value:
        if key not in allowed:
            refuse(file, entry, f"unknown key {key!r}; known: {', '.join(allowed)}")


def _told(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case str():
            return f"text {value!r}"
        case list():
            return "a list"
        case dict():
            return "a mapping"
    return repr(value)
