"""What the templates need, selected, grouped and ordered. The words between are the templates' own."""

from collections import Counter
from itertools import groupby

from interview_flow import diagrams
from interview_flow.assessment.scorecard import PhaseScore
from interview_flow.assessment.traceability import Row
from interview_flow.assessment.whole import Assessment
from interview_flow.design_record import DesignRecord
from interview_flow.documents.about import About, about
from interview_flow.documents.bottlenecks import Bottleneck, bottlenecks
from interview_flow.documents.capacity import CapacityRow, tables, unfilled
from interview_flow.documents.facts import Told, facts
from interview_flow.documents.features import Feature, features, traced
from interview_flow.documents.lessons import FollowUps, Tip, follow_ups, tips
from interview_flow.documents.likeness import stems
from interview_flow.documents.narrative import Narrative, narrative
from interview_flow.documents.questions import Questions
from interview_flow.documents.schema import sql
from interview_flow.documents.source import Source
from interview_flow.documents.topics import covered, distinct, missing, tells
from interview_flow.frozen import Frozen
from interview_flow.notes import Decision, Flow, Item, Operation
from interview_flow.phases import Phase
from interview_flow.printable import printable
from interview_flow.problems import Point, Problem
from interview_flow.transcript import Turn


class DrawnFlow(Frozen):
    """A flow with its diagrams, "" where there is nothing to draw."""

    flow: Flow
    sequence: str
    steps: str


class Context(Frozen):
    """Everything a document may show. `topics` holds what was said about each topic (`documents.topics`), `missing` the others
    with the question to practise, `matrix` what belongs to each requirement,
    `capacity` the tables of estimates and `uncounted` those without a row, `named` the concepts, technologies and patterns of the problem that a statement names,
    `purposes` what each component is for, where that was said."""

    about: About
    problem: Problem | None
    record: DesignRecord
    facts: tuple[Told, ...]
    topics: dict[str, tuple[Item, ...]]
    missing: dict[str, str | None]
    features: tuple[Feature, ...]
    matrix: tuple[Row, ...]
    capacity: dict[str, tuple[CapacityRow, ...]]
    uncounted: tuple[str, ...]
    narrative: Narrative
    blocks: str
    entity_diagram: str
    flows: tuple[DrawnFlow, ...]
    schema_sql: str
    twist: Told | None
    twist_answers: tuple[Item, ...]
    phases: tuple[PhaseScore, ...]
    assessment: Assessment
    phase_titles: dict[Phase, str]
    follow_ups: FollowUps
    tips: tuple[Tip, ...]
    matched: frozenset[str]
    titles: dict[str, str]
    bottlenecks: tuple[Bottleneck, ...]
    named: frozenset[str]
    purposes: dict[str, str]
    turns: tuple[Turn, ...]

    def told(self, *groups: str) -> tuple[Told, ...]:
        """The facts of some groups."""
        return tuple(fact for fact in self.facts if fact.group in groups)

    def under(self, *names: str, without: tuple[Item, ...] = ()) -> dict[str, tuple[Item, ...]]:
        """The topics that have something to say, each statement under the first topic it belongs to."""
        seen = set(_texts(without))
        found: dict[str, tuple[Item, ...]] = {}
        for name in names:
            found[name] = tuple(item for item in self.topics[name] if _text(item) not in seen)
            seen |= set(_texts(found[name]))
        return {name: items for name, items in found.items() if items}

    def absent(self, *names: str) -> tuple[str, ...]:
        """Those of the topics that nothing was said about."""
        return tuple(name for name in names if name in self.missing)

    def to_practise(self, *names: str) -> tuple[str, ...]:
        """The questions of topics that nothing was said about, each once."""
        return tuple(dict.fromkeys(question for name in names if (question := self.missing.get(name))))

    def beyond(self, decision: Decision) -> dict[str, tuple[str, ...]]:
        """Alternatives, reason and cost of a decision, as far as its own sentence does not hold them."""
        parts = {"alternatives": decision.alternatives, "reason": (decision.reason or "",), "cost": (decision.cost or "",)}
        sentence = _words(decision.text)
        return {name: tuple(text for text in texts if text.strip() and _words(text) not in sentence) for name, texts in parts.items()}

    def conversation(self) -> tuple[tuple[Phase, tuple[Turn, ...]], ...]:
        """The turns, parted where the phase changes."""
        return tuple((phase, tuple(turns)) for phase, turns in groupby(self.turns, key=lambda turn: turn.phase))

    def api(self) -> dict[str, dict[str, object]]:
        """The contract as plain data, operation by operation."""
        return {printable(operation.name): _contract(operation) for operation in self.record.operations}

    def made(self, phase: Phase, point: Point) -> bool:
        """Whether this point of the problem was made."""
        return f"{phase}.{point.id}" in self.matched

    def weighed(self, most: int) -> tuple[Decision, ...]:
        """At most so many decisions, in the order in which they were made: those with an alternative or a cost before those with a reason alone."""
        ranked = sorted(self.record.decisions, key=lambda decision: not (decision.alternatives or decision.cost))[:most]
        return tuple(decision for decision in self.record.decisions if decision in ranked)

    def decisions_apart(self, *names: str) -> tuple[Decision, ...]:
        """The decisions that none of the topics shows."""
        shown = {text for name in names for text in _texts(self.topics[name])}
        return tuple(decision for decision in self.record.decisions if _text(decision) not in shown)


