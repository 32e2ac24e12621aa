"""Messages that grow while they are read: where they can be had, and those that are open."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false

from dataclasses import dataclass, field

from slack_sdk.web.async_chat_stream import AsyncChatStream
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.calls import NO_STREAMS, Later, Refused, called
from storage.threads import Thread


@dataclass
class Told:
    """A stream that is open, and what Slack has taken of it."""

    stream: AsyncChatStream
    sent: str
    sure: bool = True

    async def grow(self, words: str) -> None:
        """Append these words. Raises as `called` does; then nobody is sure any more what is in it."""
        self.sure = False
        await called(self.stream.append(markdown_text=words))
        self.sent, self.sure = self.sent + words, True

    def begins(self, ts: str, markdown: str) -> bool:
        """Whether this message may be gone on with, and will then say this."""
        return self.sure and self.stream.ts == ts and markdown.startswith(self.sent)


@dataclass
class Streams:
    """The streams of one process. Those that are `held` may be gone on with; a message of which a stream was lost is completed by an update."""

    held: dict[tuple[str, str], Told] = field(default_factory=dict[tuple[str, str], Told])
    """By the interview and the name of the delivery."""
    _refused: set[str] = field(default_factory=set[str])

    async def begun(self, client: AsyncWebClient, thread: Thread, words: str) -> Told | None:
        """A stream with the first words in it; None if there is none to be had, or none just now: few may be begun in a minute, while messages are plenty.

        Raises as `called` does."""
        if thread.team in self._refused:
            return None
        stream = await client.chat_stream(
            channel=thread.channel or "",
            thread_ts=thread.ts or "",
            buffer_size=1,  # every piece is sent at once
            recipient_team_id=thread.team,
            recipient_user_id=thread.user,
        )
        told = Told(stream, "")
        try:
            await told.grow(words)
        except Later:
            return None
        except Refused as refused:
            if refused.code not in NO_STREAMS:
                raise
            self._refused.add(thread.team)
            return None
        return told


def pieces(markdown: str) -> list[str]:
    """A paragraph at a time; a fence stays whole. Joined they are the text."""
    found: list[str] = []
    for paragraph in markdown.split("\n\n"):
        if found and found[-1].count("```") % 2:
            found[-1] += "\n\n" + paragraph
        else:
            found.append(("\n\n" if found else "") + paragraph)
    return found
