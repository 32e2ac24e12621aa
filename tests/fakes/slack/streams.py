"""Streamed messages, agent sessions, and what else an agent shows in its threads."""

from tests.fakes.slack.blocks import MARKDOWN_BLOCK, MARKDOWN_MESSAGE, check_message_blocks, check_together
from tests.fakes.slack.calls import Call
from tests.fakes.slack.chat import identified, metadata, written
from tests.fakes.slack.messages import JSON, Message, Stream
from tests.fakes.slack.refusals import Refused
from tests.fakes.slack.workspace import Channel, Session

STATUSES = ("active", "processing", "suspended", "closed")
TASKS = ("pending", "in_progress", "complete", "error")
MOST_PROMPTS, LONGEST_TITLE = 4, 200


def start(call: Call) -> JSON:
    """chat.startStream: a reply in a thread, for one reader where it is not a direct message."""
    channel = call.writable(call["channel"])
    if not call.get("thread_ts"):
        raise Refused("invalid_thread_ts")
    thread_ts = call.root(channel, call["thread_ts"])
    if channel.kind != "im":
        _recipient(call)
    if call.get("task_display_mode", "timeline") not in ("timeline", "plan"):
        raise Refused("invalid_arguments", "task_display_mode: must be timeline or plan")
    chunks = _chunks(call)
    call.paced(channel)
    message = written(call, channel, thread_ts=thread_ts)
    message.stream = Stream(call.slack.clock, call.slack.clock.now())
    _append(message, chunks)
    call.slack.send_echo(call.team, message)
    return {"channel": channel.id, "ts": message.ts}


def append(call: Call) -> JSON:
    """chat.appendStream"""
    message = _streamed(call)
    chunks = _chunks(call, len(message.markdown))
    if not chunks:
        raise Refused("no_text")
    _append(message, chunks)
    return {"channel": message.channel, "ts": message.ts}


def stop(call: Call) -> JSON:
    """chat.stopStream"""
    message = _streamed(call)
    assert message.stream is not None
    if call.get("session_status", "active") not in STATUSES:
        raise Refused("invalid_status")
    blocks, kept, before = check_message_blocks(call.get("blocks") or []), metadata(call), message.payload()
    chunks = _chunks(call, len(message.markdown))
    if not (chunks or blocks or message.markdown or message.tasks or message.blocks):
        raise Refused("no_text")
    check_message_blocks([*message.blocks, *blocks])
    check_together([*message.blocks, *blocks, *chunks], len(message.markdown))
    _append(message, chunks)
    message.blocks = [*message.blocks, *identified(call.slack.new_id, blocks)]
    message.metadata, message.stream.stopped = kept or message.metadata, True
    message.text = message.markdown
    if call.get("session_status"):
        _enter(call, (message.channel, message.thread_ts), call["session_status"])
    call.slack.send_echo(call.team, message, "message_changed", before)
    return {"channel": message.channel, "ts": message.ts, "message": message.payload()}


def _recipient(call: Call) -> None:
    for name in ("recipient_user_id", "recipient_team_id"):
        if not call.get(name):
            raise Refused(f"missing_{name}")
    call.person(call["recipient_user_id"])
    if call["recipient_team_id"] != call.team.id:
        raise Refused("team_not_found")


def _streamed(call: Call) -> Message:
    message = call.message(call.writable(call["channel"]), call["ts"])
    if message.user != call.team.bot_user_id:
        raise Refused("message_not_owned_by_app")
    if message.stream is not None and message.stream.stopped_by_user and call.method == "chat.appendStream":
        raise Refused("stopped_by_user")
    if not message.streaming:
        raise Refused("message_not_in_streaming_state")
    return message


def _chunks(call: Call, already: int = 0) -> list[JSON]:
    """What is to be added to the characters already there, as chunks: markdown_text counts as one."""
    if not isinstance(call.get("chunks") or [], list):
        raise Refused("invalid_chunks")
    chunks = [{"type": "markdown_text", "text": call["markdown_text"]}] if call.get("markdown_text") else []
    chunks += call.get("chunks") or []
    for chunk in chunks:
        _check(chunk)
    if already + sum(len(chunk["text"]) for chunk in chunks if chunk["type"] == "markdown_text") > MARKDOWN_MESSAGE:
        raise Refused("msg_blocks_too_long")
    return chunks


