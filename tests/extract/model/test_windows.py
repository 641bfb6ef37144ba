"""Windows over a document: every sentence is read once, with what stands before it as context."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.extract.backends.model.windows import CONTEXT, LONGEST, windows
from shiguan.records.document import Span


def spans_of(lengths: list[int]) -> list[Span]:
    """Sentences of the given lengths, a line break apart."""
    found, at = list[Span](), 0
    for length in lengths:
        found.append(Span(at, at + length))
        at += length + 1
    return found


@settings(deadline=None)
@given(st.lists(st.integers(1, 900), max_size=30))
def test_targets_follow_each_other_and_cover_every_sentence(lengths: list[int]) -> None:
    sentences = spans_of(lengths)
    found = list(windows(sentences))
    covered = {i for w in found for i in range(w.target, w.span.end)}
    assert all(set(range(s.start, s.end)) <= covered for s in sentences)
    assert all(one.span.end <= other.target for one, other in pairwise(found))


@settings(deadline=None)
@given(st.lists(st.integers(1, 900), max_size=30))
def test_a_window_is_no_longer_than_what_is_read_at_once(lengths: list[int]) -> None:
    for window in windows(spans_of(lengths)):
        assert window.target - window.span.start <= CONTEXT
        assert window.span.end - window.target <= 2 * LONGEST


def test_the_sentence_before_is_context() -> None:
    first, second = windows(spans_of([60, 200]))
    assert (first.span, first.target) == (Span(0, 60), 0)
    assert (second.span, second.target) == (Span(0, 261), 61)


def test_of_a_long_sentence_before_the_end_is_seen() -> None:
    _, second = windows(spans_of([210, 200]))
    assert second.span.start == 211 - CONTEXT
