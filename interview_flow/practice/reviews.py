"""When a criterion was on in an interview or a drill, and how well it was shown, in the four words of spaced repetition."""

from collections.abc import Iterable

from fsrs import Rating
from pydantic import AwareDatetime

from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.transcript import Initiative, Status


class Review(Frozen):
    """One criterion at the end of one interview. `earned` is 0 to 1; `expected` says whether the interview's level asked for it; `drill` is the phase
    of a drill, None for a whole interview; a coach who names the next topic has `coached` it."""

    criterion: str
    at: AwareDatetime
    status: Status
    initiative: Initiative | None
    earned: float
    expected: bool
    problem: str | None
    interview_id: str
    drill: Phase | None = None
    coached: bool = False

    @property
    def counts(self) -> bool:
        """What no one asked for is no failure; shown all the same, it is known."""
        return self.expected or self.status is not Status.ABSENT


def rating(review: Review) -> Rating:
    """Why which is which stands in `docs/decisions/0023-skills-that-fade.md`."""
    if review.status is Status.ABSENT:
        return Rating.Again
    if review.status is Status.PARTIAL or review.initiative is Initiative.HINTED:
        return Rating.Hard
    if review.initiative is Initiative.UNPROMPTED and not review.coached:
        return Rating.Easy
    return Rating.Good


def missed_on(reviews: Iterable[Review]) -> frozenset[str]:
    """The problems on which it did not come out well the last time; `reviews` of one criterion stand with the oldest first."""
    latest: dict[str, bool] = {}
    for each in reviews:
        if each.problem is not None:
            latest[each.problem] = each.status is Status.MET
    return frozenset(slug for slug, was_met in latest.items() if not was_met)
