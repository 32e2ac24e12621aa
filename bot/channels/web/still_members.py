"""Whether a program still acts for a member of a workspace: who has left takes their tokens along, as they do their sessions."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channels.web.members import Member, Members, NotAMember
from bot.channels.web.slack_door import ASKED_AGAIN, ASKED_EVERY
from bot.channels.web.viewer import Viewer
from bot.conversation import Clock
from storage.sessions import Sessions

MOST = 4096
"""People who are remembered."""


async def everybody(viewer: Viewer) -> bool:
    """Where there is no workspace to leave."""
    return True


@dataclass(frozen=True)
class StillMembers:
    """Asks Slack, as often as for a session. A token does not say to which organisation its person belongs: their latest session does."""

    members: Members
    sessions: Sessions
    clock: Clock
    _known: OrderedDict[str, tuple[datetime, bool]] = field(default_factory=OrderedDict[str, tuple[datetime, bool]])
    """Until when somebody's answer counts, and what it is."""

    async def __call__(self, viewer: Viewer) -> bool:
        """Whether somebody is. Raises `StorageFailed`."""
        if viewer.team is None:
            return True
        now = self.clock()
        until, is_member = self._known.get(viewer.person, (now, True))
        if now < until:
            return is_member
        good_for, is_member = await self._asked(viewer, viewer.team)
        self._known[viewer.person] = now + good_for, is_member
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return is_member

    async def _asked(self, viewer: Viewer, team: str) -> tuple[timedelta, bool]:
        sessions = await self.sessions.of(viewer.person, self.clock())
        enterprise = sessions[0].enterprise if sessions else None
        try:
            found = await self.members.known(Member(team, enterprise, viewer.person.rpartition(":")[2], viewer.name))
        except NotAMember:
            return ASKED_AGAIN, False
        return ASKED_EVERY if found else ASKED_AGAIN, True
