"""One interview: its review, and what is asked of its candidate before they see how it went."""

from contextlib import suppress

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.web.access import Looked, Own, Role, Seen
from bot.channels.web.drawn import drawn
from bot.channels.web.forms import Filled, Form
from bot.channels.web.headings import heading
from bot.channels.web.refusals import Conflicting, Refusal
from bot.channels.web.review.whole import review
from bot.channels.web.site import Web, site_of
from bot.channels.web.viewer import Somebody
from interview_flow.opinions import Opinion
from interview_flow.phases import IllegalMove, Phase
from storage.people import People
from storage.threads import stirring

router = APIRouter()


@router.get("/interviews/{interview_id}")
async def interview(request: Request, seen: Looked, viewer: Somebody) -> Response:
    """Its review: how it went, what that rests on, the transcript."""
    web = site_of(request)

    async def draw() -> str:
        kept = await web.app.archive.kept(seen.id)
        return web.pages.fragment("_review", review=review(kept, web.app.bank.rubric, web.prices, judged=seen.judged))

    part = await drawn(web.app.database, seen, "review", draw)
    return web.page(request, "interview", fragment=part, tab="review", **await heading(web, seen, viewer))


@router.get("/transcripts/{interview_id}")
async def moved(interview_id: str) -> Response:
    """Where links of earlier versions lead."""
    return RedirectResponse(f"/interviews/{interview_id}", 301)


@router.post("/interviews/{interview_id}/reveal")
async def reveal(request: Request, seen: Own, form: Form) -> Response:
    """The candidate sees how it went."""
    with suppress(IllegalMove):
        await site_of(request).app.conversation.reveal(seen.id, alongside=[stirring(seen.id)])
    return RedirectResponse(f"/interviews/{seen.id}", 303)


@router.post("/interviews/{interview_id}/own-scores")
async def own_scores(request: Request, seen: Own, form: Form) -> Response:
    """The candidate says what they expect, and sees how it went."""
    web = site_of(request)
    phases = scores_in(form)
    if not phases:
        raise Refusal("Score at least one part. To see the scorecard without that, go back and choose “See how it went”.")
    person = await People(web.app.database).find(seen.interview.candidate)
    opinion = Opinion(by=seen.interview.candidate, name=person.name or "", phases=phases)
    try:
        await web.app.conversation.score(seen.id, opinion, alongside=[stirring(seen.id)])
    except (ValueError, IllegalMove) as error:
        raise Conflicting("You have seen how it went, so it is too late to say what you expect.") from error
    return RedirectResponse(f"/interviews/{seen.id}", 303)
