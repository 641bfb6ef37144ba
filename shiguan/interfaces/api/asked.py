"""An address for each of the questions that every door asks, made of their table."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter as Taken
from inspect import Signature
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from shiguan.interfaces.api.answers import answer
from shiguan.interfaces.api.described import answers, summary
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.questions import QUESTIONS, Parameter, Question, answered

MOST_ROWS = 1000
_LONGEST = 1000  # characters of a parameter: a question in words, or names with commas between
_MOST_NAMES = 20
_Text = Annotated[str, Field(min_length=1, max_length=_LONGEST)]


def _yes_or_no(given: object) -> object:
    if given not in (True, False, "true", "false"):
        raise ValueError("give true or false")
    return given


_KINDS: dict[type, Any] = {
    str: _Text,
    int: Annotated[int, Field(ge=1, le=MOST_ROWS)],
    bool: Annotated[bool, BeforeValidator(_yes_or_no)],
    list: Annotated[list[_Text], Field(min_length=1, max_length=_MOST_NAMES)],
}


def add_to(router: APIRouter, desk: Desk) -> None:
    """Add the questions."""
    for question in QUESTIONS.values():
        router.add_api_route(
            f"/{question.name}",
            _endpoint(desk, question),
            methods=["GET"],
            operation_id=question.name,
            summary=summary(f"api.question.{question.name}"),
            description=question.says,
            tags=["questions"],
            responses=answers(f"As `shiguan {question.name} --json`.", {} if question.name == "search" else {"type": "object"}),
            response_class=Response,
        )


def _endpoint(desk: Desk, question: Question) -> Callable[..., Response]:
    def ask(request: Request, given: BaseModel) -> Response:
        asked = given.model_dump(exclude_unset=True)
        return answer(request, desk, lambda shiguan: answered(shiguan, question, asked))

    told: Any = Annotated[_given(question), Query()]
    ask.__signature__ = Signature(  # type: ignore[attr-defined]  # fastapi reads the parameters off it
        [
            Taken("request", Taken.POSITIONAL_OR_KEYWORD, annotation=Request),
            Taken("given", Taken.POSITIONAL_OR_KEYWORD, annotation=told),
        ]
    )
    ask.__name__ = question.name
    return ask


def _given(question: Question) -> type[BaseModel]:
    """What may be given with a question; anything else is refused, as a filter written wrong would answer something else."""
    fields: dict[str, Any] = {parameter.name: _field(parameter) for parameter in question.parameters}
    return create_model(f"Given{question.name.title()}", __config__=ConfigDict(extra="forbid"), **fields)


def _field(parameter: Parameter) -> tuple[Any, Any]:
    kind: Any = Literal[parameter.choices] if parameter.choices else _KINDS[parameter.kind]
    if not parameter.required and parameter.default is None:
        kind = kind | None
    default: Any = ... if parameter.required else parameter.default
    examples = None if parameter.example is None else [parameter.example]
    return kind, Field(default, description=parameter.says, examples=examples)
