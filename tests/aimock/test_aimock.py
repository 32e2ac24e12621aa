"""The real clients against somebody else's provider: what our own fake claims of the protocols holds there, too."""

import json

import pytest
from langchain_core import exceptions as lc

from tests.fakes.clients import KINDS, SCHEMA, bound, chat, json_of, structured
from tests.fakes.model.simulated import KEYS

KEY = "any"


@pytest.mark.parametrize("kind", KINDS)
async def test_a_structure_streams_in_the_order_in_which_it_is_said(kind: str, provider: str) -> None:
    seen = [tuple(partial) async for partial in structured(kind, provider, KEY).astream("a turn")]

    assert seen[-1] == KEYS
    assert all(keys == KEYS[: len(keys)] for keys in seen)
    assert len(set(seen)) >= 3, "it should come in parts"


@pytest.mark.parametrize("kind", KINDS)
async def test_the_pieces_are_json_and_the_last_tells_what_it_cost(kind: str, provider: str) -> None:
    pieces = [piece async for piece in bound(kind, provider, KEY).astream("a turn")]

    answer = sum(pieces[1:], pieces[0])
    assert tuple(json.loads(json_of(answer))) == KEYS
    assert answer.usage_metadata
    assert answer.usage_metadata["output_tokens"] == 40


@pytest.mark.parametrize("kind", ["chat", "responses", "anthropic"])
async def test_a_tool_is_called_with_its_arguments(kind: str, provider: str) -> None:
    answer = await chat(kind, provider, KEY).bind_tools([SCHEMA], tool_choice="Turn").ainvoke("a turn")

    assert [(call["name"], tuple(call["args"])) for call in answer.tool_calls] == [("Turn", KEYS)]


@pytest.mark.parametrize("kind", ["chat", "responses", "anthropic"])
async def test_plain_words_need_no_structure(kind: str, provider: str) -> None:
    assert (await chat(kind, provider, KEY).ainvoke("hello")).text == "Good morning."


@pytest.mark.parametrize("kind", KINDS)
async def test_too_many_requests_have_a_class(kind: str, provider: str) -> None:
    with pytest.raises(lc.ModelRateLimitError):
        await structured(kind, provider, KEY).ainvoke("too many")


@pytest.mark.parametrize("kind", KINDS)
async def test_an_overloaded_provider_has_a_class(kind: str, provider: str) -> None:
    with pytest.raises(lc.ModelAPIError):
        await structured(kind, provider, KEY).ainvoke("overloaded")


@pytest.mark.parametrize("kind", KINDS)
async def test_a_cut_stream_raises_after_what_had_come(kind: str, provider: str) -> None:
    seen: tuple[str, ...] = ()

    with pytest.raises(Exception, match=r"(?i)connection|peer closed|disconnected"):
        async for partial in structured(kind, provider, KEY).astream("cut the function" if "function" in kind else "cut"):
            seen = tuple(partial or seen)

    assert "question" not in seen
