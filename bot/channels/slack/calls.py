"""What Slack answers to a call, told in the few ways in which we can act on it."""

from collections.abc import Awaitable, Mapping
from typing import Any, cast

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

GONE = frozenset(
    "channel_not_found is_archived is_inactive not_in_channel thread_not_found cannot_reply_to_message invalid_thread_ts restricted_action restricted_action_read_only_channel "
    "restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked posting_to_channel_denied".split()
)
"""The place cannot be posted to, now or later."""
REMOVED = frozenset(
    "invalid_auth not_authed token_revoked token_expired account_inactive team_not_found user_not_found user_disabled cannot_dm_bot messages_tab_disabled "
    "org_login_required app_access_restricted ekm_access_denied team_access_not_granted".split()
)
"""We may not speak to this person any more, until somebody changes that."""
PERSONAL = frozenset("user_not_found user_not_visible user_disabled cannot_dm_bot messages_tab_disabled".split())
"""We may not speak to this one person."""
NOT_ALLOWED = frozenset("missing_scope no_permission".split())
"""This is not for us, though other methods may be."""
NO_STREAMS = frozenset(
    "unknown_method method_deprecated channel_type_not_supported not_subscribed_to_message_stream_stopped feature_disabled not_allowed_token_type".split()
)
"""Streaming is not to be had here."""
NOT_STREAMING = "message_not_in_streaming_state"
NOT_THERE = "message_not_found"
UNSURE = frozenset("internal_error fatal_error service_unavailable request_timeout messaging_processing_failed update_failed".split())
"""Something broke in Slack: with some of these it was done nevertheless."""
WRONG_BLOCKS = frozenset("invalid_blocks invalid_blocks_format msg_blocks_too_long msg_blocks_too_many block_mismatch invalid_chunks".split())


class SlackFailed(Exception):
    """A call came to nothing; `code` is Slack's word for it."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Later(SlackFailed):
    """Not done: we called too often. Again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__("ratelimited")


class Unsure(SlackFailed):
    """Nobody knows whether it was done: a time-out, a lost connection, an error of the server."""


class Refused(SlackFailed):
    """Not done."""


class Gone(Refused):
    """Not done: the channel or the thread is not there any more, or not for us."""


class Removed(Refused):
    """Not done: we are out of this workspace, or the person is."""


class NotAllowed(Refused):
    """Not done: the app was not given the right to this method."""


async def called(call: Awaitable[AsyncSlackResponse | None]) -> Mapping[str, Any]:
    """Slack's answer. Raises `Later`, `Unsure`, `Gone`, `Removed`, `NotAllowed` or `Refused`."""
    try:
        return _body(await call)
    except SlackApiError as error:
        raise _named(error) from error
    except (aiohttp.ClientError, TimeoutError, SlackClientError, OSError) as error:
        raise Unsure(type(error).__name__) from error


def _named(error: SlackApiError) -> SlackFailed:
    response: Any = error.response
    readable = isinstance(response, AsyncSlackResponse)
    status = int(getattr(response, "status_code" if readable else "status", 500))  # unreadable: aiohttp's own response
    code = str(_body(response).get("error", "")) if readable else ""
    if status == 429 or code in ("ratelimited", "rate_limited", "message_limit_exceeded"):
        return Later(_seconds(response))
    if status >= 500 or not code or code in UNSURE:
        return Unsure(code or f"status_{status}")
    kinds = ((GONE, Gone), (REMOVED, Removed), (NOT_ALLOWED, NotAllowed))
    return next((kind for codes, kind in kinds if code in codes), Refused)(code)


def _body(response: Any) -> Mapping[str, Any]:
    body: Any = getattr(response, "data", None)
    return cast(Mapping[str, Any], body) if isinstance(body, dict) else {}


def _seconds(response: Any) -> float:
    headers = {str(name).lower(): value for name, value in dict(getattr(response, "headers", {}) or {}).items()}
    try:
        return min(3600.0, max(1.0, float(str(headers.get("retry-after", "30")))))
    except ValueError:
        return 30.0
