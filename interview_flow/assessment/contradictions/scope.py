"""Put out of scope, and designed all the same."""

import re
from collections.abc import Iterable, Iterator

from interview_flow.assessment.contradictions.kinds import Contradiction, Kind
from interview_flow.assessment.contradictions.statements import Statement
from interview_flow.design_record import DesignRecord
from interview_flow.notes import Component, ComponentKind, Entity, Item, Operation
from interview_flow.transcript import Quote

_OUT = re.compile(
    r"\b(?:(?:is|are|it's|leave|leaving|keep|stays?|that's)\s)?(?:out\sof\s(?:the\s)?scope|not\s(?:doing|touching|building|covering|in\sscope)|won't\s(?:do|build|cover|worry\sabout)|will\snot\s(?:do|build|cover)|leave\sout|leaving\sout|skip)\b\s?:?"
)
_BACK = re.compile(
    r"\b(?:in\sscope|bring|brought|take\w*\s.{0,30}\sin|after\sall|now\salso|add|adding|include|requirement|change[sd]?|twist|out\sof\sscope|not\s(?:doing|building)|external|provider|third\sparty|later|v2|phase\s2)\b"
)
_ITEM = re.compile(r",\s|;\s|\s(?:and|or|nor)\s|/|\s\+\s")
_FILLING = frozenset(
    "the a an of for to any all own our full its their in on as with from by real no is are also even i we just user users system service services feature features support things like etc".split()
)
MOST_WORDS = 2
"""Words of an item that names a feature; a longer one says which part of a feature is left out."""


def designed_all_the_same(said: Iterable[Statement], record: DesignRecord, twist: str) -> Iterator[Contradiction]:
    """Features that were put out of scope and then got an operation or an entity of their own, and were never taken back in."""
    statements = tuple(said)
    for statement in statements:
        for item in _left_out(statement):
            words = _content(item)
            if not words or any(word in twist for word in words) or _taken_back(statement, words, statements):
                continue
            if designed := _designed(words, statement.turn, record):
                yield Contradiction(
                    kind=Kind.SCOPE,
                    first=statement.quote,
                    second=Quote(turn=designed.turn, quote=designed.text),
                    says=f"{item.capitalize()}: out of scope in one place, designed in another.",
                )
                break


def _left_out(statement: Statement) -> list[str]:
    """The features of a sentence that says what is left out, in the words used."""
    text = statement.folded
    found = _OUT.search(text)
    if found is None or not statement.settled or statement.revises:
        return []
    after = text[found.end() :].strip(" .:")
    listed = after if len(after) > 2 else re.sub(r"\s(?:is|are)$", "", text[: found.start()].strip())
    items = [
        re.sub(r"^(?:and|or|the|any|also)\s", "", item.strip(" .!"))
        for item in _ITEM.split(re.split(r"[.(]|\s(?:because|since|as|which|that)\s", listed)[0])
    ]
    return [item for item in items if 0 < len(_content(item)) <= MOST_WORDS and len(item) > 3]


def _designed(words: frozenset[str], turn: int, record: DesignRecord) -> Item | None:
    """The operation or entity that is named by these words, made after the feature was left out; a component that serves it must agree."""
    named: list[tuple[Item, str]] = [
        *((each, each.path) for each in record.operations),
        *((each, each.name) for each in record.entities),
        *((each, each.name) for each in record.components if each.kind is not ComponentKind.EXTERNAL),
    ]
    found = [
        item for item, name in named if item.turn > turn and words <= _content(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower().replace("_", " "))
    ]
    kinds = {type(item) for item in found}
    return found[0] if kinds & {Operation, Entity} and (Component in kinds or len(kinds) > 1) else None


def _taken_back(left: Statement, words: frozenset[str], statements: Iterable[Statement]) -> bool:
    """Whether a later sentence about the feature says that it is in now, or out of our hands."""
    return any(
        all(word in each.folded for word in words)  # a stem stands in its word: this spares the others the closer look
        and each.turn >= left.turn
        and each is not left
        and words <= _content(each.folded)
        and (each.revises or _BACK.search(each.folded))
        for each in statements
    )


def _content(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in re.findall(r"[a-z]{3,}", text) if word not in _FILLING)


def _stem(word: str) -> str:
    return next((word[: -len(ending)] for ending in ("ing", "ies", "es", "s") if word.endswith(ending) and len(word) - len(ending) >= 4), word)
