"""An administrator installs the app from a browser, and it is known from then on; over real HTTP on both sides."""

import html
import re
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from cryptography.fernet import Fernet
from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.channels.slack.bots import NotInstalled
from bot.channels.slack.clients import Clients
from bot.channels.slack.http import http_app, listening
from bot.channels.slack.installations import EncryptedInstallationStore, StateStore
from bot.channels.slack.manifest import OPTIONAL_SCOPES, SCOPES
from bot.channels.slack.oauth import NOT_NOW, InstallPages, OneWorkspace, oauth_settings
from bot.channels.slack.token_keys import TokenKeys
from storage.database import Database
from storage.installations import Installations, OAuthStates
from tests.fakes.slack import FakeSlack, Workspace

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk 3.47 with aiohttp 3.14
REDIRECT = "https://interviews.example.com/slack/oauth_redirect"


@dataclass
class Page:
    """What a browser is shown, and the cookie that came with it."""

    status: int
    text: str
    cookie: str


@dataclass
class Heard:
    """A message that reached a listener, and the token that the listener could answer with."""

    team: str | None
    text: str
    token: str | None


@dataclass
class Site:
    """The app as it is reached from outside."""

    slack: FakeSlack
    clients: Clients
    database: Database
    url: str
    browser: aiohttp.ClientSession
    heard: list[Heard] = field(default_factory=list)

    async def get(self, path: str, cookie: str = "") -> Page:
        async with self.browser.get(f"{self.url}{path}", headers={"Cookie": cookie}) as response:
            cookies = SimpleCookie(response.headers.get("Set-Cookie", ""))
            return Page(response.status, await response.text(), "; ".join(f"{name}={one.value}" for name, one in cookies.items()))

    async def sent_back(self, team: Workspace, *, agrees: bool = True) -> tuple[str, str]:
        """Somebody opens the install page and decides: where Slack sends them, and their cookie."""
        person = team.users.get("U1") or team.user("U1", "Ada")
        self.slack.visitor = person if agrees else None
        page = await self.get("/slack/install")
        [link] = re.findall(r'href="(http[^"]+)"', page.text)
        async with self.browser.get(html.unescape(link), allow_redirects=False) as response:
            there = urlsplit(response.headers["Location"])
        assert f"{there.scheme}://{there.netloc}{there.path}" == REDIRECT
        return f"{there.path}?{there.query}", page.cookie

    async def install(self, team: Workspace) -> Page:
        """The whole way."""
        return await self.get(*await self.sent_back(team))

    async def say(self, team: Workspace, text: str) -> int | None:
        """The person says something to the bot; what our answer to the event was."""
        person = team.users["U1"]
        await person.say(team.im(person), text)
        await self.slack.settled()
        return self.slack.deliveries[-1].status


@asynccontextmanager
async def site_of(slack: FakeSlack, database: Database) -> AsyncGenerator[Site]:
    """The app, put together as it is in earnest."""

    def now() -> datetime:
        return datetime.fromtimestamp(slack.clock.now(), UTC)

    store = EncryptedInstallationStore(Installations(database), TokenKeys([Fernet.generate_key().decode()]), now)
    clients = Clients(slack.api_url, now, store=store, client_id=slack.client_id, client_secret=slack.client_secret)
    assert clients.bots is not None
    states = StateStore(OAuthStates(database), now)
    settings = oauth_settings(slack.client_id, slack.client_secret, store, states, clients.bots, api_url=slack.api_url, redirect_uri=REDIRECT)
    bolt = AsyncApp(
        client=clients.tokenless,
        signing_secret=slack.signing_secret,
        process_before_response=True,
        oauth_flow=InstallPages(client=clients.tokenless, settings=settings),
    )
    bolt.enable_token_revocation_listeners()
    async with served(slack, clients, database, bolt) as site:
        yield site


