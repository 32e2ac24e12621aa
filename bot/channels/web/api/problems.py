"""The problem bank, as a candidate may know it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Security

from bot.channels.web.api.bearer import holder
from bot.channels.web.api.errors import described
from bot.channels.web.api.shapes import ProblemListed, ProblemShown, Slug
from bot.channels.web.here import web_of
from bot.channels.web.refusals import NotThere
from bot.channels.web.viewer import Scope, Viewer
from interview_flow.problems import Difficulty

router = APIRouter(tags=["problems"])
Reads = Annotated[Viewer, Security(holder, scopes=[Scope.READ])]


@router.get("/problems", responses=described(401, 403, 422))
async def problems(
    request: Request, viewer: Reads, difficulty: Difficulty | None = None, tag: Annotated[str | None, Query(max_length=80)] = None
) -> list[ProblemListed]:
    """Every problem, or those of a difficulty or with a tag."""
    bank = web_of(request).app.bank
    return [ProblemListed.of(each) for each in bank.problems if difficulty in (None, each.difficulty) and (tag is None or tag in each.tags)]


@router.get("/problems/{slug}", responses=described(401, 403, 404, 422))
async def problem(request: Request, viewer: Reads, slug: Slug) -> ProblemShown:
    """One problem; what a candidate should find out is not told."""
    bank = web_of(request).app.bank
    found = bank.problem(slug)
    if found is None:
        raise NotThere("There is no such problem.")
    return ProblemShown.of(found)
