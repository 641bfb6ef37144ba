"""Where the bands of a flow picture run: which places are folded, in which order they stand, how thick each band is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shiguan.interfaces.show.charts.scales import fold

OTHERS = "others"
_SWEEPS = 8
_TALL = 430.0  # how high all bands together come to be, roughly
_THICKEST, _THINNEST = 16.0, 1.2
_APART = 4.0
_LOOSEST = 22.0  # between two places of the column that has fewer


@dataclass(frozen=True, slots=True)
class Band:
    """Ways from one place to another; ``low`` of them are sure, ``high`` are all. ``members``: which links it stands for."""

    source: str
    target: str
    low: int
    high: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place's stretch along its column, the middle of it, and the ids it stands for."""

    id: str
    top: float
    foot: float
    low: int
    high: int
    members: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return (self.top + self.foot) / 2


@dataclass(frozen=True, slots=True)
class Run:
    """Where a band begins and ends (upper edges), how thick it is, and how much of that is sure."""

    band: Band
    start: float
    end: float
    thick: float
    sure: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Both columns and the bands between them, within ``height`` from 0."""

    left: tuple[Place, ...]
    right: tuple[Place, ...]
    runs: tuple[Run, ...]
    height: float


Given = tuple[str, str, int, int]
"""A link: source, target, low, high."""


def layout(links: Sequence[Given], last: Sequence[Sequence[str]], most: int, pitch: float) -> Layout:
    """The places of both columns, ``most`` in each, at least ``pitch`` apart.

    ``last``: for the left and the right column the places that always stand at its foot in this order, and are never folded.
    """
    homes = [_homes(links, end, last[end], most) for end in (0, 1)]
    bands = _bands(links, homes)
    unit = min(_THICKEST, _TALL / max(1, sum(b.high for b in bands)))
    thick = {(b.source, b.target): max(_THINNEST, b.high * unit) for b in bands}
    order = _ordered(bands, [(*(p for p in last[end] if p != OTHERS), OTHERS) for end in (0, 1)])
    heights = [
        {name: sum(thick[b.source, b.target] for b in bands if _end(b, end) == name) for name in order[end]} for end in (0, 1)
    ]
    height = max(sum(max(h, pitch) + _APART for h in column.values()) for column in heights)
    members = [_members(homes[end]) for end in (0, 1)]
    columns = [_column(order[end], heights[end], height, pitch, (bands, end, members[end])) for end in (0, 1)]
    return Layout(tuple(columns[0]), tuple(columns[1]), _runs(bands, columns, thick), height)


def _end(band: Band, end: int) -> str:
    return band.target if end else band.source


def _homes(links: Sequence[Given], end: int, last: Sequence[str], most: int) -> dict[str, str]:
    """For each place of a column the one it is drawn as."""
    sizes: dict[str, int] = defaultdict(int)
    for link in links:
        sizes[str(link[end])] += link[3]
    free = [name for name in sizes if name not in last]
    kept, _ = fold([sizes[name] for name in free], max(2, most - sum(name in sizes for name in last)))
    stay = {free[i] for i in kept}.union(last)
    return {name: name if name in stay else OTHERS for name in sizes}


def _members(homes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, home in homes.items():
        found[home].append(name)
    return {home: tuple(names) for home, names in found.items()}


def _bands(links: Sequence[Given], homes: Sequence[Mapping[str, str]]) -> list[Band]:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (source, target, _, _) in enumerate(links):
        groups[homes[0][source], homes[1][target]].append(number)
    return [
        Band(source, target, sum(links[n][2] for n in group), sum(links[n][3] for n in group), tuple(group))
        for (source, target), group in groups.items()
    ]


def _ordered(bands: Sequence[Band], last: Sequence[Sequence[str]]) -> list[list[str]]:
    """Both columns, largest first, then moved by where their bands lead for as long as fewer of them cross."""
    columns = []
    for end in (0, 1):
        sizes: dict[str, int] = defaultdict(int)
        for band in bands:
            sizes[_end(band, end)] += band.high
        columns.append(_footed(sorted(sizes, key=lambda name: (-sizes[name], name)), last[end]))
    best, fewest = [list(c) for c in columns], _crossings(bands, columns)
    for sweep in range(_SWEEPS):
        end = 1 - sweep % 2
        other = {name: at for at, name in enumerate(columns[1 - end])}
        weights: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for band in bands:
            weights[_end(band, end)].append((other[_end(band, 1 - end)], band.high))
        middle = {name: sum(at * w for at, w in led) / sum(w for _, w in led) for name, led in weights.items()}
        columns[end] = _footed(sorted(columns[end], key=lambda name: middle[name]), last[end])
        crossings = _crossings(bands, columns)
        if crossings < fewest:
            best, fewest = [list(c) for c in columns], crossings
    return best


def _footed(names: Sequence[str], last: Sequence[str]) -> list[str]:
    """Those that stand at the foot put there; ``OTHERS`` just above them."""
    foot = [OTHERS, *(name for name in last if name != OTHERS)]
    return [*(n for n in names if n not in foot), *(n for n in foot if n in names)]


def _crossings(bands: Sequence[Band], columns: Sequence[Sequence[str]]) -> int:
    """How many ways cross each other."""
    at = [{name: i for i, name in enumerate(column)} for column in columns]
    found = 0
    for i, one in enumerate(bands):
        for other in bands[i + 1 :]:
            left = at[0][one.source] - at[0][other.source]
            if left * (at[1][one.target] - at[1][other.target]) < 0:
                found += one.high * other.high
    return found


Counted = tuple[Sequence[Band], int, Mapping[str, tuple[str, ...]]]


def _column(order: Sequence[str], heights: Mapping[str, float], whole: float, pitch: float, counted: Counted) -> list[Place]:
    bands, end, members = counted
    slots = [max(heights[name], pitch) + _APART for name in order]
    spare = whole - sum(slots)
    apart = min(_LOOSEST, spare / (len(order) - 1)) if len(order) > 1 else 0.0
    y = (spare - apart * (len(order) - 1)) / 2
    places = []
    for name, slot in zip(order, slots, strict=True):
        top = y + (slot - heights[name]) / 2
        mine = [b for b in bands if _end(b, end) == name]
        counts = sum(b.low for b in mine), sum(b.high for b in mine)
        places.append(Place(name, top, top + heights[name], *counts, members[name]))
        y += slot + apart
    return places


def _runs(bands: Sequence[Band], columns: Sequence[Sequence[Place]], thick: Mapping[tuple[str, str], float]) -> tuple[Run, ...]:
    tops = [{place.id: place.top for place in column} for column in columns]
    at = [{place.id: i for i, place in enumerate(column)} for column in columns]
    starts: dict[tuple[str, str], float] = {}
    ends: dict[tuple[str, str], float] = {}
    for band in sorted(bands, key=lambda b: (at[0][b.source], at[1][b.target])):
        starts[band.source, band.target] = tops[0][band.source]
        tops[0][band.source] += thick[band.source, band.target]
    for band in sorted(bands, key=lambda b: (at[1][b.target], at[0][b.source])):
        ends[band.source, band.target] = tops[1][band.target]
        tops[1][band.target] += thick[band.source, band.target]
    return tuple(
        Run(b, starts[k], ends[k], thick[k], thick[k] * b.low / b.high if b.high else 0.0)
        for b in bands
        for k in [(b.source, b.target)]
    )
