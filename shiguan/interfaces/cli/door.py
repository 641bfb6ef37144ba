"""What all commands share: options, where to write, and what an error comes to."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import MISSING, Field, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

import typer

from shiguan import settings
from shiguan.errors import ShiguanError
from shiguan.interfaces.messages import CATALOGUE, LANGUAGES

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from shiguan.app import Shiguan
    from shiguan.interfaces.messages import Messages

FAILED, MISUSED, INTERRUPTED = 1, 2, 130
# Where no terminal says how wide it is: wide enough that no column of a tally has to fold.
_WIDTH = 120


def _language(given: str) -> str:
    if given not in LANGUAGES:
        raise typer.BadParameter(f"choose one of {', '.join(LANGUAGES)}")
    return given


@dataclass(frozen=True, kw_only=True)
class Options:
    """What every command takes."""

    record: Annotated[Path | None, typer.Option(metavar="FILE", help="The record (default: $SHIGUAN_RECORD, else shiguan.db).")] = (
        None
    )
    names: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own names.yml (default: $SHIGUAN_NAMES, else names.yml).")
    ] = None
    json: Annotated[bool, typer.Option("--json", help="Write JSON, for scripts.")] = False
    lang: Annotated[str | None, typer.Option(metavar="zh|en", parser=_language, help="Language (default: your locale's).")] = None

    @property
    def record_path(self) -> Path:
        """The record's file."""
        return self.record or settings.record_path()

    def open(self) -> AbstractContextManager[Shiguan]:
        """The façade over the record."""
        from shiguan.app import Shiguan

        return Shiguan(self.record_path, self.names)

    def messages(self, shiguan: Shiguan) -> Messages:
        """What is said, in the language chosen."""
        from shiguan.interfaces.messages import Messages

        return Messages(self.lang or settings.language(), shiguan.vocabulary.events)

    def say(self, key: str, **values: object) -> str:
        """A message that needs no labels of event types."""
        return CATALOGUE[key][LANGUAGES.index(self.lang or settings.language())].format(**values)


@dataclass(frozen=True, kw_only=True)
class Asked(Options):
    """What every question takes: the two times it is asked as of."""

    valid_at: Annotated[str | None, typer.Option(metavar="DATE", help="Only what had begun by then, in the world.")] = None
    known_at: Annotated[str | None, typer.Option(metavar="TIME", help="As the record stood then.")] = None

    def open(self) -> AbstractContextManager[Shiguan]:
        """The façade, answering as of the two times."""
        from shiguan.app import Shiguan

        return Shiguan(self.record_path, self.names).as_of(self.valid_at, self.known_at)


Given = TypeVar("Given", bound=Options)


def command(
    app: typer.Typer, options: type[Given], example: str, *, name: str | None = None, hidden: bool = False
) -> Callable[[Callable[[Given], int | None]], Callable[[Given], int | None]]:
    """Make a command of a function that takes its options as one value and returns an exit status (None: 0).

    The fields of ``options`` become arguments and options; the function's docstring and ``example`` become its help.
    """

    def register(function: Callable[[Given], int | None]) -> Callable[[Given], int | None]:
        def run(**given: Any) -> None:
            raise typer.Exit(_guarded(function, options(**given)))

        hints = get_type_hints(options, include_extras=True)
        run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # typer reads the parameters off it
            [
                inspect.Parameter(
                    field.name,
                    inspect.Parameter.KEYWORD_ONLY,
                    annotation=hints[field.name],
                    default=inspect.Parameter.empty if field.default is MISSING else field.default,
                )
                for field in sorted(fields(options), key=_shared)
            ]
        )
        run.__annotations__ = {}
        described = f"{inspect.getdoc(function)}\n\n\b\nExample:\n  {example}"
        app.command(name or function.__name__, help=described, hidden=hidden)(run)
        return function

    return register


def _shared(field: Field[Any]) -> tuple[bool, bool]:
    """A command's own options come first in its help, then those of all questions, then those of all commands."""
    return field.name in Options.__dataclass_fields__, field.name in Asked.__dataclass_fields__


def _guarded(function: Callable[[Given], int | None], options: Given) -> int:
    """Run a command; an error it raises on purpose is one line on the standard error and a status."""
    try:
        return function(options) or 0
    except ShiguanError as error:
        complain(options, str(error))
        return FAILED
    except KeyboardInterrupt:
        print(options.say("interrupted"), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Who read our output had enough (`| head`); nothing is left to say, also not while Python shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def complain(options: Options, reason: str) -> None:
    """One line on the standard error."""
    print(options.say("error") + " ".join(reason.split()), file=sys.stderr)


def console(*, error: bool = False) -> Console:
    """The terminal, or what stands for it; colours and their absence (NO_COLOR, a pipe) are rich's to decide."""
    from rich.console import Console

    made = Console(stderr=error, highlight=False, soft_wrap=False)
    return made if made.is_terminal else Console(stderr=error, highlight=False, width=max(_WIDTH, made.width))


def show(answer: RenderableType) -> None:
    """An answer for people, on the standard output."""
    console().print(answer)
    sys.stdout.flush()


def write(lines: Iterable[object]) -> None:
    """An answer for scripts: one line of JSON for each value."""
    from shiguan.interfaces.render import dumps

    for line in lines:
        sys.stdout.write(dumps(line) + "\n")
    sys.stdout.flush()
