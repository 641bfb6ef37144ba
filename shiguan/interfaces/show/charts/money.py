"""Rounds and valuations over time: each currency by itself, sums as ranges on a logarithmic scale, what is undisclosed hollow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import log10

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import figures, values
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import TICK, Frame, Key, Span, beside, frame, framed, legend, span, stroke
from shiguan.interfaces.show.charts.canvas import PAGE, Canvas, Font, Look
from shiguan.interfaces.show.charts.scales import Box, Room, Scale, decade_ticks, decades, packed
from shiguan.query.money import Money, Round, Valuation
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.time import ValidTime
from shiguan.records.views import Event

_HIGH, _HIGH_NARROW = 170.0, 140.0
_LEAST, _EACH = 64.0, 26.0  # of a panel, and of each sum in it, up to there
_LABELLED = 40  # of more in one panel only the marks are drawn
_UNDATED = 0.35
_DOT = 9.0
_NAMED = 4
_FIRM = frozenset({Certainty.CONFIRMED, Certainty.REPORTED})


@dataclass(frozen=True, slots=True)
class _Item:
    """A sum told of a round, or a valuation; ``amount``: None where undisclosed, ``slot``: its number among those undated."""

    event: Event
    time: ValidTime | None
    amount: Amount | None
    label: str
    valuation: bool
    slot: int

    @property
    def hue(self) -> str:
        """Rounds and valuations differ in hue, as they do in shape."""
        return "c-purple" if self.valuation else "c-blue"

    @property
    def firm(self) -> bool:
        """Whether it is confirmed or reported, and not denied."""
        return self.event.certainty in _FIRM and self.event.polarity is Polarity.AFFIRMED


def money(messages: Messages, answer: Money, look: Look = PAGE) -> str:
    """A panel for each currency; nothing is converted, and what is undisclosed stands in a strip of its own at no height."""
    canvas = Canvas("money", messages, look)
    title = messages("chart.money", name=answer.entity.name)
    canvas.heading(title)
    items = _items(messages, answer)
    if not items:
        canvas.empty(messages("chart.money.empty", name=answer.entity.name))
        return canvas.svg(title, messages("chart.money.empty", name=answer.entity.name))
    _Panels(canvas, items).draw()
    sums = messages("list.comma").join(figures.total(messages, s) for s in answer.sums) or messages("money.no_sum")
    canvas.note(messages("money.sums", sums=sums, undisclosed=answer.undisclosed, unsure=answer.unsure))
    told = [f"{item.label}" for item in items if item.amount][:_NAMED]
    said = messages(
        "chart.money.said",
        name=answer.entity.name,
        rounds=len(answer.rounds),
        undisclosed=sum(not one.amounts for one in answer.rounds),
        valuations=len(answer.valuations),
        first=messages("list.comma").join(told),
    )
    return canvas.svg(title, said)


def _items(messages: Messages, answer: Money) -> list[_Item]:
    """Every sum of every round, and every valuation; those undated numbered in the order they are given."""
    slots: dict[str, int] = {}
    several = answer.entity.kind is MentionKind.GROUP

    def slot(event: Event, time: ValidTime | None) -> int:
        return -1 if _is_dated(time) else slots.setdefault(event.id, len(slots))

    items = []
    for one in answer.rounds:
        name = _name(messages, one, several=several)
        at = slot(one.event, one.event.valid_time)
        for amount in one.amounts or (None,):
            said = f"{name} {figures.money(messages, [amount], none='')}" if amount else name
            items.append(_Item(one.event, one.event.valid_time, amount, said, False, at))
    for worth in answer.valuations:
        sum_ = figures.money(messages, [worth.amount], none="")
        said = f"{_whose(worth, several=several)}{messages('chart.money.valuation')} {sum_}"
        items.append(_Item(worth.event, worth.time, worth.amount, said, True, slot(worth.event, worth.time)))
    return items


def _name(messages: Messages, one: Round, *, several: bool) -> str:
    whose = "、".join(v.text for v in one.orgs) if several else ""
    return " ".join(part for part in (whose, one.round or messages("money.round")) if part)


def _whose(one: Valuation, *, several: bool) -> str:
    return "、".join(v.text for v in one.orgs) + " " if several and one.orgs else ""


def _is_dated(time: ValidTime | None) -> bool:
    return time is not None and bool(time.start or time.end)


class _Panels:
    """Panels below each other on one axis of time."""

    def __init__(self, canvas: Canvas, items: Sequence[_Item]) -> None:
        self._canvas, self._items = canvas, items
        self._font = Font(canvas.size - 1)
        self._panels: dict[str | None, list[_Item]] = defaultdict(list)
        for item in items:
            if item.amount:
                self._panels[item.amount.currency or item.amount.unit].append(item)
        self._hidden = [item for item in items if item.amount is None]
        scale = max((writing.width(said, TICK) for said in self._ticks()), default=0.0)
        self._left = canvas.left + scale + 8
        whole = canvas.right - self._left
        self._slots = 1 + max(item.slot for item in items)
        self._frame: Frame = frame([item.time for item in items], (self._left, canvas.right), whole * _UNDATED)

    def _ticks(self) -> Iterator[str]:
        for items in self._panels.values():
            low, high = decades(list(_bounds(items)))
            yield from (figures.number(self._canvas.messages, Decimal(10) ** k) for k in range(low, high + 1))

    def draw(self) -> None:
        """The panels of most sums first, the strip of what is undisclosed, the axis, and what the looks mean."""
        canvas = self._canvas
        parts: list[tuple[float, float]] = []
        drawn = []
        for currency, items in sorted(self._panels.items(), key=lambda p: (-len(p[1]), p[0] or "~")):
            top = canvas.bottom + canvas.size * 1.7
            foot = top + min(_HIGH_NARROW if canvas.narrow else _HIGH, _LEAST + _EACH * len(items))
            parts.append((top, foot))
            drawn.append((currency, items, top, foot))
            canvas.bottom = foot + 8
        strip, rows = self._strip()
        if strip:
            top = canvas.bottom + canvas.size * 1.7
            parts.append((top, top + (max(rows) + 1) * _ROW))
            canvas.bottom = parts[-1][1] + 6
        framed(canvas, self._frame, parts, canvas.bottom)
        foot = canvas.bottom
        for currency, items, above, below in drawn:
            _Panel(canvas, self, items).draw(currency, above, below)
        if strip:
            self._undisclosed(strip, rows, parts[-1][0])
        canvas.bottom = foot + TICK * 1.9
        legend(canvas, self._keys())

    def at(self, item: _Item) -> Span:
        """Where the item stands along time, or in its place among those undated."""
        if _is_dated(item.time) and self._frame.days:
            assert item.time is not None
            return span(self._frame.days, item.time)
        assert self._frame.undated is not None
        left, right = self._frame.undated
        # Evenly over the room, but not so far apart that few of them look like a scale.
        step = min(150.0, (right - left) / self._slots)
        x = left + step * (item.slot + 0.5)
        return Span(x - _DOT / 2, x + _DOT / 2, True)

    @property
    def left(self) -> float:
        """Where the panels begin, right of their scales."""
        return self._left

    def borders(self, top: float, foot: float) -> list[Box]:
        """What no label may stand across."""
        made = self._frame
        return [Box(made.days.end, top, made.undated[0], foot)] if made.days and made.undated else []

    def _strip(self) -> tuple[list[tuple[_Item, Span, str]], list[int]]:
        """What is undisclosed: where each stands, its label as far as there is room, and its row."""
        made, rooms = [], []
        for item in self._hidden:
            placed = self.at(item)
            begin, end = placed.room
            label = writing.cut(item.label, self._font.size, min(120.0, self._canvas.right - end - 4))
            made.append((item, placed, label))
            rooms.append((begin, end + 4 + writing.width(label, self._font.size)))
        return made, packed(rooms, 8.0)

    def _undisclosed(self, strip: Sequence[tuple[_Item, Span, str]], rows: Sequence[int], top: float) -> None:
        canvas, m = self._canvas, self._canvas.messages
        canvas.words(canvas.left, top - 5, m("chart.money.undisclosed"), Font(canvas.size - 1, "c-dim"))
        for (item, placed, label), row in zip(strip, rows, strict=True):
            y = top + row * _ROW + _ROW / 2
            with canvas.mark(f"{_said(m, item)} · {m('money.undisclosed')}", item.event.id):
                stroke(canvas, placed, y, ("circle", "c-hollow", "c-grey"))
                canvas.words(placed.room[1] + 4, y + self._font.size * 0.36, label, self._font)

    def _keys(self) -> list[Key]:
        m, told = self._canvas.messages, [item for item in self._items if item.amount]
        keys = [Key("circle", "c-full c-blue", m("chart.money.round"))] if any(not i.valuation for i in told) else []
        keys += [Key("diamond", "c-full c-purple", m("chart.money.valuation"))] if any(i.valuation for i in told) else []
        if any(item.amount and item.amount.low != item.amount.high for item in told) or any(_coarse(item.time) for item in told):
            keys.append(Key("box", "c-faint c-blue", m("chart.money.range")))
        keys += [Key("circle", "c-hollow c-blue", m("chart.unsure"))] if any(not item.firm for item in told) else []
        counts: dict[tuple[str, str | None], int] = defaultdict(int)
        for item in told:
            if item.amount and not item.valuation:
                counts[item.event.id, item.amount.currency or item.amount.unit] += 1
        keys += [Key("line", "c-now", m("chart.money.several"))] if any(n > 1 for n in counts.values()) else []
        keys += [Key("circle", "c-hollow c-grey", m("chart.money.undisclosed"))] if self._hidden else []
        return keys


_ROW = 17.0


def _coarse(time: ValidTime | None) -> bool:
    return time is not None and time.start != time.end


def _bounds(items: Sequence[_Item]) -> Iterator[Decimal]:
    """The bounds that a logarithmic scale can hold."""
    yield from (b for item in items if item.amount for b in (item.amount.low, item.amount.high) if b is not None and b > 0)


def _said(messages: Messages, item: _Item) -> str:
    when = values.when(item.time) if item.time else messages("chart.undated")
    return " · ".join((item.label, when, values.certainty(messages, item.event).plain))


class _Panel:
    """The sums of one currency."""

    def __init__(self, canvas: Canvas, panels: _Panels, items: Sequence[_Item]) -> None:
        self._canvas, self._panels, self._items = canvas, panels, items
        self._font = Font(canvas.size - 1)

    def draw(self, currency: str | None, top: float, foot: float) -> None:
        """The scale, then the marks, then as many labels as find room."""
        canvas, m = self._canvas, self._canvas.messages
        said = m("chart.money.currency", currency=currency) if currency else m("chart.money.unsaid")
        canvas.words(canvas.left, top - 7, said, Font(canvas.size - 1, bold=True), canvas.right - canvas.left)
        low, high = decades(list(_bounds(self._items)))
        up = Scale(low, high, foot - 6, top + 10)
        for power in decade_ticks(low, high, 7):
            y = up(power)
            canvas.line(self._panels.left, y, (canvas.right, y), "c-rule")
            number = figures.number(m, Decimal(10) ** power)
            canvas.words(self._panels.left - 5, y + TICK * 0.36, number, Font(TICK, "c-dim", "end"))
        boxes = [self._box(item, up) for item in self._items]
        room = Room(Box(self._panels.left, top, canvas.right, foot))
        for box in (*boxes, *self._panels.borders(top, foot)):
            room.take(box)
        self._joined(boxes)
        for item, box in zip(self._items, boxes, strict=True):
            with canvas.mark(_said(m, item), item.event.id):
                self._mark(item, box)
                if len(self._items) <= _LABELLED:
                    self._label(item, box, room)

    def _box(self, item: _Item, up: Scale) -> Box:
        """From the least to the most of sum and time, no smaller than a dot."""
        placed, amount = self._panels.at(item), item.amount
        assert amount is not None  # items without a sum stand in no panel
        bounds = [up(log10(b)) for b in (amount.low, amount.high) if b is not None and b > 0] or [up.start]
        middle = sum((min(bounds), max(bounds))) / 2
        half = max(_DOT, max(bounds) - min(bounds)) / 2
        return Box(placed.begin, middle - half, placed.end, middle + half)

    def _mark(self, item: _Item, box: Box) -> None:
        canvas, amount = self._canvas, item.amount
        assert amount is not None
        placed = self._panels.at(item)
        centre, middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        dot = placed.exact and amount.low == amount.high
        if dot:
            canvas.symbol(
                "diamond" if item.valuation else "circle", centre, middle, f"{'c-full' if item.firm else 'c-hollow'} {item.hue}"
            )
        else:
            canvas.rect(box, f"c-faint {item.hue}" if item.firm else f"c-tile c-perhaps {item.hue}", rx=0 if item.valuation else 4)
        if amount.high is None:
            canvas.line(centre, box.top - 2, (centre, box.top - 11), f"c-open {item.hue}")
        if amount.low is None or amount.low <= 0:
            canvas.line(centre, box.bottom + 2, (centre, box.bottom + 11), f"c-open {item.hue}")

    def _joined(self, boxes: Sequence[Box]) -> None:
        """What is told otherwise of one round is tied together."""
        one: dict[str, list[Box]] = defaultdict(list)
        for item, box in zip(self._items, boxes, strict=True):
            if not item.valuation:
                one[item.event.id].append(box)
        for told in one.values():
            for upper, lower in pairwise(told):
                x = (upper.left + upper.right) / 2
                y, to = (upper.top + upper.bottom) / 2, (lower.top + lower.bottom) / 2
                self._canvas.line(x, y, (x, to), "c-now")

    def _label(self, item: _Item, box: Box, room: Room) -> None:
        said = writing.cut(writing.clean(item.label), self._font.size, 150 if self._canvas.narrow else 220)
        taken = writing.width(said, self._font.size)
        places = beside(box, taken, self._font)
        free = room.first_free(place[3] for place in places)
        for x, y, font, wanted in places:
            if wanted == free:
                self._canvas.words(x, y, said, font)
                return
