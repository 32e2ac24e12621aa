"""A workspace: its people, channels, messages, views, files and tokens."""

import itertools
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.slack.files import File
from tests.fakes.slack.messages import JSON, Clock, Message
from tests.fakes.slack.people import Person
from tests.fakes.slack.views import View

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

SCOPES = (
    "app_mentions:read assistant:write canvases:read canvases:write channels:history channels:join channels:read chat:write chat:write.customize "
    "commands dnd:read files:read files:write groups:history groups:read im:history im:read im:write links:read links:write mpim:history "
    "mpim:read reactions:read reactions:write team:read users:read users:read.email"
).split()


@dataclass(eq=False)
class Token:
    """What a request is authorised by. `kind` is bot, app, user or refresh; `expires_at` in seconds since 1970."""

    value: str
    kind: str
    team: "Workspace | None"
    scopes: set[str] = field(default_factory=set)
    expires_at: float | None = None
    revoked: bool = False
    user: str | None = None


@dataclass(eq=False)
class Channel:
    """A channel, private channel (group) or direct message (im)."""

    id: str
    team: "Workspace"
    name: str
    kind: str = "channel"
    members: list[str] = field(default_factory=list)
    archived: bool = False
    deleted: bool = False
    canvas: str | None = None
    user: str | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    last_post: float | None = None

    @property
    def thread_roots(self) -> list[Message]:
        """Messages that are not replies and are not ephemeral or deleted."""
        return [one for one in self.messages.values() if one.thread_ts in (None, one.ts) and not one.deleted and not one.only_for]

    def payload(self) -> JSON:
        """The conversation object."""
        kinds = {"is_channel": self.kind == "channel", "is_group": self.kind == "group", "is_im": self.kind == "im", "is_mpim": False}
        flags = {"is_private": self.kind != "channel", "is_archived": self.archived, "is_member": self.team.bot_user_id in self.members}
        shown: JSON = {"id": self.id, "created": 1700000000, "context_team_id": self.team.id, **kinds, **flags}
        return shown | ({"user": self.user, "is_open": True} if self.kind == "im" else {"name": self.name, "name_normalized": self.name})


@dataclass(eq=False)
class Session:
    """An agent session of a thread: its status now and all that it has had."""

    status: str
    title: str | None = None
    statuses: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Canvas:
    """A canvas with what it says (Markdown) and who may do what: `(channel or user) -> level`."""

    id: str
    title: str
    markdown: str
    channel: str | None = None
    access: dict[str, str] = field(default_factory=dict)


