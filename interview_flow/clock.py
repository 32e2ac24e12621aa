"""The interview's clock. It runs while the candidate owes an answer; zero minutes switch it off.

A phase may use what earlier phases saved: its end is the sum of the budgets up to it. A drill has one phase, which has all of its time.
"""

from datetime import datetime

from interview_flow.interview import Interview
from interview_flow.phases import Phase
from interview_flow.rubric import Rubric

WARN_AT = 0.8
"""The share of a phase's time after which the interviewer warns."""


def spent(interview: Interview, now: datetime | None = None) -> float:
    """Seconds used so far, those since the open question included when `now` is given."""
    running = (now - interview.owing_since).total_seconds() if now and interview.owing_since else 0.0
    return sum(interview.spent.values()) + max(0.0, running)


def left(interview: Interview, now: datetime | None = None) -> float | None:
    """Seconds left of the whole interview; None when the clock is off."""
    return interview.minutes * 60 - spent(interview, now) if interview.minutes else None


def left_in_phase(interview: Interview, rubric: Rubric, now: datetime | None = None) -> float | None:
    """Seconds left until this phase should end; None when the clock is off."""
    if not interview.minutes:
        return None
    phases = list(Phase)
    reached = [interview.phase] if interview.drill else phases[: phases.index(interview.phase) + 1]
    budget = sum(seconds(interview, rubric, phase) for phase in reached)
    return budget - spent(interview, now)


def seconds(interview: Interview, rubric: Rubric, phase: Phase) -> float:
    """The budget of one phase, scaled to the length of this interview."""
    if interview.drill:
        return interview.minutes * 60.0
    return rubric.guide(phase).minutes * interview.minutes * 60 / rubric.minutes


def should_warn(interview: Interview, rubric: Rubric) -> bool:
    """Whether most of this phase's time is gone and nobody has said so."""
    remaining = left_in_phase(interview, rubric)
    if remaining is None or interview.phase in interview.warned:
        return False
    return remaining <= (1 - WARN_AT) * seconds(interview, rubric, interview.phase)


def is_up(interview: Interview, rubric: Rubric) -> bool:
    """Whether this phase's time is used up."""
    remaining = left_in_phase(interview, rubric)
    return remaining is not None and remaining <= 0
