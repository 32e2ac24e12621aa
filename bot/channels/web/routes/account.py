"""What a person decides about themselves: preferences, tokens, a copy of everything, and the end of it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.slack.words import MOST_MINUTES
from bot.channels.web.account import LASTS, Tokens, Unclear, chosen
from bot.channels.web.forms import Form
from bot.channels.web.parts import Web
from bot.channels.web.refusals import Forbidden
from bot.channels.web.tokens import once
from bot.channels.web.viewer import Scope, Somebody, Viewer
from bot.preferences import preferences
from interview_flow.rubric import Level, Mode
from storage.people import People

router = APIRouter()

MEANS = {
    Scope.READ: "read interviews that you may read",
    Scope.PRACTISE: "hold interviews for you, and set your reminders",
    Scope.REVIEW: "score and comment in your name",
    Scope.SHARE: "share your interviews",
    Scope.DELETE: "delete your interviews",
}
"""What a token may do, in words."""


async def themselves(viewer: Somebody) -> Viewer:
    """A person, not a program that acts for one. Raises `Forbidden`."""
    if viewer.scopes != frozenset(Scope):
        raise Forbidden
    return viewer


Themselves = Annotated[Viewer, Depends(themselves)]


@router.get("/account")
async def account(request: Request, viewer: Themselves) -> Response:
    """Everything that can be decided."""
    return await _page(request, viewer)


@router.post("/account/preferences")
async def prefer(request: Request, viewer: Themselves, form: Form) -> Response:
    """How they like to practise from now on, here and in Slack."""
    people = People(_web(request).app.database)
    try:
        await people.save(chosen(form, await people.find(viewer.person)))
    except Unclear as unclear:
        return await _page(request, viewer, 400, wrong=str(unclear))
    return RedirectResponse("/account?saved=yes", 303)


@router.post("/account/tokens")
async def make(request: Request, viewer: Themselves, form: Form) -> Response:
    """A token, shown in the answer itself: it is kept nowhere, so no other page can show it."""
    tokens = Tokens(_web(request), viewer)
    try:
        made, text = await tokens.make(form.text("once"), form.text("name"), form.texts("scope:"), form.text("days"))
    except Unclear as unclear:
        return await _page(request, viewer, 400, wrong=str(unclear))
    return await _page(request, viewer, made=made, text=text)


@router.post("/account/tokens/revoke")
async def revoke(request: Request, viewer: Themselves, form: Form) -> Response:
    """A token opens nothing any more."""
    await Tokens(_web(request), viewer).revoke(form.text("id"))
    return RedirectResponse("/account#tokens", 303)


async def _page(request: Request, viewer: Viewer, status: int = 200, **shown: Any) -> Response:
    web = _web(request)
    told: dict[str, Any] = {"wrong": "", "made": None, "text": "", **shown}
    return web.page(
        request,
        "account",
        status,
        likes=preferences(await People(web.app.database).find(viewer.person)),
        levels=list(Level),
        modes=list(Mode),
        most_minutes=MOST_MINUTES,
        tokens=await Tokens(web, viewer).good(),
        means=MEANS,
        lasts=LASTS,
        once=once(),
        saved="saved" in request.query_params,
        **told,
    )


def _web(request: Request) -> Web:
    return request.app.state.web
