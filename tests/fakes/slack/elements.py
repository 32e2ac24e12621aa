"""Which elements Slack takes inside blocks, and how texts and options must look."""

import re
from collections.abc import Callable
from typing import Any, NoReturn

from tests.fakes.slack.messages import JSON
from tests.fakes.slack.refusals import Refused


def refuse(why: str, error: str = "invalid_blocks") -> NoReturn:
    """Refuses blocks, saying where and why."""
    raise Refused(error, why)


def string(value: Any, most: int, at: str) -> None:
    """A string of 1 to `most` characters."""
    if not isinstance(value, str) or not value.strip():
        refuse(f"{at}: must be a string of more than 0 characters")
    if len(value) > most:
        refuse(f"{at}: must be less than {most + 1} characters")


def text_object(value: Any, most: int, at: str) -> None:
    """A plain_text or mrkdwn object of 1 to `most` characters."""
    if not isinstance(value, dict) or value.get("type") not in ("plain_text", "mrkdwn"):
        refuse(f"{at}: must be a plain_text or mrkdwn object")
    own = {"plain_text": "emoji", "mrkdwn": "verbatim"}[value["type"]]
    if set(value) - {"type", "text", own}:
        refuse(f"{at}: unknown fields {sorted(set(value) - {'type', 'text', own})}")
    string(value.get("text"), most, f"{at}/text")


def plain(value: Any, most: int, at: str) -> None:
    """A plain_text object of 1 to `most` characters."""
    if not isinstance(value, dict) or value.get("type") != "plain_text":
        refuse(f"{at}: must be a plain_text object")
    text_object(value, most, at)


def _button(one: JSON, at: str) -> None:
    plain(one.get("text"), 75, f"{at}/text")
    if "value" in one:
        string(one["value"], 2000, f"{at}/value")
    if "url" in one:
        string(one["url"], 3000, f"{at}/url")
    if one.get("style", "primary") not in ("primary", "danger"):
        refuse(f"{at}/style: must be primary or danger")
    if "accessibility_label" in one:
        string(one["accessibility_label"], 75, f"{at}/accessibility_label")
    _confirm(one, at)


def _confirm(one: JSON, at: str) -> None:
    if "confirm" not in one:
        return
    confirm = one["confirm"]
    for name, most in {"title": 100, "confirm": 30, "deny": 30}.items():
        plain(confirm.get(name), most, f"{at}/confirm/{name}")
    text_object(confirm.get("text"), 300, f"{at}/confirm/text")


def _options(one: JSON, at: str, most: int, kind: Callable[[Any, int, str], None] = plain) -> None:
    options = one.get("options")
    groups = one.get("option_groups")
    if groups is not None:
        if not isinstance(groups, list) or not 1 <= len(groups) <= 100:
            refuse(f"{at}/option_groups: must be 1 to 100 items")
        for group in groups:
            plain(group.get("label"), 75, f"{at}/option_groups/label")
            _options(group, f"{at}/option_groups", most, kind)
        return
    if not isinstance(options, list) or not 1 <= len(options) <= most:
        refuse(f"{at}/options: must be an array of 1 to {most} items")
    for index, option in enumerate(options):
        where = f"{at}/options/{index}"
        kind(option.get("text"), 75, f"{where}/text")
        string(option.get("value"), 150, f"{where}/value")
        if "description" in option:
            kind(option["description"], 75, f"{where}/description")
    values = [option["value"] for option in options]
    if len(set(values)) != len(values):
        refuse(f"{at}/options: two options have the same value")
    for initial in [one["initial_option"]] if "initial_option" in one else one.get("initial_options", []):
        if initial not in options:
            refuse(f"{at}: the initial option is not one of the options")


def _select(one: JSON, at: str) -> None:
    _placeholder(one, at)
    _options(one, at, 100)
    _confirm(one, at)


def _placeholder(one: JSON, at: str) -> None:
    if "placeholder" in one:
        plain(one["placeholder"], 150, f"{at}/placeholder")


