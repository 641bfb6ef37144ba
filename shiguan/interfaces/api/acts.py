"""What people say of the record, by way of programs: names judged, judgements taken back, claims corrected; all of it appended."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from shiguan import settings
from shiguan.interfaces import render
from shiguan.interfaces.api.answers import written
from shiguan.interfaces.api.described import Responses, of_posting, summary
from shiguan.interfaces.api.posted import PLAIN, json_of
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.tokens import Token
from shiguan.judging import Word
from shiguan.records.entry import Action
from shiguan.records.judgement import Verdict

_ACTIONS = {"retract": Action.RETRACT, "restore": Action.ASSERT}
_Id = Annotated[str, Path(alias="id", min_length=1, max_length=200, description="Its id, or the beginning of it.")]
_Name = Annotated[str, Field(min_length=1, max_length=200)]
_JUDGED: dict[str, Any] = {
    "type": "object",
    "required": ["id", "left", "right", "verdict", "explanation", "judged_by", "recorded_at"],
    "properties": {
        name: {"type": "string"} for name in ("id", "left", "right", "verdict", "explanation", "judged_by", "recorded_at")
    },
}
_SAID: dict[str, Any] = {
    "type": "object",
    "required": ["claim", "action", "quote", "reason", "by"],
    "properties": {name: {"type": "string"} for name in ("claim", "action", "quote", "reason", "by")},
}


class Undone(BaseModel):
    """Why something is taken back, and in whose name."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(max_length=500, description="Why; it is kept.", examples=["同名，不是一人"])] = ""
    by: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=64,
            pattern=PLAIN,
            description="In whose name, where no token is shown (default: as the command has it); with one it is the token's.",
            examples=["li"],
        ),
    ] = None


class Judged(Undone):
    """Two names, and whether they are one."""

    left: _Name = Field(description="NAME, NAME@FILE, NAME@EMPLOYER, or the beginning of an id.", examples=["周启明@云帆汽车"])
    right: _Name = Field(description="The other one.", examples=["周启明@海川物流"])
    verdict: Literal["same", "different", "unsure"] = Field(description="What is judged.", examples=["different"])


class Corrected(Undone):
    """Whether a claim is wrong, or right after all."""

    action: Literal["retract", "restore"] = Field(
        description="retract: it is wrong; restore: it is right after all.", examples=["retract"]
    )


async def _judged(request: Request) -> Judged:
    return await json_of(request, Judged)


async def _undone(request: Request) -> Undone:
    return await json_of(request, Undone)


async def _corrected(request: Request) -> Corrected:
    return await json_of(request, Corrected)


def add_to(router: APIRouter, desk: Desk) -> None:
    """Add the addresses. Each act has a façade of its own, so that who asks does not wait for who writes."""

    @router.post("/judgements", **_described("judge", Judged, _JUDGED, "It is on record."))
    def judge(request: Request, given: Annotated[Judged, Depends(_judged)]) -> Response:
        """Judge whether two names are one. A person's word outranks what rules judge, and can be taken back."""
        word = _word(request, given)
        with desk.alone() as shiguan:
            return written(render.judgement(shiguan.judging().judge(given.left, given.right, Verdict(given.verdict), word)), 201)

    @router.post("/judgements/{id}/undo", **_described("undo", Undone, _JUDGED, "That it is taken back is on record."))
    def undo(request: Request, identity: _Id, given: Annotated[Undone, Depends(_undone)]) -> Response:
        """Take back a judgement of a person, which is answered; it stays on record."""
        word = _word(request, given)
        with desk.alone() as shiguan:
            return written(render.judgement(shiguan.judging().undo(identity, word)), 201)

    @router.post("/claims/{id}/corrections", **_described("correct", Corrected, _SAID, "It is on record."))
    def correct(request: Request, identity: _Id, given: Annotated[Corrected, Depends(_corrected)]) -> Response:
        """Say that a claim is wrong, or right after all, whatever later readings find or miss."""
        word = _word(request, given)
        with desk.alone() as shiguan:
            claim = shiguan.judging().correct(identity, _ACTIONS[given.action], word)
            said = {"action": given.action, "quote": claim.evidence.quote, "reason": word.reason, "by": word.by}
            return written({"claim": claim.id, **said}, 201)


def _described(key: str, form: type[Undone], schema: dict[str, Any], done: str) -> dict[str, Any]:
    responses: Responses = {201: {"description": done, "content": {"application/json": {"schema": schema}}}}
    fields = form.model_json_schema()
    example = {name: field["examples"][0] for name, field in fields["properties"].items()}
    body = {"required": True, "content": {"application/json": {"schema": fields, "example": example}}}
    return {
        "summary": summary(f"api.{key}"),
        "operation_id": key,
        "tags": ["judging"],
        "status_code": 201,
        "responses": of_posting(responses),
        "response_class": Response,
        "openapi_extra": {"requestBody": body},
    }


def _word(request: Request, given: Undone) -> Word:
    """In whose name: the token's, else the one given, else the one that the command would take."""
    token: Token | None = request.state.token
    return Word(token.name if token else given.by or settings.person(), given.reason)
