"""The finished documents of the bundled candidates: long enough to read, short enough to finish, and safe."""

from pathlib import Path

import pytest

from interview_flow.documents import context
from interview_flow.phases import Phase, Stage
from prompts.templates import NAMES, render
from tests.samples import CANDIDATES, played

SAMPLES = sorted(CANDIDATES.glob("*.yaml"))
STRONG = [path for path in SAMPLES if path.stem.endswith("_strong")]
SHORTEST, LONGEST = 800, 1200


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
