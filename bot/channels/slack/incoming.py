"""What Slack sends, as typed values: the one place that knows how its payloads are nested."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot.channels.slack.mrkdwn import plain
from bot.channels.slack.posting import name_in

Payload = Mapping[str, Any]
SPOKEN = (None, "file_share", "thread_broadcast")
"""Subtypes of messages in which somebody says something."""


@dataclass(frozen=True)
class Whose:
    """A person in a workspace, which may belong to an organisation."""

    team: str
    enterprise: str | None
    user: str

    @property
    def person(self) -> str:
        """How the rest of the program calls them. Two workspaces never share a person."""
        return f"slack:{self.team}:{self.user}"


@dataclass(frozen=True)
class SentFile:
    """A file in a message; `size` in bytes."""

    id: str
    name: str
    mimetype: str
    size: int
    url: str


@dataclass(frozen=True)
class Said:
    """A message of a person. `is_ours`: in the app's own conversation with them; `thread` is the ts of the thread it stands in;
    `to_us`: it names the app, and `text` is without that name."""

    whose: Whose
    event: str
    channel: str
    is_ours: bool
    ts: str
    thread: str | None
    text: str
    files: tuple[SentFile, ...] = ()
    to_us: bool = False

    @property
    def arrivals(self) -> tuple[str, str]:
        """By these it is known again: one message can come as several events, one event several times."""
        return message_id(self.whose.team, self.channel, self.ts), event_id(self.event)


@dataclass(frozen=True)
class Corrected:
    """A message was edited, or deleted (`text` is None)."""

    whose: Whose
    event: str
    channel: str
    ts: str
    thread: str | None
    text: str | None


@dataclass(frozen=True)
class Echo:
    """A message of our own, as Slack tells of it."""

    interview_id: str
    name: str
    ts: str


@dataclass(frozen=True)
class Pressed:
    """Something was pressed or chosen, in a message (`thread` is that of the message, if it stands in one), in Home or in a modal (`view`).

    `respond` is where an answer goes (None in Home and in modals); `trigger` opens a modal, for 3 seconds."""

    whose: Whose
    app: str
    action: str
    value: str
    at: str
    channel: str | None
    message: str | None
    thread: str | None
    respond: str | None
    trigger: str
    view: str | None
    state: Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What was typed after the slash command; `respond` is where a late answer goes."""

    whose: Whose
    app: str
    channel: str
    text: str
    trigger: str
    respond: str = ""


@dataclass(frozen=True)
class Submitted:
    """A modal was submitted: `about` is what it was opened with, `state` what was filled in."""

    whose: Whose
    view: str
    about: str
    state: Mapping[str, Any]

    @property
    def arrival(self) -> str:
        """By this it is known again: one modal is taken once."""
        return f"slack:view:{self.whose.team}:{self.view}"


def inside(payload: Payload, name: str) -> Payload:
    """A payload in a payload; empty if there is none."""
    found: Any = payload.get(name)
    return cast(Payload, found) if isinstance(found, Mapping) else {}


def message_id(team: str, channel: str, ts: str) -> str:
    """The arrival of a message."""
    return f"slack:message:{team}:{channel}:{ts}"


def event_id(event: str) -> str:
    """The arrival of an event."""
    return f"slack:event:{event}"


def message(body: Payload) -> Said | Corrected | Echo | None:
    """A `message` or `app_mention` event; None for what is nobody's word (joins, other bots, links that unfolded)."""
    event: Payload = body["event"]
    match event.get("subtype"):
        case "message_changed" if inside(event, "message").get("bot_id"):
            return _echo(inside(event, "message"))  # a stream has its metadata when it ends
        case "message_changed":
            return _corrected(body, event, inside(event, "message"), inside(event, "previous_message"))
        case "message_deleted":
            return _corrected(body, event, {}, inside(event, "previous_message"))
        case subtype if subtype in SPOKEN:
            return _said(body, event)
        case "bot_message":
            return _echo(event)
        case _:
            return None


def pressed(body: Payload) -> Pressed:
    """A `block_actions` payload."""
    action: Payload = body["actions"][0]
    container, view = inside(body, "container"), inside(body, "view")
    return Pressed(
        whose=_whose(body, str(body["user"]["id"])),
        app=str(body.get("api_app_id", "")),
        action=str(action["action_id"]),
        value=str(action.get("value") or inside(action, "selected_option").get("value") or ""),
        at=str(action.get("action_ts", "")),
        channel=inside(body, "channel").get("id") or container.get("channel_id"),
        message=container.get("message_ts"),
        thread=container.get("thread_ts") or inside(body, "message").get("thread_ts"),
        respond=body.get("response_url"),
        trigger=str(body.get("trigger_id", "")),
        view=view.get("id") if view.get("type") == "modal" else None,
        state=inside(body, "state") or inside(view, "state"),
    )


