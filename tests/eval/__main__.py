"""`make eval`: the labelled candidates are interviewed, and the judge is judged by their labels.

A criterion counts as shown when it is met or partial. Precision is the share of what the judge calls shown that the label calls shown too, recall
the share of what the label calls shown that the judge found.
"""

import asyncio
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bot.archive import Kept
from interview_flow.transcript import Status
from tests.eval.labelled import QUALITIES, Labelled, labelled
from tests.samples import interviewed

Judged = tuple[Labelled, Kept]


async def main() -> None:
    """Interview, compare, print."""
    judged: list[Judged] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, candidate in enumerate(labelled()):
            judged.append((candidate, await interviewed(candidate.script, Path(folder) / str(number))))
    _scores(judged)
    for title, half in (("tuning half", True), ("held-out half", False)):
        _criteria(title, [each for each in judged if each[0].is_for_tuning is half])


def _scores(judged: list[Judged]) -> None:
    print("score of 100 and verdict (the interviewer's in brackets)")
    problems = sorted({candidate.problem for candidate, _ in judged})
    print("| problem | " + " | ".join(QUALITIES) + " |\n|---|" + "---|" * len(QUALITIES))
    for problem in problems:
        row = {
            candidate.quality: f"{kept.scorecard.score:.0f} {_verdict(kept)} ({candidate.verdict})"
            for candidate, kept in judged
            if candidate.problem == problem
        }
        print(f"| {problem} | " + " | ".join(row.get(quality, "") for quality in QUALITIES) + " |")
    agreed = sum(_verdict(kept) == candidate.verdict for candidate, kept in judged)
    print(f"verdicts agree: {agreed} of {len(judged)}\n")


def _criteria(title: str, judged: list[Judged]) -> None:
    print(f"{title}: precision and recall of what is shown (how often judged, how often labelled)")
    print("| criterion | precision | recall |\n|---|---|---|")
    for criterion in judged[0][0].labels:
        print(f"| {criterion} | {_line([_pair(each, criterion) for each in judged])} |")
    pairs = [_pair(each, criterion) for each in judged for criterion in each[0].labels]
    print(f"| **all** | {_line(pairs)} |\n")


def _pair(each: Judged, criterion: str) -> tuple[bool, bool]:
    """Whether the judge calls it shown, and whether the label does."""
    candidate, kept = each
    standing = kept.interview.standings.get(criterion)
    return standing is not None and standing.status is not Status.ABSENT, candidate.labels[criterion].status is not Status.ABSENT


def _line(pairs: Iterable[tuple[bool, bool]]) -> str:
    found = list(pairs)
    both, judged, label = (sum(chosen) for chosen in ([a and b for a, b in found], [a for a, _ in found], [b for _, b in found]))
    return f"{_share(both, judged)} ({judged}) | {_share(both, label)} ({label})"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _verdict(kept: Kept) -> str:
    return kept.scorecard.verdict.value if kept.scorecard.verdict else "-"


if __name__ == "__main__":
    asyncio.run(main())
