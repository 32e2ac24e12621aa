"""Interviews that are kept: list and search, read, download, delete."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response, Security
from fastapi.responses import PlainTextResponse

from bot.channels.web.access import Seen
from bot.channels.web.api.bearer import holder, looked_at, owned
from bot.channels.web.api.errors import Invalid, described
from bot.channels.web.api.shapes import DocumentName, DownloadName, Found, HitShown, InterviewId, InterviewListed, InterviewsPage
from bot.channels.web.finished import kept_for
from bot.channels.web.here import web_of
from bot.channels.web.refusals import Conflicting, Unavailable
from bot.channels.web.shared import channels_of
from bot.channels.web.taking_home import attached, taken_home
from bot.channels.web.viewer import Scope, Viewer
from bot.erasing import FilesStay, erase
from bot.report import report
from interview_flow.assessment.scorecard import Verdict
from interview_flow.phases import Stage
from interview_flow.rubric import Level
from storage.catalogue import Catalogue, Sort, Wanted
from storage.catalogue import Scope as Whose
from storage.failures import BadCursor

router = APIRouter(tags=["interviews"])
Reads = Annotated[Viewer, Security(holder, scopes=[Scope.READ])]
Deletes = Annotated[Viewer, Security(holder, scopes=[Scope.DELETE])]
MOST = 100
"""Interviews of one page of the list."""


@router.get("/interviews", responses=described(401, 403, 422, 503))
async def listed(
    request: Request,
    viewer: Reads,
    scope: Annotated[Whose, Query(description="Your own, those shared with you, or both.")] = Whose.BOTH,
    sort: Sort = Sort.NEWEST,
    problem: Annotated[str | None, Query(max_length=80)] = None,
    verdict: Verdict | None = None,
    level: Level | None = None,
    stage: Stage | None = None,
    candidate: Annotated[str | None, Query(max_length=200)] = None,
    since: Annotated[date | None, Query(description="From this day on (UTC).")] = None,
    until: Annotated[date | None, Query(description="Up to this day, which counts (UTC).")] = None,
    after: Annotated[str | None, Query(max_length=1000, description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> InterviewsPage:
    """The interviews that you may see."""
    web = web_of(request)
    wanted = Wanted(
        visible_to=None if viewer.is_local else viewer.person,
        channels=await channels_of(web, viewer),
        scope=scope,
        sort=sort,
        problem=problem,
        verdict=verdict,
        level=level,
        stage=stage,
        candidate=candidate,
        since=_start_of(since),
        until=_start_of(until, days=1),
    )
    try:
        page = await Catalogue(web.app.database).page(wanted, web.clock(), after=after, limit=limit)
    except BadCursor as bad:
        raise Invalid("`after` is not from a list of this order. Begin without it.") from bad
    return InterviewsPage(interviews=[InterviewListed.of(each) for each in page.listed], next=page.next)


@router.get("/search", responses=described(401, 403, 422, 503))
async def search(
    request: Request,
    viewer: Reads,
    q: Annotated[str, Query(min_length=1, max_length=10_000, description="Words that all stand in it; the last may be the beginning of one.")],
    after: Annotated[str | None, Query(max_length=1000, description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
) -> Found:
    """The interviews that you may see in which these words were said or written, newest first."""
    web = web_of(request)
    visible_to = None if viewer.is_local else viewer.person
    await web.app.indexing.before(visible_to)
    try:
        found = await web.app.search.search(
            q,
            visible_to=visible_to,
            channels=await channels_of(web, viewer),
            now=web.clock(),
            limit=limit,
            after=after,
        )
    except BadCursor as bad:
        raise Invalid("`after` is not from a search. Begin without it.") from bad
    return Found(hits=[HitShown.of(each) for each in found.hits], next=found.next)


@router.get("/interviews/{interview_id}", responses=described(401, 403, 404, 409, 422, 503))
async def interview(request: Request, viewer: Reads, interview_id: InterviewId) -> dict[str, Any]:
    """Everything that is known of it: turns, phases, criteria with their evidence, estimates, record; as `transcripts show --format json` prints it.

    409 before its candidate (or a reviewer who was asked) may know how it went."""
    found = await looked_at(request, viewer, interview_id)
    _told(found)
    return await asyncio.to_thread(report, await kept_for(web_of(request), found))


@router.post("/interviews/{interview_id}/reveal", status_code=204, responses=described(401, 403, 404, 409, 422, 503))
async def reveal(request: Request, viewer: Annotated[Viewer, Security(holder, scopes=[Scope.PRACTISE])], interview_id: InterviewId) -> None:
    """See how an interview of your own went: from now on you know, and your own score of it can no longer be blind."""
    found = await owned(request, viewer, interview_id)
    web = web_of(request)
    await web.app.conversation.reveal(found.id)


@router.get(
    "/interviews/{interview_id}/documents/{name}",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/markdown": {"schema": {"type": "string"}}}}, **described(401, 403, 404, 422, 503)},
)
async def document(request: Request, viewer: Reads, interview_id: InterviewId, name: DocumentName) -> Response:
    """A finished document, or the transcript, as Markdown; there is none before the end. Whoever may not know the judgement gets it without."""
    file = await taken_home(web_of(request), await looked_at(request, viewer, interview_id), f"{name}.md")
    return Response(file.content, media_type=file.media_type)


@router.get(
    "/interviews/{interview_id}/downloads/{name}",
    response_class=Response,
    responses={200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("application/pdf", "application/zip")}}}
    | described(401, 403, 404, 422, 503),
)
async def download(request: Request, viewer: Reads, interview_id: InterviewId, name: DownloadName) -> Response:
    """A document as PDF with its diagrams (`narrative.pdf`), or everything as one zip (`all.zip`), once that may be known."""
    return attached(await taken_home(web_of(request), await looked_at(request, viewer, interview_id), name))


@router.delete("/interviews/{interview_id}", status_code=204, responses=described(401, 403, 404, 422, 503))
async def delete(request: Request, viewer: Deletes, interview_id: InterviewId) -> Response:
    """Delete an interview of your own for good: its log, documents, shares, comments and what search knows of it. Messages in Slack stay."""
    found = await owned(request, viewer, interview_id)
    web = web_of(request)
    try:
        await erase(web.app, web.settings.documents, found.id, web.clock())
    except FilesStay as stay:
        raise Unavailable(str(stay)) from stay
    return Response(status_code=204)


def _told(found: Seen) -> None:
    if not found.judged:
        raise Conflicting(
            "How it went is not known yet: the interview is not over, its candidate has not looked, or you were asked to score it first."
        )


def _start_of(day: date | None, days: int = 0) -> datetime | None:
    """Raises `Invalid` for the end of time."""
    try:
        return datetime.combine(day + timedelta(days=days), time(), tzinfo=UTC) if day else None
    except OverflowError as error:
        raise Invalid("There is no day after that one.") from error
