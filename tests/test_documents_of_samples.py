"""The finished documents of the bundled candidates: long enough to read, short enough to finish, and safe."""

from pathlib import Path

import pytest

from bot.app import opened
from bot.archive import Kept
from bot.channels.script import ScriptedCandidate, SimulatedClock, load, seconds_to_say
from bot.settings import Settings
from interview_flow.documents import context
from interview_flow.phases import Phase, Stage
from interview_flow.rubric import Level, Mode
from prompts.templates import NAMES, render
from tests.test_whole_interview import NINE_O_CLOCK

SAMPLES = sorted((Path(__file__).parents[1] / "prompts" / "candidates").glob("*.yaml"))
STRONG = [path for path in SAMPLES if path.stem.endswith("_strong")]
SHORTEST, LONGEST = 800, 1200


async def played(path: Path, folder: Path) -> Kept:
    """The interview of a bundled candidate, from start to end."""
    script, clock = load(path), SimulatedClock(NINE_O_CLOCK)
    async with opened(Settings(str(folder / "interviews.db"), folder / "documents"), clock) as app:
        found = app.bank.find(script.topic).problem
        level, mode = script.level or Level.SENIOR, script.mode or Mode.STRICT
        slug = found.slug if found else None
        await app.conversation.begin("sample", topic=script.topic, problem=slug, level=level, mode=mode, minutes=45, candidate="sample")
        candidate = ScriptedCandidate(script)
        interview = await app.conversation.answer("sample")
        while not interview.over:
            words = candidate.next_words(interview)
            clock.pass_by(seconds_to_say(words))
            await app.conversation.hear("sample", words)
            interview = await app.conversation.answer("sample")
        return await app.archive.kept("sample")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
async def test_every_sample_reaches_the_end_and_its_five_documents(path: Path, tmp_path: Path) -> None:
    kept = await played(path, tmp_path)

    written = {name: render(name, context(kept.source)) for name in NAMES}

    assert kept.interview.stage is Stage.FINISHED
    assert kept.interview.visited == tuple(Phase)
    assert all(text.count("\n# ") + text.startswith("# ") == 1 for text in written.values())


@pytest.mark.parametrize("path", STRONG, ids=lambda path: path.stem)
async def test_the_narrative_of_a_full_interview_has_800_to_1200_words(path: Path, tmp_path: Path) -> None:
    kept = await played(path, tmp_path)

    words = len(render("narrative", context(kept.source)).split())

    assert SHORTEST <= words <= LONGEST


async def test_strong_middling_weak_and_hostile_candidates_are_told_apart(tmp_path: Path) -> None:
    scores: dict[str, list[float]] = {}
    for path in SAMPLES:
        kept = await played(path, tmp_path / path.stem)
        scores.setdefault(path.stem.rsplit("_", 1)[1], []).append(kept.scorecard.score)

    assert min(scores["strong"]) > 75
    assert max(scores["strong"]) > max(scores["middling"]) > max(scores["weak"]) > max(scores["hostile"])
    assert max(scores["weak"]) < 30
    assert max(scores["hostile"]) < 10
