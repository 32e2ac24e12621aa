"""`/practice/ID`: one interview, held in a browser."""

import secrets
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from bot.channels.web.access import Own, Seen
from bot.channels.web.forms import Form
from bot.channels.web.here import web_of
from bot.channels.web.practice import standing as places
from bot.channels.web.practice.following import Following, Shows
from bot.channels.web.practice.pace import WORDS
from bot.channels.web.practice.room import LONGEST, TooManyPages, arrival
from bot.channels.web.practice.standing import Said, Standing
from bot.channels.web.practice.words import as_html
from bot.channels.web.refusals import NotThere, Refusal
from bot.channels.web.routes.practice import Practising
from bot.markup.web import page
from interview_flow.interview import Interview
from interview_flow.phases import IllegalMove, Stage
from interview_flow.transcript import Speaker, Wish
from storage.failures import Refused, UnknownInterview

PATIENCE = 60.0
"""Seconds that a page without scripts waits for the reply."""

router = APIRouter()


class TooManyOpen(Refusal):
    """The same interview is open many times."""

    status = 429
    title = "This interview is open many times"
    says = "Close some of its pages, and load this one again."


@router.get("/practice/{interview_id}")
async def room(request: Request, viewer: Practising, own: Own) -> Response:
    """The conversation so far, where it is, and what can be said."""
    return await _page(request, own)


@router.post("/practice/{interview_id}/say")
async def say(request: Request, viewer: Practising, own: Own, form: Form) -> Response:
    """An answer, or a wish. It is in the log before this is answered; a script then reads the reply from the stream, a page without one waits for it."""
    web = web_of(request)
    here = web.room
    text = form.text("wish") or form.text("text")
    message = form.text("message") or secrets.token_hex(16)
    if not text or len(text) > LONGEST:
        return await _not_taken(request, own, text, 422, "nothing" if not text else "too_long", length=len(text), most=LONGEST)
    if wait := await web.pace.wait(WORDS, viewer.person):
        return await _not_taken(request, own, text, 429, "too_often", wait=wait)
    try:
        turn = await here.hear(own.id, text, arrival(viewer.person, own.id, message))
    except IllegalMove as illegal:
        return await _not_taken(request, own, text, 409, "paused" if illegal.stage is Stage.PAUSED else "over")
    except UnknownInterview as deleted:
        raise NotThere from deleted
    except Refused:
        return await _not_taken(request, own, text, 422, "unreadable")
    if _by_script(request):
        return JSONResponse({"turn": turn})
    await here.answered(own.id, PATIENCE)
    return RedirectResponse(f"/practice/{own.id}#turn-{turn}", 303)


async def following(
    request: Request, viewer: Practising, own: Own, after: str = "", last_event_id: Annotated[str, Header()] = ""
) -> AsyncGenerator[Following]:
    """A page that looks on, from the turn it has got last. Raises `TooManyOpen`."""
    web = web_of(request)
    here = web.room
    token = web.forms.token(viewer)

    def put(now: Standing) -> dict[str, Any]:
        return _told(request, now) | {"token": token}

    async def may() -> bool:
        known = await web.door.viewer(request)
        return known is not None and known.person == viewer.person

    shows = Shows(turn=lambda each, known: _turn(request, each), words=lambda text: page(text).html, standing=put)
    try:
        async with here.looking(own.id) as sitting:
            had = _number(last_event_id) or _number(after) or 0
            yield Following(here, sitting, had, shows, lambda known: _standing(request, known.interview), may)
    except TooManyPages as too_many:
        raise TooManyOpen from too_many


@router.get("/practice/{interview_id}/stream", response_class=EventSourceResponse)
async def stream(follows: Annotated[Following, Depends(following)]) -> AsyncIterator[ServerSentEvent]:
    """What happens from now on (`practice.following`)."""
    async for event in follows.events():
        yield event


async def _page(request: Request, own: Seen, status: int = 200, **shown: Any) -> Response:
    web = web_of(request)
    known = await web.room.look(own.id)
    now = _standing(request, known.interview)
    usual: dict[str, Any] = {"draft": "", "trouble": None, "length": 0, "most": LONGEST, "wait": 0}
    found: dict[str, Any] = {
        "now": now,
        "interview": known.interview,
        "told": own.judged,
        "said": places.said(known.turns, now.places),
        "message": secrets.token_hex(16),
        "as_html": as_html,
        "time": places.minutes_and_seconds,
        "Speaker": Speaker,
        "Wish": Wish,
        "Stage": Stage,
        "Reached": places.Reached,
    }
    return web.page(request, "practice/room", status, **usual | found | shown)


async def _not_taken(request: Request, own: Seen, text: str, status: int, trouble: str, **blanks: Any) -> Response:
    """Nothing was taken down: say why, and give the words back."""
    if not _by_script(request):
        return await _page(request, own, status, draft=text, trouble=trouble, **blanks)
    says = web_of(request).pages.fragment("practice/_trouble", trouble=trouble, **{"length": 0, "most": LONGEST, "wait": 0} | blanks)
    return JSONResponse({"status": status, "detail": says.strip()}, status)


def _told(request: Request, now: Standing) -> dict[str, Any]:
    """Where an interview is, for the page's script."""
    pages = web_of(request).pages
    return {
        "stage": now.interview.stage.value,
        "over": now.interview.over,
        "owes": now.interview.owes_reply,
        "runs": now.runs,
        "whole": now.whole,
        "here": now.here,
        "may": sorted(now.may),
        "place": now.place.number,
        "title": now.place.title,
        "phases": pages.fragment("practice/_phases", now=now, Reached=places.Reached),
        "plan": "" if now.whole is None else pages.fragment("practice/_plan", now=now).strip(),
    }


def _turn(request: Request, each: Said) -> str:
    return web_of(request).pages.fragment("practice/_turn", each=each, as_html=as_html, Speaker=Speaker)


def _standing(request: Request, interview: Interview) -> Standing:
    web = web_of(request)
    return places.standing(interview, web.app.bank, web.clock())


def _by_script(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
