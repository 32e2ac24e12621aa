"""What is asked of the workspace that people sign in from: who is in it, and which channels somebody is in."""

from dataclasses import dataclass
from typing import Protocol

from bot.channels.web.viewer import Viewer


@dataclass(frozen=True)
class Channel:
    """`id` names the workspace too (`slack:T1:C1`)."""

    id: str
    name: str


class Workspace(Protocol):
    """Answers from the viewer's own workspace alone; what cannot be found out is answered as if there were nobody and nothing."""

    async def member(self, viewer: Viewer, user: str) -> str | None:
        """What somebody is called who may be asked; None for who is not a member of the viewer's workspace."""
        ...

    async def channels(self, viewer: Viewer) -> tuple[Channel, ...]:
        """The channels that the viewer is in, as far as we may know of them."""
        ...


class NoWorkspace:
    """Where there is no Slack."""

    async def member(self, viewer: Viewer, user: str) -> str | None:
        """Nobody."""
        return None

    async def channels(self, viewer: Viewer) -> tuple[Channel, ...]:
        """None."""
        return ()
