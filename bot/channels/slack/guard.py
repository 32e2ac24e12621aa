"""What stands before everything that Slack sends: signature, age, size and shape are judged here, before any other code sees a request.

How Slack signs: https://docs.slack.dev/authentication/verifying-requests-from-slack/
"""

import asyncio
import hashlib
import hmac
import logging
import re
from collections import OrderedDict

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.slack.envelope import NotSlacks, check
from bot.conversation import Clock

WINDOW = 300
"""Seconds by which a request may be old, or ahead of our clock."""
LARGEST = 1024 * 1024
"""Bytes of the largest body that is read."""
REMEMBERED = 50_000
"""The most signatures that are kept."""

log = logging.getLogger(__name__)


class Refused(Exception):
    """This request goes no further: `status` is 401 (not signed by Slack now) or 400 (signed, but no request of Slack's)."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class SignatureGuard:
    """Lets through to `app` each POST that Slack has signed within the last five minutes; other methods pass.

    A request that was answered with success is refused when its very bytes come again; one that failed may be tried again.
    `patience` is how many seconds a body may take to arrive. Nothing of a body or a header is logged.
    """

    def __init__(self, app: ASGIApp, signing_secret: str, clock: Clock, *, patience: float = 10.0) -> None:
        if not signing_secret.strip():
            raise ValueError("without a signing secret anybody could sign")
        self._app, self._secret, self._clock, self._patience = app, signing_secret.encode(), clock, patience
        self._answered: OrderedDict[bytes, float] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        try:
            signature, body = await self._judged(scope, receive)
        except ClientDisconnect:
            return
        except Refused as refused:
            log.warning("A request that claims to be Slack's was refused with %d: %s.", refused.status, refused)
            await _answer(send, refused)
            return

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start" and 200 <= message["status"] < 300:
                self._remember(signature)
            await send(message)

        await self._app(scope, _again(body, receive), noting)

    async def _judged(self, scope: Scope, receive: Receive) -> tuple[bytes, bytes]:
        """The signature and the body of a request that may pass. Raises `Refused` and `ClientDisconnect`."""
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        try:
            timestamp, signature = self._stamps(headers)
        except Refused:
            await self._body(receive, keep=0)  # a sender that is cut off while it sends does not hear the answer
            raise
        body = await self._body(receive, keep=LARGEST)
        expected = hmac.new(self._secret, b"v0:%b:%b" % (timestamp, body), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(b"v0=" + expected.encode(), signature):
            raise Refused(401, "its signature does not match; the signing secret may be another app's")
        if signature in self._answered:
            raise Refused(401, "it was answered before")
        try:
            check(body, _only(headers, b"content-type").split(b";")[0].strip().lower())
        except NotSlacks as odd:
            raise Refused(400, str(odd)) from odd
        return signature, body

    def _stamps(self, headers: list[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
        timestamp, signature = (_only(headers, name) for name in (b"x-slack-request-timestamp", b"x-slack-signature"))
        if not timestamp or not signature:
            raise Refused(401, "a header of the signature is missing or doubled")
        if not re.fullmatch(rb"[0-9]{1,12}", timestamp):
            raise Refused(401, "its timestamp is no number")
        if abs(self._clock().timestamp() - int(timestamp)) > WINDOW:
            raise Refused(401, "it is more than five minutes old or ahead; this machine's clock may be wrong")
        return timestamp, signature

    async def _body(self, receive: Receive, *, keep: int) -> bytes:
        """The whole body. One longer than `keep` bytes is read to its end all the same, and refused unless nothing was to be kept."""
        kept, size, more = bytearray(), 0, True
        try:
            async with asyncio.timeout(self._patience):
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise ClientDisconnect
                    part: bytes = message.get("body", b"")
                    size, more = size + len(part), message.get("more_body", False)
                    if size <= keep:
                        kept += part
        except TimeoutError as slow:
            raise Refused(400, "its body did not arrive in time") from slow
        if keep and size > keep:
            raise Refused(400, "its body is too long")
        return bytes(kept)

    def _remember(self, signature: bytes) -> None:
        now = self._clock().timestamp()
        self._answered[signature] = now
        while len(self._answered) > REMEMBERED or next(iter(self._answered.values())) < now - 2 * WINDOW:  # it may have been one window ahead
            self._answered.popitem(last=False)


def _only(headers: list[tuple[bytes, bytes]], name: bytes) -> bytes:
    values = [value for key, value in headers if key.lower() == name]
    return values[0] if len(values) == 1 else b""


def _again(body: bytes, receive: Receive) -> Receive:
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return left.pop() if left else await receive()

    return received


async def _answer(send: Send, refused: Refused) -> None:
    text = b"This request is not signed by Slack.\n" if refused.status == 401 else b"This is no request of Slack's.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(text)), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
