"""kill -9 at the worst moments: between what Slack does and what it answers, and between its answer and our note of it."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import opened
from bot.channels.slack.views import actions
from interview_flow.events import CandidateSpoke
from tests.bot.slack.delivered import all_of_ours, assert_finished, assert_told, interview_of
from tests.bot.slack.held import ANOTHER, ANSWER
from tests.bot.slack.running import InThread, begun, ended, settings_for, utc_now
from tests.bot.slack.service import Service, served
from tests.fakes.slack import FakeSlack, Person, Workspace
from tests.fakes.slack.calls import Call

ANSWERED = 0.3
"""Seconds in which an answer has certainly been read."""

Killing = Callable[[Service, ExitStack], None]


def unanswered(service: Service, after: ExitStack) -> None:
    """It is done, and nobody has learnt of it."""
    service.kill()


def unnoted(service: Service, after: ExitStack) -> None:
    """The answer comes, and cannot be noted any more."""
    after.enter_context(service.nothing_can_be_noted())
    asyncio.get_running_loop().call_later(ANSWERED, service.kill)


@dataclass
class Doom:
    """Kills a service at each of these calls (a method, and a word in its arguments), in this order, and starts it again."""

    service: Service
    kill: Killing
    calls: list[tuple[str, str]]

    def __post_init__(self) -> None:
        self.service.slack.on_answer("*", self._strike)
        self._after, self._struck = ExitStack(), False

    def _strike(self, call: Call) -> None:
        if not self._struck and self.calls and self.calls[0][0] == call.method and self.calls[0][1] in str(call.arguments):
            self.calls.pop(0)
            self._struck = True
            self.kill(self.service, self._after)

    async def spent(self) -> None:
        """Wait for all the deaths, and start the service after each."""
        while self.calls or self._struck:
            await self.service.dead()
            self._after.close()
            self._struck = False
            await self.service.restart()


BEGINNING = [
    ("conversations.open", ""),
    ("chat.postMessage", "/opening"),
    ("chat.startStream", ""),
    ("chat.update", "/turn-1"),
]
MIDDLE = [("chat.appendStream", "")]
"""Whatever it is killed after here, the stream is stopped, and the message completed by an update."""
END = [
    ("chat.stopStream", "/turn-5"),
    ("chat.postMessage", "/reveal"),
]
SHOWN = [
    ("canvases.create", ""),
    ("chat.postMessage", "/scorecard"),
    ("files.completeUploadExternal", ""),
]

OTHERS = [
    ("chat.postMessage", "/ask:U2"),
    ("files.completeUploadExternal", "transcript"),
]


@pytest.mark.parametrize("kill", [unanswered, unnoted])
async def test_killed_at_every_step_of_an_interview(slack: FakeSlack, team: Workspace, ada: Person, tmp_path: Path, kill: Killing) -> None:
    async with served(slack, team, tmp_path) as (service, beside):
        doom = Doom(service, kill, list(BEGINNING))
        await ada.command("/mock-interview", "design a rate limiter", ada.im)
        await doom.spent()
        thread = InThread(ada, ada.im.thread_roots[0])
        await thread.reply(0, seconds=60)
        doom.calls += MIDDLE
        await ada.say(ada.im, ANSWER, thread_ts=thread.root)
        await doom.spent()
        await thread.reply(1, seconds=60)

        doom.calls += END
        await ada.say(ada.im, "end", thread_ts=thread.root)
        await doom.spent()
        await beside.until_settled(interview_of(thread.root))
        doom.calls += SHOWN
        await ada.press(await thread.asked(), actions.SHOW_ME)
        await doom.spent()
        await beside.until_settled(interview_of(thread.root))

        assert service.kills == len(BEGINNING) + len(MIDDLE) + len(END) + len(SHOWN)
        assert ada.im.thread_roots == [thread.root]
        assert_told([thread], await beside.log.read(interview_of(thread.root)))
        assert_finished(thread)


@pytest.mark.parametrize("kill", [unanswered, unnoted])
async def test_killed_while_a_team_mate_is_asked(slack: FakeSlack, team: Workspace, ada: Person, bob: Person, tmp_path: Path, kill: Killing) -> None:
    async with served(slack, team, tmp_path) as (service, beside):
        thread = await ended(await begun(ada))
        interview_id = interview_of(thread.root)
        await beside.until_settled(interview_id)
        doom = Doom(service, kill, list(OTHERS))

        await ada.press(next(each for each in thread.replies if actions.ASK in each.buttons), actions.ASK)
        await slack.until(lambda: ada.modals)
        await ada.submit(ada.modals[-1], {"ask_who": {"ask_who": "U2"}})
        await doom.spent()
        await slack.until(lambda: len([each for each in team.messages(bob.im) if each.files]) == 2, seconds=60)
        await beside.until_settled(interview_id)

        [letter] = bob.im.thread_roots
        assert [file["title"].partition(": ")[2] for each in team.thread(bob.im, letter.ts) for file in each.files] == ["transcript", "narrative"]
        assert_finished(thread)


async def test_killed_before_a_heard_answer_was_queued(slack: FakeSlack, team: Workspace, ada: Person, tmp_path: Path) -> None:
    async with served(slack, team, tmp_path) as (service, beside):
        thread = await begun(ada)
        interview_id = interview_of(thread.root)
        service.kill()
        await service.dead()
        message = await ada.say(ada.im, ANSWER, thread_ts=thread.root)
        async with opened(settings_for(slack, team, tmp_path), utc_now) as app:  # what hears does, and no more
            await app.conversation.hear(interview_id, ANSWER, arrivals=[f"slack:message:T1:{ada.im.id}:{message.ts}"])

        await service.restart()
        await thread.reply(1, seconds=60)
        await slack.event(team, slack.deliveries[-1].payload["event"])
        last = await thread.say(ANOTHER)

        log = await beside.log.read(interview_id)
        assert [each.text for each in log if isinstance(each, CandidateSpoke)] == [ANSWER, ANOTHER]
        assert_told([thread], log)
        assert all_of_ours(thread)[-1] is last


async def test_an_answer_that_comes_while_nobody_listens_is_heard_when_slack_sends_it_again(
    slack: FakeSlack, team: Workspace, ada: Person, tmp_path: Path
) -> None:
    slack.retry_delays = (0, 8, 16)
    async with served(slack, team, tmp_path) as (service, beside):
        thread = await begun(ada)
        service.kill()
        await service.dead()

        await ada.say(ada.im, ANSWER, thread_ts=thread.root)
        await service.restart()
        await thread.reply(1, seconds=60)

        assert_told([thread], await beside.log.read(interview_of(thread.root)))
