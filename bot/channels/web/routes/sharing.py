"""An interview's readers: its candidate names them, makes links, and takes them back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.web.access import Own, Seen
from bot.channels.web.forms import Filled, Form
from bot.channels.web.parts import Web
from bot.channels.web.refusals import Forbidden, NotThere
from bot.channels.web.shared import COOKIE
from bot.channels.web.sharing import LASTS, Sharing, Unclear
from bot.channels.web.tokens import once
from bot.channels.web.viewer import Scope, Somebody, Whoever
from storage.shares import Shares, hashed

router = APIRouter()


async def sharing(request: Request, viewer: Somebody, own: Own) -> Sharing:
    """What the candidate decides about. Raises `Forbidden`."""
    if Scope.SHARE not in viewer.scopes:
        raise Forbidden
    return Sharing(request.app.state.web, viewer, own.interview)


Shared = Annotated[Sharing, Depends(sharing)]


@router.get("/interviews/{interview_id}/sharing")
async def readers(request: Request, found: Shared, own: Own) -> Response:
    """Who reads it."""
    return await _page(request, found, own)


@router.post("/interviews/{interview_id}/sharing")
async def share(request: Request, found: Shared, own: Own, form: Form) -> Response:
    """Let somebody read it. A link is shown in the answer itself: it is kept nowhere, so no other page can show it."""
    try:
        if form.text("with") == "link":
            made, token = await found.by_link(form.text("once"), form.text("lasts"), form.text("name"))
            return await _page(request, found, own, made=made, link=f"{_base(request, found)}/s/{token}")
        await _named(found, form)
    except Unclear as unclear:
        return await _page(request, found, own, 400, wrong=str(unclear), typed=form)
    return RedirectResponse(request.url.path, 303)


@router.post("/interviews/{interview_id}/sharing/revoke")
async def revoke(found: Shared, own: Own, form: Form) -> Response:
    """Take back one share, or all."""
    if form.text("all"):
        await found.revoke_all()
    else:
        await found.revoke(form.text("share"))
    return RedirectResponse(f"/interviews/{own.id}/sharing", 303)


@router.get("/s/{token}")
async def opened(request: Request, viewer: Whoever, token: str) -> Response:
    """Whoever holds a link reads the interview. The token goes into a cookie that is sent to the pages of this interview alone."""
    web: Web = request.app.state.web
    found = await Shares(web.app.database).by_link(hashed(token), web.clock())
    if found is None:
        raise NotThere
    address = f"/interviews/{found.interview_id}"
    left = int((found.expires_at - web.clock()).total_seconds()) if found.expires_at else None
    secure = _is_safe(request, web)
    response = RedirectResponse(address, 303, {"x-robots-tag": "noindex"})
    response.set_cookie(COOKIE, token, max_age=left, path=address, secure=secure, httponly=True, samesite="lax")
    return response


async def _named(found: Sharing, form: Filled) -> None:
    if form.text("with") == "channel":
        await found.with_channel(form.text("channel"))
    else:
        await found.with_person(form.text("person"), may_score=bool(form.text("may_score")))


async def _page(request: Request, found: Sharing, own: Seen, status: int = 200, **shown: object) -> Response:
    active, ended = await found.now()
    told = {"wrong": "", "typed": None, "made": None, "link": "", **shown}
    title = found.web.app.bank.title(own.interview.problem, own.interview.topic, own.interview.drill)
    channels = await found.web.workspace.channels(found.viewer)
    return found.web.page(
        request,
        "sharing",
        status,
        found=own,
        title=title,
        shares=active,
        ended=ended,
        channels=channels,
        lasts=list(LASTS),
        once=once(),
        **told,
    )


def _base(request: Request, found: Sharing) -> str:
    return (found.web.settings.public_url or str(request.base_url)).rstrip("/")


def _is_safe(request: Request, web: Web) -> bool:
    """Whether the site is reached over TLS, perhaps by way of a proxy."""
    return request.url.scheme == "https" or (web.settings.public_url or "").startswith("https:")
