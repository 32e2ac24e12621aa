"""Who may come in: the members of the workspaces in which the app is installed, as Slack knows them today."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.channels.slack.bots import NotInstalled, NotRenewed
from bot.channels.slack.calls import Refused, Removed, SlackFailed, called
from bot.channels.slack.clients import Clients
from bot.channels.slack.incoming import Whose
from bot.channels.slack.invitations import why_not
from bot.channels.slack.names import learnt
from storage.people import People

UNKNOWN_TO_SLACK = "user_not_visible"

logger = logging.getLogger(__name__)


class NotAMember(Exception):
    """Slack says that this person is not, or not any more, a member of a workspace in which the app is installed."""


@dataclass(frozen=True)
class Member:
    """A person in a workspace; `is_admin` also of its owners."""

    team: str
    enterprise: str | None
    user: str
    name: str
    is_admin: bool = False

    @property
    def person(self) -> str:
        """How the rest of the program calls them."""
        return Whose(self.team, self.enterprise, self.user).person


@dataclass
class Members:
    """Asks Slack, with the tokens of the workspaces."""

    clients: Clients
    people: People
    _own: dict[str, str | None] = field(default_factory=dict)

    async def home(self) -> str | None:
        """The workspace that there is, where there is one; None where there may be many. Raises what `called` raises."""
        return None if self.clients.bots else (await self._place())["team"]

    async def admits(self, team: str, enterprise: str | None) -> bool:
        """Whether the app is installed in a workspace. Raises what `called` raises, and `StorageFailed`."""
        if self.clients.bots is None:
            own = await self._place()
            return team == own["team"] or (enterprise is not None and enterprise == own["organisation"])
        try:
            await self.clients.bots.find(team, enterprise)
        except NotInstalled:
            return False
        return True

    async def known(self, member: Member) -> Member | None:
        """What Slack says of them now, which is kept; None if it cannot be asked. Raises `NotAMember`, `StorageFailed`."""
        try:
            client = await self.clients.client(member.team, member.enterprise)
            told = await learnt(client, self.people, member.user, member.person)
        except (NotInstalled, Removed) as out:
            raise NotAMember from out
        except (SlackFailed, NotRenewed) as failed:
            if isinstance(failed, Refused) and failed.code == UNKNOWN_TO_SLACK:
                raise NotAMember from failed
            logger.warning("Slack cannot be asked about somebody who is signed in (%s).", failed)
            return None
        if why_not(told, member.team):
            raise NotAMember
        return _updated(member, told)

    async def _place(self) -> Mapping[str, str | None]:
        """Where our one token is good: a workspace, or a whole organisation."""
        if not self._own:
            told = await called((await self.clients.client(None, None)).auth_test())
            organisation = told.get("enterprise_id") if told.get("is_enterprise_install") else None
            self._own |= {"team": told.get("team_id"), "organisation": organisation}
        return self._own


def _updated(member: Member, told: Mapping[str, Any]) -> Member:
    name = str(told.get("real_name") or told.get("name") or member.name)
    is_admin = any(told.get(role) is True for role in ("is_admin", "is_owner", "is_primary_owner"))
    return Member(member.team, member.enterprise, member.user, name, is_admin)
