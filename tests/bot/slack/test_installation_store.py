"""What Slack gave us is kept whole, sealed, and apart from what another workspace gave."""

import asyncio
import inspect
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.listener.async_builtins import AsyncTokenRevocationListeners
from slack_sdk.oauth.installation_store import Bot, Installation

from bot.channels.slack.installations import STATE_LIVES, EncryptedInstallationStore, StateStore, reencrypt
from bot.channels.slack.token_keys import TokenKeys
from storage.database import Database
from storage.installations import Installations, Installed, OAuthStates
from tests.bot.slack.workspaces import NOON, Time, a_bot, an_installation, an_installation_with_everything

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(str(tmp_path / "interviews.db"))
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def installations(database: Database) -> Installations:
    return Installations(database)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def store(installations: Installations, time: Time) -> EncryptedInstallationStore:
    return EncryptedInstallationStore(installations, TokenKeys([NEW]), time)


def under(installations: Installations, *keys: str) -> EncryptedInstallationStore:
    """A store with these keys."""
    return EncryptedInstallationStore(installations, TokenKeys(keys), Time())


async def bot_of(store: EncryptedInstallationStore, team: str | None = "T1", enterprise: str | None = None, org: bool = False) -> Bot | None:
    """The bot that is found there."""
    return await store.async_find_bot(enterprise_id=enterprise, team_id=team, is_enterprise_install=org)


async def installation_of(
    store: EncryptedInstallationStore, team: str | None = "T1", user: str | None = None, enterprise: str | None = None, org: bool = False
) -> Installation | None:
    """The installation that is found there."""
    return await store.async_find_installation(enterprise_id=enterprise, team_id=team, user_id=user, is_enterprise_install=org)


def test_the_installation_with_everything_leaves_nothing_out() -> None:
    whole = an_installation_with_everything()

    named = set(inspect.signature(Installation).parameters) - {"bot_token_expires_in", "user_token_expires_in"}

    assert {name for name, kept in vars(whole).items() if kept} == named


async def test_every_field_comes_back(store: EncryptedInstallationStore) -> None:
    whole = an_installation_with_everything()

    await store.async_save(whole)

    installation, bot = await installation_of(store, None, "U1", "E1", org=True), await bot_of(store, None, "E1", org=True)
    assert installation is not None
    assert bot is not None
    assert vars(installation) == vars(whole)
    assert vars(bot) == vars(whole.to_bot())


async def test_an_installation_with_hardly_anything_comes_back(store: EncryptedInstallationStore) -> None:
    bare = Installation(team_id="T1", user_id="U1", installed_at=0.0)
    bare.user_scopes = None  # as Bolt leaves it

    await store.async_save(bare)

    found = await installation_of(store, user="U1")
    assert found is not None
    assert vars(found) == vars(bare) | {"bot_scopes": None}
    assert await bot_of(store) is None


@pytest.mark.parametrize(("team", "org"), [("T1", True), (None, True), (None, False)])
async def test_an_organisation_is_found_from_each_of_its_workspaces(store: EncryptedInstallationStore, team: str | None, org: bool) -> None:
    await store.async_save(an_installation(None, enterprise_id="E1", is_enterprise_install=True))

    assert await bot_of(store, team, "E1", org) is not None
    assert await installation_of(store, team, "U1", "E1", org) is not None
    assert await bot_of(store, team, "E2", org) is None


async def test_a_workspace_of_an_organisation_is_not_the_organisation(store: EncryptedInstallationStore) -> None:
    await store.async_save(an_installation("T1", enterprise_id="E1"))

    assert await bot_of(store, "T1", "E1") is not None
    assert await bot_of(store, "T1", "E1", org=True) is None
    assert await bot_of(store, "T1", None) is None


async def test_nothing_of_one_workspace_is_found_from_another(store: EncryptedInstallationStore) -> None:
    await store.async_save(an_installation("T1", "U1", "xoxb-T1-secret"))
    await store.async_save(an_installation("T2", "U1", "xoxb-T2-secret"))
    await store.async_save(an_installation("T2", "U2", "xoxb-T2-secret"))

    ours, theirs = await installation_of(store, "T1", "U1"), await installation_of(store, "T2", "U1")

    assert ours is not None
    assert theirs is not None
    assert (ours.bot_token, theirs.bot_token) == ("xoxb-T1-secret", "xoxb-T2-secret")
    assert await installation_of(store, "T1", "U2") is None
    assert await installation_of(store, "T3", "U1") is None
    assert await bot_of(store, "T3") is None


