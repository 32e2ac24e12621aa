"""Who may see an interview, and as what. Nobody else learns that it exists."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request

from bot.app import App
from bot.channels.web.parts import Web
from bot.channels.web.refusals import Forbidden, NotSignedIn, NotThere
from bot.channels.web.shared import Let, let
from bot.channels.web.viewer import Scope, Viewer, Whoever
from interview_flow.phases import Stage
from storage.failures import UnknownInterview
from storage.people import People
from storage.transcripts import Listed


class Role(StrEnum):
    """As what somebody sees an interview."""

    CANDIDATE = "candidate"
    REVIEWER = "reviewer"
    """Was asked to score it."""
    READER = "reader"


@dataclass(frozen=True)
class Seen:
    """An interview that somebody may see. `seq` is the number of its events, `judged` whether they may see how it went."""

    interview: Listed
    seq: int
    role: Role
    judged: bool
    scored: bool = False
    """Whether a reviewer has said what they think."""
    by_link: bool = False
    """Whether nothing but a link lets them in."""

    @property
    def id(self) -> str:
        """The interview's."""
        return self.interview.id


async def seen(request: Request, viewer: Whoever, interview_id: str) -> Seen:
    """The interview that a route is about. Raises `NotSignedIn`, `Forbidden`, and `NotThere` alike for what does not exist and what is not theirs:
    the same is looked up for both, so that no clock tells them apart."""
    if viewer and Scope.READ not in viewer.scopes:
        raise Forbidden
    web: Web = request.app.state.web
    try:
        interview, seq = await web.app.transcripts.at(interview_id)
    except UnknownInterview:
        interview, seq = None, 0
    if viewer and interview and (role := await role_of(web.app, viewer, interview)):
        return Seen(interview, seq, role, await _judged(web.app, interview))
    if (found := await let(web, request, viewer, interview_id)) and interview:
        return Seen(interview, seq, _role(found), await _told(web.app, found, interview), scored=found.scored, by_link=found.by_link)
    raise NotThere if viewer else NotSignedIn


async def role_of(app: App, viewer: Viewer, interview: Listed) -> Role | None:
    """As what a viewer sees an interview; None for who may not. The local user is the candidate of every interview of the database."""
    return Role.CANDIDATE if viewer.is_local or viewer.person == interview.candidate else None


def _role(found: Let) -> Role:
    return Role.REVIEWER if found.may_score else Role.READER


async def _told(app: App, found: Let, interview: Listed) -> bool:
    """Who was asked for an opinion hears ours after theirs; other readers know what the candidate knows."""
    return found.scored if found.may_score else await _judged(app, interview)


async def _judged(app: App, interview: Listed) -> bool:
    """Of an interview that goes on nothing is given away; its candidate is asked first how they would score themselves, unless they do not want to be."""
    if interview.stage is Stage.ABANDONED:
        return True
    if interview.stage is not Stage.FINISHED:
        return False
    return interview.revealed or (await People(app.database).find(interview.candidate)).scores_self is False


Looked = Annotated[Seen, Depends(seen)]


async def owned(found: Looked) -> Seen:
    """An interview of the viewer's own. Raises `Forbidden` for who only reads it."""
    if found.role is not Role.CANDIDATE:
        raise Forbidden
    return found


Own = Annotated[Seen, Depends(owned)]
