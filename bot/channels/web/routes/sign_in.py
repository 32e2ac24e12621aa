"""In and out."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.web.attempts import SIGN_IN
from bot.channels.web.forms import Form
from bot.channels.web.not_let_in import Declined, TookTooLong
from bot.channels.web.openid import refused_by
from bot.channels.web.sign_in import own_path
from bot.channels.web.viewer import Somebody, Whoever

router = APIRouter()

LONGEST = 2000
"""Characters of what Slack sends along."""
Sent = Annotated[str, Query(max_length=LONGEST)]


@router.get("/sign-in")
async def sign_in(request: Request, viewer: Whoever, next: str = "/") -> Response:  # noqa: A002  # as it stands in the address
    """Off to Slack, unless somebody is known here already."""
    web = request.app.state.web
    if viewer is not None:
        return RedirectResponse(own_path(next), 303)
    if web.sign_in is None:
        raise web.not_set_up()
    await web.attempts.count(SIGN_IN, request)
    return await web.sign_in.begin(request, own_path(next))


@router.get("/sign-in/callback")
async def signed_in(request: Request, viewer: Whoever, state: Sent = "", code: Sent = "", error: Sent = "") -> Response:
    """Back from Slack. Somebody who is known already is let pass, whatever they bring: nothing of it is used."""
    web = request.app.state.web
    if web.sign_in is None:
        if viewer is not None:
            return RedirectResponse("/", 303)
        raise web.not_set_up()
    begun = web.sign_in.begun(state)
    if viewer is not None and not web.sign_in.is_in(request, begun):
        return RedirectResponse(own_path(begun.leads_to), 303)
    await web.attempts.count(SIGN_IN, request)
    if error:
        raise Declined if error == "access_denied" else refused_by(error)
    if not code:
        raise TookTooLong
    return await web.sign_in.finish(request, begun, code)


@router.get("/sign-out")
async def leaving(request: Request, viewer: Whoever) -> Response:
    """Asks which of the two ways out."""
    if viewer is not None and viewer.is_local:
        return RedirectResponse("/", 303)
    return request.app.state.web.page(request, "sign_out")


@router.post("/sign-out")
async def sign_out(request: Request, viewer: Somebody, form: Form) -> Response:
    """Out, of this browser or of all of them."""
    web, gone = request.app.state.web, RedirectResponse("/sign-out", 303)
    if web.sign_in is None:
        return RedirectResponse("/", 303)
    if form.text("where") == "everywhere":
        await web.sign_in.sessions.rows.end_all(viewer.person)
    await web.sign_in.sessions.end(request, gone)
    return gone