def context(source: Source) -> Context:
    """All that the five documents of one interview show."""
    record = source.record
    told = facts(source.problem, source.told)
    questions = Questions(source.problem, source.rubric, record)
    topics = covered(record)
    parts = traced(features(record), source.assessment.traceability, record)
    capacity = tables(record.estimates)
    return Context(
        about=about(source),
        problem=source.problem,
        record=record,
        facts=told,
        topics=topics,
        missing=missing(topics, questions),
        features=parts,
        matrix=source.assessment.traceability,
        capacity=capacity,
        uncounted=unfilled(capacity),
        narrative=narrative(record, told, parts),
        blocks=diagrams.blocks(record),
        entity_diagram=diagrams.entities(record),
        flows=tuple(DrawnFlow(flow=flow, sequence=diagrams.sequence(flow, record), steps=diagrams.steps(flow)) for flow in record.flows),
        schema_sql=sql(record),
        twist=_twist(source, questions),
        twist_answers=_twist_answers(source),
        phases=source.scorecard.phases,
        assessment=source.assessment,
        phase_titles={guide.phase: guide.title for guide in source.rubric.guides},
        follow_ups=follow_ups(source, questions),
        tips=tips(source),
        matched=source.matched,
        titles=source.titles,
        bottlenecks=bottlenecks(record, topics["bottlenecks"]),
        named=_named(record, source.problem),
        purposes=_purposes(record),
        turns=source.turns,
    )


def _contract(operation: Operation) -> dict[str, object]:
    said = {"input": operation.input, "output": operation.output}
    known: dict[str, object] = {name: printable(text) for name, text in said.items() if text}
    return known | ({"errors": [printable(error) for error in operation.errors]} if operation.errors else {}) | {"turn": operation.turn}


def _purposes(record: DesignRecord) -> dict[str, str]:
    """A component's role, or the sentence that introduced it and no other."""
    times = Counter(component.text for component in record.components)
    said = {each.name: each.role or (each.text if times[each.text] == 1 and tells(each) else "") for each in record.components}
    return {name: purpose for name, purpose in said.items() if purpose.strip()}


def _named(record: DesignRecord, problem: Problem | None) -> frozenset[str]:
    things = (*problem.concepts, *problem.technologies, *problem.patterns) if problem else ()
    spoken = [stems(item.text) for section in DesignRecord.model_fields for item in getattr(record, section)]
    return frozenset(thing for thing in things if any(stems(thing) <= words for words in spoken))


def _twist_answers(source: Source) -> tuple[Item, ...]:
    """What the candidate changed when the requirement changed."""
    shown = next((criterion.evidence for criterion in source.scorecard.criteria if criterion.id == "challenges.twist"), ())
    return tuple(Item(text=quote.quote, turn=quote.turn) for quote in shown)


def _twist(source: Source, questions: Questions) -> Told | None:
    if questions.twist is None or source.twist_turn is None:
        return None
    return Told(id="twist", question="", text=questions.twist.says, turn=source.twist_turn, group="twist")


def _text(item: Item) -> str:
    return _words(item.text)


def _words(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".;,:")


def _texts(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(_text(item) for item in distinct(items))
