"""Text under repair: each character knows the received stretch it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shiguan.records.document import OffsetMap, Repair, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` should read ``after``, because ``reason``; coordinates are those of the text the fixer was given.

    ``after`` equal to what stands there reports damage without touching it. ``origins``, when given, has one ``(start, end)`` per
    character of ``after`` and says where in the text it came from; starts and ends must not fall. Without it, equal lengths map
    one to one and otherwise each new character comes from the whole stretch. ``grouped`` edits of one fixer and reason leave a
    single Repair that names the first place and the number of places.
    """

    start: int
    end: int
    after: str
    reason: str
    origins: tuple[tuple[int, int], ...] | None = None
    grouped: bool = False


class Tracked:
    """A text, the received ``[start, end)`` of each of its characters, and the repairs made so far."""

    def __init__(self, received: str) -> None:
        self.received = received
        self.text = received
        self.repairs: list[Repair] = []
        self._spans = [(i, i + 1) for i in range(len(received))]

    def apply(self, fixer: str, edits: Sequence[Edit]) -> None:
        """Make the edits, which must be in order and not overlap (ValueError), and record them under the fixer's name."""
        pieces: list[str] = []
        spans: list[tuple[int, int]] = []
        done = 0
        for edit in edits:
            if edit.start < done or edit.end > len(self.text) or edit.start >= edit.end:
                raise ValueError(f"{fixer}: edit out of order or outside the text: {edit.start}:{edit.end}")
            pieces += [self.text[done : edit.start], edit.after]
            spans += self._spans[done : edit.start]
            spans += self._origins(edit)
            done = edit.end
        self._record(fixer, edits)
        self.text = "".join(pieces) + self.text[done:]
        self._spans = spans + self._spans[done:]

    def offsets(self) -> OffsetMap:
        """The way back from each character of ``text`` as it is now."""
        return OffsetMap.from_spans(self._spans)

    def whence(self, start: int, end: int) -> Span:
        """The received stretch of ``text[start:end]``, which must not be empty."""
        return Span(self._spans[start][0], self._spans[end - 1][1])

    def _origins(self, edit: Edit) -> list[tuple[int, int]]:
        if edit.origins is not None:
            if len(edit.origins) != len(edit.after):
                raise ValueError("one origin per character")
            return [(self._spans[s][0], self._spans[e - 1][1]) for s, e in edit.origins]
        if len(edit.after) == edit.end - edit.start:
            return self._spans[edit.start : edit.end]
        whole = self.whence(edit.start, edit.end)
        return [(whole.start, whole.end)] * len(edit.after)

    def _record(self, fixer: str, edits: Sequence[Edit]) -> None:
        groups: dict[str, list[Edit]] = {}
        for edit in edits:
            if edit.grouped:
                groups.setdefault(edit.reason, []).append(edit)
            else:
                self.repairs.append(self._repair(fixer, edit, edit.reason))
        for reason, members in groups.items():
            note = reason if len(members) == 1 else f"{reason} ({len(members)} places, the first shown)"
            self.repairs.append(self._repair(fixer, members[0], note))

    def _repair(self, fixer: str, edit: Edit, reason: str) -> Repair:
        span = self.whence(edit.start, edit.end)
        return Repair(fixer, span, span.of(self.received), edit.after, reason)


class Fixer(Protocol):
    """One kind of damage: finds it in a text and says how it should read. Each module of ``fixers`` holds one, as ``find``."""

    def __call__(self, page: Tracked, /) -> Sequence[Edit]:
        """The edits, in order, not overlapping; none where the text is not surely damaged. Changes nothing itself."""
        ...
