"""`make eval`: the labelled candidates are interviewed, and the judge is judged by their labels.

`python -m tests.eval` prints the report, `--write FILE` puts it between the marks in a document. For whoever tunes: `--errors PREFIX` prints
where judge and label differ on the criteria that begin so, `--only tuning` leaves the held-out half unread, `--quick` leaves the distortions out.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from interview_flow.assessment.estimates import estimates
from tests.eval import tables
from tests.eval.distortions import Degradation, Distortion
from tests.eval.errors import errors
from tests.eval.estimates.grading import grade
from tests.eval.estimates.statements import SETS, statements
from tests.eval.judging import Judged, agreement, judge
from tests.eval.labelled import HELD_OUT, labelled
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
        report = await _report(judged, Path(folder), quick=options.quick)
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


async def _report(judged: Sequence[Judged], folder: Path, *, quick: bool) -> str:
    parts: list[str] = []
    for title, tuning in (("Held-out half", False), ("Tuning half", True)):
        if half := [each for each in judged if each.candidate.is_for_tuning is tuning]:
            parts += [f"### {title}: scores", tables.scores(half), f"### {title}: criteria", tables.criteria(half)]
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
