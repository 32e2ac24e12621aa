"""What is typed and chosen: the values that Slack makes of it."""

from typing import TYPE_CHECKING, Any

from tests.fakes.slack.files import file_payload, new_file
from tests.fakes.slack.messages import JSON, elements
from tests.fakes.slack.views import View

if TYPE_CHECKING:
    from tests.fakes.slack.people import Person
    from tests.fakes.slack.workspace import Channel, Workspace

PICKED = {
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "date_time",
    "users_select": "user",
    "channels_select": "channel",
    "conversations_select": "conversation",
}
"""Elements whose value is one string: selected_date, initial_date and so on."""
TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
ONE_OF, SOME_OF = {"static_select", "radio_buttons", "overflow"}, {"multi_static_select", "checkboxes"}


def action(found: JSON, value: Any) -> JSON:
    """One entry of a block_actions payload."""
    said: JSON = {"action_id": found["action_id"], "type": found["type"]}
    if found["type"] in ("button", "icon_button"):
        assert value in (None, found.get("value")), f"The value of {found['action_id']!r} is {found.get('value')!r}"
        return said | {"text": found.get("text")} | ({"value": found["value"]} if "value" in found else {})
    if found["type"] == "feedback_buttons":
        return said | {"value": found[f"{value}_button"]["value"], "text": found[f"{value}_button"]["text"]}
    return said | {name: kept for name, kept in chosen(found, value).items() if name != "type"}


def chosen(found: JSON, value: Any) -> JSON:
    """The state of an element in which this was typed or chosen; None leaves it empty."""
    kind = found["type"]
    if kind in TYPED:
        return {"type": kind, "value": None if value in (None, "") else str(value)}
    if kind == "rich_text_input":
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
        return {"type": kind, "rich_text_value": {"type": "rich_text", "elements": [section]} if value else None}
    if kind in ONE_OF:
        return {"type": kind, "selected_option": None if value is None else _option(found, value)}
    if kind in SOME_OF:
        return {"type": kind, "selected_options": [_option(found, one) for one in value or []]}
    if kind in PICKED:
        return {"type": kind, f"selected_{PICKED[kind]}": value}
    if kind.startswith("multi_"):
        return {"type": kind, f"selected_{kind.removeprefix('multi_').removesuffix('_select')}": value or []}
    raise AssertionError(f"This fake cannot fill in a {kind}")


def _option(found: JSON, value: str) -> JSON:
    groups = found.get("option_groups") or [{"options": found.get("options", [])}]
    options = {option["value"]: option for group in groups for option in group["options"]}
    assert value in options, f"{value!r} is none of the options {list(options)} of {found['action_id']!r}"
    return options[value]


def initial(found: JSON) -> JSON:
    """The state of an element that nobody has touched."""
    kind = found["type"]
    if kind in TYPED:
        return {"type": kind, "value": found.get("initial_value")}
    if kind in ONE_OF:
        return {"type": kind, "selected_option": found.get("initial_option")}
    if kind in SOME_OF:
        return {"type": kind, "selected_options": found.get("initial_options", [])}
    if kind in PICKED:
        return {"type": kind, f"selected_{PICKED[kind]}": found.get(f"initial_{PICKED[kind]}")}
    if kind.startswith("multi_"):
        name = kind.removeprefix("multi_").removesuffix("_select")
        return {"type": kind, f"selected_{name}": found.get(f"initial_{name}", [])}
    return chosen(found, None)


def stateful(found: JSON) -> bool:
    """Whether an element keeps what was entered."""
    return found["type"] not in ("button", "icon_button", "feedback_buttons", "image", "overflow")


def keep(state: dict[str, JSON], block_id: str, found: JSON, value: Any) -> None:
    """Remembers what was entered."""
    if stateful(found):
        state.setdefault(block_id, {})[found["action_id"]] = chosen(found, value)


def message_state(blocks: list[JSON], pressed: JSON, block_id: str, value: Any) -> dict[str, JSON]:
    """The state of a message's elements after this press."""
    state: dict[str, JSON] = {}
    for block, found in elements(blocks):
        if stateful(found):
            state.setdefault(block["block_id"], {})[found["action_id"]] = initial(found)
    keep(state, block_id, pressed, value)
    return state


def fill(view: View, values: dict[str, dict[str, Any]]) -> None:
    """Enters values into a modal, as far as Slack's own client would let it be submitted."""
    there = {(block["block_id"], found["action_id"]): (block, found) for block, found in elements(view.blocks) if stateful(found)}
    wanted = {(block_id, action_id): value for block_id, inside in values.items() for action_id, value in inside.items()}
    assert set(wanted) <= set(there), f"There is no input {sorted(set(wanted) - set(there))}, only {sorted(there)}"
    for (block_id, action_id), (block, found) in there.items():
        inside = view.state.setdefault(block_id, {})
        if (block_id, action_id) in wanted:
            inside[action_id] = chosen(found, wanted[block_id, action_id])
        else:
            inside.setdefault(action_id, initial(found))
        if block["type"] == "input" and not block.get("optional"):
            entered = [kept for name, kept in inside[action_id].items() if name != "type"]
            assert any(entered), f"{action_id!r} must be filled in: Slack does not submit without it"
        _fits(found, inside[action_id])


def _fits(found: JSON, entered: JSON) -> None:
    words = entered.get("value")
    if isinstance(words, str):
        assert len(words) <= found.get("max_length", 3000), f"{found['action_id']!r} takes {found.get('max_length', 3000)} characters"
        assert len(words) >= found.get("min_length", 0), f"{found['action_id']!r} wants {found['min_length']} characters"


def uploaded(team: "Workspace", person: "Person", channel: "Channel", name: str, content: bytes) -> JSON:
    """A file that this person shares, as the message shows it."""
    file = new_file(team, person.id, name, content, len(content))
    file.channels, file.shared = [channel.id], True
    return file_payload(team, file)
