"""Posting a message once, whatever happens in between.

The attempt is written before Slack is called, and the message's name travels in its metadata. An attempt without an answer is looked for in
the thread before anything is posted again. A reply is streamed; a stream that was cut is completed in place, by an update. What is told of a
reply before it is in the log stands under the name `PROVISIONAL` until the reply takes it over.
"""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.channels.slack.calls import NOT_STREAMING, NOT_THERE, WRONG_BLOCKS, Gone, Later, Refused, Unsure, called
from bot.channels.slack.pace import Pace
from bot.channels.slack.streams import Streams, Told, pieces
from bot.channels.slack.traces import CannotTell as CannotTell
from bot.channels.slack.traces import found, found_in_thread, metadata
from bot.channels.slack.traces import name_in as name_in
from bot.channels.slack.views.blocks import Block
from bot.conversation import Clock
from storage.deliveries import Deliveries, Delivery, State
from storage.threads import Thread

logger = logging.getLogger(__name__)

IN_A_CALL = timedelta(seconds=30)
"""How long another worker may be in its calls: an attempt that is younger is left alone. A call ends within 10 s."""
A_MOMENT = 1.0
"""Seconds."""
PROVISIONAL = "provisional"
LONGEST_UPDATE = 4000
"""Characters of a plain text in `chat.update`."""


@dataclass(frozen=True)
class Post:
    """A message to be posted. `markdown` is said first and streamed if it can be, `blocks` stand below it, `text` is for notifications.

    `up_to_turn` is what is delivered with it; `opens` marks the message that the interview's thread begins with, `alone` one that stands elsewhere,
    outside threads."""

    name: str
    text: str
    markdown: str = ""
    blocks: Sequence[Block] = ()
    up_to_turn: int | None = None
    opens: bool = False
    alone: bool = False

    @property
    def whole(self) -> list[Block]:
        """All of it as blocks."""
        return [{"type": "markdown", "text": self.markdown}, *self.blocks] if self.markdown else list(self.blocks)

    @property
    def plain(self) -> dict[str, Any]:
        """Its words alone."""
        return {"markdown_text": self.markdown} if self.markdown else {"text": self.text[:LONGEST_UPDATE]}

    @property
    def streamed(self) -> bool:
        """Whether it may be there in part."""
        return bool(self.markdown) and not self.opens


