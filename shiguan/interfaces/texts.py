"""Texts that come over a wire and not as files: a draft to check, an article to record, an article on record to read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from shiguan.app import ReadReport, Shiguan
from shiguan.errors import AmbiguousError, GatherError, InputError, NotFoundError
from shiguan.gather.dates import published as dated
from shiguan.ids import content_id
from shiguan.interfaces.render import dumps
from shiguan.ledger.reader import Listed
from shiguan.query.check import Checked
from shiguan.records.document import Document
from shiguan.records.views import Told

LONGEST = 500_000
"""Characters of a text that is taken; no article is near it, and reading takes time by length."""
_PAGE_STARTS = ("<!doctype html", "<html")
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a text beside its words, each as written; ``published`` is a date."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """How a reading went, and the claims that stand of the article read."""

    report: ReadReport
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """An article on record: its head, its text as read, and the claims that stand of it."""

    listed: Listed
    document: Document
    told: tuple[Told, ...]


def check_text(shiguan: Shiguan, text: str, at: str | None) -> Checked:
    """Every name, date and number of a draft against the record, as ``Shiguan.check``."""
    with TemporaryDirectory() as folder:
        return shiguan.check(_written(Path(folder) / "draft.txt", text), at)


def read_text(shiguan: Shiguan, text: str, head: Head) -> Recorded:
    """Put an article on record (a page where it begins like one), called by its content; InputError where it cannot be read."""
    try:
        if head.published is not None:
            dated(head.published)
    except GatherError as error:
        raise InputError(str(error)) from error
    page = text.lstrip()[:20].lower().startswith(_PAGE_STARTS)
    with TemporaryDirectory() as folder:
        name = f"{_name(text)}{'.html' if page else '.txt'}"
        _written(Path(folder) / name, text)
        said = {"title": head.title, "publisher": head.publisher, "published": head.published, "url": head.url}
        _written(Path(folder) / "manifest.jsonl", dumps({"file": name, **{key: value for key, value in said.items() if value}}))
        report = shiguan.read([folder])
    if report.failures:
        raise InputError("; ".join(failure.reason for failure in report.failures))
    article = report.outcomes[0].article
    documents = {listed.document for listed in shiguan.articles() if listed.article == article}
    return Recorded(report, shiguan.view().tellings_in(documents))


def on_record(shiguan: Shiguan, name: str) -> Page:
    """The article on record whose document's or article's id begins so, or whose file is called so; never a file on this machine.

    NotFoundError where there is none, AmbiguousError where there are several.
    """
    every = shiguan.articles()
    fitting = [one for one in every if name and (one.document.startswith(name) or one.article.startswith(name))]
    fitting = fitting or [one for one in every if one.file == name]
    if not fitting:
        raise NotFoundError(f"no document {name!r} is on record")
    if len(fitting) > 1:
        raise AmbiguousError(f"{name} may be: {', '.join(f'{one.document} ({one.file})' for one in fitting[:_LISTED])}")
    document = fitting[0].document
    return Page(fitting[0], shiguan.documents({document})[document], shiguan.view().tellings_in({document}))


def _name(text: str) -> str:
    return content_id("text", text.encode(errors="replace"))


def _written(path: Path, text: str) -> Path:
    """The text in a file; InputError for one that is too long or no text."""
    if len(text) > LONGEST:
        raise InputError(f"this text has {len(text)} characters; {LONGEST} can be taken")
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except UnicodeEncodeError as error:
        raise InputError("this text holds half a character") from error
    return path
