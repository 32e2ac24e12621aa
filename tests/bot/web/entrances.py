"""The site of an installation in Slack, in this process, with browsers that walk from it to the fake Slack and back."""

import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, AsyncHTTPTransport, Response

from bot.app import App, opened
from bot.channels.slack.clients import Clients
from bot.channels.slack.http import health_app
from bot.channels.slack.installations import EncryptedInstallationStore
from bot.channels.slack.token_keys import TokenKeys
from bot.channels.web.parts import Web
from bot.channels.web.site import add_site
from bot.channels.web.with_slack import slack_web
from bot.settings import Settings, SlackSettings
from storage.database import Database
from storage.installations import Installations
from storage.sessions import Session, Sessions
from tests.bot.slack.workspaces import a_bot
from tests.fakes.slack import FakeSlack, Person, Workspace

ADDRESS = "https://interviews.example.org"
BACK = f"{ADDRESS}/sign-in/callback"
KEY, OLD_KEY = "the first key, which signs, is this long", "the second key, which is known, is this long"
SESSION, SIGNING_IN = "__Host-session", "__Host-signing-in"
TOKEN_KEY = "c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZS4="


def settings_of(slack: FakeSlack, team: Workspace | None, folder: Path, **changed: object) -> Settings:
    """Of an app with everything that signing in needs, in one workspace, or (`team` is None) wherever it is installed."""
    own = SlackSettings(
        bot_token=team.bot_token if team else None,
        signing_secret=slack.signing_secret,
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        token_keys=() if team else (TOKEN_KEY,),
        api_url=slack.api_url,
    )
    place = {"database_url": str(folder / "interviews.db"), "documents": folder / "documents", "patience": 0.0}
    return replace(Settings(**place, public_url=ADDRESS, session_keys=(KEY,), slack=own), **changed)  # type: ignore[arg-type]


@dataclass
class Entrance:
    """A site that answers at `ADDRESS`, and what stands behind it."""

    slack: FakeSlack
    app: App
    web: Web
    site: FastAPI
    clients: Clients
    stack: AsyncExitStack = field(repr=False)

    async def browser(self, *, address: str = ADDRESS, follows: bool = True) -> AsyncClient:
        """A new browser without JavaScript, with a cookie jar of its own."""
        mounts = {f"all://{urlsplit(address).hostname}": ASGITransport(self.site), "all://": AsyncHTTPTransport()}
        return await self.stack.enter_async_context(AsyncClient(base_url=address, mounts=mounts, follow_redirects=follows))

    async def signed_in(self, person: Person, leads_to: str = "/") -> AsyncClient:
        """A browser in which this person has signed in, by the whole way."""
        browser = await self.browser()
        await self.sign_in(browser, person, leads_to)
        assert SESSION in browser.cookies
        return browser

    async def sign_in(self, browser: AsyncClient, person: Person | None, leads_to: str = "/") -> Response:
        """A browser goes to Slack, where this person agrees (None: somebody who does not), and comes back."""
        self.slack.visitor = person
        return await browser.get("/sign-in", params={"next": leads_to})

    async def sent_to_slack(self, browser: AsyncClient, leads_to: str = "/") -> tuple[str, str]:
        """A browser stands before Slack's page: the state and the nonce that it has brought."""
        gone = await browser.get("/sign-in", params={"next": leads_to}, follow_redirects=False)
        assert gone.status_code == 303, gone.text
        asked = parse_qs(urlsplit(gone.headers["location"]).query)
        return asked["state"][0], asked["nonce"][0]

    def code(self, person: Person, nonce: str) -> str:
        """What Slack sends along when this person has agreed."""
        return self.slack.oauth_code(person, openid=True, nonce=nonce, redirect_uri=BACK)

    async def sessions_of(self, person: Person) -> list[Session]:
        """Where this person is signed in."""
        return await Sessions(self.app.database).of(f"slack:{person.team.id}:{person.id}", self.web.clock())

    async def come_back(self, browser: AsyncClient, **sent: str) -> Response:
        """A browser comes from Slack with this."""
        return await browser.get("/sign-in/callback", params=sent)


@asynccontextmanager
async def entrance(slack: FakeSlack, settings: Settings, *installed: Workspace) -> AsyncIterator[Entrance]:
    """The site runs; its clock is Slack's, which a test can put forward."""

    def clock() -> datetime:
        return datetime.fromtimestamp(slack.clock.now(), UTC)

    own, slack.redirect_urls = settings.slack, {BACK}
    if not Path(settings.database_url).exists():
        shutil.copy(await _empty(), settings.database_url)
    async with AsyncExitStack() as stack:
        app = await stack.enter_async_context(opened(settings, clock))
        store = EncryptedInstallationStore(Installations(app.database), TokenKeys(own.token_keys), clock) if own.token_keys else None
        for team in installed:
            assert store
            await store.async_save_bot(a_bot(team.id, team.bot_token))
        credentials = {"client_id": own.client_id or "", "client_secret": own.client_secret or ""}
        clients = Clients(own.api_url, clock, bot_token=own.bot_token, store=store, **credentials)
        stack.push_async_callback(clients.close)
        web = await stack.enter_async_context(slack_web(app, settings, clock, clients))
        yield Entrance(slack, app, web, add_site(health_app(), web), clients, stack)


_ONCE: list[Path] = []


async def _empty() -> Path:
    """A database of today's schema, made once a process."""
    if not _ONCE:
        folder = Path(tempfile.mkdtemp(prefix="mock-interview-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        database = Database(str(folder / "interviews.db"))
        await database.open()
        await database.close()
        _ONCE.append(folder / "interviews.db")
    return _ONCE[0]
