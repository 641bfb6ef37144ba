"""Who was in which post from when to when: a bar for each, its ends as exact as they are told, and open where they are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import OPEN, TICK, Key, bounds_of, legend, length, span, stroke, time_axis
from shiguan.interfaces.show.charts.canvas import PAGE, Canvas, Font, Look
from shiguan.interfaces.show.charts.scales import Box, Days, stretch
from shiguan.query.posts import Post, Status
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity

_MOST = 24
_BAR = 10.0
_LEAST = 3.0  # width of a bar whose ends are one day
_FIRM = frozenset({Certainty.CONFIRMED, Certainty.REPORTED})
_SURE, _PERHAPS, _TOLD = "c-full c-blue", "c-faint c-blue", "c-tile c-blue"
_RUMOURED, _DENIED = ("circle", "c-hollow", "c-amber"), ("cross", "c-thin", "c-red")


class Career(Protocol):
    """An answer that tells of posts."""

    @property
    def entity(self) -> Entity:
        """Whose they are, or at whom."""

    @property
    def posts(self) -> tuple[Post, ...]:
        """The posts."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What is drawn of a post: stretches (first and last day, look), which ends are open, and what is only rumoured or denied."""

    post: Post
    parts: tuple[tuple[date, date, str], ...] = ()
    open_before: bool = False
    open_after: bool = False
    unsure: ValidTime | None = None

    @property
    def days(self) -> list[date]:
        """Every day it is drawn by."""
        return [*(day for first, last, _ in self.parts for day in (first, last)), *bounds_of([self.unsure])]


def career(messages: Messages, answer: Career, look: Look = PAGE) -> str:
    """Of an organisation its people, of a person the organisations, of a group the people of each member.

    Of many those with a beginning or end that is told, and of these the latest.
    """
    canvas = Canvas("career", messages, look)
    title = messages("chart.career", name=answer.entity.name)
    canvas.heading(title)
    lines = [_line(post) for post in answer.posts]
    dated = [line for line in lines if line.days]
    kept = sorted(dated, key=lambda line: (bool(line.post.began or line.post.ended), max(line.days)))[-_MOST:]
    shown = sorted(kept, key=lambda line: (min(line.days), max(line.days), line.post.person.text))
    days = stretch(day for line in shown for day in line.days)
    if days is None:
        canvas.empty(messages("chart.career.undated", count=len(lines)) if lines else messages("chart.career.empty"))
        return canvas.svg(title, messages("chart.career.empty"))
    _Bars(canvas, shown, days, answer.entity.kind).draw()
    if len(dated) > len(shown):
        canvas.note(messages("chart.not_drawn", count=len(dated) - len(shown)))
    if len(lines) > len(dated):
        canvas.note(messages("chart.career.undated", count=len(lines) - len(dated)))
    ended = sum(line.post.status is Status.LEFT for line in lines)
    first, last = (day.isoformat() for day in days)
    return canvas.svg(title, messages("chart.career.said", count=len(lines), ended=ended, first=first, last=last))


def _line(post: Post) -> _Line:
    if post.status in (Status.JOINING, Status.NOT_JOINING):
        times = [e.valid_time for e in post.events] + [t.published_at for e in post.events for t in e.tellings]
        return _Line(post, unsure=next((time for time in times if bounds_of([time])), None))
    if post.status is Status.LEFT:
        return _left(post)
    seen = _seen(post)
    begun = post.began.end or post.began.start if post.began else None
    unsure = post.ended if post.status is Status.LEAVING else None
    parts: list[tuple[date, date, str]] = []
    if post.began and post.began.start and begun:
        parts += [(post.began.start, begun, _PERHAPS)] if begun > post.began.start else []
        parts.append((begun, max([begun, *seen]), _SURE))
    elif seen:
        # Who is called a founder, or to hold or have held a post, need not be there on the day that says so.
        parts.append((min(seen), max(seen), _TOLD if post.status in (Status.HELD, Status.FOUNDED) else _SURE))
    return _Line(post, tuple(parts), post.began is None, True, unsure)


def _left(post: Post) -> _Line:
    """Who left at an untold time had left when it was first told."""
    told = [_day(t.published_at) for e in post.events if post.leaves(e) for t in e.tellings]
    gone_from = post.ended.start if post.ended else None
    gone_by = (post.ended.end or post.ended.start) if post.ended else min((day for day in told if day), default=None)
    if gone_by is None:
        return _Line(post)
    begun = [post.began.start, post.began.end or post.began.start] if post.began else [min(_seen(post), default=None)] * 2
    first, sure_from = (day if day and day <= gone_by else None for day in begun)
    if first is None or sure_from is None:
        return _Line(post, ((gone_from or gone_by, gone_by, _PERHAPS),), open_before=True)
    if gone_from is None or sure_from >= gone_from:
        return _Line(post, ((first, gone_by, _PERHAPS),), open_before=post.began is None)
    parts = ((first, sure_from, _PERHAPS), (sure_from, gone_from, _SURE), (gone_from, gone_by, _PERHAPS))
    kept = tuple(part for part in parts if part[1] > part[0])
    return _Line(post, kept, open_before=post.began is None)


