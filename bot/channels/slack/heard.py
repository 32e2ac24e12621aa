"""One job for everything that was heard at the same moment: putting a job costs more than hearing."""

import asyncio
import logging

from bot.queue import Queue, QueueFailed

logger = logging.getLogger(__name__)

MOST = 64
"""Messages in one job."""


class Heard:
    """Hands on what was heard. While one job is being put, what is heard waits for the next."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._waiting: list[tuple[str, str, asyncio.Future[None]]] = []
        self._putting: asyncio.Task[None] | None = None

    async def tell(self, interview_id: str, ts: str) -> None:
        """A message (its ts) is in the log of an interview: it is to be answered. Returns when that is queued; if the queue is away, the sweep finds it."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((interview_id, ts, done))
        if self._putting is None or self._putting.done():
            self._putting = asyncio.create_task(self._put_all())
        await done

    async def _put_all(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                await self._queue.put(
                    "heard", *(each for interview_id, ts, _ in together for each in (interview_id, ts)), key=f"{together[0][0]} {together[0][1]}"
                )
            except QueueFailed as failed:
                logger.warning("%s", failed)
            finally:
                for _, _, done in together:
                    if not done.done():
                        done.set_result(None)
