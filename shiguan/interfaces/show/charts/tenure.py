"""Time in post: a line for each person along the years, and the share still in post after so long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import TICK, Key, bounds_of, legend, length, time_axis
from shiguan.interfaces.show.charts.canvas import PAGE, Canvas, Font, Look
from shiguan.interfaces.show.charts.scales import Box, Days, fold, stretch
from shiguan.interfaces.show.charts.survival import curve
from shiguan.query.tenure import Life, OrgTenure, Tenure

_ORGS, _PEOPLE = 8, 8
_BAR = 10.0
_TAIL = 12.0  # the room of what says that the end is open
_LEAST = 2.0  # width of a bar whose ends are one day


def tenure(messages: Messages, answer: Tenure, look: Look = PAGE) -> str:
    """The share still in post, where any post ended; below it the lifelines."""
    canvas = Canvas("tenure", messages, look)
    title = messages("chart.lives")
    canvas.heading(title)
    said = ""
    if answer.together.ended:
        canvas.paragraph(messages("chart.survival"), Font(canvas.size, bold=True))
        canvas.bottom += 4
        said = curve(canvas, answer.together)
        canvas.bottom += 16
        canvas.paragraph(title, Font(canvas.size, bold=True))
        canvas.bottom += 2
    said = _drawn(canvas, answer) + " " + said
    return canvas.svg(title, said.strip())


def lifelines(messages: Messages, answer: Tenure, look: Look = PAGE) -> str:
    """A line for each time in post, by company: full where certain, pale where perhaps, open where no leaving is told."""
    canvas = Canvas("lives", messages, look)
    title = messages("chart.lives")
    canvas.heading(title)
    return canvas.svg(title, _drawn(canvas, answer))


def survival(messages: Messages, answer: Tenure, look: Look = PAGE) -> str:
    """The share still in post after so many months (Kaplan–Meier), with its confidence and those followed no longer."""
    canvas = Canvas("survival", messages, look)
    title = messages("chart.survival")
    canvas.heading(title)
    if not answer.together.ended:
        said = messages("chart.survival.none_left", count=len(answer.together.lives))
        canvas.empty(said)
        return canvas.svg(title, said)
    return canvas.svg(title, curve(canvas, answer.together))


def _drawn(canvas: Canvas, answer: Tenure) -> str:
    """The lifelines; what they show in words."""
    m, lives = canvas.messages, answer.together.lives
    orgs = [org for org in answer.orgs if org.org and org.lives]
    if not lives:
        canvas.empty(m("chart.tenure.empty"))
        return m("chart.tenure.empty")
    shown = orgs[:_ORGS]
    kept = [life for org in shown for life in _longest(org)]
    days = stretch([*bounds_of(t for life in kept for t in (life.start, life.end)), *(life.last for life in kept)])
    assert days is not None  # every life has a last day
    _Lines(canvas, answer, kept, days).draw(shown)
    left_out = len(lives) - len(kept)
    if left_out:
        canvas.note(m("chart.life.others", people=left_out, orgs=sum(1 for o in orgs[_ORGS:]) + _cut_short(shown)))
    if answer.together.undated:
        canvas.note(m("chart.life.undated", count=len(answer.together.undated)))
    first, last = (day.isoformat() for day in days)
    return m("chart.lives.said", count=len(lives), ended=answer.together.ended, orgs=len(orgs), first=first, last=last)


def _longest(org: OrgTenure) -> list[Life]:
    """So many lives of the company, those that tell most, in their order."""
    kept, _ = fold([life.most for life in org.lives], _PEOPLE + 1)
    return [org.lives[i] for i in kept]


def _cut_short(orgs: Sequence[OrgTenure]) -> int:
    return sum(1 for org in orgs if len(_longest(org)) < len(org.lives))


class _Lines:
    """Lifelines on one axis of time: the name left of each, how long right of it."""

    def __init__(self, canvas: Canvas, answer: Tenure, lives: Sequence[Life], days: tuple[date, date]) -> None:
        self._canvas, self._presumed = canvas, answer.presumed
        self._font = Font(canvas.size)
        m, whole = canvas.messages, canvas.right - canvas.left
        names = max(writing.width(writing.clean(life.person.text), canvas.size) for life in lives) + 1
        self._names = min(names, whole * 0.3)
        lengths = (length(m, life.least, life.most, ended=life.ended) for life in lives)
        self._lengths = max(writing.width(said, TICK) for said in lengths) + 2
        self._days = Days(*days, canvas.left + self._names + 10, canvas.right - self._lengths - _TAIL - 6)

    def draw(self, orgs: Sequence[OrgTenure]) -> None:
        """The companies one below the other, the axis, and what the looks mean."""
        canvas = self._canvas
        top = canvas.bottom
        rows: list[tuple[Life, float]] = []
        heads: list[tuple[OrgTenure, float]] = []
        for org in orgs:
            canvas.bottom += canvas.size * 1.75
            heads.append((org, canvas.bottom - canvas.size * 0.4))
            for life in _longest(org):
                rows.append((life, canvas.bottom + canvas.size * 0.75))
                canvas.bottom += canvas.size * 1.5
        foot = canvas.bottom + 4
        time_axis(canvas, self._days, [(top, foot)], foot)
        for org, y in heads:
            self._head(org, y)
        for life, y in rows:
            self._life(life, y)
        canvas.bottom = foot + TICK * 1.9
        legend(canvas, list(self._keys([life for life, _ in rows])))

    def _head(self, org: OrgTenure, y: float) -> None:
        name = org.org.text if org.org else ""
        with self._canvas.mark(name, org.org.entity if org.org else None, data=False):
            self._canvas.words(self._canvas.left, y, name, Font(self._font.size, bold=True), self._canvas.right - self._canvas.left)

    def _keys(self, lives: Sequence[Life]) -> Iterator[Key]:
        m = self._canvas.messages
        yield Key("box", "c-full c-blue", m("chart.life.certain"))
        if any(life.least != life.most for life in lives):
            yield Key("box", "c-faint c-blue", m("chart.life.perhaps"))
        if any(not life.ended for life in lives):
            yield Key("line", "c-open c-blue", m("chart.life.presumed" if self._presumed else "chart.life.open"))

    def _life(self, life: Life, y: float) -> None:
        canvas, m = self._canvas, self._canvas.messages
        said_length = length(m, life.least, life.most, ended=life.ended)
        with canvas.mark(self._said(life, said_length), life.began[0].id if life.began else life.person.entity):
            foot = y + self._font.size * 0.36
            canvas.words(canvas.left + self._names, foot, life.person.text, Font(self._font.size, "", "end"), self._names)
            for begin, end, look in self._stretches(life):
                canvas.rect(Box(begin, y - _BAR / 2, max(end, begin + _LEAST), y + _BAR / 2), look)
            if not life.ended:
                x = self._days.close(life.last) + 4
                canvas.line(x, y, (x + _TAIL - 3, y), "c-open c-blue")
            canvas.words(canvas.right, foot, said_length, Font(TICK, "c-dim", "end"), self._lengths)

    def _stretches(self, life: Life) -> Iterator[tuple[float, float, str]]:
        """Perhaps in post, for certain, perhaps; none where the ends leave nothing of it."""
        days = self._days
        first = life.start.start or life.last
        begun_by = min(life.start.end or first, life.last)
        left_from = life.end.start if life.end and life.end.start else None
        sure = (days.begin(begun_by), days.begin(left_from) if left_from else days.close(life.last))
        if sure[0] >= sure[1]:  # it may have ended in the stretch it began in
            yield days.begin(first), days.close(life.last), "c-faint c-blue"
            return
        if begun_by > first:
            yield days.begin(first), sure[0], "c-faint c-blue"
        yield *sure, "c-full c-blue"
        if left_from and life.last > left_from:
            yield sure[1], days.close(life.last), "c-faint c-blue"

    def _said(self, life: Life, said_length: str) -> str:
        m = self._canvas.messages
        seen = m("chart.life.presumed") if self._presumed else m("chart.life.seen", day=life.last.isoformat())
        return m(
            "chart.life",
            who=life.person.text,
            org=life.org.text,
            start=values.when(life.start),
            end=values.when(life.end) if life.ended else seen,
            length=said_length,
        )
