"""What the real clients make of each fault: which exception, or none at all where one would be expected."""

import asyncio

import anthropic
import httpx2
import openai
import pytest
from langchain_core import exceptions as lc

from tests.fakes.clients import KINDS, bound, chat, ending, json_of, structured
from tests.fakes.model import Behaviour, FakeModel
from tests.fakes.model import behaviour as b
from tests.fakes.test_fake_model_streaming import messages, whole

OPENAI = [kind for kind in KINDS if not kind.startswith("anthropic")]
ANTHROPIC = [kind for kind in KINDS if kind.startswith("anthropic")]


async def failure(kind: str, model: FakeModel, behaviour: Behaviour, timeout: float = 5) -> tuple[Exception, list[str]]:
    """What is raised, and the keys that were seen before."""
    model.then(behaviour)
    seen: list[str] = []
    try:
        async for partial in structured(kind, model.url, model.key, timeout=timeout).astream(messages(kind)):
            seen = list(partial or ())
    except Exception as error:
        return error, seen
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("behaviour", "kept"),
    [
        (b.RATE_LIMITED, lc.ModelRateLimitError),
        (b.SERVER_ERROR, lc.ModelAPIError),
        (b.UNAVAILABLE, lc.ModelAPIError),
        (b.OVERLOADED, lc.ModelAPIError),
        (b.HANGS_UP, lc.ModelConnectionError),
    ],
)
async def test_a_failure_before_the_first_byte_has_a_class_of_its_own(
    kind: str, behaviour: Behaviour, kept: type[Exception], model: FakeModel
) -> None:
    error, seen = await failure(kind, model, behaviour)

    assert isinstance(error, kept)
    assert seen == []


@pytest.mark.parametrize("kind", KINDS)
async def test_the_time_to_wait_comes_with_the_refusal(kind: str, model: FakeModel) -> None:
    error, _ = await failure(kind, model, b.rate_limited("7"))

    assert error.response.headers["retry-after"] == "7"  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", OPENAI)
async def test_an_empty_account_at_openai_is_a_rate_limit_with_a_code(kind: str, model: FakeModel) -> None:
    error, _ = await failure(kind, model, b.QUOTA)

    assert isinstance(error, lc.ModelRateLimitError)
    assert error.code == "insufficient_quota"  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ANTHROPIC)
async def test_an_empty_account_at_anthropic_is_a_bad_request(kind: str, model: FakeModel) -> None:
    error, _ = await failure(kind, model, b.QUOTA)

    assert isinstance(error, lc.ModelInvalidRequestError)
    assert "credit balance is too low" in str(error)


@pytest.mark.parametrize("kind", OPENAI)
async def test_a_prompt_too_long_for_openai_is_known_by_its_code(kind: str, model: FakeModel) -> None:
    error, _ = await failure(kind, model, b.TOO_LONG)

    assert error.code == "context_length_exceeded"  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ANTHROPIC)
async def test_a_prompt_too_long_for_anthropic_has_a_class(kind: str, model: FakeModel) -> None:
    error, _ = await failure(kind, model, b.TOO_LONG)

    assert isinstance(error, lc.ContextOverflowError)


@pytest.mark.parametrize("kind", KINDS)
async def test_silence_ends_with_the_timeout_of_the_client(kind: str, model: FakeModel) -> None:
    error, _ = await failure(kind, model, b.silent(), timeout=0.2)

    assert isinstance(error, lc.ModelTimeoutError)


@pytest.mark.parametrize("kind", OPENAI)
async def test_openai_stalled_in_mid_stream_times_out(kind: str, model: FakeModel) -> None:
    error, seen = await failure(kind, model, b.stalled("reaction"), timeout=0.2)

    assert isinstance(error, lc.ModelTimeoutError)
    assert seen[-1] == "reaction"


@pytest.mark.parametrize("kind", ANTHROPIC)
async def test_anthropic_stalled_in_mid_stream_raises_what_langchain_does_not_know(kind: str, model: FakeModel) -> None:
    error, seen = await failure(kind, model, b.stalled("reaction"), timeout=0.2)

    assert isinstance(error, httpx2.ReadTimeout)
    assert not isinstance(error, lc.LangChainException)
    assert seen[-1] == "reaction"


@pytest.mark.parametrize("kind", ANTHROPIC)
async def test_signs_of_life_defeat_the_timeout_of_a_client(kind: str, model: FakeModel) -> None:
    model.then(b.stalled("reaction", keepalive=True))

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.6):
            async for _ in bound(kind, model.url, model.key, timeout=0.2).astream(messages(kind)):
                pass

    assert model.calls[0].status == 200
    assert not model.calls[0].finished


