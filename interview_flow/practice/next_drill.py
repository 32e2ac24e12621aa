"""Which drill comes next: what costs most by now, on another problem than it failed on, and not the same phase twice in a row."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from interview_flow.drills import AIMS, Drill, drillable
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.practice.memory import Skill
from interview_flow.practice.on_which import on_which
from interview_flow.practice.reviews import Review
from interview_flow.problems import Problem
from interview_flow.rubric import Level, Rubric
from interview_flow.transcript import Status

FEWEST = 2
"""Criteria of a drill, where its phase has as many: one alone is over too soon."""


class Because(StrEnum):
    """Why a skill is drilled now."""

    MISSING = "missing"
    """It was not shown the last time."""
    IN_PART = "in_part"
    """It was shown in part."""
    FADING = "fading"
    """It was shown, and that is some time ago."""
    AHEAD = "ahead"
    """Nothing is due; this is due soonest."""
    NEW = "new"
    """Nothing is due, and this phase was never on."""


class Suggestion(Frozen):
    """A drill, the problem (slug) to take it on, and the skill it is for: what it `says`, and what is left of it, None where it was never on."""

    drill: Drill
    problem: str
    says: str
    skill: Skill | None
    why: Because


def next_drill(skills: Sequence[Skill], reviews: Sequence[Review], bank: Sequence[Problem], rubric: Rubric, now: datetime) -> Suggestion | None:
    """None for who has finished nothing yet. `reviews` stand with the oldest first; of the last drill neither the phase nor the problem comes again,
    as long as there is anything else."""
    latest, open_ = _latest(reviews), _open(skills, rubric)
    if new := _new(open_, reviews, bank, rubric, now):
        return new
    skill = _first(open_, latest, now)
    return drill_for(skill.criterion, skills, reviews, bank, rubric, now) if skill else None


def drill_for(
    criterion: str, skills: Sequence[Skill], reviews: Sequence[Review], bank: Sequence[Problem], rubric: Rubric, now: datetime
) -> Suggestion | None:
    """The drill of a skill that somebody chose themselves; None where it is no skill of theirs, or needs a whole interview around it."""
    open_ = _open(skills, rubric)
    skill = next((each for each in open_ if each.criterion == criterion), None)
    problem = _problem(skill, _latest(reviews), reviews, bank) if skill else None
    if skill is None or problem is None:
        return None
    beside = _beside(skill, open_, problem.slug, now)
    drill = Drill(phase=skill.phase, criteria=(skill.criterion, *(each.criterion for each in beside)))
    return Suggestion(drill=drill, problem=problem.slug, says=skill.says, skill=skill, why=_why(skill, now))


def _new(skills: Sequence[Skill], reviews: Sequence[Review], bank: Sequence[Problem], rubric: Rubric, now: datetime) -> Suggestion | None:
    """For who has only drilled so far and has nothing due: the next phase that was never on. Without it they would never leave the first one."""
    latest = _latest(reviews)
    if latest is None or latest.drill is None or any(each.drill is None for each in reviews) or any(each.is_due(now) for each in skills):
        return None
    known, order = {each.phase for each in skills}, list(Phase)
    after = order[order.index(latest.drill) + 1 :] + order[: order.index(latest.drill)]
    can = [each for each in drillable(rubric) if each.level is Level.MID and each.phase not in known]
    aims = next((found for phase in after if (found := [each for each in can if each.phase is phase][:FEWEST])), None)
    problem = on_which(aims[0].id, (), _practised(reviews), bank) if aims else None
    if not aims or not problem:
        return None
    drill = Drill(phase=aims[0].phase, criteria=tuple(each.id for each in aims))
    return Suggestion(drill=drill, problem=problem.slug, says=aims[0].says, skill=None, why=Because.NEW)


def _practised(reviews: Sequence[Review]) -> list[str | None]:
    return list({each.interview_id: each.problem for each in reviews}.values())


def _open(skills: Sequence[Skill], rubric: Rubric) -> list[Skill]:
    may = {criterion.id for criterion in drillable(rubric)}
    return [each for each in skills if each.criterion in may]


def _latest(reviews: Sequence[Review]) -> Review | None:
    return next((each for each in reversed(reviews) if each.drill), None)


def _first(skills: Sequence[Skill], latest: Review | None, now: datetime) -> Skill | None:
    """The due one with most at stake, of another phase than the `latest` drill if there is one; where nothing is due, the one that is due soonest."""
    due = [each for each in skills if each.is_due(now)]
    of_others = [each for each in due or skills if latest is None or each.phase is not latest.drill]
    pool = of_others or due or skills
    if due:
        return max(pool, key=lambda each: each.at_stake(now))
    return min(pool, key=lambda each: (each.due, -each.at_stake(now)), default=None)


def _problem(skill: Skill, latest: Review | None, reviews: Sequence[Review], bank: Sequence[Problem]) -> Problem | None:
    """Where it failed on every problem, one of those on which that is longest ago."""
    again = latest.problem if latest and latest.drill is skill.phase else None
    others = [each for each in bank if each.slug != again] or bank
    practised = _practised(reviews)
    found = on_which(skill.criterion, skill.failed_on, practised, others)
    return (
        found or on_which(skill.criterion, _latest_half(skill, reviews, bank), practised, others) or on_which(skill.criterion, (), practised, others)
    )


def _latest_half(skill: Skill, reviews: Sequence[Review], bank: Sequence[Problem]) -> set[str]:
    """Of the problems of the bank, those on which this skill was on last."""
    known = {each.slug for each in bank}
    in_order = dict.fromkeys(each.problem for each in reversed(reviews) if each.criterion == skill.criterion and each.problem in known)
    return {slug for slug in list(in_order)[: len(bank) // 2] if slug}


def _beside(skill: Skill, skills: Sequence[Skill], problem: str, now: datetime) -> list[Skill]:
    """What else of its phase is due or was not shown well; what failed on this very problem last."""
    others = [each for each in skills if each.phase is skill.phase and each.criterion != skill.criterion]
    wanted = sorted(others, key=lambda each: (not _is_wanted(each, now), problem in each.failed_on, -each.at_stake(now)))
    enough = max(FEWEST, 1 + sum(_is_wanted(each, now) for each in others))
    return wanted[: min(enough, AIMS) - 1]


def _is_wanted(skill: Skill, now: datetime) -> bool:
    return skill.is_due(now) or skill.last_status is not Status.MET


def _why(skill: Skill, now: datetime) -> Because:
    if not skill.is_due(now):
        return Because.AHEAD
    return {Status.ABSENT: Because.MISSING, Status.PARTIAL: Because.IN_PART, Status.MET: Because.FADING}[skill.last_status]
