"""Small signs of life: that an answer was heard, that a reply is being written, that an interview rests. Nothing depends on them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.channels.slack.bots import NotInstalled, NotRenewed
from bot.channels.slack.calls import SlackFailed, called
from bot.channels.slack.clients import Clients
from interview_flow.interview import Interview
from interview_flow.phases import Stage
from prompts.slack_texts import filled
from storage.threads import Thread

logger = logging.getLogger(__name__)

HEARD = "eyes"
LONGEST_TITLE = 200
MOST_PROMPTS = 4
NOT_FOR_US = frozenset("unknown_method feature_disabled missing_scope not_allowed_token_type not_agent_app".split())
"""Answers that will be the same next time."""


class Session(StrEnum):
    """What Slack shows of an agent's session."""

    ACTIVE = "active"
    PROCESSING = "processing"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass
class Presence:
    """Shows them as far as the workspace lets us; what it refuses is not asked for again."""

    clients: Clients
    _refused: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    async def heard(self, thread: Thread, messages: Sequence[str]) -> None:
        """A reaction at each of these messages (ts), and a session that is at work."""
        for ts in messages:
            await self._call(thread.team, thread.enterprise, "reactions.add", channel=thread.channel, timestamp=ts, name=HEARD)
        await self.works(thread)

    async def works(self, thread: Thread) -> None:
        """A session that is at work."""
        await self._status(thread, Session.PROCESSING)

    async def rests(self, thread: Thread, interview: Interview) -> None:
        """The session as the interview stands after a reply."""
        status = Session.CLOSED if interview.over else Session.SUSPENDED if interview.stage is Stage.PAUSED else Session.ACTIVE
        await self._status(thread, status, title=interview.topic[:LONGEST_TITLE], initiator_user_id=thread.user)

    async def suggest(self, team: str, enterprise: str | None, channel: str, topics: Sequence[str]) -> None:
        """Prompts above the empty message box of the app's own conversation."""
        prompts = [{"title": filled("home.prompt", topic=topic), "message": filled("home.prompt", topic=topic)} for topic in topics[:MOST_PROMPTS]]
        await self._call(team, enterprise, "assistant.threads.setSuggestedPrompts", channel_id=channel, prompts=prompts)

    async def _status(self, thread: Thread, status: Session, **new: str) -> None:
        if thread.ts and thread.channel:
            about = {"channel_id": thread.channel, "thread_ts": thread.ts, "status": status.value}
            await self._call(thread.team, thread.enterprise, "agents.sessions.setStatus", **about, **new)

    async def _call(self, team: str, enterprise: str | None, method: str, **arguments: Any) -> None:
        if (team, method) in self._refused:
            return
        try:
            client = await self.clients.client(team, enterprise)
            await called(client.api_call(method, json=arguments))  # pyright: ignore[reportUnknownMemberType]
        except (NotInstalled, NotRenewed):
            return
        except SlackFailed as failed:
            if failed.code in NOT_FOR_US:
                self._refused.add((team, method))
            logger.debug("%s: %s", method, failed.code)
