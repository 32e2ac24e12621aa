"""Nothing gets past the guard that Slack did not sign, now, in one of its own shapes; and no request makes it fail."""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from hypothesis import example, given
from hypothesis import strategies as st
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from bot.channels.slack.guard import LARGEST, REMEMBERED, SignatureGuard
from bot.channels.slack.http import http_app

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
EVENT = json.dumps({"type": "event_callback", "event_id": "Ev1", "team_id": "T1", "event": {"type": "message", "text": "hello"}}).encode()
Headers = list[tuple[bytes, bytes]]


def signed(body: bytes, *, at: datetime = NOW, kind: str = JSON) -> Headers:
    """The headers with which Slack would send this. Its own library can sign text only."""
    timestamp = str(int(at.timestamp())).encode()
    signature = hmac.new(SECRET.encode(), b"v0:%b:%b" % (timestamp, body), hashlib.sha256).hexdigest().encode()
    return [(b"content-type", kind.encode()), (b"x-slack-request-timestamp", timestamp), (b"x-slack-signature", b"v0=" + signature)]


def stamped(body: bytes, **other: bytes) -> Headers:
    """Signed headers, some of them replaced: `stamp`, `signature`, `kind`."""
    names = {b"content-type": "kind", b"x-slack-request-timestamp": "stamp", b"x-slack-signature": "signature"}
    return [(name, other.get(names[name], value)) for name, value in signed(body)]


@dataclass
class Door:
    """A guard with a room behind it that keeps what it is given."""

    status: int = 200
    now: datetime = NOW
    heard: list[bytes] = field(default_factory=list[bytes])
    patience: float = 10

    def __post_init__(self) -> None:
        self.guard = SignatureGuard(self._room, SECRET, lambda: self.now, patience=self.patience)

    async def _room(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = await receive()
        self.heard.append(message["body"])
        await Response(status_code=self.status)(scope, receive, send)

    async def post(self, headers: Headers, *parts: bytes, method: str = "POST", ends: bool = True) -> int | None:
        """The status that is answered to a body in these parts; None is no answer. Without `ends` the sender falls silent."""
        return await asked(self.guard, headers, parts, method=method, ends=ends)


async def asked(
    app: Any, headers: Headers, parts: Sequence[bytes], *, path: str = "/slack/events", method: str = "POST", ends: bool = True
) -> int | None:
    messages: list[Message] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    if ends and messages:
        messages[-1]["more_body"] = False
    elif ends:
        messages.append({"type": "http.disconnect"})
    statuses: list[int] = []

    async def receive() -> Message:
        if messages:
            return messages.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "root_path": "",
    }
    await app(scope, receive, send)
    assert len(statuses) < 2
    return statuses[0] if statuses else None


async def test_what_slack_signed_is_let_through_byte_by_byte() -> None:
    door = Door()

    status = await door.post(signed(EVENT), EVENT[:7], b"", EVENT[7:])

    assert (status, door.heard) == (200, [EVENT])


