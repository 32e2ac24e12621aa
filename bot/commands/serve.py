"""`mock-interview serve` and `worker`: the bot in Slack, the pages, and workers that share its jobs."""

import asyncio
import fcntl
import logging
import sys
from argparse import Namespace
from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.app import opened
from bot.channels.slack.http import health_app, http_app, listening, stopped_by_signals
from bot.channels.slack.socket_mode import socket_mode
from bot.channels.web.local import is_loopback, sweeping, web_app
from bot.channels.web.parts import Web
from bot.channels.web.saving import save_when_over
from bot.channels.web.setting_up import checked_keys
from bot.channels.web.site import add_site
from bot.channels.web.viewer import LocalDoor
from bot.channels.web.with_slack import slack_web
from bot.commands.failures import BadInput, Failed
from bot.erasing import wipe
from bot.interviewers.leading import made_ready
from bot.local_person import local_person
from bot.queue import QueueFailed
from bot.serving import Serving, serving
from bot.settings import IN_PROCESS, Settings, SlackSettings
from storage.database import normalised

PORT = 8000
HOW = "Make an app from the output of `mock-interview manifest`, and `mock-interview doctor` tells what is missing."


async def serve(options: Namespace, settings: Settings) -> None:
    """Answer Slack and serve the pages until told to stop, with a worker inside. Without anything of Slack's: the pages, for the local user."""
    if not settings.slack.configured and not options.socket:
        await _local(options, settings)
        return
    by_socket = _by_socket(settings.slack, wanted=options.socket)
    checked_keys(settings)
    _logging()
    stopping = asyncio.Event()
    with _alone(settings), stopped_by_signals(stopping):
        async with _opened(settings) as parts:
            place = (options.host, PORT if options.port is None else options.port)
            entrance = _socket_mode(parts, settings, place if options.port is not None else None) if by_socket else _http(parts, settings, *place)
            async with entrance, _working(parts, stopping):
                await stopping.wait()


async def _local(options: Namespace, settings: Settings) -> None:
    """The pages and the practice room for whoever runs this, on the loopback address alone."""
    if not is_loopback(options.host):
        raise BadInput(f"Without Slack nobody can sign in, so only this machine may be served: {options.host} is not a loopback address. {HOW}")
    _logging()
    stopping = asyncio.Event()
    with _alone(settings), stopped_by_signals(stopping):
        async with opened(settings, _utc_now) as app:
            await made_ready(app.interviewer)
            saving = partial(save_when_over, app, settings.documents)
            web = Web(app, settings, _utc_now, LocalDoor(local_person()), replied=saving)
            port = PORT if options.port is None else options.port
            async with (
                listening(web_app(web, options.host), options.host, port) as bound,
                sweeping(app.marking.sweep, app.indexing.sweep, partial(wipe, app)),
            ):
                _say(f"mock-interview is at http://{_shown(options.host)}:{bound}")
                await stopping.wait()


async def worker(options: Namespace, settings: Settings) -> None:
    """Do jobs that a `serve` elsewhere has put into the queue, until told to stop."""
    if settings.redis_url == IN_PROCESS:
        raise BadInput("A worker needs a queue that it can share: set MOCK_INTERVIEW_REDIS_URL. Without it, `mock-interview serve` works by itself.")
    _logging()
    stopping = asyncio.Event()
    with stopped_by_signals(stopping):
        async with _opened(settings) as parts:
            _say(f"mock-interview works on the jobs of {parts.queue.place}")
            await parts.queue.work(stopping=stopping)


def _by_socket(slack: SlackSettings, *, wanted: bool) -> bool:
    """Whether Socket Mode is the entrance. Raises `BadInput` when a token for the entrance is missing or of the wrong kind."""
    _right_kinds(slack)
    if not slack.bot_token and not (slack.client_id and slack.client_secret):
        raise BadInput(f"SLACK_BOT_TOKEN is not set (nor SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, for many workspaces). {HOW}")
    if bool(slack.client_id) != bool(slack.client_secret):
        raise BadInput("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together: set both, or neither. They stand under Basic Information.")
    if wanted and not slack.app_token:
        raise BadInput(f"SLACK_APP_TOKEN is not set, and Socket Mode needs it. {HOW}")
    if not slack.signing_secret and not slack.app_token:
        raise BadInput(f"Neither SLACK_SIGNING_SECRET (for HTTP) nor SLACK_APP_TOKEN (for Socket Mode) is set. {HOW}")
    return wanted or not slack.signing_secret


def _right_kinds(slack: SlackSettings) -> None:
    if slack.bot_token and not slack.bot_token.startswith(("xoxb-", "xoxe.xoxb-")):
        raise BadInput("SLACK_BOT_TOKEN is not a bot token: it begins with xoxb-. You find it under OAuth & Permissions.")
    if slack.app_token and not slack.app_token.startswith("xapp-"):
        raise BadInput("SLACK_APP_TOKEN is not an app-level token: it begins with xapp-. You find it under Basic Information.")


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncGenerator[Serving]:
    try:
        async with serving(settings, _utc_now) as parts:
            await made_ready(parts.app.interviewer)
            yield parts
    except QueueFailed as failed:
        raise Failed(str(failed)) from failed


@asynccontextmanager
async def _http(parts: Serving, settings: Settings, host: str, port: int) -> AsyncGenerator[None]:
    app = http_app(parts.bolt, signing_secret=settings.slack.signing_secret or "", clock=_utc_now, ready=parts.app.database.answers)
    async with slack_web(parts.app, settings, _utc_now, parts.clients, parts.deliver) as web, listening(add_site(app, web), host, port) as bound:
        _say(f"mock-interview listens on http://{_shown(host)}:{bound}")
        yield


@asynccontextmanager
async def _socket_mode(parts: Serving, settings: Settings, place: tuple[str, int] | None) -> AsyncGenerator[None]:
    """`place` is where the pages are, and where somebody asks whether the process is well; Slack needs no port."""
    async with AsyncExitStack() as stack:
        if place:
            web = await stack.enter_async_context(slack_web(parts.app, settings, _utc_now, parts.clients, parts.deliver))
            bound = await stack.enter_async_context(listening(add_site(health_app(parts.app.database.answers), web), *place))
            _say(f"mock-interview answers /healthz on port {bound}")
        await stack.enter_async_context(socket_mode(parts.bolt, settings.slack.app_token or "", settings.slack.api_url))
        _say("mock-interview listens in Socket Mode")
        yield


@asynccontextmanager
async def _working(parts: Serving, stopping: asyncio.Event) -> AsyncGenerator[None]:
    working = asyncio.create_task(parts.queue.work(stopping=stopping))
    working.add_done_callback(lambda _: stopping.set())  # without a worker nobody would be answered
    try:
        yield
    finally:
        stopping.set()
        await working


@contextmanager
def _alone(settings: Settings) -> Generator[None]:
    """One `serve` for one SQLite file: two would not know of each other's jobs. Raises `BadInput`."""
    address = normalised(settings.database_url)
    if address.get_backend_name() != "sqlite" or not address.database:
        yield
        return
    path = Path(f"{address.database}.serving")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BadInput(f"Another mock-interview serves {address.database}: stop it, or use PostgreSQL and Redis for several.") from error
        yield


def _logging() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)  # its warnings quote what people typed


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def _utc_now() -> datetime:
    return datetime.now(UTC)
