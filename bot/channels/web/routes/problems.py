"""`/problems`: what can be practised, and what may be known of it before."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from bot.catalogue import Entry, Filter, entries, tags
from bot.channels.web.here import web_of
from bot.channels.web.reading import Reader
from bot.channels.web.refusals import NotThere
from bot.history import knows_all
from storage.tallies import Practised, Tallies

router = APIRouter()
Search = Annotated[str, Query()]


@router.get("/problems")
async def problems(request: Request, viewer: Reader, q: Search = "", difficulty: Search = "", tag: Search = "") -> Response:
    """The bank, with how often the viewer has practised each problem."""
    web = web_of(request)
    bank, wanted = web.app.bank.problems, Filter(q, difficulty, tag)
    found = entries(bank, await _practised(request, viewer.person), wanted)
    return web.page(request, "problems", found=found, wanted=wanted, difficulties=web.app.bank.difficulties, tags=tags(bank), total=len(bank))


@router.get("/problems/{slug}")
async def problem(request: Request, viewer: Reader, slug: str) -> Response:
    """One problem; what its interviews teach only after one was finished. Raises `NotThere`."""
    web = web_of(request)
    found = web.app.bank.problem(slug)
    if found is None:
        raise NotThere
    entry = Entry(found, (await _practised(request, viewer.person)).get(slug))
    related = [(other, each.why) for each in found.related if (other := web.app.bank.problem(each.slug))]
    return web.page(request, "problem", entry=entry, problem=found, related=related)


async def _practised(request: Request, person: str) -> dict[str, Practised]:
    app = web_of(request).app
    return await Tallies(app.database).practised(person, knows_all=await knows_all(app, person))
