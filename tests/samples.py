"""The bundled candidates, played from start to end."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.app import opened
from bot.archive import Kept
from bot.channels.script import Script, ScriptedCandidate, SimulatedClock, load, seconds_to_say
from bot.settings import Settings
from interview_flow.interview import Interview
from interview_flow.rubric import Level, Mode

CANDIDATES = Path(__file__).parents[1] / "prompts" / "candidates"
NINE_O_CLOCK = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def played(path: Path, folder: Path) -> Kept:
    """The interview of a bundled candidate, from start to end."""
    script = load(path)
    return await interviewed(script, ScriptedCandidate(script).next_words, folder)


async def interviewed(script: Script, says: Callable[[Interview], str], folder: Path, pace: Callable[[str], float] = seconds_to_say) -> Kept:
    """The interview of a candidate who `says` something at each question, from start to end; `pace` is how many seconds a message takes."""
    clock = SimulatedClock(NINE_O_CLOCK)
    async with opened(Settings(str(folder / "interviews.db"), folder / "documents"), clock) as app:
        found = app.bank.find(script.topic).problem
        level, mode = script.level or Level.SENIOR, script.mode or Mode.STRICT
        slug = found.slug if found else None
        await app.conversation.begin("sample", topic=script.topic, problem=slug, level=level, mode=mode, minutes=45, candidate="sample")
        interview = await app.conversation.answer("sample")
        while not interview.over:
            words = says(interview)
            clock.pass_by(pace(words))
            await app.conversation.hear("sample", words)
            interview = await app.conversation.answer("sample")
        return await app.archive.kept("sample")
