"""Life lines of rumours: carried, denied, confirmed, or open to this day; a lane for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import TICK, Frame, Key, Span, frame, framed, gist, legend, span, stroke
from shiguan.interfaces.show.charts.canvas import PAGE, Canvas, Font, Look
from shiguan.interfaces.show.charts.scales import Box, fold, packed
from shiguan.query.rumours import Rumour, Rumours
from shiguan.records.views import Told
from shiguan.resolve.fates import Fate, Part, Step

_MOST = 24
_ROWS = 5  # tellings of one day that are drawn below each other
_ROW = 11.0
_UNDATED = 64.0
_HUES = {
    Fate.OPEN: "amber",
    Fate.DENIED: "red",
    Fate.BORNE_OUT: "green",
    Fate.DENIED_THEN_BORNE_OUT: "sky",
    Fate.PARTLY: "purple",
    Fate.WITHDRAWN: "grey",
}
_PARTS = {
    Part.RUMOUR: ("circle", "c-hollow", "c-amber"),
    Part.DENIAL: ("cross", "c-thin", "c-red"),
    Part.REPORT: ("circle", "c-full", "c-blue"),
    Part.CONFIRMATION: ("diamond", "c-full", "c-green"),
    Part.PLAN: ("triangle", "c-hollow", "c-purple"),
    Part.WITHDRAWAL: ("square", "c-hollow", "c-grey"),
    Part.NO_ANSWER: ("bar", "c-thin", "c-grey"),
}


def rumours(messages: Messages, answer: Rumours, look: Look = PAGE) -> str:
    """How many ended how; then a lane for each rumour (of many, those most told) with a mark for each telling."""
    canvas = Canvas("rumours", messages, look)
    title = messages("chart.rumours")
    canvas.heading(title, messages("chart.rumours.as_of", day=answer.as_of))
    if not answer.rumours:
        canvas.empty(messages("chart.rumours.empty"))
        return canvas.svg(title, messages("chart.rumours.empty"))
    _fates(canvas, answer)
    kept, others = fold([len(rumour.steps) for rumour in answer.rumours], _MOST)
    _Lanes(canvas, answer, [answer.rumours[i] for i in kept]).draw()
    if others:
        canvas.note(messages("chart.not_drawn", count=len(others)))
    fates = messages("list.comma").join(f"{messages(f'rumours.fate.{fate}')} {count}" for fate, count in answer.fates)
    return canvas.svg(title, messages("chart.rumours.said", count=answer.total, fates=fates, day=answer.as_of))


def _fates(canvas: Canvas, answer: Rumours) -> None:
    """How they ended, as one bar in parts; each part is named below in the same order."""
    total, x = sum(count for _, count in answer.fates), canvas.left
    apart = 2.0
    whole = canvas.right - canvas.left - apart * (len(answer.fates) - 1)
    for fate, count in answer.fates:
        end = x + whole * count / total
        said = f"{canvas.messages(f'rumours.fate.{fate}')} {count}"
        with canvas.mark(said, data=False):
            canvas.rect(Box(x, canvas.bottom, end, canvas.bottom + 12), f"c-full c-{_HUES[fate]}")
        x = end + apart
    canvas.bottom += 14
    m = canvas.messages
    legend(canvas, [Key("box", f"c-full c-{_HUES[fate]}", f"{m(f'rumours.fate.{fate}')} {count}") for fate, count in answer.fates])
    canvas.bottom += 6


@dataclass(frozen=True, slots=True)
class _Mark:
    """A telling and where it is drawn."""

    step: Step
    span: Span
    row: int


class _Lanes:
    """The lanes below each other on one axis of time."""

    def __init__(self, canvas: Canvas, answer: Rumours, shown: Sequence[Rumour]) -> None:
        self._canvas, self._answer, self._shown = canvas, answer, shown
        self._open = any(rumour.fate is Fate.OPEN for rumour in shown)
        also = [answer.as_of] if self._open else []
        times = [step.told.published_at for rumour in shown for step in rumour.steps]
        self._frame: Frame = frame(times, (canvas.left, canvas.right), _UNDATED, also)

    def draw(self) -> None:
        """First where all stands, then the axis, then the lanes on it."""
        canvas = self._canvas
        lanes = []
        for rumour in self._shown:
            marks, left_out = self._marks(rumour)
            rows = max((mark.row for mark in marks), default=0) + 1
            lanes.append((rumour, marks, left_out, canvas.bottom, rows))
            canvas.bottom += canvas.size * 1.5 + rows * _ROW + 12
        foot = canvas.bottom
        tracks = [(above + canvas.size * 1.6, above + canvas.size * 1.6 + rows * _ROW + 8) for _, _, _, above, rows in lanes]
        framed(canvas, self._frame, tracks, foot)
        for rumour, marks, left_out, above, _ in lanes:
            self._lane(rumour, marks, left_out, above)
        canvas.bottom = foot + TICK * 1.9
        m = canvas.messages
        told = [part for part in Part if any(step.part is part for rumour in self._shown for step in rumour.steps)]
        keys = [Key(_PARTS[p][0], f"{_PARTS[p][1]} {_PARTS[p][2]}", m(f"rumours.part.{p}")) for p in told]
        keys += [Key("line", "c-open c-amber", m("chart.rumours.waiting"))] if self._open else []
        legend(canvas, keys)

    def _marks(self, rumour: Rumour) -> tuple[list[_Mark], int]:
        """The tellings in rows such that none covers another, and how many there is no row for."""
        spans = [self._span(step, number) for number, step in enumerate(rumour.steps)]
        rows = packed([s.room for s in spans], 1.0)
        made = [_Mark(step, s, row) for step, s, row in zip(rumour.steps, spans, rows, strict=True) if row < _ROWS]
        return made, len(spans) - len(made)

    def _span(self, step: Step, number: int) -> Span:
        time = step.told.published_at
        if time and self._frame.days and (time.start or time.end):
            return span(self._frame.days, time)
        assert self._frame.undated is not None  # it was made for this telling
        left, right = self._frame.undated
        x = left + 6 + (number * 12) % max(12.0, right - left - 12)
        return Span(x - 5, x + 5, True)

    def _lane(self, rumour: Rumour, marks: Sequence[_Mark], left_out: int, above: float) -> None:
        canvas, m = self._canvas, self._canvas.messages
        foot = above + canvas.size * 1.2
        fate = m(f"rumours.fate.{rumour.fate}")
        ended = [fate] if rumour.age is None else [fate, m("rumours.age", days=rumour.age)]
        ended += [f"+{left_out}"] if left_out else []
        end = Font(canvas.size - 1, f"c-{_HUES[rumour.fate]}", "end", bold=True)
        said = " · ".join(ended)
        with canvas.mark(f"{fate}：{gist(m, rumour.event)}", rumour.event.id, data=False):
            taken = canvas.words(canvas.right, foot, said, end, (canvas.right - canvas.left) * 0.5)
            kind = m.event(rumour.event.event_type)
            room = canvas.right - canvas.left - taken - 12
            used = canvas.words(canvas.left, foot, kind, Font(canvas.size, "c-dim"), room) + 8
            canvas.words(canvas.left + used, foot, gist(m, rumour.event), Font(canvas.size, bold=True), room - used)
        base = above + canvas.size * 1.5 + _ROW / 2 + 4
        self._life(rumour, marks, base)
        for mark in marks:
            with canvas.mark(self._said(mark.step), mark.step.told.claim.id):
                stroke(canvas, mark.span, base + mark.row * _ROW, _PARTS[mark.step.part], 8)
        canvas.line(canvas.left, above, (canvas.right, above), "c-rule")

    def _life(self, rumour: Rumour, marks: Sequence[_Mark], y: float) -> None:
        """From the first telling to the one that settles it, to now where nothing does; nothing where either day is untold."""
        days = self._frame.days
        dated = [mark for mark in marks if mark.step.told.published_at and days]
        if not dated or not days:
            return
        begin = min(mark.span.middle if mark.span.exact else mark.span.begin for mark in dated)
        hue = _HUES[rumour.fate]
        if rumour.fate is Fate.OPEN:
            self._canvas.line(begin, y, (days.middle(self._answer.as_of), y), f"c-open c-{hue}")
        elif rumour.by and (settled := next((k for k in dated if _same(k.step.told, rumour.by)), None)):
            self._canvas.line(begin, y, (settled.span.middle, y), f"c-thin c-{hue}")

    def _said(self, step: Step) -> str:
        m, told = self._canvas.messages, step.told
        when = values.when(told.published_at) if told.published_at else m("chart.undated")
        who = writing.clean(told.publisher or told.file)
        return m("chart.rumours.step", part=m(f"rumours.part.{step.part}"), who=who, when=when)


def _same(one: Told, other: Told) -> bool:
    return one.claim.id == other.claim.id
