"""What people say in Slack: heard and committed before Slack has its answer; everything slow is a job."""

import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from bot.channels.slack.heard import Heard
from bot.channels.slack.incoming import Corrected, Echo, Said, SentFile, event_id, message_id
from bot.conversation import Clock, Conversation
from bot.queue import Queue, QueueFailed
from interview_flow.phases import IllegalMove
from storage.beside import Aside, Asides, Attachment, Attachments, attached
from storage.deliveries import Deliveries
from storage.events import EventLog
from storage.failures import AlreadyHeard, UnknownInterview
from storage.threads import Threads

logger = logging.getLogger(__name__)

MOST_ANSWERED = 4096
"""Messages outside interviews that are known to be answered. Not kept for longer than the process: a second offer does no harm."""
MOST_CARRIED = 2000
"""Characters of such a message that are handed on."""


class NotYet(Exception):
    """This may be an answer in a thread whose first message was posted, but not noted: it is heard when it is sent again."""


@dataclass
class Reception:
    """Hears, and has the rest done by jobs."""

    conversation: Conversation
    log: EventLog
    threads: Threads
    attachments: Attachments
    asides: Asides
    deliveries: Deliveries
    queue: Queue
    heard: Heard
    clock: Clock
    _answered: OrderedDict[str, None] = field(default_factory=OrderedDict[str, None])

    async def said(self, said: Said) -> None:
        """Somebody said something. Raises `StorageFailed` and `NotYet`; then nothing was heard, and Slack sends it again."""
        try:
            await self._said(said)
        except UnknownInterview as deleted:  # its thread is like any other now
            self.threads.forget(deleted.interview_id)
            await self._said(said)

    async def _said(self, said: Said) -> None:
        interview_id = await self.threads.interview_at(said.whose.team, said.channel, said.thread) if said.thread else None
        if interview_id is None and said.thread and await self.threads.is_opening(said.whose.team, said.channel, said.whose.user):
            raise NotYet
        if interview_id is None:
            await self._outside(said)
        elif (await self.log.last_known(interview_id)).candidate != said.whose.person:
            await self._beside(interview_id, said)
        elif said.text or said.files:
            await self._heard(interview_id, said)

    async def corrected(self, corrected: Corrected) -> None:
        """Somebody edited or deleted a message. Raises `StorageFailed`."""
        whose, arrival = corrected.whose, message_id(corrected.whose.team, corrected.channel, corrected.ts)
        heard = await self.log.heard(arrival)
        if heard is None:
            await self._beside_corrected(corrected, arrival)
            return
        interview_id, turn = heard
        try:
            if corrected.text is not None and (await self.log.last_known(interview_id)).candidate != whose.person:
                return
            await self.conversation.correct(interview_id, turn, corrected.text or "", arrivals=[event_id(corrected.event)])
        except (AlreadyHeard, UnknownInterview):
            return

    async def echoed(self, echo: Echo) -> None:
        """Slack tells of a message of ours: if its delivery was not noted, it is now. Raises `StorageFailed`."""
        known = (await self.deliveries.of(echo.interview_id, [echo.name])).get(echo.name)
        if known and known.ts is None:
            await self.deliveries.opened(echo.interview_id, echo.name, echo.ts)

    async def stopped(self, team: str, channel: str, thread: str, user: str, event: str) -> None:
        """The Stop button of a session: the interview pauses. Raises `StorageFailed`."""
        interview_id = await self.threads.interview_at(team, channel, thread)
        try:
            if interview_id is None or (await self.log.last_known(interview_id)).candidate != f"slack:{team}:{user}":
                return
            await self.conversation.hear(interview_id, "pause", arrivals=[event_id(event)])
        except (AlreadyHeard, IllegalMove, UnknownInterview):
            return
        await self.put("answer", interview_id)

    async def put(self, task: str, *arguments: str, wait: float = 0.0) -> None:
        """Queue a job. If the queue is away, an interview is found by the sweep; anything else is lost, as a person may ask again."""
        at = self.clock() + timedelta(seconds=wait) if wait else None
        key = arguments[0] if len(arguments) == 1 else sha256("\0".join(arguments).encode()).hexdigest()
        try:
            await self.queue.put(task, *arguments, key=key, at=at)
        except QueueFailed as failed:
            logger.warning("%s", failed)

    async def _heard(self, interview_id: str, said: Said) -> None:
        files = [self._attachment(interview_id, said, each) for each in said.files]
        try:
            if said.text:
                await self.conversation.hear(interview_id, said.text, arrivals=said.arrivals, alongside=[attached(each) for each in files])
            else:
                for each in files:
                    await self.attachments.keep(each)
        except AlreadyHeard:
            logger.debug("%s was heard before", said.arrivals[0])
        except IllegalMove:
            await self.put("over", interview_id, said.ts)
            return
        await self.heard.tell(interview_id, said.ts)

    async def _outside(self, said: Said) -> None:
        """A message that belongs to no interview is answered if it is for us, once."""
        if not (said.is_ours and (said.text or said.files)) and not said.to_us:
            return
        if self._is_new(said):
            whose, alone = said.whose, "" if said.is_ours else "alone"
            await self.put(
                "offer",
                whose.user,
                whose.team,
                whose.enterprise or "",
                said.channel,
                said.thread or said.ts,
                alone,
                said.text[:MOST_CARRIED],
                said.ts,
            )

    async def _beside(self, interview_id: str, said: Said) -> None:
        """Somebody else's words are kept apart; who speaks to us is told so."""
        await self.asides.keep(Aside(id=said.arrivals[0], interview_id=interview_id, person=said.whose.person, text=said.text, at=self.clock()))
        if said.to_us and self._is_new(said):
            await self.put("beside", said.whose.user, interview_id, said.ts)

    async def _beside_corrected(self, corrected: Corrected, aside_id: str) -> None:
        if corrected.text is None:
            await self.asides.forget(aside_id)
            return
        whose, place = corrected.whose, (corrected.whose.team, corrected.channel, corrected.thread or "")
        interview_id = await self.threads.interview_at(*place) if corrected.thread else None
        if interview_id and (await self.log.last_known(interview_id)).candidate != whose.person:
            await self.asides.keep(Aside(id=aside_id, interview_id=interview_id, person=whose.person, text=corrected.text, at=self.clock()))

    def _is_new(self, said: Said) -> bool:
        """Whether a message that no log knows is seen for the first time."""
        arrival = said.arrivals[0]
        if arrival in self._answered:
            return False
        self._answered[arrival] = None
        if len(self._answered) > MOST_ANSWERED:
            self._answered.popitem(last=False)
        return True

    def _attachment(self, interview_id: str, said: Said, file: SentFile) -> Attachment:
        return Attachment(
            id=f"slack:{said.whose.team}:{file.id}:{said.ts}",
            interview_id=interview_id,
            name=file.name,
            mimetype=file.mimetype,
            size=file.size,
            url=file.url,
            at=self.clock(),
        )