def _seen(post: Post) -> list[date]:
    """The days on which somebody was told to be in post, also by being said not to have left."""
    there = [e for e in post.events if e.certainty in _FIRM and e.polarity is Polarity.AFFIRMED and not post.leaves(e)]
    there += [e for e in post.events if e.polarity is Polarity.NEGATED and post.leaves(e)]
    return [day for e in there for t in e.tellings if (day := _day(t.published_at))]


def _day(time: ValidTime | None) -> date | None:
    return time.end or time.start if time else None


class _Bars:
    """The bars on one axis of time: whose left of each, how long or how it stands right of it."""

    def __init__(self, canvas: Canvas, lines: Sequence[_Line], days: tuple[date, date], of: MentionKind) -> None:
        self._canvas, self._of = canvas, of
        self._font = Font(canvas.size)
        heads = sorted({_org(line) for line in lines}) if of is MentionKind.GROUP else [""]
        self._lines = [(head, [x for x in lines if head in ("", _org(x))]) for head in heads]
        whole = canvas.right - canvas.left
        names = max(writing.width(writing.clean(self._name(line)), canvas.size) for line in lines) + 1
        self._names = min(names, whole * 0.3)
        ends = max(writing.width(self._ended(line), TICK) for line in lines) + 2
        self._ends = min(ends, whole * 0.24)
        self._days = Days(*days, canvas.left + self._names + 10 + OPEN, canvas.right - self._ends - OPEN - 6)

    def draw(self) -> None:
        """The axis first, then the bars on it, then what the looks mean."""
        canvas = self._canvas
        top = canvas.bottom
        heads: list[tuple[str, float]] = []
        rows: list[tuple[_Line, float]] = []
        for head, lines in self._lines:
            if self._of is MentionKind.GROUP:
                canvas.bottom += canvas.size * 1.75
                heads.append((head, canvas.bottom - canvas.size * 0.4))
            for line in lines:
                rows.append((line, canvas.bottom + canvas.size * 0.75))
                canvas.bottom += canvas.size * 1.5
        foot = canvas.bottom + 4
        time_axis(canvas, self._days, [(top, foot)], foot)
        for head, y in heads:
            canvas.words(canvas.left, y, head, Font(self._font.size, bold=True), canvas.right - canvas.left)
        for line, y in rows:
            self._drawn(line, y)
        canvas.bottom = foot + TICK * 1.9
        legend(canvas, list(self._keys([line for line, _ in rows])))

    def _drawn(self, line: _Line, y: float) -> None:
        canvas = self._canvas
        foot = y + self._font.size * 0.36
        with canvas.mark(self._said(line), _leads_to(line.post)):
            canvas.words(canvas.left + self._names, foot, self._name(line), Font(self._font.size, "", "end"), self._names)
            begin, end = canvas.right, canvas.left
            for first, last, look in line.parts:
                box = Box(self._days.begin(first), y - _BAR / 2, self._days.close(last), y + _BAR / 2)
                box = box if box.right - box.left > _LEAST else Box(box.left, box.top, box.left + _LEAST, box.bottom)
                canvas.rect(box, look)
                begin, end = min(begin, box.left), max(end, box.right)
            if line.open_before and line.parts:
                canvas.line(begin - 3, y, (begin - OPEN, y), "c-open c-blue")
            if line.open_after and line.parts:
                canvas.line(end + 3, y, (end + OPEN, y), "c-open c-blue")
            if line.unsure:
                stroke(canvas, span(self._days, line.unsure), y, _unsure_look(line))
            canvas.words(canvas.right, foot, self._ended(line), Font(TICK, "c-dim", "end"), self._ends)

    def _name(self, line: _Line) -> str:
        return _org(line) or self._canvas.messages("dossier.no_org") if self._of is MentionKind.PERSON else line.post.person.text

    def _ended(self, line: _Line) -> str:
        m, days = self._canvas.messages, line.post.days
        return length(m, *days, ended=True) if days else m(f"dossier.status.{line.post.status}")

    def _said(self, line: _Line) -> str:
        m, post = self._canvas.messages, line.post
        start, end = values.when(post.began), values.when(post.ended)
        org = _org(line) or m("dossier.no_org")
        return m("chart.life", who=post.person.text, org=org, start=start, end=end, length=self._ended(line))

    def _keys(self, lines: Sequence[_Line]) -> Iterator[Key]:
        m = self._canvas.messages
        looks = {look for line in lines for _, _, look in line.parts}
        for look, said in ((_SURE, "life.certain"), (_PERHAPS, "life.perhaps"), (_TOLD, "career.told")):
            if look in looks:
                yield Key("box", look, m(f"chart.{said}"))
        if any(line.parts and (line.open_before or line.open_after) for line in lines):
            yield Key("line", "c-open c-blue", m("chart.career.open"))
        unsure = {_unsure_look(line) for line in lines if line.unsure}
        for mark, said in ((_RUMOURED, "rumoured"), (_DENIED, "denied")):
            if mark in unsure:
                yield Key(mark[0], f"{mark[1]} {mark[2]}", m(f"chart.career.{said}"))


def _org(line: _Line) -> str:
    return line.post.org.text if line.post.org else ""


def _unsure_look(line: _Line) -> tuple[str, str, str]:
    return _DENIED if line.post.status is Status.NOT_JOINING else _RUMOURED


def _leads_to(post: Post) -> str:
    """The event that says how it stands: the last leaving where one is told of, else what began it."""
    leaving = [e.id for e in post.events if post.leaves(e)]
    return leaving[-1] if leaving else post.events[0].id
