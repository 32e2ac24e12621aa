"""The report as Markdown tables."""

from collections.abc import Iterable, Sequence

from tests.eval.estimates.grading import Grade
from tests.eval.interviewing import AIMS, MEASURES, Measured
from tests.eval.judging import Agreement, Judged, agreement, ranked_right
from tests.eval.labelled import QUALITIES
from tests.eval.stability import Shift


def scores(judged: Sequence[Judged]) -> str:
    """Score and verdict of each candidate, the label's verdict in brackets."""
    lines = ["| problem | " + " | ".join(QUALITIES) + " |", "|---|" + "---|" * len(QUALITIES)]
    for problem in sorted({each.candidate.problem for each in judged}):
        row = {
            each.candidate.quality: f"{each.score:.0f} {each.verdict} ({each.candidate.verdict})"
            for each in judged
            if each.candidate.problem == problem
        }
        lines.append(f"| {problem} | " + " | ".join(row.get(quality, "") for quality in QUALITIES) + " |")
    agreed = sum(each.verdict == each.candidate.verdict for each in judged)
    right, pairs = ranked_right(judged)
    spans = {quality: sorted(each.score for each in judged if each.candidate.quality == quality) for quality in QUALITIES}
    named = ", ".join(f"{quality} {span[0]:.0f} to {span[-1]:.0f}" for quality, span in spans.items() if span)
    return "\n".join(
        [
            *lines,
            "",
            f"Scores: {named}. Verdicts agree in {agreed} of {len(judged)}; {right} of {pairs} pairs of one problem stand in the right order.",
        ]
    )


def criteria(judged: Sequence[Judged]) -> str:
    """Precision and recall of what is called shown, criterion by criterion."""
    lines = ["| criterion | precision (judged) | recall (labelled) |", "|---|---|---|"]
    lines += [f"| {name} | {line(agreement(judged, [name]))} |" for name in judged[0].candidate.labels]
    return "\n".join([*lines, f"| **all** | {line(agreement(judged, judged[0].candidate.labels))} |"])


def line(found: Agreement) -> str:
    """One row's two cells."""
    return f"{_share(found.precision)} ({found.judged}) | {_share(found.recall)} ({found.labelled})"


def steadiness(shifts: Sequence[Shift]) -> str:
    """What each kind of change does to the scores, in points of 100."""
    lines = ["| change | candidates | as it should be | smallest | mean | largest |", "|---|---|---|---|---|---|"]
    for kind in dict.fromkeys(shift.kind for shift in shifts):
        points = [shift.points for shift in shifts if shift.kind is kind]
        good = sum(shift.is_as_it_should_be for shift in shifts if shift.kind is kind)
        lines.append(f"| {kind.value} | {len(points)} | {good} | {min(points):+.1f} | {sum(points) / len(points):+.1f} | {max(points):+.1f} |")
    return "\n".join(lines)


def sums(graded: Iterable[tuple[str, Grade]]) -> str:
    """How the checker of estimates does on labelled statements."""
    lines = ["| set | statements | right | false accusations | errors missed | right sums missed |", "|---|---|---|---|---|---|"]
    for name, grade in graded:
        share = f"{grade.right} ({grade.right / grade.statements:.1%})"
        lines.append(
            f"| {name} | {grade.statements} | {share} | {len(grade.false_accusations)} | {len(grade.missed_errors)} | {len(grade.missed_rights)} |"
        )
    return "\n".join(lines)


def interviewing(measured: Sequence[Measured]) -> str:
    """How good the follow-ups are, by who asked them and of whom; the last row is what the guided interviewer is held to."""
    lines = ["| interviewer | candidates | follow-ups | " + " | ".join(MEASURES) + " |", "|---|---|---|" + "---|" * len(MEASURES)]
    for by in dict.fromkeys(each.by for each in measured):
        own = [each for each in measured if each.by == by]
        sets = dict.fromkeys(each.of for each in own)
        lines += [f"| {by} | {of} | {_kept_to([each for each in own if each.of == of])} |" for of in sets]
        lines.append(f"| **{by}** | **all** | {_kept_to(own)} |")
    return "\n".join([*lines, f"| aim | | | {' | '.join(f'{aim:.1%}' for aim in AIMS)} |"])


def _kept_to(asked: Sequence[Measured]) -> str:
    good = (sum(each.good[place] for each in asked) for place in range(len(MEASURES)))
    return f"{len(asked)} | {' | '.join(f'{count * 1000 // len(asked) / 10:.1f}%' for count in good)}"  # rounded down: only all are 100%


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"
