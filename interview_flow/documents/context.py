"""What the templates need, selected, grouped and ordered. The words between are the templates' own."""

import re
from datetime import date

from interview_flow import diagrams
from interview_flow.assessment.scorecard import PhaseScore, Verdict
from interview_flow.design_record import Decision, DesignRecord, Flow, Item, Operation
from interview_flow.documents.capacity import CapacityRow, tables, unfilled
from interview_flow.documents.facts import Told, facts
from interview_flow.documents.features import Feature, features
from interview_flow.documents.lessons import FollowUps, Tip, follow_ups, tips
from interview_flow.documents.narrative import Narrative, narrative
from interview_flow.documents.questions import Questions
from interview_flow.documents.schema import sql
from interview_flow.documents.source import Source
from interview_flow.documents.topics import covered, distinct, missing
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.printable import printable
from interview_flow.problems import Problem
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Turn

LONGEST_SLUG = 60
_ASKING = re.compile(r"^(?:please\s+)?(?:design|build|architect|create)\s+(?:an?\s+|the\s+|me\s+an?\s+)?(?=\S)", re.IGNORECASE)


class About(Frozen):
    """The interview in a few lines. `verdict` and `score` are None in coach mode; `used` is the minutes that the interview took."""

    id: str
    title: str
    topic: str
    slug: str
    level: Level
    mode: Mode
    date: date
    candidate: str
    interviewer: str
    verdict: Verdict | None
    score: float | None
    minutes: int
    used: int | None
    ended_early: bool
    practised: int
    first_turn: int


class DrawnFlow(Frozen):
    """A flow with its diagrams, "" where there is nothing to draw."""

    flow: Flow
    sequence: str
    steps: str


class Context(Frozen):
    """Everything a document may show. `topics` holds what was said about each topic (`documents.topics`), `missing` the others
    with the question to practise, `capacity` the tables of estimates and `uncounted` those without a row."""

    about: About
    problem: Problem | None
    record: DesignRecord
    facts: tuple[Told, ...]
    topics: dict[str, tuple[Item, ...]]
    missing: dict[str, str | None]
    features: tuple[Feature, ...]
    capacity: dict[str, tuple[CapacityRow, ...]]
    uncounted: tuple[str, ...]
    narrative: Narrative
    blocks: str
    entity_diagram: str
    flows: tuple[DrawnFlow, ...]
    schema_sql: str
    twist: Told | None
    phases: tuple[PhaseScore, ...]
    phase_titles: dict[Phase, str]
    follow_ups: FollowUps
    tips: tuple[Tip, ...]
    matched: frozenset[str]
    turns: tuple[Turn, ...]

    def told(self, *groups: str) -> tuple[Told, ...]:
        """The facts of some groups."""
        return tuple(fact for fact in self.facts if fact.group in groups)

    def under(self, *names: str, without: tuple[Item, ...] = ()) -> dict[str, tuple[Item, ...]]:
        """The topics that have something to say, each statement under the first topic it belongs to."""
        seen = set(_texts(without))
        found: dict[str, tuple[Item, ...]] = {}
        for name in names:
            found[name] = tuple(item for item in self.topics[name] if not isinstance(item, Flow) and _text(item) not in seen)
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

    def api(self) -> dict[str, dict[str, object]]:
        """The contract as plain data, operation by operation."""
        return {printable(operation.name): _contract(operation) for operation in self.record.operations}

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
    parts = features(record)
    capacity = tables(record.estimates)
    return Context(
        about=_about(source),
        problem=source.problem,
        record=record,
        facts=told,
        topics=topics,
        missing=missing(topics, questions),
        features=parts,
        capacity=capacity,
        uncounted=unfilled(capacity),
        narrative=narrative(record, told, parts),
        blocks=diagrams.blocks(record),
        entity_diagram=diagrams.entities(record),
        flows=tuple(DrawnFlow(flow=flow, sequence=diagrams.sequence(flow, record), steps=diagrams.steps(flow)) for flow in record.flows),
        schema_sql=sql(record),
        twist=_twist(source, questions),
        phases=source.scorecard.phases,
        phase_titles={guide.phase: guide.title for guide in source.rubric.guides},
        follow_ups=follow_ups(source, questions),
        tips=tips(source),
        matched=source.matched,
        turns=source.turns,
    )


def _contract(operation: Operation) -> dict[str, object]:
    said = {"input": operation.input, "output": operation.output}
    known: dict[str, object] = {name: printable(text) for name, text in said.items() if text}
    return known | ({"errors": [printable(error) for error in operation.errors]} if operation.errors else {}) | {"turn": operation.turn}


def _about(source: Source) -> About:
    title = source.problem.title if source.problem else titled(source.topic)
    strict = source.mode is Mode.STRICT
    used = (source.ended_at - source.started_at).total_seconds() / 60 if source.ended_at else None
    said = [turn.turn for turn in source.turns]
    return About(
        id=source.id,
        title=title,
        topic=source.topic,
        slug=source.problem.slug if source.problem else slug(title),
        level=source.level,
        mode=source.mode,
        date=source.started_at.date(),
        candidate=source.candidate,
        interviewer=source.interviewer,
        verdict=source.scorecard.verdict if strict else None,
        score=source.scorecard.score if strict and source.scorecard.verdict else None,
        minutes=source.minutes,
        used=round(used) if used is not None else None,
        ended_early=source.ended_early,
        practised=source.times_practised,
        first_turn=min(said, default=1),
    )


def titled(topic: str) -> str:
    """`design a url shortener` is `Url shortener`."""
    bare = _ASKING.sub("", " ".join(topic.split()))
    return bare[:1].upper() + bare[1:]


def slug(title: str) -> str:
    """Lower-case words joined by hyphens."""
    word = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:LONGEST_SLUG].strip("-")
    return word or "interview"


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
