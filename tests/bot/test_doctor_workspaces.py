"""The doctor where the app is installed in many workspaces: credentials, keys, sealed tokens."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.channels.slack.installations import EncryptedInstallationStore
from bot.channels.slack.manifest import SCOPES
from bot.channels.slack.token_keys import TokenKeys
from bot.checkup.findings import Status
from bot.settings import Settings, SlackSettings
from storage.database import Database
from storage.installations import Installations
from tests.bot.doctors import SECRET, examined
from tests.bot.slack.running import utc_now
from tests.bot.slack.workspaces import a_bot, an_installation, seconds
from tests.fakes.slack import FakeSlack

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk 3.47 with aiohttp 3.14


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(signing_secret=SECRET) as slack:
        yield slack


@pytest.fixture
def settings(slack: FakeSlack, tmp_path: Path) -> Settings:
    own = SlackSettings(
        signing_secret=SECRET, client_id=slack.client_id, client_secret=slack.client_secret, token_keys=(NEW, OLD), api_url=slack.api_url
    )
    return Settings(database_url=str(tmp_path / "interviews.db"), documents=tmp_path / "documents", slack=own)


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings.database_url)
    await database.open()
    yield database
    await database.close()


def changed(settings: Settings, **own: object) -> Settings:
    """The same with other credentials."""
    return replace(settings, slack=replace(settings.slack, **own))  # type: ignore[arg-type]


def store(database: Database, *keys: str) -> EncryptedInstallationStore:
    """What seals with the first of these keys."""
    return EncryptedInstallationStore(Installations(database), TokenKeys(keys), utc_now)


async def test_workspaces_are_counted_and_named(settings: Settings, database: Database) -> None:
    for team in ("T1", "T2"):
        await store(database, NEW).async_save(an_installation(team, team_name=f"Team {team}", bot_scopes=list(SCOPES)))

    found = await examined(settings)

    assert found.of(Status.BROKEN) | found.of(Status.ATTENTION) == set()
    assert found["workspaces"].found == "2 installed: Team T1, Team T2"
    assert found["client id and secret"].found == "Slack knows them"
    assert found["permissions"].found == "all that are needed, in every workspace"


async def test_nobody_has_installed_it_yet(settings: Settings, database: Database) -> None:
    (await examined(settings)).assert_advised("workspaces", Status.NOT_SET_UP, "/slack/install")


async def test_a_database_that_is_not_made_yet_holds_no_workspaces(settings: Settings) -> None:
    (await examined(settings)).assert_advised("workspaces", Status.ATTENTION, "not looked at")


@pytest.mark.parametrize(("wrong", "name"), [({"client_id": "9.9"}, "SLACK_CLIENT_ID"), ({"client_secret": "no"}, "SLACK_CLIENT_SECRET")])
async def test_credentials_that_slack_does_not_know(settings: Settings, wrong: dict[str, str], name: str) -> None:
    (await examined(changed(settings, **wrong))).assert_advised("client id and secret", Status.BROKEN, f"Slack refuses {name}")


async def test_credentials_that_slack_cannot_judge_now(slack: FakeSlack, settings: Settings) -> None:
    slack.fail("oauth.v2.access", error="internal_error")

    (await examined(settings)).assert_advised("client id and secret", Status.ATTENTION, "internal_error")


@pytest.mark.parametrize(("keys", "words"), [((), "is not set"), (("short",), "number 1 is not a key"), ((NEW, OLD + NEW), "number 2 is not a key")])
async def test_keys_that_are_none(settings: Settings, keys: tuple[str, ...], words: str) -> None:
    (await examined(changed(settings, token_keys=keys))).assert_advised("token keys", Status.BROKEN, words, "keys safe")


async def test_a_workspace_that_no_key_opens(settings: Settings, database: Database) -> None:
    await store(database, Fernet.generate_key().decode()).async_save_bot(a_bot("T1"))
    await store(database, NEW).async_save_bot(a_bot("T2"))

    found = await examined(settings)

    found.assert_advised("sealed tokens", Status.BROKEN, "no key opens what is kept for T1", "install the app there again")
    assert found["workspaces"].found == "1 installed: T2"


async def test_workspaces_of_which_no_key_opens_any(settings: Settings, database: Database) -> None:
    await store(database, Fernet.generate_key().decode()).async_save_bot(a_bot("T1"))

    (await examined(settings)).assert_advised("workspaces", Status.BROKEN, "none can be used")


async def test_what_is_not_under_the_first_key(settings: Settings, database: Database) -> None:
    await store(database, OLD).async_save(an_installation("T1"))
    await store(database, NEW).async_save_bot(a_bot("T2"))

    (await examined(settings)).assert_advised("sealed tokens", Status.ATTENTION, "2 of 3 are not under the first key", "doctor --reencrypt")


async def test_a_token_that_nothing_can_renew(settings: Settings, database: Database) -> None:
    now = seconds(utc_now())
    await store(database, NEW).async_save_bot(a_bot("T1", bot_token_expires_at=now - 1))
    await store(database, NEW).async_save_bot(a_bot("T2", bot_token_expires_at=now + 60))

    (await examined(settings)).assert_advised("token renewal", Status.ATTENTION, "T1 (expired), T2 (ends within 12 hours)")


async def test_a_token_that_expired_while_nobody_used_it_is_renewed_at_its_next_use(settings: Settings, database: Database) -> None:
    for team, hours in (("T1", -9), ("T2", 9)):
        at = seconds(utc_now() + timedelta(hours=hours))
        await store(database, NEW).async_save_bot(a_bot(team, bot_scopes=list(SCOPES), bot_token_expires_at=at, bot_refresh_token="xoxe-1-r"))

    found = await examined(settings)

    assert found["token renewal"].found == "2 renewed when they are used; 1 expired meanwhile, nobody having used them"
    assert found.of(Status.ATTENTION) == set()


async def test_a_workspace_that_has_granted_less(settings: Settings, database: Database) -> None:
    await store(database, NEW).async_save_bot(a_bot("T1", bot_scopes=list(SCOPES)))
    await store(database, NEW).async_save_bot(a_bot("T2", bot_scopes=[scope for scope in SCOPES if scope != "commands"]))

    (await examined(settings)).assert_advised("permissions", Status.BROKEN, "in T2, missing: commands (for /mock-interview)")


async def test_an_organisation_goes_by_its_name(settings: Settings, database: Database) -> None:
    whole = a_bot(None, enterprise_id="E1", enterprise_name="Union & Sons", is_enterprise_install=True)
    await store(database, NEW).async_save_bot(whole)

    assert (await examined(settings))["workspaces"].found == "1 installed: Union & Sons"


async def test_no_token_of_a_workspace_is_shown(settings: Settings, database: Database) -> None:
    await store(database, OLD).async_save(an_installation("T1", token="xoxb-T1-secret"))

    told = str((await examined(settings)).findings)

    assert not any(secret in told for secret in ("xoxb-T1-secret", OLD, NEW, str(settings.slack.client_secret), SECRET))
