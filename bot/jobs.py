"""The queue's tasks: each looks at the database and does what is to be done there. Any of them may run twice, late, or out of order."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.slack.attached import Attached
from bot.channels.slack.bots import NotInstalled, NotRenewed
from bot.channels.slack.calls import Later, NotAllowed, Removed, SlackFailed, Unsure
from bot.channels.slack.delivery import Delivery
from bot.channels.slack.errands import Errands
from bot.channels.slack.incoming import message_id
from bot.channels.slack.presence import Presence
from bot.channels.slack.telling import Telling
from bot.channels.slack.views import talk, trouble
from bot.conversation import Clock, Conversation
from bot.queue import Queue, QueueFailed, Task
from interview_flow.interview import Interview
from interview_flow.transcript import Wish
from storage.events import EventLog
from storage.failures import StorageFailed, UnknownInterview
from storage.threads import Thread, Threads

logger = logging.getLogger(__name__)

SWEEP_EVERY = 60.0
"""Seconds."""
FIRST_WAIT, LONGEST_WAIT = 2.0, 300.0
"""Seconds before the second attempt, doubled for each that follows."""
PARKED_AFTER = 8
"""Failures of our own in a row after which an interview waits for somebody to ask."""
REMEMBERED = timedelta(days=7)
"""How long what arrived is known again; Slack sends nothing twice after minutes, a person edits their answers for longer."""


@dataclass
class Jobs:
    """Everything that is slow."""

    conversation: Conversation
    log: EventLog
    threads: Threads
    attached: Attached
    telling: Telling
    delivery: Delivery
    presence: Presence
    errands: Errands
    queue: Queue
    clock: Clock
    patience: float

    def register(self) -> None:
        """Make the tasks known to the queue; before it works."""
        for name, task in (
            ("answer", self.answer),
            ("heard", self.heard),
            ("over", self.over),
            ("meet", self.errands.meet),
            ("beside", self.errands.beside),
            ("moved", self.errands.moved),
            ("show_again", self.show_again),
            ("offer", self.errands.offer),
            ("respond", self.errands.respond),
            ("modal", self.errands.modal),
            ("home", self.errands.home),
            ("update", self.errands.update),
            ("prompts", self.errands.prompts),
            ("document", self.errands.document),
            ("unfurl", self.errands.unfurl),
        ):
            self.queue.register(name, _unless_deleted(task))
        self.queue.every("sweep", self.sweep, SWEEP_EVERY)

    async def answer(self, interview_id: str) -> None:
        """Read what was attached, reply to everything that is owed a reply, deliver what is not delivered."""
        thread = await self.threads.of(interview_id)
        if thread is None:
            await self.conversation.answer(interview_id)
            return
        interview = await self.log.load(interview_id)
        if thread.parked_at:
            if not await self._spoken_since(thread.parked_at, interview):
                return
            await self.threads.recovered(interview_id)
            thread = thread.model_copy(update={"failures": 0, "parked_at": None, "retry_at": None})
        elif (wait := self._too_often(thread)) > 0:
            await self._again(interview_id, wait)
            return
        if interview.pending and (wait := self._still_typing(interview)) > 0:
            await self._again(interview_id, wait)
            return
        try:
            async with self.telling.of(interview_id) as audience:
                interview = await self.conversation.answer(interview_id, before=lambda: self.attached.read(thread), audience=audience)
            await self.delivery.deliver(interview_id)
        except UnknownInterview:
            raise
        except Exception as failure:  # the edge of a job: whatever it was, the interview is not forgotten
            await self._failed(thread, failure)
            return
        if thread.failures:
            await self.threads.recovered(interview_id)
        await self._after(thread, interview)

    async def show_again(self, interview_id: str, name: str) -> None:
        """Show something once more that may not have been shown."""
        try:
            await self.delivery.show_again(interview_id, name)
        except (Later, Unsure) as failed:
            wait = failed.seconds if isinstance(failed, Later) else FIRST_WAIT
            await self._put("show_again", interview_id, name, wait=wait)

    async def heard(self, *pairs: str) -> None:
        """Messages (an interview and a ts each) are in the log: have them answered when nobody goes on typing, and show that they were heard."""
        heard: dict[str, list[str]] = {}
        for interview_id, ts in zip(pairs[::2], pairs[1::2], strict=True):
            heard.setdefault(interview_id, []).append(ts)
        for interview_id in heard:
            await self._again(interview_id, 0.0)
        await asyncio.gather(*(self._show_heard(interview_id, messages) for interview_id, messages in heard.items()))

    async def _show_heard(self, interview_id: str, messages: list[str]) -> None:
        if (thread := await self.threads.of(interview_id)) is None:
            return
        await self.presence.heard(thread, messages)
        interview, thread = await self.log.load(interview_id), await self.threads.of(interview_id)
        if thread and thread.posted_turn >= interview.turn:  # the reply was faster: nobody is at work any more
            await self.presence.rests(thread, interview)

    async def over(self, interview_id: str, ts: str) -> None:
        """Somebody went on talking to an interview that is over, or wanted to pause one that is paused."""
        thread = await self.threads.of(interview_id)
        if thread and thread.channel and await self.log.heard(message_id(thread.team, thread.channel, ts)):
            return  # it was heard long ago: Slack has sent it once more
        interview = await self.log.load(interview_id)
        told = trouble.over(interview_id) if interview.over else talk.done(Wish.PAUSE, interview.topic, None)
        await self.delivery.say(interview_id, f"over:{ts}", told)

    async def sweep(self) -> None:
        """Find whatever a crash or a lost job left open; give up interviews that fell silent; forget old arrivals."""
        now = self.clock()
        try:
            await self.conversation.give_up_silent()
        except StorageFailed:  # it may be about one interview alone, and the others wait
            logger.exception("Silent interviews could not be given up")
        for interview_id in await self.threads.unfinished(now):
            await self.queue.put("answer", interview_id, key=interview_id)
        await self.log.forget_arrivals(now - REMEMBERED)

    def _still_typing(self, interview: Interview) -> float:
        """Seconds until the last answer may be taken as said; a wish is not waited for."""
        last = interview.pending[-1]
        return 0.0 if last.wish else self.patience - (self.clock() - last.at).total_seconds()

    async def _spoken_since(self, moment: datetime, interview: Interview) -> bool:
        attached = await self.attached.attachments.of(interview.id)
        return any(at > moment for at in (interview.last_at, *(each.at for each in attached)) if at)

    def _too_often(self, thread: Thread) -> float:
        """Seconds until Slack wants to hear of us again. After any other failure a new answer is reason enough to try."""
        if thread.retry_at is None or thread.trouble != _trouble(Later(0)):
            return 0.0
        return (thread.retry_at - self.clock()).total_seconds()

    async def _after(self, thread: Thread, interview: Interview) -> None:
        if (now := await self.threads.of(thread.interview_id)) is None:
            return
        await self._rests(now, interview)
        if interview.over or thread.ts is None:
            await self.queue.put("home", thread.user, thread.team, thread.enterprise or "", key=f"{thread.team} {thread.user}")
        if thread.in_channel and not now.in_channel and not thread.posted_turn:
            await self.queue.put("moved", thread.interview_id, key=thread.interview_id)

    async def _rests(self, thread: Thread, interview: Interview) -> None:
        """Show that nobody is at work, unless the candidate has spoken again: that was shown already, or is shown at this moment."""
        if (await self.log.load(interview.id)).owes_reply:
            return
        await self.presence.rests(thread, interview)
        if (await self.log.load(interview.id)).owes_reply:
            await self.presence.works(thread)

    async def _failed(self, thread: Thread, failure: Exception) -> None:
        """Try again later; what will not get better by itself is parked, and the person is told."""
        wait = failure.seconds if isinstance(failure, Later) else min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(thread.failures, 20))
        now = self.clock()
        hopeless = isinstance(failure, Removed | NotAllowed | NotInstalled)
        passing = isinstance(failure, Later | Unsure | NotRenewed)
        if passing or hopeless:
            logger.warning("Interview %s: %s (%s)", thread.interview_id, type(failure).__name__, failure)
        else:
            logger.error("Interview %s could not go on", thread.interview_id, exc_info=failure)
        failures = await self.threads.failed(thread.interview_id, _trouble(failure), now + timedelta(seconds=wait))
        if hopeless or (failures >= PARKED_AFTER and not passing):
            await self.threads.parked(thread.interview_id, now)
            if not hopeless:
                await _quietly(lambda: self.delivery.say(thread.interview_id, f"parked:{now:%Y%m%d%H%M%S}", trouble.parked(thread.interview_id)))
            return
        await self._again(thread.interview_id, wait)

    async def _again(self, interview_id: str, wait: float) -> None:
        await self._put("answer", interview_id, wait=wait)

    async def _put(self, task: str, *arguments: str, wait: float) -> None:
        try:
            await self.queue.put(task, *arguments, key=" ".join(arguments), at=self.clock() + timedelta(seconds=wait))
        except QueueFailed as failed:
            logger.warning("%s", failed)


def _trouble(failure: Exception) -> str:
    """For `doctor`: what went wrong, without a word of the candidate's."""
    return f"{type(failure).__name__}: {failure.code}" if isinstance(failure, SlackFailed) else type(failure).__name__


def _unless_deleted(task: Task) -> Task:
    """The same task, at its end when the interview is deleted under its hands."""

    async def run(*arguments: str) -> None:
        try:
            await task(*arguments)
        except UnknownInterview:
            logger.info("A job found its interview deleted")

    return run


async def _quietly(call: Callable[[], Awaitable[None]]) -> None:
    try:
        await call()
    except Exception:  # it was about a failure already
        logger.exception("Nobody could be told")
