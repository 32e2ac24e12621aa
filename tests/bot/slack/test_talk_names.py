"""What the documents call the candidate: by name, as soon as Slack has told it."""

import pytest

from bot.serving import Serving
from storage.people import People
from tests.bot.slack.running import begun, ended
from tests.fakes.slack import Person, Workspace

pytestmark = pytest.mark.usefixtures("bot")


async def test_who_begins_an_interview_is_known_by_name_and_zone(bot: Serving, ada: Person) -> None:
    await ended(await begun(ada))

    person = await People(bot.app.database).find("slack:T1:U1")

    assert (person.name, person.zone) == ("Ada Byron", "Europe/Berlin")
    assert "**Candidate:** Ada Byron" in next(iter(ada.team.canvases.values())).markdown


async def test_a_name_does_not_cost_the_settings(bot: Serving, ada: Person) -> None:
    people = People(bot.app.database)
    await people.save((await people.find("slack:T1:U1")).model_copy(update={"minutes": 30}))

    await ended(await begun(ada))

    assert (await people.find("slack:T1:U1")).minutes == 30


async def test_until_the_name_is_known_no_id_is_shown_for_it(team: Workspace, ada: Person) -> None:
    team.slack.fail("users.info", times=9, status=500)

    await ended(await begun(ada))

    canvas = next(iter(team.canvases.values()))
    assert "**Candidate:** somebody in Slack" in canvas.markdown
    assert "slack:T1:U1" not in canvas.markdown
