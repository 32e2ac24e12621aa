"""Modals and Home tabs: what Slack takes, keeps and shows of them."""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack.blocks import check_view_blocks
from tests.fakes.slack.elements import plain, refuse, string
from tests.fakes.slack.messages import JSON
from tests.fakes.slack.refusals import Refused

FIELDS = {"type", "title", "submit", "close", "blocks", "callback_id", "private_metadata", "clear_on_close", "notify_on_close", "external_id"}
LARGEST = 250_000


@dataclass(eq=False)
class View:
    """A view that a person sees. `state` is what was typed or chosen in it: block_id -> action_id -> value object."""

    id: str
    team: str
    app_id: str
    user: str
    kind: str
    content: JSON
    hash: str
    root: str
    previous: str | None = None
    state: dict[str, JSON] = field(default_factory=dict)
    open: bool = True

    @property
    def blocks(self) -> list[JSON]:
        return self.content["blocks"]

    @property
    def title(self) -> str:
        return self.content.get("title", {}).get("text", "")

    @property
    def callback_id(self) -> str:
        return self.content.get("callback_id", "")

    @property
    def private_metadata(self) -> str:
        return self.content.get("private_metadata", "")

    def payload(self) -> JSON:
        """The view as Slack shows it."""
        defaults = {"title": None, "submit": None, "close": None, "callback_id": "", "private_metadata": "", "external_id": ""}
        flags = {"clear_on_close": False, "notify_on_close": False}
        place = {"root_view_id": self.root, "previous_view_id": self.previous, "app_id": self.app_id, "bot_id": f"B{self.team}"}
        state = {"state": {"values": self.state}, "hash": self.hash}
        return {"id": self.id, "team_id": self.team, "app_installed_team_id": self.team, **defaults, **flags, **self.content, **place, **state}


def check_view(view: Any, kinds: tuple[str, ...]) -> JSON:
    """A view as an app sends it, or Refused."""
    if not isinstance(view, dict) or view.get("type") not in kinds:
        refuse(f"view/type: must be one of {kinds}", error="invalid_arguments")
    if len(str(view)) > LARGEST:
        raise Refused("view_too_large")
    try:
        if more := set(view) - FIELDS:
            refuse(f"view: unknown fields {sorted(more)}")
        _check_frame(view)
        check_view_blocks(view.get("blocks"))
    except Refused as refused:
        raise Refused("invalid_arguments", *refused.details) from refused
    return view


def _check_frame(view: JSON) -> None:
    if view["type"] == "modal":
        plain(view.get("title"), 24, "view/title")
    for name in ("submit", "close"):
        if name in view:
            plain(view[name], 24, f"view/{name}")
    for name, most in {"callback_id": 255, "external_id": 255, "private_metadata": 3000}.items():
        if view.get(name):
            string(view[name], most, f"view/{name}")
    inputs = [block for block in view.get("blocks") or [] if isinstance(block, dict) and block.get("type") == "input"]
    if view["type"] == "modal" and inputs and "submit" not in view:
        refuse("view/submit: must be there when a block is an input")
