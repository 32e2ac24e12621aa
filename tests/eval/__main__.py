"""`make eval`: the labelled candidates are interviewed, and the judge is judged by their labels.

`python -m tests.eval` prints the report; `--errors PREFIX` prints, for the tuning half only, where judge and label differ on the criteria that
begin so; `--only tuning` leaves the held-out half unread.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path

from tests.eval.errors import errors
from tests.eval.judging import Agreement, Judged, agreement, judge, ranked_right
from tests.eval.labelled import QUALITIES, labelled


async def main() -> None:
    """Interview, compare, print."""
    options = _options()
    tuning_only = options.errors is not None or options.only == "tuning"
    candidates = [each for each in labelled() if each.is_for_tuning or not tuning_only]
    with tempfile.TemporaryDirectory() as folder:
        judged = await judge(candidates, Path(folder))
    if options.errors is not None:
        for criterion in judged[0].candidate.labels:
            if criterion.startswith(options.errors):
                print(f"{criterion}: {_line(agreement(judged, [criterion]))}", *errors(judged, criterion), sep="\n")
        return
    _scores(judged)
    for title, half in (("tuning half", True), ("held-out half", False)):
        if part := [each for each in judged if each.candidate.is_for_tuning is half]:
            _criteria(title, part)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.eval")
    parser.add_argument("--errors", metavar="PREFIX", help="show differences on these criteria (tuning half only)")
    parser.add_argument("--only", choices=("tuning",), help="leave the held-out half unread")
    return parser.parse_args()


def _scores(judged: list[Judged]) -> None:
    print("score of 100 and verdict (the interviewer's in brackets)")
    print("| problem | " + " | ".join(QUALITIES) + " |\n|---|" + "---|" * len(QUALITIES))
    for problem in sorted({each.candidate.problem for each in judged}):
        row = {
            each.candidate.quality: f"{each.score:.0f} {each.verdict} ({each.candidate.verdict})"
            for each in judged
            if each.candidate.problem == problem
        }
        print(f"| {problem} | " + " | ".join(row.get(quality, "") for quality in QUALITIES) + " |")
    agreed = sum(each.verdict == each.candidate.verdict for each in judged)
    right, pairs = ranked_right(judged)
    print(f"verdicts agree: {agreed} of {len(judged)}; pairs of one problem in the right order: {right} of {pairs}\n")


def _criteria(title: str, judged: list[Judged]) -> None:
    print(f"{title}: precision and recall of what is shown (how often judged, how often labelled)")
    print("| criterion | precision | recall |\n|---|---|---|")
    for criterion in judged[0].candidate.labels:
        print(f"| {criterion} | {_line(agreement(judged, [criterion]))} |")
    print(f"| **all** | {_line(agreement(judged, judged[0].candidate.labels))} |\n")


def _line(found: Agreement) -> str:
    return f"{_share(found.precision)} ({found.judged}) | {_share(found.recall)} ({found.labelled})"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"


if __name__ == "__main__":
    asyncio.run(main())
