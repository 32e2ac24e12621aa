"""Models by their names: what is asked on the wire, what streams back, and what is said when a model cannot be had."""

import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.interviewers.faults import fault_of_finish
from bot.interviewers.providers import NoModel, bound, caches, chat_model, structured
from bot.model_settings import ModelSettings
from interview_flow.model_use import Fault
from tests.bot.interviewers.wires import ANSWER, Wire, wire

pytestmark = [
    pytest.mark.filterwarnings("ignore:Inheritance class AiohttpClientSession:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*coroutine object ClientResponse.json:pytest.PytestUnraisableExceptionWarning"),  # google.genai forgets one
]
KEYS = {"OPENAI_API_KEY": "sk-open-1", "ANTHROPIC_API_KEY": "sk-anth-2", "GOOGLE_API_KEY": "sk-goog-3", "MISTRAL_API_KEY": "sk-mist-4"}
MODELS = {
    "openai:gpt-4.1": "/v1",
    "openai:gpt-5-mini": "/v1",
    "anthropic:claude-sonnet-5": "",
    "google:gemini-2.5-flash": "",
    "mistral:mistral-large-latest": "/v1",
    "ollama:qwen3:8b": "",
}
NEEDING_KEYS = {"openai:gpt-4.1": "OPENAI", "anthropic:claude-sonnet-5": "ANTHROPIC", "google:gemini-2.5-flash": "GOOGLE", "mistral:m": "MISTRAL"}
SCHEMA = {
    "type": "object",
    "properties": {"findings": {"type": "array", "items": {"type": "string"}}, "reaction": {"type": "string"}, "question": {"type": "string"}},
    "required": ["findings", "reaction", "question"],
    "additionalProperties": False,
}


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)


@pytest.fixture
async def server() -> AsyncIterator[Wire]:
    async with wire() as running:
        yield running


async def streamed(name: str, server: Wire, settings: ModelSettings, config: Any = None) -> list[dict[str, Any]]:
    model = chat_model(name, settings, server.url + MODELS[name])
    messages = [("system", "You ask."), ("human", "Hello")]
    return [part async for part in structured(model, name, SCHEMA, settings).astream(messages, config)]


@pytest.mark.parametrize("name", MODELS)
async def test_an_answer_streams_in_the_order_of_its_schema(server: Wire, name: str) -> None:
    parts = await streamed(name, server, ModelSettings())

    assert parts[-1] == ANSWER
    assert len(parts) >= 5
    assert all(list(part) == list(ANSWER)[: len(part)] for part in parts)
    assert any("findings" in part and "question" not in part for part in parts)


@pytest.mark.parametrize("name", MODELS)
async def test_the_tokens_are_told_even_at_another_address(server: Wire, name: str) -> None:
    from langchain_core.callbacks import UsageMetadataCallbackHandler

    counted = UsageMetadataCallbackHandler()
    await streamed(name, server, ModelSettings(), {"callbacks": [counted]})

    (usage,) = counted.usage_metadata.values()
    assert (usage["input_tokens"], usage["output_tokens"]) == (30, 9)
    if not name.startswith(("ollama", "mistral")):  # these tell nothing of a cache
        assert usage["input_token_details"].get("cache_read") == 20


@pytest.mark.parametrize("name", [name for name in MODELS if "gpt-5" not in name])  # langchain knows that these refuse it
async def test_temperature_is_sent_only_when_it_is_set(server: Wire, name: str) -> None:
    await streamed(name, server, ModelSettings(temperature=0.25))
    await streamed(name, server, ModelSettings())

    with_it, without = ("0.25" in str(asked) for asked in server.asked)
    assert (with_it, without) == (True, False)


@pytest.mark.parametrize("name", MODELS)
async def test_the_most_output_is_sent(server: Wire, name: str) -> None:
    await streamed(name, server, ModelSettings(most_output=777))

    assert "777" in str(server.asked[0])


async def test_models_that_think_are_held_to_little(server: Wire) -> None:
    await streamed("openai:gpt-5-mini", server, ModelSettings())
    await streamed("google:gemini-2.5-flash", server, ModelSettings())

    assert server.asked[0]["reasoning_effort"] == "low"
    assert server.asked[1]["generationConfig"]["thinkingConfig"] == {"thinking_budget": 0}


@pytest.mark.parametrize("structure", [None, "function_calling", "json_mode"])
@pytest.mark.parametrize("name", ["openai:gpt-4.1", "anthropic:claude-sonnet-5"])
async def test_the_messages_themselves_tell_how_an_answer_ended(name: str, structure: str | None) -> None:
    settings = ModelSettings(structure=structure)

    async with wire(finish="max_tokens" if name.startswith("anthropic") else "stop") as server:
        model = chat_model(name, settings, server.url + MODELS[name])
        parts = [part async for part in bound(model, name, SCHEMA, settings).astream("Hello")]

    texts = (part.text + "".join(call["args"] or "" for call in part.tool_call_chunks) for part in parts)
    told = [fault_of_finish(part.response_metadata) for part in parts]
    assert json.loads("".join(texts)) == ANSWER
    assert (Fault.TOO_LONG in told) == name.startswith("anthropic")


@pytest.mark.parametrize("structure", ["json_schema", "function_calling", "json_mode"])
@pytest.mark.parametrize("name", ["openai:gpt-4.1", "openai:gpt-5-mini", "anthropic:claude-sonnet-5"])
async def test_structure_can_be_asked_for_in_another_way(server: Wire, name: str, structure: str) -> None:
    parts = await streamed(name, server, ModelSettings(structure=structure))

    asked = server.asked[0]
    assert parts[-1] == ANSWER
    assert ("tools" in asked) == (structure == "function_calling")


