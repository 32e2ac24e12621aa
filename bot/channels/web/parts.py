"""What the routes need, put together once by whoever serves them."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from bot.app import App
from bot.channels.web.attempts import Attempts
from bot.channels.web.forms import Forms
from bot.channels.web.pages import Pages
from bot.channels.web.practice.pace import Pace
from bot.channels.web.practice.room import Replied, Room, nowhere_else
from bot.channels.web.refusals import NotSetUp, NotThere, Refusal
from bot.channels.web.sign_in import SignIn
from bot.channels.web.still_members import everybody
from bot.channels.web.viewer import Door, Viewer
from bot.channels.web.workspace import NoWorkspace, Workspace
from bot.conversation import Clock
from bot.interviewers.prices import Price, price_table
from bot.settings import Settings


@dataclass(frozen=True)
class Web:
    """What the routes need; they find it as `request.app.state.web`."""

    app: App
    settings: Settings
    clock: Clock
    door: Door
    keys: tuple[str, ...] = field(default_factory=lambda: (secrets.token_urlsafe(32),), repr=False)
    """For what is signed: the first signs, the others are still known."""
    pages: Pages = field(default_factory=Pages)
    workspace: Workspace = field(default_factory=NoWorkspace)
    sign_in: SignIn | None = None
    """The way in; None where nobody signs in."""
    lacking: tuple[str, ...] = ()
    """Why nobody can sign in, where people should."""
    attempts: Attempts = field(default_factory=Attempts)
    replied: Replied = nowhere_else
    """Has what was said in the practice room delivered where else the interview is held."""
    still_member: Callable[[Viewer], Awaitable[bool]] = everybody
    """Whether somebody for whom a program acts is still a member of their workspace."""

    @cached_property
    def room(self) -> Room:
        """The interviews that are held in browsers."""
        return Room(self.app, self.replied)

    @cached_property
    def pace(self) -> Pace:
        """How fast one person may send."""
        return Pace()

    @cached_property
    def forms(self) -> Forms:
        """What makes sure that a form comes from a page of ours."""
        return Forms(self.keys)

    @cached_property
    def prices(self) -> tuple[Price, ...]:
        """What models cost. Raises `BadInput` for a table of the operator's that cannot be used."""
        return price_table(self.settings.model.prices)

    def page(self, request: Request, name: str, status: int = 200, /, **shown: Any) -> HTMLResponse:
        """A whole page (`templates/NAME.html.j2`, which extends `base`). Every template knows `viewer`, `path` and `token`, which goes into forms."""
        viewer: Viewer | None = getattr(request.state, "viewer", None)
        token = self.forms.token(viewer) if viewer else ""
        return HTMLResponse(self.pages.fragment(name, viewer=viewer, path=request.url.path, token=token, **shown), status)

    def not_set_up(self) -> Refusal:
        """What to tell who wants to sign in where that is not to be had."""
        return NotSetUp() if self.lacking else NotThere()
