"""The bot in a workspace of the fake Slack, with two people and a channel; at the end nothing odd may have been posted."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.serving import Serving
from bot.settings import Settings
from storage.database import Database
from tests.bot.slack.reminded import Reminded, SetClock
from tests.bot.slack.running import running, settings_for
from tests.fakes.slack import Channel, FakeSlack, Person, Workspace

PING = re.compile(r"<!(?!date\^)|<#|<@(?!U[12]>)")
"""What would call people; U1 and U2 are interviewed, and named on purpose."""
MALFORMED = {"invalid_blocks", "invalid_arguments", "no_text", "msg_too_long", "msg_blocks_too_long", "invalid_metadata", "unknown_method"}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack that is not slow to send things again."""
    async with FakeSlack() as slack:
        slack.retry_delays = (0, 0.05, 0.1)
        yield slack
        assert [one for call in slack.calls if call.answer and call.answer.get("error") in MALFORMED for one in call.hidden()] == []


@pytest.fixture
def team(slack: FakeSlack) -> Workspace:
    """A paid workspace with the app in it."""
    return slack.workspace("T1")


@pytest.fixture
def ada(team: Workspace) -> Person:
    """Who is interviewed."""
    return team.user("U1", "ada", real_name="Ada Byron", tz="Europe/Berlin")


@pytest.fixture
def bob(team: Workspace) -> Person:
    """A colleague."""
    return team.user("U2", "bob", real_name="Bob Moss")


@pytest.fixture
def channel(team: Workspace, ada: Person, bob: Person) -> Channel:
    """A channel with both of them and the bot."""
    return team.channel("C1", members=[ada, bob])


@pytest.fixture
def patience() -> float:
    """Seconds for which a candidate may go on typing; a module or a class may say otherwise."""
    return 0.0


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them, to be copied: to make the tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "interviews.db"
    database = Database(str(path))
    await database.open()
    await database.close()
    return path


@pytest.fixture
def settings(slack: FakeSlack, team: Workspace, tmp_path: Path, patience: float, empty: Path) -> Settings:
    """Of a bot with a public address."""
    shutil.copy(empty, tmp_path)
    return settings_for(slack, team, tmp_path, patience=patience, public_url="https://interviews.example.com")


@pytest.fixture
async def bot(slack: FakeSlack, settings: Settings) -> AsyncIterator[Serving]:
    """It runs. At the end nothing that it has said pings anybody."""
    async with running(slack, settings) as parts:
        yield parts
        for team in slack.workspaces.values():
            assert_pings_nobody(team)


@pytest.fixture
def clock() -> SetClock:
    """Monday, 2 March 2026, 8:00 in Berlin, until a test sets it."""
    return SetClock()


@pytest.fixture
async def reminded(slack: FakeSlack, settings: Settings, ada: Person, clock: SetClock) -> AsyncIterator[Reminded]:
    """Ada, and a bot that goes by the clock of the test."""
    async with running(slack, settings, clock) as parts:
        yield Reminded(slack, ada, parts, clock)
    for team in slack.workspaces.values():
        assert_pings_nobody(team)


def assert_pings_nobody(team: Workspace) -> None:
    """Everything that our bot has posted or shown in a workspace."""
    said = [one for channel in team.channels.values() for one in channel.messages.values() if one.user == team.bot_user_id]
    views = [*team.homes.values(), *(view for stack in team.modals.values() for view in stack)]
    shown = [part for one in said for part in (one.text, one.markdown)]
    shown += [text for one in (*said, *views) for text in read_as_mrkdwn(one.blocks)]
    assert [text for text in shown if PING.search(text)] == []


def read_as_mrkdwn(part: Any) -> Iterator[str]:
    """Every text in these blocks in which Slack looks for marks; a plain one is shown as it is."""
    if isinstance(part, list):
        for one in part:
            yield from read_as_mrkdwn(one)
    elif isinstance(part, dict):
        if part.get("type") in ("mrkdwn", "markdown"):
            yield part["text"]
        for value in part.values():
            yield from read_as_mrkdwn(value)


Broken = Callable[[], AbstractAsyncContextManager[None]]


@pytest.fixture
def broken(settings: Settings) -> Broken:
    """Within it nothing can be kept: the database has lost a table for a while."""

    def renamed(old: str, new: str) -> None:
        with closing(sqlite3.connect(settings.database_url, isolation_level=None, timeout=10)) as other:
            other.execute(f"ALTER TABLE {old} RENAME TO {new}")

    @asynccontextmanager
    async def without_arrivals() -> AsyncGenerator[None]:
        await asyncio.to_thread(renamed, "arrivals", "gone")  # in the loop it would wait for a writer that waits for the loop
        try:
            yield
        finally:
            await asyncio.to_thread(renamed, "gone", "arrivals")

    return without_arrivals
