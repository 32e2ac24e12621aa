"""The scorecard in a terminal: bands and reasons first, the figure second."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.archive import Kept
from bot.channels.terminal import shown
from interview_flow.assessment.agreement import Agreement
from interview_flow.assessment.estimates import Verdict
from interview_flow.assessment.reasons import Reason
from interview_flow.assessment.scorecard import PhaseScore
from interview_flow.assessment.sums import Sum
from interview_flow.printable import printable, shortened
from interview_flow.rubric import Rubric
from interview_flow.transcript import Quote, Status

BAR = 20
"""Characters of a full bar."""
QUOTE = 90
"""Characters of a quote in one line."""
INDENT = (0, 0, 0, 2)


def summary(console: Console, kept: Kept, rubric: Rubric) -> None:
    """Print the verdict, one line a phase, and what it rests on."""
    card = kept.scorecard
    if card.verdict:
        console.print(f"[bold]{card.verdict.replace('_', ' ').capitalize()}[/bold] for {card.level} ({card.score:.0f} of 100)")
    else:
        console.print(f"Coach mode makes no claim about level ({card.score:.0f} of 100)")
    console.print(_phases(kept, rubric))
    _listed(console, "What moved it most", [_reason(each) for each in kept.assessment.reasons])
    _listed(console, "What to practise next", [_exercise(rubric, each.id, each.says) for each in kept.assessment.practise_next])
    _listed(console, _sums_heading(kept.assessment.sums), [_slip(each) for each in kept.assessment.sums if each.verdict is Verdict.WRONG])
    _listed(
        console,
        "Does not agree with itself",
        [f"{each.says} {_quoted(each.first)} and {_quoted(each.second)}" for each in kept.assessment.contradictions],
    )
    if kept.assessment.hints:
        console.print(f"Hints taken: {sum(kept.assessment.hints.values())}")
    console.print()


def _phases(kept: Kept, rubric: Rubric) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    own = next((each for each in kept.assessment.agreements if each.is_candidate), None)
    time = {
        each.phase: f"{each.minutes:.0f} min" if each.planned is None else f"{each.minutes:.0f} of {each.planned:.0f} min"
        for each in kept.assessment.time
    }
    for phase in kept.scorecard.phases:
        gap = [_own(own, phase)] if own else []
        table.add_row(
            rubric.guide(phase.phase).title, _bar(phase.score), f"{phase.score:.0f}", *gap, time.get(phase.phase, "not reached"), _missing(phase)
        )
    return table


def _own(own: Agreement, phase: PhaseScore) -> str:
    """What the candidate gave themselves, and by how much that is off."""
    gap = next((each for each in own.gaps if each.phase is phase.phase), None)
    return f"you {gap.theirs:.0f} ({gap.difference:+.0f})" if gap else ""


def _bar(score: float) -> str:
    full = round(score / 100 * BAR)
    return "█" * full + "░" * (BAR - full)


def _missing(phase: PhaseScore) -> str:
    absent = [criterion for criterion in phase.criteria if criterion.status is Status.ABSENT]
    return f"not shown: {absent[0].says.rstrip('.').lower()}" if absent else ""


def _listed(console: Console, heading: str, lines: list[str]) -> None:
    if lines:
        console.print(f"[bold]{heading}[/bold]")
        for line in lines:
            console.print(Padding(Text(shown(line)), INDENT))


def _reason(reason: Reason) -> str:
    if reason.quote is None:
        return f"{reason.points:+.1f}  {reason.says} Not shown."
    how = f", {reason.initiative}" if reason.initiative else ""
    part = "shown in part" if reason.status is Status.PARTIAL else "shown"
    return f"{reason.points:+.1f}  {reason.says} {part.capitalize()}{how}: {_quoted(reason.quote)}"


def _exercise(rubric: Rubric, criterion: str, says: str) -> str:
    ask = next((text for text in rubric.criterion(criterion).ask if "{" not in text), "")
    return f"{says} {ask}".rstrip()


def _sums_heading(sums: tuple[Sum, ...]) -> str:
    right = sum(each.verdict is Verdict.RIGHT for each in sums)
    wrong = sum(each.verdict is Verdict.WRONG for each in sums)
    return f"Sums: {right} hold, {wrong} {'does' if wrong == 1 else 'do'} not"


def _slip(each: Sum) -> str:
    again = f" It was used again in turn {each.used_again[0].turn}." if each.used_again else ""
    mended = " Put right later." if each.corrected else ""
    return f"“{shortened(printable(each.claim), QUOTE)}” (turn {each.turn}): {each.remark}.{mended}{again}"


def _quoted(quote: Quote) -> str:
    return f"“{shortened(printable(quote.quote), QUOTE)}” (turn {quote.turn})"
