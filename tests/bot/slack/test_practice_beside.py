"""An interview of a Slack thread that is gone on with in the practice room, and back."""

import pytest

from bot.channels.web.practice.room import Room, arrival
from bot.serving import Serving
from interview_flow.transcript import Speaker
from tests.bot.slack.running import begun
from tests.fakes.slack import Person

pytestmark = pytest.mark.usefixtures("bot")

ANSWER = "We protect an API from clients that ask too often, so that everybody else keeps a fast answer."


async def test_what_is_said_in_the_room_is_replied_to_in_the_thread_too_once(bot: Serving, ada: Person) -> None:
    thread, room = await begun(ada), Room(bot.app, bot.deliver)

    await room.hear(thread.interview_id, ANSWER, arrival("ada", "1"))
    told = await thread.reply(1)
    await thread.say("It works when nobody else gets slower.")

    turns = (await room.look(thread.interview_id)).turns
    assert [turn.speaker for turn in turns] == [Speaker.INTERVIEWER, Speaker.CANDIDATE] * 2 + [Speaker.INTERVIEWER]
    assert len(thread.replies) == 3
    assert " ".join(turns[2].text.split()[:4]) in told.whole_text