@pytest.mark.parametrize("place", ["findings", "reaction", "question"])
@pytest.mark.parametrize("kind", OPENAI)
async def test_openai_cut_in_mid_stream_is_a_lost_connection(kind: str, place: str, model: FakeModel) -> None:
    error, seen = await failure(kind, model, b.cut(place))

    assert isinstance(error, lc.ModelConnectionError)
    assert seen[-1] == place


@pytest.mark.parametrize("place", ["findings", "reaction", "question"])
@pytest.mark.parametrize("kind", ANTHROPIC)
async def test_anthropic_cut_in_mid_stream_raises_what_langchain_does_not_know(kind: str, place: str, model: FakeModel) -> None:
    error, seen = await failure(kind, model, b.cut(place))

    assert isinstance(error, httpx2.RemoteProtocolError)
    assert seen[-1] == place


@pytest.mark.parametrize("kind", KINDS)
async def test_an_error_told_in_mid_stream_is_none_of_langchain_s(kind: str, model: FakeModel) -> None:
    error, seen = await failure(kind, model, b.failing("question"))

    assert isinstance(error, ValueError if kind.startswith("responses") else openai.APIError | anthropic.APIStatusError)
    assert not isinstance(error, lc.LangChainException)
    assert seen[-1] == "question"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "chat function_calling"])
async def test_a_refusal_has_a_class(kind: str, model: FakeModel) -> None:
    error, _ = await failure(kind, model, b.REFUSES)

    assert isinstance(error, lc.ModelRefusalError)


async def test_a_refusal_to_call_a_function_passes_unnoticed_at_openai(model: FakeModel) -> None:
    model.then(b.REFUSES)

    partials = [one async for one in structured("chat function_calling", model.url, model.key).astream(messages("chat")) if one]

    assert partials == []


@pytest.mark.parametrize("behaviour", [b.GARBAGE, b.EMPTY, b.REFUSES_IN_WORDS])
@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_no_json_passes_unnoticed(kind: str, behaviour: Behaviour, model: FakeModel) -> None:
    model.then(behaviour)

    partials = [one async for one in structured(kind, model.url, model.key).astream(messages(kind)) if one]

    assert partials == []


@pytest.mark.parametrize("kind", KINDS)
async def test_a_wrong_shape_passes_unnoticed(kind: str, model: FakeModel) -> None:
    model.then(b.saying('{"reaction": 3, "extra": []}'))

    partials = [one async for one in structured(kind, model.url, model.key).astream(messages(kind)) if one]

    assert partials[-1] == {"reaction": 3, "extra": []}


async def test_openai_raises_when_a_schema_is_cut_for_its_length(model: FakeModel) -> None:
    error, seen = await failure("chat json_schema", model, b.CUT_TEXT)

    assert isinstance(error, openai.LengthFinishReasonError)
    assert seen == ["findings"]


@pytest.mark.parametrize("kind", ["chat function_calling", *ANTHROPIC])
async def test_elsewhere_only_the_ending_tells_of_the_length(kind: str, model: FakeModel) -> None:
    model.then(b.CUT_TEXT)

    answer = await whole(kind, model)

    assert ending(answer) in ("length", "max_tokens")
    assert json_of(answer) == model.calls[0].sent


@pytest.mark.parametrize("kind", ["chat", "responses", "anthropic"])
async def test_a_wrong_key_is_refused(kind: str, model: FakeModel) -> None:
    with pytest.raises(lc.ModelAuthenticationError):
        await chat(kind, model.url, "another key").ainvoke("hello")

    assert [call.status for call in model.calls] == [401]
    assert model.asked == []


@pytest.mark.parametrize("kind", ["chat", "responses", "anthropic"])
async def test_a_model_that_is_not_there_is_not_found(kind: str, model: FakeModel) -> None:
    model.models.clear()

    with pytest.raises(lc.ModelNotFoundError):
        await chat(kind, model.url, model.key).ainvoke("hello")


@pytest.mark.parametrize("kind", ["chat", "responses", "anthropic"])
async def test_an_answer_in_one_piece_can_be_cut_and_late_too(kind: str, model: FakeModel) -> None:
    model.then(b.cut(2), b.stalled(2))

    with pytest.raises(lc.ModelConnectionError):
        await chat(kind, model.url, model.key).ainvoke("hello")
    with pytest.raises(lc.ModelTimeoutError):
        await chat(kind, model.url, model.key, timeout=0.2).ainvoke("hello")


async def test_whoever_walks_away_ends_the_stream(model: FakeModel) -> None:
    model.then(b.stalled("reaction"))
    stream = bound("chat json_schema", model.url, model.key).astream(messages("chat"))

    await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]

    assert not model.calls[0].finished
