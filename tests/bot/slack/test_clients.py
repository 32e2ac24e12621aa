"""Each workspace has a client of its own, with a token that is renewed in time, once, whatever happens meanwhile."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store import Bot

from bot.channels.slack.bots import RENEW_BEFORE, NotInstalled, NotRenewed
from bot.channels.slack.clients import Clients
from bot.channels.slack.installations import EncryptedInstallationStore
from bot.channels.slack.token_keys import TokenKeys
from storage.database import Database
from storage.failures import Locked
from storage.installations import Installations
from tests.bot.slack.workspaces import a_bot, an_installation, seconds
from tests.fakes.slack import FakeSlack, Workspace

TWELVE_HOURS = timedelta(hours=12).total_seconds()
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk 3.47 with aiohttp 3.14
KEYS = TokenKeys([Fernet.generate_key().decode()])


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(signing_secret="signing") as slack:
        yield slack


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(str(tmp_path / "interviews.db"), pragmas={"busy_timeout": 50})
    await database.open()
    yield database
    await database.close()


class Setting:
    """One process: its store and its clients."""

    def __init__(self, slack: FakeSlack, database: Database) -> None:
        self.slack = slack
        self.store = EncryptedInstallationStore(Installations(database), KEYS, self.now)
        self.clients = Clients(slack.api_url, self.now, store=self.store, client_id=slack.client_id, client_secret=slack.client_secret)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.slack.clock.now(), UTC)

    async def installed(self, team: Workspace, *, rotating: bool = True) -> Bot:
        """The app was installed there just now."""
        token = team.install(rotating_seconds=TWELVE_HOURS if rotating else None)
        rotation = {"bot_refresh_token": team.refresh_token, "bot_token_expires_at": seconds(self.now()) + int(TWELVE_HOURS)} if rotating else {}
        bot = a_bot(team.id, token.value, **rotation)
        await self.store.async_save_bot(bot)
        return bot

    async def kept(self, team: Workspace) -> Bot:
        """The bot as it is kept."""
        bot = await self.store.async_find_bot(enterprise_id=None, team_id=team.id)
        assert bot is not None
        return bot

    def renewals(self) -> int:
        """How often Slack was asked for another token."""
        return sum(call.method == "oauth.v2.access" for call in self.slack.calls)


@asynccontextmanager
async def process(slack: FakeSlack, database: Database) -> AsyncGenerator[Setting]:
    """A process that ends with the block."""
    setting = Setting(slack, database)
    try:
        yield setting
    finally:
        await setting.clients.close()


@pytest.fixture
async def setting(slack: FakeSlack, database: Database) -> AsyncIterator[Setting]:
    async with process(slack, database) as setting:
        yield setting


async def soon_ended(setting: Setting, team: Workspace) -> Bot:
    """The app is installed, and its token has one hour left."""
    bot = await setting.installed(team)
    setting.slack.clock.pass_by(TWELVE_HOURS - 3600)
    return bot


async def test_one_token_serves_where_there_is_one_workspace(slack: FakeSlack) -> None:
    token = slack.workspace("T1").install().value
    clients = Clients(slack.api_url, lambda: datetime.now(UTC), bot_token=token)

    client = await clients.client("T1", None)

    answer = await client.auth_test()
    assert answer["team_id"] == "T1"
    await clients.close()


async def test_each_workspace_is_spoken_to_with_its_own_token(setting: Setting) -> None:
    for team in ("T1", "T2"):
        await setting.installed(setting.slack.workspace(team), rotating=False)

    answers = [await (await setting.clients.client(team, None)).auth_test() for team in ("T1", "T2", "T1")]

    assert [answer["team_id"] for answer in answers] == ["T1", "T2", "T1"]
    assert setting.renewals() == 0


async def test_a_client_is_kept_as_long_as_its_token(setting: Setting) -> None:
    team = setting.slack.workspace("T1")
    await setting.installed(team, rotating=False)

    first, again = await setting.clients.client("T1", None), await setting.clients.client("T1", None)
    reinstalled = await setting.installed(team, rotating=False)
    then = await setting.clients.client("T1", None)

    assert first is again
    assert then.token == reinstalled.bot_token


async def test_a_workspace_without_the_app_is_told_so(setting: Setting) -> None:
    await setting.installed(setting.slack.workspace("T1"))

    with pytest.raises(NotInstalled, match=r"not installed in workspace T2: install it there from /slack/install\."):
        await setting.clients.client("T2", None)


async def test_an_organisation_installs_for_all_its_workspaces(setting: Setting) -> None:
    await setting.store.async_save(an_installation(None, token="xoxb-org", enterprise_id="E1", is_enterprise_install=True))
    await setting.store.async_save(an_installation("T2", token="xoxb-own", enterprise_id="E1"))

    one, own = await setting.clients.client("T1", "E1"), await setting.clients.client("T2", "E1")

    assert (one.token, one.default_params) == ("xoxb-org", {"team_id": "T1"})
    assert (own.token, own.default_params) == ("xoxb-own", {})
    with pytest.raises(NotInstalled):
        await setting.clients.client("T1", "E2")


async def test_a_token_with_time_left_is_not_renewed(setting: Setting) -> None:
    bot = await setting.installed(setting.slack.workspace("T1"))
    setting.slack.clock.pass_by(TWELVE_HOURS - RENEW_BEFORE.total_seconds() - 60)

    client = await setting.clients.client("T1", None)

    assert client.token == bot.bot_token
    assert setting.renewals() == 0


async def test_a_token_is_renewed_before_its_end_and_kept(setting: Setting) -> None:
    team = setting.slack.workspace("T1")
    before = await soon_ended(setting, team)

    client = await setting.clients.client("T1", None)

    after = await setting.kept(team)
    assert client.token == after.bot_token != before.bot_token
    assert after.bot_refresh_token != before.bot_refresh_token
    assert after.bot_token_expires_at == pytest.approx(seconds(setting.now()) + setting.slack.token_seconds, abs=2)
    assert (await client.auth_test())["team_id"] == "T1"


async def test_a_token_is_renewed_again_and_again(setting: Setting) -> None:
    team = setting.slack.workspace("T1")
    await setting.installed(team)
    tokens: set[str | None] = set()

    for _ in range(4):
        setting.slack.clock.pass_by(TWELVE_HOURS + 60)
        client = await setting.clients.client("T1", None)
        tokens.add(client.token)
        await client.auth_test()

    assert len(tokens) == 4


async def test_many_callers_renew_once(setting: Setting) -> None:
    await soon_ended(setting, setting.slack.workspace("T1"))

    clients = await asyncio.gather(*(setting.clients.client("T1", None) for _ in range(20)))

    assert len({client.token for client in clients}) == 1
    assert setting.renewals() == 1


async def test_two_workspaces_are_renewed_each_for_itself(setting: Setting) -> None:
    for team in ("T1", "T2"):
        await setting.installed(setting.slack.workspace(team))
    setting.slack.clock.pass_by(TWELVE_HOURS)

    clients = await asyncio.gather(*(setting.clients.client(team, None) for team in ("T1", "T2") * 5))

    assert [(await client.auth_test())["team_id"] for client in clients[:2]] == ["T1", "T2"]
    assert setting.renewals() == 2


async def test_two_processes_that_renew_at_once_go_on_with_a_good_token(setting: Setting, database: Database) -> None:
    team = setting.slack.workspace("T1")
    before = await soon_ended(setting, team)

    async with process(setting.slack, database) as other:
        await asyncio.gather(setting.clients.client("T1", None), other.clients.client("T1", None))
        ours, theirs = await setting.clients.client("T1", None), await other.clients.client("T1", None)

    assert ours.token == theirs.token == (await setting.kept(team)).bot_token != before.bot_token
    assert (await ours.auth_test())["ok"]


async def test_the_process_that_comes_second_takes_what_the_first_has_kept(setting: Setting) -> None:
    team = setting.slack.workspace("T1")
    await soon_ended(setting, team)
    setting.slack.clock.pass_by(3600)

    async def another_process_was_first() -> None:
        await setting.installed(team)

    setting.slack.on_answer("oauth.v2.access", lambda _: another_process_was_first())
    setting.slack.fail("oauth.v2.access", error="invalid_refresh_token", after_effect=True)
    client = await setting.clients.client("T1", None)

    assert client.token == team.bot_token
    assert (await client.auth_test())["ok"]


@pytest.mark.parametrize("fault", [{"error": "invalid_refresh_token"}, {"status": 500}, {"cut": True}], ids=["refused", "broken", "cut"])
async def test_a_token_that_is_not_renewed_serves_until_its_end(setting: Setting, fault: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    bot = await soon_ended(setting, setting.slack.workspace("T1"))
    setting.slack.fail("oauth.v2.access", **fault)

    client = await setting.clients.client("T1", None)

    assert client.token == bot.bot_token
    assert "Slack did not renew the token of workspace T1" in caplog.text
    assert (await setting.clients.client("T1", None)).token != bot.bot_token


async def test_a_token_that_has_ended_and_is_not_renewed_is_told(setting: Setting) -> None:
    await setting.installed(setting.slack.workspace("T1"))
    setting.slack.clock.pass_by(TWELVE_HOURS)
    setting.slack.fail("oauth.v2.access", error="invalid_refresh_token")

    with pytest.raises(NotRenewed, match=r"The token of workspace T1 has expired and Slack did not renew it \(invalid_refresh_token\)"):
        await setting.clients.client("T1", None)

    assert (await (await setting.clients.client("T1", None)).auth_test())["ok"]


async def test_an_uninstall_during_a_renewal_stands(setting: Setting) -> None:
    await soon_ended(setting, setting.slack.workspace("T1"))
    setting.slack.on_answer("oauth.v2.access", lambda _: setting.clients.forget("T1", None))

    with pytest.raises(NotInstalled):
        await setting.clients.client("T1", None)


async def test_a_token_that_could_not_be_kept_is_kept_by_the_next_caller(setting: Setting, tmp_path: Path) -> None:
    team = setting.slack.workspace("T1")
    await soon_ended(setting, team)

    with closing(sqlite3.connect(tmp_path / "interviews.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            await setting.clients.client("T1", None)
        other.execute("ROLLBACK")
    client = await setting.clients.client("T1", None)

    assert client.token == team.bot_token == (await setting.kept(team)).bot_token
    assert setting.renewals() == 1


async def test_a_caller_that_is_cancelled_does_not_lose_the_token(setting: Setting) -> None:
    team = setting.slack.workspace("T1")
    await soon_ended(setting, team)
    asked = asyncio.Event()

    async def noted() -> None:
        asked.set()

    setting.slack.on_answer("oauth.v2.access", lambda _: noted())
    caller = asyncio.create_task(setting.clients.client("T1", None))
    await asked.wait()
    caller.cancel()
    await setting.clients.close()

    assert caller.cancelled()
    assert (await setting.kept(team)).bot_token == team.bot_token


async def test_a_workspace_is_forgotten_and_the_other_is_not(setting: Setting) -> None:
    for team in ("T1", "T2"):
        await setting.installed(setting.slack.workspace(team))

    await setting.clients.forget("T1", None)

    with pytest.raises(NotInstalled):
        await setting.clients.client("T1", None)
    assert (await (await setting.clients.client("T2", None)).auth_test())["team_id"] == "T2"


async def test_a_call_whose_answer_is_lost_is_not_repeated(setting: Setting) -> None:
    team = setting.slack.workspace("T1")
    await setting.installed(team)
    channel = team.channel("C1")
    setting.slack.fail("chat.postMessage", cut=True, after_effect=True)
    client = await setting.clients.client("T1", None)

    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C1", text="once")

    assert [message.text for message in team.messages(channel)] == ["once"]


async def test_even_the_most_talkative_log_holds_no_token(setting: Setting, caplog: pytest.LogCaptureFixture) -> None:
    team = setting.slack.workspace("T1")
    before = await soon_ended(setting, team)
    old_refresh = team.refresh_token

    with caplog.at_level(logging.DEBUG):
        await (await setting.clients.client("T1", None)).auth_test()

    secrets = [before.bot_token, old_refresh, team.bot_token, team.refresh_token, setting.slack.client_secret]
    assert [secret for secret in secrets if secret in caplog.text] == []
