"""How one is known where people sign in with Slack, and where nobody can."""

from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request

from bot.channels.web.members import Member, Members, NotAMember
from bot.channels.web.sessions import Sessions
from bot.channels.web.viewer import Viewer
from storage.sessions import Session

ASKED_EVERY = timedelta(hours=1)
"""How often Slack is asked whether somebody is still a member, and an administrator."""
ASKED_AGAIN = timedelta(minutes=5)
"""How soon again, if it did not answer."""


@dataclass(frozen=True)
class SlackDoor:
    """Whoever is signed in."""

    sessions: Sessions
    members: Members

    async def viewer(self, request: Request) -> Viewer | None:
        """Whose session this browser holds; None once Slack counts them among its members no more. Raises `StorageFailed`."""
        session = await self.sessions.find(request)
        if session is None:
            return None
        if self.sessions.clock() - session.checked_at >= ASKED_EVERY:
            session = await self._asked(session)
        return Viewer(session.person, session.name, session.team, session.is_admin, enterprise=session.enterprise) if session else None

    async def _asked(self, session: Session) -> Session | None:
        now, rows = self.sessions.clock(), self.sessions.rows
        if not await rows.take_check(session, now):  # another request asks
            return session
        user = session.person.rpartition(":")[2]
        try:
            member = await self.members.known(Member(session.team, session.enterprise, user, session.name))
        except NotAMember:
            await rows.end_all(session.person)
            return None
        if member is None:
            await rows.note(session.id, checked_at=now - ASKED_EVERY + ASKED_AGAIN)
            return session
        await rows.note(session.id, checked_at=now, name=member.name, is_admin=member.is_admin)
        return session.model_copy(update={"name": member.name, "is_admin": member.is_admin})


class ClosedDoor:
    """Where people would sign in, if it were set up."""

    async def viewer(self, request: Request) -> Viewer | None:
        """Nobody."""
        return None
