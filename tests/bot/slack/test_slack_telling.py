"""A reply is shown while it is written, as one message that grows; whatever happens to it, in the end it is what the log says."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.slack.mrkdwn import safe_markdown
from bot.channels.slack.telling import PROVISIONAL
from bot.serving import Serving
from interview_flow import decisions
from interview_flow.events import InterviewerSpoke
from interview_flow.transcript import Kind
from tests.bot.piecewise import Piecewise, interviewed_by
from tests.bot.slack.delivered import all_of_ours, assert_told, interview_of
from tests.bot.slack.held import ANOTHER, ANSWER
from tests.bot.slack.running import InThread, begun, utc_now
from tests.bot.slack.service import served
from tests.bot.slack.test_delivery_crashes import Doom, Killing, unanswered, unnoted
from tests.fakes.slack import Channel, FakeSlack, Message, Person, Workspace

NEARLY_OVER = timedelta(seconds=160)
"""Into the first phase, when little of its time is left."""


@dataclass
class Slowly:
    """Ada and an interviewer that, from her first answer on, goes on only when told to."""

    slack: FakeSlack
    ada: Person
    parts: Serving
    interviewer: Piecewise
    thread: InThread
    steps: asyncio.Semaphore

    async def answer(self, text: str = ANSWER) -> None:
        await self.ada.say(self.thread.place, text, thread_ts=self.thread.root)

    async def growing(self, shown: Callable[[str], Any] = bool) -> Message:
        """The reply as far as it is there, once it shows this."""
        return await growing(self.slack, self.thread, shown)

    async def whole(self, number: int = 1) -> Message:
        """Let the interviewer finish."""
        self.finish()
        message = await self.thread.reply(number)
        await self.slack.until(lambda: message.deleted or message.metadata, seconds=20)  # one that was stopped may still be on its way
        return message

    def finish(self) -> None:
        """Nobody waits any more."""
        for _ in range(1000):
            self.steps.release()

    async def assert_told(self) -> None:
        interview_id = interview_of(self.thread.root)
        assert_told([self.thread], await self.parts.app.log.read(interview_id))
        assert await self.parts.jobs.telling.provisional(interview_id) is None


async def growing(slack: FakeSlack, thread: InThread, shown: Callable[[str], Any] = bool) -> Message:
    """The last message, which grows, once it shows this."""

    def found() -> Message | None:
        last = all_of_ours(thread)[-1]
        return last if last.streaming and shown(last.markdown) else None

    message = await slack.until(found, seconds=20)
    assert message
    return message


@pytest.fixture
async def slowly(slack: FakeSlack, ada: Person, bot: Serving) -> AsyncIterator[Slowly]:
    """An interview that was greeted; at the end the interviewer is let go, or a test that failed would be waited for."""
    steps = asyncio.Semaphore(0)
    interviewer = Piecewise()
    bot.jobs.conversation = interviewed_by(interviewer, bot.app, utc_now)
    thread = await begun(ada)

    async def wait() -> None:
        slack.changed()
        await steps.acquire()

    interviewer.wait, interviewer.told = wait, []
    made = Slowly(slack, ada, bot, interviewer, thread, steps)
    yield made
    made.finish()


async def test_a_reply_grows_while_it_is_written_and_is_completed_as_the_same_message(slowly: Slowly, team: Workspace) -> None:
    await slowly.answer()
    first = await slowly.growing()
    assert first.markdown == safe_markdown(slowly.interviewer.told[0])
    session = team.session(first.channel, slowly.thread.root.ts)
    assert session
    await slowly.slack.until(lambda: session.status == "processing")  # another job says so
    slowly.steps.release()
    await slowly.growing(lambda text: text == "".join(slowly.interviewer.told[:2]))

    whole = await slowly.whole()

    assert whole is first
    assert (whole.edits, len(slowly.slack.called("chat.update"))) == (0, 0)
    await slowly.assert_told()


async def test_a_reply_that_comes_at_once_is_told_by_nobody(slack: FakeSlack, ada: Person, bot: Serving) -> None:
    thread = await begun(ada)

    await thread.say(ANSWER)

    assert [each for each in slack.called("chat.startStream") if PROVISIONAL in str(each.arguments)] == []
    assert_told([thread], await bot.app.log.read(interview_of(thread.root)))


async def test_who_speaks_while_a_reply_grows_is_answered_to_both_in_the_same_message(slowly: Slowly) -> None:
    await slowly.answer()
    first = await slowly.growing()
    told = first.markdown

    await slowly.answer(ANOTHER)
    interview_id = interview_of(slowly.thread.root)

    async def both_heard() -> bool:
        return len((await slowly.parts.app.log.load(interview_id)).pending) == 2

    await slowly.slack.until(both_heard)
    slowly.steps.release()
    await slowly.slack.until(lambda: len(slowly.interviewer.told) > 2)
    assert first.markdown == told
    whole = await slowly.whole()

    assert whole is first
    assert len([each for each in await slowly.parts.app.log.read(interview_id) if isinstance(each, InterviewerSpoke)]) == 2
    await slowly.assert_told()


REFUSALS: dict[str, dict[str, Any]] = {
    "too often": {"status": 429, "retry_after": 30},
    "no streams here": {"error": "channel_type_not_supported"},
    "not allowed": {"error": "missing_scope"},
    "broken": {"status": 500},
    "broken afterwards": {"status": 500, "after_effect": True},
    "cut": {"cut": True},
    "cut afterwards": {"cut": True, "after_effect": True},
}


@pytest.mark.parametrize("way", REFUSALS)
async def test_a_stream_that_cannot_be_begun_costs_nothing(slowly: Slowly, way: str) -> None:
    slowly.slack.fail("chat.startStream", **REFUSALS[way])
    await slowly.answer()
    async with asyncio.timeout(20):
        while slowly.slack.faults.pending:
            await asyncio.sleep(0.02)  # nobody is woken by a call that fails before it is done

    await slowly.whole()

    await slowly.assert_told()


@pytest.mark.parametrize("method", ["chat.appendStream", "chat.stopStream"])
@pytest.mark.parametrize("way", ["too often", "broken", "broken afterwards", "cut afterwards"])
async def test_a_stream_that_fails_later_is_completed_nevertheless(slowly: Slowly, method: str, way: str) -> None:
    slowly.slack.fail(method, **REFUSALS[way] | ({"retry_after": 1} if way == "too often" else {}))
    await slowly.answer()
    first = await slowly.growing()
    slowly.steps.release()
    if method == "chat.appendStream":
        await slowly.slack.until(lambda: slowly.slack.called(method))

    whole = await slowly.whole()

    assert whole is first
    await slowly.assert_told()


async def test_a_message_that_somebody_deletes_while_it_grows_is_posted_anew(slowly: Slowly) -> None:
    await slowly.answer()
    first = await slowly.growing()

    first.deleted = True
    await slowly.whole()

    await slowly.assert_told()


async def test_an_interview_whose_place_vanishes_while_a_reply_grows_goes_on_elsewhere(
    slack: FakeSlack, slowly: Slowly, ada: Person, channel: Channel, team: Workspace
) -> None:
    slowly.interviewer.wait, wait = Piecewise().wait, slowly.interviewer.wait
    there = await begun(ada, "design a rate limiter --here", channel)
    slowly.interviewer.wait = wait
    slowly.thread = there
    await slowly.answer()
    await slowly.growing()
    roots = len(ada.im.thread_roots)

    channel.archived = True
    for _ in range(1000):
        slowly.steps.release()
    await slack.until(lambda: len(ada.im.thread_roots) > roots, seconds=20)
    moved = InThread(ada, ada.im.thread_roots[-1])
    await moved.reply(0)

    last = (await slowly.parts.app.log.read(interview_of(there.root)))[-1]
    assert isinstance(last, InterviewerSpoke)
    assert moved.replies[0].whole_text.startswith(safe_markdown(last.text))
    assert await slowly.parts.jobs.telling.provisional(interview_of(there.root)) is None


async def test_a_warning_and_the_question_after_it_are_one_message(slowly: Slowly) -> None:
    def later() -> datetime:
        return utc_now() + NEARLY_OVER

    in_a_while = interviewed_by(slowly.interviewer, slowly.parts.app, later)
    slowly.parts.jobs.conversation, slowly.parts.jobs.clock = in_a_while, later
    await in_a_while.hear(interview_of(slowly.thread.root), ANSWER)
    await slowly.parts.queue.put("answer", interview_of(slowly.thread.root), key=interview_of(slowly.thread.root))
    first = await slowly.growing()

    whole = await slowly.whole()

    spoken = [each for each in await slowly.parts.app.log.read(interview_of(slowly.thread.root)) if isinstance(each, InterviewerSpoke)]
    assert [each.said for each in spoken[-2:]] == [Kind.WARNING, Kind.PROBE]
    assert whole is first
    assert whole.edits == 0
    await slowly.assert_told()


async def test_a_reply_that_turned_out_otherwise_takes_the_place_of_what_was_told(slowly: Slowly) -> None:
    slowly.interviewer.rewrite = lambda text: f"Let me ask that otherwise. {text}"
    await slowly.answer()
    first = await slowly.growing()

    whole = await slowly.whole()

    assert whole is first
    assert whole.whole_text.startswith("Let me ask")
    await slowly.assert_told()


async def test_a_reply_that_is_longer_than_a_message_is_told_no_further_and_split(slowly: Slowly) -> None:
    long = "\n\n".join(["More could be said about that. " * 6] * 80)
    slowly.interviewer.more = long
    await slowly.answer()
    first = await slowly.growing()

    await slowly.whole()
    await slowly.slack.until(lambda: len(slowly.thread.replies) > 2, seconds=20)

    assert slowly.thread.replies[1] is first
    await slowly.assert_told()


async def test_what_was_told_of_a_reply_that_never_came_is_taken_back(slowly: Slowly) -> None:
    interview_id = interview_of(slowly.thread.root)
    await slowly.answer()
    first = await slowly.growing()
    log = slowly.parts.app.log

    interview = await log.load(interview_id)
    await log.append(interview, decisions.abandon(interview, utc_now() + decisions.SILENCE + timedelta(minutes=1)))
    for _ in range(1000):
        slowly.steps.release()
    await slowly.slack.until(lambda: first.deleted, seconds=20)

    async def forgotten() -> bool:
        return await slowly.parts.jobs.telling.provisional(interview_id) is None

    await slowly.slack.until(forgotten)
    assert len(all_of_ours(slowly.thread)) == 2


KILLED = [
    ("chat.startStream", ""),
    ("chat.appendStream", ""),
    ("chat.stopStream", ""),
]


@pytest.mark.parametrize("kill", [unanswered, unnoted])
@pytest.mark.parametrize("call", KILLED, ids=[method for method, _ in KILLED])
async def test_killed_while_a_reply_grows(
    slack: FakeSlack, team: Workspace, ada: Person, tmp_path: Path, kill: Killing, call: tuple[str, str]
) -> None:
    program = (sys.executable, str(Path(__file__).with_name("piecewise_service.py")), str(tmp_path))
    async with served(slack, team, tmp_path, program=program) as (service, beside):
        thread = await begun(ada)
        doom = Doom(service, kill, [call])
        (tmp_path / "slowly").touch()

        await ada.say(ada.im, ANSWER, thread_ts=thread.root)
        if call[0] != "chat.startStream":
            await slack.until(lambda: slack.called("chat.startStream"), seconds=30)
            await growing(slack, thread)
        let_go(tmp_path)
        await doom.spent()
        message = await thread.reply(1, seconds=60)
        await slack.until(lambda: message.metadata, seconds=20)

        assert service.kills == 1
        assert_told([thread], await beside.log.read(interview_of(thread.root)))


def let_go(folder: Path) -> None:
    """The interviewer waits no more."""
    for number in range(1, 100):
        (folder / f"go-{number}").touch()
