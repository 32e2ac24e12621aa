"""What the real clients raise, when a server on the wire misbehaves, in the interview's own words."""

import asyncio
import gc
import json
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from bot.interviewers.faults import fault_of, fault_of_finish
from bot.interviewers.providers import chat_model, structured
from bot.model_settings import ModelSettings
from interview_flow.model_use import Fault
from tests.bot.interviewers.wires import Wire, wire

pytestmark = [
    pytest.mark.filterwarnings("ignore:Inheritance class AiohttpClientSession:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*coroutine object ClientResponse.json:pytest.PytestUnraisableExceptionWarning"),  # google.genai forgets one
]
MODELS = {
    "openai:gpt-4.1": "/v1",
    "anthropic:claude-sonnet-5": "",
    "google:gemini-2.5-flash": "",
    "mistral:mistral-large-latest": "/v1",
    "ollama:qwen3:8b": "",
}
WITHOUT_OLLAMA = [name for name in MODELS if not name.startswith("ollama")]
SCHEMA = {"type": "object", "properties": {"question": {"type": "string"}}, "required": ["question"], "additionalProperties": False}
SETTINGS = ModelSettings(patience=1)
BUSY = {"error": {"type": "rate_limit_error", "code": "rate_limit_exceeded", "message": "Too many requests."}}
SPENT = {"error": {"type": "insufficient_quota", "code": "insufficient_quota", "message": "You exceeded your current quota, please check your plan."}}
GOOGLE_BUSY = {
    "error": {
        "code": 429,
        "status": "RESOURCE_EXHAUSTED",
        "message": "You exceeded your current quota, please check your plan and billing details.",
        "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34.5s"}],
    }
}
GOOGLE_SPENT = {
    "error": {
        "code": 429,
        "status": "RESOURCE_EXHAUSTED",
        "message": "You exceeded your current quota.",
        "details": [
            {
                "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                "violations": [{"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"}],
            },
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34s"},
        ],
    }
}
GOOGLE_KEY = {
    "error": {"code": 400, "status": "INVALID_ARGUMENT", "message": "API key not valid.", "details": [{"reason": "API_KEY_INVALID"}]},
}


@pytest.fixture(autouse=True)
def _what_googles_client_forgets_is_found_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """It leaves a coroutine behind with an error, which would be laid to the charge of whichever test runs when it is collected."""
    yield
    if "google" in request.node.name:
        gc.collect()


async def fault(name: str, base_url: str) -> tuple[Fault, float | None]:
    """What a call of this model at this address fails with."""
    model = chat_model(name, SETTINGS, base_url)
    with pytest.raises(Exception) as failed:  # noqa: PT011 - whatever the client raises
        async for _ in structured(model, name, SCHEMA, SETTINGS).astream("Hello"):
            pass
    return fault_of(failed.value)


@pytest.fixture
async def server() -> AsyncIterator[Wire]:
    async with wire() as running:
        yield running


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, Fault.KEY),
        (403, Fault.KEY),
        (404, Fault.UNKNOWN_MODEL),
        (402, Fault.QUOTA),
        (500, Fault.SERVER),
        (503, Fault.SERVER),
        (529, Fault.SERVER),
    ],
)
@pytest.mark.parametrize("name", MODELS)
async def test_a_status_is_understood(server: Wire, name: str, status: int, expected: Fault) -> None:
    server.status, server.body = status, json.dumps({"error": {"message": "No."}})

    told = await fault(name, server.url + MODELS[name])

    assert told == (expected, None)
    assert len(server.asked) == 1


@pytest.mark.parametrize("name", MODELS)
async def test_a_rate_limit_tells_how_long_to_wait(server: Wire, name: str) -> None:
    server.status, server.body, server.headers = 429, json.dumps(BUSY), {"retry-after": "7"}

    assert await fault(name, server.url + MODELS[name]) == (Fault.RATE_LIMITED, 7.0)


@pytest.mark.parametrize("name", MODELS)
async def test_a_quota_used_up_is_no_rate_limit(server: Wire, name: str) -> None:
    server.status, server.body = 429, json.dumps(SPENT)

    assert await fault(name, server.url + MODELS[name]) == (Fault.QUOTA, None)


async def test_google_says_quota_of_the_minute_too(server: Wire) -> None:
    server.status, server.body = 429, json.dumps(GOOGLE_BUSY)

    assert await fault("google:gemini-2.5-flash", server.url) == (Fault.RATE_LIMITED, 34.5)


