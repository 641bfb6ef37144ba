"""Bytes out of step: 能夠?qū)崿F(xiàn)盈利 is 能夠實現盈利, and 鋪面?！惯@便是 is 鋪面。」這便是.

A converter that spliced in readings searched GBK bytes, not characters, so it also hit the second byte of one character with the
first of the next: 夠實 is 89 F2 8C 8D, and F2 8C is 騶 or 驅. It put ``(qū)`` behind 8C; 8C and the parenthesis then made no
character and became ``?``. Here the bytes are put together again: what was spliced in is dropped as bytes, ``?qū)`` gives back a
byte b such that (F2, b) has the reading, and the run is decoded anew until it falls into step with the text.

A reader that loses one byte leaves ``?`` and reads on one byte late; there any first byte is put back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from shiguan.repair.gbk_run import LOST, Byte, Reading, lost_first, lost_pair, lost_second, read
from shiguan.repair.readings import SYLLABLE, TONED_SYLLABLE, decode_pair, reads_as, second_bytes
from shiguan.repair.script import is_traditional
from shiguan.repair.tracked import Edit, Tracked
from shiguan.vocabulary.characters import cost, cost_after

NAME = "misaligned"
_MARK = "[?\uff1f\ufffd]"
_SYLLABLE = rf"({TONED_SYLLABLE})\)"
_CUT = re.compile(rf"{_MARK}\(?{_SYLLABLE}")
_ANY = re.compile(rf"{_MARK}(?P<cut>\(?{_SYLLABLE})?")
_SPLICE = re.compile(rf"\({_SYLLABLE}")
_ALIGNED = re.compile(rf"([\u3400-\u9fff])\({_SYLLABLE}")
_TAG = r"(?:/(?:p|div|span|li|td|h\d|section|strong|b|em|a)>|br ?/?>)"
_TAG_END = re.compile(_TAG)
_BROKEN_TAG = re.compile(rf"[^\n?]{{0,40}}\?{_TAG}")
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("‘", "’"))
_WIDE = str.maketrans("!,:;()", "\uff01\uff0c\uff1a\uff1b\uff08\uff09")
"""Some copies narrow their marks after the damage; within a pair of bytes an ASCII mark cannot stand, its full-width form can."""


_REACH = 160
"""Characters that a run may stay out of step. Traditional text falls back within ten: two in five of its second bytes are ASCII."""

_PATIENCE = 40
"""Odd places behind a lone ``?`` that are searched in vain before the page's question marks are left alone."""

_FORKS = 3
"""Marks for lost bytes within a run that are taken both ways."""

_SURE = 14
_SURE_OF_LOST = 35
"""Tenths of nats by which the best reading must lead: four times likelier where the page shows the pinyin, else thirty."""

_KNOWN = 5
"""Bytes behind a lone ``?`` that must be there, for the text to say by itself that they were out of step: two characters' worth."""

_SWALLOWED = 50
"""Cost of an ASCII character lost with half a character before it, about that of an ASCII character."""

_GAIN = 60
"""By how much the text behind a lone ``?`` must read better once it is taken as a lost byte (a factor of 400)."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the page shows of its converter: the characters it glosses, and all characters that stand there without a gloss.

    ``marks``: where its quotation marks and line ends stand.
    """

    glossed: frozenset[str]
    bare: frozenset[str]
    marks: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, text: str) -> _Evidence:
        marks: dict[str, list[int]] = {mark: [] for mark in ("\n", *chain(*_QUOTES))}
        for match in re.finditer(f"[{''.join(marks)}]", text):
            marks[match[0]].append(match.start())
        if not _CUT.search(text):
            return cls(frozenset(), frozenset(), marks)
        glossed = frozenset(m[1] for m in _ALIGNED.finditer(text) if reads_as(m[1], m[2]))
        return cls(glossed, frozenset(_ALIGNED.sub("", text)), marks)

    def cost(self, character: str) -> int:
        """How unlikely the converter is to look for the character: it glosses common traditional ones, and all or none."""
        if character in self.glossed:
            return 0
        return 20 + cost(character) // 4 + (0 if is_traditional(character) else 15) + (25 if character in self.bare else 0)

    def quotes(self, position: int) -> dict[str, int]:
        """Costs of quotation marks at a place: a mark that the page does not use, or that would close nothing, is hardly there."""
        costs = {}
        for opening, closing in _QUOTES:
            unclosed = self._in_line(opening, position) > self._in_line(closing, position)
            costs[opening] = 0 if self.marks[opening] and not unclosed else 60
            costs[closing] = -20 if unclosed else 60
        return costs

    def _in_line(self, mark: str, position: int) -> int:
        """How often the mark stands between the beginning of a place's line and the place."""
        places, ends = self.marks[mark], self.marks["\n"]
        line = bisect_left(ends, position)
        return bisect_left(places, position) - (bisect_left(places, ends[line - 1]) if line else 0)


