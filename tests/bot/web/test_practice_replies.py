"""Who answers in the practice room: one at a time, again after a failure, and not what Slack's jobs answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.app import App, opened
from bot.channels.web.practice.room import Room
from bot.settings import Settings
from interview_flow.interview import Interview
from interview_flow.rubric import Level, Mode
from storage.group import Write
from storage.threads import Thread, opening
from tests.bot.piecewise import Piecewise, interviewed_by
from tests.bot.web.sites import ADA, utc_now

LONG_ENOUGH = 10.0


@dataclass
class Stumbling:
    """Fails so many times, and then goes on."""

    falls: int
    tried: int = field(default=0)

    async def __call__(self) -> None:
        self.tried += 1
        if self.tried <= self.falls:
            raise RuntimeError("on purpose")


@asynccontextmanager
async def interviews(folder: Path, interviewer: Piecewise) -> AsyncIterator[App]:
    """An application over a database of its own."""
    async with opened(Settings(database_url=str(folder / "interviews.db"), documents=folder), utc_now) as app:
        yield replace(app, conversation=interviewed_by(interviewer, app, utc_now))


async def begun(app: App, interview_id: str, *alongside: Write) -> Interview:
    """An interview that is owed its greeting."""
    chosen = {"topic": "chat", "problem": "chat", "level": Level.SENIOR, "mode": Mode.STRICT, "minutes": 0}
    return await app.conversation.begin(interview_id, candidate=ADA, alongside=alongside, **chosen)  # type: ignore[arg-type]


async def test_a_reply_that_fails_is_made_after_all_and_told_where_else_the_interview_is_held(tmp_path: Path) -> None:
    stumbling, told = Stumbling(2), list[str]()

    async def replied(interview_id: str) -> None:
        told.append(interview_id)

    async with interviews(tmp_path, Piecewise(before=stumbling)) as app:
        room = Room(app, replied, waits=(0.0, 0.0))
        await begun(app, "here")
        room.answer("here")
        await room.answered("here", LONG_ENOUGH)
        turns = (await room.look("here")).turns

    assert (len(turns), told, room.sittings) == (1, ["here"], 0)


async def test_who_goes_on_failing_is_left_to_the_sweep_with_nothing_lost(tmp_path: Path) -> None:
    stumbling = Stumbling(2)
    async with interviews(tmp_path, Piecewise(before=stumbling)) as app:
        room = Room(app, waits=(0.0,))
        await begun(app, "here")
        room.answer("here")
        await room.answered("here", LONG_ENOUGH)
        owed = await app.transcripts.owed()
        await room.recover()
        await room.answered("here", LONG_ENOUGH)
        turns = (await room.look("here")).turns

    assert owed == ["here"]
    assert len(turns) == 1


async def test_the_sweep_leaves_to_slack_what_is_held_there(tmp_path: Path) -> None:
    async with interviews(tmp_path, Piecewise()) as app:
        room = Room(app)
        await begun(app, "there", opening(Thread(interview_id="there", team="T1", user="U1")))
        await begun(app, "here")
        await room.recover()
        await room.answered("here", LONG_ENOUGH)
        owed = await app.transcripts.owed()

    assert owed == ["there"]
