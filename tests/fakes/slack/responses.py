"""response_url: what an app may say for half an hour after a command or a press, five times."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.fakes.slack.blocks import check_message_blocks
from tests.fakes.slack.chat import LONGEST_TEXT, identified
from tests.fakes.slack.messages import JSON, Message
from tests.fakes.slack.refusals import Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack
    from tests.fakes.slack.workspace import Channel, Workspace

USES, SECONDS = 5, 1800
FIELDS = {"text", "blocks", "attachments", "response_type", "replace_original", "delete_original", "thread_ts", "metadata"}
FIELDS |= {"unfurl_links", "unfurl_media", "mrkdwn", "parse"}


@dataclass(eq=False)
class ResponseUrl:
    """Where the answer to one command or press may be sent. `original` is the message that was pressed."""

    team: "Workspace"
    channel: "Channel"
    user: str
    expires_at: float
    original: Message | None = None
    uses: int = 0


def respond(slack: "FakeSlack", place: ResponseUrl | None, body: JSON) -> Message | None:
    """What the app says through a response_url; Refused where it may not, or not so."""
    if place is None:
        raise Refused("invalid_url")
    if slack.clock.now() > place.expires_at:
        raise Refused("expired_url")
    if place.uses >= USES:
        raise Refused("used_url")
    if set(body) - FIELDS:
        raise Refused("invalid_arguments", f"unknown arguments {sorted(set(body) - FIELDS)}")
    if not body.get("delete_original"):
        _check(body)
    place.uses += 1
    return _said(slack, place, body)


def _check(body: JSON) -> None:
    if not (str(body.get("text") or "").strip() or body.get("blocks") or body.get("attachments")):
        raise Refused("no_text")
    if len(str(body.get("text") or "")) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    check_message_blocks(body.get("blocks") or [])
    if body.get("response_type", "ephemeral") not in ("ephemeral", "in_channel"):
        raise Refused("invalid_arguments", "response_type: must be ephemeral or in_channel")


def _said(slack: "FakeSlack", place: ResponseUrl, body: JSON) -> Message | None:
    if place.original and body.get("delete_original"):
        place.original.deleted = True
        return None
    if body.get("delete_original"):
        raise Refused("invalid_arguments", "there is no original to delete")
    content = {"text": str(body.get("text") or ""), "blocks": identified(slack.new_id, body.get("blocks") or [])}
    if place.original and body.get("replace_original"):
        place.original.text, place.original.blocks, place.original.markdown = content["text"], content["blocks"], ""
        place.original.edits += 1
        return place.original
    only_for = None if body.get("response_type") == "in_channel" else place.user
    return put(slack, place.team, place.channel, only_for=only_for, thread_ts=body.get("thread_ts"), **content)


def put(slack: "FakeSlack", team: "Workspace", channel: "Channel", **content: Any) -> Message:
    """A message of our bot that no method has posted; it needs no membership of the bot."""
    message = Message(slack.new_ts(), channel.id, team.bot_user_id, bot_id=team.bot_id, app_id=slack.app_id, team=team.id, **content)
    channel.messages[message.ts] = message
    if not message.only_for:
        slack.send_echo(team, message)
    return message
