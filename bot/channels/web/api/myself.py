"""Whose token it is, and how they do."""

from typing import Annotated

from fastapi import APIRouter, Request, Security
from pydantic import AwareDatetime, BaseModel

from bot.channels.web.api.bearer import holder
from bot.channels.web.api.errors import described
from bot.channels.web.api.shapes import Me
from bot.channels.web.here import web_of
from bot.channels.web.viewer import Scope, Viewer
from bot.history import history
from interview_flow.assessment.scorecard import Verdict
from interview_flow.progress import Sitting, Thread, strongest, threads, weakest, whole
from interview_flow.rubric import Level, Mode

router = APIRouter(tags=["me"])


class Finished(BaseModel):
    """One finished interview; `score` is 0 to 100."""

    id: str
    title: str
    problem: str | None
    level: Level
    mode: Mode
    at: AwareDatetime
    score: float
    verdict: Verdict | None


class Skill(BaseModel):
    """One criterion through the latest interviews. `mean` is what it earned, 0 to 1; `cost` what it cost, in points of 100 of an interview."""

    criterion: str
    says: str
    mean: float
    cost: float


class Progress(BaseModel):
    """Finished interviews, the oldest first, how many drills there were, and what shows in the latest of both."""

    interviews: list[Finished]
    drills: int
    strongest: list[Skill]
    weakest: list[Skill]


@router.get("/me", responses=described(401))
async def me(request: Request, viewer: Annotated[Viewer, Security(holder, scopes=[])]) -> Me:
    """Whose token this is, and what it may do."""
    return Me(person=viewer.person, name=viewer.name, scopes=sorted(viewer.scopes))


@router.get("/me/progress", responses=described(401, 403, 503))
async def progress(request: Request, viewer: Annotated[Viewer, Security(holder, scopes=[Scope.READ])]) -> Progress:
    """How your finished interviews went."""
    web = web_of(request)
    sittings = (await history(web.app, viewer.person)).sittings
    found, interviews = threads(sittings, web.app.bank.rubric), whole(sittings)
    return Progress(
        interviews=[_finished(each) for each in interviews],
        drills=len(sittings) - len(interviews),
        strongest=[_skill(each) for each in strongest(found)],
        weakest=[_skill(each) for each in weakest(found)],
    )


def _finished(each: Sitting) -> Finished:
    return Finished.model_validate(each.model_dump(include=set(Finished.model_fields)))


def _skill(each: Thread) -> Skill:
    return Skill(criterion=each.criterion, says=each.says, mean=round(each.mean, 3), cost=each.lost)
