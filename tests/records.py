"""Interviews made by hand, as the documents receive them: two whole ones, a thin one, an empty one."""

from datetime import UTC, datetime, timedelta

from interview_flow.assessment.reasons import moved_most, practise_next
from interview_flow.assessment.scorecard import Scorecard, scorecard
from interview_flow.assessment.traceability import traceability
from interview_flow.assessment.whole import Assessment
from interview_flow.design_record import DesignRecord
from interview_flow.documents import Source
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Kind, Quote, Speaker, Standing, Status, Turn
from prompts import library
from tests.designs import booking, chat, folded, thin

__all__ = ["booking", "chat", "folded", "source", "thin"]
STARTED = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def source(record: DesignRecord, slug: str | None, **changes: object) -> Source:
    """An interview around a record; `slug` None stands for a topic that the bank does not hold."""
    problem = next((each for each in library.problems() if each.slug == slug), None)
    rubric, level, mode = library.rubric(), Level.SENIOR, changes.get("mode", Mode.STRICT)
    made = {
        "id": "i-1",
        "topic": problem.title.lower() if problem else "design a tracker for school buses",
        "problem": problem,
        "rubric": rubric,
        "level": level,
        "mode": mode,
        "minutes": 45,
        "candidate": "Ada",
        "interviewer": "guided",
        "started_at": STARTED,
        "ended_at": STARTED + timedelta(minutes=43),
        "ended_early": False,
        "turns": turns(),
        "record": record,
        "assessment": assessment(scorecard(rubric, standings(record), level, Mode(mode)), record),
        "told": {fact.id: 5 for fact in problem.facts[:3]} if problem else {},
        "twist_turn": 14,
        "phase_minutes": {Phase.CLARIFY: 12.0, Phase.FLOWS: 5.0},
        "hints": {"data_model.partition_key": 2},
        "times_practised": 3,
    }
    return Source.model_validate(made | changes)


def assessment(card: Scorecard, record: DesignRecord) -> Assessment:
    """A judgement around a scorecard, in which no sum was checked and nothing contradicts itself."""
    return Assessment(
        scorecard=card,
        reasons=moved_most(card, Phase),
        practise_next=practise_next(card, Phase),
        sums=(),
        traceability=traceability(record),
        contradictions=(),
        time=(),
        hints={},
        agreements=(),
    )


def turns() -> tuple[Turn, ...]:
    """One question and one answer for each phase."""
    said = []
    for place, phase in enumerate(Phase):
        at = STARTED + timedelta(minutes=5 * place)
        said.append(Turn(turn=2 * place + 1, speaker=Speaker.INTERVIEWER, phase=phase, kind=Kind.OPENING, text=f"Let us look at {phase}.", at=at))
        said.append(
            Turn(turn=2 * place + 2, speaker=Speaker.CANDIDATE, phase=phase, kind=Kind.ANSWER, text="First line.\n\nSecond line, a < b.", at=at)
        )
    return tuple(said)


def standings(record: DesignRecord) -> dict[str, Standing]:
    """Half of the criteria shown, in turns, when the record holds anything."""
    if record == DesignRecord():
        return {}
    shown = [criterion.id for criterion in library.rubric().criteria][::2]
    return {
        criterion: Standing(
            criterion=criterion,
            status=Status.MET if place % 3 else Status.PARTIAL,
            initiative=Initiative.UNPROMPTED if place % 2 else Initiative.PROMPTED,
            evidence=(Quote(turn=4, quote="a seat is held for ten minutes"),),
        )
        for place, criterion in enumerate(shown)
    }
