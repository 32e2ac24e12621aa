"""What goes wrong, as `application/problem+json` (RFC 9457): `type` is stable, `detail` is for people."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from bot.channels.web.refusals import Conflicting, Forbidden, NotSignedIn, NotThere, Refusal, Unavailable
from bot.reminders import UnknownReminder
from interview_flow.phases import IllegalMove
from storage.failures import Ambiguous, Refused, StorageFailed, UnknownInterview

MEDIA_TYPE = "application/problem+json"
TYPES = "/api#"
"""Where the types of errors are described; each has its place on that page."""
NAMES = {
    400: "unreadable",
    401: "not-signed-in",
    403: "forbidden",
    404: "not-there",
    409: "conflict",
    422: "invalid",
    429: "too-many",
    503: "unavailable",
}

logger = logging.getLogger(__name__)


class InvalidField(BaseModel):
    """One thing that is wrong with a request. `pointer` is a JSON pointer (RFC 6901) into the body, or the name of a parameter."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """RFC 9457: `type` names the kind of error and does not change, `title` says it in words, `detail` what was wrong this time."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[InvalidField] = []


class Invalid(Refusal):
    """Something that was sent cannot be used."""

    status = 422
    title = "Something that was sent cannot be used"


def add_errors(app: FastAPI) -> None:
    """Every error of this application is one of these."""
    for kind in (Refusal, HTTPException, RequestValidationError, IllegalMove, UnknownInterview, UnknownReminder, Ambiguous, Refused, StorageFailed):
        app.add_exception_handler(kind, _told)


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For the OpenAPI description: an operation may also answer so."""
    if 401 in statuses:  # who sends too many tokens that are not good is told to wait
        statuses = (*statuses, 429)
    return {status: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": NAMES[status].replace("-", " ")} for status in statuses}


def problem(refusal: Refusal, errors: list[InvalidField] | None = None) -> JSONResponse:
    """The answer that tells it."""
    said = Problem(
        type=f"{TYPES}{NAMES.get(refusal.status, 'unreadable')}", title=refusal.title, status=refusal.status, detail=refusal.says, errors=errors or []
    )
    headers = {**refusal.headers, **({"www-authenticate": 'Bearer realm="mock-interview"'} if refusal.status == 401 else {})}
    return JSONResponse(said.model_dump(), refusal.status, headers, MEDIA_TYPE)


async def _told(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, RequestValidationError):
        return problem(Invalid(_how(request)), [_field(each) for each in error.errors()])
    return problem(_as_refusal(error))


def _how(request: Request) -> str:
    """What to do about what cannot be used; a body that is not said to be JSON is not read as JSON."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    is_json = media == "application/json" or (media.startswith("application/") and media.endswith("+json"))
    has_body = request.method in ("POST", "PUT", "PATCH") and request.headers.get("content-length") != "0"
    return "Send the body as JSON, with Content-Type: application/json." if has_body and not is_json else "See `errors`."


def _as_refusal(error: Exception) -> Refusal:
    match error:
        case Refusal():
            return error
        case IllegalMove():
            return Conflicting(f"You {error}.")
        case UnknownInterview() | UnknownReminder() | Ambiguous():
            return NotThere()
        case Refused():
            return Invalid(str(error))
        case HTTPException(status_code=404):
            return NotThere("There is no such address.")
        case HTTPException():
            return _other(error)
        case _:
            logger.error("A request could not be answered", exc_info=error)
            return Unavailable()


def _other(error: HTTPException) -> Refusal:
    known = {401: NotSignedIn, 403: Forbidden, 409: Conflicting, 422: Invalid}
    refusal = known.get(error.status_code, Refusal)(str(error.detail))
    refusal.status = error.status_code
    return refusal


def _field(error: dict[str, Any]) -> InvalidField:
    place = [str(part) for part in error["loc"]]
    pointer = "/" + "/".join(place[1:]) if place[0] == "body" else ".".join(place[1:])
    return InvalidField(pointer=pointer, detail=str(error["msg"]))
