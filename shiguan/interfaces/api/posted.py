"""What is sent to be read: a text, a page, a file, or one of them as JSON; as a file on its way to be read like any other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, TypeVar

from fastapi import Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from shiguan.errors import GatherError, InputError
from shiguan.gather import find, receive
from shiguan.gather.dates import published
from shiguan.ids import content_id
from shiguan.interfaces.api.problems import Kind, ProblemError

MOST_CHARACTERS = 50_000  # of what is read: many times a long article, and reading takes longer than twice for twice as many
_TEXT, _PAGE, _JSON, _FORM = "text/plain", "text/html", "application/json", "multipart/form-data"
_ENDINGS = {_TEXT: ".txt", _PAGE: ".html"}
_READ = (".txt", ".md", ".html", ".htm")
_LONGEST_STEM = 60  # characters: with three bytes each a file's name can be as long
_MANIFEST = "manifest.jsonl"
PLAIN = r"^[^\x00-\x1f\x7f]*$"

Form = TypeVar("Form", bound=BaseModel)


class About(BaseModel):
    """What is known of an article beside its text."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[
        str | None, Field(max_length=500, pattern=PLAIN, description="Its title.", examples=["云帆汽车首席财务官离职"])
    ] = None
    publisher: Annotated[
        str | None, Field(max_length=200, pattern=PLAIN, description="Who published it.", examples=["示例财经"])
    ] = None
    published: Annotated[
        str | None,
        Field(min_length=1, max_length=60, pattern=PLAIN, description="When, in any written form.", examples=["2025-06-18"]),
    ] = None
    url: Annotated[
        str | None,
        Field(
            max_length=2000, pattern=r"^https?://[^\s\x00-\x1f\x7f]+$", description="Where.", examples=["https://example.org/a/1"]
        ),
    ] = None


class Written(About):
    """An article as JSON: ``text`` or ``html``."""

    text: Annotated[
        str | None,
        Field(min_length=1, description="A text.", examples=["云帆汽车首席财务官周启明已于2025年5月离职，公司尚未公布继任者。"]),
    ] = None
    html: Annotated[str | None, Field(min_length=1, description="A page, the article to be taken out of it.")] = None

    @model_validator(mode="after")
    def _one(self) -> Written:
        if (self.text is None) == (self.html is None):
            raise ValueError("give text, or html")
        return self


class Day(BaseModel):
    """Of when a draft is."""

    model_config = ConfigDict(extra="forbid")

    at: Annotated[
        str | None,
        Field(min_length=1, max_length=60, description="The day it is of: relative times hang on it.", examples=["2025-06-20"]),
    ] = None


class Draft(Day):
    """A draft as JSON: ``text`` or ``html``."""

    text: Annotated[
        str | None,
        Field(min_length=1, description="A text.", examples=["云帆汽车首席财务官周启明已于2025年5月离职，公司尚未公布继任者。"]),
    ] = None
    html: Annotated[str | None, Field(min_length=1, description="A page.")] = None

    @model_validator(mode="after")
    def _one(self) -> Draft:
        if (self.text is None) == (self.html is None):
            raise ValueError("give text, or html")
        return self


@dataclass(frozen=True, slots=True)
class Posted:
    """What was sent: its bytes, what the record will call it, and what is said of it beside."""

    content: bytes
    file: str
    said: dict[str, str]

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """The file, with a manifest beside it, for as long as it is read.

        GatherError where it has no text, ProblemError where it has more than MOST_CHARACTERS.
        """
        with TemporaryDirectory(prefix="shiguan-") as folder:
            path = Path(folder) / self.file
            path.write_bytes(self.content)
            # In ASCII: a manifest has one object a line, and there are more ends of lines than "\n".
            (path.parent / _MANIFEST).write_text(json.dumps({"file": self.file, **self.said}), encoding="ascii")
            (source,) = find([path]).sources
            if len(receive(source).received) > MOST_CHARACTERS:
                raise ProblemError(Kind.TOO_LARGE, f"a text of more than {MOST_CHARACTERS} characters")
            yield path


