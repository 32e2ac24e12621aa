"""What the fake providers refuse, as the real ones do, and what they remember of each request."""

from typing import Any

import aiohttp
import pytest

from tests.fakes.clients import SCHEMA
from tests.fakes.model import FakeModel

SAID = {"role": "user", "content": "hello"}
OPEN = {"type": "object", "properties": {"a": {"type": "string"}}}
CHAT: dict[str, Any] = {"model": "gpt-x", "messages": [SAID]}
RESPONSES: dict[str, Any] = {"model": "gpt-x", "input": [SAID]}
CLAUDE: dict[str, Any] = {"model": "claude-x", "messages": [SAID], "max_tokens": 100}
PATHS = {"chat": "/v1/chat/completions", "responses": "/v1/responses", "anthropic": "/v1/messages"}


async def answered(model: FakeModel, kind: str, body: Any, **headers: str) -> tuple[int, Any]:
    """The status and the body of what comes back; the right key goes with it."""
    usual = {"Authorization": f"Bearer {model.key}", "anthropic-version": "2023-06-01"}
    data = body if isinstance(body, bytes) else None
    async with aiohttp.ClientSession() as session:
        sent = session.post(model.url + PATHS[kind], data=data, json=body if data is None else None, headers=usual | headers)
        async with sent as response:
            return response.status, await response.json()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("chat", {"model": "gpt-x"}),
        ("chat", CHAT | {"messages": []}),
        ("chat", CHAT | {"messages": [{"role": "robot", "content": "x"}]}),
        ("chat", CHAT | {"messages": [{"role": "user", "content": None}]}),
        ("chat", CHAT | {"surprise": 1}),
        ("chat", CHAT | {"temperature": 3}),
        ("chat", CHAT | {"max_tokens": 0}),
        ("chat", CHAT | {"stream_options": {"include_usage": True}}),
        ("chat", CHAT | {"response_format": {"type": "json_schema"}}),
        ("chat", CHAT | {"response_format": {"type": "json_schema", "json_schema": {"name": "x", "strict": True, "schema": OPEN}}}),
        ("chat", CHAT | {"tool_choice": "required"}),
        ("chat", CHAT | {"tools": [{"type": "function", "function": {"name": "a"}}], "tool_choice": {"type": "function", "function": {"name": "b"}}}),
        ("responses", {"model": "gpt-x"}),
        ("responses", RESPONSES | {"messages": [SAID]}),
        ("responses", RESPONSES | {"text": {"format": {"type": "json_schema", "name": "x", "strict": True, "schema": OPEN}}}),
        ("anthropic", {"model": "claude-x", "messages": [SAID]}),
        ("anthropic", CLAUDE | {"messages": [{"role": "system", "content": "x"}]}),
        ("anthropic", CLAUDE | {"messages": [{"role": "user", "content": " "}]}),
        ("anthropic", CLAUDE | {"temperature": 1.5}),
        ("anthropic", CLAUDE | {"response_format": {"type": "json_object"}}),
        ("anthropic", CLAUDE | {"output_config": {"format": {"type": "json_schema", "schema": OPEN}}}),
        ("anthropic", CLAUDE | {"system": [{"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}}] * 5}),
        ("anthropic", CLAUDE | {"tool_choice": {"type": "tool", "name": "b"}, "tools": [{"name": "a", "input_schema": SCHEMA}]}),
        ("chat", b"not json"),
        ("anthropic", b"\xff\xfe"),
    ],
)
async def test_a_request_of_a_wrong_shape_is_refused(kind: str, body: Any, model: FakeModel) -> None:
    status, told = await answered(model, kind, body)

    assert status == 400
    assert told["error"]["message"]
    assert model.asked == []


@pytest.mark.parametrize(("kind", "body"), [("chat", CHAT), ("responses", RESPONSES), ("anthropic", CLAUDE)])
async def test_a_request_of_the_right_shape_is_remembered(kind: str, body: Any, model: FakeModel) -> None:
    status, _ = await answered(model, kind, body)

    assert status == 200
    assert [(one.last, one.streams) for one in model.asked] == [("hello", False)]
    assert model.calls[0].size > len("hello")


async def test_both_headers_of_anthropic_s_keys_are_taken(model: FakeModel) -> None:
    status, _ = await answered(model, "anthropic", CLAUDE, **{"x-api-key": model.key, "Authorization": ""})

    assert status == 200


async def test_anthropic_wants_a_version(model: FakeModel) -> None:
    status, told = await answered(model, "anthropic", CLAUDE, **{"anthropic-version": ""})

    assert (status, told["type"]) == (400, "error")


async def test_four_characters_are_a_token(model: FakeModel) -> None:
    await answered(model, "chat", CHAT | {"messages": [{"role": "system", "content": "x" * 400}, {"role": "user", "content": "y" * 40}]})

    assert model.asked[0].tokens == 110
