"""What people think of an interview: who may say so, what they filled in, and what is shown of it beside the judgement."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.web.access import Role, Seen
from bot.channels.web.viewer import Scope, Viewer
from interview_flow.assessment.agreement import RANK, Agreement
from interview_flow.interview import Interview
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase, Stage
from interview_flow.rubric import Criterion, Level, Rubric
from interview_flow.transcript import Status

LIKELY = ((0.81, "close"), (0.61, "substantial"), (0.41, "moderate"), (0.21, "fair"), (0.01, "slight"))
"""Landis and Koch (1977), "The measurement of observer agreement for categorical data"."""


class WrongScores(ValueError):
    """The form cannot be taken; the sentence says why."""


@dataclass(frozen=True)
class Apart:
    """A criterion on which somebody and the program differ."""

    says: str
    theirs: Status
    judged: Status


@dataclass(frozen=True)
class Beside:
    """One person's opinion beside the judgement. `gaps` are title, theirs, judged and difference of each phase, `apart` the widest first."""

    name: str
    is_candidate: bool
    is_viewer: bool
    gaps: tuple[tuple[str, float, float, float], ...]
    same: int
    compared: int
    kappa: float | None
    kappa_means: str
    apart: tuple[Apart, ...]


def may_score(viewer: Viewer | None, found: Seen) -> bool:
    """Whether somebody is asked for their opinion, and there is something to have one about."""
    if viewer is None or found.interview.stage is not Stage.FINISHED or Scope.REVIEW not in viewer.scopes:
        return False
    return found.role is Role.REVIEWER or (viewer.is_local and viewer.person != found.interview.candidate)


def asked_about(rubric: Rubric, level: Level) -> dict[Phase, tuple[Criterion, ...]]:
    """What is expected at a level, by phase."""
    return {guide.phase: tuple(each for each in guide.criteria if level.includes(each.level)) for guide in rubric.guides}


def filled_in(phases: Mapping[str, str], criteria: Mapping[str, str], rubric: Rubric, viewer: Viewer) -> Opinion:
    """The opinion that a form holds; what was left open is not in it. Raises `WrongScores`."""
    known = {criterion.id for criterion in rubric.criteria}
    if not set(phases) <= set(Phase) or not set(criteria) <= known or not set(criteria.values()) <= set(Status):
        raise WrongScores("This form is not of this program. Load the page again.")
    figures = {Phase(name): _percent(typed, rubric.guide(Phase(name)).title) for name, typed in phases.items()}
    if not figures and not criteria:
        raise WrongScores("Score at least one phase or one criterion.")
    return Opinion(by=viewer.person, name=viewer.name, phases=figures, criteria={name: Status(value) for name, value in criteria.items()})


def _percent(typed: str, title: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 3 and int(typed) <= 100):
        raise WrongScores(f"{title}: a whole number from 0 to 100, or nothing.")
    return int(typed)


def beside(agreements: tuple[Agreement, ...], viewer: Viewer | None, found: Seen, rubric: Rubric) -> tuple[Beside, ...]:
    """What a viewer may see: the candidate everything once they know how it went, who has scored their own, others nothing."""
    if viewer is None or not found.judged:
        return ()
    theirs = [each for each in agreements if found.role is Role.CANDIDATE or each.by == viewer.person]
    return tuple(_beside(each, viewer, rubric) for each in theirs)


def waiting(interview: Interview, found: Seen) -> int:
    """How many people have scored what the candidate has not looked at."""
    return 0 if found.judged or found.role is not Role.CANDIDATE else len(interview.opinions)


def _beside(agreement: Agreement, viewer: Viewer, rubric: Rubric) -> Beside:
    apart = sorted(agreement.differences, key=lambda each: -abs(RANK[each.theirs] - RANK[each.judged]))
    return Beside(
        name=agreement.name or agreement.by,
        is_candidate=agreement.is_candidate,
        is_viewer=agreement.by == viewer.person,
        gaps=tuple((rubric.guide(each.phase).title, each.theirs, each.judged, each.difference) for each in agreement.gaps),
        same=agreement.same,
        compared=agreement.compared,
        kappa=agreement.kappa,
        kappa_means=_means(agreement.kappa),
        apart=tuple(Apart(rubric.criterion(each.criterion).says, each.theirs, each.judged) for each in apart),
    )


def _means(kappa: float | None) -> str:
    return "" if kappa is None else next((word for bound, word in LIKELY if kappa >= bound), "no")
