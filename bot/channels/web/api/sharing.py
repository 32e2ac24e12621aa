"""Who else may read an interview, what they remark, and what they think of it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response, Security
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from bot.channels.web.api.bearer import holder, looked_at, owned
from bot.channels.web.api.errors import Invalid, described
from bot.channels.web.api.shapes import InterviewId, Sent
from bot.channels.web.comments import LONGEST, MOST, WrongComment, may_comment, may_remove, written
from bot.channels.web.here import web_of
from bot.channels.web.opinions import WrongScores, filled_in, may_score
from bot.channels.web.refusals import Conflicting, Forbidden, NotThere
from bot.channels.web.sharing import NAME, Sharing, Unclear
from bot.channels.web.tokens import once
from bot.channels.web.viewer import Scope, Viewer
from interview_flow.opinions import Percent
from interview_flow.phases import Phase
from interview_flow.transcript import Status
from storage.comments import Comment, Comments
from storage.shares import Share, ShareKind

router = APIRouter(tags=["readers"])
Reads = Annotated[Viewer, Security(holder, scopes=[Scope.READ])]
Shares_ = Annotated[Viewer, Security(holder, scopes=[Scope.SHARE])]
Reviews = Annotated[Viewer, Security(holder, scopes=[Scope.REVIEW])]
MadeId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class ShareShown(BaseModel):
    """Somebody who may read. `link` is the address, told once, when it is made."""

    id: str
    kind: ShareKind
    name: str
    may_score: bool
    created_at: AwareDatetime
    expires_at: AwareDatetime | None
    link: str | None = None

    @classmethod
    def of(cls, share: Share, link: str | None = None) -> "ShareShown":
        """How `share` is told."""
        return cls(**share.model_dump(include=set(cls.model_fields)), link=link)


class ShareWithPerson(Sent):
    """A person of the workspace: a name, a mention or a member id. `may_score` asks for their opinion too."""

    kind: Literal["person"]
    person: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    may_score: bool = False


class ShareWithChannel(Sent):
    """The members of a Slack channel that you are in."""

    kind: Literal["channel"]
    channel: Annotated[str, StringConstraints(min_length=1, max_length=100)]


class ShareByLink(Sent):
    """Whoever holds the link, for a day, a week or a month."""

    kind: Literal["link"]
    lasts: Literal["day", "week", "month"] = "week"
    name: Annotated[str, StringConstraints(max_length=NAME)] = ""


class CommentShown(BaseModel):
    """A remark on a turn."""

    id: str
    turn: int | None
    by: str
    name: str
    text: str
    at: AwareDatetime


class Remark(Sent):
    """What to say of a turn, as plain text."""

    turn: int = Field(ge=1, le=1_000_000)
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]


class Scores(Sent):
    """What you think of it: phases 0 to 100, criteria by their ids; what is left out is not scored."""

    phases: dict[Phase, Percent] = {}
    criteria: dict[Annotated[str, StringConstraints(max_length=80)], Status] = {}


@router.get("/interviews/{interview_id}/shares", responses=described(401, 403, 404, 422, 503))
async def shares(request: Request, viewer: Shares_, interview_id: InterviewId) -> list[ShareShown]:
    """With whom an interview of yours is shared now."""
    active, _ = await (await _sharing(request, viewer, interview_id)).now()
    return [ShareShown.of(each) for each in active]


@router.post("/interviews/{interview_id}/shares", status_code=201, responses=described(401, 403, 404, 422, 503))
async def share(
    request: Request,
    viewer: Shares_,
    interview_id: InterviewId,
    wanted: Annotated[ShareWithPerson | ShareWithChannel | ShareByLink, Field(discriminator="kind")],
) -> ShareShown:
    """Let somebody read it."""
    sharing = await _sharing(request, viewer, interview_id)
    try:
        match wanted:
            case ShareWithPerson():
                return ShareShown.of(await sharing.with_person(wanted.person, may_score=wanted.may_score))
            case ShareWithChannel():
                return ShareShown.of(await sharing.with_channel(wanted.channel))
            case ShareByLink():
                made, token = await sharing.by_link(once(), wanted.lasts, wanted.name)
                return ShareShown.of(made, _address(request, token))
    except Unclear as unclear:
        raise Invalid(str(unclear)) from unclear


@router.delete("/interviews/{interview_id}/shares/{share_id}", status_code=204, responses=described(401, 403, 404, 422, 503))
async def revoke(request: Request, viewer: Shares_, interview_id: InterviewId, share_id: MadeId) -> Response:
    """Take it back; once more does nothing."""
    await (await _sharing(request, viewer, interview_id)).revoke(share_id)
    return Response(status_code=204)


@router.get("/interviews/{interview_id}/comments", responses=described(401, 403, 404, 422, 503))
async def comments(request: Request, viewer: Reads, interview_id: InterviewId) -> list[CommentShown]:
    """What readers remarked, in order."""
    found, web = await looked_at(request, viewer, interview_id), web_of(request)
    return [CommentShown.model_validate(each.model_dump()) for each in await Comments(web.app.database).of(found.id)]


@router.post("/interviews/{interview_id}/comments", status_code=201, responses=described(401, 403, 404, 409, 422, 503))
async def comment(request: Request, viewer: Reviews, interview_id: InterviewId, remark: Remark) -> CommentShown:
    """Remark on a turn."""
    found, web = await looked_at(request, viewer, interview_id), web_of(request)
    kept = Comments(web.app.database)
    if not may_comment(viewer, found):
        raise Forbidden
    if remark.turn > found.interview.turns:
        raise Invalid(f"There is no turn {remark.turn}; the last one is {found.interview.turns}.")
    if len(await kept.of(found.id)) >= MOST:
        raise Conflicting(f"It has {MOST} comments already.")
    try:
        made: Comment = written(found, remark.turn, viewer, remark.text, once(), web.clock())
    except WrongComment as wrong:
        raise Invalid(str(wrong)) from wrong
    await kept.add(made)
    return CommentShown.model_validate(made.model_dump())


@router.delete("/interviews/{interview_id}/comments/{comment_id}", status_code=204, responses=described(401, 403, 404, 422, 503))
async def remove(request: Request, viewer: Reviews, interview_id: InterviewId, comment_id: MadeId) -> Response:
    """Take back a remark of yours, or any in an interview of your own."""
    found, web = await looked_at(request, viewer, interview_id), web_of(request)
    kept = Comments(web.app.database)
    there = await kept.find(comment_id)
    if there is None or not may_remove(viewer, found, there):
        raise NotThere
    await kept.remove(comment_id)
    return Response(status_code=204)


@router.put("/interviews/{interview_id}/opinion", status_code=204, responses=described(401, 403, 404, 409, 422, 503))
async def score(request: Request, viewer: Reviews, interview_id: InterviewId, scores: Scores) -> Response:
    """Score an interview on which your opinion was asked; afterwards you may see how it was judged."""
    found, web = await looked_at(request, viewer, interview_id), web_of(request)
    if not may_score(viewer, found):
        raise Forbidden("You were not asked to score this interview.")
    try:
        opinion = filled_in(
            {phase.value: str(percent) for phase, percent in scores.phases.items()},
            {name: status.value for name, status in scores.criteria.items()},
            web.app.bank.rubric,
            viewer,
        )
    except WrongScores as wrong:
        raise Invalid(str(wrong)) from wrong
    await web.app.conversation.score(found.id, opinion)
    return Response(status_code=204)


async def _sharing(request: Request, viewer: Viewer, interview_id: str) -> Sharing:
    found = await owned(request, viewer, interview_id)
    return Sharing(web_of(request), viewer, found.interview)


def _address(request: Request, token: str) -> str:
    base = web_of(request).settings.public_url or f"{request.url.scheme}://{request.url.netloc}"
    return f"{base.rstrip('/')}/s/{token}"
