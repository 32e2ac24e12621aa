"""`make eval`: the labelled candidates are interviewed, the judge is judged by their labels, and the interviewer by its follow-ups.

`python -m tests.eval` prints the report, `--write FILE` puts it between the marks in a document. For whoever tunes: `--errors PREFIX` prints
where judge and label differ on the criteria that begin so, `--only tuning` leaves the held-out half unread, `--quick` leaves the distortions out.
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.settings import Settings
from interview_flow.assessment.estimates import estimates
from interview_flow.guided import Guided
from prompts.library import phrases
from tests.eval import tables
from tests.eval.distortions import Degradation, Distortion
from tests.eval.errors import errors
from tests.eval.estimates.grading import grade
from tests.eval.estimates.statements import SETS, statements
from tests.eval.interviewing import GUIDED, Measured, measured, model_settings, seats
from tests.eval.judging import Judged, agreement, judge
from tests.eval.labelled import HELD_OUT, Labelled, labelled
from tests.eval.stability import stability

BEGIN, END = "<!-- eval: begin -->", "<!-- eval: end -->"
STEADY = ("url_shortener", "chat", "ticket_booking", *HELD_OUT)
"""Problems whose candidates are distorted: six, with a candidate of every quality."""


async def main() -> None:
    """Interview, compare, print."""
    options = _options()
    tuning_only = options.errors is not None or options.only == "tuning"
    candidates = [each for each in labelled() if each.is_for_tuning or not tuning_only]
    with tempfile.TemporaryDirectory() as folder:
        judged = await judge(candidates, Path(folder))
        if options.errors is not None:
            _print_errors(judged, options.errors)
            return
        asked = await _asked(candidates, Path(folder))
        report = await _report(judged, asked, Path(folder), quick=options.quick)
    if options.write:
        _write(Path(options.write), report)
    else:
        print(report)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.eval")
    parser.add_argument("--errors", metavar="PREFIX", help="show differences on these criteria (tuning half only)")
    parser.add_argument("--only", choices=("tuning",), help="leave the held-out half unread")
    parser.add_argument("--quick", action="store_true", help="leave the distortions out")
    parser.add_argument("--write", metavar="FILE", help="put the report between the marks of a document")
    return parser.parse_args()


def _print_errors(judged: Sequence[Judged], prefix: str) -> None:
    for criterion in judged[0].candidate.labels:
        if criterion.startswith(prefix):
            print(f"{criterion}: {tables.line(agreement(judged, [criterion]))}", *errors(list(judged), criterion), sep="\n")


async def _asked(candidates: Sequence[Labelled], folder: Path) -> list[Measured]:
    """Every follow-up of the guided interviewer and, where the environment names a model, of the interviewer that the bot composes with it."""
    plain = Settings(str(folder / "unused.db"), folder / "documents")
    found = await measured(seats(candidates), plain, folder / "asked" / GUIDED, Guided(phrases()))
    if with_model := model_settings(os.environ):
        found += [each for each in await measured(seats(candidates), with_model, folder / "asked" / "model") if each.by != GUIDED]
    return found


async def _report(judged: Sequence[Judged], asked: Sequence[Measured], folder: Path, *, quick: bool) -> str:
    parts: list[str] = []
    for title, tuning in (("Held-out half", False), ("Tuning half", True)):
        if half := [each for each in judged if each.candidate.is_for_tuning is tuning]:
            parts += [f"### {title}: scores", tables.scores(half), f"### {title}: criteria", tables.criteria(half)]
    parts += ["### Follow-ups", tables.interviewing(asked)]
    if not quick:
        scripts = [(each.candidate.name, each.candidate.script) for each in judged if each.candidate.problem in STEADY]
        shifts = await stability(scripts, [*Distortion, *Degradation], folder / "changed")
        parts += ["### What must not move a score, and what must", tables.steadiness(shifts)]
    parts += ["### Sums", tables.sums((name, grade(estimates, statements(name))) for name in SETS)]
    return "\n\n".join(parts)


def _write(path: Path, report: str) -> None:
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n\n{report}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
