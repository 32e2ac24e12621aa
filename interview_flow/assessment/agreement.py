"""How far a person and the program see an interview alike."""

from collections import Counter

from interview_flow.assessment.scorecard import Scorecard
from interview_flow.frozen import Frozen
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase
from interview_flow.transcript import Status

RANK = {Status.ABSENT: 0, Status.PARTIAL: 1, Status.MET: 2}
FEWEST = 5
"""Criteria that must be scored by both before kappa says anything."""


class Gap(Frozen):
    """One phase as a person scored it and as it was judged, 0 to 100 each; `difference` is positive where the person saw more."""

    phase: Phase
    theirs: float
    judged: float

    @property
    def difference(self) -> float:
        """Theirs less judged."""
        return round(self.theirs - self.judged, 1)


class Difference(Frozen):
    """A criterion on which a person and the program differ."""

    criterion: str
    theirs: Status
    judged: Status


class Agreement(Frozen):
    """One person beside the program. `same` of `compared` criteria are scored alike; `kappa` is Cohen's weighted kappa with linear weights
    (Cohen 1968; 1 is agreement, 0 what chance gives), None where there is too little to tell."""

    by: str
    name: str
    is_candidate: bool
    gaps: tuple[Gap, ...]
    compared: int
    same: int
    kappa: float | None
    differences: tuple[Difference, ...]


def agreement(card: Scorecard, opinion: Opinion, candidate: str) -> Agreement:
    """The opinion beside the scorecard. Criteria that the scorecard leaves out are not compared."""
    judged = {criterion.id: criterion.status for criterion in card.criteria}
    pairs = {name: (theirs, judged[name]) for name, theirs in opinion.criteria.items() if name in judged}
    return Agreement(
        by=opinion.by,
        name=opinion.name,
        is_candidate=opinion.by == candidate,
        gaps=tuple(
            Gap(phase=each.phase, theirs=opinion.phases[each.phase], judged=each.score) for each in card.phases if each.phase in opinion.phases
        ),
        compared=len(pairs),
        same=sum(theirs is ours for theirs, ours in pairs.values()),
        kappa=_kappa(list(pairs.values())),
        differences=tuple(Difference(criterion=name, theirs=theirs, judged=ours) for name, (theirs, ours) in pairs.items() if theirs is not ours),
    )


def _kappa(pairs: list[tuple[Status, Status]]) -> float | None:
    if len(pairs) < FEWEST:
        return None
    theirs, ours = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    seen = sum(abs(RANK[one] - RANK[other]) for one, other in pairs) / len(pairs)
    by_chance = sum(theirs[one] * ours[other] * abs(RANK[one] - RANK[other]) for one in Status for other in Status) / len(pairs) ** 2
    return round(1 - seen / by_chance, 2) if by_chance else None
