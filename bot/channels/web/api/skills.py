"""What the holder of a token should practise: skills that fade, what is due, the next drill, the coming days."""

from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Request, Security
from pydantic import AwareDatetime, BaseModel

from bot.channels.web.api.bearer import holder
from bot.channels.web.api.errors import described
from bot.channels.web.here import web_of
from bot.channels.web.viewer import Scope, Viewer
from bot.practising import Practice, practice
from interview_flow.phases import Phase
from interview_flow.practice.forecast import DayDue
from interview_flow.practice.memory import Skill
from interview_flow.practice.next_drill import Because, Suggestion
from interview_flow.rubric import Level
from interview_flow.transcript import Initiative, Status

router = APIRouter(tags=["me"])


class SkillShown(BaseModel):
    """A criterion and what is left of it: `strength` is how likely what was there the last time is still there, 0 to 1, which is 0.9 after `stability`
    days; `at_stake` is what it would likely cost today, in points of 100 of an interview. `failed_on` are the problems on which it did not come out
    well the last time; `reviews` counts how often it was on."""

    criterion: str
    phase: Phase
    says: str
    due: AwareDatetime
    is_due: bool
    strength: float
    stability: float
    at_stake: float
    reviews: int
    last: AwareDatetime
    last_status: Status
    last_initiative: Initiative | None
    failed_on: list[str]

    @classmethod
    def of(cls, skill: Skill, now: AwareDatetime) -> Self:
        """How `skill` is told."""
        same = skill.model_dump(include={"criterion", "phase", "says", "due", "reviews", "last", "last_status", "last_initiative"})
        figures = {"strength": round(skill.strength(now), 3), "stability": round(skill.stability, 2), "at_stake": round(skill.at_stake(now), 2)}
        return cls.model_validate(same | figures | {"is_due": skill.is_due(now), "failed_on": sorted(skill.failed_on)})


class DrillSuggested(BaseModel):
    """Ten minutes of one phase on a problem of the bank (its slug); the first of the `criteria` is what it is for."""

    phase: Phase
    criteria: list[str]
    problem: str
    why: Because

    @classmethod
    def of(cls, suggestion: Suggestion) -> Self:
        """How `suggestion` is told."""
        return cls(phase=suggestion.drill.phase, criteria=list(suggestion.drill.criteria), problem=suggestion.problem, why=suggestion.why)


class DueOn(BaseModel):
    """What falls due on a day of your own calendar if nothing is practised until then; what is overdue counts today, the first."""

    day: date
    criteria: list[str]

    @classmethod
    def of(cls, day: DayDue) -> Self:
        """How `day` is told."""
        return cls(day=day.day, criteria=list(day.criteria))


class WeekShown(BaseModel):
    """A week from a Monday on, and how often something was practised in it."""

    monday: date
    times: int


class Skills(BaseModel):
    """Skills in the order of the rubric, as the `level` of your latest strict interview asks for them; `due` are criteria, the most at stake first.
    `weeks` are the latest ones, the oldest first; the running one is among them once something was practised in it."""

    level: Level
    skills: list[SkillShown]
    due: list[str]
    suggestion: DrillSuggested | None
    forecast: list[DueOn]
    weeks: list[WeekShown]

    @classmethod
    def of(cls, now: Practice) -> Self:
        """How `now` is told."""
        return cls(
            level=now.level,
            skills=[SkillShown.of(each, now.now) for each in now.skills],
            due=[each.criterion for each in now.due],
            suggestion=DrillSuggested.of(now.suggestion) if now.suggestion else None,
            forecast=[DueOn.of(each) for each in now.forecast],
            weeks=[WeekShown(monday=each.monday, times=each.times) for each in now.streak.weeks],
        )


@router.get("/me/skills", responses=described(401, 403, 503))
async def skills(request: Request, viewer: Annotated[Viewer, Security(holder, scopes=[Scope.READ])]) -> Skills:
    """What you should practise: each criterion is a skill that fades until it is shown again."""
    web = web_of(request)
    return Skills.of(await practice(web.app, viewer.person, web.clock()))
