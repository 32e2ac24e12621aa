"""The scorecard in a terminal: bands and reasons first, the figure second."""

from rich.console import Console
from rich.table import Table

from bot.archive import Kept
from interview_flow.assessment.scorecard import PhaseScore
from interview_flow.rubric import Rubric
from interview_flow.transcript import Status

BAR = 20
"""Characters of a full bar."""


def summary(console: Console, kept: Kept, rubric: Rubric) -> None:
    """Print the verdict and one line a phase."""
    card = kept.scorecard
    if card.verdict:
        console.print(f"[bold]{card.verdict.replace('_', ' ').capitalize()}[/bold] for {card.level} ({card.score:.0f} of 100)")
    else:
        console.print(f"Coach mode makes no claim about level ({card.score:.0f} of 100)")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for phase in card.phases:
        table.add_row(rubric.guide(phase.phase).title, _bar(phase.score), f"{phase.score:.0f}", _missing(phase))
    console.print(table)


def _bar(score: float) -> str:
    full = round(score / 100 * BAR)
    return "█" * full + "░" * (BAR - full)


def _missing(phase: PhaseScore) -> str:
    absent = [criterion for criterion in phase.criteria if criterion.status is Status.ABSENT]
    return f"not shown: {absent[0].says.rstrip('.').lower()}" if absent else ""
