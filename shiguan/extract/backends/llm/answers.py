"""What a language model wrote, as claims: JSON with prose around it, cut off, or not quite as it was asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

CUT_OFF = '{"claims": ['
"""What is kept of an answer that was cut off before its first claim."""

_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_OPENING = re.compile(r"[\[{]")
_BEGUN = re.compile(r'"claims"\s*:\s*\[|\[(?=\s*\{\s*")')  # the list of claims
_BETWEEN = re.compile(r"[\s,]*")
_TRIED = 20  # brackets in prose before the JSON begins
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as the model wrote it; what it left out or wrote otherwise than as text is empty."""

    type: str
    quote: str
    roles: tuple[tuple[str, str], ...]
    when: str
    certainty: str
    polarity: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The claims, and whether the answer is ``whole``: one that was cut off may lack some."""

    claims: tuple[Said, ...]
    whole: bool


def read_answer(content: str) -> Answer | None:
    """The answer that the text holds, thoughts and prose aside; None where it holds none."""
    text = _THOUGHTS.sub("", content)
    begun = _BEGUN.search(text)
    for opening in islice(_OPENING.finditer(text, 0, begun.end() if begun else len(text)), _TRIED):
        found = _decoded(text, opening.start())
        if found is not None and (listed := _listed(found[0])) is not None:
            return Answer(tuple(map(_said, listed)), True)
    return _rescued(text, begun.end()) if begun else None


def _rescued(text: str, position: int) -> Answer:
    """The claims of a list up to where it breaks off."""
    claims: list[Said] = []
    while found := _decoded(text, _past(text, position)):
        if isinstance(found[0], dict):
            claims.append(_said(found[0]))
        position = found[1]
    return Answer(tuple(claims), text.startswith("]", _past(text, position)))


def _past(text: str, position: int) -> int:
    between = _BETWEEN.match(text, position)
    return between.end() if between else position


def _decoded(text: str, start: int) -> tuple[object, int] | None:
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None


def _listed(found: object) -> list[dict[str, object]] | None:
    """The claims of what was decoded; None for JSON that is no answer, such as a note's number in brackets."""
    if isinstance(found, dict):
        claims = found.get("claims", [found] if "quote" in found else None)
        return [one for one in claims if isinstance(one, dict)] if isinstance(claims, list) else None
    listed = [one for one in found if isinstance(one, dict) and "quote" in one] if isinstance(found, list) else []
    return listed or None


def _said(claim: dict[str, object]) -> Said:
    return Said(
        type=_text(claim.get("type")),
        quote=_text(claim.get("quote")),
        roles=tuple((role, text) for role, text in _roles(claim.get("roles")) if role and text),
        when=_text(claim.get("when")),
        certainty=_text(claim.get("certainty")),
        polarity=_text(claim.get("polarity")),
        speaker=_text(claim.get("speaker")),
    )


def _roles(roles: object) -> Iterator[tuple[str, str]]:
    """From ``[{"role", "text"}]``, or from an object of roles as some write it."""
    if isinstance(roles, list):
        yield from ((_text(r.get("role")), _text(r.get("text"))) for r in roles if isinstance(r, dict))
    if isinstance(roles, dict):
        for role, value in roles.items():
            yield from ((_text(role), _text(one)) for one in (value if isinstance(value, list) else [value]))


def _text(value: object) -> str:
    """A text without what no text may hold: halves of characters."""
    return value.encode("utf-8", "replace").decode("utf-8").strip() if isinstance(value, str) else ""
