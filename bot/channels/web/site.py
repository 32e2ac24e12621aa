"""Everything that is answered over HTTP besides Slack's requests."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import as_file, files
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as ASGIScope

from bot.app import App
from bot.channels.web.api.application import PLACE, api
from bot.channels.web.attempts import Attempts
from bot.channels.web.forms import Forms
from bot.channels.web.hardening import Hardened
from bot.channels.web.pages import HERE, Pages
from bot.channels.web.practice.pace import Pace
from bot.channels.web.practice.room import Replied, Room, nowhere_else
from bot.channels.web.refusals import Broken, NotSetUp, NotSignedIn, NotThere, Refusal, Unavailable
from bot.channels.web.routes import (
    account,
    api_page,
    comments,
    compare,
    documents,
    downloads,
    erasing,
    interviews,
    opinions,
    practice,
    practice_room,
    problems,
    progress,
    sharing,
    sign_in,
    transcripts,
    workspace,
)  # fmt: skip
from bot.channels.web.setting_up import is_https
from bot.channels.web.sign_in import SignIn, own_path
from bot.channels.web.still_members import everybody
from bot.channels.web.viewer import Door, Viewer
from bot.channels.web.workspace import NoWorkspace, Workspace
from bot.conversation import Clock
from bot.interviewers.prices import Price, price_table
from bot.settings import Settings
from storage.failures import Refused, StorageFailed, UnknownInterview

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What a page of ours may load: our own files, and nothing that stands in the page itself."""
KEPT_FOR = "public, max-age=31536000, immutable"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Web:
    """What the routes need; they find it as `request.app.state.web`."""

    app: App
    settings: Settings
    clock: Clock
    door: Door
    keys: tuple[str, ...] = field(default_factory=lambda: (secrets.token_urlsafe(32),), repr=False)
    """For what is signed: the first signs, the others are still known."""
    pages: Pages = field(default_factory=Pages)
    workspace: Workspace = field(default_factory=NoWorkspace)
    sign_in: SignIn | None = None
    """The way in; None where nobody signs in."""
    lacking: tuple[str, ...] = ()
    """Why nobody can sign in, where people should."""
    attempts: Attempts = field(default_factory=Attempts)
    replied: Replied = nowhere_else
    """Has what was said in the practice room delivered where else the interview is held."""
    still_member: Callable[[Viewer], Awaitable[bool]] = everybody
    """Whether somebody for whom a program acts is still a member of their workspace."""

    @cached_property
    def room(self) -> Room:
        """The interviews that are held in browsers."""
        return Room(self.app, self.replied)

    @cached_property
    def pace(self) -> Pace:
        """How fast one person may send."""
        return Pace()

    @cached_property
    def forms(self) -> Forms:
        """What makes sure that a form comes from a page of ours."""
        return Forms(self.keys)

    @cached_property
    def prices(self) -> tuple[Price, ...]:
        """What models cost. Raises `BadInput` for a table of the operator's that cannot be used."""
        return price_table(self.settings.model.prices)

    def page(self, request: Request, name: str, status: int = 200, /, **shown: Any) -> HTMLResponse:
        """A whole page (`templates/NAME.html.j2`, which extends `base`). Every template knows `viewer`, `path` and `token`, which goes into forms."""
        viewer: Viewer | None = getattr(request.state, "viewer", None)
        token = self.forms.token(viewer) if viewer else ""
        return HTMLResponse(self.pages.fragment(name, viewer=viewer, path=request.url.path, token=token, **shown), status)

    def not_set_up(self) -> Refusal:
        """What to tell who wants to sign in where that is not to be had."""
        return NotSetUp() if self.lacking else NotThere()


ROUTERS: tuple[APIRouter, ...] = (
    transcripts.router,
    interviews.router,
    documents.router,
    downloads.router,
    progress.router,
    compare.router,
    problems.router,
    workspace.router,
    sharing.router,
    opinions.router,
    comments.router,
    account.router,
    erasing.router,
    sign_in.router,
    practice.router,
    practice_room.router,
    api_page.router,
)


def add_site(app: FastAPI, web: Web) -> FastAPI:
    """Give an application the pages; it may answer other things too."""
    app.state.web = web
    app.state.before_stop = web.room.close
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.state.api = api(web)
    app.mount(PLACE, app.state.api)
    with as_file(files(HERE) / "static") as folder:
        app.mount("/static", _Kept(directory=folder))
    app.add_middleware(_Policy)
    app.add_middleware(Hardened, https=is_https(web.settings))
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _refused)
    app.add_exception_handler(UnknownInterview, _refused)
    app.add_exception_handler(StorageFailed, _refused)
    app.add_exception_handler(Exception, _refused)
    return app


class _Policy:
    """Adds what a page may load to every answer that does not say so itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: ASGIScope, receive: Receive, send: Send) -> None:
        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start" and not scope["path"].startswith("/slack/"):  # Bolt's pages have styles of their own
                MutableHeaders(scope=message).setdefault("content-security-policy", POLICY)
            await send(message)

        await self._app(scope, receive, adding)


class _Kept(StaticFiles):
    """Files whose address changes with their content."""

    async def get_response(self, path: str, scope: ASGIScope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = KEPT_FOR if b"v=" in scope["query_string"] else "no-cache"  # a script names its parts without
        return response


async def _refused(request: Request, refused: Exception) -> Response:
    """A page that says what is wrong."""
    refusal = refused if isinstance(refused, Refusal) else _as_refusal(refused)
    web: Web = request.app.state.web
    if isinstance(refusal, NotSignedIn) and web.lacking:
        refusal = NotSetUp()
    lacking = web.lacking if isinstance(refusal, NotSetUp) else ()
    sign_in = _way_in(request) if refusal.leads_to_sign_in else None
    shown: dict[str, Any] = {"title": refusal.title, "says": refusal.says, "status": refusal.status, "lacking": lacking, "sign_in": sign_in}
    page = web.page(request, "refused", refusal.status, **shown)
    page.headers.update({**refusal.headers, "content-security-policy": POLICY})
    return page


def _way_in(request: Request) -> str:
    """Where one signs in, to come back here."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    next_page = own_path(here) if request.method == "GET" else "/"
    return "/sign-in" if next_page == "/" else f"/sign-in?{urlencode({'next': next_page})}"


def _as_refusal(refused: Exception) -> Refusal:
    match refused:
        case HTTPException(status_code=404) | UnknownInterview():  # the latter was deleted between two steps
            return NotThere()
        case HTTPException():
            refusal = Refusal()
            refusal.status = refused.status_code
            return refusal
        case RequestValidationError() | Refused():  # such as half a character
            return Refusal()
        case StorageFailed():
            log.error("A page could not be made", exc_info=refused)
            return Unavailable()
        case _:  # the edge: the server logs it
            return Broken()
