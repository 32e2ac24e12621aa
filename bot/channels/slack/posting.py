"""Posting a message once, whatever happens in between.

The attempt is written before Slack is called, and the message's name travels in its metadata. An attempt without an answer is looked for in
the thread before anything is posted again. A reply is streamed; a stream that was cut is completed in place, by an update.
"""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.calls import NO_STREAMS, NOT_STREAMING, WRONG_BLOCKS, Gone, Later, Refused, Unsure, called
from bot.channels.slack.pace import Pace
from bot.channels.slack.views.blocks import Block
from bot.conversation import Clock
from storage.deliveries import Deliveries, State
from storage.threads import Thread

logger = logging.getLogger(__name__)

EVENT_TYPE = "mock_interview_delivery"
LOOKED_AT = 100
"""Messages of a thread or a conversation that are looked through for one of ours."""


@dataclass(frozen=True)
class Post:
    """A message to be posted. `markdown` is said first and streamed if it can be, `blocks` stand below it, `text` is for notifications.

    `up_to_turn` is what is delivered with it; `opens` marks the message that a thread begins with."""

    name: str
    text: str
    markdown: str = ""
    blocks: Sequence[Block] = ()
    up_to_turn: int | None = None
    opens: bool = False

    @property
    def whole(self) -> list[Block]:
        """All of it as blocks."""
        return [{"type": "markdown", "text": self.markdown}, *self.blocks] if self.markdown else list(self.blocks)


class CannotTell(Exception):
    """Whether the message is there cannot be found out."""


