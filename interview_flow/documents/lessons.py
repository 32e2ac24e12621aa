"""What to take from the interview: questions to follow up, and tips drawn from how it went."""

from collections.abc import Sequence
from enum import StrEnum

from interview_flow.assessment.scorecard import CriterionScore
from interview_flow.documents.questions import Questions
from interview_flow.documents.source import Source
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.problems import DeepDive
from interview_flow.transcript import Initiative, Kind, Speaker, Status

MOST_QUESTIONS = 6
MOST_CRITERIA = 3
EACH_PHASE = 2
SLOW = 1.25
"""A phase ran over when it took this many times its share."""
FEW_FACTS = 3
_DEEP = (Phase.DATA_MODEL, Phase.FLOWS, Phase.CHALLENGES)
_REAL = ("wrap_up.rollout", "wrap_up.metrics", "challenges.operations")


class FollowUps(Frozen):
    """Questions for the next time. `twist` is the change of the requirements that the problem holds."""

    deep: tuple[str, ...]
    twist: str | None
    variations: tuple[str, ...]
    real: tuple[str, ...]


class TipKind(StrEnum):
    """What a tip is about."""

    ENDED_EARLY = "ended_early"
    UNREACHED = "unreached"
    SLOW_PHASE = "slow_phase"
    FEW_FACTS = "few_facts"
    NO_NUMBERS = "no_numbers"
    NO_ALTERNATIVES = "no_alternatives"
    HINTS = "hints"
    PROMPTED = "prompted"
    ABSENT = "absent"


class Tip(Frozen):
    """One tip: what it is about, and the figures and criteria that gave rise to it."""

    kind: TipKind
    phases: tuple[Phase, ...] = ()
    criteria: tuple[str, ...] = ()
    count: int = 0
    minutes: float = 0
    planned: float = 0


def follow_ups(source: Source, questions: Questions) -> FollowUps:
    """The probes of what was not shown come first; the rest fills up."""
    open_first = sorted((each for each in source.scorecard.criteria), key=lambda each: each.status is Status.MET)
    asked = [
        question
        for phase in _DEEP
        for question in _some([questions.about(each.id) for each in open_first if each.id.startswith(f"{phase}.")])[:EACH_PHASE]
    ]
    dives = [questions.dive(dive) for dive in DeepDive]
    real = [questions.about(criterion) for criterion in _REAL]
    variations = [*questions.probes(Phase.CHALLENGES), questions.about("challenges.ten_times"), questions.about("challenges.position")]
    deep = _some(asked)
    return FollowUps(
        deep=deep,
        twist=questions.twist.says if questions.twist else None,
        variations=_some([each for each in variations if each not in deep])[:MOST_CRITERIA],
        real=_some([*dives, *(each for each in real if each not in deep)]),
    )


def _some(questions: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(question for question in questions if question))[:MOST_QUESTIONS]


def tips(source: Source) -> tuple[Tip, ...]:
    """What went less well than it could, the plainest first."""
    found = [Tip(kind=TipKind.ENDED_EARLY)] if source.ended_early else []
    if unreached := _unreached(source):
        found.append(Tip(kind=TipKind.UNREACHED, phases=unreached))
    found += _slow_phases(source)
    if source.problem and len(source.told) < FEW_FACTS:
        found.append(Tip(kind=TipKind.FEW_FACTS, count=len(source.told)))
    if not source.record.estimates:
        found.append(Tip(kind=TipKind.NO_NUMBERS))
    if not any(decision.alternatives for decision in source.record.decisions):
        found.append(Tip(kind=TipKind.NO_ALTERNATIVES))
    if taken := sum(source.hints.values()):
        found.append(Tip(kind=TipKind.HINTS, count=taken))
    return (*found, *_criteria_tips(source))


def _criteria_tips(source: Source) -> list[Tip]:
    expected = [each for each in source.scorecard.criteria if source.level.includes(each.level)]
    prompted = [each for each in expected if each.initiative is Initiative.PROMPTED]
    absent = [each for each in expected if each.status is Status.ABSENT]
    kinds = ((TipKind.PROMPTED, prompted), (TipKind.ABSENT, absent))
    return [Tip(kind=kind, criteria=_says(criteria), count=len(criteria)) for kind, criteria in kinds if criteria]


def _says(criteria: list[CriterionScore]) -> tuple[str, ...]:
    return tuple(each.says for each in criteria[:MOST_CRITERIA])


def _unreached(source: Source) -> tuple[Phase, ...]:
    reached = {turn.phase for turn in source.turns if turn.speaker is Speaker.CANDIDATE and turn.kind is Kind.ANSWER}
    return tuple(phase for phase in Phase if phase not in reached)


def _slow_phases(source: Source) -> list[Tip]:
    share = source.minutes / source.rubric.minutes if source.rubric.minutes else 0
    planned = {guide.phase: guide.minutes * share for guide in source.rubric.guides}
    return [
        Tip(kind=TipKind.SLOW_PHASE, phases=(phase,), minutes=round(spent, 1), planned=round(planned[phase], 1))
        for phase, spent in source.phase_minutes.items()
        if 0 < planned.get(phase, 0) * SLOW < spent
    ]
