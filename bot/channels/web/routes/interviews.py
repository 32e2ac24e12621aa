"""One interview: its review, and what is asked of its candidate before they see how it went."""

from collections.abc import Mapping
from contextlib import suppress

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from bot.channels.web.access import Looked, Own
from bot.channels.web.comments import by_turn, edition_of
from bot.channels.web.drawn import drawn, part
from bot.channels.web.finished import kept_for
from bot.channels.web.forms import Filled, Form
from bot.channels.web.headings import heading
from bot.channels.web.here import web_of
from bot.channels.web.opinions import beside
from bot.channels.web.refusals import Conflicting, Refusal
from bot.channels.web.review.whole import review
from bot.channels.web.viewer import Whoever
from interview_flow.opinions import Opinion
from interview_flow.phases import IllegalMove, Phase
from storage.comments import Comments
from storage.people import People
from storage.threads import stirring

router = APIRouter()

PHASES = list(Phase)
BEST = 100
"""The best that one can give oneself; the worst is 0."""


@router.get("/interviews/{interview_id}")
async def interview(request: Request, seen: Looked, viewer: Whoever) -> Response:
    """Its review: how it went, what that rests on, the transcript."""
    web, rubric = web_of(request), web_of(request).app.bank.rubric
    own = viewer if viewer and viewer.person == seen.interview.candidate else None
    reader, remarks = part(seen, "review:own" if own else "review"), await Comments(web.app.database).of(seen.id)

    async def draw() -> Mapping[str, str]:
        kept = await kept_for(web, seen)
        shown = review(kept, rubric, web.prices, judged=seen.judged)
        others = [each for each in beside(kept.assessment.agreements, own, seen, rubric) if not each.is_candidate]  # the scorecard has theirs
        told = {"remarks": by_turn(remarks), "opinions": others, "may_score": False}
        return {reader: web.pages.fragment("_review", review=shown, interview=seen.interview, **told)}

    shown = Markup(await drawn(web.app.database, seen, reader, edition_of(remarks), draw) or "")  # escaped where it was made
    reached = [(guide.phase, guide.title) for guide in rubric.guides if PHASES.index(guide.phase) <= PHASES.index(seen.interview.phase)]
    return web.page(request, "interview", fragment=shown, tab="review", reached=reached, **await heading(web, seen, viewer))


@router.get("/transcripts/{interview_id}")
async def moved(seen: Looked) -> Response:
    """Where links of earlier versions lead."""
    return RedirectResponse(f"/interviews/{seen.id}", 301)


@router.post("/interviews/{interview_id}/reveal")
async def reveal(request: Request, seen: Own, form: Form) -> Response:
    """The candidate sees how it went."""
    with suppress(IllegalMove):
        await web_of(request).app.conversation.reveal(seen.id, alongside=[stirring(seen.id)])
    return RedirectResponse(f"/interviews/{seen.id}", 303)


@router.post("/interviews/{interview_id}/own-scores")
async def own_scores(request: Request, seen: Own, form: Form) -> Response:
    """The candidate says what they expect, and sees how it went."""
    web = web_of(request)
    phases = _scores(form)
    if not phases:
        raise Refusal("Score at least one part. To see the scorecard without that, go back and choose “Skip and see how it went”.")
    person = await People(web.app.database).find(seen.interview.candidate)
    opinion = Opinion(by=seen.interview.candidate, name=person.name or "", phases=phases)
    try:
        await web.app.conversation.score(seen.id, opinion, alongside=[stirring(seen.id)])
    except (ValueError, IllegalMove) as error:
        raise Conflicting("You have seen how it went, so it is too late to say what you expect.") from error
    return RedirectResponse(f"/interviews/{seen.id}", 303)


def _scores(form: Filled) -> dict[Phase, int]:
    """What was filled in, from 0 to 100. Raises `Refusal`."""
    try:
        given = {Phase(name): int(figure) for name, figure in form.texts("phase-").items()}
    except ValueError as error:
        raise Refusal from error
    if any(not 0 <= figure <= BEST for figure in given.values()):
        raise Refusal
    return given
