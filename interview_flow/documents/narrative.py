"""The statements of the narrative, chosen so that a long interview stays within 1,200 words and a full one reaches 800."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from interview_flow.design_record import DesignRecord
from interview_flow.documents.facts import Told
from interview_flow.documents.features import Feature
from interview_flow.documents.topics import distinct, tells
from interview_flow.frozen import Frozen
from interview_flow.notes import Aspect, Component, Decision, Entity, Flow, Item, Operation, Requirement

BUDGET = 900
"""Words of statements, markers included; headings, questions and connecting words take up to 260 more."""
MOST_FLOWS = 3
MOST_FEATURES = 8
MOST_NEXT_STEPS = 3
MOST_REQUIREMENTS = 12
MOST_LISTED = 6
MOST_ESTIMATES = 4
MOST_PARTS = 5
ARROWS = 2
"""A sentence with so many is a flow, and told as one."""
_SYNC = ("sync", "async", "wait", "without waiting", "background", "queue")

Piece = Item | Told
_Any = TypeVar("_Any", bound=Piece)


class Narrative(Frozen):
    """Part -> what is told in it. `features` holds the statements of each functional requirement, in the order of the requirements."""

    parts: dict[str, tuple[Piece, ...]]
    features: tuple[tuple[Feature, tuple[Item, ...]], ...]


def narrative(record: DesignRecord, facts: tuple[Told, ...], features: tuple[Feature, ...]) -> Narrative:
    """The parts in turn give their next best statement until the budget is used; nothing is told twice."""
    own = {f"feature {place}": feature.statements for place, feature in enumerate(features[:MOST_FEATURES])}
    placed = {component.name for feature in features[:MOST_FEATURES] for component in feature.components}
    parts = {part: distinct(pieces) for part, pieces in _parts(record, facts, placed).items()}
    told = _within_budget(chain(_listed(record), _in_turn(own | parts)), BUDGET - sum(_tail(feature) for feature in features[:MOST_FEATURES]))
    return Narrative(
        parts={part: _in_order(told, part, pieces) for part, pieces in parts.items()},
        features=tuple((feature, _in_order(told, f"feature {place}", feature.statements)) for place, feature in enumerate(features[:MOST_FEATURES])),
    )


def _parts(record: DesignRecord, facts: tuple[Told, ...], placed: set[str]) -> dict[str, Sequence[Piece]]:
    why = [remark for remark in record.remarks if any(word in remark.text.casefold() for word in _SYNC)]
    return {
        "restatement": record.restatement,
        "users": record.users,
        "success": record.success,
        "hardest_part": record.hardest_part,
        "functional": record.functional[:MOST_REQUIREMENTS],
        "targets": record.non_functional,
        "entities": record.entities[:MOST_LISTED],
        "operations": record.operations[:MOST_LISTED],
        "flows": _told_flows(record),
        "why": [*record.about(Aspect.MESSAGING), *why],
        "scaling": record.about(Aspect.SCALING),
        "reliability": record.about(Aspect.RELIABILITY),
        "consistency": record.about(Aspect.CONSISTENCY),
        "summary": record.summary,
        "weaknesses": record.weaknesses,
        "next_steps": record.next_steps[:MOST_NEXT_STEPS],
        "out_of_scope": record.out_of_scope,
        "assumptions": record.assumptions,
        "facts": facts,
        "components": [component for component in record.components if component.name not in placed and tells(component)],
        "decisions": record.decisions,
        "estimates": sorted(record.estimates, key=lambda estimate: not estimate.calculation)[:MOST_ESTIMATES],
        "data": [*record.about(Aspect.STORAGE), *record.about(Aspect.PARTITIONING), *record.about(Aspect.INDEXING)],
        "speed": [*record.about(Aspect.CACHING), *record.about(Aspect.PERFORMANCE)],
        "metrics": record.metrics,
        "security": record.about(Aspect.SECURITY),
        "operational": [*record.about(Aspect.OPERATIONS), *record.about(Aspect.MONITORING), *record.about(Aspect.DEPLOYMENT)],
    }


def _listed(record: DesignRecord) -> Iterator[tuple[str, Piece]]:
    """What stands in lists comes first: a list with holes would mislead."""
    yield from (("functional", requirement) for requirement in record.functional[:MOST_REQUIREMENTS])
    yield from (("flows", flow) for flow in _told_flows(record))
    yield from (("entities", entity) for entity in record.entities[:MOST_LISTED])
    yield from (("next_steps", step) for step in record.next_steps[:MOST_NEXT_STEPS])
    yield from (("out_of_scope", item) for item in record.out_of_scope[:MOST_NEXT_STEPS])
    yield from (("operations", operation) for operation in record.operations[:MOST_LISTED])


def _told_flows(record: DesignRecord) -> list[Flow]:
    return sorted(record.flows, key=lambda flow: not (flow.hops or flow.steps))[:MOST_FLOWS]


def _tail(feature: Feature) -> int:
    """Words of the heading of a feature, and of the sentence that names its parts and operations."""
    names = [component.name for component in feature.components[:MOST_PARTS]] + [operation.name for operation in feature.operations]
    return 1 + len(feature.requirement.text.split()) + sum(2 + len(name.split()) for name in names)


def _in_turn(wanted: Mapping[str, Sequence[Piece]]) -> Iterator[tuple[str, Piece]]:
    """The first statement of every part, then the second of every part, and so on."""
    named = ([(part, piece) for piece in pieces] for part, pieces in wanted.items())
    return (each for each in chain.from_iterable(zip_longest(*named)) if each)


def _within_budget(candidates: Iterator[tuple[str, Piece]], left: int) -> set[tuple[str, str]]:
    told: set[tuple[str, str]] = set()
    said: set[str] = set()
    for part, piece in candidates:
        words = _folded(piece)
        cost = _cost(piece)
        listed = isinstance(piece, Entity | Operation | Flow)
        if cost <= left and (listed or (words not in said and words.count("->") < ARROWS)):
            left -= cost
            told.add((part, words))
            said.add(words)
    return told


def _in_order(told: set[tuple[str, str]], part: str, pieces: Sequence[_Any]) -> tuple[_Any, ...]:
    return tuple(piece for piece in pieces if (part, _folded(piece)) in told)


def _folded(piece: Piece) -> str:
    match piece:
        case Entity() | Operation():
            return piece.identity
        case Flow():
            return f"flow {piece.name} {piece.text}".casefold()
        case _:
            return " ".join(piece.text.casefold().split()).rstrip(".;,:")


def _cost(piece: Piece) -> int:
    """About how many words it takes on the page, its marker included."""
    match piece:
        case Entity():
            return 5 + sum(1 + bool(field.type) + field.key for field in piece.fields) + 4 * len(piece.relations)
        case Operation():
            return 8 + len(" ".join([piece.name, piece.input or "", piece.output or "", *piece.errors]).split())
        case Flow():
            hops = sum(1 + len(f"{hop.target} {hop.note}".split()) for hop in piece.hops) + 3
            return 2 + len(piece.name.split()) + (hops if piece.hops else len(" ".join(piece.steps or (piece.text,)).split()) + len(piece.steps))
        case Decision():
            extra = " ".join([*piece.alternatives, piece.reason or "", piece.cost or ""])
            return 1 + len(piece.text.split()) + (len(extra.split()) + 8 if extra.strip() else 0)
        case Requirement():
            return 2 + len(piece.text.split()) + 4 * bool(piece.priority)
        case Component():
            return 1 + len(piece.text.split())
        case Told():
            return 2 + len(piece.question.split()) + len(piece.text.split())
        case _:
            return 2 + len(piece.text.split())
