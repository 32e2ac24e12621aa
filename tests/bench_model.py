"""What the project adds to a model's turn, and what a turn sends. Run by `make bench`.

Beside a whole turn (`hear` and `answer`, both commits included) stands the bare langchain call with the same messages and schema, streamed to its end, against
a provider that answers at once; the patterns are compiled before, as after a few interviews (bench_judging tells what that costs). Beside the messages of a turn stands the same beginning with every word that was said.
"""

import asyncio
import os
import statistics
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

from bot.channels.script import load
from bot.interviewers import answer, briefing, providers
from bot.model_settings import ModelSettings
from tests.bot.interviewers.led import OPENAI, Led, led
from tests.fakes.model import FakeModel
from tests.fakes.model.behaviour import GOOD, WHOLE, Behaviour
from tests.interviews import Played
from tests.samples import CANDIDATES

SETTINGS = ModelSettings(silence=30.0, patience=60.0)
SAMPLE = CANDIDATES / "ticket_booking_strong.yaml"
TURNS = (5, 20, 40)
A_TOKEN = 4
"""Characters."""


async def main() -> None:
    for name, behaviour in (("in pieces", GOOD), ("in one piece", WHOLE)):
        await _added(name, behaviour)
    _sent()


async def _added(name: str, behaviour: Behaviour) -> None:
    turns, bare = list[float](), list[float]()
    with FakeModel(always=behaviour) as fake, tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, {"OPENAI_API_KEY": fake.key}):
        model = providers.chat_model(OPENAI, SETTINGS, fake.openai_url)
        asked = providers.structured(model, OPENAI, answer.schema(), SETTINGS)
        async with led(fake, Path(folder) / "before", OPENAI, settings=SETTINGS) as room:
            for words in await _script(room):
                await room.say(words)
        async with led(fake, Path(folder) / "measured", OPENAI, settings=SETTINGS) as room:
            for words in await _script(room):
                calls = len(fake.calls)
                start = perf_counter()
                interview = await room.say(words)
                turns.append((perf_counter() - start) * 1000)
                if interview.over or len(fake.calls) != calls + 1:
                    turns.pop()
                    continue
                start = perf_counter()
                async for _ in asked.astream(_messages(fake)):
                    pass
                bare.append((perf_counter() - start) * 1000)
    whole, alone = statistics.median(turns[3:]), statistics.median(bare[3:])
    added = statistics.median(each - other for each, other in zip(turns[3:], bare[3:], strict=True))
    print(
        f"a model's turn, answered {name}: {whole:.1f} ms, the bare call {alone:.1f} ms ({whole / alone:.2f}x), added {added:.1f} ms   (aim: under 10 ms)"
    )


async def _script(room: Led) -> list[str]:
    script = load(SAMPLE)
    await room.begin(script)
    return [words for said in script.answers.values() for words in said]


def _messages(fake: FakeModel) -> list[dict[str, Any]]:
    asked = fake.calls[-1].asked
    assert asked
    return list(asked.body["messages"])


def _sent() -> None:
    """Questions to the fact sheet between the answers, so that there are forty."""
    played = Played("ticket-booking")
    words = [said for each in load(SAMPLE).answers.values() for said in each]
    facts = [fact.question for fact in (played.problem.facts if played.problem else ())]
    ours, history, at = list[int](), list[int](), dict[int, tuple[int, int]]()
    for number in range(1, max(TURNS) + 1):
        played.hear(facts[number // 2 % len(facts)] if number % 2 else words[number // 2 % len(words)])
        if not played.brief.answers or played.interview.over:
            break
        told = [len(each["content"]) // A_TOKEN for each in briefing.messages(played.brief, caches=False)]
        everything = told[0] + sum(len(turn.text) for turn in played.turns) // A_TOKEN
        ours.append(sum(told))
        history.append(everything)
        at[number] = (sum(told), everything)
        played.answer()
    shown = ", ".join(f"answer {number}: {at[number][0]:,} beside {at[number][1]:,}" for number in at if number in TURNS or number == len(ours))
    fixed = len(briefing.prefix(played.brief)) // A_TOKEN
    print(f"tokens sent, beside the same beginning with the whole history: {shown}; {sum(ours) / sum(history):.0%} over {len(ours)} answers")
    moving, growing = sum(each - fixed for each in ours), sum(each - fixed for each in history)
    print(f"of which {fixed:,} are the same in every turn (cacheable); without them {moving / growing:.0%}   (aim: flat, at most 35%)")


if __name__ == "__main__":
    asyncio.run(main())
