"""A worker that only reminds, as a program: `reminding_worker.py FOLDER DATABASE QUEUE API TOKEN`, by the clock that the file FOLDER/clock shows.

It sweeps without a pause, since in a simulated month every instant is the next one. Everything between the sweep and Slack is what `serve` has.
"""

import asyncio
import logging
import mmap
import struct
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.slack.acquaintances import Acquaintances
from bot.channels.slack.clients import Clients
from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.pace import Pace
from bot.channels.slack.posting import Posting
from bot.channels.slack.reminding import Reminding
from bot.channels.slack.views.blocks import Message, section
from bot.dispatch import Dispatch
from bot.queue import IN_PROCESS, Queue, QueueFailed
from bot.reminders import ReminderBook
from storage.database import Database
from storage.deliveries import Deliveries
from storage.failures import StorageFailed
from storage.occurrences import Claimed
from storage.people import People
from storage.transcripts import Transcripts

LEASE = timedelta(seconds=1)
"""So soon another worker gets the jobs of one that was killed."""
BETWEEN = 0.01
"""Seconds between two sweeps."""


class SharedClock:
    """A clock that all processes see and one of them puts forward."""

    def __init__(self, folder: Path) -> None:
        path = folder / "clock"
        if not path.exists():
            path.write_bytes(struct.pack("d", 0.0))
        with path.open("r+b") as file:
            self._shown = mmap.mmap(file.fileno(), 8)

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(struct.unpack("d", self._shown[:8])[0], UTC)

    def put(self, now: datetime) -> None:
        """It shows this from now on."""
        self._shown[:8] = struct.pack("d", now.timestamp())


class Words:
    """Says which reminder it is."""

    async def worded(self, due: Claimed, now: datetime) -> Message | None:
        """A short message."""
        text = Mrkdwn(f"{due.reminder.id} {due.occurrence.occasion}")
        return Message(text, [section(text)])


async def main(folder: Path, url: str, queue_url: str, api: str, token: str) -> None:
    """Remind until killed."""
    clock, database = SharedClock(folder), Database(url)
    await database.open()
    async with Queue(queue_url, "chaos", lease=LEASE) as queue:
        clients, book, people = Clients(api, clock, bot_token=token), ReminderBook(database, clock), People(database)
        posting = Posting(Deliveries(database), Pace(0.0), clock, shared=queue_url != IN_PROCESS)
        acquaintances = Acquaintances(clients, people, book)
        reminding = Reminding(book, Words(), Transcripts(database), acquaintances, clients, posting, queue, clock)
        queue.register("remind", reminding.remind)
        dispatch, stopping = Dispatch(book.occurrences, reminding.hand_over, clock), asyncio.Event()
        working = asyncio.create_task(queue.work(stopping=stopping))
        print("ready", flush=True)
        while not working.done():
            try:
                await dispatch.sweep()
            except (StorageFailed, QueueFailed):
                logging.exception("A sweep failed")
            await asyncio.sleep(BETWEEN)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:]))
