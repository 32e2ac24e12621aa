"""`/practice`: what to practise, how, and which interviews are still open."""

import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.responses import RedirectResponse

from bot.app import App
from bot.channels.web.forms import Form
from bot.channels.web.here import web_of
from bot.channels.web.practice import choosing
from bot.channels.web.practice.choosing import Wished
from bot.channels.web.practice.pace import BEGINNINGS
from bot.channels.web.practice.room import arrival
from bot.channels.web.refusals import Forbidden
from bot.channels.web.viewer import Scope, Somebody, Viewer
from interview_flow.problems import Problem
from interview_flow.rubric import Level, Mode
from storage.failures import AlreadyHeard
from storage.people import People

FIRST_WORD = 0.5
"""Seconds that a page waits for the greeting, so that one without scripts rather shows it."""
LOOKED_AT = 200
"""Interviews of a person that are looked at for what was practised before."""


@asynccontextmanager
async def _room(app: FastAPI) -> AsyncGenerator[None]:
    """While the server runs, nobody is left waiting."""
    async with app.state.web.room.open():
        yield


async def practising(viewer: Somebody) -> Viewer:
    """Somebody who may practise. Raises `Forbidden`."""
    if Scope.PRACTISE not in viewer.scopes:
        raise Forbidden
    return viewer


router = APIRouter(lifespan=_room)
Practising = Annotated[Viewer, Depends(practising)]
Search = Annotated[str, Query()]


@router.get("/practice")
async def choose(request: Request, viewer: Practising, q: Search = "", difficulty: Search = "", problem: Search = "") -> Response:
    """The bank, and the interviews that can be gone on with. `problem` is one that was chosen elsewhere."""
    app = web_of(request).app
    wished = choosing.usual(await People(app.database).find(viewer.person))
    return await _page(request, viewer, wished, search=q, difficulty=difficulty, chosen=app.bank.problem(problem))


@router.post("/practice")
async def begin(request: Request, viewer: Practising, form: Form) -> Response:
    """Begin an interview, one however often the form is sent, and go there."""
    web = web_of(request)
    app = web.app
    wished = choosing.wished(form, choosing.usual(await People(app.database).find(viewer.person)))
    problem, choices = await _meant(app, viewer, form, wished.topic)
    topic = problem.title if problem and form.text("problem") else wished.topic
    if wished.length is None:
        return await _page(request, viewer, wished, 422, trouble="minutes")
    if choices and not form.text("own"):
        return await _page(request, viewer, wished, choices=choices)
    if wait := await web.pace.wait(BEGINNINGS, viewer.person):
        return await _page(request, viewer, wished, 429, trouble="too_often", wait=wait)
    came = arrival(viewer.person, "begin", form.text("arrival") or secrets.token_hex(8))
    try:
        its = {"topic": topic, "problem": problem.slug if problem else None, "level": wished.level, "mode": wished.mode, "minutes": wished.length}
        interview_id = await begun(app, came, candidate=viewer.person, **its)
    except ValueError as wrong:
        return await _page(request, viewer, wished, 422, trouble="topic", says=str(wrong))
    web.room.answer(interview_id)
    await web.room.answered(interview_id, FIRST_WORD)
    return RedirectResponse(f"/practice/{interview_id}", 303)


async def _meant(app: App, viewer: Viewer, form: Any, topic: str) -> tuple[Problem | None, tuple[Problem, ...]]:
    """The problem that was picked or that the topic means, or those that it may have meant."""
    if slug := form.text("problem"):
        practised = [each.problem for each in await app.transcripts.listed(viewer.person, LOOKED_AT) if each.drill is None]
        return choosing.picked(app.bank, slug, practised), ()
    return choosing.near(app.bank, topic)


async def begun(app: App, came: str, **about: Any) -> str:
    """The id of a new interview, or of the one that the same form has begun; `about` goes to `Conversation.begin`. Raises `ValueError`."""
    interview_id = secrets.token_hex(5)
    try:
        await app.conversation.begin(interview_id, arrivals=[came], **about)
    except AlreadyHeard:
        heard = await app.log.heard(came)
        return heard[0] if heard else interview_id
    return interview_id


async def _page(request: Request, viewer: Viewer, wished: Wished, status: int = 200, **shown: Any) -> Response:
    web = web_of(request)
    app = web.app
    search, difficulty = shown.pop("search", ""), shown.pop("difficulty", "")
    still_open = await app.transcripts.open_interviews(viewer.person)
    past = await app.transcripts.listed(viewer.person, LOOKED_AT)
    usual: dict[str, Any] = {"chosen": None, "choices": (), "trouble": None, "wait": 0, "says": ""}
    found: dict[str, Any] = {
        "wished": wished,
        "levels": tuple(Level),
        "modes": tuple(Mode),
        "difficulties": app.bank.difficulties,
        "groups": choosing.fitting(app.bank, search, difficulty),
        "search": search,
        "difficulty": difficulty,
        "still_open": [each.model_copy(update={"topic": app.bank.title(each.problem, each.topic, each.drill)}) for each in still_open],
        "practised": {each.problem for each in past if each.problem and each.drill is None},
        "titles": {guide.phase: guide.title for guide in app.bank.rubric.guides},
        "most_minutes": choosing.MOST_MINUTES,
        "arrival": secrets.token_hex(16),
    }
    return web.page(request, "practice/choose", status, **usual | found | shown)
