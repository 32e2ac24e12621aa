"""Who looks at a page or asks the API."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Protocol

from fastapi import Depends, Request

from bot.channels.web.refusals import Forbidden, NotSignedIn


class Scope(StrEnum):
    """What somebody may do in their own name; a person who is signed in may do all of it."""

    READ = "read"
    PRACTISE = "practise"
    REVIEW = "review"
    SHARE = "share"
    DELETE = "delete"


@dataclass(frozen=True)
class Viewer:
    """Somebody who is known. `person` is the id that interviews carry as their candidate (`slack:T1:U1`, or the local user's name)."""

    person: str
    name: str
    team: str | None = None
    is_admin: bool = False
    is_local: bool = False
    """The one user of a machine without Slack: every interview of the database is theirs."""
    scopes: frozenset[Scope] = frozenset(Scope)
    enterprise: str | None = None
    """The organisation that the workspace belongs to."""


class Door(Protocol):
    """How one is known here."""

    async def viewer(self, request: Request) -> Viewer | None:
        """Who asks; None for a stranger."""
        ...


@dataclass(frozen=True)
class LocalDoor:
    """Whoever reaches the loopback address is the local user, but for what a page from elsewhere has their browser ask."""

    person: str

    async def viewer(self, request: Request) -> Viewer | None:
        """The local user. Raises `Forbidden`."""
        if _by_another_site(request):
            raise Forbidden("A page of another site asked for this.")
        return Viewer(self.person, self.person, is_local=True)


def _by_another_site(request: Request) -> bool:
    """Whether a browser says so; another port of this machine is elsewhere too. A link that somebody follows is their own doing, and programs tell nothing.

    https://web.dev/articles/fetch-metadata"""
    origin, site = request.headers.get("origin", "null"), request.headers.get("sec-fetch-site")
    if site is None:  # a program, or an old browser; `null` is also what our own forms say, which tell no referrer
        return origin != "null" and not origin.endswith(f"://{request.url.netloc}")
    is_link = request.method == "GET" and request.headers.get("sec-fetch-mode") == "navigate"
    return site not in ("none", "same-origin") and not is_link


async def whoever(request: Request) -> Viewer | None:
    """Who asks; None for a stranger."""
    known: Viewer | None = await request.app.state.web.door.viewer(request)
    request.state.viewer = known
    return known


async def somebody(found: Annotated[Viewer | None, Depends(whoever)]) -> Viewer:
    """Who asks. Raises `NotSignedIn`."""
    if found is None:
        raise NotSignedIn
    return found


Whoever = Annotated[Viewer | None, Depends(whoever)]
Somebody = Annotated[Viewer, Depends(somebody)]
