"""Who is in which channel is asked of Slack, and remembered for minutes; while Slack is silent nobody is."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.slack.clients import Clients
from bot.channels.slack.membership import REMEMBERED, Membership
from bot.channels.web.viewer import Viewer
from storage.database import Database
from storage.people import People
from tests.fakes.slack import FakeSlack, Workspace

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk 3.47 with aiohttp 3.14
ADA = Viewer("slack:T1:U1", "Ada", team="T1")


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(signing_secret="signing") as slack:
        yield slack


@pytest.fixture
async def team(slack: FakeSlack) -> Workspace:
    team = slack.workspace("T1")
    team.install()
    ada, ben = team.user("U1", "ada", real_name="Ada Lovelace"), team.user("U2", "ben", real_name="Ben Bitdiddle")
    team.user("U3", "gone", deleted=True)
    team.channel("C1", members=[ada, ben], name="design", bot=False)
    team.channel("C2", members=[ben], name="elsewhere")
    team.channel("C3", members=[ada], name="closed", private=True)
    team.channel("C4", members=[ada], name="secret", private=True, bot=False)
    team.channel("C5", members=[ada], name="old", archived=True)
    return team


@pytest.fixture
async def asked(slack: FakeSlack, team: Workspace, tmp_path: Path) -> AsyncIterator[Membership]:
    database = Database(str(tmp_path / "interviews.db"))
    await database.open()

    def now() -> datetime:
        return datetime.fromtimestamp(slack.clock.now(), UTC)

    clients = Clients(slack.api_url, now, bot_token=team.bot_token)
    yield Membership(clients, People(database), now)
    await clients.close()
    await database.close()


async def test_channels_are_those_a_person_is_in_and_we_may_know_of(asked: Membership, slack: FakeSlack) -> None:
    found = await asked.channels(ADA)
    again = await asked.channels(ADA)

    assert [(each.id, each.name) for each in found] == [("slack:T1:C3", "closed"), ("slack:T1:C1", "design")]
    assert again == found
    assert len(slack.called("users.conversations")) == 1


async def test_who_has_left_is_known_in_minutes_and_nobody_is_in_while_slack_is_silent(asked: Membership, slack: FakeSlack, team: Workspace) -> None:
    await asked.channels(ADA)
    team.channels["C3"].members.remove("U1")
    slack.clock.pass_by(REMEMBERED.total_seconds())
    left = await asked.channels(ADA)
    team.revoke()
    slack.clock.pass_by(REMEMBERED.total_seconds())

    assert [each.id for each in left] == ["slack:T1:C1"]
    assert await asked.channels(ADA) == ()


async def test_a_member_is_who_belongs_to_the_workspace(asked: Membership) -> None:
    assert await asked.member(ADA, "U2") == "Ben Bitdiddle"
    assert await asked.member(ADA, "U3") is None
    assert await asked.member(ADA, "U999") is None
    assert await asked.member(Viewer("ada", "ada", is_local=True), "U2") is None
