"""A model provider on a port of this machine: `FakeModel` is its server and the hand that a test holds it by."""

import asyncio
import json
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Self

from aiohttp import web

from tests.fakes.model import anthropic, openai, responses
from tests.fakes.model.answer import Answer, Spent, shortened
from tests.fakes.model.asked import Asked, Refused, tokens
from tests.fakes.model.behaviour import GOOD, Behaviour, Break, Chosen, pieces, position
from tests.fakes.model.cache import Cache

DIALECTS: tuple[ModuleType, ...] = (openai, responses, anthropic)
ALIVE = 0.02
"""Seconds between two signs of life of a stream that stands still."""
PATIENCE = 30
"""Seconds after which the server is taken not to start or to stop."""


@dataclass
class Call:
    """A request that arrived, served or not. `sent` is what of the answer's text left, `finished` whether all of it and what ends a stream did."""

    path: str
    size: int
    """Bytes of its body."""
    status: int = 0
    asked: Asked | None = None
    behaviour: Behaviour | None = None
    answer: Answer | None = None
    sent: str = ""
    finished: bool = False


class FakeModel:
    """Open it with `with`, in tests that await as well as in those that do not: it runs in a thread of its own. Clients of OpenAI get `openai_url`,
    those of Anthropic `anthropic_url`, both `key`. What comes is decided by `next` call by call, and by `always` when that list is empty."""

    def __init__(self, *, key: str = "a-key", models: Iterable[str] = ("gpt-x", "claude-x"), always: Chosen = GOOD) -> None:
        self.key, self.models, self.always = key, set(models), always
        self.next: deque[Chosen] = deque()
        self.calls: list[Call] = []
        self.problems: list[BaseException] = []
        self._cache, self._opened, self.url = Cache(), threading.Event(), ""

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="fake model", daemon=True)
        self._thread.start()
        assert self._opened.wait(PATIENCE), "the fake model did not start"
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join(PATIENCE)
        if kind is None and self.problems:
            raise self.problems[0]

    @property
    def openai_url(self) -> str:
        """The base address for clients of OpenAI."""
        return f"{self.url}/v1"

    @property
    def anthropic_url(self) -> str:
        """The base address for clients of Anthropic."""
        return self.url

    @property
    def asked(self) -> list[Asked]:
        """What was asked so far, in well-formed requests with the right key."""
        return [call.asked for call in self.calls if call.asked]

    def then(self, *behaviours: Chosen) -> None:
        """The next calls go like this, one after the other."""
        self.next.extend(behaviours)

    async def _serve(self) -> None:
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application(client_max_size=64 * 2**20)
        for dialect in DIALECTS:
            app.router.add_post(dialect.PATH, self._handler(dialect))
        app.on_response_prepare.append(_then_closed)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._opened.set()
        await self._closing.wait()
        await runner.cleanup()

    def _handler(self, dialect: ModuleType) -> Any:
        async def handle(request: web.Request) -> web.StreamResponse:
            data = await request.read()
            call = Call(request.path, len(data))
            self.calls.append(call)
            try:
                call.asked = self._read(dialect, request, data)
                return await self._answered(dialect, request, call, call.asked)
            except Refused as refused:
                status, body = dialect.error(refused.kind, str(refused) or None)
                call.status = status
                return web.json_response(body, status=status)
            except (ConnectionError, asyncio.CancelledError):
                raise
            except Exception as error:
                self.problems.append(error)
                raise

        return handle

    def _read(self, dialect: ModuleType, request: web.Request, data: bytes) -> Asked:
        if dialect.key_of(request.headers) != self.key:
            raise Refused(401, "key", "")
        try:
            body = json.loads(data)
        except ValueError:
            raise Refused(400, "invalid_request_error", "We could not parse the JSON body of your request.") from None
        asked = dialect.read(body)
        if asked.model not in self.models:
            raise Refused(404, "unknown_model", f"The model `{asked.model}` does not exist or you do not have access to it.")
        return asked

    async def _answered(self, dialect: ModuleType, request: web.Request, call: Call, asked: Asked) -> web.StreamResponse:
        chosen = self.next.popleft() if self.next else self.always
        behaviour = call.behaviour = chosen if isinstance(chosen, Behaviour) else chosen(asked)
        if behaviour.silence:
            await self._wait(behaviour.silence)
        if behaviour.hangs_up:
            return await _cut(request)
        if failure := behaviour.failure:
            call.status, body = dialect.error(failure.kind)
            return web.json_response(body, status=call.status, headers={"Retry-After": failure.retry_after} if failure.retry_after else None)
        answer = call.answer = self._generated(asked, behaviour)
        call.status = 200
        if asked.streams:
            return await self._streamed(dialect, request, call, asked, answer)
        if behaviour.breaks:
            await self._broken(dialect, request, None, behaviour.breaks)
        call.sent, call.finished = answer.text, True
        return web.json_response(dialect.whole(answer))

    def _generated(self, asked: Asked, behaviour: Behaviour) -> Answer:
        said, ending = shortened(behaviour.refusal or behaviour.says(asked), behaviour.longest)
        stop = position(said, behaviour.breaks.at) if behaviour.breaks else None
        cached, stored = self._cache.look(asked)
        spent = Spent(asked.tokens, cached, stored, tokens(said))
        called = None if behaviour.lets_tool_go or behaviour.refusal or not said else asked.tool
        return Answer(len(self.calls), asked.model, said, tuple(pieces(said, behaviour.piece, stop)), ending, called, behaviour.refusal, spent)

    async def _streamed(self, dialect: ModuleType, request: web.Request, call: Call, asked: Asked, answer: Answer) -> web.StreamResponse:
        assert call.behaviour
        breaks, pause = call.behaviour.breaks, call.behaviour.pause
        stop = position(answer.text, breaks.at) if breaks else None
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache"})
        await response.prepare(request)
        frames = list(dialect.frames(asked, answer))
        for left, (frame, characters) in zip(range(len(frames), 0, -1), frames, strict=True):
            call.sent, call.finished = answer.text[: len(call.sent) + characters], left == 1  # noted first: who has read it may look
            await response.write(frame)
            if breaks and stop is not None and len(call.sent) >= stop:
                if await self._broken(dialect, request, response, breaks):
                    return response
                breaks = None
            if pause and characters:
                await self._wait(pause)
        await response.write_eof()
        return response

    async def _broken(self, dialect: ModuleType, request: web.Request, response: web.StreamResponse | None, breaks: Break) -> bool:
        """Whether that was all of the stream."""
        if breaks.how == "stall":
            await self._stall(dialect, response, breaks)
            return False
        if breaks.how == "cut" or response is None:
            await _cut(request)
        elif breaks.how == "error":
            await response.write(dialect.failed("overloaded"))
        if response and breaks.how != "cut":
            await response.write_eof()
        return True

    async def _stall(self, dialect: ModuleType, response: web.StreamResponse | None, breaks: Break) -> None:
        if not (breaks.keepalive and response):
            return await self._wait(breaks.seconds)
        end = self._loop.time() + breaks.seconds
        while self._loop.time() < end and not self._closing.is_set():
            await response.write(dialect.KEEPALIVE)
            await self._wait(ALIVE)
        return None

    async def _wait(self, seconds: float) -> None:
        """So long, or until the server closes."""
        try:
            await asyncio.wait_for(self._closing.wait(), None if seconds == float("inf") else seconds)
        except TimeoutError:
            return


async def _then_closed(_: web.Request, response: web.StreamResponse) -> None:
    """Clients that are kept for a process would hold connections of an event loop that is over: a test has many."""
    response.force_close()
    response.headers["Connection"] = "close"


async def _cut(request: web.Request) -> web.StreamResponse:
    """The connection is lost after what was written."""
    if request.transport:
        request.transport.close()
    return web.Response()
