"""`/compare`: two or three interviews side by side, and the list to choose them from."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from bot.archive import Kept
from bot.channels.web.access import Seen, seen
from bot.channels.web.comparing import LETTERS, Side, comparison, side
from bot.channels.web.headings import names_of
from bot.channels.web.here import web_of
from bot.channels.web.reading import Reader
from bot.channels.web.refusals import Refusal
from bot.channels.web.shared import channels_of
from bot.channels.web.viewer import Viewer
from bot.history import called
from interview_flow.phases import Stage
from storage.catalogue import Catalogue, Wanted
from storage.failures import BadCursor

router = APIRouter()
LISTED = 40
"""Interviews on one page of the list."""
LONGEST = 200
"""Characters of an id."""
Ids = Annotated[list[str] | None, Query(alias="id", max_length=20)]


@router.get("/compare")
async def compare(
    request: Request, viewer: Reader, these: Ids = None, a: str = "", b: str = "", problem: str = "", after: str = "", more: bool = False
) -> Response:
    """`id` (up to three times, or `a` and `b`) are the interviews; with fewer than two, or when `more` are wanted, there is a list to choose from."""
    ids = list(dict.fromkeys(each for each in (*(these or ()), a, b) if each))
    if any(len(each) > LONGEST for each in ids):
        raise Refusal
    looked_at = [await seen(request, viewer, each) for each in ids[: len(LETTERS)]]
    chosen = [each for each in looked_at if each.interview.drill is None]  # one phase has nothing to stand beside
    if len(chosen) < 2 or more or len(ids) > len(LETTERS):
        return await _choice(request, viewer, chosen, problem, after, too_many=len(ids) > len(LETTERS))
    sides = [await _side(request, letter, each) for letter, each in zip(LETTERS, chosen, strict=False)]
    return await asyncio.to_thread(_compared, request, sides)


def _compared(request: Request, sides: list[Side]) -> Response:
    """Takes long enough that others would wait for it on the event loop."""
    web = web_of(request)
    return web.page(request, "compare", found=comparison(sides, web.app.bank.rubric), most=len(LETTERS))


async def _side(request: Request, letter: str, found: Seen) -> Side:
    kept = await web_of(request).app.archive.kept(found.id)
    title = called(web_of(request).app.bank, kept.interview.problem, kept.interview.topic, kept.interview.drilled)
    return await asyncio.to_thread(_looked_up, letter, kept, title, found)


def _looked_up(letter: str, kept: Kept, title: str, found: Seen) -> Side:
    return side(letter, kept, title, kept.source.candidate, judged=found.judged and found.interview.stage is Stage.FINISHED)


async def _choice(request: Request, viewer: Viewer, chosen: list[Seen], problem: str, after: str, *, too_many: bool) -> Response:
    """Finished interviews that the viewer may see, the latest first; what is chosen already stands above them."""
    web = web_of(request)
    visible_to = None if viewer.is_local else viewer.person
    wanted = Wanted(visible_to=visible_to, channels=await channels_of(web, viewer), stage=Stage.FINISHED, problem=problem or None)
    try:
        page = await Catalogue(web.app.database).page(wanted, web.clock(), after=after or None, limit=LISTED)
    except BadCursor as error:
        raise Refusal from error
    taken = [each.interview for each in chosen]
    found = [each for each in page.listed if each.drill is None and each.id not in {one.id for one in taken}]
    people = await names_of(web, dict.fromkeys(each.candidate for each in (*taken, *found)))
    return web.page(
        request,
        "compare_choice",
        taken=taken,
        found=found,
        next=page.next,
        problem=problem,
        problems=web.app.bank.problems,
        titles={each.id: called(web.app.bank, each.problem, each.topic, each.drill) for each in (*taken, *found)},
        names=people if len(people) > 1 else {},
        too_many=too_many,
    )
