"""Content-derived identifiers: the same content always has the same id."""

from __future__ import annotations

import hashlib

_SEPARATOR = b"\x1f"
_DIGEST_BYTES = 8  # 64 bits: a million claims collide with probability 3e-8


def content_id(prefix: str, *parts: object) -> str:
    """Id such as ``c-1f00a9…`` (prefix, dash, 16 hex digits) of the parts, each taken as its ``str``.

    ``None`` and the empty string differ. Bytes are hashed as they are.
    """
    digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        if isinstance(part, bytes):
            digest.update(b"b" + part)
        elif part is None:
            digest.update(b"n")
        else:
            digest.update(b"s" + str(part).encode("utf-8", "surrogatepass"))
        digest.update(_SEPARATOR)
    return f"{prefix}-{digest.hexdigest()}"
