"""Very long replies, and many interviews in one channel."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App
from bot.channels.slack.http import http_app, listening
from bot.conversation import Conversation
from bot.serving import Serving, serving
from interview_flow.brief import Brief, Exchange, Judgement, Move, Reply, Say
from interview_flow.model_use import ModelUse
from tests.bot.slack.delivered import all_of_ours, assert_told, interview_of, named
from tests.bot.slack.held import ANSWER, Held
from tests.bot.slack.running import InThread, begun, settings_for, utc_now, working
from tests.fakes.slack import Channel, FakeSlack, Person, Workspace

PARAGRAPHS = 150
PEOPLE = 5


class Talkative:
    """An interviewer who says about 30,000 characters at a time."""

    name = "talkative"

    @asynccontextmanager
    async def exchange(self, brief: Brief) -> AsyncGenerator[Exchange]:
        """It is one itself: nothing is kept between the two."""
        yield self

    async def judge(self) -> Judgement:
        """Nothing is found in anything."""
        return Judgement()

    async def speak(self, brief: Brief, move: Move, say: Say) -> Reply:
        """Numbered paragraphs, and a question."""
        said = "\n\n".join(f"{number}. {'More could be said about that. ' * 6}" for number in range(PARAGRAPHS))
        return Reply(text=f"{said}\n\nWhat do you think?", question="What do you think?")

    def use(self) -> ModelUse | None:
        """No model was asked."""
        return None


def talkative(app: App) -> Conversation:
    """The conversations of this installation, led by somebody who talks too much."""
    return Conversation(app.log, app.transcripts, app.bank, Talkative(), utc_now)


async def test_a_reply_of_several_messages_is_whole_though_each_of_them_is_interrupted(
    slack: FakeSlack, team: Workspace, ada: Person, channel: Channel, bot: Serving
) -> None:
    held = Held(slack, team, ada, channel, bot)
    thread = await begun(ada)
    bot.jobs.conversation = talkative(bot.app)
    slack.fail("chat.startStream", times=1, cut=True, after_effect=True)
    slack.fail("chat.appendStream", times=1, status=500, when=lambda arguments: "100. " in str(arguments))
    slack.fail("chat.stopStream", times=1, cut=True, after_effect=True)

    await ada.say(ada.im, ANSWER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.posted_turn == 3, seconds=60)

    await held.assert_all_told(thread)
    parts = [name for name in named(all_of_ours(thread)) if name.startswith("turn-3")]
    assert parts == ["turn-3", "turn-3.2", "turn-3.3"]
    assert [bool(message.buttons) for message in thread.replies[1:]] == [False, False, True]


async def test_interviews_in_one_channel_take_turns(slack: FakeSlack, team: Workspace, tmp_path: Path) -> None:
    slack.enforce_pace = True
    people = [team.user(f"U{number}", f"Person {number}") for number in range(1, PEOPLE + 1)]
    channel = team.channel("C1", members=people)
    settings = settings_for(slack, team, tmp_path)
    async with serving(settings, utc_now) as parts:
        app = http_app(parts.bolt, signing_secret=slack.signing_secret, clock=utc_now)
        async with listening(app, "127.0.0.1", 0) as port, working(parts):
            slack.connect_http(f"http://127.0.0.1:{port}/slack/events")

            await asyncio.gather(*(person.command("/mock-interview", "design a rate limiter --here", channel) for person in people))
            await slack.until(lambda: len(channel.thread_roots) == PEOPLE, seconds=30)
            threads = [InThread(person, root) for root in channel.thread_roots for person in people if f"<@{person.id}>" in root.whole_text]
            await asyncio.gather(*(thread.reply(0, seconds=30) for thread in threads))
            await asyncio.gather(*(thread.say(ANSWER) for thread in threads))
            logs = [await parts.app.log.read(interview_of(thread.root)) for thread in threads]

    assert slack.pace_violations == []
    assert len(threads) == PEOPLE
    for thread, log in zip(threads, logs, strict=True):
        assert_told([thread], log)
