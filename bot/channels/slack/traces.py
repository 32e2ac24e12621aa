"""How a message of ours is known again in Slack, and how it is looked for after a call that had no answer."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.calls import Gone, Later, Refused, Removed, called
from storage.threads import Thread

EVENT_TYPE = "mock_interview_delivery"
IN_A_PAGE, MOST_PAGES = 100, 5
CLOCKS_APART = timedelta(minutes=5)
"""How far Slack's clock and ours may differ: what is further off does not even get in."""

Message = Mapping[str, Any]


class CannotTell(Exception):
    """Whether the message is there cannot be found out."""


def metadata(interview_id: str, name: str) -> dict[str, Any]:
    """What a message of ours carries."""
    return {"event_type": EVENT_TYPE, "event_payload": {"id": f"{interview_id}/{name}"}}


def name_in(message: Message) -> tuple[str, str] | None:
    """The interview and the name of the delivery that a message of ours is; None for any other."""
    carried: Mapping[str, Any] = message.get("metadata") or {}
    payload: Mapping[str, Any] = carried.get("event_payload") or {}
    interview_id, slash, name = str(payload.get("id", "")).partition("/")
    return (interview_id, name) if slash and carried.get("event_type") == EVENT_TYPE else None


async def in_thread(client: AsyncWebClient, thread: Thread, since: datetime) -> AsyncGenerator[Message]:
    """What was written in a thread since an attempt was made. Raises `CannotTell` and what `called` raises."""
    async for message in _all(partial(client.conversations_replies, ts=thread.ts or ""), thread, since):
        yield message


async def in_channel(client: AsyncWebClient, thread: Thread, since: datetime) -> AsyncGenerator[Message]:
    """What was written outside threads. Raises as `in_thread` does."""
    async for message in _all(client.conversations_history, thread, since):
        yield message


async def found(client: AsyncWebClient, thread: Thread, name: str, since: datetime) -> str | None:
    """The ts of a whole message of ours that begins a thread; None if it is not there."""
    async for message in in_channel(client, thread, since):
        if name_in(message) == (thread.interview_id, name):
            return str(message["ts"])
    return None


async def found_in_thread(client: AsyncWebClient, thread: Thread, name: str, since: datetime, known: set[str]) -> tuple[str | None, str | None]:
    """The ts of a whole message of ours in a thread, and that of one which was cut off before it had its name: a stream gets it at its end.

    `known` are those of all others."""
    us, cut = (await called(client.auth_test()))["bot_id"], None
    async for message in in_thread(client, thread, since):
        if message.get("bot_id") != us or message["ts"] == thread.ts:
            continue
        if name_in(message) == (thread.interview_id, name):
            return str(message["ts"]), None
        if not name_in(message) and not message.get("files") and message["ts"] not in known:
            cut = str(message["ts"])
    return None, cut


async def _all(read: Callable[..., Awaitable[Any]], thread: Thread, since: datetime) -> AsyncGenerator[Message]:
    oldest = f"{(since - CLOCKS_APART).timestamp():.6f}"
    place: dict[str, Any] = {"channel": thread.channel, "include_all_metadata": True, "limit": IN_A_PAGE, "oldest": oldest}
    cursor = ""
    for page in range(MOST_PAGES):
        try:
            answer = await called(read(**place, **({"cursor": cursor} if cursor else {})))
        except Later as later:
            if page:  # where one look a minute is allowed, the second page never comes
                raise CannotTell from later
            raise
        except Refused as refused:
            if isinstance(refused, Gone | Removed):
                raise
            raise CannotTell from refused
        for message in answer.get("messages", []):
            yield message
        cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return
    raise CannotTell
