"""A program of its own that appends to one interview and prints the seq of each append once it is saved: `writer.py URL ID COUNT`."""

import asyncio
import sys

from interview_flow.interview import Interview
from storage.database import Database
from storage.events import EventLog
from storage.failures import Conflict, UnknownInterview
from tests.storage.happenings import spoke, started


async def append(log: EventLog, interview_id: str) -> int:
    """Append one event, after whatever another program has appended."""
    while True:
        try:
            return (await log.append(await log.load(interview_id), [spoke("x" * 500)])).seq
        except UnknownInterview:
            interview, events = Interview.blank(interview_id), [started()]
        except Conflict:
            continue
        try:
            await log.append(interview, events)
        except Conflict:
            continue


async def main(url: str, interview_id: str, count: int) -> None:
    """Append so many events."""
    database = Database(url)
    await database.open()
    log = EventLog(database)
    for _ in range(count):
        print(await append(log, interview_id), flush=True)
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
