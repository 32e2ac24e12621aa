"""Everything that is answered over HTTP besides Slack's requests."""

import logging
from importlib.resources import as_file, files
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as ASGIScope

from bot.channels.web.api.application import PLACE, api
from bot.channels.web.hardening import Hardened
from bot.channels.web.pages import HERE
from bot.channels.web.parts import Web
from bot.channels.web.refusals import Broken, NotSetUp, NotSignedIn, NotThere, Refusal, Unavailable
from bot.channels.web.routes import (
    account,
    api_page,
    comments,
    compare,
    documents,
    downloads,
    drills,
    erasing,
    interviews,
    one_reminder,
    opinions,
    practice,
    practice_room,
    problems,
    progress,
    quiz,
    reminders,
    sharing,
    sign_in,
    transcripts,
    workspace,
)  # fmt: skip
from bot.channels.web.setting_up import is_https
from bot.channels.web.sign_in import own_path
from bot.reminders import UnknownReminder
from storage.failures import Refused, StorageFailed, UnknownInterview

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What a page of ours may load: our own files, and nothing that stands in the page itself."""
KEPT_FOR = "public, max-age=31536000, immutable"

log = logging.getLogger(__name__)


ROUTERS: tuple[APIRouter, ...] = (
    transcripts.router,
    interviews.router,
    documents.router,
    downloads.router,
    progress.router,
    reminders.router,
    one_reminder.router,
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
    drills.router,
    practice_room.router,
    quiz.router,
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
    app.add_exception_handler(UnknownReminder, _refused)
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
        case HTTPException(status_code=404) | UnknownInterview() | UnknownReminder():  # the latter two were deleted between two steps
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