class Workspace:
    """A team in Slack in which the app may be installed; made by `FakeSlack.workspace`."""

    def __init__(self, slack: "FakeSlack", team_id: str, *, plan: str, domain: str, name: str, scopes: Iterable[str] | None) -> None:
        self.slack, self.id, self.plan, self.domain, self.name = slack, team_id, plan, domain, name
        self.scopes = set(SCOPES if scopes is None else scopes)
        self.bot_user_id, self.bot_id = f"UBOT{team_id}", f"B{team_id}"
        self.installed, self.bot_token, self.refresh_token = False, "", ""
        self.users: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.sessions: dict[tuple[str, str | None], Session] = {}
        self.suggested_prompts: dict[tuple[str, str | None], list[JSON]] = {}
        self.thread_titles: dict[tuple[str, str], str] = {}
        self.thread_statuses: dict[tuple[str, str], str] = {}
        self.canvases: dict[str, Canvas] = {}
        self.files: dict[str, File] = {}
        self._numbers = itertools.count(1)

    def install(self, scopes: Iterable[str] | None = None, *, rotating_seconds: float | None = None) -> Token:
        """Installs the app (again) and gives its bot token, which ends after `rotating_seconds` when it rotates."""
        self.installed, self.scopes = True, self.scopes if scopes is None else set(scopes)
        kind = "xoxe.xoxb" if rotating_seconds else "xoxb"
        expires = self.slack.clock.now() + rotating_seconds if rotating_seconds else None
        token = Token(f"{kind}-{self.id}-{secrets.token_hex(12)}", "bot", self, self.scopes, expires, user=self.bot_user_id)
        self.bot_token = self.slack.keep(token).value
        if rotating_seconds:
            self.refresh_token = self.slack.keep(Token(f"xoxe-1-{self.id}-{secrets.token_hex(12)}", "refresh", self)).value
        return token

    def user(self, user_id: str, name: str, *, tz: str = "America/Los_Angeles", real_name: str | None = None, deleted: bool = False) -> Person:
        """A person in this workspace."""
        self.users[user_id] = Person(self, user_id, name, real_name or name, tz, deleted)
        return self.users[user_id]

    def channel(
        self,
        channel_id: str,
        *,
        members: Iterable[Person] = (),
        name: str | None = None,
        private: bool = False,
        bot: bool = True,
        archived: bool = False,
    ) -> Channel:
        """A channel with these members, and our bot unless `bot=False`."""
        ids = [person.id for person in members] + ([self.bot_user_id] if bot else [])
        kind = "group" if private else "channel"
        self.channels[channel_id] = Channel(channel_id, self, name or channel_id.lower(), kind, ids, archived)
        return self.channels[channel_id]

    def im(self, person: Person) -> Channel:
        """The direct messages of this person with our bot."""
        channel_id = f"D{person.id}{self.id}"
        if channel_id not in self.channels:
            members = [person.id, self.bot_user_id]
            self.channels[channel_id] = Channel(channel_id, self, "directmessage", "im", members, user=person.id)
        return self.channels[channel_id]

    def thread(self, channel: Channel | str, ts: str) -> list[Message]:
        """The messages of a thread, root first, without deleted and ephemeral ones."""
        return [one for one in self.of(channel).messages.values() if ts in (one.ts, one.thread_ts) and not one.deleted and not one.only_for]

    def messages(self, channel: Channel | str) -> list[Message]:
        """All messages of a channel, replies too, without deleted and ephemeral ones."""
        return [one for one in self.of(channel).messages.values() if not one.deleted and not one.only_for]

    def ephemerals(self, person: Person, channel: Channel | str | None = None) -> list[Message]:
        """What only this person has been shown, oldest first."""
        channels = self.channels.values() if channel is None else [self.of(channel)]
        return [one for each in channels for one in each.messages.values() if one.only_for == person.id and not one.deleted]

    def session(self, channel: Channel | str, thread_ts: str | None = None) -> Session | None:
        """The agent session of a thread."""
        return self.sessions.get((self.of(channel).id, thread_ts))

    def of(self, channel: Channel | str) -> Channel:
        """The channel with this id."""
        return channel if isinstance(channel, Channel) else self.channels[channel]

    def new_id(self, letter: str) -> str:
        """An id that nothing else in this workspace has."""
        return f"{letter}{next(self._numbers):04}{self.id}"

    def revoke(self, token: str | None = None) -> None:
        """Makes a token (the bot's by default) answer token_revoked."""
        self.slack.tokens[token or self.bot_token].revoked = True

    async def uninstall(self) -> None:
        """Removes the app: its tokens stop working, and app_uninstalled and tokens_revoked are sent."""
        self.installed = False
        for token in self.slack.tokens.values():
            token.revoked = token.revoked or token.team is self
        await self.slack.event(self, {"type": "app_uninstalled"})
        await self.slack.event(self, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot_user_id]}})

    async def event(self, event: JSON) -> None:
        """Sends any other event, in its envelope."""
        await self.slack.event(self, event)

    @property
    def clock(self) -> Clock:
        return self.slack.clock

    def payload(self) -> JSON:
        """The team object."""
        return {"id": self.id, "name": self.name, "domain": self.domain, "plan": self.plan, "email_domain": "", "icon": {}}

    def lines(self) -> list[str]:
        """Everything said in it, for a person who reads why a test failed."""
        return [repr(one) for channel in self.channels.values() for one in channel.messages.values()]

    def __repr__(self) -> str:
        return f"<workspace {self.id}>"


def about_bot(team: Workspace) -> dict[str, Any]:
    """The bot_profile that Slack adds to a bot's messages."""
    return {"id": team.bot_id, "app_id": team.slack.app_id, "name": "interviewer", "team_id": team.id, "deleted": False, "icons": {}}
