"""files.*, canvases.*: what is longer than a message."""

from typing import Any

from tests.fakes.slack.calls import Call
from tests.fakes.slack.chat import written
from tests.fakes.slack.files import File, file_payload, new_file
from tests.fakes.slack.messages import JSON
from tests.fakes.slack.refusals import Refused
from tests.fakes.slack.workspace import Canvas, Channel

LARGEST_CANVAS = 1024 * 1024
LEVELS = ("read", "write", "owner")
CHANGES = ("insert_after", "insert_before", "insert_at_start", "insert_at_end", "replace", "delete", "rename")


def get_upload_url(call: Call) -> JSON:
    """files.getUploadURLExternal"""
    length = str(call["length"])
    if not length.isdigit() or int(length) < 1:
        raise Refused("invalid_arguments", "length: must be at least 1")
    file = new_file(call.team, call.team.bot_user_id, str(call["filename"]), None, int(length))
    file.alternative = str(call.get("alt_txt") or "")
    if len(file.alternative) > 1000:
        raise Refused("alt_txt_too_large")
    return {"file_id": file.id, "upload_url": f"{call.slack.base_url}/upload/v1/{call.team.id}/{file.id}"}


def complete_upload(call: Call) -> JSON:
    """files.completeUploadExternal: posts the files where a channel is given."""
    given = call["files"]
    if not isinstance(given, list) or not given or any(not isinstance(one, dict) or not one.get("id") for one in given):
        raise Refused("invalid_arguments", "files: must be a list of objects with an id")
    files = [_uploaded(call, one) for one in given]
    channels = [one for one in [call.get("channel_id"), *str(call.get("channels") or "").split(",")] if one]
    places = [(channel := call.writable(one), call.root(channel, call.get("thread_ts"))) for one in channels]
    for channel, _ in places:
        call.paced(channel)
    for channel, thread_ts in places:
        _share(call, channel, thread_ts, files)
    for file in files:
        file.shared = True
    return {"files": [file_payload(call.team, file) for file in files]}


def _uploaded(call: Call, given: JSON) -> File:
    file = call.team.files.get(given["id"])
    if file is None or file.content is None or file.shared:
        raise Refused("file_not_found")
    file.title = given.get("title") or file.name
    return file


def _share(call: Call, channel: Channel, thread_ts: str | None, files: list[File]) -> None:
    for file in files:
        file.channels.append(channel.id)
    shown = [file_payload(call.team, file) for file in files]
    text = str(call.get("initial_comment") or "")
    message = written(call, channel, thread_ts=thread_ts, text=text, subtype="file_share", files=shown)
    call.slack.send_echo(call.team, message)


def files_info(call: Call) -> JSON:
    """files.info"""
    file = call.team.files.get(call["file"])
    if file is None or file.content is None:
        raise Refused("file_not_found")
    if file.deleted:
        raise Refused("file_deleted")
    return {"file": file_payload(call.team, file), "comments": [], "response_metadata": {"next_cursor": ""}}


def create_canvas(call: Call) -> JSON:
    """canvases.create: a team on the free plan only has canvases in channels."""
    if call.team.plan == "free" and not call.get("channel_id"):
        raise Refused("free_teams_cannot_create_standalone_canvases")
    channel = call.writable(call["channel_id"]) if call.get("channel_id") else None
    if channel and channel.canvas and call.team.plan == "free":
        raise Refused("free_team_canvas_tab_already_exists")
    return _create(call, channel)


def create_channel_canvas(call: Call) -> JSON:
    """conversations.canvases.create"""
    channel = call.writable(call["channel_id"])
    if channel.canvas:
        raise Refused("channel_canvas_already_exists")
    return _create(call, channel)


def _create(call: Call, channel: Channel | None) -> JSON:
    markdown = _markdown(call.get("document_content"), "canvas_creation_failed")
    canvas = Canvas(call.team.new_id("F"), str(call.get("title") or "Untitled"), markdown, channel.id if channel else None)
    call.team.canvases[canvas.id] = canvas
    if channel:
        channel.canvas = canvas.id
    return {"canvas_id": canvas.id}


def _markdown(content: Any, too_large: str) -> str:
    if content is None:
        return ""
    if not isinstance(content, dict) or content.get("type") != "markdown" or not isinstance(content.get("markdown"), str):
        raise Refused("invalid_arguments", "document_content: must have type markdown and a markdown string")
    if len(content["markdown"].encode()) > LARGEST_CANVAS:
        raise Refused(too_large)
    return content["markdown"]


def set_canvas_access(call: Call) -> JSON:
    """canvases.access.set: for channels or for people, not both."""
    canvas, channels, people = _canvas(call), call.get("channel_ids") or [], call.get("user_ids") or []
    if call["access_level"] not in LEVELS or bool(channels) == bool(people):
        raise Refused("invalid_parameters")
    for one in channels:
        call.channel(one)
    for one in people:
        call.person(one)
    canvas.access |= dict.fromkeys([*channels, *people], call["access_level"])
    return {}


def edit_canvas(call: Call) -> JSON:
    """canvases.edit: one change at a time; without a section_id, replace is for the whole canvas."""
    canvas, changes = _canvas(call), call["changes"]
    if not isinstance(changes, list) or len(changes) != 1 or changes[0].get("operation") not in CHANGES:
        raise Refused("invalid_arguments", f"changes: must be one change of {CHANGES}")
    if call.team.plan == "free" and not canvas.channel:
        raise Refused("free_teams_cannot_edit_standalone_canvases")
    operation, said = changes[0]["operation"], _markdown(changes[0].get("document_content"), "canvas_too_large")
    if operation == "insert_at_end":
        said = f"{canvas.markdown}\n{said}"
    elif operation == "insert_at_start":
        said = f"{said}\n{canvas.markdown}"
    elif operation != "replace" or changes[0].get("section_id"):
        raise Refused("canvas_editing_failed", "this fake edits whole canvases only")
    canvas.markdown = _markdown({"type": "markdown", "markdown": said}, "canvas_too_large")
    return {}


def _canvas(call: Call) -> Canvas:
    if call["canvas_id"] not in call.team.canvases:
        raise Refused("canvas_not_found")
    return call.team.canvases[call["canvas_id"]]
