"""views.*: modals that a trigger opens, and Home tabs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.slack.calls import Call
from tests.fakes.slack.chat import identified
from tests.fakes.slack.messages import JSON
from tests.fakes.slack.refusals import Refused
from tests.fakes.slack.views import View, check_view

if TYPE_CHECKING:
    from tests.fakes.slack.workspace import Workspace

DEEPEST = 3
TRIGGER_SECONDS = 3


@dataclass(eq=False)
class Trigger:
    """A trigger_id: what a modal is opened with, once, within three seconds."""

    team: "Workspace"
    user: str
    expires_at: float
    used: bool = False


def open_view(call: Call) -> JSON:
    """views.open"""
    content = check_view(call["view"], ("modal",))
    user = _exchanged(call)
    view = shown(call.team, user, content)
    call.team.modals[user] = [view]
    return {"view": view.payload()}


def push_view(call: Call) -> JSON:
    """views.push"""
    content = check_view(call["view"], ("modal",))
    user = _exchanged(call)
    stack = call.team.modals.get(user, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= DEEPEST:
        raise Refused("push_limit_reached")
    stack.append(shown(call.team, user, content, below=stack[-1]))
    return {"view": stack[-1].payload()}


def update_view(call: Call) -> JSON:
    """views.update: by view_id or external_id."""
    everything = [*call.team.homes.values(), *(view for stack in call.team.modals.values() for view in stack)]
    wanted = [one for one in everything if call.get("view_id") == one.id or call.get("external_id", "-") == one.content.get("external_id")]
    if not wanted:
        raise Refused("not_found")
    view = wanted[0]
    if call.get("hash") and call["hash"] != view.hash:
        raise Refused("hash_conflict")
    change(call.team, view, check_view(call["view"], (view.kind,)))
    return {"view": view.payload()}


def publish_view(call: Call) -> JSON:
    """views.publish"""
    content, person = check_view(call["view"], ("home",)), call.person(call["user_id"])
    home = call.team.homes.get(person.id)
    if home is None:
        home = call.team.homes[person.id] = shown(call.team, person.id, content)
    elif call.get("hash") and call["hash"] != home.hash:
        raise Refused("hash_conflict")
    else:
        change(call.team, home, content)
    return {"view": home.payload()}


def shown(team: "Workspace", user: str, content: JSON, below: View | None = None) -> View:
    """A new view before this person's eyes."""
    view_id = team.new_id("V")
    kept = {**content, "blocks": identified(team.slack.new_id, content["blocks"])}
    root = below.root if below else view_id
    return View(view_id, team.id, team.slack.app_id, user, content["type"], kept, team.slack.new_ts(), root, below.id if below else None)


def change(team: "Workspace", view: View, content: JSON) -> None:
    """Replaces what a view shows; what was typed in stays where the block and action stay."""
    view.content, view.hash = {**content, "blocks": identified(team.slack.new_id, content["blocks"])}, team.slack.new_ts()
    blocks = {block["block_id"] for block in view.blocks}
    view.state = {block: values for block, values in view.state.items() if block in blocks}


def _exchanged(call: Call) -> str:
    """The person who pulled the trigger, which is used up."""
    trigger_id = call.get("trigger_id")
    if not trigger_id:
        raise Refused("invalid_arguments", "missing required field: trigger_id")
    trigger = call.slack.triggers.get(str(trigger_id))
    if trigger is None or trigger.team is not call.team:
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if call.slack.clock.now() > trigger.expires_at:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return trigger.user
