"""What happened to somebody, in a lane for each type of event along time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import TICK, Frame, Key, Span, frame, framed, gist, legend, named, span, stroke
from shiguan.interfaces.show.charts.canvas import PAGE, Canvas, Font, Look
from shiguan.interfaces.show.charts.scales import packed
from shiguan.query.timeline import Timeline
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.views import Event

_LABELLED = 60  # of more events only the marks are drawn
_LABEL, _SHORT = 170.0, 110.0  # of a label beside a mark
_ROWS = 8
_ROW = 17.0
_UNDATED, _UNDATED_FEW = 110.0, 0.32
_NAMED = 6
_FIRM = frozenset({Certainty.CONFIRMED, Certainty.REPORTED})


@dataclass(frozen=True, slots=True)
class _Mark:
    """An event (or several that look alike), where it is drawn, its label and on which side of it that stands."""

    events: tuple[Event, ...]
    span: Span
    label: str
    before: bool
    row: int = 0

    @property
    def dated(self) -> bool:
        """Whether its place tells a time."""
        return _is_dated(self.events[0])


def timeline(messages: Messages, answer: Timeline, look: Look = PAGE) -> str:
    """A mark for each event: a dot on its day, a bar where it is only told to be within a month, a year or some time."""
    canvas = Canvas("timeline", messages, look)
    title = messages("chart.timeline", name=answer.name)
    canvas.heading(title)
    if not answer.events:
        canvas.empty(messages("chart.timeline.empty", name=answer.name))
        return canvas.svg(title, messages("chart.timeline.empty", name=answer.name))
    by_type: dict[str, list[Event]] = defaultdict(list)
    for event in answer.events:
        by_type[event.event_type].append(event)
    _Strip(canvas, answer).draw(sorted(by_type.items(), key=lambda t: (-len(t[1]), t[0])))
    if answer.earlier:
        canvas.note(messages("chart.earlier", count=answer.earlier))
    undated = sum(not _is_dated(event) for event in answer.events)
    types = [f"{messages.event(kind)} {len(events)}" for kind, events in sorted(by_type.items(), key=lambda t: (-len(t[1]), t[0]))]
    said = messages(
        "chart.timeline.said",
        name=answer.name,
        count=len(answer.events),
        types=messages("list.comma").join(types[:_NAMED]),
        undated=undated,
    )
    return canvas.svg(title, said)


def _is_dated(event: Event) -> bool:
    return event.valid_time is not None and bool(event.valid_time.start or event.valid_time.end)


def look_of(event: Event) -> tuple[str, str, str]:
    """Symbol, class and hue of an event by how sure it is."""
    if event.certainty is Certainty.DENIED or event.polarity is Polarity.NEGATED:
        return "cross", "c-thin", "c-red"
    return ("circle", "c-full", "c-blue") if event.certainty in _FIRM else ("circle", "c-hollow", "c-amber")


class _Strip:
    """The lanes on one axis of time."""

    def __init__(self, canvas: Canvas, answer: Timeline) -> None:
        self._canvas, self._answer = canvas, answer
        self._labelled = len(answer.events) <= _LABELLED
        self._font = Font(canvas.size - 1)
        m = canvas.messages
        kinds = {m.event(event.event_type) for event in answer.events}
        widest = max(writing.width(kind, canvas.size) for kind in kinds)
        self._head = 0.0 if canvas.narrow else min(widest + 14, 170.0)
        left = canvas.left + self._head
        undated = (canvas.right - left) * _UNDATED_FEW if self._labelled else _UNDATED
        times = [event.valid_time for event in answer.events]
        self._frame: Frame = frame(times, (left, canvas.right), undated)

    def draw(self, lanes: Sequence[tuple[str, list[Event]]]) -> None:
        """First where all stands, then the axis, then the lanes on it."""
        canvas = self._canvas
        placed, parts = [], []
        for kind, events in lanes:
            top = canvas.bottom
            marks = self._marks(events)
            shown = [mark for mark in marks if mark.row < _ROWS]
            above = canvas.size * 1.5 if canvas.narrow else 4.0
            tall = (max(mark.row for mark in shown) + 1) * _ROW
            canvas.bottom = top + above + tall + 5
            parts.append((top + above, canvas.bottom))
            left_out = sum(len(mark.events) for mark in marks if mark.row >= _ROWS)
            placed.append((kind, shown, left_out, (top, top + above)))
        framed(canvas, self._frame, parts, canvas.bottom)
        foot = canvas.bottom
        for kind, marks, left_out, place in placed:
            self._lane(kind, marks, left_out, place)
        canvas.bottom = foot + TICK * 1.9
        legend(canvas, self._keys())

    def _keys(self) -> list[Key]:
        m, events = self._canvas.messages, self._answer.events
        looks = {look_of(event) for event in events}
        keys = [Key("circle", "c-full c-blue", m("chart.timeline.day"))]
        if any(_is_dated(e) and e.valid_time and e.valid_time.start != e.valid_time.end for e in events):
            keys.append(Key("box", "c-full c-blue", m("chart.timeline.span")))
        if ("circle", "c-hollow", "c-amber") in looks:
            keys.append(Key("circle", "c-hollow c-amber", m("chart.timeline.hollow")))
        if ("cross", "c-thin", "c-red") in looks:
            keys.append(Key("cross", "c-thin c-red", m("chart.timeline.not")))
        return keys

    def _marks(self, events: Sequence[Event]) -> list[_Mark]:
        """The marks of a lane in rows, labels and all; of very many those that look alike are one."""
        dated = [self._mark((event,), self._span(event)) for event in events if _is_dated(event)]
        undated = self._gathered([event for event in events if not _is_dated(event)])
        if not self._labelled:
            dated = self._alike(dated)
        made = []
        for marks in (dated, undated):
            rows = packed([self._room(mark) for mark in marks], 8.0 if self._labelled else 1.0)
            made += [_Mark(k.events, k.span, k.label, k.before, row) for k, row in zip(marks, rows, strict=True)]
        return made

    def _span(self, event: Event) -> Span:
        assert self._frame.days is not None  # it was made for this event
        assert event.valid_time is not None
        return span(self._frame.days, event.valid_time)

    def _gathered(self, events: Sequence[Event]) -> list[_Mark]:
        """Those undated: one below the other with their labels; without labels side by side, from the left."""
        if not events:
            return []
        assert self._frame.undated is not None
        left, right = self._frame.undated
        if self._labelled:
            return [self._mark((event,), Span(left, left + 10, True)) for event in events]
        fit = max(1, int((right - left) // 12))
        return [_Mark((e,), Span(left + n % fit * 12, left + n % fit * 12 + 10, True), "", False) for n, e in enumerate(events)]

    def _mark(self, events: tuple[Event, ...], placed: Span) -> _Mark:
        """With its label cut to the room there is on the better side."""
        if not self._labelled:
            return _Mark(events, placed, "", False)
        m, (begin, end) = self._canvas.messages, placed.room
        left, right = self._sides(events[0])
        most = _SHORT if self._canvas.narrow else _LABEL
        if not _is_dated(events[0]):
            most = right - end
        whole = gist(m, events[0], [self._answer.name])
        wanted = min(most, writing.width(whole, self._font.size))
        before = right - end - 4 < wanted and begin - left > right - end
        room = min(wanted, (begin - left if before else right - end) - 4)
        return _Mark(events, placed, writing.cut(whole, self._font.size, room + 0.1), before)

    def _sides(self, event: Event) -> tuple[float, float]:
        days, undated = self._frame.days, self._frame.undated
        if _is_dated(event) and days:
            return days.start, days.end
        return undated or (self._canvas.left, self._canvas.right)

    def _room(self, mark: _Mark) -> tuple[float, float]:
        begin, end = mark.span.room
        taken = writing.width(mark.label, self._font.size) + 4 if mark.label else 0.0
        return (begin - taken, end) if mark.before else (begin, end + taken)

    def _alike(self, marks: Sequence[_Mark]) -> list[_Mark]:
        groups: dict[tuple[object, ...], list[_Mark]] = defaultdict(list)
        for mark in marks:
            key = (round(mark.span.begin / 3), round(mark.span.end / 3), mark.span.exact, look_of(mark.events[0]))
            groups[key].append(mark)
        return [_Mark(tuple(e for k in group for e in k.events), group[0].span, "", False) for group in groups.values()]

    def _lane(self, kind: str, marks: Sequence[_Mark], left_out: int, place: tuple[float, float]) -> None:
        canvas, m = self._canvas, self._canvas.messages
        top, above = place
        canvas.line(canvas.left, top, (canvas.right, top), "c-rule")
        head = [(m.event(kind), "")] + ([(f"+{left_out}", "c-dim")] if left_out else [])
        room = self._head - 8 if self._head else canvas.right - canvas.left
        canvas.words(canvas.left, top + (canvas.size * 1.25 if canvas.narrow else 4 + _ROW * 0.72), head, Font(canvas.size), room)
        for mark in marks:
            self._drawn(mark, above + mark.row * _ROW + _ROW / 2)

    def _drawn(self, mark: _Mark, y: float) -> None:
        canvas, m = self._canvas, self._canvas.messages
        said = m("list.comma").join(named(m, event, [self._answer.name]) for event in mark.events[:_NAMED])
        if len(mark.events) > _NAMED:
            said += f" … {len(mark.events)}"
        symbol, point, hue = look_of(mark.events[0])
        if not mark.dated and symbol == "circle":
            symbol = "square"
        with canvas.mark(said, mark.events[0].id if len(mark.events) == 1 else None):
            stroke(canvas, mark.span, y, (symbol, point, hue))
            if mark.label:
                begin, end = mark.span.room
                font = Font(self._font.size, "", "end" if mark.before else "start")
                canvas.words(begin - 4 if mark.before else end + 4, y + self._font.size * 0.36, mark.label, font)