@dataclass(frozen=True, slots=True)
class _Run:
    """The bytes of ``text[start:end]``; ``tail`` marks an ASCII character that was lost with the last one."""

    start: int
    end: int
    data: tuple[Byte, ...]
    tail: str = ""


def find(page: Tracked) -> list[Edit]:
    """One edit per run. Where a lost byte may have been several, its character stays ``?`` and the reason names the likeliest."""
    text = page.text
    evidence = _Evidence.of(text)
    edits: list[Edit] = []
    done = 0
    patience = _PATIENCE
    for match in _ANY.finditer(text):
        if match.start() < done:
            continue
        if match["cut"]:
            edit: Edit | None = _cut(text, match.start(), match.end(), evidence, done)
        else:
            odd = patience > 0 and _odd(text, match.start() + 1)
            edit = _late(text, match.start(), evidence) if odd else None
            patience -= odd and edit is None
        if edit:
            edits.append(edit)
            done = edit.end
    return edits


def _cut(text: str, start: int, end: int, evidence: _Evidence, floor: int) -> Edit:
    """The edit for a reading spliced in between the bytes of two characters."""
    found = _best(text, _runs(text, _anchor(text, start, floor), evidence), evidence)
    if found is None:
        return Edit(start, end, text[start:end], "bytes out of step, no reading fits")
    return _edit(*found, "reading spliced in between the bytes of two characters")


def _late(text: str, start: int, evidence: _Evidence) -> Edit | None:
    """The edit for a ``?`` after which the text is read one byte late; None where it is a question mark."""
    found = _best(text, _runs(text, start, evidence, first_lost=True), evidence)
    if found is None:
        return None
    run, reading = found
    known = sum(not byte.choices for byte in run.data)
    tagged = run.end > run.data[-1].end
    if reading.text[1:].count(LOST) * 4 > len(reading.text) or not (known >= _KNOWN or tagged):
        return None
    received = _cost(text[start - 1 : start], text[start : run.end], text[run.end : run.end + 1])
    return _edit(run, reading, "read one byte late") if received - reading.cost >= _GAIN else None


def _odd(text: str, start: int) -> bool:
    """Whether the next few characters are such as prose rarely has, or a tag has lost its bracket; most question marks end here."""
    if _BROKEN_TAG.match(text, start):
        return True
    following = text[start : start + 6].partition("\n")[0].replace("?", "")[:4]
    return len(following) > 1 and not following.isascii() and _cost("", following, "") > 58 * len(following)


def _cost(left: str, text: str, right: str) -> int:
    whole = left + text + right
    return sum(cost_after(a, b) for a, b in pairwise(whole)) + (0 if left else cost(text[0]))


def _best(text: str, runs: Iterator[_Run], evidence: _Evidence) -> tuple[_Run, Reading] | None:
    """The run with the likeliest reading, each judged up to where the longest ends; None when none, or two are as likely."""
    read_runs = []
    for run in runs:
        right = "" if run.tail else text[run.end : run.end + 1] or "\n"
        guessed = any(byte.choices and byte.end - byte.start == 1 for byte in run.data)
        reading = read(
            run.data, text[run.start - 1 : run.start], right, _SURE_OF_LOST if guessed else _SURE, evidence.quotes(run.start)
        )
        if reading:
            read_runs.append((run, reading))
    if not read_runs:
        return None
    furthest = max(run.end for run, _ in read_runs) + 1
    totals = []
    for index, (run, reading) in enumerate(read_runs):
        rest = text[run.end + (0 if run.tail else 1) : furthest]
        total = reading.cost + (_SWALLOWED if run.tail else 0)
        totals.append((total + (_cost("" if run.tail else text[run.end : run.end + 1], rest, "") if rest else 0), index))
    ranked = sorted(totals)
    if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _SURE:
        return None
    return read_runs[ranked[0][1]]


def _edit(run: _Run, reading: Reading, reason: str) -> Edit:
    last = run.data[-1]
    after = reading.text + run.tail
    origins = reading.origins + ((last.start, last.end),) * len(run.tail)
    if LOST in reading.text:
        reason += "; open: " + " or ".join(reading.others[:3])
    return Edit(run.start, run.end, after, reason, origins)


def _anchor(text: str, lost: int, floor: int) -> int:
    """Where the run begins: the character before the lost byte, with the readings spliced in between."""
    start = lost
    while True:
        splice = re.search(rf"\({SYLLABLE}\)$", text[max(floor, start - 9) : start])
        if not splice:
            return max(floor, start - 1)
        start -= len(splice[0])