def asked(body: Payload) -> Asked:
    """A slash command."""
    enterprise = body.get("enterprise_id")
    return Asked(
        whose=Whose(str(body["team_id"]), str(enterprise) if enterprise else None, str(body["user_id"])),
        app=str(body.get("api_app_id", "")),
        channel=str(body["channel_id"]),
        text=str(body.get("text") or ""),
        trigger=str(body.get("trigger_id", "")),
        respond=str(body.get("response_url") or ""),
    )


def submitted(body: Payload) -> Submitted:
    """A `view_submission` payload."""
    view = inside(body, "view")
    about = str(view.get("private_metadata") or "")
    return Submitted(_whose(body, str(body["user"]["id"])), str(view.get("id", "")), about, inside(view, "state"))


def whose(body: Payload) -> Whose:
    """Who an event is about."""
    event = inside(body, "event")
    return _event_whose(body, str(inside(event, "user").get("id") or event.get("user") or ""))


def _said(body: Payload, event: Payload) -> Said | Echo | None:
    if event.get("bot_id"):
        return _echo(event)
    if not event.get("user") or not event.get("ts"):
        return None
    files = tuple(sent for each in event.get("files") or () if (sent := _file(each)))
    thread, (text, to_us) = event.get("thread_ts"), _addressed(body, str(event.get("text") or ""))
    return Said(
        whose=_event_whose(body, str(event["user"])),
        event=str(body.get("event_id", "")),
        channel=str(event["channel"]),
        is_ours=event.get("channel_type") == "im" or str(event["channel"]).startswith("D"),
        ts=str(event["ts"]),
        thread=str(thread) if thread and thread != event["ts"] else None,
        text=plain(text).strip(),
        files=files,
        to_us=to_us or event.get("type") == "app_mention",
    )


def _addressed(body: Payload, text: str) -> tuple[str, bool]:
    """The text without our name before it, and whether that stood there: "@bot hint" is a hint."""
    us = {str(each.get("user_id")) for each in body.get("authorizations") or () if each.get("user_id")}
    found = re.match(r"\s*<@([A-Z0-9]+)(?:\|[^<>]*)?>[\s,:]*", text)
    return (text[found.end() :], True) if found and found[1] in us else (text, False)


def _corrected(body: Payload, event: Payload, new: Payload, old: Payload) -> Corrected | None:
    user, ts = old.get("user") or new.get("user"), new.get("ts") or event.get("deleted_ts") or old.get("ts")
    if not user or not ts or new.get("bot_id") or old.get("bot_id"):
        return None
    gone = not new or new.get("subtype") == "tombstone"  # what others have replied to leaves a stone, which is Slackbot's
    if not gone and (new.get("text") == old.get("text") or "edited" not in new):  # a link unfolded, a reply came in: no word was changed
        return None
    return Corrected(
        whose=_event_whose(body, str(user)),
        event=str(body.get("event_id", "")),
        channel=str(event["channel"]),
        ts=str(ts),
        thread=new.get("thread_ts") or old.get("thread_ts"),
        text=None if gone else plain(_addressed(body, str(new.get("text") or ""))[0]).strip(),
    )


def _echo(event: Payload) -> Echo | None:
    found = name_in(event)
    return Echo(*found, ts=str(event["ts"])) if found else None


def _file(file: Payload) -> SentFile | None:
    if not file.get("id"):
        return None
    size = file.get("size")
    return SentFile(
        id=str(file["id"]),
        name=str(file.get("name") or file.get("title") or file["id"]),
        mimetype=str(file.get("mimetype") or ""),
        size=size if isinstance(size, int) else 0,
        url=str(file.get("url_private_download") or file.get("url_private") or ""),
    )


def _whose(body: Payload, user: str) -> Whose:
    team, enterprise = inside(body, "team"), inside(body, "enterprise")
    return Whose(str(team.get("id") or inside(body, "user").get("team_id")), enterprise.get("id") or team.get("enterprise_id"), user)


def _event_whose(body: Payload, user: str) -> Whose:
    enterprise = body.get("enterprise_id")
    return Whose(str(body["team_id"]), str(enterprise) if enterprise else None, user)
