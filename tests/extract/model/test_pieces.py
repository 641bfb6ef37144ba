"""Text as pieces: every character has its piece, and unknown ones stand alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.extract.backends.model.pieces import BOS, EOS, FARTHEST, UNKNOWN, Tokenizer, fold

LINES = [
    "<s>\t0",
    "<pad>\t0",
    "</s>\t0",
    "<unk>\t0",
    "▁\t-4",
    "汽\t-8",
    "车\t-8",
    "汽车\t-6",
    "汽车公司\t-20",
    "公司\t-5",
    "A\t-7",
    ",\t-3",
]
TOKENIZER = Tokenizer.of(LINES)


def read(text: str) -> list[str]:
    """The pieces of a text, without the marks of its ends."""
    names = [line.split("\t")[0] for line in LINES]
    return [names[i] for i in TOKENIZER(text).ids[1:-1]]


def test_the_likeliest_pieces_are_taken() -> None:
    assert read("汽车公司") == ["▁", "汽车", "公司"]


def test_an_unknown_character_stands_alone() -> None:
    assert read("汽黿车") == ["▁", "汽", "<unk>", "车"]


def test_full_width_forms_are_read_as_the_vocabulary_has_them() -> None:
    assert read("Ａ，") == ["▁", "A", ","]
    assert fold("…") == "…"  # would become three


@settings(deadline=None)
@given(st.text("汽车公司A， 黿\n", max_size=40))
def test_every_character_has_its_piece(text: str) -> None:
    pieces = TOKENIZER(text)
    assert pieces.ids[0] == BOS
    assert pieces.ids[-1] == EOS
    assert len(pieces.owner) == len(pieces.place) == len(pieces.alone) == len(text)
    assert all(0 < o < len(pieces.ids) - 1 for o in pieces.owner)
    assert list(pieces.owner) == sorted(pieces.owner)
    assert all(0 <= p <= FARTHEST for p in pieces.place)
    assert all(a == UNKNOWN for a, c in zip(pieces.alone, text, strict=True) if c == "黿")
