"""Files that came with answers: read into the log before the reply, or refused with a sentence in the thread."""

from dataclasses import dataclass

from bot.channels.slack.calls import Unsure
from bot.channels.slack.clients import Clients
from bot.channels.slack.delivery import Delivery
from bot.channels.slack.files import ACCEPTED, LARGEST, Files, TooBig, Unreadable, WrongKind
from bot.channels.slack.views import trouble
from bot.channels.slack.views.blocks import Message
from bot.conversation import Conversation
from interview_flow.phases import IllegalMove
from storage.beside import Attachment, Attachments
from storage.failures import AlreadyHeard
from storage.threads import Thread

PATIENT = 3
"""Failures in a row after which a file is given up, lest the interview wait for it for ever."""


@dataclass
class Attached:
    """Reads what is attached to an interview."""

    conversation: Conversation
    attachments: Attachments
    clients: Clients
    files: Files
    delivery: Delivery

    async def read(self, thread: Thread) -> bool:
        """Every file that nobody has read yet, in the order in which they came; whether there was one.

        Raises `SlackFailed`, `NotInstalled`, `StorageFailed`."""
        unread = await self.attachments.of(thread.interview_id)
        for attachment in unread:
            client = await self.clients.client(thread.team, thread.enterprise)
            try:
                text = await self.files.text(client, attachment)
            except WrongKind:
                await self._refuse(attachment, trouble.wrong_kind(attachment.name, ACCEPTED))
            except TooBig:
                await self._refuse(attachment, trouble.too_big(attachment.name, f"{LARGEST // 1000} KB"))
            except Unsure:
                if thread.failures < PATIENT:
                    raise
                await self._refuse(attachment, trouble.unreadable(attachment.name))
            except Unreadable:
                await self._refuse(attachment, trouble.unreadable(attachment.name))
            else:
                await self._hear(attachment, text)
            await self.attachments.read(attachment.id)
        return bool(unread)

    async def _hear(self, attachment: Attachment, text: str) -> None:
        if not text.strip():
            return
        try:
            await self.conversation.hear(attachment.interview_id, f"{attachment.name}:\n\n{text}", arrivals=[attachment.id])
        except AlreadyHeard:
            return
        except IllegalMove:
            await self._refuse(attachment, trouble.over(attachment.interview_id))

    async def _refuse(self, attachment: Attachment, message: Message) -> None:
        await self.delivery.say(attachment.interview_id, f"file:{attachment.id}", message)