@dataclass
class Posting:
    """Posts to any workspace. `shared` says that other processes deliver the same interviews."""

    deliveries: Deliveries
    pace: Pace
    clock: Clock
    shared: bool = False
    streams: Streams = field(default_factory=Streams)
    _under_way: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    _left_open: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    async def once(self, client: AsyncWebClient, thread: Thread, post: Post) -> None:
        """Post, complete or recognise this message. Raises `CannotTell` and what `called` raises; then it may be tried again."""
        told = self.streams.held.pop((thread.interview_id, post.name), None)
        async with self.claimed(thread, post.name, paced=told is None) as (earlier, ours):
            if not ours:
                return
            if earlier is None:
                await self._post(client, thread, post)
            elif earlier.ts is None:
                await self._look(client, thread, post, earlier)
            elif post.streamed and told and told.begins(earlier.ts, post.markdown):
                await self._streamed(client, thread, post, told, [post.markdown[len(told.sent) :]])
            elif post.streamed:
                await self._completed(client, thread, post, earlier.ts)
            else:  # its echo told us
                await self._is_there(thread, post, earlier.ts)

    async def recognised(self, client: AsyncWebClient, thread: Thread, name: str, since: datetime) -> bool:
        """Whether a message that was attempted is there, in the thread or, if that has no `ts`, outside threads; if not, it is as if it had never been
        attempted. It is looked for from `since` on: of several attempts only the last is noted. Raises `CannotTell` and what `called` raises."""
        async with self.claimed(thread, name, paced=False) as (earlier, ours):
            if not ours:
                return True
            ts = (earlier.ts if earlier else None) or await _looked_for(client, thread, name, since)
            if ts:
                await self.deliveries.posted(thread.interview_id, name, ts)
            else:
                await self.deliveries.refused(thread.interview_id, name)
            return bool(ts)

    @asynccontextmanager
    async def claimed(self, thread: Thread, name: str, *, paced: bool = True) -> AsyncGenerator[tuple[Delivery | None, bool]]:
        """What is known of a message, and whether it is now ours to post or to look for: nobody else does so meanwhile.

        It waits for the channel's next turn if it is `paced`. Raises `Later` while somebody else may be at it."""
        key = (thread.interview_id, name)
        if key in self._under_way:
            raise Later(A_MOMENT)
        self._under_way.add(key)
        try:
            earlier = (await self.deliveries.of(thread.interview_id, [name])).get(name)
            ours = earlier is None or earlier.state is State.ATTEMPTED
            if ours:
                await self._claim(thread, name, earlier, paced)
                self._left_open.add(key)
            yield earlier, ours
            self._left_open.discard(key)
        finally:
            self._under_way.discard(key)

    async def _claim(self, thread: Thread, name: str, earlier: Delivery | None, paced: bool) -> None:
        if self.shared and earlier and (thread.interview_id, name) not in self._left_open:
            left = (IN_A_CALL - (self.clock() - earlier.attempted_at)).total_seconds()
            if left > 0:
                raise Later(left)
        assert thread.channel, "a thread is somewhere before anything is posted there"
        if paced:
            await self.pace.turn(thread.team, thread.channel)
        now = self.clock()
        if not await (
            self.deliveries.attempted_again(earlier, now) if earlier else self.deliveries.attempted(thread.interview_id, name, thread.channel, now)
        ):
            raise Later(A_MOMENT)

    async def take_over(self, interview_id: str, name: str) -> None:
        """What was told before the reply was in the log is the message of this name from now on."""
        told, taken = (interview_id, PROVISIONAL), (interview_id, name)
        if not await self.deliveries.renamed(interview_id, PROVISIONAL, name):
            return
        if held := self.streams.held.pop(told, None):
            self.streams.held[taken] = held
        if held or told in self._left_open:
            self._left_open.discard(told)
            self._left_open.add(taken)

    @asynccontextmanager
    async def attempt(self, thread: Thread, name: str) -> AsyncGenerator[None]:
        """A call that Slack refuses leaves no attempt behind; one whose end is not known does."""
        try:
            yield
        except (Refused, Later):
            await self.deliveries.refused(thread.interview_id, name)
            raise

    async def _look(self, client: AsyncWebClient, thread: Thread, post: Post, earlier: Delivery) -> None:
        """Was it posted? Then it is recognised, or else posted."""
        if post.opens or post.alone:
            ts, cut = await found(client, thread, post.name, earlier.attempted_at), None
        else:
            known = await self.deliveries.known_ts(thread.interview_id)
            ts, cut = await found_in_thread(client, thread, post.name, earlier.attempted_at, known)
        if ts:
            await self._is_there(thread, post, ts)
        elif cut and post.streamed:
            await self._completed(client, thread, post, cut)
        else:
            await self._post(client, thread, post)

    async def _post(self, client: AsyncWebClient, thread: Thread, post: Post) -> None:
        async with self.attempt(thread, post.name):
            first, *rest = pieces(post.markdown)
            if post.streamed and (told := await self.streams.begun(client, thread, first)):
                await self.deliveries.opened(thread.interview_id, post.name, told.stream.ts or "")
                await self._streamed(client, thread, post, told, rest)
                return
            place: dict[str, Any] = {"channel": thread.channel, "thread_ts": thread.ts, "unfurl_links": False}
            answer = await _with_blocks(client.chat_postMessage, thread, post, place)
        await self._is_there(thread, post, str(answer["ts"]))

    async def _streamed(self, client: AsyncWebClient, thread: Thread, post: Post, told: Told, rest: Sequence[str]) -> None:
        ts = told.stream.ts
        assert ts, "a stream has a ts once something was appended"
        try:
            for piece in filter(None, rest):
                await told.grow(piece)
            await called(told.stream.stop(blocks=post.blocks or None, metadata=metadata(thread.interview_id, post.name)))
        except (Refused, Unsure) as failed:
            if isinstance(failed, Gone):
                raise
            await self._completed(client, thread, post, ts)
            return
        await self._is_there(thread, post, ts)

    async def _completed(self, client: AsyncWebClient, thread: Thread, post: Post, ts: str) -> None:
        """Make the message that is there, in part or whole, the one that it should be; if somebody has deleted it, post it."""
        try:
            await self._stopped(client, thread, ts)
            await _with_blocks(client.chat_update, thread, post, {"channel": thread.channel, "ts": ts})
        except Refused as refused:
            if refused.code != NOT_THERE:
                raise
            await self.deliveries.vanished(thread.interview_id, post.name)
            await self._post(client, thread, post)
            return
        await self._is_there(thread, post, ts)

    async def _stopped(self, client: AsyncWebClient, thread: Thread, ts: str) -> None:
        try:
            await called(client.chat_stopStream(channel=thread.channel or "", ts=ts))
        except Refused as refused:
            if isinstance(refused, Gone) or refused.code == NOT_THERE:
                raise
            if refused.code != NOT_STREAMING:
                logger.debug("A stream could not be stopped (%s); it is updated anyway", refused.code)

    async def _is_there(self, thread: Thread, post: Post, ts: str) -> None:
        self.pace.used(thread.team, thread.channel or "")
        opened = ts if post.opens else None
        await self.deliveries.posted(thread.interview_id, post.name, ts, up_to_turn=post.up_to_turn, thread_ts=opened)


async def _looked_for(client: AsyncWebClient, thread: Thread, name: str, since: datetime) -> str | None:
    if thread.ts is None:
        return await found(client, thread, name, since)
    return (await found_in_thread(client, thread, name, since, set()))[0]


async def _with_blocks(call: Callable[..., Awaitable[AsyncSlackResponse]], thread: Thread, post: Post, place: dict[str, Any]) -> Mapping[str, Any]:
    """Say it whole or, where Slack refuses the blocks, its words alone."""
    place = place | {"metadata": metadata(thread.interview_id, post.name)}
    try:
        return await called(call(text=post.text, blocks=post.whole, **place))
    except Refused as refused:
        if refused.code not in WRONG_BLOCKS:
            raise
        logger.exception("Slack refuses the blocks of %s in interview %s: it goes out as plain text", post.name, thread.interview_id)
    return await called(call(**post.plain, **place))
