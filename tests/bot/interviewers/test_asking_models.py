"""Which model is asked, how often and for how long; the clock is the test's own."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from langchain_core.callbacks import UsageMetadataCallbackHandler

from bot.interviewers.asking import FIRST_SHARE, LEAST, TRIES, Asking
from bot.interviewers.breaker import TRIES as BREAKS_AFTER
from bot.interviewers.breaker import Breaker
from bot.interviewers.calls import Messages, Streamed
from bot.interviewers.providers import NoModel
from interview_flow.model_use import Fault, Guard

GOOD = {"findings": [], "notes": [], "requests": [], "aims_at": None, "reaction": "So there are groups.", "question": "How large are they?"}
SHAPELESS = {"findings": [], "reaction": "Hm."}
PATIENCE = 20.0
Part = Mapping[str, Any] | BaseException | float
"""A part of an answer, what is raised instead of one, or seconds that pass before the next."""


class Clock:
    """Moves when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Scripted:
    """A model whose calls go as they are written down; `cannot` is raised where it is to be built."""

    name: str
    clock: Clock
    script: list[Sequence[Part]]
    cannot: Exception | None = None
    caches: bool = False
    heard: list[Messages] = field(default_factory=list[Messages])

    async def ready(self) -> None:
        if self.cannot:
            raise self.cannot

    def ask(self, messages: Messages) -> Streamed:
        self.heard.append(messages)
        return Streamed(self.name, self._parts(self.script.pop(0)), UsageMetadataCallbackHandler(), 60.0, self.clock)

    async def _parts(self, parts: Sequence[Part]) -> AsyncIterator[Mapping[str, Any]]:
        for part in parts:
            if isinstance(part, (int, float)):
                self.clock.seconds += part
            elif isinstance(part, BaseException):
                raise part
            else:
                yield part


def asking(clock: Clock, *voices: Scripted, breaker: Breaker | None = None) -> Asking:
    return Asking(voices, breaker or Breaker(clock), clock, PATIENCE, lambda voice, mend: [{"role": "user", "content": f"{voice.name} {mend or ''}"}])


def refused(status: int, **headers: str) -> httpx.HTTPStatusError:
    request = httpx.Request("POST", "http://model.example")
    return httpx.HTTPStatusError("no", request=request, response=httpx.Response(status, headers=headers, request=request))


async def test_a_good_answer_takes_one_call() -> None:
    clock = Clock()
    voice = Scripted("openai:x", clock, [[GOOD]])

    found = await asking(clock, voice).judged()

    assert found
    assert len(voice.heard) == 1


async def test_a_wrong_shape_is_told_what_was_wrong_once_and_then_the_second_model_is_asked() -> None:
    clock = Clock()
    first, second = Scripted("openai:x", clock, [[SHAPELESS], [SHAPELESS]]), Scripted("openai:y", clock, [[GOOD]])
    asked = asking(clock, first, second)

    found = await asked.judged()

    assert found
    assert found[0].model == "openai:y"
    assert ["question" in heard[0]["content"] for heard in first.heard] == [False, True]
    assert [call.fault for call in asked.calls] == [Fault.GARBLED, Fault.GARBLED]
    assert {each.guard for each in asked.interventions} == {Guard.SCHEMA}
    assert asked.fault is None


@pytest.mark.parametrize("status", [500, 503, 529])
async def test_a_server_in_trouble_is_tried_again_and_no_more_than_again(status: int) -> None:
    clock = Clock()
    voice = Scripted("openai:x", clock, [[refused(status)] for _ in range(TRIES)])
    asked = asking(clock, voice)

    assert await asked.judged() is None

    assert len(voice.heard) == TRIES
    assert asked.fault is Fault.SERVER


@pytest.mark.parametrize("status", [401, 403])
async def test_what_no_second_call_mends_is_not_called_a_second_time(status: int) -> None:
    clock = Clock()
    voice = Scripted("openai:x", clock, [[refused(status)]])
    asked = asking(clock, voice)

    assert await asked.judged() is None

    assert len(voice.heard) == 1
    assert asked.fault is Fault.KEY


async def test_a_provider_that_wants_a_long_rest_gets_it() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    first, second = Scripted("openai:x", clock, [[refused(429, **{"retry-after": "300"})]]), Scripted("openai:y", clock, [[GOOD], [GOOD]])

    await asking(clock, first, second, breaker=breaker).judged()
    again = asking(clock, first, second, breaker=breaker)
    await again.judged()

    assert len(first.heard) == 1
    assert [call.fault for call in again.calls] == [Fault.RESTING]


async def test_a_dead_provider_is_spared_until_its_rest_is_over() -> None:
    clock = Clock()
    breaker, voice = Breaker(clock), Scripted("openai:x", clock, [*([refused(500)] for _ in range(BREAKS_AFTER)), [GOOD]])

    for _ in range(5):
        await asking(clock, voice, breaker=breaker).judged()
    spared = len(voice.heard)
    clock.seconds += 3600
    found = await asking(clock, voice, breaker=breaker).judged()

    assert spared == BREAKS_AFTER
    assert found


async def test_a_slow_first_model_leaves_time_for_the_second() -> None:
    clock = Clock()
    slow = [PATIENCE * FIRST_SHARE, {"findings": []}, 0.0, GOOD]
    first, second = Scripted("openai:x", clock, [slow]), Scripted("openai:y", clock, [[GOOD]])
    asked = asking(clock, first, second)

    found = await asked.judged()

    assert found
    assert found[0].model == "openai:y"
    assert clock.seconds < PATIENCE


async def test_no_call_is_begun_when_there_is_no_time_left_for_it() -> None:
    clock = Clock()
    voice = Scripted("openai:x", clock, [[GOOD]])
    asked = asking(clock, voice)
    clock.seconds = PATIENCE - LEAST / 2

    assert await asked.judged() is None

    assert voice.heard == []
    assert asked.fault is Fault.TIMEOUT


@pytest.mark.parametrize(("cannot", "fault"), [(NoModel("There is no key."), Fault.UNKNOWN_MODEL), (ValueError("sk-secret"), Fault.OTHER)])
async def test_a_model_that_cannot_be_built_is_passed_over(cannot: Exception, fault: Fault, caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    first, second = Scripted("openai:x", clock, [], cannot=cannot), Scripted("openai:y", clock, [[GOOD]])
    asked = asking(clock, first, second)

    found = await asked.judged()

    assert found
    assert [call.fault for call in asked.calls] == [fault]
    assert "sk-secret" not in caplog.text
