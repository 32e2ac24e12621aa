"""The comments on one turn: read, written and removed. The interview's page shows them at their turns; this page is where a form stands."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.web.access import Looked, Seen
from bot.channels.web.comments import MOST, WrongComment, may_comment, may_remove, written
from bot.channels.web.forms import Filled, Form
from bot.channels.web.parts import Web
from bot.channels.web.refusals import Forbidden, NotThere
from bot.channels.web.tokens import once
from bot.channels.web.viewer import Somebody, Viewer
from interview_flow.transcript import Turn
from interview_flow.turns import turns
from storage.comments import Comments
from storage.failures import UnknownInterview

router = APIRouter()

TurnNumber = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("/interviews/{interview_id}/turns/{turn}/comments")
async def comments(request: Request, viewer: Somebody, found: Looked, turn: TurnNumber) -> Response:
    """What was said in a turn, what was remarked on it, and a form."""
    return await _page(request, viewer, found, turn)


@router.post("/interviews/{interview_id}/turns/{turn}/comments")
async def comment(request: Request, viewer: Somebody, found: Looked, turn: TurnNumber, form: Form) -> Response:
    """Keep a comment, once."""
    if not may_comment(viewer, found):
        raise Forbidden
    web: Web = request.app.state.web
    await _turn(web, found, turn)
    try:
        await _kept(web, found, turn, viewer, form)
    except WrongComment as wrong:
        return await _page(request, viewer, found, turn, form.text("text"), str(wrong))
    return RedirectResponse(f"/interviews/{found.id}/turns/{turn}/comments", 303)


@router.post("/interviews/{interview_id}/comments/{comment_id}/remove")
async def remove(request: Request, viewer: Somebody, found: Looked, comment_id: str, form: Form) -> Response:
    """Forget a comment; it is gone once the form has been sent, however often it is sent."""
    web: Web = request.app.state.web
    kept = Comments(web.app.database)
    known = await kept.find(comment_id)
    if known is None:
        return RedirectResponse(f"/interviews/{found.id}", 303)
    if known.interview_id != found.id:
        raise NotThere
    if not may_remove(viewer, found, known):
        raise Forbidden
    await kept.remove(known.id)
    return RedirectResponse(f"/interviews/{found.id}/turns/{known.turn}/comments", 303)


async def _kept(web: Web, found: Seen, turn: int, viewer: Viewer, form: Filled) -> None:
    """Raises `WrongComment`, and `NotThere` for an interview that was deleted meanwhile."""
    kept = Comments(web.app.database)
    new = written(found, turn, viewer, form.text("text"), form.text("once"), web.clock())
    if len(await kept.of(found.id)) >= MOST:
        raise WrongComment(f"There are {MOST} comments on this interview already. Remove one first.")
    if await kept.find(new.id):
        return
    try:
        await kept.add(new)
    except UnknownInterview as refused:
        if await kept.find(new.id) is None:  # else the same form came twice at once
            raise NotThere from refused


async def _turn(web: Web, found: Seen, number: int) -> Turn:
    """Raises `NotThere` for a turn that was never said."""
    said = turns(await web.app.log.read(found.id))
    if number > len(said):
        raise NotThere
    return said[number - 1]


async def _page(request: Request, viewer: Viewer, found: Seen, number: int, typed: str = "", wrong: str = "") -> Response:
    web: Web = request.app.state.web
    turn = await _turn(web, found, number)
    known = [each for each in await Comments(web.app.database).of(found.id) if each.turn == number]
    return web.page(
        request,
        "comments",
        400 if wrong else 200,
        found=found,
        title=web.app.bank.title(found.interview.problem, found.interview.topic, found.interview.drill),
        turn=turn,
        comments=known,
        removable={each.id for each in known if may_remove(viewer, found, each)},
        may_comment=may_comment(viewer, found),
        once=once(),
        typed=typed,
        wrong=wrong,
    )
