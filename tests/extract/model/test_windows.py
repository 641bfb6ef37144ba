"""Windows over a document: every sentence is read once, with what stands before it as context."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.extract.backends.model.windows import CONTEXT, HEAD, LONGEST, Window, windows
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
    before = CONTEXT - 10
    first, second = windows(spans_of([before, LONGEST - 20]))
    assert (first.span, first.target) == (Span(0, before), 0)
    assert (second.span, second.target) == (Span(0, before + 1 + LONGEST - 20), before + 1)


def test_of_a_long_sentence_before_the_end_is_seen() -> None:
    _, second = windows(spans_of([LONGEST - 10, LONGEST - 20]))
    assert second.span.start == LONGEST - 9 - CONTEXT


def test_a_window_that_does_not_hold_the_head_is_given_it() -> None:
    first, second = windows(spans_of([40, LONGEST - 20]))
    assert (first.head, second.head) == (None, None)
    *_, late = windows(spans_of([20, 34, CONTEXT - 20, LONGEST + 9]))
    assert late.head
    assert late.head.end <= late.span.start
    *_, last = windows(spans_of([12, LONGEST - 20, LONGEST - 20]))
    assert last.head == Span(0, 12)


def test_of_a_long_first_sentence_the_beginning_is_the_head() -> None:
    *_, last = windows(spans_of([LONGEST - 10, LONGEST - 20]))
    assert last.head == Span(0, HEAD)


@settings(deadline=None)
@given(st.lists(st.integers(1, 400), min_size=2, max_size=12), st.data())
def test_window_coordinates_lead_back_to_where_they_came_from(lengths: list[int], data: st.DataObject) -> None:
    sentences = spans_of(lengths)
    text = "".join(chr(0x4E00 + i % 5000) for i in range(sentences[-1].end))
    window: Window = data.draw(st.sampled_from(list(windows(sentences))))
    read = window.read(text)
    start = data.draw(st.integers(0, len(read) - 1))
    end = data.draw(st.integers(start + 1, len(read)))
    place = window.outside(start, end)
    if place is None:
        assert window.head
        assert start < window.shift <= end
    else:
        assert place.of(text) == read[start:end]
        again = window.inside(place.start, place.end)
        assert again is not None
        assert read[slice(*again)] == place.of(text)
