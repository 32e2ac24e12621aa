"""The bot as `serve` runs it, in this process: a port, a worker, a fake Slack around it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.channels.slack.http import http_app, listening
from bot.channels.slack.views import actions
from bot.conversation import Clock
from bot.serving import Serving, serving
from bot.settings import Settings, SlackSettings
from tests.fakes.slack import Channel, FakeSlack, Message, Person, Workspace


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
async def running(slack: FakeSlack, settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Serving]:
    """Meanwhile the bot answers over HTTP; `clock` is what it goes by, but for Slack's signatures."""
    async with serving(settings, clock, pace=0.0) as parts:
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

    @property
    def interview_id(self) -> str:
        """As the first message carries it."""
        assert self.root.metadata
        return self.root.metadata["event_payload"]["id"].partition("/")[0]

    @property
    def files(self) -> list[dict[str, Any]]:
        """What the bot has sent into the thread."""
        return [file for reply in self.replies for file in reply.files]

    @property
    def alone(self) -> list[Message]:
        """What only this person has been shown in the thread."""
        return [each for each in self.person.ephemerals(self.place) if each.thread_ts == self.root.ts]

    @property
    def place(self) -> Channel:
        """The conversation that the thread is in."""
        return self.person.team.of(self.root.channel)

    async def asked(self, seconds: float = 20) -> Message:
        """The question that comes before the scorecard."""
        found = await self.person.team.slack.until(lambda: [one for one in self.replies if actions.SHOW_ME in one.buttons], seconds=seconds)
        return found[0]

    async def until_finished(self) -> None:
        """Have it shown how it went, and wait for the last thing that an interview leaves: its document."""
        await self.person.press(await self.asked(), actions.SHOW_ME)
        await self.person.team.slack.until(lambda: self.files, seconds=20)

    async def reply(self, after: int, seconds: float = 20) -> Message:
        """The message of the bot that comes after so many."""
        await self.person.team.slack.until(lambda: len(self.replies) > after, seconds=seconds)
        return self.replies[after]

    async def say(self, text: str, **more: object) -> Message:
        """Write an answer, and wait for the reply."""
        before = len(self.replies)
        await self.person.say(self.person.team.of(self.root.channel), text, thread_ts=self.root, **more)  # type: ignore[arg-type]
        return await self.reply(before)


async def command(person: Person, text: str, channel: Channel) -> Message | None:
    """What the bot shows the person at once."""
    answer = await person.command("/mock-interview", text, channel)
    assert answer.status == 200, answer
    return answer.message


async def begun(person: Person, text: str = "design a rate limiter", channel: Channel | None = None) -> InThread:
    """An interview begun by the command, greeted; in the channel if the text says `--here`."""
    team, place = person.team, channel or person.im
    held_in = place if "--here" in text else person.im
    before = len(_roots(held_in))
    await command(person, text, place)
    await team.slack.until(lambda: len(_roots(held_in)) > before, seconds=20)
    thread = InThread(person, _roots(held_in)[before])
    await thread.reply(0)
    return thread


async def ended(thread: InThread) -> InThread:
    """The same interview, ended by a word."""
    await thread.say("end")
    await thread.until_finished()
    return thread


async def sent_again(team: Workspace, *, event_id: str | None = None) -> None:
    """Slack sends its last event once more, signed anew, as when our answer came too late; or as an event of another id."""
    slack = team.slack
    last = slack.deliveries[-1].payload
    assert slack.courier.entrance
    copy = last | {"event_id": event_id or last["event_id"], "signed": "anew"}  # the guard takes the same signature for a replay
    reply = await slack.courier.entrance.send("events_api", copy, 1, "http_timeout", slack.ack_seconds)
    assert reply.status == 200, reply


def _roots(place: Channel) -> list[Message]:
    return [each for each in place.thread_roots if each.user == place.team.bot_user_id and each.metadata]
