"""From where to where people went, as bands as wide as they are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import Key, legend, number_range
from shiguan.interfaces.show.charts.canvas import PAGE, UNKNOWN, UNSURE, Canvas, Font, Look, path
from shiguan.interfaces.show.charts.sankey import OTHERS, Layout, Place, Run, layout
from shiguan.interfaces.show.charts.scales import Box
from shiguan.query.destinations import Kind
from shiguan.query.flows import Flows, Node

_MOST = 20
_MOST_NARROW = 16
_NODE = 9.0
_NAMED = 6  # people told of in a band's title
_UNTOLD = "from:"
_KINDS = (Kind.KNOWN, Kind.COMPANY, Kind.STARTUP, Kind.STATE, Kind.UNIVERSITY, Kind.ADVISER, Kind.INSIDE, Kind.OTHER, Kind.UNKNOWN)
_HUES = {
    Kind.STARTUP: "green",
    Kind.STATE: "purple",
    Kind.UNIVERSITY: "purple",
    Kind.ADVISER: "amber",
    Kind.INSIDE: "amber",
    Kind.OTHER: "amber",
}


def flows(messages: Messages, answer: Flows, look: Look = PAGE) -> str:
    """Companies (or people) on the left, where they went on the right; what is not told is hatched, what is unsure is lighter."""
    canvas = Canvas("flows", messages, look)
    title = messages("chart.flows")
    canvas.heading(title)
    if not answer.links:
        canvas.empty(messages("chart.flows.empty"))
        return canvas.svg(title, messages("chart.flows.empty"))
    nodes = {node.id: node for node in answer.nodes}
    labels = {identity: _label(messages, node) for identity, node in nodes.items()}
    kinds = [f"kind:{kind}" for kind in _KINDS]
    most = _MOST_NARROW if canvas.narrow else _MOST
    links = [(link.source, link.target, link.low, link.high) for link in answer.links]
    made = layout(links, ([_UNTOLD], kinds), most, canvas.size * 1.5)
    _Drawing(canvas, answer, made, labels).draw()
    unknown = sum(link.high for link in answer.links if nodes[link.target].label == Kind.UNKNOWN)
    first = [_way(labels, link.source, link.target, number_range(link.low, link.high)) for link in answer.links[:5]]
    said = messages(
        "chart.flows.said",
        people=number_range(answer.low, answer.high),
        ways=len(answer.flows),
        unknown=unknown,
        first=messages("chart.first", rows=messages("list.comma").join(first)),
    )
    return canvas.svg(title, said)


def _label(messages: Messages, node: Node) -> str:
    if node.side == "kind":
        return messages(f"flows.kind.{node.label}")
    return writing.clean(node.label) if node.label else messages("flows.untold")


def _way(labels: Mapping[str, str], source: str, target: str, count: str) -> str:
    return f"{labels[source]} → {labels[target]} {count}"


class _Drawing:
    """The picture of a layout."""

    def __init__(self, canvas: Canvas, answer: Flows, made: Layout, labels: Mapping[str, str]) -> None:
        self._canvas, self._answer, self._made = canvas, answer, made
        self._labels = labels
        self._people = answer.by == "person"
        self._font = Font(canvas.size)
        whole = canvas.right - canvas.left
        most = whole * (0.36 if canvas.narrow else 0.3)
        self._rooms = [min(most, max(self._wanted(p) for p in places) + 1) for places in (made.left, made.right)]
        self._x = (canvas.left + self._rooms[0] + 6, canvas.right - self._rooms[1] - 6)
        self._top = 0.0

    def draw(self) -> None:
        """Bands below, places and labels on them, then what the looks mean."""
        canvas, m = self._canvas, self._canvas.messages
        head = Font(canvas.size - 1, "c-dim", "end")
        canvas.bottom += head.size * 1.4
        canvas.words(
            self._x[0], canvas.bottom, m("chart.flows.person" if self._people else "chart.flows.from"), head, self._rooms[0]
        )
        canvas.words(self._x[1], canvas.bottom, m("chart.flows.to"), Font(head.size, "c-dim"), self._rooms[1])
        self._top = canvas.bottom + 8
        for run in self._made.runs:
            self._band(run)
        for end, places in enumerate((self._made.left, self._made.right)):
            for place in places:
                self._place(place, end)
        canvas.bottom = self._top + self._made.height + 8
        legend(canvas, list(self._keys()))

    def _keys(self) -> Sequence[Key]:
        m = self._canvas.messages
        keys = [Key("box", "c-flow c-blue", m("chart.sure"))]
        if any(link.low < link.high for link in self._answer.links):
            keys.append(Key("box", "c-flow c-faint c-blue", m("chart.unsure")))
        if any(_is_unknown(run.band.target) for run in self._made.runs):
            keys.append(Key("box", "c-edge", m("chart.flows.unknown"), UNKNOWN))
        return keys

    def _name(self, place: Place) -> str:
        if place.id == OTHERS:
            return self._canvas.messages("chart.others", count=len(place.members))
        return self._labels[place.id]

    def _wanted(self, place: Place) -> float:
        return writing.width(f"{self._name(place)}{number_range(place.low, place.high)}", self._font.size) + self._font.size * 0.4

    def _place(self, place: Place, end: int) -> None:
        canvas = self._canvas
        x = self._x[end]
        box = Box(x, self._top + place.top, x + _NODE, self._top + place.foot)
        if end:
            box = Box(x - _NODE, box.top, x, box.bottom)
        name, count = self._name(place), number_range(place.low, place.high)
        said = f"{name} {count}"
        if place.id == OTHERS:
            listed = canvas.messages("list.between").join(self._labels[i] for i in place.members[:20])
            said = canvas.messages(
                "chart.others_are", count=len(place.members), names=listed + ("…" if len(place.members) > 20 else "")
            )
        with canvas.mark(said, _entity(place.id), data=False):
            if _is_unknown(place.id) or place.id == _UNTOLD:
                canvas.rect(box, "c-edge", fill=UNKNOWN)
            else:
                canvas.rect(box, f"c-full c-{_hue(place.id) if end else 'blue'}")
            font = Font(self._font.size, "", "start" if end else "end")
            foot = self._top + place.middle + font.size * 0.36
            canvas.words(x + 5 if end else x - 5, foot, [(name, ""), (count, "c-dim")], font, self._rooms[end])

    def _band(self, run: Run) -> None:
        canvas, band = self._canvas, run.band
        links = [self._answer.links[n] for n in band.members]
        people = list(dict.fromkeys(writing.clean(name) for link in links for name in link.people))
        listed = canvas.messages("list.between").join(people[:_NAMED]) + ("…" if len(people) > _NAMED else "")
        ends = [self._labels.get(i) or canvas.messages("chart.others", count="") for i in (band.source, band.target)]
        said = canvas.messages(
            "chart.flows.way", source=ends[0], target=ends[1], count=number_range(band.low, band.high), people=listed
        )
        # A band of one way leads to what tells of it; of several there is no one thing to lead to.
        event = links[0].events[0] if band.high == 1 and links[0].events else None
        with canvas.mark(said, event):
            for begin, thick, faint in ((0.0, run.sure, False), (run.sure, run.thick - run.sure, True)):
                if thick > 0.01:
                    self._ribbon(run, begin, thick, faint=faint)

    def _ribbon(self, run: Run, begin: float, thick: float, *, faint: bool) -> None:
        left, right = self._x[0] + _NODE, self._x[1] - _NODE
        middle = (left + right) / 2
        y, to = self._top + run.start + begin, self._top + run.end + begin
        steps = path(
            "M", (left, y), "C", (middle, y), (middle, to), (right, to),
            "L", (right, to + thick), "C", (middle, to + thick), (middle, y + thick), (left, y + thick), "Z",
        )  # fmt: skip
        if _is_unknown(run.band.target):
            self._canvas.path(steps, "c-edge c-faint" if faint else "c-edge", fill=UNSURE if faint else UNKNOWN)
        else:
            self._canvas.path(steps, f"c-flow c-{_hue(run.band.target)}{' c-faint' if faint else ''}")


def _is_unknown(identity: str) -> bool:
    return identity == f"kind:{Kind.UNKNOWN}"


def _hue(identity: str) -> str:
    side, _, kind = identity.partition(":")
    return _HUES.get(Kind(kind), "blue") if side == "kind" else "blue"


def _entity(identity: str) -> str | None:
    """The id of the entity a place stands for; None where it is one of none."""
    side, _, entity = identity.partition(":")
    return entity if side in ("from", "to", "person") and entity.startswith("e-") else None
