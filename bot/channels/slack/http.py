"""Slack over HTTP: the routes, and the server that answers them."""

import asyncio
import errno
import logging
import signal
import socket
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from types import FrameType

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from starlette.datastructures import MutableHeaders
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.slack.guard import SignatureGuard
from bot.commands.failures import BadInput
from bot.conversation import Clock

READY_WITHIN = 5
"""Seconds after which a readiness check that has not answered counts as no."""
GRACE = 10
"""Seconds that requests under way are given when the server stops."""
LARGEST_BODY = 4_000_000
"""Bytes of a request; Slack's have a tighter bound of their own (`guard`)."""
HEADERS = {"x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "no-referrer", "cache-control": "no-store"}

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

log = logging.getLogger(__name__)


def http_app(
    bolt: AsyncApp,
    *,
    signing_secret: str,
    clock: Clock,
    ready: Callable[[], Awaitable[bool]] | None = None,
    lifespan: Lifespan | None = None,
) -> FastAPI:
    """Everything that is answered over HTTP: `/slack/...`, `/healthz` (the process lives) and `/readyz` (it can do its work).

    Events, commands and buttons all come to `/slack/events`; the two pages of an installation exist if `bolt` has an OAuth flow.
    """
    app = health_app(ready, lifespan)
    app.router.routes.append(Mount("/slack", SignatureGuard(_slack(bolt), signing_secret, clock)))
    return app


def health_app(ready: Callable[[], Awaitable[bool]] | None = None, lifespan: Lifespan | None = None) -> FastAPI:
    """`/healthz` and `/readyz` alone: for those who watch a process that hears by other ways."""
    app = FastAPI(openapi_url=None, redirect_slashes=False, lifespan=lifespan, max_body_size=LARGEST_BODY)
    app.add_middleware(_DefaultHeaders)

    @app.api_route("/healthz", methods=["GET", "HEAD"])
    async def healthz() -> Response:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse({"status": "alive"})

    @app.api_route("/readyz", methods=["GET", "HEAD"])
    async def readyz() -> Response:  # pyright: ignore[reportUnusedFunction]
        able = await _able(ready)
        return JSONResponse({"status": "ready" if able else "not ready"}, status_code=200 if able else 503)

    return app


def _slack(bolt: AsyncApp) -> Router:
    routes = [Route("/events", _events(bolt), methods=["POST"])]
    if bolt.oauth_flow is not None:
        routes.append(Route("/install", _page(bolt.oauth_flow.handle_installation), methods=["GET"]))
        routes.append(Route("/oauth_redirect", _page(bolt.oauth_flow.handle_callback), methods=["GET"]))
    return Router(routes, redirect_slashes=False)


def _events(bolt: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    async def events(request: Request) -> Response:
        body = await request.body()
        try:
            asked = to_async_bolt_request(request, body)
        except (TypeError, AttributeError, LookupError, ValueError):  # signed, but with parts where Bolt looks for others: ids in it, say
            return Response("This is no request of Slack's.\n", status_code=400, media_type="text/plain")
        return to_starlette_response(await bolt.async_dispatch(asked))

    return events


def _page(answer: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]) -> Callable[[Request], Awaitable[Response]]:
    async def page(request: Request) -> Response:
        if not all(value.isprintable() for value in request.query_params.values()):
            return Response("This address is damaged.\n", status_code=400, media_type="text/plain")
        return to_starlette_response(await answer(to_async_bolt_request(request, b"")))  # whatever body a GET may carry is not read

    return page


async def _able(ready: Callable[[], Awaitable[bool]] | None) -> bool:
    if ready is None:
        return True
    try:
        async with asyncio.timeout(READY_WITHIN):
            return await ready()
    except Exception:  # the edge: whatever the reason, the answer is no
        log.exception("The readiness check failed.")
        return False


class _DefaultHeaders:
    """Adds the headers that every answer should have, unless the answer says otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, adding)


async def serve_http(
    app: FastAPI, host: str, port: int, *, stopping: asyncio.Event | None = None, listens: Callable[[int], None] = lambda _: None
) -> None:
    """Answer requests until `stopping` is set or the process is told to stop (SIGTERM, SIGINT), which sets `stopping`.

    `listens` is told the port. Raises `BadInput` if that cannot be had."""
    stopping = stopping or asyncio.Event()
    with stopped_by_signals(stopping):
        async with listening(app, host, port) as bound:
            listens(bound)
            await stopping.wait()


@contextmanager
def stopped_by_signals(stopping: asyncio.Event) -> Generator[None, None, None]:
    """Meanwhile the first SIGTERM or SIGINT sets `stopping`; a second one has its usual effect. Needs a running loop."""
    if threading.current_thread() is not threading.main_thread():  # where signals are not to be had
        yield
        return
    loop, asked = asyncio.get_running_loop(), (signal.SIGTERM, signal.SIGINT)

    def stop(number: int, frame: FrameType | None) -> None:
        restore()
        loop.call_soon_threadsafe(stopping.set)

    def restore() -> None:
        while usual:
            signal.signal(*usual.popitem())

    usual = {number: signal.signal(number, stop) for number in asked}
    try:
        yield
    finally:
        restore()


@asynccontextmanager
async def listening(app: FastAPI, host: str, port: int) -> AsyncGenerator[int]:
    """Meanwhile `app` is served; yields the port, which is chosen by the system if `port` is 0. Raises `BadInput` if it cannot be had.

    On the way out, requests under way are finished. The lifespan is entered here, so that what it raises keeps its own name."""
    with _bound(host, port) as listener:
        async with app.router.lifespan_context(app):
            server = _Server(
                uvicorn.Config(
                    app,
                    lifespan="off",
                    loop="none",
                    http="httptools",
                    ws="none",
                    workers=1,
                    log_config=None,
                    access_log=False,
                    server_header=False,
                    proxy_headers=False,
                    timeout_graceful_shutdown=GRACE,
                )
            )
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            try:
                yield listener.getsockname()[1]
            finally:
                server.should_exit = True
                try:
                    await _before_stop(app)
                finally:
                    await serving


async def _before_stop(app: FastAPI) -> None:
    """End what would go on for ever (`app.state.before_stop`, if an application has that): a stream is no request that will be finished."""
    if ends := getattr(app.state, "before_stop", None):
        await ends()


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave the signals to whoever runs the process."""
        yield


def _bound(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise BadInput(f"The server cannot listen: {port} is not a port; ports go from 0 to 65535.")
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=2048)
    except OSError as error:
        match error.errno:
            case errno.EADDRINUSE:
                why = f"port {port} is in use by another program; choose another with --port"
            case errno.EACCES:
                why = f"port {port} needs rights that this program does not have; choose one above 1023 with --port"
            case _:
                why = f"{host} is not an address of this machine; choose another with --host"
        raise BadInput(f"The server cannot listen: {why}.") from error
