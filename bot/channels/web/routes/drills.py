"""`/practice/drill`: ten minutes of one phase, held in the practice room."""

import secrets

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.web.forms import Form
from bot.channels.web.here import web_of
from bot.channels.web.practice.pace import BEGINNINGS
from bot.channels.web.practice.room import arrival
from bot.channels.web.refusals import TooOften
from bot.channels.web.routes.practice import FIRST_WORD, Practising, begun
from bot.practising import practice
from bot.preferences import preferences
from interview_flow.drills import MINUTES
from storage.people import People

router = APIRouter()


@router.post("/practice/drill")
async def drill(request: Request, viewer: Practising, form: Form) -> Response:
    """Begin the drill of the skill that was chosen, or the one that is suggested; once however often the form is sent. Who has none yet chooses an
    interview instead."""
    web = web_of(request)
    now = await practice(web.app, viewer.person, web.clock())
    suggestion = now.drill(form.text("criterion"))
    if suggestion is None:
        return RedirectResponse("/practice", 303)
    if wait := await web.pace.wait(BEGINNINGS, viewer.person):
        raise TooOften(after=wait)
    came = arrival(viewer.person, "begin", form.text("arrival") or secrets.token_hex(8))
    interview_id = await begun(
        web.app,
        came,
        topic=web.app.bank.title(suggestion.problem, suggestion.problem),
        problem=suggestion.problem,
        level=now.level,
        mode=preferences(await People(web.app.database).find(viewer.person)).mode,
        minutes=MINUTES,
        candidate=viewer.person,
        drill=suggestion.drill,
    )
    web.room.answer(interview_id)
    await web.room.answered(interview_id, FIRST_WORD)
    return RedirectResponse(f"/practice/{interview_id}", 303)
