"""A person in a workspace, and everything that a person can do there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.slack import interactions
from tests.fakes.slack.answers import Answer
from tests.fakes.slack.messages import JSON, Message
from tests.fakes.slack.refusals import Refused
from tests.fakes.slack.views import View

if TYPE_CHECKING:
    from tests.fakes.slack.workspace import Channel, Workspace

Upload = tuple[str, bytes]
"""A file's name and what is in it."""


@dataclass(eq=False)
class Person:
    """A member of a workspace, or a `bot` or `stranger` who is seen there. `quiet` is when not to be disturbed: start and end in seconds since 1970."""

    team: "Workspace" = field(repr=False)
    id: str
    name: str
    real_name: str
    tz: str
    deleted: bool = False
    quiet: tuple[float, float] | None = None
    bot: bool = False
    stranger: bool = False
    admin: bool = False

    @property
    def im(self) -> "Channel":
        """The direct messages with our bot."""
        return self.team.im(self)

    @property
    def home(self) -> View | None:
        """The Home tab as it is published now."""
        return self.team.homes.get(self.id)

    @property
    def modals(self) -> list[View]:
        """The open modals, the top one last."""
        return self.team.modals.get(self.id, [])

    def ephemerals(self, channel: "Channel | None" = None) -> list[Message]:
        """What only this person has been shown."""
        return self.team.ephemerals(self, channel)

    async def say(
        self,
        channel: "Channel",
        text: str,
        *,
        thread_ts: str | Message | None = None,
        files: Iterable[Upload] = (),
        mention: bool = False,
        wait: bool = True,
    ) -> Message:
        """Writes a message. With a mention, outside direct messages, it also arrives as app_mention. Waits for the first attempts."""
        return await interactions.say(self, channel, text, _ts(thread_ts), list(files), mention, wait)

    async def edit(self, message: Message, text: str) -> None:
        """Changes an own message."""
        assert message.user == self.id, f"{self.name} cannot edit what somebody else wrote"
        before = message.payload()
        message.text, message.edits = interactions.escaped(text), message.edits + 1
        message.blocks, message.edited = interactions.typed(self.team, text), {"user": self.id, "ts": self.team.slack.new_ts()}
        await self.team.slack.changed_message(self.team, message, "message_changed", before)

    async def delete(self, message: Message) -> None:
        """Deletes an own message, or any other as an admin."""
        before, message.deleted = message.payload(), True
        await self.team.slack.changed_message(self.team, message, "message_deleted", before)

    async def react(self, message: Message, name: str) -> None:
        """Adds an emoji."""
        message.reactions.setdefault(name, []).append(self.id)
        item = {"type": "message", "channel": message.channel, "ts": message.ts}
        event = {"type": "reaction_added", "user": self.id, "reaction": name, "item_user": message.user, "item": item}
        await self.team.slack.event(self.team, event)

    async def command(self, command: str, text: str, channel: "Channel") -> Answer:
        """Types a slash command; gives what the app answered at once."""
        return await interactions.command(self, command, text, channel)

    async def press(self, target: Message | View, action_id: str, value: Any = None, *, element: JSON | None = None) -> Answer:
        """Presses a button, chooses from a select and so on. `value` is what is chosen (a list for several, and positive or negative
        for feedback); `element` is one that stood there before, for somebody who has not seen a change."""
        return await interactions.press(self, target, action_id, value, element)

    async def submit(self, view: View, values: dict[str, dict[str, Any]] | None = None) -> Answer:
        """Fills in a modal (block_id -> action_id -> value) and submits it; what the app answers happens to the modal."""
        return await interactions.submit(self, view, values or {})

    async def close(self, view: View) -> Answer | None:
        """Closes a modal; the app hears of it if it has asked to."""
        return await interactions.close(self, view)

    async def open_home(self, tab: str = "home") -> None:
        """Opens the app's Home tab, or its Messages tab with `messages`."""
        shown = {"view": self.home.payload()} if self.home and tab == "home" else {}
        event = {"type": "app_home_opened", "user": self.id, "channel": self.im.id, "tab": tab, **shown}
        await self.team.slack.event(self.team, event)

    async def share_link(self, channel: "Channel", url: str, *, thread_ts: str | Message | None = None) -> Message:
        """Writes a message with a link of the app's domain: link_shared comes with it."""
        return await interactions.share_link(self, channel, url, _ts(thread_ts))

    async def stop(self, thread: Message) -> None:
        """Presses the Stop button in the thread of this message: its streams end, and agent_session_stopped is sent."""
        await interactions.stop(self, self.team.of(thread.channel), thread.thread_ts or thread.ts)

    async def move_to(self, tz: str) -> None:
        """Changes the time zone (IANA); user_change is sent."""
        self.tz = tz
        await self.team.slack.event(self.team, {"type": "user_change", "user": self.payload(), "cache_ts": int(self.team.clock.now())})

    async def invite_bot(self, channel: "Channel") -> None:
        """Adds our bot to a channel; member_joined_channel is sent."""
        bot = self.team.bot_user_id
        if bot in channel.members:
            raise Refused("already_in_channel")
        channel.members.append(bot)
        event = {"type": "member_joined_channel", "user": bot, "channel": channel.id, "channel_type": "C", "team": self.team.id, "inviter": self.id}
        await self.team.slack.event(self.team, event)

    def payload(self) -> JSON:
        """The user object."""
        profile = {"real_name": self.real_name, "display_name": self.name, "email": f"{self.id.lower()}@example.com", "image_72": ""}
        place = {"tz": self.tz, "tz_label": self.tz, "tz_offset": 0, "locale": "en-US"}
        flags = {"deleted": self.deleted, "is_bot": self.bot, "is_admin": self.admin, "is_restricted": False, "is_app_user": False}
        home = {"team_id": "T0ELSEWHERE", "is_stranger": True} if self.stranger else {"team_id": self.team.id}
        return {"id": self.id, **home, "name": self.name, "real_name": self.real_name, **flags, **place, "profile": profile}


def _ts(thread: str | Message | None) -> str | None:
    return (thread.thread_ts or thread.ts) if isinstance(thread, Message) else thread
