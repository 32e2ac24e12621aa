"""The scorecard in a terminal: bands and reasons first, the figure second."""

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from bot.archive import Kept
from bot.channels.terminal import shown
from interview_flow.assessment.agreement import Agreement
from interview_flow.assessment.estimates import Verdict
from interview_flow.assessment.reasons import Reason
from interview_flow.assessment.scorecard import PhaseScore
from interview_flow.assessment.sums import Sum
from interview_flow.assessment.whole import TimeUse
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
    if kept.interview.drill:
        console.print(f"[bold]{escape(shown(kept.title))}[/bold] ({card.score:.0f} of 100)")
    elif card.verdict:
        console.print(f"[bold]{card.verdict.replace('_', ' ').capitalize()}[/bold] for {card.level} ({card.score:.0f} of 100)")
    else:
        console.print(f"Coach mode makes no claim about level ({card.score:.0f} of 100)")
    _phases(console, kept, rubric)
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


def _phases(console: Console, kept: Kept, rubric: Rubric) -> None:
    """Two lines a phase: the figures, then what was not shown of it."""
    own = next((each for each in kept.assessment.agreements if each.is_candidate), None)
    time = {each.phase: _time(each) for each in kept.assessment.time}
    widest = max(len(guide.title) for guide in rubric.guides)
    for phase in kept.scorecard.phases:
        figures = [f"{phase.score:3.0f}", _own(own, phase) if own else "", time.get(phase.phase, "not reached")]
        title = rubric.guide(phase.phase).title
        console.print(f"{title:{widest}}  {_bar(phase.score)} {'  '.join(figure for figure in figures if figure)}", markup=False)
        if missing := _missing(phase):
            console.print(Padding(Text(missing), INDENT), style="dim")
    console.print()


def _time(use: TimeUse) -> str:
    return f"{use.minutes:.0f} min" if use.planned is None else f"{use.minutes:.0f} of {use.planned:.0f} min"


def _own(own: Agreement, phase: PhaseScore) -> str:
    """What the candidate gave themselves, and by how much that is off."""
    gap = next((each for each in own.gaps if each.phase is phase.phase), None)
    return f"you {gap.theirs:.0f} ({gap.difference:+.0f})" if gap else ""


def _bar(score: float) -> str:
    full = round(score / 100 * BAR)
    return "█" * full + "░" * (BAR - full)


def _missing(phase: PhaseScore) -> str:
    absent = [criterion for criterion in phase.criteria if criterion.status is Status.ABSENT]
    more = f", and {len(absent) - 1} more" if len(absent) > 1 else ""
    return f"Not shown: {absent[0].says[0].lower()}{absent[0].says[1:].rstrip('.')}{more}." if absent else ""


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
    return f"Sums: {right} {'holds' if right == 1 else 'hold'}, {wrong} {'does' if wrong == 1 else 'do'} not"


def _slip(each: Sum) -> str:
    again = f" It was used again in turn {each.used_again[0].turn}." if each.used_again else ""
    mended = " Put right later." if each.corrected else ""
    return f"“{shortened(printable(each.claim), QUOTE)}” (turn {each.turn}): {each.remark}.{mended}{again}"


def _quoted(quote: Quote) -> str:
    return f"“{shortened(printable(quote.quote), QUOTE)}” (turn {quote.turn})"
