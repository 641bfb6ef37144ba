"""What all commands share: options, where to write, and what an error comes to."""

from __future__ import annotations

import inspect
import os
import re
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import MISSING, Field, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

import typer

from shiguan import settings
from shiguan.errors import InputError, ShiguanError
from shiguan.interfaces.messages import CATALOGUE, LANGUAGES
from shiguan.interfaces.messages.errors import chinese

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    from shiguan.app import ScopeWords, Shiguan
    from shiguan.interfaces.messages import Messages

FAILED, MISUSED, INTERRUPTED = 1, 2, 130
# Where no terminal says how wide it is: wide enough that no column of a tally has to fold.
_WIDTH = 120
_PATIENCE = 2.0  # seconds
# Control characters but the line's end, and those that turn the direction of writing.
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_HALF = re.compile("[\ud800-\udfff]")
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def chosen_language(given: str) -> str:
    """One of the languages that are spoken here."""
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
    json: Annotated[bool, typer.Option("--json", help="Write JSON, one value a line, for scripts.")] = False
    lang: Annotated[
        str | None, typer.Option(metavar="zh|en", parser=chosen_language, help="Language (default: your locale's).")
    ] = None

    @property
    def record_path(self) -> Path:
        """The record's file."""
        return self.record or settings.record_path()

    def open(self) -> AbstractContextManager[Shiguan]:
        """The façade over the record."""
        from shiguan.app import Shiguan

        return Shiguan(self.record_path, self.names, tell=self._bringing_up())

    def _bringing_up(self) -> Callable[[float], None]:
        """Says, where it takes longer than one would wait, that all is made anew, and how long it will take."""
        begun, said = time.monotonic(), False

        def tell(share: float) -> None:
            nonlocal begun, said
            begun = begun if share > 0 else time.monotonic()
            spent = time.monotonic() - begun
            if spent < _PATIENCE:
                return
            line = self.say("present.making", share=share, left=spent * (1 - share) / share)
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{line}\x1b[K" if share < 1 else "\r\x1b[K")
            elif not said:
                sys.stderr.write(f"{line}\n")
            sys.stderr.flush()
            said = True

        return tell

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

    valid_at: Annotated[
        str | None, typer.Option("--as-of", "--valid-at", metavar="DATE", help="Only what had begun by then, in the world.")
    ] = None
    known_at: Annotated[str | None, typer.Option(metavar="TIME", help="As the record stood then.")] = None

    def open(self) -> AbstractContextManager[Shiguan]:
        """The façade, answering as of the two times."""
        from shiguan.app import Shiguan

        return Shiguan(self.record_path, self.names, tell=self._bringing_up()).as_of(self.valid_at, self.known_at)


@dataclass(frozen=True, kw_only=True)
class Scoped(Asked):
    """What every question about part of the record takes: whose, when, how sure."""

    group: Annotated[str | None, typer.Option(metavar="NAME", help="A group, an organisation, or several with commas.")] = None
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="From then on, in any written form: 2024, 2024-08, 2024年8月30日.")
    ] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to then, included.")] = None
    min_certainty: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="Only what is at least confirmed, reported, planned or rumoured.")
    ] = None

    @property
    def scope(self) -> ScopeWords:
        """As the façade takes it."""
        return {"group": self.group, "since": self.since, "until": self.until, "min_certainty": self.min_certainty}


@dataclass(frozen=True, kw_only=True)
class Drawn(Scoped):
    """What a question takes whose answer can be drawn."""

    picture: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Draw the answer as a chart, write it there, and show nothing else.")
    ] = None


Given = TypeVar("Given", bound=Options)


def command(
    app: typer.Typer, options: type[Given], example: str, *, name: str | None = None, hidden: bool = False
) -> Callable[[Callable[[Given], int | None]], Callable[[Given], int | None]]:
    """Make a command of a function that takes its options as one value and returns an exit status (None: 0).

    The fields of ``options`` become arguments and options; the function's docstring and ``example`` become its help.
    """

    def register(function: Callable[[Given], int | None]) -> Callable[[Given], int | None]:
        def run(**given: Any) -> None:
            if any(isinstance(value, str) and not value.isprintable() and _HALF.search(value) for value in given.values()):
                raise typer.BadParameter("this text holds half a character")
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


def _shared(field: Field[Any]) -> tuple[bool, ...]:
    """A command's own options come first in its help, then its scope, then those of all questions, then those of all commands."""
    return tuple(field.name in shared.__dataclass_fields__ for shared in (Options, Asked, Scoped))


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
    complain_in(options.lang or settings.language(), reason)


def complain_in(language: str, reason: str) -> None:
    """The same where the options are not known: the command was written wrong."""
    line = " ".join(reason.split())
    said = chinese(line) if language == "zh" else line
    print(CATALOGUE["error"][LANGUAGES.index(language)] + said, file=sys.stderr)


def tell_passed_over(options: Options, shiguan: Shiguan, *names: str) -> None:
    """A line on the standard error for each name that was taken for an organisation's, though products are called so too."""
    for name in names:
        others = shiguan.passed_over(name)
        if others:
            print(options.say("name.passed_over", name=name, others=" ".join(e.id for e in others)), file=sys.stderr)


def console(*, error: bool = False) -> Console:
    """The terminal, or what stands for it; colours and their absence (NO_COLOR, a pipe) are rich's to decide."""
    from rich.console import Console
    from rich.segment import Segment

    class Guarded(Console):
        """What articles, file names and publishers hold may move no cursor and turn no text around."""

        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
            for segment in super().render(renderable, options):
                yield segment if segment.control else Segment(_UNPRINTABLE.sub("", segment.text), segment.style)

    # Nor is what they hold in brackets or between colons markup or an emoji.
    made = Guarded(stderr=error, highlight=False, soft_wrap=False, markup=False, emoji=False)
    if made.is_terminal:
        return made
    return Guarded(stderr=error, highlight=False, markup=False, emoji=False, width=max(_WIDTH, made.width))


def show(answer: RenderableType) -> None:
    """An answer for people, on the standard output; no blanks at the ends of lines where no terminal folds them."""
    screen = console()
    if screen.is_terminal:
        screen.print(answer)
    else:
        with screen.capture() as captured:
            screen.print(answer)
        sys.stdout.write(_TRAILING.sub("", captured.get()))
    sys.stdout.flush()


def save(path: Path, text: str) -> None:
    """Write a file; InputError where it cannot be."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def write(lines: Iterable[object]) -> None:
    """An answer for scripts: one line of JSON for each value."""
    from shiguan.interfaces.render import dumps

    for line in lines:
        sys.stdout.write(dumps(line) + "\n")
    sys.stdout.flush()
