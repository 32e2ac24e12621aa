"""A server that speaks the wire protocols of five providers, says what a test wants it to say, and remembers what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

ANSWER = {"findings": ["aims"], "reaction": "Good.", "question": "How many reads?"}
Part = str | None
"""Bytes of the stream; None breaks the connection."""


@dataclass
class Wire:
    """`status`, `headers` and `body` answer with an error; otherwise the JSON of `says` is streamed in pieces, of which only the first `pieces` come before
    the connection is cut, or hangs when `hangs`. `finish` is the reason told at the end, in the provider's own word."""

    says: str = field(default_factory=lambda: json.dumps(ANSWER))
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: str = ""
    pieces: int | None = None
    hangs: bool = False
    finish: str | None = None
    error: str | None = None
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    paths: list[str] = field(default_factory=list[str])
    keys: list[str] = field(default_factory=list[str])

    @property
    def _pieces(self) -> list[str]:
        return [self.says[at : at + 9] for at in range(0, len(self.says), 9)]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(await request.json())
        self.paths.append(request.path)
        sent = request.headers
        self.keys.append(sent.get("authorization") or sent.get("x-api-key") or sent.get("x-goog-api-key") or "")
        if self.status != 200:
            refused = web.Response(status=self.status, headers=self.headers, text=self.body, content_type="application/json")
            refused.force_close()  # the clients keep connections longer than a test
            return refused
        lines, begin, end = _protocol(request.path, self.asked[-1], self.finish)
        response = web.StreamResponse(headers={"content-type": "application/x-ndjson" if request.path.endswith("/chat") else "text/event-stream"})
        response.enable_chunked_encoding()
        response.force_close()
        await response.prepare(request)
        for text in begin:
            await response.write(text.encode())
        for piece in self._pieces[: self.pieces]:
            await response.write(lines(piece).encode())
            await asyncio.sleep(0)
        if self.error:
            await response.write(self.error.encode())
        if self.hangs:
            await asyncio.Event().wait()
        if self.pieces is not None:
            assert request.transport
            request.transport.abort()
            return response
        for text in end:
            await response.write(text.encode())
        return response


@asynccontextmanager
async def wire(**given: Any) -> AsyncIterator[Wire]:
    """A running server. OpenAI's base URL is `url` + /v1, the others' `url`."""
    server = Wire(**given)
    app = web.Application()
    app.router.add_post("/{path:.*}", server.answer)
    runner = web.AppRunner(app, shutdown_timeout=0, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()


Protocol = tuple[Callable[[str], str], list[str], list[str]]


def _protocol(path: str, asked: dict[str, Any], finish: str | None) -> Protocol:
    if path.endswith("/chat/completions"):
        return _openai(asked, finish)
    if path.endswith("/messages"):
        return _anthropic(asked, finish)
    if "GenerateContent" in path:
        return _google(finish)
    return _ollama(asked, finish)


def _sse(event: dict[str, Any], name: str = "") -> str:
    return (f"event: {name}\n" if name else "") + f"data: {json.dumps(event)}\n\n"


def _openai(asked: dict[str, Any], finish: str | None) -> Protocol:
    def chunk(delta: dict[str, Any], reason: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return _sse({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": asked["model"], "choices": [choice], **more})

    def call(arguments: str, **more: Any) -> dict[str, Any]:
        return {"tool_calls": [{"index": 0, **more, "function": {"arguments": arguments} | ({"name": "answer"} if more else {})}]}

    tokens = {"prompt_tokens": 30, "completion_tokens": 9, "total_tokens": 39, "prompt_tokens_details": {"cached_tokens": 20}}
    last = _sse({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": asked["model"], "choices": [], "usage": tokens})
    done = [last, "data: [DONE]\n\n"]
    if asked["model"].startswith("mistral"):  # it tells the tokens with the last choice
        return lambda piece: chunk({"content": piece}), [], [chunk({"content": ""}, finish or "stop", usage=tokens), done[1]]
    if asked.get("tools"):
        begin = chunk({"role": "assistant", **call("", id="t1", type="function")})
        return lambda piece: chunk(call(piece)), [begin], [chunk({}, finish or "tool_calls"), *done]
    return lambda piece: chunk({"content": piece}), [chunk({"role": "assistant", "content": ""})], [chunk({}, finish or "stop"), *done]


def _anthropic(asked: dict[str, Any], finish: str | None) -> Protocol:
    tool = bool(asked.get("tools"))
    message = {
        "id": "m1",
        "type": "message",
        "role": "assistant",
        "content": [],
        "model": asked["model"],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": 10, "output_tokens": 1, "cache_read_input_tokens": 20, "cache_creation_input_tokens": 0},
    }
    block = {"type": "tool_use", "id": "t1", "name": "answer", "input": {}} if tool else {"type": "text", "text": ""}
    stop = {"stop_reason": finish or ("tool_use" if tool else "end_turn"), "stop_sequence": None}

    def delta(piece: str) -> str:
        change = {"type": "input_json_delta", "partial_json": piece} if tool else {"type": "text_delta", "text": piece}
        return _sse({"type": "content_block_delta", "index": 0, "delta": change}, "content_block_delta")

    begin = [
        _sse({"type": "message_start", "message": message}, "message_start"),
        _sse({"type": "content_block_start", "index": 0, "content_block": block}, "content_block_start"),
    ]
    end = [
        _sse({"type": "content_block_stop", "index": 0}, "content_block_stop"),
        _sse({"type": "message_delta", "delta": stop, "usage": message["usage"] | {"output_tokens": 9}}, "message_delta"),
        _sse({"type": "message_stop"}, "message_stop"),
    ]
    return delta, begin, end


def _google(finish: str | None) -> Protocol:
    def chunk(piece: str, **more: Any) -> str:
        return _sse(
            {"candidates": [{"content": {"role": "model", "parts": [{"text": piece}]}, "index": 0, **more}], "modelVersion": "gemini"} | tokens
        )

    tokens = {"usageMetadata": {"promptTokenCount": 30, "candidatesTokenCount": 9, "totalTokenCount": 39, "cachedContentTokenCount": 20}}
    return chunk, [], [chunk("", finishReason=finish or "STOP")]


def _ollama(asked: dict[str, Any], finish: str | None) -> Protocol:
    def chunk(piece: str, **more: Any) -> str:
        line = {"model": asked["model"], "created_at": "2026-01-01T00:00:00Z", "message": {"role": "assistant", "content": piece}, "done": False}
        return json.dumps(line | more) + "\n"

    return chunk, [], [chunk("", done=True, done_reason=finish or "stop", prompt_eval_count=30, eval_count=9)]