async def article(request: Request, about: Annotated[About, Query()]) -> Posted:
    """The article that a request brings; what the body says of it goes before what the address does.

    ProblemError, InputError and RequestValidationError where it brings none.
    """
    posted = await _posted(request, Written, tuple(About.model_fields))
    said = about.model_dump(exclude_none=True) | posted.said
    when = said.get("published")
    if when is not None:
        try:
            published(when)
        except GatherError as error:
            raise InputError(str(error)) from error
    return replace(posted, said=said)


async def draft(request: Request, day: Annotated[Day, Query()]) -> Posted:
    """The draft that a request brings; ``said`` has ``at`` where that is told."""
    posted = await _posted(request, Draft, tuple(Day.model_fields))
    return replace(posted, said=day.model_dump(exclude_none=True) | posted.said)


async def _posted(request: Request, form: type[Written | Draft], fields: tuple[str, ...]) -> Posted:
    media_type = _media_type(request)
    if media_type in _ENDINGS:
        content = await request.body()
        return Posted(content, _name(content, _ENDINGS[media_type]), {})
    if media_type == _JSON:
        return _from_json(await request.body(), form, fields)
    if media_type == _FORM:
        try:
            async with request.form(max_files=1, max_fields=len(fields) + 1) as filled:
                return await _from_form(filled, form, fields)
        except HTTPException as error:
            raise ProblemError(Kind.MALFORMED, "this is no form that can be read") from error
    raise _unknown(*_ENDINGS, _JSON, _FORM)


async def json_of(request: Request, form: type[Form]) -> Form:
    """The object that a request brings, and nothing but JSON: no page elsewhere can have a browser send that unasked."""
    if _media_type(request) != _JSON:
        raise _unknown(_JSON)
    return _parsed(await request.body(), form)


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _unknown(*kinds: str) -> ProblemError:
    return ProblemError(Kind.UNKNOWN_MEDIA_TYPE, f"send one of {', '.join(kinds)}", {"Accept": ", ".join(kinds)})


def _parsed(content: bytes, form: type[Form]) -> Form:
    try:
        value = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ProblemError(Kind.MALFORMED, "this is not JSON") from error
    return _valid(form, value)


def _from_json(content: bytes, form: type[Written | Draft], fields: tuple[str, ...]) -> Posted:
    found = _parsed(content, form)
    text, ending = (found.text, ".txt") if found.text is not None else (found.html or "", ".html")
    content = _encoded(text)
    return Posted(content, _name(content, ending), _said(found, fields))


async def _from_form(filled: FormData, form: type[Written | Draft], fields: tuple[str, ...]) -> Posted:
    """The part ``file`` is what is to be read; the others say something of it."""
    sent = filled.get("file")
    if sent is None:
        raise InputError("the form has no part called file")
    said = {name: value for name, value in filled.multi_items() if name != "file"}
    if not said.keys() <= set(fields):
        raise InputError(f"the form may have the parts file, {', '.join(fields)}; it has {', '.join(said)}")
    found = _valid(form, {"text": "-", **said})
    if not isinstance(sent, UploadFile):
        content = _encoded(sent)
        return Posted(content, _name(content, ".txt"), _said(found, fields))
    content = await sent.read()
    named = _cleaned(sent.filename or "")
    stem, dot, ending = named.rpartition(".") if "." in named else (named, "", "")
    ending = f"{dot}{ending.lower()}" or _ENDINGS.get((sent.content_type or "").partition(";")[0].strip().lower(), ".txt")
    if ending not in _READ:
        raise InputError(f"not a kind of file that is read ({' '.join(_READ)})")
    stem = stem[:_LONGEST_STEM].strip(" .")
    return Posted(content, f"{stem}{ending}" if stem else _name(content, ending), _said(found, fields))


def _valid(form: type[Form], value: Any) -> Form:
    try:
        return form.model_validate(value)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False)) from error


def _said(found: Written | Draft, fields: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name in fields if (value := getattr(found, name))}


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError("this text holds half a character") from error


def _name(content: bytes, ending: str) -> str:
    """The same for the same bytes: sent again, they are known."""
    return f"{content_id('a', content)}{ending}"


def _cleaned(name: str) -> str:
    """A file's own name without folders, and without what is not seen or turns the direction of writing."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable()).rstrip(" .")
