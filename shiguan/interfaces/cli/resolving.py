"""Commands by which people judge: which names are one, and which claims are wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shiguan import settings
from shiguan.errors import InputError
from shiguan.interfaces.cli.door import Asked, Options, command, show, write
from shiguan.records.judgement import Verdict

if TYPE_CHECKING:
    from shiguan.judging import Word

_BY = typer.Option(metavar="NAME", help="Who judges (default: $SHIGUAN_PERSON, else your login name).")
_REASON = typer.Option(metavar="TEXT", help="Why, in words; it is kept with the judgement.")
_NAME = typer.Argument(help="NAME, NAME@FILE, NAME@EMPLOYER, or the beginning of an id.", show_default=False)


@dataclass(frozen=True, kw_only=True)
class Judged(Options):
    """What every command takes by which a person says something."""

    reason: Annotated[str, _REASON] = ""
    by: Annotated[str | None, _BY] = None

    @property
    def word(self) -> Word:
        """Who says it, and why."""
        from shiguan.judging import Word

        return Word(self.by or settings.person(), self.reason)


@dataclass(frozen=True, kw_only=True)
class ListOptions(Asked):
    """Options of ``resolve list``."""

    unsure: Annotated[bool, typer.Option("--unsure", help="Only what is still to be judged.")] = False


@dataclass(frozen=True, kw_only=True)
class JudgeOptions(Judged):
    """Options of ``resolve judge``."""

    left: Annotated[str, _NAME]
    right: Annotated[str, _NAME]
    same: Annotated[bool, typer.Option("--same", help="They are one.")] = False
    different: Annotated[bool, typer.Option("--different", help="They are two, and never to be made one again.")] = False
    unsure: Annotated[bool, typer.Option("--unsure", help="It cannot be told; they stay apart.")] = False
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what it would change.")] = False

    @property
    def verdict(self) -> Verdict:
        """The one that is chosen."""
        chosen = [v for v, given in zip(Verdict, (self.same, self.different, self.unsure), strict=True) if given]
        if len(chosen) != 1:
            raise InputError("choose one of --same, --different and --unsure")
        return chosen[0]


@dataclass(frozen=True, kw_only=True)
class UndoOptions(Judged):
    """Options of ``resolve undo``."""

    id: Annotated[str, typer.Argument(metavar="ID", help="The beginning of a judgement's id.", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class WriteOptions(Options):
    """Options of ``resolve export``."""

    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it here (default: the standard output).")] = None
    learned: Annotated[bool, typer.Option("--learned", help="Also the aliases and groups that the record worked out.")] = False


@dataclass(frozen=True, kw_only=True)
class CorrectOptions(Judged):
    """Options of ``correct``."""

    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The beginning of a claim's id.", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    from shiguan.interfaces.cli import reviewing

    resolve = typer.Typer(help="Judge which names are one.", no_args_is_help=True)
    command(resolve, ListOptions, "shiguan resolve list --unsure", name="list")(listed)
    command(resolve, Judged, "shiguan resolve review")(reviewing.review)
    command(resolve, JudgeOptions, "shiguan resolve judge 李伟@云杉医药 李伟@蓝鲸航运 --different --reason 同名")(judge)
    command(resolve, UndoOptions, "shiguan resolve undo j-5edd1bbb")(undo)
    command(resolve, WriteOptions, "shiguan resolve export --out names.yml")(export)
    app.add_typer(resolve, name="resolve")
    correct = typer.Typer(help="Say of a claim that it is wrong, or right after all.", no_args_is_help=True)
    command(correct, CorrectOptions, "shiguan correct retract c-1f00a9b2 --reason 张冠李戴")(retract)
    command(correct, CorrectOptions, "shiguan correct restore c-1f00a9b2 --reason 原文无误")(restore)
    app.add_typer(correct, name="correct")


def listed(options: ListOptions) -> None:
    """List the pairs of names to be judged, and those that people judged.

    Each with both sentences, and what speaks for and against their being one.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import resolving as shown

    with options.open() as shiguan:
        found = shiguan.pairs(unsure=options.unsure)
        if options.json:
            write(render.plain(pair) for pair in found)
        else:
            show(shown.pairs(options.messages(shiguan), found))


def judge(options: JudgeOptions) -> None:
    """Judge whether two names are one.

    A person's word outranks what rules judge, holds when articles are read again, and can be undone. Give two names, each with its
    file or employer where the name alone is not enough.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import resolving as shown

    verdict = options.verdict
    with options.open() as shiguan:
        messages, judging = options.messages(shiguan), shiguan.judging()
        if options.dry_run:
            changes = judging.what_if(options.left, options.right, verdict).changes
            if options.json:
                write(render.plain(change) for change in changes)
            else:
                show(shown.changes(messages, changes, verdict))
                show(messages("resolve.supposed"))
            return
        judged = judging.judge(options.left, options.right, verdict, options.word)
        if options.json:
            write([render.judgement(judged)])
        else:
            named = {"left": options.left, "right": options.right, "verdict": messages(f"verdict.{verdict}")}
            show(messages("resolve.judged", **named, id=judged.id))


def undo(options: UndoOptions) -> None:
    """Take back one judgement of a person.

    The names are then as the judgements before it, or the rules, have them.
    """
    from shiguan.interfaces import render

    with options.open() as shiguan:
        messages = options.messages(shiguan)
        undone = shiguan.judging().undo(options.id, options.word)
        if options.json:
            write([render.judgement(undone)])
        else:
            show(messages("resolve.undone", id=undone.id, verdict=messages(f"verdict.{undone.verdict}")))


def export(options: WriteOptions) -> None:
    """Write what people said as a names.yml.

    The names of your own names.yml, every verdict and every correction, sorted, one a line: a new record that is made with it comes
    to the same. With --learned also the names that the record came to know, for you to look through.
    """
    from shiguan.vocabulary.names import write_names

    with options.open() as shiguan:
        messages = options.messages(shiguan)
        said = shiguan.judging().said(shiguan.vocabulary.user, learned=options.learned)
        text = write_names(said)
        if options.out is not None:
            try:
                options.out.write_text(text, encoding="utf-8")
            except OSError as error:
                raise InputError(f"{options.out}: {error.strerror}") from error
        counts = {"verdicts": len(said.verdicts), "corrections": len(said.corrections)}
        if options.json:
            write([{"file": str(options.out) if options.out else None, **counts, "text": text}])
        elif options.out is None:
            print(text, end="")
        else:
            show(messages("resolve.exported", file=options.out, **counts))


def retract(options: CorrectOptions) -> None:
    """Say that a claim is wrong.

    It does not stand from now on, whatever later readings find; it stays on record, with the reason.
    """
    _correct(options, "retracted")


def restore(options: CorrectOptions) -> None:
    """Say that a claim is right after all.

    It stands from now on, whatever later readings miss.
    """
    _correct(options, "restored")


def _correct(options: CorrectOptions, done: str) -> None:
    from shiguan.records.entry import Action

    with options.open() as shiguan:
        action = Action.RETRACT if done == "retracted" else Action.ASSERT
        claim = shiguan.judging().correct(options.claim, action, options.word)
        if options.json:
            write([{"claim": claim.id, "action": action, "quote": claim.evidence.quote, "reason": options.reason}])
        else:
            show(options.say(f"correct.{done}", id=claim.id, quote=claim.evidence.quote))
