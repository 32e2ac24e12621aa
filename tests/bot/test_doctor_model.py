"""What `doctor` says about models, asked over the wire."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import astuple, replace
from typing import Any

import pytest

from bot.checkup import model
from bot.checkup.findings import Finding, Status
from bot.model_settings import ModelSettings
from tests.bot.interviewers.wires import Wire, wire
from tests.conftest import Ran

KEY = "sk-most-secret"
YES = json.dumps({"answer": "yes"})


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI", "ANTHROPIC", "MISTRAL"):
        monkeypatch.setenv(f"{name}_API_KEY", KEY)


@pytest.fixture
async def server() -> AsyncIterator[Wire]:
    async with wire(says=YES) as running:
        yield running


def settings(server: Wire, name: str = "openai:gpt-4.1") -> ModelSettings:
    return ModelSettings(name=name, base_url=server.url + ("/v1" if name.startswith("openai") else ""))


async def found(settings: ModelSettings) -> Finding:
    (finding,) = await model.models(settings)
    assert KEY not in str(astuple(finding))
    return finding


async def test_without_a_model_all_is_well() -> None:
    finding = await found(ModelSettings())

    assert finding.status is Status.OK
    assert finding.found == "none: interviews follow guided leads; MOCK_INTERVIEW_MODEL=provider:name sets one"


async def test_a_second_model_without_a_first_is_a_slip() -> None:
    finding = await found(ModelSettings(second="openai:gpt-4.1"))

    assert (finding.status, finding.advice) == (Status.ATTENTION, "Set MOCK_INTERVIEW_MODEL to the model that is asked first.")


@pytest.mark.parametrize("name", ["openai:gpt-4.1", "anthropic:claude-sonnet-5", "ollama:qwen3:8b"])
async def test_a_model_that_answers_is_well_after_one_small_call(server: Wire, name: str) -> None:
    finding = await found(settings(server, name))

    assert finding.status is Status.OK
    assert finding.found.startswith(f"{name} answers at 127.0.0.1:")
    assert len(server.asked) == 1
    assert len(json.dumps(server.asked[0])) < 1200


async def test_the_second_model_is_asked_too(server: Wire) -> None:
    both = replace(settings(server), second="anthropic:claude-sonnet-5", second_base_url="http://127.0.0.1:1")

    first, second = await model.models(both)

    assert (first.check, first.status, second.check, second.status) == ("model", Status.OK, "second model", Status.BROKEN)
    assert "cannot be reached" in second.found
    assert "MOCK_INTERVIEW_MODEL_SECOND_BASE_URL" in second.advice


@pytest.mark.parametrize(
    ("status", "body", "stands", "says", "advises"),
    [
        (401, {"message": f"Incorrect API key provided: {KEY}"}, "broken", "the key is refused", "Set OPENAI_API_KEY"),
        (
            404,
            {"code": "model_not_found", "message": "no such model"},
            "broken",
            "is not known at 127.0.0.1",
            "Correct the name in MOCK_INTERVIEW_MODEL, and",
        ),
        (429, {"code": "insufficient_quota", "message": "You exceeded your current quota"}, "broken", "credit is used up", "Raise it in the account"),
        (429, {"code": "rate_limit_exceeded", "message": "slow"}, "attention", "too many calls", "again in 7 seconds"),
        (503, {"message": "overloaded"}, "attention", "trouble of its own", "Wait"),
        (
            400,
            {"message": "response_format json_schema is not supported"},
            "broken",
            "refuses the way in which structure",
            "MOCK_INTERVIEW_MODEL_STRUCTURE",
        ),
        (400, {"message": "Unsupported value: 'temperature'"}, "broken", "refuses the temperature", "Leave MOCK_INTERVIEW_MODEL_TEMPERATURE out"),
        (400, {"message": "odd"}, "broken", "refuses a small question", "Try another model"),
    ],
)
async def test_what_is_wrong_is_said_in_words(server: Wire, status: int, body: dict[str, Any], stands: str, says: str, advises: str) -> None:
    server.status, server.body, server.headers = status, json.dumps({"error": body}), {"retry-after": "7"}

    finding = await found(settings(server))

    assert finding.status == stands
    assert says in finding.found
    assert advises in finding.advice


@pytest.mark.parametrize("says", ["Yes.", "", "[]", '{"something": "else"}', '{"answer": 1}'])
async def test_an_answer_without_structure_is_told(server: Wire, says: str) -> None:
    server.says = says

    finding = await found(settings(server))

    assert finding.status is Status.BROKEN
    assert "not in the structure" in finding.found
    assert "MOCK_INTERVIEW_MODEL_STRUCTURE" in finding.advice


async def test_a_connection_that_breaks_is_told(server: Wire) -> None:
    server.pieces = 1

    assert "breaks the connection" in (await found(settings(server))).found


async def test_a_model_that_thinks_too_long_is_told(server: Wire) -> None:
    server.says, server.finish = '{"ans', "length"

    assert "thinks longer than" in (await found(settings(server))).found


async def test_a_model_that_says_nothing_is_waited_for_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "SECONDS", 0.5)

    async with wire(pieces=1, hangs=True) as server:
        finding = await found(settings(server))

    assert (finding.status, finding.advice) == (Status.BROKEN, model.LATE)
    assert "no answer within 0.5 seconds" in finding.found


async def test_ollama_is_told_to_fetch_what_it_has_not(server: Wire) -> None:
    server.status, server.body = 404, json.dumps({"error": "model 'qwen3:8b' not found"})

    assert "ollama pull qwen3:8b" in (await found(settings(server, "ollama:qwen3:8b"))).advice


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("mistral:mistral-large-latest", "There is no key: set MISTRAL_API_KEY to a key of mistral."),
        ("gpt-4.1", "A model is named provider:name"),
        ("groq:llama", "The provider 'groq' is not known"),
    ],
)
async def test_a_model_that_cannot_be_had_is_told(monkeypatch: pytest.MonkeyPatch, name: str, advice: str) -> None:
    monkeypatch.delenv("MISTRAL_API_KEY")

    finding = await found(ModelSettings(name=name))

    assert finding.status is Status.BROKEN
    assert finding.advice.startswith(advice)


def test_the_command_tells_of_a_model_and_never_a_key(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_MODEL", "openai:gpt-4.1")
    monkeypatch.setenv("MOCK_INTERVIEW_MODEL_BASE_URL", "http://me:hidden@127.0.0.1:1/v1")

    ran = call("doctor")

    assert ran.status == 1
    assert "openai:gpt-4.1 at 127.0.0.1:1 cannot be reached" in ran.out
    assert not any(secret in ran.out + ran.err for secret in (KEY, "hidden"))
