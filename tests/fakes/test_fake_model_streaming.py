"""What arrives at the real clients when all goes well: an answer in the order in which it is said, what it cost, and how it ended."""

import json
from typing import Any

import pytest
from langchain_core.callbacks import UsageMetadataCallbackHandler
from langchain_core.messages import AIMessageChunk

from tests.fakes.clients import KINDS, SCHEMA, bound, chat, ending, json_of, structured
from tests.fakes.model import Asked, FakeModel
from tests.fakes.model import behaviour as b
from tests.fakes.model.simulated import KEYS

LONG = "You interview. " * 400
"""About 1,500 tokens: enough to be cached."""
PROMPT = (
    "## Open criteria\n- clarify.read_write_ratio: says how many reads there are for each write\n\n"
    '## The candidate\'s new words\n<candidate turn="4">\nI expect ten reads for each write, so reads dominate.\n</candidate>'
)


def messages(kind: str) -> list[dict[str, Any]]:
    """A turn, its stable part marked where the provider wants marks."""
    mark = {"type": "text", "text": LONG, "cache_control": {"type": "ephemeral"}}
    return [{"role": "system", "content": [mark] if kind.startswith("anthropic") else LONG}, {"role": "user", "content": PROMPT}]


async def whole(kind: str, model: FakeModel) -> AIMessageChunk:
    """All the pieces of one answer, put together."""
    pieces = [piece async for piece in bound(kind, model.url, model.key).astream(messages(kind))]
    return sum(pieces[1:], pieces[0])


@pytest.mark.parametrize("kind", KINDS)
async def test_a_structure_arrives_in_the_order_in_which_it_is_said(kind: str, model: FakeModel) -> None:
    seen = [tuple(partial) async for partial in structured(kind, model.url, model.key).astream(messages(kind))]

    assert seen[-1] == KEYS
    assert all(keys == KEYS[: len(keys)] for keys in seen)
    assert {len(keys) for keys in seen} >= {1, 5, 6}, "it should come in parts"


@pytest.mark.parametrize("kind", KINDS)
async def test_the_pieces_of_an_answer_are_what_the_model_said(kind: str, model: FakeModel) -> None:
    answer = await whole(kind, model)

    assert json_of(answer) == model.calls[0].sent
    assert tuple(json.loads(json_of(answer))) == KEYS
    assert model.calls[0].finished


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("responses")])
async def test_an_answer_says_how_it_ended(kind: str, model: FakeModel) -> None:
    model.then(b.GOOD, b.ended("question"))

    complete, broken_off = await whole(kind, model), await whole(kind, model)

    assert ending(complete) in ("stop", "end_turn", "tool_use")
    assert ending(broken_off) is None


@pytest.mark.parametrize("kind", KINDS)
async def test_a_stream_tells_what_it_cost(kind: str, model: FakeModel) -> None:
    answer = await whole(kind, model)

    usage, asked = answer.usage_metadata, model.asked[0]
    assert usage
    assert (usage["input_tokens"], usage["output_tokens"]) == (asked.tokens, len(model.calls[0].sent) // 4)


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_read_before_is_told_as_cached(kind: str, model: FakeModel) -> None:
    first, second = await whole(kind, model), await whole(kind, model)

    cached = [answer.usage_metadata["input_token_details"].get("cache_read", 0) for answer in (first, second) if answer.usage_metadata]
    assert cached[0] == 0
    assert len(LONG) // 4 <= cached[1] <= model.asked[1].tokens


async def test_a_mark_of_the_cache_arrives_at_its_block(model: FakeModel) -> None:
    answer = await whole("anthropic json_schema", model)

    assert model.asked[0].body["system"] == messages("anthropic")[0]["content"]
    assert answer.usage_metadata
    assert answer.usage_metadata["input_token_details"].get("cache_creation", 0) >= len(LONG) // 4


@pytest.mark.parametrize("kind", KINDS)
async def test_a_callback_hears_what_a_structured_call_cost(kind: str, model: FakeModel) -> None:
    heard = UsageMetadataCallbackHandler()

    async for _ in structured(kind, model.url, model.key).astream(messages(kind), config={"callbacks": [heard]}):
        pass

    assert [usage["input_tokens"] for usage in heard.usage_metadata.values()] == [model.asked[0].tokens]


async def test_openai_tells_no_usage_in_a_stream_unless_asked(model: FakeModel) -> None:
    pieces = [piece async for piece in chat("chat", model.url, model.key, disable_streaming=False).astream("hello", stream_usage=False)]

    assert all(piece.usage_metadata is None for piece in pieces)


@pytest.mark.parametrize("kind", KINDS)
async def test_an_answer_may_come_all_at_once(kind: str, model: FakeModel) -> None:
    model.always = b.WHOLE

    partials = [partial async for partial in structured(kind, model.url, model.key).astream(messages(kind)) if partial]

    assert tuple(partials[-1]) == KEYS
    assert len(partials) == 1


@pytest.mark.parametrize("kind", KINDS)
async def test_an_answer_that_is_not_streamed_is_the_same(kind: str, model: FakeModel) -> None:
    answer = await structured(kind, model.url, model.key).ainvoke(messages(kind))

    assert tuple(answer) == KEYS
    assert not model.asked[0].streams


@pytest.mark.parametrize("kind", ["chat", "responses", "anthropic"])
async def test_a_tool_is_called_with_its_arguments(kind: str, model: FakeModel) -> None:
    model.always = b.saying('{"findings": []}')

    answer = await chat(kind, model.url, model.key).bind_tools([SCHEMA], tool_choice="Turn").ainvoke("hello")

    assert [(call["name"], call["args"]) for call in answer.tool_calls] == [("Turn", {"findings": []})]


@pytest.mark.parametrize("kind", ["chat", "responses", "anthropic"])
async def test_without_a_structure_the_answer_is_text(kind: str, model: FakeModel) -> None:
    assert (await chat(kind, model.url, model.key).ainvoke("hello")).text == "Fine."


async def test_a_test_may_choose_the_behaviour_by_what_is_asked(model: FakeModel) -> None:
    model.always = lambda asked: b.saying(f"{asked.last.upper()} after {asked.system}")

    answer = await chat("chat", model.url, model.key).ainvoke([("system", "calm"), ("user", "storm")])

    assert answer.text == "STORM after calm"


def test_it_serves_tests_that_do_not_await(model: FakeModel) -> None:
    model.then(b.saying("one"), b.saying("two"))

    said = [chat("anthropic", model.url, model.key).invoke("hello").text for _ in range(3)]

    assert said == ["one", "two", "Fine."]
    assert [type(one) for one in model.asked] == [Asked] * 3
