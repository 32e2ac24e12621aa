"""What a model returns for a turn: the shape that is asked for, and the reading of it as far as it has come.

The keys come in this order, so that the judgement is there before the first word is said.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.interviewers.briefing import unfenced
from interview_flow.brief import Judgement
from interview_flow.frozen import Frozen
from interview_flow.model_use import LONGEST_CUT, Guard, Intervention
from interview_flow.notes import AnyNote, ComponentKind, Note
from interview_flow.transcript import Finding, Quote, Request, Status

JUDGING = ("findings", "notes", "requests", "aims_at")
SPEAKING = ("reaction", "question")
MOST = {"findings": 12, "notes": 8, "requests": 8}
"""Items of each list that are read."""
LONGEST_TEXT, LONGEST_LIST = 2000, 30
"""Characters, and items, beyond which an answer is not read to its end."""
SECTIONS = (
    "restatement users success hardest_part functional non_functional assumptions out_of_scope estimates entities components decisions remarks "
    "workings summary weaknesses next_steps metrics"
).split()
"""Sections of the record that a model may add to; operations and flows have too much shape to be told in passing."""


class _Shown(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    criterion: str
    status: Literal["met", "partial"]
    turn: int
    quote: str


class _Noted(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    section: str
    turn: int
    text: str
    name: str | None = None
    value: str | None = None
    about: str | None = None


class _Requested(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    turn: int
    quote: str
    fact: str | None = None


Item = TypeVar("Item", bound=BaseModel)


class Proposal(Frozen):
    """A judgement as a model proposes it, with what of its shape had to be left out."""

    judgement: Judgement
    interventions: tuple[Intervention, ...] = ()


def schema() -> dict[str, Any]:
    """The JSON Schema of an answer, as strict as every provider takes it. A dict and not a class: langchain yields parts of an answer for a dict alone."""
    finding = _object(criterion=_TEXT, status={"type": "string", "enum": ["met", "partial"]}, turn=_NUMBER, quote=_TEXT)
    note = _object(section={"type": "string", "enum": SECTIONS}, turn=_NUMBER, text=_TEXT, name=_MAYBE, value=_MAYBE, about=_MAYBE)
    request = _object(turn=_NUMBER, quote=_TEXT, fact=_MAYBE)
    lists = {"findings": finding, "notes": note, "requests": request}
    return {
        "title": "interviewer_turn",
        "description": "What the candidate's new words show, then what the interviewer says.",
        **_object(**{name: {"type": "array", "items": item} for name, item in lists.items()}, aims_at=_MAYBE, reaction=_TEXT, question=_TEXT),
    }


def is_judged(partial: Mapping[str, Any], *, whole: bool) -> bool:
    """Whether the judgement is complete: the answer is, or all of it has come and the speaking has begun. The last key is still being written, and
    a model that does not keep to the order may speak before it judges."""
    return whole or (all(key in partial for key in JUDGING) and _last(partial) not in JUDGING and any(partial.get(key) for key in SPEAKING))


def is_said(partial: Mapping[str, Any], key: str, *, whole: bool) -> bool:
    """Whether a text of the answer is there to its end."""
    return whole or (key in partial and _last(partial) != key)


def is_endless(partial: Mapping[str, Any]) -> bool:
    """Whether an answer is longer than any of use: each part costs a reading of all before it."""
    texts = [value for value in partial.values() if isinstance(value, str)]
    lists = [cast(list[object], value) for value in partial.values() if isinstance(value, list)]
    return any(len(text) > LONGEST_TEXT for text in texts) or any(len(items) > LONGEST_LIST for items in lists)


def fault_in(answer: object) -> str | None:
    """What is wrong with the shape of a whole answer, for whoever gave it; None when it can be used."""
    if not isinstance(answer, Mapping):
        return "it is not an object"
    fields = cast(Mapping[str, object], answer)
    if missing := [key for key in ("findings", "reaction", "question") if key not in fields]:
        return f"it has no {', '.join(missing)}"
    wrong = [key for key in MOST if not isinstance(fields.get(key, []), list)] + [key for key in SPEAKING if not isinstance(fields[key], str)]
    return f"{', '.join(wrong)} is not what was asked for" if wrong else None


def proposed(answer: Mapping[str, Any]) -> Proposal:
    """The judgement in an answer; items without the right shape fall away one by one."""
    dropped: list[Intervention] = []
    shown, noted, requested = (_items(answer.get(key), kind, MOST[key], dropped) for key, kind in _KINDS.items())
    aims_at = answer.get("aims_at")
    judgement = Judgement(
        findings=tuple(
            Finding(criterion=each.criterion, status=Status(each.status), evidence=(Quote(turn=each.turn, quote=each.quote),)) for each in shown
        ),
        notes=tuple(note for each in noted if (note := _note(each))),
        requests=tuple(Request(turn=each.turn, quote=each.quote, fact=each.fact or None) for each in requested),
        aims_at=aims_at if isinstance(aims_at, str) and aims_at else None,
    )
    return Proposal(judgement=judgement, interventions=tuple(dropped))


def said(partial: Mapping[str, Any], key: str) -> str:
    """A text of the answer as far as it has come."""
    value = partial.get(key)
    return value if isinstance(value, str) else ""


_NOTE: TypeAdapter[AnyNote] = TypeAdapter(Note)
_TEXT = {"type": "string"}
_NUMBER = {"type": "integer"}
_MAYBE = {"anyOf": [{"type": "string"}, {"type": "null"}]}
_KINDS: dict[str, type[Any]] = {"findings": _Shown, "notes": _Noted, "requests": _Requested}


def _last(partial: Mapping[str, Any]) -> str | None:
    return next(reversed(list(partial)), None)


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _items(value: object, kind: type[Item], most: int, dropped: list[Intervention]) -> Sequence[Item]:
    items: list[Item] = []
    for each in cast(list[object], value)[:most] if isinstance(value, list) else []:
        try:
            items.append(kind.model_validate(_unfenced(each)))
        except ValidationError:
            dropped.append(Intervention(guard=Guard.SCHEMA, text=repr(each)[:LONGEST_CUT]))
    return items


def _unfenced(each: object) -> object:
    """The item with the brackets that the candidate typed, which could not be shown to a model as they are."""
    if not isinstance(each, Mapping):
        return each
    item = cast(Mapping[str, object], each)
    return {key: unfenced(value) if isinstance(value, str) else value for key, value in item.items()}


def _note(each: _Noted) -> AnyNote | None:
    """A note of the record; None for one that lacks what its section needs, or whose name or value are not in the candidate's words."""
    if any(part and part.casefold() not in each.text.casefold() for part in (each.name, each.value)):
        return None
    about = (each.about or "").casefold().replace(" ", "_")
    own: dict[str, dict[str, Any]] = {
        "non_functional": {"quality": about or "other", "value": each.value},
        "estimates": {"metric": about or "other", "value": each.value},
        "remarks": {"aspect": about},
        "entities": {"name": each.name},
        "components": {"name": each.name, "kind": about if about in set(ComponentKind) else ComponentKind.SERVICE},
        "decisions": {"choice": each.name, "reason": each.value},
    }
    try:
        return _NOTE.validate_python({"section": each.section, "text": each.text, "turn": each.turn, **own.get(each.section, {})})
    except ValidationError:
        return None
