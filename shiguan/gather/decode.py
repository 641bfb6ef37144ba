"""Bytes to text: which Chinese encoding it is, whatever was declared."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from shiguan.vocabulary.characters import text_cost

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_CHINESE = {
    **dict.fromkeys(("gb2312", "gbk", "cp936", "gb18030", "x-gbk", "euc-cn", "hz-gb-2312", "gb_2312-80", "chinese"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "cp950", "big5-tw", "x-x-big5"), "big5hkscs"),
}
"""Names pages declare, and the codec that reads all they mean: GB18030 holds GB2312 and GBK, and HKSCS holds Big5."""

_NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode-escape", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape", "utf-7"}
)
"""Codecs of Python that no page is written in, and that read plain text as something else."""

_CANDIDATES = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_SAMPLE = 8_192
"""Code points compared: the means settle within a few hundred."""

_LEAD = 6
"""Tenths of nats per character that another reading must be likelier by, before it is believed over the declared one."""

_GARBLED = 110
"""Mean cost above which text is no Chinese prose; other languages in Latin letters cost about 57."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` as decoded, line ends untouched; ``encoding`` the codec that decoded it; ``reason`` why that one."""

    text: str
    encoding: str
    reason: str


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The text of any bytes; never raises.

    A byte order mark decides; then UTF-8, which other text almost never is by accident; then, of the codecs that decode every byte,
    the one whose text is likeliest Chinese, the declared one being believed when close. What nothing decodes has U+FFFD in it.
    """
    for mark, codec, name in _BOMS:
        if content.startswith(mark):
            try:
                return Decoded(content.decode(codec), name, "byte order mark")
            except UnicodeDecodeError:
                continue
    wanted = _codec(declared)
    utf8 = _strict(content, "utf-8")
    if utf8 is not None and not (wanted not in (None, "utf-8") and _sparse(content)) and "\0" not in utf8:
        note = "" if wanted in (None, "utf-8") else f", though {declared} was declared"
        return Decoded(utf8, "utf-8", f"valid UTF-8{note}")
    return _likeliest(content, declared, wanted) or _forced(content, wanted)


def _likeliest(content: bytes, declared: str | None, wanted: str | None) -> Decoded | None:
    names = dict.fromkeys([*([wanted] if wanted else []), "utf-8", *_CANDIDATES])
    scored = []
    for order, name in enumerate(names):
        if name.startswith("utf-16") and len(content) % 2:
            continue
        text = _strict(content, name)
        if text is not None:
            mean = text_cost(text[:_SAMPLE])
            if name == wanted or mean < _GARBLED:
                scored.append((mean - (_LEAD if name == wanted else 0), order, name, text))
    if not scored:
        return None
    _, _, name, text = min(scored)
    if name == wanted:
        return Decoded(text, name, f"declared as {declared}")
    return Decoded(text, name, f"reads as Chinese in {name}" + (f", though {declared} was declared" if declared else ""))


def _forced(content: bytes, wanted: str | None) -> Decoded:
    """The codec that leaves least undecoded and likeliest text; every bad byte is U+FFFD."""
    best: tuple[float, int, str, str] | None = None
    for order, name in enumerate(dict.fromkeys([*([wanted] if wanted else []), "utf-8", "gb18030", "big5hkscs"])):
        text = content.decode(name, errors="replace")
        candidate = (text_cost(text[:_SAMPLE]), order, name, text)
        best = candidate if best is None or candidate[:2] < best[:2] else best
    name, text = (best[2], best[3]) if best else ("utf-8", content.decode("utf-8", errors="replace"))
    lost = text.count("\ufffd")
    return Decoded(text, name, f"no encoding fits every byte; {lost} stretches could not be decoded and are U+FFFD")


def _codec(declared: str | None) -> str | None:
    """The codec to try for a declared name; None for none, or one that Python does not know or that is no text codec."""
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower().replace("_", "-")
    if name in _CHINESE:
        return _CHINESE[name]
    try:
        b"\0\0\0\0".decode(name)
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if known in _NO_CHARSETS else {"utf-8-sig": "utf-8"}.get(known, known)


def _strict(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _sparse(content: bytes) -> bool:
    """Whether so few bytes are above 7F that other codecs may make valid UTF-8 by accident (GBK 联通 is the known case)."""
    return 0 < sum(byte > 0x7F for byte in content[:_SAMPLE]) <= 8
