"""Who may see an interview, and as what. Nobody else learns that it exists."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request

from bot.app import App
from bot.channels.web.refusals import Forbidden, NotSignedIn, NotThere
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

    @property
    def id(self) -> str:
        """The interview's."""
        return self.interview.id


async def seen(request: Request, viewer: Whoever, interview_id: str) -> Seen:
    """The interview that a route is about. Raises `NotSignedIn`, `Forbidden`, and `NotThere` alike for what does not exist and what is not theirs."""
    if viewer is None:
        raise NotSignedIn
    if Scope.READ not in viewer.scopes:
        raise Forbidden
    app: App = request.app.state.web.app
    try:
        interview, seq = await app.transcripts.at(interview_id)
    except UnknownInterview as unknown:
        raise NotThere from unknown
    role = await role_of(app, viewer, interview)
    if role is None:
        raise NotThere
    return Seen(interview, seq, role, await _judged(app, role, interview))


async def role_of(app: App, viewer: Viewer, interview: Listed) -> Role | None:
    """As what a viewer sees an interview; None for who may not. The local user is the candidate of every interview of the database."""
    return Role.CANDIDATE if viewer.is_local or viewer.person == interview.candidate else None


async def _judged(app: App, role: Role, interview: Listed) -> bool:
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
