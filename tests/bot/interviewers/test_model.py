"""The model interviewer over the wire: told as it is made, good models heard, faults survived."""

from pathlib import Path

import pytest

from bot.channels.script import Script, load
from bot.model_settings import ModelSettings
from interview_flow.drills import QUESTIONS, Drill
from interview_flow.model_use import Fault
from interview_flow.phases import Phase
from prompts.library import phrases
from tests.bot.interviewers.led import ANTHROPIC, CANDIDATES, OPENAI, QUICK, led, whole
from tests.drills import PARTS
from tests.fakes.model import Behaviour, FakeModel
from tests.fakes.model import behaviour as b

SAMPLE = CANDIDATES / "chat_middling.yaml"
ANSWER = "People send messages to each other and see them at once, and a message that was accepted is never lost."
FAULTS = {
    "server": b.SERVER_ERROR,
    "overloaded": b.OVERLOADED,
    "quota": b.QUOTA,
    "refused": b.REFUSES,
    "empty": b.EMPTY,
    "garbage": b.GARBAGE,
    "long wait": b.rate_limited("600"),
    "cut": b.cut("findings"),
    "silence": b.silent(),
}


@pytest.mark.parametrize("name", [OPENAI, ANTHROPIC])
async def test_a_good_model_leads_a_whole_interview(name: str, tmp_path: Path) -> None:
    with FakeModel() as fake:
        async with led(fake, tmp_path, name, settings=ModelSettings()) as room:
            led_to_the_end = await whole(room, SAMPLE)

    usage = led_to_the_end.kept.interview.usage[name]
    calls = [call for event in led_to_the_end.events if event.kind == "model_asked" for call in event.use.calls]
    assert usage.calls == len(fake.calls) == len(calls)
    assert (usage.failed, usage.input_tokens) == (0, sum(call.input_tokens for call in calls))
    assert 0 < usage.cached_tokens < usage.input_tokens
    assert any(told for told, _ in led_to_the_end.told)
    assert all(said.startswith(told) for told, said in led_to_the_end.told)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_a_second_model_takes_over(fault: Behaviour, tmp_path: Path) -> None:
    with FakeModel(always=lambda asked: fault if asked.model == "gpt-x" else b.GOOD) as fake:
        async with led(fake, tmp_path, OPENAI, ANTHROPIC, settings=QUICK) as room:
            await room.begin(load(SAMPLE))
            interview = await room.say(ANSWER)

    assert interview.unaided is None
    assert interview.usage[OPENAI].failed == interview.usage[OPENAI].calls > 0
    assert interview.usage[ANTHROPIC].failed == 0


@pytest.mark.parametrize("place", ["findings", "reaction"])
async def test_without_any_model_the_light_word_is_said_once_and_the_authored_probe_asked(place: str, tmp_path: Path) -> None:
    with FakeModel(always=b.cut(place)) as fake:
        async with led(fake, tmp_path, settings=ModelSettings()) as room:
            await room.begin(load(SAMPLE))
            first = await room.say(ANSWER)
            await room.say("Groups have up to a hundred members and everybody sees the same order.")
            spoken = [event.text for event in await room.spoken()]

    assert first.unaided is Fault.CUT
    assert sum(word in text for text in spoken for word in phrases()["unaided"]) == 1


async def test_the_next_good_turn_is_the_models_again(tmp_path: Path) -> None:
    with FakeModel() as fake:
        fake.then(b.QUOTA)
        async with led(fake, tmp_path, OPENAI, settings=ModelSettings()) as room:
            await room.begin(load(SAMPLE))
            await room.say(ANSWER)
            room.model.breaker.succeeded(OPENAI)
            interview = await room.say("Groups have up to a hundred members and everybody sees the same order.")

    assert interview.unaided is None


async def test_a_share_of_the_day_that_is_nothing_asks_nobody(tmp_path: Path) -> None:
    with FakeModel() as fake:
        async with led(fake, tmp_path, settings=ModelSettings(turns_a_day=0)) as room:
            await room.begin(load(SAMPLE))
            interview = await room.say(ANSWER)
            spoken = await room.spoken()

    assert fake.calls == []
    assert interview.unaided is Fault.ALLOWANCE
    assert spoken[-1].text.startswith(phrases()["allowance"])


async def test_a_good_model_leads_a_drill_within_its_phase_and_its_three_questions(tmp_path: Path) -> None:
    drill = Drill(phase=Phase.FLOWS, criteria=("flows.idempotency", "flows.latency_budget"))
    with FakeModel() as fake:
        async with led(fake, tmp_path, OPENAI, settings=ModelSettings()) as room:
            await room.begin(Script("design a url shortener", None, None, None, {}), drill)
            for words in (PARTS, "Each hop waits for the next one.", "It is quick."):
                interview = await room.say(words)
            spoken = await room.spoken()

    assert interview.over
    assert interview.revealed
    assert interview.usage[OPENAI].failed == 0
    assert {event.asks for event in spoken if event.asks} == {"flows.opening", *drill.criteria}
    assert len([event for event in spoken if event.question]) == QUESTIONS
    assert spoken[-1].text.count("still open") + spoken[-1].text.count("not yet") + spoken[-1].text.count("Not yet") == 1
