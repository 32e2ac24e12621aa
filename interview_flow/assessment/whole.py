"""The whole judgement of an interview, from its log alone: what it showed, whether its sums hold, what leads to what, where it contradicts itself.

Most criteria are settled answer by answer (`decisions.reply`). Those of `IN_THE_END` depend on everything that was said, and may be lost
again by a later answer, so they are settled here, as is what is otherwise settled once the next phase comes, where none does.
"""

from collections.abc import Iterable

from interview_flow import clock
from interview_flow.assessment import evidence
from interview_flow.assessment.agreement import Agreement, agreement
from interview_flow.assessment.checks import drilled, left_out
from interview_flow.assessment.checks.at_the_end import no_contradiction
from interview_flow.assessment.checks.understood import without_technology
from interview_flow.assessment.contradictions import Contradiction, Kind, contradictions
from interview_flow.assessment.reasons import Reason, moved_most, practise_next
from interview_flow.assessment.scorecard import CriterionScore, Scorecard, drill_card, scorecard
from interview_flow.assessment.sums import Sum, arithmetic, sums
from interview_flow.assessment.traceability import Row, traceability
from interview_flow.assessment.worthless import heard_of
from interview_flow.brief import Brief
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase, Stage
from interview_flow.transcript import Finding, Standing, Turn


class TimeUse(Frozen):
    """Minutes that a phase took, and its share of the whole; `planned` is None when the clock is off."""

    phase: Phase
    minutes: float
    planned: float | None


class Assessment(Frozen):
    """Everything that is said of an interview. `hints` are the rungs taken by criterion; a drill has no matrix (`traceability`), which runs through all
    phases."""

    scorecard: Scorecard
    reasons: tuple[Reason, ...]
    practise_next: tuple[CriterionScore, ...]
    sums: tuple[Sum, ...]
    traceability: tuple[Row, ...]
    contradictions: tuple[Contradiction, ...]
    time: tuple[TimeUse, ...]
    hints: dict[str, int]
    agreements: tuple[Agreement, ...]


def assessed(brief: Brief, turns: tuple[Turn, ...]) -> Assessment:
    """The judgement as it stands; there is no verdict before the interview is finished. `turns` are all of its turns."""
    interview = brief.interview
    turns = heard_of(turns, brief)
    found_sums = sums(turns)
    against = _against(brief, turns)
    in_the_end = _in_the_end(brief, turns, found_sums, against)
    standings = {name: standing for name, standing in interview.standings.items() if name not in in_the_end}
    standings |= _settled(brief, (finding for finding in in_the_end.values() if finding))
    card = (
        drill_card(brief.rubric, standings, interview.level, interview.drill.phase, drilled(brief, standings, interview.ended_because))
        if interview.drill
        else scorecard(brief.rubric, standings, interview.level, interview.mode, left_out(brief))
    )
    if interview.stage is not Stage.FINISHED:
        card = card.model_copy(update={"verdict": None})
    return Assessment(
        scorecard=card,
        reasons=moved_most(card, interview.visited),
        practise_next=practise_next(card, interview.visited),
        sums=found_sums,
        traceability=() if interview.drill else traceability(interview.record),
        contradictions=against,
        time=_time(brief),
        hints=interview.hints,
        agreements=tuple(agreement(card, opinion, interview.candidate) for opinion in interview.opinions.values()),
    )


def _against(brief: Brief, turns: tuple[Turn, ...]) -> tuple[Contradiction, ...]:
    """What contradicts what; where there was no earlier phase, no part could be introduced in one."""
    interview = brief.interview
    found = contradictions(turns, interview.record, interview.twist_turn)
    return tuple(each for each in found if each.kind is not Kind.COMPONENT) if interview.drill else found


def _in_the_end(brief: Brief, turns: tuple[Turn, ...], found: tuple[Sum, ...], against: tuple[Contradiction, ...]) -> dict[str, Finding | None]:
    settled: dict[str, Finding | None] = {}
    for criterion in brief.rubric.criteria:
        if criterion.checked_by == "arithmetic":
            settled[criterion.id] = arithmetic(criterion.id, found, turns)
        elif criterion.checked_by == "contradictions":
            settled[criterion.id] = no_contradiction(turns, brief.interview.record, against)
        elif criterion.checked_by == "no_technology" and brief.interview.drill:
            settled[criterion.id] = without_technology(brief, criterion.id, brief.interview.turn + 1)
    return settled


def _settled(brief: Brief, findings: Iterable[Finding]) -> dict[str, Standing]:
    blank = brief.interview.model_copy(update={"standings": {}})
    return {standing.criterion: standing for standing in evidence.moved(blank, findings)}


def _time(brief: Brief) -> tuple[TimeUse, ...]:
    interview = brief.interview
    return tuple(
        TimeUse(
            phase=phase,
            minutes=round(interview.spent.get(phase, 0.0) / 60, 1),
            planned=round(clock.seconds(interview, brief.rubric, phase) / 60, 1) if interview.minutes else None,
        )
        for phase in interview.visited
    )
