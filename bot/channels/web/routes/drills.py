"""`/practice/drill`: ten minutes of one phase, held in the practice room."""

import secrets

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.app import App
from bot.channels.web.forms import Form
from bot.channels.web.here import web_of
from bot.channels.web.practice.pace import BEGINNINGS
from bot.channels.web.practice.room import arrival
from bot.channels.web.refusals import TooOften
from bot.channels.web.routes.practice import FIRST_WORD, Practising
from bot.channels.web.viewer import Viewer
from bot.practising import Practice, practice
from bot.preferences import preferences
from interview_flow.drills import MINUTES
from interview_flow.practice.next_drill import Suggestion
from storage.failures import AlreadyHeard
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
    interview_id = await _begun(web.app, viewer, now, suggestion, came)
    web.room.answer(interview_id)
    await web.room.answered(interview_id, FIRST_WORD)
    return RedirectResponse(f"/practice/{interview_id}", 303)


async def _begun(app: App, viewer: Viewer, now: Practice, suggestion: Suggestion, came: str) -> str:
    """The id of a new drill, or of the one that the same form has begun."""
    interview_id = secrets.token_hex(5)
    try:
        await app.conversation.begin(
            interview_id,
            topic=app.bank.title(suggestion.problem, suggestion.problem),
            problem=suggestion.problem,
            level=now.level,
            mode=preferences(await People(app.database).find(viewer.person)).mode,
            minutes=MINUTES,
            candidate=viewer.person,
            drill=suggestion.drill,
            arrivals=[came],
        )
    except AlreadyHeard:
        heard = await app.log.heard(came)
        return heard[0] if heard else interview_id
    return interview_id