@pytest.mark.parametrize(
    ("name", "status", "body", "expected"),
    [
        ("google:gemini-2.5-flash", 429, GOOGLE_SPENT, Fault.QUOTA),
        ("google:gemini-2.5-flash", 400, GOOGLE_KEY, Fault.KEY),
        ("anthropic:claude-sonnet-5", 400, {"type": "error", "error": {"message": "Your credit balance is too low to access the API."}}, Fault.QUOTA),
        ("anthropic:claude-sonnet-5", 400, {"type": "error", "error": {"message": "prompt is too long: 300000 tokens > 200000"}}, Fault.TOO_LONG),
        ("openai:gpt-4.1", 400, {"error": {"code": "context_length_exceeded", "message": "maximum context length"}}, Fault.TOO_LONG),
        ("openai:gpt-4.1", 403, {"error": {"code": "model_not_found", "message": "Project has no access to model"}}, Fault.UNKNOWN_MODEL),
        ("openai:gpt-4.1", 400, {"error": {"code": "content_filter", "message": "The prompt was filtered"}}, Fault.REFUSED),
        ("openai:gpt-4.1", 400, {"error": {"code": "invalid_json_schema", "message": "Invalid schema for response_format"}}, Fault.OTHER),
        ("mistral:mistral-large-latest", 400, {"message": "Invalid model: mistral-larg", "code": "1500"}, Fault.UNKNOWN_MODEL),
        ("ollama:qwen3:8b", 404, {"error": 'model "qwen3:8b" not found, try pulling it first'}, Fault.UNKNOWN_MODEL),
    ],
)
async def test_what_a_provider_says_in_its_own_way_is_understood(server: Wire, name: str, status: int, body: dict[str, Any], expected: Fault) -> None:
    server.status, server.body = status, json.dumps(body)

    told, _ = await fault(name, server.url + MODELS[name])

    assert told is expected


@pytest.mark.parametrize("name", MODELS)
async def test_a_stream_that_is_cut_is_told_from_a_server_that_is_away(name: str) -> None:
    async with wire(pieces=1) as server:
        cut, _ = await fault(name, server.url + MODELS[name])
    away, _ = await fault(name, "http://127.0.0.1:1" + MODELS[name])

    assert (cut, away) == (Fault.CUT, Fault.UNREACHABLE)


@pytest.mark.parametrize("name", MODELS)
async def test_a_stream_that_falls_silent_is_ended_by_the_client(name: str) -> None:
    async with wire(pieces=1, hangs=True) as server:
        told, _ = await fault(name, server.url + MODELS[name])

    assert told in {Fault.TIMEOUT, Fault.SILENCE}


@pytest.mark.parametrize(
    ("name", "error", "expected"),
    [
        ("openai:gpt-4.1", 'data: {"error": {"type": "server_error", "message": "oops"}}\n\n', Fault.SERVER),
        ("openai:gpt-4.1", 'data: {"error": {"type": "x", "code": "rate_limit_exceeded", "message": "oops"}}\n\n', Fault.RATE_LIMITED),
        (
            "anthropic:claude-sonnet-5",
            'event: error\ndata: {"type": "error", "error": {"type": "overloaded_error", "message": "O"}}\n\n',
            Fault.SERVER,
        ),
        ("ollama:qwen3:8b", '{"error": "unexpected EOF"}\n', Fault.SERVER),
    ],
)
async def test_an_error_in_the_midst_of_a_stream_is_understood(name: str, error: str, expected: Fault) -> None:
    async with wire(pieces=1, error=error) as server:
        told, _ = await fault(name, server.url + MODELS[name])

    assert told is expected


async def test_a_refusal_and_an_answer_that_is_too_long_are_told(server: Wire) -> None:
    server.finish = "content_filter"
    refused, _ = await fault("openai:gpt-4.1", f"{server.url}/v1")
    server.finish, server.says = "length", '{"question": "How m'
    long, _ = await fault("openai:gpt-4.1", f"{server.url}/v1")

    assert (refused, long) == (Fault.REFUSED, Fault.TOO_LONG)


async def test_our_own_time_limit_is_a_timeout() -> None:
    with pytest.raises(TimeoutError) as late:
        async with asyncio.timeout(0):
            await asyncio.Event().wait()

    assert fault_of(late.value) == (Fault.TIMEOUT, None)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:30 GMT", "date": "Wed, 21 Oct 2026 07:28:00 GMT"}, 30.0),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:30 GMT"}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "٣"}, None),
        ({"retry-after": "9" * 20_000}, None),
        ({"retry-after": "1e300"}, 86_400.0),
        ({"retry-after": "soon", "date": "[[["}, None),
    ],
)
def test_every_kind_of_retry_after_is_read(headers: dict[str, str], seconds: float | None) -> None:
    error = Exception("busy")
    error.response = SimpleNamespace(status_code=429, headers=headers, text="")  # type: ignore[attr-defined]

    assert fault_of(error) == (Fault.RATE_LIMITED, seconds)


@pytest.mark.parametrize("text", ["", "9" * 20_000, "[" * 20_000, "model " * 4_000, "retryDelay" * 2_000])
def test_hostile_words_of_an_unknown_error_are_borne(text: str) -> None:
    assert fault_of(Exception(text)) == (Fault.OTHER, None)


def test_errors_that_cause_each_other_are_borne() -> None:
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first

    assert fault_of(first) == (Fault.OTHER, None)


def test_the_error_in_a_group_counts() -> None:
    assert fault_of(ExceptionGroup("both", [TimeoutError()])) == (Fault.TIMEOUT, None)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"finish_reason": "length"}, Fault.TOO_LONG),
        ({"stop_reason": "max_tokens"}, Fault.TOO_LONG),
        ({"finish_reason": "MAX_TOKENS"}, Fault.TOO_LONG),
        ({"done_reason": "length"}, Fault.TOO_LONG),
        ({"stop_reason": "refusal"}, Fault.REFUSED),
        ({"finish_reason": "SAFETY"}, Fault.REFUSED),
        ({"finish_reason": "stop"}, None),
        ({"finish_reason": None}, None),
        ({}, None),
    ],
)
def test_the_reason_why_an_answer_ended_is_understood(told: dict[str, Any], expected: Fault | None) -> None:
    assert fault_of_finish(told) is expected
