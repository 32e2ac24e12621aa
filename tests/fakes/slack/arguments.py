"""What each method takes: its required and optional arguments, and the scope that it needs."""

import json
from dataclasses import dataclass
from typing import Any

from tests.fakes.slack.messages import JSON
from tests.fakes.slack.refusals import Refused


@dataclass(frozen=True)
class Takes:
    """Arguments of one method. `auth` says which kind of token authorises it, if any; one of `scopes` must be granted."""

    required: frozenset[str]
    optional: frozenset[str]
    scopes: tuple[str, ...]
    auth: str | None


def _takes(required: str = "", optional: str = "", scope: str = "", auth: str | None = "bot") -> Takes:
    return Takes(frozenset(required.split()), frozenset(optional.split()), tuple(scope.split()), auth)


_LOOK = "icon_emoji icon_url username"
_TEXT = "text blocks attachments markdown_text metadata link_names parse as_user"
_PAGE = "cursor limit oldest latest inclusive include_all_metadata"
_READ = "channels:read groups:read im:read mpim:read"
_HISTORY = "channels:history groups:history im:history mpim:history"
_SIGN_IN = "client_id client_secret code redirect_uri grant_type refresh_token code_verifier"

METHODS: dict[str, Takes] = {
    "api.test": _takes("", "error foo", auth=None),
    "auth.test": _takes(),
    "auth.revoke": _takes("", "test"),
    "users.info": _takes("user", "include_locale", "users:read"),
    "users.conversations": _takes("", "user types cursor limit exclude_archived team_id", _READ),
    "team.info": _takes("", "team domain", "team:read"),
    "dnd.info": _takes("", "user", "dnd:read"),
    "conversations.open": _takes("", "users channel return_im prevent_creation", "im:write channels:manage groups:write mpim:write"),
    "conversations.info": _takes("channel", "include_locale include_num_members", _READ),
    "conversations.members": _takes("channel", "cursor limit", _READ),
    "conversations.replies": _takes("channel ts", _PAGE, _HISTORY),
    "conversations.history": _takes("channel", _PAGE, _HISTORY),
    "chat.postMessage": _takes("channel", f"{_TEXT} {_LOOK} thread_ts reply_broadcast mrkdwn unfurl_links unfurl_media", "chat:write"),
    "chat.postEphemeral": _takes("channel user", f"{_TEXT} {_LOOK} thread_ts", "chat:write"),
    "chat.update": _takes("channel ts", f"{_TEXT} reply_broadcast file_ids", "chat:write"),
    "chat.delete": _takes("channel ts", "as_user", "chat:write"),
    "chat.getPermalink": _takes("channel message_ts"),
    "chat.unfurl": _takes("unfurls", "channel ts source unfurl_id metadata user_auth_message user_auth_required user_auth_url", "links:write"),
    "chat.startStream": _takes(
        "channel", f"thread_ts markdown_text chunks recipient_user_id recipient_team_id task_display_mode {_LOOK}", "chat:write"
    ),
    "chat.appendStream": _takes("channel ts", "markdown_text chunks", "chat:write"),
    "chat.stopStream": _takes("channel ts", "markdown_text chunks blocks metadata session_status", "chat:write"),
    "agents.sessions.setStatus": _takes("channel_id status", f"thread_ts title initiator_user_id {_LOOK}", "chat:write"),
    "agents.sessions.rename": _takes("channel_id title", "thread_ts", "chat:write"),
    "assistant.threads.setSuggestedPrompts": _takes("channel_id prompts", "thread_ts title", "assistant:write"),
    "assistant.threads.setTitle": _takes("channel_id thread_ts title", "", "assistant:write"),
    "assistant.threads.setStatus": _takes("channel_id thread_ts status", f"loading_messages {_LOOK}", "chat:write assistant:write"),
    "reactions.add": _takes("channel name timestamp", "", "reactions:write"),
    "reactions.remove": _takes("name", "channel timestamp", "reactions:write"),
    "views.open": _takes("view", "trigger_id interactivity_pointer"),
    "views.push": _takes("view", "trigger_id interactivity_pointer"),
    "views.update": _takes("view", "view_id external_id hash"),
    "views.publish": _takes("view user_id", "hash"),
    "canvases.create": _takes("", "title document_content channel_id", "canvases:write"),
    "canvases.access.set": _takes("canvas_id access_level", "channel_ids user_ids", "canvases:write"),
    "canvases.edit": _takes("canvas_id changes", "", "canvases:write"),
    "conversations.canvases.create": _takes("channel_id", "document_content title", "canvases:write"),
    "files.getUploadURLExternal": _takes("filename length", "snippet_type alt_txt", "files:write"),
    "files.completeUploadExternal": _takes("files", f"channel_id channels thread_ts initial_comment blocks {_LOOK}", "files:write"),
    "files.info": _takes("file", "cursor limit count page", "files:read"),
    "oauth.v2.access": _takes("", _SIGN_IN, auth=None),
    "openid.connect.token": _takes("", _SIGN_IN, auth=None),
    "openid.connect.userInfo": _takes(auth="user"),
    "apps.connections.open": _takes(auth="app"),
}
MISSING = {
    "chat.unfurl": {"unfurls": "missing_unfurls"},
    "oauth.v2.access": {},
}
"""Where Slack has an error of its own for a missing argument."""
STRUCTURED = {
    "blocks": "invalid_blocks_format",
    "attachments": "invalid_attachments",
    "metadata": "invalid_metadata_format",
    "chunks": "invalid_chunks",
    "unfurls": "invalid_unfurls_format",
    "view": "invalid_arguments",
    "prompts": "invalid_arguments",
    "files": "invalid_arguments",
    "document_content": "invalid_arguments",
    "changes": "invalid_arguments",
    "channel_ids": "invalid_arguments",
    "user_ids": "invalid_arguments",
    "loading_messages": "invalid_arguments",
    "file_ids": "invalid_arguments",
}
"""Arguments that are JSON inside a form, and the error when they are not."""
LISTS = {"channel_ids", "user_ids", "file_ids", "loading_messages"}
"""Arguments that may also be a list with commas."""
FLAGS = {"inclusive", "include_all_metadata", "include_num_members", "reply_broadcast", "return_im", "prevent_creation", "test"}


def checked(method: str, given: JSON) -> JSON:
    """The arguments, unfolded from JSON and complete; Refused where one is missing or unknown."""
    takes = METHODS[method]
    arguments = {name: value for name, value in given.items() if value is not None and name not in ("token", "team_id")}
    if unknown := set(arguments) - takes.required - takes.optional:
        raise Refused("invalid_arguments", *(f"unknown argument: {name}" for name in sorted(unknown)))
    for name in sorted(takes.required):
        if arguments.get(name) in (None, ""):
            if name == "status":  # an empty status clears it
                continue
            raise Refused(MISSING.get(method, {}).get(name, "invalid_arguments"), f"missing required field: {name}")
    return {name: _unfolded(name, value) for name, value in arguments.items()}


def _unfolded(name: str, value: Any) -> Any:
    if name in LISTS and isinstance(value, str) and not value.startswith("["):
        return value.split(",")
    if name in STRUCTURED and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError as broken:
            raise Refused(STRUCTURED[name], f"{name} is not JSON") from broken
    if name in FLAGS:
        return value in (True, "1", "true", "True")
    if name not in STRUCTURED and not isinstance(value, str | int | float | bool):
        raise Refused("invalid_arguments", f"{name}: must be a string")
    return value