async def test_slacks_own_library_signs_as_the_guard_expects() -> None:
    timestamp = str(int(NOW.timestamp()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body="text=für+zwei")

    assert (signature or "").encode() == signed("text=für+zwei".encode())[2][1]


@pytest.mark.parametrize("kind", [JSON, "application/json; charset=utf-8", "Application/JSON"])
async def test_json_may_name_its_charset(kind: str) -> None:
    assert await Door().post(signed(EVENT, kind=kind), EVENT) == 200


@pytest.mark.parametrize(
    "form",
    [
        {"command": "/mock-interview", "text": "", "trigger_id": "1.2", "team_id": "T1"},
        {"payload": json.dumps({"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": [{"action_id": "next"}]})},
        {"payload": json.dumps({"type": "view_submission", "team": None, "view": {"callback_id": "start", "state": {"values": {}}}})},
        {"ssl_check": "1", "token": "t"},
    ],
)
async def test_commands_and_buttons_are_let_through(form: dict[str, str]) -> None:
    body = urlencode(form).encode()

    assert await Door().post(signed(body, kind=FORM), body) == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_what_carries_no_event_needs_no_signature(method: str) -> None:
    assert await Door().post([], b"", method=method) == 200


@pytest.mark.parametrize("seconds", [-300, -1, 0, 299, 300])
async def test_a_clock_may_be_five_minutes_off(seconds: int) -> None:
    assert await Door().post(signed(EVENT, at=NOW + timedelta(seconds=seconds)), EVENT) == 200


UNSIGNED: dict[str, Headers] = {
    "nothing at all": [],
    "no signature": signed(EVENT)[:2],
    "no timestamp": [signed(EVENT)[0], signed(EVENT)[2]],
    "a doubled signature": [*signed(EVENT), signed(EVENT)[2]],
    "a doubled timestamp": [*signed(EVENT), signed(EVENT)[1]],
    "a stale one": signed(EVENT, at=NOW - timedelta(seconds=301)),
    "one from the future": signed(EVENT, at=NOW + timedelta(seconds=301)),
    "another body's": signed(EVENT + b" "),
    "another secret's": stamped(EVENT, signature=b"v0=" + b"0" * 64),
    "no version": stamped(EVENT, signature=signed(EVENT)[2][1][3:]),
    "another version": stamped(EVENT, signature=b"v1" + signed(EVENT)[2][1][2:]),
    "capitals": stamped(EVENT, signature=signed(EVENT)[2][1].upper()),
    "not ASCII": stamped(EVENT, signature="v0=ä€".encode()),
    "empty": stamped(EVENT, signature=b""),
    "a wordy timestamp": stamped(EVENT, stamp=b"now"),
    "an empty timestamp": stamped(EVENT, stamp=b""),
    "a timestamp with a sign": stamped(EVENT, stamp=b"+" + signed(EVENT)[1][1]),
    "a timestamp with a space": stamped(EVENT, stamp=signed(EVENT)[1][1] + b" "),
    "a fraction": stamped(EVENT, stamp=signed(EVENT)[1][1] + b".0"),
    "digits of another script": stamped(EVENT, stamp="١٧٩٣".encode()),
    "an endless timestamp": stamped(EVENT, stamp=b"9" * 5000),
}


@pytest.mark.parametrize("headers", UNSIGNED.values(), ids=UNSIGNED)
async def test_what_is_not_signed_now_is_401(headers: Headers) -> None:
    door = Door()

    assert (await door.post(headers, EVENT), door.heard) == (401, [])


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{", b"", b"[]", b"\0" * 99])
async def test_an_unsigned_body_is_401_whatever_it_holds(body: bytes) -> None:
    assert await Door().post(stamped(body, signature=b"v0=" + b"0" * 64), body) == 401


def nested(levels: int) -> bytes:
    """An object that holds a list of lists of lists."""
    return b'{"text": ' + b"[" * levels + b"]" * levels + b"}"


MALFORMED = {
    "empty JSON": (JSON, b""),
    "an empty object": (JSON, b"{}"),
    "half an object": (JSON, b'{"type": "event_call'),
    "a list": (JSON, b"[]"),
    "a number": (JSON, b"5"),
    "a number too long to read": (JSON, b"9" * 5000),
    "null": (JSON, b"null"),
    "not UTF-8": (JSON, b'{"text": "\xff"}'),
    "half a character": (JSON, rb'{"text": "\ud83d"}'),
    "half a character in a name": (JSON, rb'{"\ud83d": 1}'),
    "too deep for Python": (JSON, nested(100_000)),
    "too deep for us": (JSON, nested(80)),
    "an event that is a word": (JSON, b'{"type": "event_callback", "event": "message"}'),
    "an event that is nothing": (JSON, b'{"type": "event_callback", "event": null}'),
    "a user that is a number": (JSON, b'{"type": "event_callback", "event": {"type": "message", "user": 5}}'),
    "authorizations that are none": (JSON, b'{"type": "event_callback", "authorizations": [null]}'),
    "no actions": (FORM, urlencode({"payload": '{"type": "block_actions", "actions": []}'}).encode()),
    "an empty form": (FORM, b""),
    "no form": (FORM, b"hello"),
    "JSON called a form": (FORM, b'{"text": "a=b"}'),
    "a form that is not UTF-8": (FORM, b"text=%FF"),
    "a payload that is no JSON": (FORM, b"payload=hello"),
    "a payload that is a list": (FORM, b"payload=[1]"),
    "plain text": ("text/plain", EVENT),
    "files": ("multipart/form-data; boundary=x", b"--x--"),
    "no type": ("", EVENT),
}


@pytest.mark.parametrize(("kind", "body"), MALFORMED.values(), ids=MALFORMED)
async def test_what_is_signed_but_malformed_is_400(kind: str, body: bytes) -> None:
    door = Door()

    assert (await door.post(signed(body, kind=kind), body), door.heard) == (400, [])


async def test_two_content_types_are_400() -> None:
    assert await Door().post([*signed(EVENT), (b"content-type", FORM.encode())], EVENT) == 400


async def test_a_body_of_a_mebibyte_is_read_and_one_byte_more_is_400() -> None:
    door = Door()
    most = b'{"text": "' + b"a" * (LARGEST - 12) + b'"}'
    parts = [most[start : start + 65_536] for start in range(0, LARGEST, 65_536)]

    assert await door.post(signed(most), *parts) == 200
    assert await door.post(signed(most + b" "), *parts, b" ") == 400
    assert door.heard == [most]


async def test_a_body_that_stops_arriving_is_400_after_a_while() -> None:
    door = Door(patience=0.01)

    assert await door.post(signed(EVENT), EVENT[:5], ends=False) == 400
    assert await door.post([], EVENT[:5], ends=False) == 400
    assert door.heard == []


async def test_a_sender_who_went_away_gets_no_answer() -> None:
    door = Door()

    assert (await door.post(signed(EVENT)), await door.post([]), door.heard) == (None, None, [])


async def test_the_same_bytes_are_answered_once() -> None:
    door = Door()

    statuses = [await door.post(signed(EVENT), EVENT) for _ in range(3)]

    assert (statuses, len(door.heard)) == ([200, 401, 401], 1)


async def test_slacks_own_second_attempt_is_signed_anew_and_passes() -> None:
    door = Door()
    await door.post(signed(EVENT), EVENT)

    assert await door.post(signed(EVENT, at=NOW + timedelta(seconds=60)), EVENT) == 200


async def test_what_failed_may_be_sent_again_until_it_succeeds() -> None:
    door = Door(status=500)
    failed = await door.post(signed(EVENT), EVENT)
    door.status = 200

    assert (failed, await door.post(signed(EVENT), EVENT), await door.post(signed(EVENT), EVENT)) == (500, 200, 401)


async def test_a_request_from_ahead_cannot_be_repeated_for_as_long_as_it_is_good() -> None:
    door, ahead = Door(), signed(EVENT, at=NOW + timedelta(minutes=5))
    await door.post(ahead, EVENT)
    door.now = NOW + timedelta(minutes=9, seconds=59)
    other = signed(EVENT, at=door.now)

    assert [await door.post(headers, EVENT) for headers in (other, ahead)] == [200, 401]


async def test_old_signatures_are_forgotten() -> None:
    door = Door()
    for minute in range(60):
        door.now = NOW + timedelta(minutes=minute)
        await door.post(signed(EVENT, at=door.now), EVENT)

    assert len(door.guard._answered) == 11  # pyright: ignore[reportPrivateUsage]
    assert len(door.guard._answered) < REMEMBERED  # pyright: ignore[reportPrivateUsage]


def test_an_empty_secret_is_no_secret() -> None:
    with pytest.raises(ValueError, match="anybody could sign"):
        SignatureGuard(Door()._room, " ", lambda: NOW)  # pyright: ignore[reportPrivateUsage]


async def test_the_log_tells_why_and_nothing_of_what_was_sent(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    await Door().post(stamped(b"confidential", signature=b"v0=spy"), b"confidential")
    await Door().post(signed(b'{"event": "confidential"}'), b'{"event": "confidential"}')

    assert "may be another app's" in caplog.text
    assert "confidential" not in caplog.text
    assert "spy" not in caplog.text


names = st.sampled_from([b"x-slack-signature", b"x-slack-request-timestamp", b"content-type", b"content-length", b"x-slack-retry-num"])
values = st.binary(max_size=80) | st.sampled_from([value for _, value in signed(EVENT)])
bodies = st.lists(st.binary(max_size=200) | st.just(EVENT), max_size=3)


@given(headers=st.lists(st.tuples(names | st.binary(max_size=20).map(bytes.lower), values), max_size=6), parts=bodies)
def test_no_request_without_a_signature_gets_further_or_breaks_anything(headers: Headers, parts: list[bytes]) -> None:
    door = Door()

    status = asyncio.run(door.post(headers, *parts))

    signature = {name: value for name, value in signed(EVENT) if name.startswith(b"x-slack-")}
    assert status in ({401} if parts else {None}) or (dict(headers).items() >= signature.items() and b"".join(parts) == EVENT)


jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
KEYS = "type event event_id team_id team user channel enterprise authorizations actions view command text message container response_urls payload ssl_check is_enterprise_install function_data item".split()
TYPES = st.sampled_from(
    "event_callback block_actions view_submission view_closed url_verification block_suggestion message_action shortcut message".split()
)
things = st.fixed_dictionaries({}, optional={key: TYPES | jsons if key == "type" else jsons for key in KEYS})
requests = st.fixed_dictionaries({}, optional={key: TYPES if key == "type" else jsons | things for key in KEYS})


@cache
def deaf_app() -> FastAPI:
    """Everything that stands behind the address, with listeners that do nothing."""

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="UB")

    async def fine(ack: Any) -> None:
        await ack()

    quiet = logging.getLogger("tests.quiet")
    quiet.setLevel(logging.CRITICAL)
    app = AsyncApp(authorize=authorize, request_verification_enabled=False, process_before_response=True, logger=quiet)
    app.event("message")(fine)
    app.command("/mock-interview")(fine)
    app.action("next")(fine)
    app.view("start")(fine)
    return http_app(app, signing_secret=SECRET, clock=lambda: NOW)


@example({"item": {"channel": False}}, JSON)
@example({"event": {"enterprise": False}}, JSON)
@given(body=requests | jsons, kind=st.sampled_from([JSON, FORM]))
def test_no_signed_body_however_odd_fails_in_bolt(body: Any, kind: str) -> None:
    sent = (json.dumps(body) if kind == JSON else urlencode({"payload": json.dumps(body)})).encode()

    status = asyncio.run(asked(deaf_app(), signed(sent, kind=kind), [sent]))

    assert status in {200, 400, 401, 404}  # 401: the same bytes were answered before
