"""`doctor` as a command: what it prints, how it ends, and what it never says."""

import asyncio
import io
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from rich.console import Console

from bot.channels.slack.installations import EncryptedInstallationStore
from bot.channels.slack.token_keys import TokenKeys
from bot.checkup.findings import Finding, Status, attention, broken, examined, ok
from bot.checkup.unwaited import UnwaitedThreads
from bot.commands.doctor import show
from storage.database import Database
from storage.failures import Locked
from storage.installations import Installations
from tests.bot.doctors import SECRET
from tests.bot.older import database_at
from tests.bot.slack.running import utc_now
from tests.bot.slack.workspaces import a_bot
from tests.conftest import Ran

AWAY = {"SLACK_API_URL": "http://127.0.0.1:1/api/"}
REFUSED_BY_SERVE = {
    "a token and half of the credentials": {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_CLIENT_ID": "1.2", "SLACK_SIGNING_SECRET": SECRET},
    "half of the credentials": {"SLACK_CLIENT_ID": "1.2", "SLACK_SIGNING_SECRET": SECRET},
    "the other half": {"SLACK_CLIENT_SECRET": "x", "SLACK_SIGNING_SECRET": SECRET},
    "no token": {"SLACK_SIGNING_SECRET": SECRET},
    "no entrance": {"SLACK_BOT_TOKEN": "xoxb-1"},
}


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BOT_TOKEN", "SIGNING_SECRET", "APP_TOKEN", "CLIENT_ID", "CLIENT_SECRET", "API_URL"):
        monkeypatch.delenv(f"SLACK_{name}", raising=False)


def set_up(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def test_who_has_set_up_nothing_is_told_what_comes_first(call: Callable[..., Ran], home: Path) -> None:
    ran = call("doctor")

    assert (ran.status, ran.err) == (0, "")
    assert "First: 1. `mock-interview manifest --base-url https://...`" in ran.out
    assert list(home.iterdir()) == []


def test_each_check_is_one_line_where_nobody_looks_at_a_terminal(call: Callable[..., Ran]) -> None:
    lines = call("doctor").out.splitlines()

    assert [line.split("  ")[0] for line in lines] == ["ok", "not set up", "ok", "ok", "ok", "ok"]
    assert all("\x1b" not in line and line == line.rstrip() for line in lines)


def test_what_is_broken_ends_in_status_1_and_one_sentence(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_DATABASE_URL", "/proc/nowhere/interviews.db")

    ran = call("doctor")

    assert ran.status == 1
    assert ran.err == "mock-interview: Broken: database. What to do stands there.\n"
    assert "broken      database   /proc/nowhere/interviews.db is not there, and cannot be made  -> Give" in ran.out


def test_json_is_a_list_of_findings(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_REDIS_URL", "redis://127.0.0.1:1")

    ran = call("doctor", "--json")

    found = json.loads(ran.out)
    assert ran.status == 1
    assert all(set(each) == {"check", "status", "found", "advice"} for each in found)
    assert {each["check"]: each["status"] for each in found}["queue"] == "broken"


def test_no_secret_is_shown(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "SLACK_BOT_TOKEN": "xoxb-hidden-1",
        "SLACK_APP_TOKEN": "xapp-hidden-2",
        "SLACK_SIGNING_SECRET": "hidden-3",
        "SLACK_CLIENT_SECRET": "hidden-4",
        "MOCK_INTERVIEW_TOKEN_KEYS": "hidden-5,hidden-6",
        "MOCK_INTERVIEW_DATABASE_URL": "postgresql://ada:hidden-7@127.0.0.1:1/x",
        "MOCK_INTERVIEW_REDIS_URL": "redis://ada:hidden-8@127.0.0.1:1",
    }
    set_up(monkeypatch, AWAY | secrets)

    ran = call("doctor")

    assert ran.status == 1
    assert "hidden" not in ran.out + ran.err


@pytest.mark.parametrize("settings", REFUSED_BY_SERVE.values(), ids=REFUSED_BY_SERVE)
def test_what_serve_refuses_is_broken(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]) -> None:
    set_up(monkeypatch, AWAY | settings)

    examined, served = call("doctor", "--json"), call("serve", "--port", "0")

    assert {each["status"] for each in json.loads(examined.out) if each["check"] == "settings"} == {"broken"}
    served.assert_one_sentence(2)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "x", "SLACK_APP_TOKEN": "xapp-1"}, "/slack/install"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "MOCK_INTERVIEW_TOKEN_KEYS": "x"}, "MOCK_INTERVIEW_TOKEN_KEYS has no effect"),
    ],
)
def test_what_starts_but_does_not_serve_its_purpose_wants_attention(
    call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], words: str
) -> None:
    set_up(monkeypatch, AWAY | settings)

    found = [each for each in json.loads(call("doctor", "--json").out) if each["check"] == "settings"]

    assert [(each["status"], words in each["found"]) for each in found] == [("attention", True)]


