"""What is worth asking next: the open criteria of a phase, most valuable first, each with a question not asked before."""

from collections.abc import Iterable

from interview_flow.brief import Brief
from interview_flow.own_words import blanks, filled, gaps
from interview_flow.printable import printable
from interview_flow.problems import Pushback
from interview_flow.rubric import Criterion, Level

PUSHBACK = "challenges.position"
"""The criterion that is asked about by a wrong objection."""
ARITHMETIC = "break_down.arithmetic"
"""The criterion that is asked about when a sum does not hold."""
LONGEST_SLIP = 120
"""Characters of a sum that is said back."""
COVERAGE = "break_down.coverage"
"""The criterion that is asked about by what the design leaves open."""
MOST_TIMES = 2
"""How often one criterion is asked about: once, and once more if the answer was not whole."""
WORTH = {Level.MID: 3.0, Level.SENIOR: 2.0, Level.STAFF: 1.0}


def open_criteria(brief: Brief) -> list[tuple[Criterion, str]]:
    """The criteria of this phase that are worth a probe, each with its question, most valuable first; what a drill aims at comes before all."""
    worth = [(_worth(brief, criterion), criterion, question_about(brief, criterion)) for criterion in brief.guide.criteria]
    asked = [(value, criterion, question) for value, criterion, question in worth if value > 0 and question]
    aims = aims_left(brief)
    asked.sort(key=lambda each: (aims.index(each[1].id) if each[1].id in aims else len(aims), -each[0]))
    return [(criterion, question) for _, criterion, question in asked]


def aims_left(brief: Brief) -> list[str]:
    """What a drill aims at and has not seen yet, what was asked about least first."""
    interview = brief.interview
    left = [name for name in (interview.drill.criteria if interview.drill else ()) if not brief.interview.has_met(name)]
    return sorted(left, key=lambda name: interview.asked.get(name, 0))


def question_about(brief: Brief, criterion: Criterion) -> str | None:
    """The best question about a criterion that was not asked before: the problem's own first, in the candidate's words where they fit."""
    record = brief.interview.record
    words = blanks(record) | (gaps(record) if criterion.id == COVERAGE else {})
    general = criterion.drill_ask if brief.interview.drill and criterion.drill_ask else criterion.ask
    asks = [pushback(brief).says] if criterion.id == PUSHBACK else [*_closest_first(_own_probes(brief, criterion)), *_closest_first(general)]
    ready = [text for ask in asks if (text := filled(ask, words))]
    return next((text for text in ready if text not in brief.interview.questions), None)


def recheck(brief: Brief, slip: str) -> str | None:
    """A question about a sum that does not hold, in the candidate's words; None when that was asked often enough, or the sum is too long to say back."""
    criterion = brief.rubric.criterion(ARITHMETIC)
    if len(slip) > LONGEST_SLIP or brief.interview.asked.get(ARITHMETIC, 0) >= MOST_TIMES:
        return None
    ready = [text for ask in criterion.ask if (text := filled(ask, {"slip": f"“{printable(slip)}”"}))]
    return next((text for text in ready if text not in brief.interview.questions), None)


def _closest_first(asks: Iterable[str]) -> list[str]:
    """Questions that speak of the candidate's own design before those that would fit any."""
    return sorted(asks, key=lambda ask: "{" not in ask)


def pushback(brief: Brief) -> Pushback:
    """The wrong objection of this interview."""
    return brief.problem.pushback if brief.problem else brief.rubric.unknown_topic.pushback


def _worth(brief: Brief, criterion: Criterion) -> float:
    interview = brief.interview
    standing = interview.standings.get(criterion.id)
    times = interview.asked.get(criterion.id, 0)
    if times >= MOST_TIMES or interview.has_met(criterion.id) or not interview.level.includes(criterion.level) or not _fits(brief, criterion):
        return 0.0
    value = WORTH[criterion.level] * (0.6 if standing else 1.0) * (0.4 if times else 1.0)
    return value * (1.25 if _own_probes(brief, criterion) else 1.0)


def _fits(brief: Brief, criterion: Criterion) -> bool:
    """Whether it has a place here: a drill leaves out what needs a whole interview, and objects only where that is what it aims at."""
    drill = brief.interview.drill
    return drill is None or (criterion.stands_alone and (criterion.id != PUSHBACK or PUSHBACK in drill.criteria))


def _own_probes(brief: Brief, criterion: Criterion) -> list[str]:
    return [probe.ask for probe in brief.problem.phases[criterion.phase].probes if probe.serves == criterion.id] if brief.problem else []
