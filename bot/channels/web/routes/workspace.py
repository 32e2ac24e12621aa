"""`/workspace`: how much is practised in a workspace, for its admins; nothing of what, and nobody by name."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response

from bot.channels.web.here import web_of
from bot.channels.web.reading import Reader
from bot.channels.web.refusals import Forbidden
from interview_flow.small_groups import FEWEST, told_apart, total
from storage.tallies import Tallies

router = APIRouter()


def _month(name: str) -> str:
    """`2026-03` as people write it: Mar 2026."""
    return f"{datetime.strptime(name, '%Y-%m').replace(tzinfo=UTC):%b %Y}"


@router.get("/workspace")
async def workspace(request: Request, viewer: Reader) -> Response:
    """Counts alone. Raises `Forbidden` for who does not run the workspace."""
    if not viewer.is_admin or not viewer.team:
        raise Forbidden("These counts are for the admins of a workspace.")
    web = web_of(request)
    tallies, prefix = Tallies(web.app.database), f"slack:{viewer.team}:"
    months, problems = await tallies.by_month(prefix), await tallies.by_problem(prefix)
    titles = {problem.slug: problem.title for problem in web.app.bank.problems}
    return web.page(
        request,
        "workspace",
        whole=total(months),
        months=told_apart(months)[::-1],
        problems=sorted(told_apart(problems), key=lambda each: (each.group is None, -each.interviews)),
        titles=titles | {each.group: _month(each.group) for each in told_apart(months) if each.group},
        fewest=FEWEST,
    )