async def test_json_mode_puts_the_schema_into_the_instructions(server: Wire) -> None:
    await streamed("openai:gpt-4.1", server, ModelSettings(structure="json_mode"))

    assert server.asked[0]["response_format"] == {"type": "json_object"}
    assert server.asked[0]["messages"][0]["content"].startswith("You ask.\n\nAnswer with one JSON object")
    assert '"findings"' in server.asked[0]["messages"][0]["content"]


async def test_json_mode_leaves_what_is_marked_as_stable_in_front(server: Wire) -> None:
    from langchain_core.messages import SystemMessage

    settings = ModelSettings(structure="json_mode")
    model = chat_model("openai:gpt-4.1", settings, f"{server.url}/v1")
    asked = structured(model, "openai:gpt-4.1", SCHEMA, settings)
    _ = [part async for part in asked.astream([SystemMessage([{"type": "text", "text": "Stable."}])])]
    _ = [part async for part in asked.astream("Hello")]

    first, second = server.asked
    assert [block["text"][:7] for block in first["messages"][0]["content"]] == ["Stable.", "Answer "]
    assert [message["role"] for message in second["messages"]] == ["system", "user"]


async def test_an_older_model_is_asked_through_a_tool(server: Wire) -> None:
    settings = ModelSettings()
    model = chat_model("anthropic:claude-3-haiku-20240307", settings, server.url)
    parts = [part async for part in structured(model, "anthropic:claude-3-haiku-20240307", SCHEMA, settings).astream("Hello")]

    assert parts[-1] == ANSWER
    assert server.asked[0]["tool_choice"]["name"] == "answer"


@pytest.mark.parametrize("says", ["Hello!", "", "[1, 2]", "12", "[" * 500])
@pytest.mark.parametrize("name", ["openai:gpt-4.1", "anthropic:claude-sonnet-5", "ollama:qwen3:8b"])
async def test_what_is_no_object_yields_nothing(name: str, says: str) -> None:
    async with wire(says=says) as server:
        assert await streamed(name, server, ModelSettings()) == []


async def test_a_key_goes_to_its_own_provider_alone(server: Wire) -> None:
    for name in MODELS:
        await streamed(name, server, ModelSettings())

    told = [next((key for key in KEYS.values() if key in sent), "") for sent in server.keys]
    assert told == ["sk-open-1", "sk-open-1", "sk-anth-2", "sk-goog-3", "sk-mist-4", ""]


@pytest.mark.parametrize("name", [name for name in MODELS if not name.startswith("ollama")])
async def test_an_address_of_ones_own_needs_no_key(server: Wire, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for key in KEYS:
        monkeypatch.delenv(key)

    assert (await streamed(name, server, ModelSettings()))[-1] == ANSWER


@pytest.mark.parametrize("name", MODELS)
async def test_neither_repr_nor_log_holds_a_key(server: Wire, caplog: pytest.LogCaptureFixture, name: str) -> None:
    caplog.set_level(logging.INFO)
    await streamed(name, server, ModelSettings())

    shown = repr(chat_model(name, ModelSettings(), server.url)) + caplog.text
    assert not any(key in shown for key in KEYS.values())
    assert server.url not in caplog.text


@pytest.mark.parametrize("name", NEEDING_KEYS)
def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"{NEEDING_KEYS[name]}_API_KEY", " ")

    with pytest.raises(NoModel, match=f"^There is no key: set {NEEDING_KEYS[name]}_API_KEY to a key of [a-z]+\\.$"):
        chat_model(name, ModelSettings(), None)


@pytest.mark.parametrize("key", ["sk-é", "sk 1", "sk\n1", "٣"])
def test_a_key_with_strange_characters_is_refused_without_telling_it(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", key)

    with pytest.raises(NoModel, match=r"^The key in OPENAI_API_KEY has characters that no key has") as refused:
        chat_model("openai:gpt-4.1", ModelSettings(), None)

    assert key not in str(refused.value)


@pytest.mark.parametrize("name", ["gpt-5", "openai:", ":", "", "  ", "openai", "٣" * 20_000])
def test_a_name_without_a_provider_or_a_model_is_told(name: str) -> None:
    with pytest.raises(NoModel, match=r"^A model is named provider:name, like openai:gpt-5-mini"):
        chat_model(name, ModelSettings(), None)


@pytest.mark.parametrize("name", ["groq:llama", "x" * 20_000 + ":y", "[[[:{}"])
def test_an_unknown_provider_is_told_in_one_short_sentence(name: str) -> None:
    with pytest.raises(NoModel, match="is not known: use one of openai, anthropic, google, mistral, ollama") as refused:
        chat_model(name, ModelSettings(), None)

    assert len(str(refused.value)) < 250


@pytest.mark.parametrize("library", ["langchain", "langchain_anthropic"])
def test_an_extra_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(NoModel, match=r"^Anthropic models need more packages: pip install 'mock-interview\[anthropic\]'$"):
        chat_model("anthropic:claude-sonnet-5", ModelSettings(), None)


def test_only_anthropic_wants_its_cache_marked() -> None:
    assert [caches(name) for name in MODELS] == [False, False, True, False, False, False]


def test_importing_this_imports_no_langchain() -> None:
    code = "import sys, bot.interviewers.providers, bot.interviewers.faults; sys.exit(any(name.startswith('langchain') for name in sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
