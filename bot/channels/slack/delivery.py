"""Bringing an interview's thread up to date: its first message, the replies that are not there yet and, at the end, what is left of it."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from slack_sdk.web.async_client import AsyncWebClient

from bot.bank import Bank
from bot.channels.slack.calls import Gone, Refused, Removed, SlackFailed, called
from bot.channels.slack.clients import Clients
from bot.channels.slack.invitations import Invitations
from bot.channels.slack.keepsakes import FILE, SCORECARD, Keepsakes
from bot.channels.slack.mrkdwn import escaped, safe_markdown, split
from bot.channels.slack.posting import CannotTell, Post, Posting
from bot.channels.slack.reveal import QUESTION, Reveal, question
from bot.channels.slack.telling import Telling
from bot.channels.slack.views import interview as views
from bot.channels.slack.views import trouble
from bot.channels.slack.views.blocks import Message
from bot.conversation import Clock
from interview_flow.events import CandidateSpoke, InterviewerSpoke
from interview_flow.interview import Interview
from interview_flow.phases import Stage
from storage.events import EventLog
from storage.threads import Thread, Threads

logger = logging.getLogger(__name__)

OPENING, AGAIN = "opening", "again:"
TURN = re.compile(r"turn-(\d+)")
NOTIFIED = 300
"""Characters of a reply that a notification shows."""
MOVES = 3
"""Places that are tried before we give up."""


@dataclass
class Delivery:
    """Delivers what is in the log. May be called again at any time, one call at a time per interview."""

    log: EventLog
    threads: Threads
    clients: Clients
    posting: Posting
    telling: Telling
    keepsakes: Keepsakes
    reveal: Reveal
    invitations: Invitations
    bank: Bank
    clock: Clock

    async def deliver(self, interview_id: str) -> None:
        """Post what is not posted. An interview that is not held in Slack has nothing to post. Raises `SlackFailed`, `NotInstalled`, `StorageFailed`."""
        for _ in range(MOVES):
            thread = await self.threads.of(interview_id)
            if thread is None or thread.settled:
                return
            client = await self.clients.client(thread.team, thread.enterprise)
            try:
                await self._deliver(client, thread)
                return
            except Gone as gone:
                logger.info("Interview %s cannot go on where it was held (%s)", interview_id, gone.code)
                await self._move(thread, gone)
        raise Removed("no_place_left")

    async def say(self, interview_id: str, name: str, message: Message) -> None:
        """Post something that is not part of the conversation into its thread, once under this name. Raises as `deliver` does."""
        thread = await self.threads.of(interview_id)
        if thread is None or thread.ts is None:
            return
        client = await self.clients.client(thread.team, thread.enterprise)
        await self._once(client, thread, Post(name, message.text, blocks=message.blocks))

    async def show_again(self, interview_id: str, name: str) -> None:
        """Post something whose delivery was in doubt once more, since the candidate asks for it. Raises as `deliver` does."""
        thread = await self.threads.of(interview_id)
        if thread is None or thread.ts is None:
            return
        client = await self.clients.client(thread.team, thread.enterprise)
        again, first = f"{AGAIN}{name}", name.rpartition(AGAIN)[2]
        if first == FILE:
            await self._file(client, thread, again)
        for post in await self._named(client, thread, first):
            await self._once(client, thread, replace(post, name=again, up_to_turn=None))

    async def _named(self, client: AsyncWebClient, thread: Thread, name: str) -> list[Post]:
        """The message that was to be posted under this name, if it can still be told."""
        if name == SCORECARD:
            shown = await self.keepsakes.scorecard(client, thread, thread.interview_id)
            return [shown] if shown else []
        if name == QUESTION:
            return [question(thread.interview_id)]
        interview = await self.log.load(thread.interview_id)
        if not (turn := TURN.match(name)):
            return await self.invitations.named(interview, name, thread.team)
        before = int(turn[1]) - 1
        said = await self.log.last_spoken(interview, interview.turn - before)
        return [post for post in self._replies(interview, thread.model_copy(update={"posted_turn": before}), said) if post.name == name]

    async def _deliver(self, client: AsyncWebClient, thread: Thread) -> None:
        stirred = thread.stirred  # as it was before the log was read: what comes later is not settled by this
        interview = await self.log.load(thread.interview_id)
        if thread.channel is None:
            opened = await called(client.conversations_open(users=thread.user))
            await self.threads.moved(thread.interview_id, channel=str(opened["channel"]["id"]), ts=None)
            thread = await self._known(thread)
        if thread.ts is None:
            await self._once(client, thread, self._opening(interview, thread))
            thread = await self._known(thread)
        if thread.link is None:
            await self._linked(client, thread)
        said = await self.log.last_spoken(interview, interview.turn - thread.posted_turn)
        posts = self._replies(interview, thread, said)
        if told := await self.telling.provisional(interview.id):
            if posts:
                await self.posting.take_over(interview.id, posts[0].name)
            elif not interview.owes_reply:
                await self.telling.take_back(client, told)
        for post in posts:
            await self._once(client, thread, post)
        if interview.stage is Stage.FINISHED:
            await self._end(client, thread, interview)
        if interview.over:
            await self.threads.settled(interview.id, stirred)

    async def _end(self, client: AsyncWebClient, thread: Thread, interview: Interview) -> None:
        """Ask first; what it was about to show comes when the candidate wants to see it."""
        if not await self.reveal.is_due(interview):
            await self._once(client, thread, question(interview.id))
            return
        if shown := await self.keepsakes.scorecard(client, thread, interview.id):
            await self._once(client, thread, shown)
        if interview.drill is None:
            await self._file(client, thread, FILE)
        for post in await self.invitations.bring(client, thread, interview):
            await self._once(client, thread, post)

    async def _once(self, client: AsyncWebClient, thread: Thread, post: Post) -> None:
        try:
            await self.posting.once(client, thread, post)
        except CannotTell:
            logger.warning("Nobody can say whether %s of interview %s was posted", post.name, thread.interview_id)
            if post.opens:  # two headings do less harm than no interview
                await self.posting.deliveries.refused(thread.interview_id, post.name)
                await self.posting.once(client, thread, post)
                return
            await self._offer(client, thread, post.name)
            await self.posting.deliveries.in_doubt(thread.interview_id, post.name, up_to_turn=post.up_to_turn)

    async def _offer(self, client: AsyncWebClient, thread: Thread, name: str) -> None:
        """Say that a message may be missing. This comes before it is noted: what was noted is not looked at again."""
        if not name.startswith("doubt:"):
            told = trouble.in_doubt(thread.interview_id, name)
            await self._once(client, thread, Post(f"doubt:{name}", told.text, blocks=told.blocks))

    async def _file(self, client: AsyncWebClient, thread: Thread, name: str) -> None:
        try:
            await self.keepsakes.file(client, thread, thread.interview_id, name)
        except CannotTell:
            await self._offer(client, thread, name)
            await self.posting.deliveries.in_doubt(thread.interview_id, name)
        except Refused as refused:
            if isinstance(refused, Gone | Removed):
                raise
            logger.warning("Interview %s gets no file (%s)", thread.interview_id, refused.code)
            told = trouble.no_document(thread.interview_id)
            await self._once(client, thread, Post(f"no:{name}", told.text, blocks=told.blocks))
            await self.posting.deliveries.attempted(thread.interview_id, name, thread.channel or "", self.clock())
            await self.posting.deliveries.posted(thread.interview_id, name, None)

    async def _move(self, thread: Thread, gone: Gone) -> None:
        """Go on in the app's own conversation with the candidate; if that is where we are, in a new thread of it."""
        if not thread.in_channel and thread.ts is None:
            raise Removed(gone.code) from gone
        await self.posting.deliveries.moved(thread.interview_id, OPENING)
        await self.threads.moved(thread.interview_id, channel=None, ts=None)

    async def _linked(self, client: AsyncWebClient, thread: Thread) -> None:
        try:
            found = await called(client.chat_getPermalink(channel=thread.channel or "", message_ts=thread.ts or ""))
        except SlackFailed as failed:
            logger.debug("No address for the thread of interview %s (%s)", thread.interview_id, failed.code)
        else:
            await self.threads.linked(thread.interview_id, str(found["permalink"]))

    async def _known(self, thread: Thread) -> Thread:
        known = await self.threads.of(thread.interview_id)
        assert known, "threads are not taken away"
        return known

    def _opening(self, interview: Interview, thread: Thread) -> Post:
        shown = views.opening(
            title=self.bank.title(interview.problem, interview.topic, interview.drilled),
            level=interview.level,
            mode=interview.mode,
            minutes_in_all=interview.minutes,
            user=thread.user,
            is_drill=interview.drill is not None,
        )
        moved = trouble.moved().blocks if thread.posted_turn else []
        return Post(OPENING, shown.text, blocks=[*shown.blocks, *moved], opens=True)

    def _replies(self, interview: Interview, thread: Thread, said: Iterable[CandidateSpoke | InterviewerSpoke]) -> list[Post]:
        """What the interviewer said after `posted_turn`: one message for what was said in one breath, several if that is very long."""
        posts: list[Post] = []
        numbered = enumerate(said, thread.posted_turn + 1)
        for ours, breath in groupby(numbered, key=lambda each: isinstance(each[1], InterviewerSpoke)):
            if not ours:
                continue
            turns = list(breath)
            parts = split(safe_markdown("\n\n".join(turn.text for _, turn in turns)))
            for number, part in enumerate(parts, 1):
                name = f"turn-{turns[0][0]}" + (f".{number}" if number > 1 else "")
                posts.append(Post(name, escaped(part, NOTIFIED), markdown=part.strip("\n")))
            posts[-1] = replace(posts[-1], up_to_turn=turns[-1][0])
        if posts:
            posts[-1] = replace(posts[-1], blocks=views.controls(interview, self.bank.rubric, self.clock()))
        return posts
