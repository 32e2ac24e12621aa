"""What a program decides over the extracted design, whoever leads the interview.

A check looks at the record as it stands after the answer, and at the answer itself. It gives a finding or None; it never takes one back.
A criterion names its check by `checked_by`; one that names a check which is not in `CHECKS` yet is left out of the score.
"""

from collections.abc import Callable, Mapping

from interview_flow.assessment.checks import budget, challenged, covered, modelled, planned, understood, walked
from interview_flow.brief import Brief
from interview_flow.events import Because
from interview_flow.transcript import Finding, Standing, Turn

Check = Callable[[Brief, tuple[Turn, ...], str], Finding | None]
"""(the brief after the answer, the scorable answers, the criterion) -> what they show."""

CHECKS: dict[str, Check] = {
    "own_words": understood.own_words,
    "no_technology": understood.no_technology,
    "questions": understood.questions,
    "functional": understood.functional,
    "targets": understood.targets,
    "per_requirement": planned.per_requirement,
    "coverage": covered.coverage,
    "estimates": planned.estimates,
    "entities": modelled.entities,
    "operations": modelled.operations,
    "nouns": modelled.nouns,
    "write_path": walked.write_path,
    "read_path": walked.read_path,
    "known_components": walked.known_components,
    "latency_budget": budget.latency_budget,
    "mechanisms": challenged.mechanisms,
    "twist": challenged.twist,
    "position": challenged.position,
    "summary": challenged.summary,
    "on_time": challenged.on_time,
}

THROUGH = (Because.SETTLED, Because.CAPPED)
"""How a drill ends that has asked its questions."""
IN_THE_END = frozenset({"arithmetic", "contradictions"})
"""What is decided over all that was said, once it is over (`assessment.whole`): a later answer may undo it."""


def checked(brief: Brief, answers: tuple[Turn, ...]) -> tuple[Finding, ...]:
    """What the program finds in these answers and the record they left."""
    if not answers:
        return ()
    found = [CHECKS[each.checked_by](brief, answers, each.id) for each in brief.rubric.criteria if each.checked_by in CHECKS]
    return tuple(finding for finding in found if finding)


def left_out(brief: Brief) -> frozenset[str]:
    """Criteria that cannot be scored in this interview: unchecked so far, or about something that was never said or measured."""
    unchecked = {each.id for each in brief.rubric.criteria if each.checked_by and each.checked_by not in {*CHECKS, *IN_THE_END}}
    interview = brief.interview
    unreached = {"challenges.twist"} if interview.twist_turn is None else set[str]()
    unasked = {"challenges.position"} if "challenges.position" not in interview.asked else set[str]()
    untimed = {"wrap_up.on_time"} if not interview.minutes else set[str]()
    return frozenset(unchecked | unreached | unasked | untimed)


def drilled(brief: Brief, standings: Mapping[str, Standing], because: Because | None) -> frozenset[str]:
    """The criteria of its phase that a drill is judged by, once it has ended so: what was asked or hinted about, what was shown and, if it was not left
    before its questions were through, what it aimed at."""
    interview = brief.interview
    aims = interview.drill.criteria if interview.drill and because in THROUGH else ()
    touched = {*interview.asked, *interview.hints, *standings, *aims}
    return frozenset(each.id for each in brief.guide.criteria if each.stands_alone and each.id in touched) - left_out(brief)
