"""The list of interviews: searched, filtered, sorted, a page at a time."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from bot.channels.web.headings import names_of
from bot.channels.web.here import web_of
from bot.channels.web.listing import Found, Query, people_in, query_of
from bot.channels.web.parts import Web
from bot.channels.web.refusals import Forbidden
from bot.channels.web.shared import channels_of
from bot.channels.web.viewer import Scope, Somebody, Viewer
from storage.catalogue import Catalogue
from storage.failures import BadCursor
from storage.search import Where
from storage.transcripts import Listed

router = APIRouter()

SHOWN = 25
"""Interviews on a page."""
LOOKED_THROUGH = 4
"""Portions of what a search has found that filters may thin out before a page is shown, be it ever so short."""


@router.get("/")
async def transcripts(request: Request, viewer: Somebody) -> Response:
    """Interviews that the viewer may see, newest first unless another order is asked for."""
    if Scope.READ not in viewer.scopes:
        raise Forbidden
    web, query = web_of(request), query_of(request.query_params)
    after = request.query_params.get("after") or None
    visible_to = None if viewer.is_local else viewer.person
    find, channels = (_searched if query.q else _listed), await channels_of(web, viewer)
    try:
        found, links = await find(web, query, visible_to, channels, after)
    except BadCursor:  # of another order, or made up: from the beginning
        found, links = await find(web, query, visible_to, channels, None)
    shown = await _named(web, viewer, found)
    people = {each.interview.candidate: each.candidate for each in shown}
    if query.person and query.person not in people:
        people |= await _names(web, viewer, [query.person])
    return web.page(
        request, "transcripts", found=shown, query=query, people=people, problems=web.app.bank.problems, is_paged=after is not None, **links
    )


async def _listed(web: Web, query: Query, visible_to: str | None, channels: frozenset[str], after: str | None) -> tuple[list[Found], dict[str, Any]]:
    page = await Catalogue(web.app.database).page(query.wanted(visible_to, channels), web.clock(), after=after, limit=SHOWN)
    return [_found(web, each) for each in page.listed], {"older": page.next, "newer": page.previous}


async def _searched(
    web: Web, query: Query, visible_to: str | None, channels: frozenset[str], after: str | None
) -> tuple[list[Found], dict[str, Any]]:
    """What holds every word that is searched for, as far as the filters let it through."""
    app, wanted = web.app, query.wanted(visible_to, channels)
    await app.indexing.before(visible_to)
    found: list[Found] = []
    for _ in range(LOOKED_THROUGH):
        hits = await app.search.search(query.q, visible_to=visible_to, channels=channels, now=web.clock(), limit=SHOWN, after=after)
        rows = await Catalogue(app.database).those(wanted, [hit.interview_id for hit in hits.hits], web.clock())
        let_through = [(rows[hit.interview_id], hit) for hit in hits.hits if hit.interview_id in rows]
        found += [_found(web, row, snippet=hit.snippet, written=hit.where is Where.WRITTEN) for row, hit in let_through]
        after = hits.next
        if after is None or len(found) * 2 >= SHOWN:
            break
    return found, {"older": after, "newer": None}


def _found(web: Web, listed: Listed, **where: Any) -> Found:
    return Found(listed, web.app.bank.title(listed.problem, listed.topic, listed.drill), "", **where)


async def _named(web: Web, viewer: Viewer, found: Sequence[Found]) -> list[Found]:
    """With what the candidates are called, where they are others than who looks."""
    names = await _names(web, viewer, people_in([each.interview for each in found]))
    return [Found(each.interview, each.title, names.get(each.interview.candidate, ""), each.snippet, each.written) for each in found]


async def _names(web: Web, viewer: Viewer, people: Sequence[str]) -> dict[str, str]:
    return await names_of(web, [person for person in people if person != viewer.person])
