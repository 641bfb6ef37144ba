"""The network that ships: it sees what a plain sentence tells, the same every time, whatever else is read with it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from shiguan.extract.backends.model.labels import KINDS, ROLES, TYPE_ROLES, TYPES
from shiguan.extract.backends.model.network import Network, marked, network, spans
from shiguan.extract.backends.model.sight import Sight
from shiguan.extract.backends.model.windows import Window, windows
from shiguan.extract.sentences import split
from shiguan.records.document import Span
from shiguan.vocabulary import load_vocabulary

TEXT = "3月12日，云帆汽车宣布，副总裁钟以宁因个人原因离职。同日，云帆汽车完成5亿元B轮融资，由岭南资本领投。"


@pytest.fixture(scope="module")
def net() -> Network:
    loaded = network()
    assert loaded is not None, "the weights are part of the package"
    return loaded


def look(net: Network, text: str) -> Sight:
    return net.look(text, list(windows(list(split(text)))))


def test_what_it_sees_of_a_plain_text(net: Network) -> None:
    sight = look(net, TEXT)
    told = {e.type: {r.role: r.span.of(TEXT) for r in e.roles} for e in sight.events if e.score > 0.5}
    assert told["departure"]["person"] == "钟以宁"
    assert told["departure"]["position"] == "副总裁"
    assert told["funding"]["round"] == "B轮"
    assert told["funding"]["investors"] == "岭南资本"
    assert ("per", "钟以宁") in {(n.kind, n.span.of(TEXT)) for n in sight.names}


def test_the_same_text_is_always_seen_the_same(net: Network) -> None:
    assert look(net, TEXT) == look(net, TEXT)


def test_what_is_seen_in_a_window_does_not_hang_on_what_else_is_read(net: Network) -> None:
    short, long = Window(Span(0, 25), 0), Window(Span(0, len(TEXT)), 25)
    alone = [net.look(TEXT, [w]) for w in (short, long)]
    together = net.look(TEXT, [short, long])
    assert set(together.events) == {*alone[0].events, *alone[1].events}
    assert set(together.names) == {*alone[0].names, *alone[1].names}


def test_a_text_without_events_has_none_it_is_sure_of(net: Network) -> None:
    text = "天气晴好，公园里的人三三两两。他把灯关了，慢慢走回家去。"
    assert [e for e in look(net, text).events if e.score > 0.5] == []


def test_everything_seen_lies_in_the_target(net: Network) -> None:
    sentences = list(split(TEXT))
    window = Window(Span(0, len(TEXT)), sentences[1].start)
    assert all(e.trigger.start >= sentences[1].start for e in net.look(TEXT, [window]).events)


def test_spans_begin_where_told_and_end_where_it_goes_on_no_more() -> None:
    begins = np.array([0.9, 0.0, 0.0, 0.8, 0.9, 0.1], np.float32)
    goes_on = np.array([0.0, 0.9, 0.0, 0.0, 0.1, 0.9], np.float32)
    assert [(a, b) for a, b, _ in spans(begins, goes_on, 0.5)] == [(0, 2), (3, 4), (4, 6)]


def test_marks_tell_a_trigger_from_the_others() -> None:
    triggers = [(0, 1, 2, 3, 0.9), (0, 4, 5, 3, 0.9), (0, 6, 7, 5, 0.9), (1, 0, 1, 3, 0.9)]
    marks, far = marked(triggers[:1], triggers, 9)
    assert marks[0].tolist() == [0, 1, 0, 0, 2, 0, 3, 0, 0]
    assert far[0, 1] == 0
    assert all(a <= b for a, b in pairwise(far[0, 2:].tolist()))


def test_labels_are_those_of_the_vocabulary() -> None:
    events = load_vocabulary().events
    assert set(TYPES) == set(events)
    for name, roles in TYPE_ROLES.items():
        assert set(roles) - {"time", "speaker"} <= {r.name for r in events[name].roles}
        assert set(roles) <= set(ROLES)
    assert set(KINDS) == {"per", "org", "product", "position"}


def test_a_window_of_more_pieces_than_the_encoder_has_positions_is_read(net: Network) -> None:
    text = "Ã§â€" * 190
    assert net.look(text, [Window(Span(0, len(text)), 0)]).events == ()
