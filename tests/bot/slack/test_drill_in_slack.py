"""A drill in Slack: opening, answers, the scorecard at once, and nothing that belongs to a whole interview."""

import secrets

import pytest

from bot.channels.slack.views import actions
from bot.serving import Serving
from interview_flow.drills import MINUTES, Drill
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode
from storage.threads import Thread, opening
from tests.bot.slack.delivered import all_of_ours, named
from tests.bot.slack.running import InThread, command
from tests.drills import BUDGET, PARTS, REPEATED
from tests.fakes.slack import Person

pytestmark = pytest.mark.usefixtures("bot")

TITLE = "Drill: Flows, on URL shortener"
DRILL = Drill(phase=Phase.FLOWS, criteria=("flows.idempotency", "flows.latency_budget"))


async def drilling(bot: Serving, person: Person) -> InThread:
    """A drill that was begun for somebody, greeted."""
    team, interview_id = person.team, secrets.token_hex(5)
    thread = Thread(interview_id=interview_id, enterprise=None, team=team.id, user=person.id, channel=None)
    await bot.app.conversation.begin(
        interview_id,
        topic="URL shortener",
        problem="url-shortener",
        level=Level.SENIOR,
        mode=Mode.STRICT,
        minutes=MINUTES,
        candidate=f"slack:{team.id}:{person.id}",
        drill=DRILL,
        alongside=[opening(thread)],
    )
    await bot.deliver(interview_id)
    return await greeted(person, 0)


async def greeted(person: Person, before: int) -> InThread:
    """The thread that comes after so many."""

    def roots() -> list[object]:
        return [each for each in person.im.thread_roots if each.user == person.team.bot_user_id and each.metadata]

    await person.team.slack.until(lambda: len(roots()) > before, seconds=20)
    thread = InThread(person, roots()[before])  # type: ignore[arg-type]
    await thread.reply(0)
    return thread


async def test_a_drill_shows_how_it_went_at_once_and_leaves_nothing_else(bot: Serving, ada: Person) -> None:
    thread = await drilling(bot, ada)
    asked = thread.replies[0]
    listed = await command(ada, "list", ada.im)

    await thread.say(PARTS)
    await thread.say(REPEATED)
    last = await thread.say(BUDGET)
    await ada.team.slack.until(lambda: "scorecard" in named(all_of_ours(thread)), seconds=20)

    ours = named(all_of_ours(thread))
    assert TITLE in thread.root.whole_text
    assert asked.buttons == [actions.HINT, actions.PAUSE, actions.END]
    assert "Drill · Flows" in asked.whole_text
    assert listed
    assert TITLE in listed.whole_text
    assert "This drill is over" in last.whole_text
    assert list(ours) == ["opening", "turn-1", "turn-3", "turn-5", "turn-7", "scorecard"]
    assert "A drill is too short for a verdict" in ours["scorecard"].whole_text
    assert ours["scorecard"].buttons == [actions.REVIEW, actions.AGAIN]
    assert not thread.files
    assert not ada.team.canvases


async def test_the_same_drill_can_be_had_again_and_reviewed(bot: Serving, ada: Person) -> None:
    thread = await drilling(bot, ada)
    await thread.say(PARTS)
    await thread.say("end")
    await ada.team.slack.until(lambda: "scorecard" in named(all_of_ours(thread)), seconds=20)
    card = named(all_of_ours(thread))["scorecard"]

    await ada.press(card, actions.REVIEW)
    await ada.team.slack.until(lambda: ada.modals)
    await ada.press(card, actions.AGAIN)
    again = await greeted(ada, 1)

    assert "Flows" in str(ada.modals[-1])
    assert (await bot.app.log.load(again.interview_id)).drill == (await bot.app.log.load(thread.interview_id)).drill
    assert again.interview_id != thread.interview_id