def _check(chunk: JSON) -> None:
    kind = chunk.get("type") if isinstance(chunk, dict) else None
    if kind == "markdown_text" and isinstance(chunk.get("text"), str) and chunk["text"]:
        if len(chunk["text"]) > MARKDOWN_BLOCK:
            raise Refused("msg_too_long")
    elif kind == "task_update" and chunk.get("id") and chunk.get("title"):
        if chunk.get("status") not in TASKS:
            raise Refused("invalid_chunks", f"status: must be one of {TASKS}")
    elif kind == "blocks":
        check_message_blocks(chunk.get("blocks"))
    elif kind != "plan_update" or not chunk.get("title"):
        raise Refused("invalid_chunks", f"no such chunk: {chunk}")


def _append(message: Message, chunks: list[JSON]) -> None:
    message.markdown += "".join(chunk["text"] for chunk in chunks if chunk["type"] == "markdown_text")
    for chunk in chunks:
        if chunk["type"] == "task_update":
            message.tasks[chunk["id"]] = message.tasks.get(chunk["id"], {}) | chunk
        elif chunk["type"] == "blocks":
            message.blocks = [*message.blocks, *chunk["blocks"]]


def set_status(call: Call) -> JSON:
    """agents.sessions.setStatus"""
    channel = _place(call)
    if call["status"] not in STATUSES:
        raise Refused("invalid_status")
    if len(call.get("title", "")) > LONGEST_TITLE:
        raise Refused("invalid_arguments", "title: must be less than 201 characters")
    if call.get("initiator_user_id"):
        call.person(call["initiator_user_id"])
    _enter(call, (channel.id, call.get("thread_ts")), call["status"], call.get("title"))
    return {}


def _enter(call: Call, place: tuple[str, str | None], status: str, title: str | None = None) -> None:
    session = call.team.sessions.setdefault(place, Session(status, title))
    session.status = status
    session.statuses.append(status)


def rename(call: Call) -> JSON:
    """agents.sessions.rename"""
    channel = _place(call)
    session = call.team.sessions.get((channel.id, call.get("thread_ts")))
    if session is None:
        raise Refused("session_not_found")
    if not len(call["title"].strip()) >= 1 or len(call["title"]) > LONGEST_TITLE:
        raise Refused("invalid_name")
    session.title = call["title"]
    return {}


def _place(call: Call) -> Channel:
    channel = call.writable(call["channel_id"])
    if not call.get("thread_ts"):
        raise Refused("thread_ts_required")
    call.message(channel, call["thread_ts"], "invalid_arguments")
    return channel


def suggest_prompts(call: Call) -> JSON:
    """assistant.threads.setSuggestedPrompts"""
    channel, prompts = call.writable(call["channel_id"]), call["prompts"]
    if call.get("thread_ts"):
        call.message(channel, call["thread_ts"], "invalid_thread_ts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= MOST_PROMPTS:
        raise Refused("invalid_arguments", f"prompts: must be 1 to {MOST_PROMPTS} items")
    if any(not isinstance(one, dict) or not one.get("title") or not one.get("message") or set(one) - {"title", "message"} for one in prompts):
        raise Refused("invalid_arguments", "prompts: each needs a title and a message, and no more")
    call.team.suggested_prompts[channel.id, call.get("thread_ts")] = prompts
    return {}


def set_thread_title(call: Call) -> JSON:
    """assistant.threads.setTitle"""
    channel = call.writable(call["channel_id"])
    call.message(channel, call["thread_ts"], "invalid_thread_ts")
    call.team.thread_titles[channel.id, call["thread_ts"]] = call["title"]
    return {}


def set_thread_status(call: Call) -> JSON:
    """assistant.threads.setStatus"""
    channel = call.writable(call["channel_id"])
    call.message(channel, call["thread_ts"], "invalid_thread_ts")
    if len(call.get("loading_messages") or []) > 10:
        raise Refused("invalid_arguments", "loading_messages: no more than 10")
    call.team.thread_statuses[channel.id, call["thread_ts"]] = call["status"]
    return {}
