"""One call of a method, and what most methods look up first."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.slack.messages import JSON, Message
from tests.fakes.slack.refusals import Refused, TooFast

if TYPE_CHECKING:
    from tests.fakes.slack.people import Person
    from tests.fakes.slack.server import FakeSlack
    from tests.fakes.slack.workspace import Channel, Token, Workspace

PACE = 0.95
"""Seconds between two messages in a channel: Slack's one second, less what a network may do to it."""


@dataclass(eq=False)
class Call:
    """A call that has reached Slack. `answer` is None until there is one, and stays so where a fault has come before it."""

    slack: "FakeSlack" = field(repr=False)
    method: str
    arguments: JSON
    at: float
    token: "Token | None" = field(default=None, repr=False)
    answer: JSON | None = None

    @property
    def ok(self) -> bool:
        return bool(self.answer and self.answer["ok"])

    @property
    def error(self) -> str | None:
        return self.answer.get("error") if self.answer else None

    @property
    def team(self) -> "Workspace":
        assert self.token is not None
        assert self.token.team is not None
        return self.token.team

    def __getitem__(self, name: str) -> Any:
        return self.arguments[name]

    def get(self, name: str, default: Any = None) -> Any:
        """An optional argument."""
        return self.arguments.get(name, default)

    def person(self, user_id: str) -> "Person":
        """The person with this id, or user_not_found."""
        if user_id not in self.team.users:
            raise Refused("user_not_found")
        return self.team.users[user_id]

    def channel(self, channel_id: str) -> "Channel":
        """A channel that the bot can see, or channel_not_found."""
        channel = self.team.channels.get(channel_id)
        if channel is None or channel.deleted or (channel.kind != "channel" and self.team.bot_user_id not in channel.members):
            raise Refused("channel_not_found")
        return channel

    def writable(self, channel_id: str, archived: str = "is_archived") -> "Channel":
        """A channel in which the bot may write; a person's id stands for the direct messages with that person."""
        if channel_id in self.team.users and not self.team.users[channel_id].deleted:
            return self.team.im(self.team.users[channel_id])
        channel = self.channel(channel_id)
        if channel.archived:
            raise Refused(archived)
        if self.team.bot_user_id not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def message(self, channel: "Channel", ts: str, missing: str = "message_not_found") -> Message:
        """A message that is there for everybody."""
        message = channel.messages.get(ts)
        if message is None or message.deleted or message.only_for:
            raise Refused(missing)
        return message

    def root(self, channel: "Channel", thread_ts: str | None) -> str | None:
        """The thread to write in: that of an existing message which is not itself a reply."""
        if thread_ts is None:
            return None
        if not re.fullmatch(r"\d+\.\d{6}", thread_ts):
            raise Refused("invalid_thread_ts")
        root = self.message(channel, thread_ts, "cannot_reply_to_message")
        if root.thread_ts not in (None, root.ts):
            raise Refused("cannot_reply_to_message", "thread_ts is the ts of a reply: use that of its parent")
        return thread_ts

    def paced(self, channel: "Channel") -> None:
        """Records a message less than a second after the last one in its channel; refuses it where that is enforced."""
        now = self.slack.clock.now()
        gap = now - channel.last_post if channel.last_post is not None else PACE
        if gap < PACE:
            self.slack.pace_violations.append((self.team.id, channel.id, round(gap, 3)))
            if self.slack.enforce_pace:
                raise TooFast(1)
        channel.last_post = now

    def hidden(self) -> list[str]:
        """The call for a reader of a failed test, without tokens."""
        shown = {name: value if len(str(value)) < 80 else f"{str(value)[:77]}..." for name, value in self.arguments.items()}
        return [f"{self.method} {shown} -> {'no answer' if self.answer is None else self.error or 'ok'}"]