@dataclass
class Posting:
    """Posts to any workspace."""

    deliveries: Deliveries
    pace: Pace
    clock: Clock
    _streamless: set[str] = field(default_factory=set[str])

    async def once(self, client: AsyncWebClient, thread: Thread, post: Post) -> None:
        """Post, complete or recognise this message. Raises `CannotTell` and what `called` raises; then it may be tried again."""
        known = (await self.deliveries.of(thread.interview_id, [post.name])).get(post.name)
        if known and known.state is not State.ATTEMPTED:
            return
        if known is None:
            assert thread.channel, "a thread is somewhere before anything is posted there"
            await self.deliveries.attempted(thread.interview_id, post.name, thread.channel, self.clock())
            await self._post(client, thread, post)
            return
        if ts := known.ts or await self._found(client, thread, post):
            await self._complete(client, thread, post, ts)
        else:
            await self._post(client, thread, post)

    @asynccontextmanager
    async def attempt(self, thread: Thread, name: str) -> AsyncGenerator[None]:
        """A call that Slack refuses leaves no attempt behind; one whose end is not known does."""
        try:
            yield
        except (Refused, Later):
            await self.deliveries.refused(thread.interview_id, name)
            raise

    async def _post(self, client: AsyncWebClient, thread: Thread, post: Post) -> None:
        assert thread.channel, "a thread is somewhere before anything is posted there"
        async with self.attempt(thread, post.name):
            await self.pace.turn(thread.team, thread.channel)
            if post.markdown and thread.ts and thread.team not in self._streamless:
                try:
                    await self._streamed(client, thread, post)
                    return
                except Refused as refused:
                    if refused.code not in NO_STREAMS:
                        raise
                    self._streamless.add(thread.team)
            ts = await self._posted(client, thread, post)
        await self._is_there(thread, post, ts)

    async def _posted(self, client: AsyncWebClient, thread: Thread, post: Post) -> str:
        arguments: dict[str, Any] = {"channel": thread.channel, "thread_ts": thread.ts, "metadata": _metadata(thread, post), "unfurl_links": False}
        try:
            answer = await called(client.chat_postMessage(text=post.text, blocks=post.whole, **arguments))
        except Refused as refused:
            if refused.code not in WRONG_BLOCKS:
                raise
            logger.exception("Slack refuses the blocks of %s in interview %s: it goes out as plain text", post.name, thread.interview_id)
            answer = await called(client.chat_postMessage(text=post.markdown or post.text, **arguments))
        return str(answer["ts"])

    async def _streamed(self, client: AsyncWebClient, thread: Thread, post: Post) -> None:
        stream = await client.chat_stream(
            channel=thread.channel or "",
            thread_ts=thread.ts or "",
            buffer_size=1,  # every piece is sent at once
            recipient_team_id=thread.team,
            recipient_user_id=thread.user,
        )
        first, *others = _pieces(post.markdown)
        await called(stream.append(markdown_text=first))
        assert stream.ts, "a stream has a ts once something was appended"
        await self.deliveries.opened(thread.interview_id, post.name, stream.ts)
        try:
            for piece in others:
                await called(stream.append(markdown_text=piece))
            await called(stream.stop(blocks=post.blocks or None, metadata=_metadata(thread, post)))
        except (Refused, Unsure) as failed:
            if isinstance(failed, Gone):
                raise
            await self._complete(client, thread, post, stream.ts)
            return
        await self._is_there(thread, post, stream.ts)

    async def _complete(self, client: AsyncWebClient, thread: Thread, post: Post, ts: str) -> None:
        """Make the message that is there, in part or whole, the one that it should be."""
        channel = thread.channel or ""
        if post.markdown and not post.opens:
            try:
                await called(client.chat_stopStream(channel=channel, ts=ts))
            except Refused as refused:
                if isinstance(refused, Gone) or refused.code == "message_not_found":
                    raise
                if refused.code != NOT_STREAMING:
                    logger.debug("A stream could not be stopped (%s); it is updated anyway", refused.code)
        await called(client.chat_update(channel=channel, ts=ts, text=post.text, blocks=post.whole, metadata=_metadata(thread, post)))
        await self._is_there(thread, post, ts)

    async def _is_there(self, thread: Thread, post: Post, ts: str) -> None:
        opened = ts if post.opens else None
        await self.deliveries.posted(thread.interview_id, post.name, ts, up_to_turn=post.up_to_turn, thread_ts=opened)

    async def _found(self, client: AsyncWebClient, thread: Thread, post: Post) -> str | None:
        """The ts of a message that was attempted, None if it is not there. Raises `CannotTell`."""
        try:
            us = await called(client.auth_test())
            told = await self.deliveries.known_ts(thread.interview_id)
            place: dict[str, Any] = {"channel": thread.channel, "include_all_metadata": True, "limit": LOOKED_AT}
            if post.opens:
                answer = await called(client.conversations_history(**place))
            else:
                answer = await called(client.conversations_replies(ts=thread.ts or "", oldest=max(told, default=thread.ts), **place))
        except Gone:
            raise
        except Refused as refused:
            raise CannotTell from refused
        messages: list[dict[str, Any]] = answer.get("messages", [])
        ours = [each for each in messages if each.get("bot_id") == us["bot_id"]]
        for each in ours:
            if _name_in(each) == _name(thread, post):
                return str(each["ts"])
        streamed = post.markdown and not post.opens  # a stream has its metadata only when it ends
        cut = [str(each["ts"]) for each in ours if not _name_in(each) and each["ts"] not in (thread.ts, *told)]
        return max(cut) if streamed and cut else None


def name_in(message: Mapping[str, Any]) -> tuple[str, str] | None:
    """The interview and the name of the delivery that a message of ours is; None for any other."""
    interview_id, slash, name = _name_in(message).partition("/")
    return (interview_id, name) if slash else None


def _name_in(message: Mapping[str, Any]) -> str:
    metadata: Mapping[str, Any] = message.get("metadata") or {}
    return str(metadata.get("event_payload", {}).get("id", "")) if metadata.get("event_type") == EVENT_TYPE else ""


def _name(thread: Thread, post: Post) -> str:
    return f"{thread.interview_id}/{post.name}"


def _metadata(thread: Thread, post: Post) -> dict[str, Any]:
    return {"event_type": EVENT_TYPE, "event_payload": {"id": _name(thread, post)}}


def _pieces(markdown: str) -> list[str]:
    """A paragraph at a time; a fence stays whole. Joined they are the text."""
    pieces: list[str] = []
    for paragraph in markdown.split("\n\n"):
        if pieces and pieces[-1].count("```") % 2:
            pieces[-1] += "\n\n" + paragraph
        else:
            pieces.append(("\n\n" if pieces else "") + paragraph)
    return pieces
