"""What somebody has shown fades: how strong each skill is, and when it is due again. Folded from the marks, stored nowhere.

The model of memory is FSRS-6 (https://github.com/open-spaced-repetition/py-fsrs); nothing in it is left to chance here.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler, State
from pydantic import AwareDatetime

from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.practice.reviews import Review, missed_on, rating
from interview_flow.progress import worth
from interview_flow.rubric import Criterion, Level, Rubric
from interview_flow.transcript import Initiative, Status

RETENTION = 0.9
"""How likely a skill is still there when it falls due, 0 to 1."""
LONGEST = 90
"""Days after which everything is due again, however well it was shown."""
ONE_OCCASION = timedelta(hours=12)
"""Reviews of a criterion within so long of the first of them count once, as the worst of them: the rest was still in the ear."""
EARLY = timedelta(hours=6)
"""How much before the full day a skill falls due, so that it is due for who practises a little earlier than the last time."""


class _Card(Card):
    """A card that one fold has for itself: `review_card` copies what it is given, which was half of the time."""

    def __copy__(self) -> "_Card":
        return self


_SCHEDULER = Scheduler(desired_retention=RETENTION, learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)


class Skill(Frozen):
    """A criterion and what is left of it. `stability` is after how many days it is there with a likelihood of `RETENTION`, `difficulty` 1 to 10.

    `worth` is what an interview gives for it, in points of 100, of which the `last` one `earned` a share, 0 to 1. `failed_on` are the problems
    (slugs) on which it did not come out well the last time. `reviews` counts how often it was on."""

    criterion: str
    phase: Phase
    says: str
    worth: float
    due: AwareDatetime
    stability: float
    difficulty: float
    reviews: int
    last: AwareDatetime
    last_status: Status
    last_initiative: Initiative | None
    earned: float
    failed_on: frozenset[str]

    def strength(self, now: datetime) -> float:
        """How likely it is still there, 0 to 1; whole days count."""
        card = Card(0, State.Review, stability=self.stability, due=self.due, last_review=self.last)
        return _SCHEDULER.get_card_retrievability(card, now)

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to show it again."""
        return self.due <= now

    def at_stake(self, now: datetime) -> float:
        """Points of 100 that an interview would likely cost today: what was not shown the last time, and what has faded since."""
        return self.worth * (1 - self.earned * self.strength(now))


def skills(reviews: Iterable[Review], rubric: Rubric, level: Level, now: datetime) -> tuple[Skill, ...]:
    """Every criterion that the level asks for and that was on by `now`, in the rubric's order."""
    asked = {criterion.id: criterion for criterion in rubric.criteria if level.includes(criterion.level)}
    of: dict[str, list[Review]] = {}
    for review in reviews:
        if review.criterion in asked and review.counts and review.at <= now:
            of.setdefault(review.criterion, []).append(review)
    return tuple(_skill(criterion, sorted(of[name], key=_when), worth(criterion, rubric, level)) for name, criterion in asked.items() if name in of)


def _skill(criterion: Criterion, reviews: Sequence[Review], points: float) -> Skill:
    card = _Card(0, due=reviews[0].at)
    for at, how_well in _occasions(reviews):
        _SCHEDULER.review_card(card, how_well, at)
    latest = reviews[-1]
    assert card.stability is not None
    assert card.difficulty is not None
    return Skill(
        criterion=criterion.id,
        phase=criterion.phase,
        says=criterion.says,
        worth=points,
        due=card.due - EARLY,
        stability=card.stability,
        difficulty=card.difficulty,
        reviews=len(reviews),
        last=latest.at,
        last_status=latest.status,
        last_initiative=latest.initiative,
        earned=latest.earned,
        failed_on=missed_on(reviews),
    )


def _occasions(reviews: Sequence[Review]) -> Iterator[tuple[datetime, Rating]]:
    """When it was on, and the worst it came out then."""
    began = last = reviews[0].at
    worst = rating(reviews[0])
    for review in reviews[1:]:
        if review.at - began >= ONE_OCCASION:
            yield last.astimezone(UTC), worst
            began, worst = review.at, rating(review)
        last, worst = review.at, min(worst, rating(review))
    yield last.astimezone(UTC), worst


def _when(review: Review) -> tuple[datetime, int, float, str]:
    """By time; of one moment the worst comes last, so that no other order changes anything."""
    return review.at, -rating(review), -review.earned, review.interview_id