@asynccontextmanager
async def served(slack: FakeSlack, clients: Clients, database: Database, bolt: AsyncApp) -> AsyncGenerator[Site]:
    """Bolt behind its entrance, with a listener."""
    app = http_app(bolt, signing_secret=slack.signing_secret, clock=lambda: datetime.now(UTC))
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser, listening(app, "127.0.0.1", 0) as port:
        site = Site(slack, clients, database, f"http://127.0.0.1:{port}", browser)

        @bolt.event("message")
        async def hear(event: dict[str, str], context: AsyncBoltContext) -> None:  # pyright: ignore[reportUnusedFunction]
            site.heard.append(Heard(context.team_id, event["text"], context.client.token))

        slack.connect_http(f"{site.url}/slack/events")
        slack.retry_delays = ()
        try:
            yield site
        finally:
            await clients.close()


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bolt reads the environment; here there is nothing to read."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_REDIRECT_URI"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def site(tmp_path: Path, clean: None) -> AsyncIterator[Site]:
    database = Database(str(tmp_path / "interviews.db"), pragmas={"busy_timeout": 50})
    await database.open()
    async with FakeSlack() as slack, site_of(slack, database) as site:
        yield site
    await database.close()


async def test_after_an_install_the_workspace_is_heard_and_can_be_spoken_to(site: Site) -> None:
    team = site.slack.workspace("T1", installed=False)

    page = await site.install(team)

    assert page.status == 200, page
    assert "Thank you" in page.text
    client = await site.clients.client("T1", None)
    assert (await client.auth_test())["team_id"] == "T1"
    assert await site.say(team, "hello") == 200
    assert site.heard == [Heard("T1", "hello", team.bot_token)]


async def test_the_install_page_asks_for_our_scopes_and_no_users_token(site: Site) -> None:
    page = await site.get("/slack/install")

    [link] = re.findall(r'href="(http[^"]+)"', page.text)
    asked = parse_qs(urlsplit(html.unescape(link)).query, keep_blank_values=True)
    assert set(asked["scope"][0].split(",")) == set(SCOPES) | set(OPTIONAL_SCOPES)
    assert asked["user_scope"] == [""]
    assert asked["redirect_uri"] == [REDIRECT]


async def test_hearing_asks_slack_nothing(site: Site) -> None:
    team = site.slack.workspace("T1", installed=False)
    await site.install(team)
    before = len(site.slack.calls)

    await site.say(team, "one")
    await site.say(team, "two")

    assert [heard.text for heard in site.heard] == ["one", "two"]
    assert len(site.slack.calls) == before


async def test_two_workspaces_are_installed_and_one_is_uninstalled(site: Site) -> None:
    one, other = (site.slack.workspace(name, installed=False) for name in ("T1", "T2"))
    await site.install(one)
    await site.install(other)

    await one.uninstall()
    await site.slack.settled()

    with pytest.raises(NotInstalled):
        await site.clients.client("T1", None)
    assert await site.say(other, "still here") == 200
    assert site.heard == [Heard("T2", "still here", other.bot_token)]
    assert (await (await site.clients.client("T2", None)).auth_test())["ok"]


async def test_a_workspace_that_has_not_installed_is_not_heard(site: Site) -> None:
    stranger = site.slack.workspace("T9")
    stranger.user("U1", "Eve")

    await site.say(stranger, "let me in")

    assert site.heard == []


async def test_a_second_visit_of_the_same_redirect_installs_nothing(site: Site) -> None:
    team = site.slack.workspace("T1", installed=False)
    back = await site.sent_back(team)
    first = await site.get(*back)

    second = await site.get(*back)

    assert (first.status, second.status) == (200, 401)
    assert "invalid_state" in second.text
    assert len(site.slack.called("oauth.v2.access")) == 1


@pytest.mark.parametrize("cookie", ["", "slack-app-oauth-state=somebody-elses"])
async def test_another_browser_cannot_finish_the_install(site: Site, cookie: str) -> None:
    path, _ = await site.sent_back(site.slack.workspace("T1", installed=False))

    page = await site.get(path, cookie)

    assert page.status == 400
    assert "invalid_browser" in page.text
    assert site.slack.called("oauth.v2.access") == []


