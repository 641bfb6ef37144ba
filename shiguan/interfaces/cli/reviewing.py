"""`shiguan resolve review`: the pairs that rules hesitate about, one after the other, a key for each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shiguan.interfaces.cli.door import show, write
from shiguan.records.judgement import Verdict

if TYPE_CHECKING:
    from shiguan.app import Shiguan
    from shiguan.interfaces.cli.resolving import Judged
    from shiguan.query.review import Pair

SAME, DIFFERENT, SKIP, UNDO, QUIT = "s", "d", "u", "z", "q"
_VERDICTS = {SAME: Verdict.SAME, DIFFERENT: Verdict.DIFFERENT}


@dataclass(slots=True)
class _Session:
    """What was done so far: of each step its pair, and the id of the judgement (None: passed over)."""

    steps: list[tuple[Pair, str | None]] = field(default_factory=list)

    @property
    def skipped(self) -> set[tuple[str, str]]:
        """The pairs passed over."""
        return {_key(pair) for pair, judged in self.steps if judged is None}

    @property
    def judged(self) -> list[str]:
        """Ids of the judgements that hold."""
        return [judged for _, judged in self.steps if judged is not None]


def review(options: Judged) -> None:
    """Go through the pairs of names that rules could not decide.

    Both sentences stand side by side, below them what speaks for their being one and what a merge would change. Keys: s same,
    d different, u skip, z undo last, q quit; from a pipe, one letter a line.
    """
    from shiguan.interfaces.show import resolving as shown

    session, keys = _Session(), _keys()
    with options.open() as shiguan:
        messages = options.messages(shiguan)
        for pair, left in _waiting(shiguan, session):
            if not options.json:
                show(shown.pair(messages, pair))
                preview = shiguan.judging().what_if(pair.left.mention, pair.right.mention, Verdict.SAME)
                show(shown.changes(messages, preview.changes, Verdict.SAME))
                show(f"{messages('resolve.keys')} · {messages('resolve.left', count=left)}")
            if not _act(options, shiguan, session, pair, keys):
                break
        if options.json:
            write([{"judged": session.judged, "skipped": len(session.skipped)}])
        else:
            if not session.steps and not shiguan.pairs(unsure=True):
                show(messages("resolve.none"))
            show(messages("resolve.done", judged=len(session.judged), skipped=len(session.skipped)))


def _waiting(shiguan: Shiguan, session: _Session) -> Iterator[tuple[Pair, int]]:
    """The next pair, and how many there are, after each step anew: a judgement may settle several."""
    while waiting := [p for p in shiguan.pairs(unsure=True) if _key(p) not in session.skipped]:
        yield waiting[0], len(waiting)


def _act(options: Judged, shiguan: Shiguan, session: _Session, pair: Pair, keys: Iterator[str]) -> bool:
    """Do what the next key says; False when it says to stop."""
    messages = options.messages(shiguan)
    for key in keys:
        if key == QUIT:
            return False
        if key == SKIP:
            session.steps.append((pair, None))
            return True
        if key in _VERDICTS:
            judged = shiguan.judging().judge(pair.left.mention, pair.right.mention, _VERDICTS[key], options.word)
            session.steps.append((pair, judged.id))
            return True
        if key == UNDO and session.steps:
            _, last = session.steps.pop()
            if last is not None:
                shiguan.judging().undo(last, options.word)
            return True
        if not options.json:
            show(messages("resolve.nothing_to_undo") if key == UNDO else messages("resolve.unknown_key", pressed=key))
    return False


def _key(pair: Pair) -> tuple[str, str]:
    return pair.left.mention, pair.right.mention


def _keys() -> Iterator[str]:
    """Keys as they are pressed; where there is no terminal, the first letter of each line."""
    if sys.stdin.isatty():
        while True:
            yield _pressed()
    for line in sys.stdin:
        if letter := line.strip()[:1].lower():
            yield letter


def _pressed() -> str:
    """One key; a line's first letter where the terminal gives whole lines only. The end of input quits."""
    try:
        import termios
        import tty
    except ImportError:  # no POSIX terminal
        line = sys.stdin.readline()
        return line.strip()[:1].lower() if line else QUIT
    terminal: Any = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSANOW)  # keys pressed ahead are not lost
        return os.read(terminal, 1).decode("ascii", "replace").lower() or QUIT
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
