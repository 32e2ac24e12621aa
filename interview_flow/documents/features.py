"""Each functional requirement with everything in the record that is about it."""

import re
from itertools import chain

from interview_flow.assessment.traceability import Row
from interview_flow.design_record import DesignRecord
from interview_flow.diagrams import answers
from interview_flow.documents.likeness import shared_out
from interview_flow.documents.topics import distinct, tells
from interview_flow.frozen import Frozen
from interview_flow.notes import Aspect, Component, ComponentKind, Decision, Flow, Item, Operation, Remark, Requirement, Statement, Target

ENOUGH = 0.9
"""One word of its own, or two that it shares with one other requirement."""
ENOUGH_FOR_A_FLOW = 0.5
"""A word of the same kind: `write` for a requirement to create."""
_SPEED = (Aspect.PERFORMANCE, Aspect.CACHING, Aspect.INDEXING, Aspect.LOAD_BALANCING)
_GROWTH = (Aspect.SCALING, Aspect.PARTITIONING)


class Feature(Frozen):
    """A requirement, what serves it, and what was said about it; no sentence stands in two of the lists from `approaches` on."""

    requirement: Requirement
    components: tuple[Component, ...]
    operations: tuple[Operation, ...]
    flows: tuple[Flow, ...]
    approaches: tuple[Item, ...]
    decisions: tuple[Decision, ...]
    edge_cases: tuple[Remark, ...]
    performance: tuple[Item, ...]
    growth: tuple[Remark, ...]
    complexities: tuple[Remark, ...]
    extensions: tuple[Statement, ...]

    @property
    def statements(self) -> tuple[Item, ...]:
        """Every sentence about it, the way it works first."""
        return distinct(chain(self.approaches, self.decisions, self.edge_cases, self.complexities, self.performance, self.growth))


def features(record: DesignRecord) -> tuple[Feature, ...]:
    """One for each functional requirement, in order."""
    needs = [requirement.text for requirement in record.functional]
    said = distinct([*filter(tells, record.components), *record.decisions, *record.remarks, *record.non_functional])
    statements = shared_out(needs, said, lambda item: item.text, ENOUGH)
    components = shared_out(needs, record.components, lambda each: f"{each.name} {each.text if tells(each) else ''}", ENOUGH)
    operations = shared_out(needs, record.operations, lambda each: f"{each.name} {_KINDS_OF_CALL.get(each.method or '', '')}", ENOUGH_FOR_A_FLOW)
    flows = _flows(needs, record.flows)
    later = shared_out(needs, record.next_steps, lambda each: each.text, ENOUGH)
    return tuple(
        _feature(record, requirement, statements[place], components[place], operations[place], flows[place], later[place])
        for place, requirement in enumerate(record.functional)
    )


_KINDS_OF_CALL = {"POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete", "GET": "read"}


def traced(found: tuple[Feature, ...], matrix: tuple[Row, ...], record: DesignRecord) -> tuple[Feature, ...]:
    """The same features, each with the operations that the matrix gives it, so that no two parts of a document disagree."""
    linked = {row.number: {link.name for link in row.operations} for row in matrix}
    return tuple(each.model_copy(update={"operations": _called(record, linked.get(each.requirement.number, set()))}) for each in found)


def _called(record: DesignRecord, names: set[str]) -> tuple[Operation, ...]:
    return tuple(operation for operation in record.operations if operation.name in names)


def _flows(needs: list[str], flows: tuple[Flow, ...]) -> list[tuple[Flow, ...]]:
    """By its name first, since the text of a flow also names what it passes."""
    named = shared_out(needs, flows, lambda each: each.name, ENOUGH_FOR_A_FLOW)
    rest = [flow for flow in flows if not any(flow in each for each in named)]
    by_text = shared_out(needs, rest, lambda each: each.text, ENOUGH)
    return [(*one, *other) for one, other in zip(named, by_text, strict=True)]


def _feature(
    record: DesignRecord,
    requirement: Requirement,
    said: tuple[Item, ...],
    components: tuple[Component, ...],
    operations: tuple[Operation, ...],
    flows: tuple[Flow, ...],
    later: tuple[Statement, ...],
) -> Feature:
    return Feature(
        requirement=requirement,
        components=involved(record, said, flows, components),
        operations=operations,
        flows=flows,
        approaches=tuple(item for item in said if isinstance(item, Component)),
        decisions=tuple(item for item in said if isinstance(item, Decision)),
        edge_cases=_remarks(said, (Aspect.EDGE_CASES,)),
        performance=tuple(item for item in said if not isinstance(item, Component | Decision | Remark)) + _remarks(said, _SPEED),
        growth=_remarks(said, _GROWTH),
        complexities=tuple(item for item in said if isinstance(item, Remark) and item.aspect not in (Aspect.EDGE_CASES, *_SPEED, *_GROWTH)),
        extensions=later,
    )


def involved(record: DesignRecord, said: tuple[Item, ...], flows: tuple[Flow, ...], sure: tuple[Component, ...] = ()) -> tuple[Component, ...]:
    """The components that the flows pass, or else those that the statements name, in the order of the record; clients are understood."""
    drawn = any(flow.hops for flow in flows)
    texts = [item.text for item in said if not drawn and not isinstance(item, Target)] + [
        f"{hop.source}, {hop.target}" for flow in flows for hop in flow.hops if not answers(hop)
    ]
    texts += [step for flow in flows for step in flow.steps]
    spoken = " | ".join(_bare(text) for text in texts)
    found = {component.name for component in sure}
    for component in sorted(record.components, key=lambda each: -len(each.name)):
        spoken, times = re.subn(rf"\b{re.escape(_bare(component.name))}s?\b", "|", spoken)
        found |= {component.name} if times and _bare(component.name) else set()
    return tuple(component for component in record.components if component.name in found and component.kind is not ComponentKind.CLIENT)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _remarks(said: tuple[Item, ...], aspects: tuple[Aspect, ...]) -> tuple[Remark, ...]:
    return tuple(item for item in said if isinstance(item, Remark) and item.aspect in aspects)
