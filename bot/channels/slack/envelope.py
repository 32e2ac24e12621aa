"""The shape of what Slack sends, as far as Bolt takes it for granted."""

import json
from typing import Annotated, Any, NotRequired, cast
from urllib.parse import parse_qsl

from pydantic import Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

DEEPEST = 64
"""Levels of the most deeply nested body; Slack's messages and views have about 15."""


class NotSlacks(Exception):
    """The body is no request of Slack's; the text says why, and quotes nothing."""


Thing = str | dict[str, Any] | None
"""A workspace, person or channel: an id, or an object that has one."""


class _Event(TypedDict, total=False):
    type: str
    channel: Thing
    user: Thing
    team: Thing
    enterprise: Thing
    authorizations: list[dict[str, Any]] | None


class _Action(TypedDict):
    action_id: str
    block_id: NotRequired[str]


class _View(TypedDict, total=False):
    callback_id: str


class _Envelope(TypedDict, total=False):
    """What Bolt takes for granted: it fails on a body that differs, as if our own code had failed."""

    type: str
    command: str
    event: _Event
    authorizations: list[dict[str, Any]] | None
    response_urls: list[dict[str, Any]]
    enterprise: Thing
    team: Thing
    user: Thing
    channel: Thing
    actions: Annotated[list[_Action], Field(min_length=1)]
    view: _View


_ENVELOPE = TypeAdapter(_Envelope)


def check(body: bytes, kind: bytes) -> None:
    """Raises `NotSlacks` for a body that is not one of Slack's three: a JSON object, a form, or a form whose `payload` is a JSON object.

    `kind` is its content type."""
    try:
        text = body.decode()
        match kind:
            case b"application/json":
                content = json.loads(text)
            case b"application/x-www-form-urlencoded" if not text.startswith("{"):  # which Bolt would read as JSON
                form = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict"))
                content = json.loads(form["payload"]) if "payload" in form else form
            case _:
                raise NotSlacks("it is neither JSON nor a form")
        if not content:
            raise ValueError("empty")
        _check_text(content, DEEPEST)
        _ENVELOPE.validate_python(content, strict=True)
    except ValidationError as odd:
        raise NotSlacks("its parts are not those of a request of Slack's") from odd
    except (ValueError, RecursionError) as broken:
        raise NotSlacks("its body cannot be read") from broken


def _check_text(content: object, levels: int) -> None:
    """Raises `ValueError` for half a character, which no store can keep, and for nesting deeper than `levels`."""
    if not levels:
        raise ValueError("too deep")
    if isinstance(content, str):
        content.encode()
    elif isinstance(content, dict):
        for key, value in cast(dict[str, object], content).items():
            key.encode()
            _check_text(value, levels - 1)
    elif isinstance(content, list):
        for value in cast(list[object], content):
            _check_text(value, levels - 1)