async def test_what_is_copied_to_the_row_of_another_workspace_is_not_used(
    store: EncryptedInstallationStore, installations: Installations, caplog: pytest.LogCaptureFixture
) -> None:
    await store.async_save_bot(a_bot("T1"))
    [stolen] = await installations.all()

    await installations.put(Installed("", "T2", "", stolen.body, stolen.at), Installed("", "T1", "U1", stolen.body, stolen.at))

    assert await bot_of(store, "T2") is None
    assert await installation_of(store, "T1", "U1") is None
    assert "T2 (organisation ) belongs to another one" in caplog.text


async def test_without_a_user_the_latest_installation_is_found(store: EncryptedInstallationStore, time: Time) -> None:
    await store.async_save(an_installation(user="U2"))
    time.pass_by(minutes=1)
    await store.async_save(an_installation(user="U1"))
    time.pass_by(minutes=1)
    await store.async_save_bot(a_bot(token="xoxb-renewed"))

    found = await installation_of(store)

    assert found is not None
    assert (found.user_id, found.bot_token) == ("U1", "xoxb-renewed")


async def test_a_user_who_installs_without_a_bot_leaves_the_bot_alone(store: EncryptedInstallationStore) -> None:
    await store.async_save_bot(a_bot(token="xoxb-first"))

    await store.async_save(an_installation(user="U2", token=None))

    found = await installation_of(store, user="U2")
    assert found is not None
    assert found.bot_token == "xoxb-first"


async def test_an_uninstall_leaves_the_other_workspace(store: EncryptedInstallationStore, installations: Installations) -> None:
    for team in ("T1", "T2"):
        await store.async_save(an_installation(team, "U1", f"xoxb-{team}-secret"))

    await store.async_delete_all(enterprise_id=None, team_id="T1")

    bot = await bot_of(store, "T2")
    assert bot is not None
    assert bot.bot_token == "xoxb-T2-secret"
    assert {row.team for row in await installations.all()} == {"T2"}


async def test_a_revoked_bot_token_is_forgotten_and_nothing_else(store: EncryptedInstallationStore) -> None:
    for team in ("T1", "T2"):
        await store.async_save(an_installation(team, "U1"))

    await store.async_delete_bot(enterprise_id=None, team_id="T1")

    installation = await installation_of(store, "T1", "U1")
    assert await bot_of(store, "T1") is None
    assert installation is not None
    assert installation.bot_token is None
    assert await bot_of(store, "T2") is not None


async def test_users_are_forgotten_one_by_one_or_all_and_the_bot_stays(store: EncryptedInstallationStore) -> None:
    for user in ("U1", "U2", "U3"):
        await store.async_save(an_installation(user=user))

    await store.async_delete_installation(enterprise_id=None, team_id="T1", user_id="U1")
    after_one = [await installation_of(store, user=user) is not None for user in ("U1", "U2", "U3")]
    await store.async_delete_installation(enterprise_id=None, team_id="T1")

    assert after_one == [False, True, True]
    assert await installation_of(store) is None
    assert await bot_of(store) is not None


async def test_an_uninstall_heard_late_spares_the_next_install(store: EncryptedInstallationStore, time: Time) -> None:
    await store.async_save(an_installation())
    time.pass_by(minutes=2)
    await store.async_save(an_installation(token="xoxb-again"))

    await store.async_delete_all(enterprise_id=None, team_id="T1", until=NOON + timedelta(minutes=1))

    assert await bot_of(store) is not None


async def test_bolts_own_revocation_listeners_work_over_this_store(store: EncryptedInstallationStore) -> None:
    listeners = AsyncTokenRevocationListeners(store)
    context = AsyncBoltContext(enterprise_id=None, team_id="T1")
    await store.async_save(an_installation("T1", "U1"))
    await store.async_save(an_installation("T1", "U2"))
    await store.async_save(an_installation("T2", "U1"))

    await listeners.handle_tokens_revoked_events({"tokens": {"oauth": ["U1"], "bot": []}}, context)
    after_a_user = await installation_of(store, "T1", "U1"), await installation_of(store, "T1", "U2"), await bot_of(store, "T1")
    await listeners.handle_tokens_revoked_events({"tokens": {"oauth": [], "bot": ["UBOT"]}}, context)
    after_the_bot = await bot_of(store, "T1"), await bot_of(store, "T2")
    await listeners.handle_app_uninstalled_events(context)

    assert [each is None for each in after_a_user] == [True, False, False]
    assert [each is None for each in after_the_bot] == [True, False]
    assert await installation_of(store, "T1") is None
    assert await installation_of(store, "T2") is not None


