"""A draft held against the record; it is neither recorded nor kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import Response

from shiguan.errors import InputError
from shiguan.interfaces import render
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.web.article_marks import visible
from shiguan.interfaces.web.pages.article import as_json
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit
from shiguan.query.check import Checked, Mark
from shiguan.query.verdicts import Verdict

_LONGEST = 50_000  # characters of a draft
_SIGNS = {
    Verdict.SUPPORTED: "✓",
    Verdict.CONTRADICTED: "✗",
    Verdict.UNSUPPORTED: "?",
    Verdict.RUMOUR_ONLY: "~",
    Verdict.OUT_OF_DATE: "↻",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the draft; ``mark`` says what was found of it, ``notes`` by which notes, the gravest first."""

    text: str
    mark: Mark | None = None
    notes: tuple[int, ...] = ()


def add_to(site: Site) -> None:
    """Add the page: the form, and what it sends. That it was sent from here is the guard's to see to."""
    site.page("/check", _form, label="web.nav.check", group="texts")
    site.page("/check", _checked, methods=("POST",), of=Desk.reading)


def _form(visit: Visit) -> Response:
    return _page(visit, "", "", None)


def _checked(visit: Visit) -> Response:
    text, at = (_sent(visit, name) for name in ("text", "at"))
    if len(text) > _LONGEST:
        raise InputError(f"a draft of {len(text)} characters is too long; {_LONGEST} are checked at once")
    answer = _check(visit, text, at.strip() or None) if text.strip() else None
    if visit.format:
        return as_json(visit, "check", render.plain(answer))
    return _page(visit, text, at, answer)


def _sent(visit: Visit, name: str) -> str:
    return "\n".join((visit.form.get(name) or [""])[0].splitlines())


def _check(visit: Visit, text: str, at: str | None) -> Checked:
    """Drafts are read from files: this one's is gone when it is checked."""
    with TemporaryDirectory(prefix="shiguan-") as folder:
        draft = Path(folder) / "draft.txt"
        draft.write_text(text, encoding="utf-8", errors="replace")
        return visit.shiguan.check(draft, at)


def _page(visit: Visit, text: str, at: str, answer: Checked | None) -> Response:
    told = [note.told for note in answer.notes if note.told] if answer else []
    newest = [note.newest.tellings[0] for note in answer.notes if note.newest] if answer else []
    return visit.page(
        "check.html",
        text=text,
        at=at,
        answer=answer,
        pieces=tuple(_pieces(answer)) if answer else (),
        signs=_SIGNS,
        longest=_LONGEST,
        documents=visit.documents((), (*told, *newest)),
    )


def _pieces(answer: Checked) -> Iterator[Piece]:
    verdicts = {note.number: note.verdict for note in answer.notes}
    position = 0
    for mark in answer.marks:
        yield Piece(visible(answer.text[position : mark.start]))
        order = tuple(sorted(mark.notes, key=lambda n: (verdicts[n] is not mark.verdict, n)))
        yield Piece(visible(answer.text[max(position, mark.start) : mark.end]), mark, order)
        position = max(position, mark.end)
    yield Piece(visible(answer.text[position:]).rstrip())