async def kept_under(key: str, home: Path) -> None:
    """The bot of one workspace, sealed with this key."""
    database = Database(str(home / "interviews.db"))
    await database.open()
    await EncryptedInstallationStore(Installations(database), TokenKeys([key]), utc_now).async_save_bot(a_bot("T1"))
    await database.close()


def test_tokens_are_put_under_the_first_key_once(call: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    asyncio.run(kept_under(old, home))
    monkeypatch.setenv("MOCK_INTERVIEW_TOKEN_KEYS", f"{new},{old}")

    told = [call("doctor", "--reencrypt").out for _ in range(2)]
    monkeypatch.setenv("MOCK_INTERVIEW_TOKEN_KEYS", new)
    without_the_old_key = call("doctor", "--reencrypt")

    assert told == ["1 of 1 were put under the first key.\n", "0 of 1 were put under the first key.\n"]
    assert (without_the_old_key.status, without_the_old_key.err) == (0, "")


def test_without_keys_or_an_up_to_date_database_nothing_is_put_under_another(
    call: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_keys = call("doctor", "--reencrypt")
    monkeypatch.setenv("MOCK_INTERVIEW_TOKEN_KEYS", Fernet.generate_key().decode())

    assert (without_keys.status, "is not set" in without_keys.err) == (2, True)
    call("doctor", "--reencrypt").assert_one_sentence(2)
    assert list(home.iterdir()) == []
    database_at("0001", home / "interviews.db")
    call("doctor", "--reencrypt").assert_one_sentence(2)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_terminal_shows_a_table_that_fits(width: int) -> None:
    written = io.StringIO()
    found = [ok("Slack", "answers"), broken("bot token", "good in \x1b[31mTeam [bold]One" * 5, "Do this. " * 20), attention("a", "b", "c")]

    show(found, Console(file=written, force_terminal=True, width=width, color_system=None))

    text = written.getvalue()
    assert max(len(line) for line in text.splitlines()) <= min(width, 100)
    assert "[bold]" in text
    assert "\x1b[31m" not in text


async def test_a_look_that_fails_is_told_without_its_words() -> None:
    async def fails() -> list[Finding]:
        raise KeyError("xoxb-secret")

    (found,) = await examined("queue", fails())

    assert (found.status, found.found) == (Status.ATTENTION, "could not be looked at (KeyError)")


async def test_a_look_at_a_database_that_is_away_says_so() -> None:
    async def fails() -> list[Finding]:
        raise Locked("The database x is busy.")

    (found,) = await examined("interviews", fails())

    assert (found.status, found.found) == (Status.ATTENTION, "could not be looked at: The database x is busy.")


def test_a_thread_that_hangs_is_not_waited_for() -> None:
    hanging, results = threading.Event(), list[int]()

    async def work() -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(UnwaitedThreads())
        results.append(await asyncio.to_thread(lambda: 1))
        with pytest.raises(KeyError):
            await asyncio.to_thread(lambda: {}["x"])
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(hanging.wait), 0.01)

    asyncio.run(work())  # returns, or the test hangs here

    assert (results, hanging.is_set()) == ([1], False)
    hanging.set()