def _runs(text: str, start: int, evidence: _Evidence, first_lost: bool = False) -> Iterator[_Run]:
    """The runs from ``start`` on: to where the stream is in step again, by each way to take a ``?`` on the way. At most four."""
    walk = _Walk(text, start, evidence)
    if first_lost:
        walk.take((lost_first(start, start + 1),), start + 1)
    for _ in range(_REACH):
        if walk.mended and not walk.pending and not walk.at_splice():
            yield _Run(start, walk.position, tuple(walk.data))
            return
        if first_lost and _CUT.match(text, walk.position):
            return  # two kinds of damage in one run are too much to guess from
        if walk.at_lost():
            yield walk.ended_here(start)
            if walk.forks == _FORKS:
                return
        if not walk.step():
            return


class _Walk:
    """Takes a text's bytes one character after another.

    ``pending``: the stream stands within a pair; ``mended``: a lost byte was put back.
    """

    def __init__(self, text: str, start: int, evidence: _Evidence) -> None:
        self.text, self.position, self.evidence = text, start, evidence
        self.data: list[Byte] = []
        self.pending = self.mended = False
        self.forks = 0

    def at_splice(self) -> bool:
        """Whether more was spliced in right here, so that the run goes on."""
        splice = _SPLICE.match(self.text, self.position)
        return bool(_CUT.match(self.text, self.position) or (splice and _ends_with(self.data, splice[1])))

    def at_lost(self) -> bool:
        """Whether a mark stands here for bytes lost out of step."""
        mark = self.text[self.position : self.position + 1]
        return self.pending and self.mended and mark in ("?", "\ufffd") and not _CUT.match(self.text, self.position)

    def ended_here(self, start: int) -> _Run:
        """The run if the mark here is half a character and an ASCII one, so that what follows is in step."""
        tag = _TAG_END.match(self.text, self.position + 1)
        end = tag.end() if tag else self.position + 1
        last = tag or self.text[end : end + 1] in ("", "\n")
        return _Run(start, end, (*self.data, lost_second(self.position, self.position + 1)), "" if last else LOST)

    def step(self) -> bool:
        """Take what stands here; False where no run can go on."""
        position = self.position
        if cut := _CUT.match(self.text, position):
            choices = _choices(self.data[-1], cut[1], self.evidence) if self.data else ()
            if not choices:
                return False
            return self.take((Byte(choices[0][0], cut.start(), cut.end(), choices),), cut.end())
        splice = _SPLICE.match(self.text, position)
        if splice and _ends_with(self.data, splice[1]):
            self.position = splice.end()
            return True
        if self.at_lost():
            # The other way to take the mark: halves of two characters, and the stream is still out of step.
            self.forks += 1
            return self.take(lost_pair(position, position + 1), position + 1)
        character = self.text[position : position + 1]
        added = _bytes(character.translate(_WIDE) if self.pending else character, position)
        return bool(added) and self.take(added, position + 1)

    def take(self, added: Sequence[Byte], position: int) -> bool:
        """Add the bytes and go on at ``position``."""
        for byte in added:
            self.pending = not self.pending and byte.value >= 0x80
            self.mended = self.mended or bool(byte.choices)
        self.data += added
        self.position = position
        return True


def _bytes(character: str, position: int) -> list[Byte]:
    """The bytes of a character that came through; none for a line end or one that GBK lacks, which no run goes past."""
    encoded = character.encode("gb18030", "replace")
    return [] if len(encoded) > 2 or character in ("", "\n") else [Byte(value, position, position + 1) for value in encoded]


def _choices(previous: Byte, syllable: str, evidence: _Evidence) -> tuple[tuple[int, int], ...]:
    """What a cut byte may have been: with the byte before it, a character that has the reading."""
    found: dict[int, int] = {}
    for before, before_cost in previous.possible():
        for value in second_bytes(before, syllable) if before > 0x80 else ():
            character = decode_pair(bytes((before, value)))
            if character and value >= 0x80:
                found[value] = min(found.get(value, 999), before_cost + evidence.cost(character))
    return tuple(sorted(found.items(), key=lambda item: item[1]))


def _ends_with(data: list[Byte], syllable: str) -> bool:
    """Whether the last two bytes, in step or not, are a character with the reading."""
    if len(data) < 2:
        return False
    pairs = (bytes((a, b)) for a, _ in data[-2].possible() for b, _ in data[-1].possible() if a > 0x80)
    return any(reads_as(decode_pair(pair) or "", syllable) for pair in pairs)
