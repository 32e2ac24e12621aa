"""A worker that is a program of its own: `worker.py URL LEASE FILE`. Its job writes a line to FILE when it starts and never ends."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from bot.queue import Queue


async def main(url: str, lease: str, file: str) -> None:
    """Work until killed."""
    queue = Queue(url, lease=timedelta(seconds=float(lease)))

    async def answer(interview_id: str) -> None:
        Path(file).write_text(interview_id)
        await asyncio.Event().wait()

    queue.register("answer", answer)
    async with queue:
        await queue.work(stopping=asyncio.Event())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
