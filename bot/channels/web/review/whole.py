"""All that the page of one interview shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.archive import Kept
from bot.channels.web.review import evidence, findings, talk
from bot.channels.web.review.findings import Band, PhaseLine
from bot.channels.web.review.talk import Part
from bot.exercises import question
from bot.interviewers.prices import Price, cost
from interview_flow.assessment.contradictions import Contradiction
from interview_flow.assessment.reasons import Reason
from interview_flow.assessment.traceability import Row
from interview_flow.model_use import Guard, Usage
from interview_flow.phases import Phase
from interview_flow.rubric import Rubric
from interview_flow.transcript import Initiative, Kind


@dataclass(frozen=True)
class Exercise:
    """A criterion to practise, with a question that asks for it; `id` is the criterion's place on the page."""

    says: str
    question: str
    id: str


@dataclass(frozen=True)
class Because:
    """One of the reasons for the score; `place` is where its words stand, `id` the criterion's place on the page."""

    reason: Reason
    place: str | None
    id: str


@dataclass(frozen=True)
class Against:
    """Two places of the candidate's words that cannot both hold; the same one twice where a part was never introduced."""

    contradiction: Contradiction
    first: str
    second: str


@dataclass(frozen=True)
class Hint:
    """What hints were taken towards, and how many."""

    says: str
    id: str
    rungs: int


@dataclass(frozen=True)
class Asked:
    """What a model was asked; `dollars` is None where its price is not known."""

    model: str
    usage: Usage
    dollars: float | None


@dataclass(frozen=True)
class Review:
    """One interview as its page shows it. What tells how it went is empty unless it is `judged`."""

    kept: Kept
    title: str
    judged: bool
    band: Band | None
    bands: tuple[Band, ...]
    reasons: tuple[Because, ...]
    exercises: tuple[Exercise, ...]
    phases: tuple[PhaseLine, ...]
    parts: tuple[Part, ...]
    matrix: tuple[Row, ...]
    contradictions: tuple[Against, ...]
    hints: tuple[Hint, ...]
    initiatives: dict[Initiative, int]
    asked: tuple[Asked, ...]
    taken_out: dict[Guard, int]

    @property
    def hint_turns(self) -> tuple[str, ...]:
        """The turns in which a hint was given."""
        return tuple(said.id for part in self.parts for said in part.said if said.turn.kind is Kind.HINT)

    @property
    def titles(self) -> dict[Phase, str]:
        """What each phase is called."""
        return {each.phase: each.title for each in self.phases}

    @property
    def longest_phase(self) -> float:
        """Minutes that the longest bar of time stands for."""
        return max([1.0, *(minutes for each in self.phases for minutes in (each.minutes, each.planned) if minutes)])


def review(kept: Kept, rubric: Rubric, prices: Sequence[Price] = (), *, judged: bool) -> Review:
    """The page of an interview, for who may know how it went (`judged`) or for who may not."""
    assessment, interview = kept.assessment, kept.interview
    found = evidence.evidence(assessment, kept.turns) if judged else evidence.NONE
    verdict = kept.scorecard.verdict if judged else None
    bands = findings.bands()
    return Review(
        kept=kept,
        title=kept.title,
        judged=judged,
        band=next((band for band in bands if band.verdict is verdict), None),
        bands=bands,
        reasons=tuple(_because(each, found) for each in assessment.reasons) if judged else (),
        exercises=tuple(Exercise(each.says, question(kept, rubric, each.id), findings.line_id(each.id)) for each in assessment.practise_next)
        if judged
        else (),
        phases=findings.phase_lines(kept, rubric, found),
        parts=talk.parts(kept, found, judged=judged),
        matrix=assessment.traceability if judged else (),
        contradictions=tuple(Against(each, found.place(each.first), found.place(each.second)) for each in assessment.contradictions)
        if judged
        else (),
        hints=tuple(Hint(rubric.criterion(name).says, findings.line_id(name), rungs) for name, rungs in interview.hints.items()) if judged else (),
        initiatives=findings.initiatives(kept.scorecard) if judged else {},
        asked=tuple(Asked(model, usage, cost(model, usage, prices)) for model, usage in interview.usage.items()),
        taken_out=interview.interventions,
    )


def _because(reason: Reason, found: evidence.Evidence) -> Because:
    return Because(reason, found.place(reason.quote) if reason.quote else None, findings.line_id(reason.criterion))
