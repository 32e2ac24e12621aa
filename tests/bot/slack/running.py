"""The bot as `serve` runs it, in this process: a port, a worker, a fake Slack around it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.slack.http import http_app, listening
from bot.serving import Serving, serving
from bot.settings import Settings, SlackSettings
from tests.fakes.slack import FakeSlack, Message, Person, Workspace


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def settings_for(slack: FakeSlack, team: Workspace, folder: Path, **changed: object) -> Settings:
    """The settings of a bot in one workspace of this Slack."""
    own = SlackSettings(bot_token=team.bot_token, signing_secret=slack.signing_secret, app_token=slack.app_token, api_url=slack.api_url)
    settings = {"database_url": str(folder / "interviews.db"), "documents": folder / "documents", "patience": 0.0, "slack": own, **changed}
    return Settings(**settings)  # type: ignore[arg-type]


@asynccontextmanager
async def working(parts: Serving) -> AsyncIterator[None]:
    """Meanwhile jobs are done."""
    stopping = asyncio.Event()
    task = asyncio.create_task(parts.queue.work(stopping=stopping))
    try:
        yield
    finally:
        stopping.set()
        await task


@asynccontextmanager
async def running(slack: FakeSlack, settings: Settings) -> AsyncIterator[Serving]:
    """Meanwhile the bot answers over HTTP."""
    async with serving(settings, utc_now, pace=0.0) as parts:
        app = http_app(parts.bolt, signing_secret=settings.slack.signing_secret or "", clock=utc_now)
        async with listening(app, "127.0.0.1", 0) as port, working(parts):
            slack.connect_http(f"http://127.0.0.1:{port}/slack/events")
            yield parts


@dataclass(frozen=True)
class InThread:
    """A person in the thread of their interview."""

    person: Person
    root: Message

    @property
    def replies(self) -> list[Message]:
        """What the bot has said below the first message, complete."""
        team = self.person.team
        said = team.thread(self.root.channel, self.root.ts)[1:]
        return [each for each in said if each.user == team.bot_user_id and not each.streaming]

    async def reply(self, after: int, seconds: float = 20) -> Message:
        """The message of the bot that comes after so many."""
        await self.person.team.slack.until(lambda: len(self.replies) > after, seconds=seconds)
        return self.replies[after]

    async def say(self, text: str, **more: object) -> Message:
        """Write an answer, and wait for the reply."""
        before = len(self.replies)
        await self.person.say(self.person.team.of(self.root.channel), text, thread_ts=self.root, **more)  # type: ignore[arg-type]
        return await self.reply(before)


async def begun(person: Person, text: str = "design a rate limiter", channel: object = None) -> InThread:
    """An interview begun by the command, greeted."""
    team = person.team
    place = channel or person.im
    answer = await person.command("/mock-interview", text, place)  # type: ignore[arg-type]
    assert answer.status == 200, answer
    await team.slack.until(lambda: [each for each in person.im.thread_roots if each.user == team.bot_user_id], seconds=20)
    thread = InThread(person, person.im.thread_roots[-1])
    await thread.reply(0)
    return thread
