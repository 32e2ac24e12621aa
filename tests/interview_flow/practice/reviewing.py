"""Reviews, and somebody who learns: what tests of practice are told in."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from interview_flow.phases import Phase
from interview_flow.practice.memory import skills
from interview_flow.practice.next_drill import Suggestion, next_drill
from interview_flow.practice.reviews import Review
from interview_flow.rubric import Level
from interview_flow.transcript import Initiative, Status
from prompts.library import problems, rubric

MONDAY = datetime(2026, 1, 5, 18, tzinfo=UTC)
RUBRIC, BANK = rubric(), problems()
TARGETS, SCALE, READ = "clarify.targets", "clarify.scale", "flows.read_path"
EARNED = {Status.MET: 1.0, Status.PARTIAL: 0.5, Status.ABSENT: 0.0}


def review(
    criterion: str = TARGETS,
    days: float = 0,
    status: Status = Status.MET,
    initiative: Initiative | None = Initiative.UNPROMPTED,
    *,
    problem: str | None = "chat",
    drill: Phase | None = None,
    expected: bool = True,
    coached: bool = False,
) -> Review:
    """So many days after `MONDAY`."""
    return Review(
        criterion=criterion,
        at=MONDAY + timedelta(days=days),
        status=status,
        initiative=None if status is Status.ABSENT else initiative,
        earned=EARNED[status],
        expected=expected,
        problem=problem,
        interview_id=f"{problem}-{days}",
        drill=drill,
        coached=coached,
    )


def interviewed(days: float, missed: Sequence[str] = (), problem: str = "chat", level: Level = Level.SENIOR) -> list[Review]:
    """A whole interview in which everything was shown but what was missed."""
    asked = [criterion.id for criterion in RUBRIC.criteria if level.includes(criterion.level)]
    return [review(each, days, Status.ABSENT if each in missed else Status.MET, problem=problem) for each in asked]


def drilled(suggestion: Suggestion, days: float, shows: Callable[[str], Status]) -> list[Review]:
    """The drill that was suggested, taken."""
    return [review(each, days, shows(each), problem=suggestion.problem, drill=suggestion.drill.phase) for each in suggestion.drill.criteria]


def a_year(shows: Callable[[str], Status], missed: Sequence[str], drill_days: Sequence[int]) -> tuple[list[Suggestion], list[Review]]:
    """An interview at the beginning, then the suggested drill on each of these days."""
    reviews, suggested = interviewed(0, missed), list[Suggestion]()
    for day in drill_days:
        now = MONDAY + timedelta(days=day)
        suggestion = next_drill(skills(reviews, RUBRIC, Level.SENIOR, now), reviews, BANK, RUBRIC, now)
        assert suggestion
        suggested.append(suggestion)
        reviews += drilled(suggestion, day, shows)
    return suggested, reviews
