"""A reviewer scores an interview before they see how it was judged; then the two stand side by side, for them and for the candidate."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.web.access import Looked, Seen
from bot.channels.web.forms import Filled, Form
from bot.channels.web.opinions import asked_about, beside, filled_in, may_score, waiting
from bot.channels.web.parts import Web
from bot.channels.web.refusals import Conflicting, NotThere
from bot.channels.web.viewer import Somebody, Viewer
from interview_flow.phases import IllegalMove
from interview_flow.transcript import Status
from storage.threads import stirring

router = APIRouter()


@router.get("/interviews/{interview_id}/opinion")
async def form(request: Request, viewer: Somebody, found: Looked) -> Response:
    """What a reviewer fills in; what they said before stands in it."""
    _asked(viewer, found)
    return await _form(request, viewer, found)


@router.post("/interviews/{interview_id}/opinion")
async def score(request: Request, viewer: Somebody, found: Looked, sent: Form) -> Response:
    """The opinion is kept; sent again it changes nothing, or is changed."""
    _asked(viewer, found)
    web: Web = request.app.state.web
    try:
        opinion = filled_in(sent.texts("phase:"), sent.texts("criterion:"), web.app.bank.rubric, viewer)
        await web.app.conversation.score(found.id, opinion, alongside=[stirring(found.id)])
    except IllegalMove as illegal:
        raise Conflicting("Only a finished interview can be scored.") from illegal
    except ValueError as error:
        return await _form(request, viewer, found, sent, f"{str(error)[0].upper()}{str(error)[1:]}")
    return RedirectResponse(f"/interviews/{found.id}/opinions", 303)


@router.get("/interviews/{interview_id}/opinions")
async def opinions(request: Request, viewer: Somebody, found: Looked) -> Response:
    """What people think, beside the judgement."""
    web: Web = request.app.state.web
    kept = await web.app.archive.kept(found.id)
    shown = beside(kept.assessment.agreements, viewer, found, web.app.bank.rubric)
    told = {"opinions": shown, "waiting": waiting(kept.interview, found), "may_score": may_score(viewer, found)}
    return web.page(request, "opinions", found=found, title=_title(web, found), **told)


def _asked(viewer: Viewer, found: Seen) -> None:
    """Raises `NotThere` for who was not asked."""
    if not may_score(viewer, found):
        raise NotThere


async def _form(request: Request, viewer: Viewer, found: Seen, sent: Filled | None = None, wrong: str = "") -> Response:
    web: Web = request.app.state.web
    rubric, earlier = web.app.bank.rubric, (await web.app.log.load(found.id)).opinions.get(viewer.person)
    phases = sent.texts("phase:") if sent else {name: str(figure) for name, figure in (earlier.phases if earlier else {}).items()}
    criteria = sent.texts("criterion:") if sent else dict(earlier.criteria if earlier else {})
    return web.page(
        request,
        "opinion",
        400 if wrong else 200,
        found=found,
        title=_title(web, found),
        guides=[(rubric.guide(phase), criteria) for phase, criteria in asked_about(rubric, found.interview.level).items()],
        statuses=(Status.MET, Status.PARTIAL, Status.ABSENT),
        phases=phases,
        criteria=criteria,
        earlier=earlier is not None,
        wrong=wrong,
    )


def _title(web: Web, found: Seen) -> str:
    return web.app.bank.title(found.interview.problem, found.interview.topic, found.interview.drill)
