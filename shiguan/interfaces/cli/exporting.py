"""The commands ``export``: what is on record, and answers, in the formats of other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, make_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, TypeAlias

import typer

from shiguan.interfaces.cli.asking import TallyOptions, TimelineOptions
from shiguan.interfaces.cli.companies import CompareOptions, LeagueOptions, MoneyOptions
from shiguan.interfaces.cli.conflicts import ConflictsOptions
from shiguan.interfaces.cli.door import Asked, Scoped, command, tell_passed_over
from shiguan.interfaces.cli.people import FlowsOptions, ReconcileOptions, TenureOptions
from shiguan.interfaces.cli.rumours import ForecastsOptions, OutletsOptions, RumoursOptions

if TYPE_CHECKING:
    from shiguan.app import Shiguan
    from shiguan.interfaces.export import About, Table
    from shiguan.interfaces.messages import Messages

Write: TypeAlias = Callable[[BinaryIO], None]

_BINARY = frozenset({"xlsx", "parquet"})
_TABLES = ("csv", "xlsx", "parquet")
_RECORD = ("jsonl", *_TABLES)
_SUFFIXES: Mapping[str, tuple[str, ...]] = {"md": ("markdown",), "htm": ("html",), "json": ("json", "jsonld"), "ndjson": ("jsonl",)}
# What questions whose answers are tables take, and an example of each.
_ANSWERS: Mapping[str, tuple[type[Scoped], str]] = {
    "tally": (TallyOptions, "departures --group 六小龙 --output departures.xlsx"),
    "timeline": (TimelineOptions, "零一万物 --format timelinejs --output timeline.json"),
    "flows": (FlowsOptions, "--by kind --format csv --bom"),
    "tenure": (TenureOptions, "--output tenure.xlsx"),
    "league": (LeagueOptions, "月活 --when 2025-03 --format csv"),
    "money": (MoneyOptions, "月之暗面 --output money.xlsx"),
    "compare": (CompareOptions, "百川智能 零一万物 --output compare.xlsx"),
    "reconcile": (ReconcileOptions, "departures --since 2024 --format csv"),
    "rumours": (RumoursOptions, "零一万物 --fate open --format csv"),
    "forecasts": (ForecastsOptions, "--as-of 2025-12-31 --output forecasts.xlsx"),
    "conflicts": (ConflictsOptions, "--output conflicts.xlsx"),
    "outlets": (OutletsOptions, "--format csv"),
}
_OUTPUT = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it there (- or none: the standard output).")
]
_BOM = Annotated[bool, typer.Option("--bom", help="Begin CSV with the mark by which Excel knows UTF-8.")]
_TABLE = Annotated[
    str | None, typer.Option(metavar="NAME", help="Of several tables the one for csv or parquet (default: the first).")
]
_LIMIT = Annotated[int | None, typer.Option(min=1, help="At most so many (default: all).", show_default=False)]
_ALL = Annotated[bool, typer.Option("--all", hidden=True)]  # an export is whole unless it is limited


@dataclass(frozen=True, kw_only=True)
class ExportOptions(Asked):
    """What exports of the record take; each adds its formats."""

    output: _OUTPUT = None


@dataclass(frozen=True, kw_only=True)
class PageOptions(Scoped):
    """What exports about one name take; each adds its formats."""

    name: Annotated[str, typer.Argument(help="A person, organisation, product or group.", show_default=False)]
    output: _OUTPUT = None


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    export = typer.Typer(help="Write what is on record, or an answer, in the formats of other programs.", no_args_is_help=True)
    for function, formats, example in (
        (claims, _RECORD, "claims --format jsonl > claims.jsonl"),
        (events, _RECORD, "events --output events.xlsx"),
        (entities, _RECORD, "entities --format csv --bom --output entities.csv"),
    ):
        options = _options(ExportOptions, formats, ("bom", _BOM, False))
        command(export, options, f"shiguan export {example}")(function)
    for function, form, example in (
        (web_annotations, "jsonld", "annotations --output annotations.jsonld"),
        (provenance, "jsonld", "provenance --output provenance.jsonld"),
        (graph, "graphml", "graph --output news.graphml"),
        (ftm, "jsonl", "ftm --output news.ftm.jsonl"),
    ):
        command(export, _options(ExportOptions, (form,)), f"shiguan export {example}", name=example.split()[0])(function)
    reviewed = _options(RumoursOptions, ("jsonld",), ("output", _OUTPUT, None))
    command(export, reviewed, "shiguan export reviews --output reviews.jsonld")(reviews)
    command(export, _options(PageOptions, ("markdown", "html")), "shiguan export dossier 零一万物 --output dossier.html")(dossier)
    for name, (base, example) in _ANSWERS.items():
        _add_answer(export, name, base, example)
    app.add_typer(export, name="export")


def _options(base: type[Asked], formats: Sequence[str], *more: tuple[str, Any, Any]) -> type[Asked]:
    """``base`` with further options, and the one that chooses among formats."""

    def chosen(given: str) -> str:
        if given not in formats:
            raise typer.BadParameter(f"choose one of {', '.join(formats)}")
        return given

    described = f"The format (default: by the file's name, else {formats[0]})." if len(formats) > 1 else "The format."
    form = Annotated[str | None, typer.Option(metavar="|".join(formats), parser=chosen, help=described)]
    added = [(name, kind, field(default=default)) for name, kind, default in (*more, ("format", form, None))]
    return make_dataclass("ExportOptions", added, bases=(base,), frozen=True, kw_only=True)


def _form(options: Any, formats: Sequence[str]) -> str:
    """The format asked for, or else the one that the file is named by, or else the first."""
    if options.format:
        return str(options.format)
    suffix = options.output.suffix.lower().removeprefix(".") if options.output else ""
    if options.json and "json" in formats:
        return "json"
    return next((form for form in (suffix, *_SUFFIXES.get(suffix, ())) if form in formats), formats[0])


def claims(options: Any) -> None:
    """Write every claim that stands, with the received stretch of text that it quotes."""
    from shiguan.interfaces import render
    from shiguan.interfaces.export import record

    _write_record(options, record.claims, render.claim_lines)


def events(options: Any) -> None:
    """Write every event, with what each role is told to be, best supported first."""
    from shiguan.interfaces import render
    from shiguan.interfaces.export import record

    _write_record(options, record.events, lambda view: map(render.event_line, view.events_passing()))


def entities(options: Any) -> None:
    """Write every person, organisation, product and group, with its other names."""
    from shiguan.interfaces import render
    from shiguan.interfaces.export import record
    from shiguan.query import whole

    _write_record(options, record.entity_table, lambda view: map(render.entity_line, whole.entities(view)))


def _write_record(options: Any, table: Callable[..., Table], lines: Callable[..., Iterable[object]]) -> None:
    from shiguan.interfaces.render import dumps

    with options.open() as shiguan:
        messages, form = options.messages(shiguan), _form(options, _RECORD)
        view = shiguan.view()
        if form == "jsonl":
            _deliver_text(options, (dumps(line) + "\n" for line in lines(view)))
        else:
            made = table(messages, view)
            _deliver(options, form, _as(form, options, [made], messages, _about(options, shiguan, messages, made.label)))


def web_annotations(options: Any) -> None:
    """Write each claim as a W3C Web Annotation on its article.

    JSON-LD, with the words quoted and their place in the text received.
    """
    from shiguan.interfaces.export.annotations import annotated

    with options.open() as shiguan:
        _deliver_text(options, annotated(options.messages(shiguan), shiguan.view()))


def provenance(options: Any) -> None:
    """Write where everything on record comes from, as W3C PROV.

    JSON-LD: articles, documents, runs, claims with what ended them, judgements.
    """
    from shiguan.interfaces.export import provenance as made

    with options.open() as shiguan:
        _deliver_text(options, made.provenance(shiguan.view()))


def graph(options: Any) -> None:
    """Write entities and events as a graph in GraphML, for Gephi, yEd or networkx.

    Both are nodes; a role is an edge from an event to who plays it.
    """
    from shiguan.interfaces.export import graph as made

    with options.open() as shiguan:
        _deliver_text(options, made.graphml(options.messages(shiguan), shiguan.view()))


def ftm(options: Any) -> None:
    """Write people, organisations and what ties them as FollowTheMoney entities, one a line.

    Each tie has its sentences and the articles that hold them. What is not told as a fact is an UnknownLink.
    """
    from shiguan.interfaces.export import ftm as made

    with options.open() as shiguan:
        _deliver_text(options, made.ftm(options.messages(shiguan), shiguan.view()))


def reviews(options: Any) -> None:
    """Write what became of rumours as schema.org ClaimReview.

    JSON-LD. Rumours that are still open have no review.
    """
    from shiguan.interfaces.export import reviews as made

    with options.open() as shiguan:
        answer = shiguan.rumours(options.name, options.fate, **options.scope)
        _deliver_text(options, made.reviews(options.messages(shiguan), answer))


def dossier(options: Any) -> None:
    """Write everything on record about a name, as Markdown or one HTML file that loads nothing."""
    from shiguan.interfaces.cli.cited import cited
    from shiguan.interfaces.show import dossier as shown
    from shiguan.interfaces.show import pages

    with options.open() as shiguan:
        answer = shiguan.dossier(options.name, **options.scope)
        tell_passed_over(options, shiguan, options.name)
        messages = options.messages(shiguan)
        sides = [told for conflict in answer.contradictions for side in conflict.sides for told in side.tellings]
        sheet = shown.dossier(messages, answer, cited(shiguan, answer.events, sides))
        write = pages.html if _form(options, ("markdown", "html")) == "html" else pages.markdown
        _deliver_text(options, [write(messages, sheet)])


def _add_answer(export: typer.Typer, name: str, base: type[Scoped], example: str) -> None:
    formats = (*_TABLES, "json", *(["timelinejs"] if name == "timeline" else []))

    def answer(options: Any) -> None:
        _answer(options, name, formats)

    answer.__doc__ = f"Write the answer of ``shiguan {name}`` as tables: all of them with xlsx, one with csv or parquet."
    whole: list[tuple[str, Any, Any]] = [("limit", _LIMIT, None)] if any(one.name == "limit" for one in fields(base)) else []
    whole += [("everything", _ALL, False)] if any(one.name == "everything" for one in fields(base)) else []
    options = _options(base, formats, ("output", _OUTPUT, None), ("bom", _BOM, False), ("table", _TABLE, None), *whole)
    command(export, options, f"shiguan export {name} {example}", name=name)(answer)


def _answer(options: Any, name: str, formats: Sequence[str]) -> None:
    from shiguan.interfaces.export import tables
    from shiguan.interfaces.export.storyline import storyline
    from shiguan.interfaces.questions import QUESTIONS
    from shiguan.interfaces.render import dumps
    from shiguan.query.timeline import Timeline

    question, form = QUESTIONS[name], _form(options, formats)
    own = {p.name: getattr(options, "compared" if p.name == "names" else p.name) for p in question.own}
    with options.open() as shiguan:
        answer = question.ask(shiguan, {**own, **options.scope})
        messages = options.messages(shiguan)
        if form == "json":
            _deliver_text(options, [dumps(question.write(shiguan, answer)) + "\n"])
        elif isinstance(answer, Timeline) and form == "timelinejs":
            _deliver_text(options, storyline(messages, answer))
        else:
            asked = " ".join(str(one) for value in own.values() if value for one in (value if isinstance(value, list) else [value]))
            made = tables(messages, answer)
            _deliver(
                options, form, _as(form, options, made, messages, _about(options, shiguan, messages, f"{name} {asked}".strip()))
            )
            others = [one.name for one in made if one.name != (options.table or made[0].name)]
            if form != "xlsx" and others:
                print(messages("export.other_tables", names=", ".join(others)), file=sys.stderr)


def _as(form: str, options: Any, made: Sequence[Table], messages: Messages, about: About) -> Write:
    """What writes the tables in the format."""
    from shiguan.interfaces.export.columnar import write_parquet
    from shiguan.interfaces.export.delimited import chosen, to_csv
    from shiguan.interfaces.export.workbook import write_xlsx

    name = getattr(options, "table", None)
    if form == "xlsx":
        return lambda file: write_xlsx(file, made, about, messages)
    table = chosen(made, name)
    if form == "parquet":
        return lambda file: write_parquet(file, table)
    # Headings of the record are names for programs, those of answers are for people.
    labels = isinstance(options, Scoped)
    return lambda file: file.writelines(to_csv([table], bom=options.bom, labels=labels))


def _about(options: Any, shiguan: Shiguan, messages: Messages, question: str) -> About:
    """What was asked of which record: nothing of it is of this machine or this moment, so that the same record gives the same."""
    from shiguan import __version__
    from shiguan.interfaces.export import About

    view = shiguan.view()
    newest = view.record.newest(view.known_at)
    scope = " · ".join(str(value) for value in options.scope.values() if value) if isinstance(options, Scoped) else ""
    bound = messages("export.no_bound")
    facts = (
        (messages("export.question"), question),
        (messages("export.scope"), scope or messages("export.everything")),
        (messages("export.as_of"), view.valid_at.isoformat() if view.valid_at else bound),
        (messages("export.known_at"), view.known_at.isoformat() if view.known_at else bound),
        (messages("export.newest"), newest.isoformat() if newest else messages("nothing")),
        (messages("export.record"), options.record_path.name),
        (messages("export.made_by"), f"shiguan {__version__}"),
        (messages("export.unescaped_of"), messages("export.unescaped")),
    )
    return About(question, facts, newest)


def _deliver_text(options: Any, pieces: Iterable[str]) -> None:
    _deliver(options, "text", lambda file: file.writelines(piece.encode("utf-8", "backslashreplace") for piece in pieces))


def _deliver(options: Any, form: str, write: Write) -> None:
    from shiguan.interfaces.export.file import STDOUT, deliver

    deliver(options.output, options.record_path, write, binary=form in _BINARY)
    if options.output not in (None, STDOUT):
        print(options.say("export.written", file=options.output), file=sys.stderr)
