"""A workspace of the fake Slack with two people, and another one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.web.entrances import Entrance, entrance, settings_of
from tests.fakes.slack import FakeSlack, Person, Workspace


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack that behaves."""
    async with FakeSlack() as slack:
        yield slack


@pytest.fixture
def team(slack: FakeSlack) -> Workspace:
    """A workspace with the app in it."""
    return slack.workspace("T1")


@pytest.fixture
def ada(team: Workspace) -> Person:
    """Who signs in."""
    return team.user("U1", "ada", real_name="Ada Byron")


@pytest.fixture
def bob(team: Workspace) -> Person:
    """A colleague."""
    return team.user("U2", "bob", real_name="Bob Moss")


@pytest.fixture
async def here(slack: FakeSlack, team: Workspace, tmp_path: Path) -> AsyncIterator[Entrance]:
    """The site of an app that is in this one workspace."""
    async with entrance(slack, settings_of(slack, team, tmp_path)) as site:
        yield site
