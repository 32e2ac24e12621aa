"""chat.*: messages that the bot posts, changes and deletes."""

from typing import TYPE_CHECKING, Any

from tests.fakes.slack.blocks import MARKDOWN_BLOCK, check_message_blocks
from tests.fakes.slack.calls import Call
from tests.fakes.slack.messages import JSON, Message
from tests.fakes.slack.refusals import Refused

if TYPE_CHECKING:
    from tests.fakes.slack.workspace import Channel

LONGEST_TEXT, LONGEST_UPDATE, LARGEST_METADATA = 40_000, 4_000, 16_000


def post_message(call: Call) -> JSON:
    """chat.postMessage"""
    channel = call.writable(call["channel"])
    thread_ts, content = call.root(channel, call.get("thread_ts")), contents(call)
    call.paced(channel)
    message = written(call, channel, thread_ts=thread_ts, **content)
    call.slack.send_echo(call.team, message)
    return {"channel": channel.id, "ts": message.ts, "message": message.payload()}


def post_ephemeral(call: Call) -> JSON:
    """chat.postEphemeral"""
    channel = call.writable(call["channel"])
    if call.get("user") not in channel.members:
        raise Refused("user_not_in_channel")
    message = written(call, channel, thread_ts=call.root(channel, call.get("thread_ts")), only_for=call["user"], **contents(call))
    return {"message_ts": message.ts}


def update(call: Call) -> JSON:
    """chat.update: blocks go when only text is given; metadata stays when none is given."""
    channel = call.writable(call["channel"], archived="is_inactive")
    message = call.message(channel, call["ts"])
    if message.user != call.team.bot_user_id:
        raise Refused("cant_update_message")
    if message.streaming:
        raise Refused("streaming_state_conflict")
    content, before = contents(call, longest=LONGEST_UPDATE), message.payload()
    if message.stream:
        message.stream.stopped = True
    message.text, message.markdown, message.blocks = content["text"], content["markdown"], content["blocks"]
    message.attachments = content["attachments"]
    if "metadata" in call.arguments:
        message.metadata = content["metadata"]
    message.edits += 1
    message.edited = {"user": call.team.bot_user_id, "ts": call.slack.new_ts()}
    call.slack.send_echo(call.team, message, "message_changed", before)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.payload()}


def delete(call: Call) -> JSON:
    """chat.delete"""
    channel = call.channel(call["channel"])
    message = call.message(channel, call["ts"])
    if message.user != call.team.bot_user_id:
        raise Refused("cant_delete_message")
    message.deleted = True
    call.slack.send_echo(call.team, message, "message_deleted", message.payload())
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> JSON:
    """chat.getPermalink"""
    channel = call.channel(call["channel"])
    message = call.message(channel, call["message_ts"])
    link = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    in_thread = message.thread_ts and message.thread_ts != message.ts
    return {"channel": channel.id, "permalink": link + (f"?thread_ts={message.thread_ts}&cid={channel.id}" if in_thread else "")}


def unfurl(call: Call) -> JSON:
    """chat.unfurl: by channel and ts, or by unfurl_id and source."""
    if call.get("unfurl_id"):
        message = call.slack.unfurl_ids.get((call.team.id, call["unfurl_id"]))
        if message is None:
            raise Refused("invalid_unfurl_id")
        if call.get("source") not in ("composer", "conversations_history"):
            raise Refused("missing_source" if not call.get("source") else "invalid_source")
    else:
        message = _unfurled_by_place(call)
    if not isinstance(call["unfurls"], dict) or not call["unfurls"]:
        raise Refused("invalid_unfurls_format")
    for url, shown in call["unfurls"].items():
        if url.replace("&", "&amp;") not in message.text and url not in message.text:
            raise Refused("cannot_unfurl_url")
        if "blocks" in shown:
            identified(call.slack.new_id, check_message_blocks(shown["blocks"]))
    message.unfurls |= call["unfurls"]
    return {}


def _unfurled_by_place(call: Call) -> Message:
    for name in ("channel", "ts"):
        if not call.get(name):
            raise Refused(f"missing_{name}")
    channel = call.team.channels.get(call["channel"])
    if channel is None or channel.deleted:
        raise Refused("cannot_find_channel")
    return call.message(channel, call["ts"], "cannot_find_message")


def contents(call: Call, longest: int = LONGEST_TEXT) -> dict[str, Any]:
    """What a message is to say: text, markdown, blocks, attachments, metadata."""
    text, markdown = str(call.get("text") or ""), str(call.get("markdown_text") or "")
    blocks, attachments = call.get("blocks") or [], call.get("attachments") or []
    if markdown and (text or blocks):
        raise Refused("markdown_text_conflict")
    if not (text.strip() or markdown.strip() or blocks or attachments):
        raise Refused("no_text")
    if len(text) > longest or len(markdown) > MARKDOWN_BLOCK:
        raise Refused("msg_too_long")
    checked = identified(call.slack.new_id, check_message_blocks(blocks))
    return {"text": text, "markdown": markdown, "blocks": checked, "attachments": attachments, "metadata": metadata(call)}


def metadata(call: Call) -> JSON | None:
    """Metadata with an event_type and an event_payload; an empty object is none."""
    given = call.get("metadata")
    if given is None or given == {}:
        return None
    whole = isinstance(given, dict) and isinstance(given.get("event_type"), str) and isinstance(given.get("event_payload"), dict)
    if not whole or set(given) - {"event_type", "event_payload", "entities"} or not given["event_type"]:
        raise Refused("invalid_metadata_format")
    if len(str(given)) > LARGEST_METADATA:
        raise Refused("metadata_too_large")
    return given


def identified(new_id: Any, blocks: list[JSON]) -> list[JSON]:
    """The blocks with a block_id each, as Slack keeps them; action_ids are filled in too."""
    kept: list[JSON] = []
    for block in blocks:
        whole = {**block, "block_id": block.get("block_id") or new_id("b")}
        if "elements" in block and block["type"] in ("actions", "context_actions"):
            whole["elements"] = [{**one, "action_id": one.get("action_id") or new_id("a")} for one in block["elements"]]
        for name in ("accessory", "element"):
            if name in block and block[name]["type"] != "image":
                whole[name] = {**block[name], "action_id": block[name].get("action_id") or new_id("a")}
        kept.append(whole)
    return kept


def written(call: Call, channel: "Channel", **content: Any) -> Message:
    """A message of our bot, put into the channel."""
    team = call.team
    message = Message(call.slack.new_ts(), channel.id, team.bot_user_id, bot_id=team.bot_id, app_id=call.slack.app_id, team=team.id, **content)
    channel.messages[message.ts] = message
    return message