def _text_input(one: JSON, at: str) -> None:
    _placeholder(one, at)
    if not 1 <= one.get("max_length", 3000) <= 3000 or not 0 <= one.get("min_length", 0) <= 3000:
        refuse(f"{at}: lengths must be from 0 to 3000")


def _image(one: JSON, at: str) -> None:
    string(one.get("alt_text"), 2000, f"{at}/alt_text")
    if "slack_file" not in one:
        string(one.get("image_url"), 3000, f"{at}/image_url")


def _feedback(one: JSON, at: str) -> None:
    for name in ("positive_button", "negative_button"):
        button = one.get(name)
        if not isinstance(button, dict):
            refuse(f"{at}/{name}: must be there")
        plain(button.get("text"), 75, f"{at}/{name}/text")
        string(button.get("value"), 2000, f"{at}/{name}/value")


def _icon(one: JSON, at: str) -> None:
    if one.get("icon") != "trash":
        refuse(f"{at}/icon: must be trash")
    plain(one.get("text"), 75, f"{at}/text")


def _wide(one: JSON, at: str) -> None:
    _options(one, at, 10, text_object)


PICKED = {"placeholder", "initial_date", "initial_time", "initial_date_time", "timezone"}
SHAPES = {"initial_date": r"\d{4}-\d{2}-\d{2}", "initial_time": r"([01]\d|2[0-3]):[0-5]\d"}


def _picked(one: JSON, at: str) -> None:
    _placeholder(one, at)
    for name, shape in SHAPES.items():
        if name in one and not re.fullmatch(shape, str(one[name]), re.ASCII):
            refuse(f"{at}/{name}: must look like {'YYYY-MM-DD' if name == 'initial_date' else 'HH:mm'}")


CHOSEN = {"placeholder", "options", "option_groups", "initial_option", "initial_options", "max_selected_items"}
LISTED = {"placeholder", "initial_user", "initial_users", "initial_channel", "initial_channels", "initial_conversation", "initial_conversations"}
LISTED |= {"filter", "default_to_current_conversation", "max_selected_items", "response_url_enabled", "min_query_length", "initial_option"}
TYPED = {
    "placeholder",
    "initial_value",
    "multiline",
    "min_length",
    "max_length",
    "dispatch_action_config",
    "min_value",
    "max_value",
    "is_decimal_allowed",
}

ELSEWHERE = {"type", "action_id", "confirm", "focus_on_load"}
"""Fields that any element may have."""
INPUTS = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input"}
"""Elements that only stand in an input block."""
ELEMENTS: dict[str, tuple[set[str], Callable[[JSON, str], None]]] = {
    "button": ({"text", "value", "url", "style", "accessibility_label"}, _button),
    "image": ({"alt_text", "image_url", "slack_file"}, _image),
    "feedback_buttons": ({"positive_button", "negative_button"}, _feedback),
    "icon_button": ({"icon", "text", "value", "accessibility_label", "visible_to_user_ids"}, _icon),
    "static_select": (CHOSEN, _select),
    "multi_static_select": (CHOSEN, _select),
    "radio_buttons": (CHOSEN, _wide),
    "checkboxes": (CHOSEN, _wide),
    "overflow": (CHOSEN, lambda one, at: _options(one, at, 5)),
    "plain_text_input": (TYPED, _text_input),
    "rich_text_input": (TYPED, _placeholder),
    "number_input": (TYPED, _placeholder),
    "email_text_input": (TYPED, _placeholder),
    "url_text_input": (TYPED, _placeholder),
    "file_input": ({"filetypes", "max_files"}, lambda _one, _at: None),
} | dict.fromkeys(("datepicker", "timepicker", "datetimepicker"), (PICKED, _picked))
ELEMENTS |= {f"{many}{what}_select": (LISTED, _placeholder) for many in ("", "multi_") for what in ("users", "channels", "conversations", "external")}
"""Each kind of element: its fields besides ELSEWHERE, and what checks them."""