async def test_no_token_stands_in_the_file_in_plain_text(store: EncryptedInstallationStore, tmp_path: Path) -> None:
    whole = an_installation_with_everything()
    secrets = [whole.bot_token, whole.bot_refresh_token, whole.user_token, whole.user_refresh_token, "hook-secret"]

    await store.async_save(whole)
    await store.async_save_bot(a_bot(token="xoxb-T1-secret"))

    files = sorted(tmp_path.glob("interviews.db*"))
    written = b"".join(file.read_bytes() for file in files)
    assert "interviews.db-wal" in [file.name for file in files]
    assert b"installations" in written
    assert b"gAAAAA" in written
    assert [secret for secret in [*secrets, "xoxb-", "xoxe"] if str(secret).encode() in written] == []


async def test_a_bot_is_replaced_only_if_nobody_has_changed_it(store: EncryptedInstallationStore) -> None:
    first, second = a_bot(token="xoxb-1"), a_bot(token="xoxb-2")
    await store.async_save_bot(first)

    replaced = await store.replace_bot(first, second)
    too_late = await store.replace_bot(first, a_bot(token="xoxb-3"))

    bot = await bot_of(store)
    assert (replaced, too_late) == (True, False)
    assert bot is not None
    assert vars(bot) == vars(second)


async def test_a_bot_that_was_uninstalled_meanwhile_does_not_come_back(store: EncryptedInstallationStore) -> None:
    first = a_bot(token="xoxb-1")
    await store.async_save_bot(first)
    await store.async_delete_all(enterprise_id=None, team_id="T1")

    assert not await store.replace_bot(first, a_bot(token="xoxb-2"))

    assert await bot_of(store) is None


async def test_what_no_key_opens_counts_as_not_installed_and_names_the_workspace(
    installations: Installations, caplog: pytest.LogCaptureFixture
) -> None:
    await under(installations, OLD).async_save(an_installation("T1", enterprise_id="E1"))
    store = under(installations, NEW)
    [body, *_] = [row.body for row in await installations.all()]

    bot, installation = await bot_of(store, "T1", "E1"), await installation_of(store, "T1", "U1", "E1")

    assert (bot, installation) == (None, None)
    assert "None of the keys in MOCK_INTERVIEW_TOKEN_KEYS opens what is kept for workspace T1 (organisation E1)" in caplog.text
    assert "xoxb" not in caplog.text
    assert body not in caplog.text


async def test_it_is_installed_again_once_somebody_installs_under_the_new_key(installations: Installations) -> None:
    await under(installations, OLD).async_save(an_installation())
    store = under(installations, NEW)

    await store.async_save(an_installation())

    assert await bot_of(store) is not None


async def test_after_reencryption_the_old_key_can_go(installations: Installations) -> None:
    await under(installations, OLD).async_save(an_installation("T1"))
    await under(installations, NEW).async_save(an_installation("T2"))

    changed = await reencrypt(installations, TokenKeys([NEW, OLD]))

    assert changed == 2
    assert await bot_of(under(installations, NEW), "T1") is not None
    assert await bot_of(under(installations, OLD), "T1") is None
    assert await reencrypt(installations, TokenKeys([NEW, OLD])) == 0
    assert {row.at for row in await installations.all()} == {NOON}


async def test_reencryption_leaves_what_no_key_opens(installations: Installations, caplog: pytest.LogCaptureFixture) -> None:
    lost = Installed("", "T1", "", TokenKeys([Fernet.generate_key().decode()]).seal("xoxb-lost"), NOON)
    await installations.put(lost)
    await under(installations, OLD).async_save_bot(a_bot("T2"))

    changed = await reencrypt(installations, TokenKeys([NEW, OLD]))

    assert changed == 1
    assert lost in await installations.all()
    assert "workspace T1 (organisation -)" in caplog.text


async def test_a_state_is_good_once_and_for_ten_minutes(database: Database, time: Time) -> None:
    states = StateStore(OAuthStates(database), time)
    used, late = await states.async_issue(), await states.async_issue()

    first, again = await states.async_consume(used), await states.async_consume(used)
    time.pass_by(seconds=STATE_LIVES.total_seconds())

    assert used != late
    assert (first, again, await states.async_consume(late)) == (True, False, False)


async def test_two_redirects_with_one_state_install_once(database: Database, time: Time) -> None:
    states = StateStore(OAuthStates(database), time)
    state = await states.async_issue()

    consumed = await asyncio.gather(states.async_consume(state), states.async_consume(state))

    assert sorted(consumed) == [False, True]


def test_bolt_can_log_about_both(store: EncryptedInstallationStore, database: Database, time: Time) -> None:
    assert store.logger is StateStore(OAuthStates(database), time).logger is logging.getLogger("bot.channels.slack.installations")