async def test_who_takes_longer_than_ten_minutes_begins_again(site: Site) -> None:
    team = site.slack.workspace("T1", installed=False)
    path, cookie = await site.sent_back(team)
    site.slack.clock.pass_by(600)

    late = await site.get(path, cookie)

    assert late.status == 401
    assert (await site.install(team)).status == 200


async def test_who_declines_is_told_so_and_nothing_is_kept(site: Site) -> None:
    path, cookie = await site.sent_back(site.slack.workspace("T1", installed=False), agrees=False)

    page = await site.get(path, cookie)

    assert page.status == 200
    assert "access_denied" in page.text
    assert await Installations(site.database).all() == []


@pytest.mark.parametrize("fault", [{"cut": True}, {"status": 500}], ids=["cut", "broken"])
async def test_a_slack_that_fails_in_the_middle_is_told_and_the_next_try_succeeds(site: Site, fault: dict[str, Any]) -> None:
    team = site.slack.workspace("T1", installed=False)
    site.slack.fail("oauth.v2.access", **fault)

    failed, again = await site.install(team), await site.install(team)

    assert failed.status in (401, 503)
    assert "again" in failed.text or "invalid_code" in failed.text
    assert again.status == 200


async def test_a_busy_database_is_told_and_the_next_try_succeeds(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    team = site.slack.workspace("T1", installed=False)
    back = await site.sent_back(team)

    with closing(sqlite3.connect(site.database.place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        opened, returned = await site.get("/slack/install"), await site.get(*back)
        other.execute("ROLLBACK")

    assert [(page.status, page.text) for page in (opened, returned)] == [(503, NOT_NOW)] * 2
    assert (await site.install(team)).status == 200
    assert "xoxb" not in caplog.text


async def test_when_the_installations_cannot_be_read_slack_is_asked_to_send_again(site: Site) -> None:
    team = site.slack.workspace("T1", installed=False)
    await site.install(team)
    await site.database.close()
    Path(site.database.place).unlink()

    assert await site.say(team, "hello") == 500

    assert site.heard == []


async def test_an_expired_token_is_renewed_before_the_listener_needs_it(site: Site) -> None:
    team = await rotating(site)
    before = team.bot_token
    site.slack.clock.pass_by(43_200)

    await site.say(team, "good morning")

    assert site.heard == [Heard("T1", "good morning", team.bot_token)]
    assert team.bot_token != before


async def test_what_arrives_is_heard_even_if_slack_renews_no_token(site: Site) -> None:
    team = await rotating(site)
    site.slack.clock.pass_by(43_200)
    site.slack.fail("oauth.v2.access", error="fatal_error")

    assert await site.say(team, "good morning") == 200

    assert [heard.text for heard in site.heard] == ["good morning"]


async def test_where_one_token_serves_hearing_asks_slack_nothing_either(tmp_path: Path, clean: None) -> None:
    async with FakeSlack() as slack:
        team = slack.workspace("T1")
        team.user("U1", "Ada")
        clients = Clients(slack.api_url, lambda: datetime.now(UTC), bot_token=team.bot_token)
        bolt = AsyncApp(
            client=clients.tokenless, signing_secret=slack.signing_secret, process_before_response=True, authorize=OneWorkspace(team.bot_token)
        )
        async with served(slack, clients, Database(str(tmp_path / "unused.db")), bolt) as site:
            status = await site.say(team, "hello")
            missing = await site.get("/slack/install")

    assert (status, missing.status) == (200, 404)
    assert site.heard == [Heard("T1", "hello", team.bot_token)]
    assert slack.calls == []


async def rotating(site: Site) -> Workspace:
    """A workspace in which the app was installed with a token that ends after 12 hours."""
    team = site.slack.workspace("T1", installed=False)
    path, cookie = await site.sent_back(team)
    for code in site.slack.codes.values():
        code.rotating_seconds = 43_200
    assert (await site.get(path, cookie)).status == 200
    return team
