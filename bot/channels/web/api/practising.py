"""Interviews that are held over the API: begin, say, wait for the reply."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response, Security
from limits import RateLimitItem

from bot.app import App
from bot.channels.web.api.bearer import holder
from bot.channels.web.api.errors import Invalid, described
from bot.channels.web.api.shapes import Held, InterviewId, Say, Start, TurnSaid
from bot.channels.web.here import web_of
from bot.channels.web.parts import Web
from bot.channels.web.practice.pace import BEGINNINGS, WORDS
from bot.channels.web.refusals import NotThere, TooOften
from bot.channels.web.viewer import Scope, Viewer
from interview_flow.interview import Interview
from storage.failures import AlreadyHeard

WAITS = 60.0
"""Seconds for which a request waits for the interviewer."""
router = APIRouter(tags=["practice"])
Practises = Annotated[Viewer, Security(holder, scopes=[Scope.PRACTISE])]
Key = Annotated[
    str | None,
    Header(alias="Idempotency-Key", min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$", description="The same key again does nothing again."),
]


@router.post("/interviews", status_code=201, responses=described(401, 403, 422, 429, 503))
async def begin(request: Request, response: Response, viewer: Practises, wanted: Start, key: Key = None) -> Held:
    """Begin an interview; the greeting is among its turns."""
    web = web_of(request)
    await paced(web, viewer, BEGINNINGS)
    app = web.app
    interview_id, arrival = secrets.token_hex(5), _arrival(viewer, "begin", key)
    try:
        topic, problem = _topic(app, wanted)
        await app.conversation.begin(
            interview_id,
            topic=topic,
            problem=problem,
            level=wanted.level,
            mode=wanted.mode,
            minutes=wanted.minutes,
            candidate=viewer.person,
            arrivals=arrival,
        )
    except AlreadyHeard:
        heard = await app.log.heard(arrival[0])
        interview_id = heard[0] if heard else interview_id
    except ValueError as error:
        raise Invalid(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    response.headers["location"] = f"{request.scope.get('root_path', '')}/interviews/{interview_id}"
    return await _answered(web, interview_id, after=0)


@router.post("/interviews/{interview_id}/turns", responses=described(401, 403, 404, 409, 422, 429, 503))
async def say(request: Request, viewer: Practises, interview_id: InterviewId, said: Say, key: Key = None) -> Held:
    """Say something; the reply comes back with it. `hint`, `next`, `pause`, `resume` and `end` steer. 409 when the interview is over."""
    web = web_of(request)
    app = web.app
    before = await _own(app, viewer, interview_id)
    await paced(web, viewer, WORDS)
    try:
        await app.conversation.hear(interview_id, said.text, arrivals=_arrival(viewer, interview_id, key))
    except AlreadyHeard:
        heard = await app.log.heard(_arrival(viewer, interview_id, key)[0])
        return await _answered(web, interview_id, after=heard[1] - 1 if heard else before.turn)
    return await _answered(web, interview_id, after=before.turn)


@router.get("/interviews/{interview_id}/turns", responses=described(401, 403, 404, 422, 503))
async def turns(request: Request, viewer: Practises, interview_id: InterviewId, after: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> Held:
    """What was said after a turn of an interview of one's own; whatever is owed is answered first."""
    web = web_of(request)
    app = web.app
    await _own(app, viewer, interview_id)
    return await _answered(web, interview_id, after=after)


async def paced(web: Web, viewer: Viewer, what: RateLimitItem) -> None:
    """Raises `TooOften` for who sends faster than anybody types, be it here or on the pages."""
    if wait := await web.pace.wait(what, viewer.person):
        refusal = TooOften(f"That was a lot in a short time. Try again in {wait} s.")
        refusal.headers = {"retry-after": str(wait)}
        raise refusal


def _topic(app: App, wanted: Start) -> tuple[str, str | None]:
    """The topic and the slug of its problem. Raises `ValueError`."""
    if wanted.problem is not None:
        problem = app.bank.problem(wanted.problem)
        if problem is None:
            raise ValueError("there is no such problem in the bank")
        return wanted.topic or problem.title, problem.slug
    if wanted.topic is None:
        raise ValueError("say what to design: send `topic`, or `problem`")
    found = app.bank.find(wanted.topic).problem
    return wanted.topic, found.slug if found else None


async def _own(app: App, viewer: Viewer, interview_id: str) -> Interview:
    """The viewer's interview. Raises `NotThere`, also for what is somebody else's, whose log is not even read."""
    try:
        listed, _ = await app.transcripts.at(interview_id)
        if listed.candidate == viewer.person or viewer.is_local:
            return await app.log.load(interview_id)
    except LookupError as error:
        raise NotThere from error
    raise NotThere


async def _answered(web: Web, interview_id: str, after: int) -> Held:
    """The interview once the reply is there, which pages that look on see growing; a reply that takes too long is asked for again by `turns`."""
    app = web.app
    web.room.answer(interview_id)
    await web.room.answered(interview_id, WAITS)
    interview = await app.log.load(interview_id)
    said = (await app.archive.said(interview_id))[after:]
    return Held(
        id=interview.id,
        topic=interview.topic,
        problem=interview.problem,
        stage=interview.stage,
        phase=interview.phase,
        drill=interview.drilled,
        turns=[TurnSaid.of(turn) for turn in said],
    )


def _arrival(viewer: Viewer, what: str, key: str | None) -> list[str]:
    return [f"api:{viewer.person}:{what}:{key}"] if key else []
