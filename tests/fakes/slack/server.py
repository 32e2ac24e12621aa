"""A Slack that behaves: `FakeSlack` is its server and the hand that a test holds it by."""

import asyncio
import itertools
import random
import secrets
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from types import TracebackType
from typing import Any, Self, TypeVar

import aiohttp
from aiohttp import web

from tests.fakes.slack.calls import Call
from tests.fakes.slack.delivery import Courier, Delivery, HttpEntrance
from tests.fakes.slack.faults import Fault, Faults
from tests.fakes.slack.messages import JSON, Clock, Message
from tests.fakes.slack.modals import TRIGGER_SECONDS, Trigger
from tests.fakes.slack.people import Person
from tests.fakes.slack.responses import SECONDS, ResponseUrl
from tests.fakes.slack.sign_in import Code
from tests.fakes.slack.sockets import Sockets
from tests.fakes.slack.waiting import Pulse
from tests.fakes.slack.web import Face
from tests.fakes.slack.workspace import Channel, Token, Workspace, about_bot

T = TypeVar("T")


class FakeSlack:
    """Slack on a port of this machine. Open it with `async with`; give the app `api_url`, `signing_secret` and a token. `redirect_urls` are those of
    the app's settings (any will do if there are none), `claims` what ID tokens say in place of the truth."""

    def __init__(self, signing_secret: str = "a-signing-secret", *, app_id: str = "A0MOCK", echo: bool = True) -> None:
        self.signing_secret, self.app_id, self.echo = signing_secret, app_id, echo
        self.client_id, self.client_secret, self.verification_token = "1.2", "a-client-secret", "a-verification-token"
        self.retry_delays: tuple[float, ...] = (0, 60, 300)
        self.ack_seconds = 3.0
        self.duplicate_every = 0
        self.disorder: random.Random | None = None
        self.disorder_seconds = 0.2
        self.enforce_pace = False
        self.tells_scopes = True
        self.subscriptions: set[str] | None = None
        self.token_seconds = 43_200.0
        self.visitor: Person | None = None
        self.redirect_urls: set[str] = set()
        self.claims: JSON = {}

        self.workspaces: dict[str, Workspace] = {}
        self.tokens: dict[str, Token] = {}
        self.codes: dict[str, Code] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.unfurl_ids: dict[tuple[str, str], Message] = {}
        self.calls: list[Call] = []
        self.deliveries: list[Delivery] = []
        self.pace_violations: list[tuple[str, str, float]] = []
        self.problems: list[BaseException] = []

        self._pulse = Pulse()
        self.clock = Clock(self.changed)
        self.faults, self.callbacks = Faults(), list[tuple[str, Callable[[Call], Any]]]()
        self.sockets, self.courier = Sockets(self), Courier(self)
        self.app_token = self.keep(Token(f"xapp-1-{app_id}-{secrets.token_hex(8)}", "app", None)).value
        self.base_url = ""
        self._last_ts, self._numbers = 0, itertools.count(1)
        self._tasks: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Self:
        self.closing = asyncio.Event()
        self._session = aiohttp.ClientSession()
        self._runner = web.AppRunner(Face(self).application(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.closing.set()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for socket in list(self.sockets.connected):
            await socket.close()
        await self._session.close()
        await self._runner.cleanup()
        if error is None and self.problems:
            raise self.problems[0]

    @property
    def api_url(self) -> str:
        """What a client takes as base_url; it ends with /api/."""
        return f"{self.base_url}/api/"

    @property
    def authorize_url(self) -> str:
        """The consent page of an installation; `visitor` is who agrees."""
        return f"{self.base_url}/oauth/v2/authorize"

    def workspace(
        self,
        team_id: str,
        *,
        plan: str = "pro",
        domain: str | None = None,
        name: str | None = None,
        installed: bool = True,
        scopes: Iterable[str] | None = None,
        rotating_seconds: float | None = None,
    ) -> Workspace:
        """A workspace, with the app installed in it unless `installed=False`. `plan` is pro or free."""
        team = Workspace(self, team_id, plan=plan, domain=domain or f"team-{team_id.lower()}", name=name or f"Team {team_id}", scopes=scopes)
        self.workspaces[team_id] = team
        if installed:
            team.install(rotating_seconds=rotating_seconds)
        return team

    def connect_http(self, events: str, *, commands: str | None = None, interactivity: str | None = None) -> None:
        """Sends everything to this address (commands and interactions elsewhere, if they have their own)."""
        urls = {"events_api": events, "slash_commands": commands or events, "interactive": interactivity or events}
        self.courier.entrance = HttpEntrance(self._session, self.signing_secret, urls)

    async def connect_socket_mode(self, *, seconds: float = 10) -> None:
        """Sends everything over Socket Mode, and waits for the app's WebSocket."""
        self.courier.entrance = self.sockets
        await self.until(lambda: self.sockets.connected, seconds=seconds)

    async def verify_url(self) -> bool:
        """Whether the app answers the challenge with which Slack checks a request URL."""
        challenge = self.uuid()
        return challenge in (await self.courier.ask("events_api", {"type": "url_verification", "challenge": challenge})).body

    def fail(
        self,
        method: str,
        times: int = 1,
        *,
        status: int | None = None,
        retry_after: int | None = None,
        error: str | None = None,
        hang: bool = False,
        cut: bool = False,
        after_effect: bool = False,
        when: Callable[[JSON], bool] | None = None,
    ) -> Fault:
        """Lets the next calls of a method fail (`*`: of any; `upload`, `download`, `response_url` too), of those whose arguments suit `when`."""
        fault = Fault(method, times, status, retry_after, error, hang, cut, after_effect, when)
        self.faults.pending.append(fault)
        return fault

    def on_answer(self, method: str, callback: Callable[[Call], Any]) -> None:
        """Calls back (and awaits) after the effect of each call of a method (`*`: any), before its answer is written."""
        self.callbacks.append((method, callback))

    def called(self, method: str) -> list[Call]:
        """The calls of a method so far, refused and failed ones too."""
        return [call for call in self.calls if call.method == method]

    async def until(self, condition: Callable[[], T | Awaitable[T]], seconds: float = 10) -> T:
        """What the condition gives (or its coroutine) as soon as it is true; asked again whenever anything has changed here."""
        return await self._pulse.until(condition, seconds, self.dump)

    async def settled(self, seconds: float = 10) -> None:
        """Waits until every event has been delivered or given up."""
        await self.until(lambda: all(one.finished for one in self.deliveries), seconds)

    def changed(self) -> None:
        """Wakes whoever waits in `until`; a test calls it when something has changed elsewhere."""
        self._pulse.beat()

    async def event(self, team: Workspace, event: JSON, *, wait: bool = True) -> list[Delivery]:
        """Sends an event to the app in its envelope, if the app is (or just was) installed."""
        if not team.installed and event["type"] not in ("app_uninstalled", "tokens_revoked"):
            return []
        event.setdefault("event_ts", self.new_ts())
        return await self.courier.event(team, event, wait=wait)

    def send_echo(self, team: Workspace, message: Message, change: str | None = None, before: JSON | None = None) -> None:
        """Sends the app what it has itself posted, changed or deleted, without waiting."""
        if not self.echo or message.only_for or self.courier.entrance is None:
            return
        if change:
            self.background(self.changed_message(team, message, change, before or {}))
            return
        channel = team.channels[message.channel]
        shown = message.payload() | {"channel": channel.id, "channel_type": channel.kind, "event_ts": message.ts, "bot_profile": about_bot(team)}
        self.background(self.event(team, shown, wait=False))

    async def changed_message(self, team: Workspace, message: Message, change: str, before: JSON) -> None:
        """message_changed or message_deleted."""
        channel, ts = team.channels[message.channel], self.new_ts()
        if team.bot_user_id not in channel.members:
            return
        event: JSON = {"type": "message", "subtype": change, "hidden": True, "channel": channel.id, "channel_type": channel.kind, "ts": ts}
        after = {"deleted_ts": message.ts} if change == "message_deleted" else {"message": message.payload()}
        await self.event(team, event | after | {"previous_message": before, "event_ts": ts})

    def background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Does something meanwhile; what goes wrong with it is raised when the fake closes."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self.problems.append(error)

    def keep(self, token: Token) -> Token:
        """Makes a token known."""
        self.tokens[token.value] = token
        return token

    def oauth_code(
        self,
        person: Person,
        *,
        scopes: Iterable[str] | None = None,
        redirect_uri: str | None = None,
        rotating_seconds: float | None = None,
        openid: bool = False,
        nonce: str = "",
    ) -> str:
        """The code that Slack adds to the redirect after this person has agreed; with `openid` to sign in, otherwise to install."""
        value = secrets.token_hex(16)
        wanted = set(scopes) if scopes else {"openid", "profile"} if openid else set(person.team.scopes)
        self.codes[value] = Code(person.team, person.id, wanted, redirect_uri, rotating_seconds, openid=openid, nonce=nonce)
        return value

    def new_trigger(self, team: Workspace, user: str) -> str:
        """A trigger_id for this person."""
        value = f"{next(self._numbers)}.{team.id}.{secrets.token_hex(8)}"
        self.triggers[value] = Trigger(team, user, self.clock.now() + TRIGGER_SECONDS)
        return value

    def new_response_url(self, team: Workspace, channel: Channel, user: str, original: Message | None = None) -> str:
        """A response_url for this person in this channel."""
        value = secrets.token_hex(12)
        self.response_urls[value] = ResponseUrl(team, channel, user, self.clock.now() + SECONDS, original)
        return f"{self.base_url}/response/{value}"

    def new_ts(self) -> str:
        """A ts that no message has had, later than all before."""
        self._last_ts = max(self._last_ts + 1, int(self.clock.now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}"

    def new_id(self, letter: str) -> str:
        """An id that nothing else has."""
        return f"{letter}{next(self._numbers):05}"

    def uuid(self) -> str:
        """An id as clients make them."""
        return str(uuid.uuid4())

    def dump(self) -> str:
        """What has happened, for a person who reads why a test failed."""
        said = [line for team in self.workspaces.values() for line in team.lines()][-30:]
        calls = [line for call in self.calls[-20:] for line in call.hidden()]
        sent = [f"{one.event_id} {one.type} {[reply.status or reply.reason for reply in one.attempts]}" for one in self.deliveries[-20:]]
        faults = [repr(fault) for fault in self.faults.pending]
        return "\n".join(["Messages:", *said, "Calls:", *calls, "Deliveries:", *sent, "Faults to come:", *faults])
