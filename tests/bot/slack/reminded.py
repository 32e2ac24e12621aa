"""A person who is reminded, and a clock that can be set: it begins on a Monday morning in Berlin."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.serving import Serving
from interview_flow.reminding.reminders import State
from storage.tables import OCCURRENCES
from tests.bot.slack.running import InThread, command
from tests.fakes.slack import FakeSlack, Message, Person
from tests.fakes.slack.messages import texts

BERLIN = ZoneInfo("Europe/Berlin")
SPREAD = timedelta(minutes=4)
"""By then what was asked for one minute has come."""


@dataclass
class SetClock:
    """Stands still until somebody sets it. It is long ago: what is to be done "at" a time on it is done at once."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 8, 0, tzinfo=BERLIN).astimezone(UTC))

    def __call__(self) -> datetime:
        return self.now

    def set(self, local: str, zone: ZoneInfo = BERLIN) -> None:
        """To a local time, as in "2026-03-02 09:00"."""
        self.now = datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)

    def forward(self, **by: float) -> None:
        """By so many hours, minutes ..."""
        self.now += timedelta(**by)


@dataclass
class Reminded:
    """A person, the bot, and what has come so far."""

    slack: FakeSlack
    person: Person
    bot: Serving
    clock: SetClock

    @property
    def messages(self) -> list[Message]:
        """The reminders that have come, the oldest first."""
        mine = [one for one in self.person.im.messages.values() if not one.deleted and not one.only_for and one.user == self.person.team.bot_user_id]
        return [one for one in mine if str((one.metadata or {}).get("event_payload", {}).get("id", "")).startswith("reminder:")]

    async def asks(self, text: str) -> Message:
        """Types a command; what is shown for it."""
        shown = await command(self.person, text, self.person.im)
        assert shown is not None
        return shown

    async def set(self, phrase: str) -> str:
        """A new reminder; its id."""
        self.clock.forward(seconds=1)  # they stand in the order in which they were made
        await self.asks(f"remind {phrase}")
        return (await self.bot.book.of_person(self.id))[-1].reminder.id

    @property
    def id(self) -> str:
        """As the bot knows them."""
        return f"slack:{self.person.team.id}:{self.person.id}"

    async def sweep(self) -> None:
        """Have everything that is due looked at, and wait until all of it is settled."""
        await self.bot.dispatch.sweep()
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is claimed any more."""

        async def nothing_claimed() -> bool:
            async with self.bot.app.database.connect() as connection:
                return not (await connection.execute(select(OCCURRENCES).where(OCCURRENCES.c.state == "claimed"))).first()

        await self.until(nothing_claimed)

    async def no_trouble(self) -> bool:
        """Whether none has failed since one was sent."""
        return not await self.bot.book.reminders.troubled(1, 9)

    async def until(self, condition: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
        """Wait for a condition that has to ask the database."""
        async with asyncio.timeout(seconds):
            while not await condition():
                await asyncio.sleep(0.02)  # between two looks into the database

    async def comes(self, local: str) -> Message:
        """The reminder that comes when the clock shows this."""
        before = len(self.messages)
        self.clock.set(local)
        await self.sweep()
        assert len(self.messages) == before + 1, [one.whole_text for one in self.messages]
        return self.messages[-1]

    async def nothing_comes(self, local: str) -> None:
        """Nor does anything come when the clock shows this."""
        before = len(self.messages)
        self.clock.set(local)
        await self.sweep()
        assert [one.whole_text for one in self.messages[before:]] == []

    async def noted(self) -> list[tuple[str, str, str | None]]:
        """What became of every occasion: its name, state and note, the oldest first."""
        found = [each for kept in await self.bot.book.of_person(self.id) for each in await self.bot.book.occurrences.latest(kept.reminder.id, 99)]
        return sorted((each.occasion, each.state.value, each.note.value if each.note else None) for each in found)

    async def changes(self, message: Message) -> None:
        """Wait until a message shows what became of it."""
        before = message.edits
        await self.slack.until(lambda: message.edits > before)

    async def drill(self, before: int = 0) -> InThread:
        """The drill that has begun, greeted; `before` are those that there were."""
        await self.slack.until(lambda: len(self.drills) > before, seconds=20)
        thread = InThread(self.person, self.drills[before])
        await thread.reply(0)
        return thread

    @property
    def drills(self) -> list[Message]:
        """The first messages of the drills and interviews that have begun."""
        return [one for one in self.person.im.thread_roots if one.metadata and one not in self.messages]

    async def outcomes(self) -> list[tuple[str, str | None]]:
        """What they did with every occasion that was sent, the oldest first."""
        found = [each for kept in await self.bot.book.of_person(self.id) for each in await self.bot.book.occurrences.latest(kept.reminder.id, 99)]
        return sorted((each.occasion, each.outcome.value if each.outcome else None) for each in found if each.state is State.SENT)


def texts_of(message: Message) -> str:
    """All that stands in a message."""
    return "\n".join(texts(message.blocks)) or message.whole_text
