"""What is left of a skill, and when it is due again."""

from datetime import timedelta
from itertools import pairwise

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.practice.memory import EARLY, LONGEST, RETENTION, Skill, skills
from interview_flow.practice.reviews import Review, rating
from interview_flow.rubric import Level
from interview_flow.transcript import Initiative, Status
from tests.interview_flow.practice.reviewing import MONDAY, RUBRIC, SCALE, TARGETS, interviewed, review

LATER = MONDAY + timedelta(days=4000)
SHOWN = [(Status.ABSENT, None), *((status, initiative) for status in (Status.PARTIAL, Status.MET) for initiative in Initiative)]
reviewed = st.builds(
    lambda days, shown, problem: review(days=days, status=shown[0], initiative=shown[1], problem=problem),
    st.floats(0, 1000, allow_nan=False),
    st.sampled_from(SHOWN),
    st.sampled_from(["chat", "pastebin", None]),
)


def folded(*reviews: Review, level: Level = Level.SENIOR) -> Skill:
    (skill,) = skills(reviews, RUBRIC, level, LATER)
    return skill


def days_until_due(skill: Skill) -> float:
    return (skill.due - skill.last + EARLY) / timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "initiative", "coached", "expected"),
    [
        (Status.ABSENT, None, False, Rating.Again),
        (Status.PARTIAL, Initiative.UNPROMPTED, False, Rating.Hard),
        (Status.MET, Initiative.HINTED, False, Rating.Hard),
        (Status.MET, Initiative.PROMPTED, False, Rating.Good),
        (Status.MET, Initiative.UNPROMPTED, False, Rating.Easy),
        (Status.MET, Initiative.UNPROMPTED, True, Rating.Good),
        (Status.PARTIAL, Initiative.UNPROMPTED, True, Rating.Hard),
    ],
)
def test_how_something_was_shown_is_a_rating(status: Status, initiative: Initiative | None, coached: bool, expected: Rating) -> None:
    assert rating(review(status=status, initiative=initiative, coached=coached)) is expected


def test_what_is_shown_again_and_again_is_due_later_and_later_and_once_a_quarter_at_least() -> None:
    shown = [review(days=day) for day in (0, 8, 75, 170)]

    intervals = [days_until_due(folded(*shown[:number])) for number in range(1, 5)]

    assert intervals == [8, 66, 90, 90]
    assert intervals[-1] == LONGEST


def test_what_is_missing_is_due_the_next_day_a_little_before_the_same_hour() -> None:
    skill = folded(review(), review(days=8, status=Status.ABSENT))

    assert skill.due == MONDAY + timedelta(days=9) - EARLY
    assert not skill.is_due(MONDAY + timedelta(days=8, hours=12))
    assert skill.is_due(MONDAY + timedelta(days=8, hours=23))


def test_what_was_missing_costs_more_than_what_has_faded() -> None:
    missing, faded = folded(review(status=Status.ABSENT)), folded(review())

    assert missing.at_stake(MONDAY) == pytest.approx(missing.worth)
    assert faded.at_stake(MONDAY) == 0
    assert 0 < faded.at_stake(MONDAY + timedelta(days=30)) < missing.worth
    assert faded.strength(MONDAY + timedelta(days=8)) == pytest.approx(RETENTION, abs=0.01)


def test_the_same_day_again_counts_once_as_its_worst() -> None:
    morning, evening = review(days=0, status=Status.PARTIAL), review(days=0.45)

    once, twenty_times = folded(morning, evening), folded(morning, *(review(days=0.02 * each) for each in range(1, 21)), evening)

    assert (twenty_times.stability, twenty_times.due) == (once.stability, once.due)
    assert days_until_due(once) == 1
    assert (once.last_status, once.reviews, twenty_times.reviews) == (Status.MET, 2, 22)


def test_only_what_the_level_asks_for_and_the_rubric_knows_is_a_skill() -> None:
    reviews = [*interviewed(0, level=Level.STAFF), review("clarify.was_removed"), review("no-phase-at-all", status=Status.ABSENT)]

    known = {level: {each.criterion for each in skills(reviews, RUBRIC, level, LATER)} for level in Level}

    assert known == {level: {each.id for each in RUBRIC.criteria if level.includes(each.level)} for level in Level}


def test_what_was_not_asked_for_is_no_failure_but_known_once_it_is_shown() -> None:
    passed_over = skills([review(status=Status.ABSENT, expected=False)], RUBRIC, Level.STAFF, LATER)
    shown = skills([review(expected=False)], RUBRIC, Level.STAFF, LATER)

    assert passed_over == ()
    assert [each.last_status for each in shown] == [Status.MET]


def test_a_problem_is_failed_on_until_it_goes_well_there() -> None:
    missed = [
        review(days=1, status=Status.ABSENT, problem="chat"),
        review(days=3, status=Status.PARTIAL, problem="pastebin"),
        review(days=5, problem=None),
    ]

    assert folded(*missed).failed_on == {"chat", "pastebin"}
    assert folded(*missed, review(days=9, problem="chat")).failed_on == {"pastebin"}


def test_what_is_later_than_now_has_not_happened() -> None:
    reviews = [review(), review(days=20, status=Status.ABSENT), review(SCALE, days=20)]

    then = skills(reviews, RUBRIC, Level.SENIOR, MONDAY + timedelta(days=10))

    assert [(each.criterion, each.last_status) for each in then] == [(TARGETS, Status.MET)]


@given(st.lists(reviewed, min_size=1, max_size=25))
def test_nothing_is_due_before_it_was_on_last_and_all_of_it_within_a_quarter(reviews: list[Review]) -> None:
    skill = folded(*reviews)

    assert skill.last == max(each.at for each in reviews)
    assert skill.last < skill.due <= skill.last + timedelta(days=LONGEST)
    assert all(
        0 <= after <= before <= 1 for before, after in pairwise(skill.strength(skill.last + timedelta(days=each)) for each in range(0, 400, 7))
    )


@given(st.lists(reviewed, max_size=15), st.floats(0, 500), st.sampled_from(SHOWN), st.sampled_from(SHOWN))
def test_who_shows_it_better_is_not_asked_for_it_earlier(
    before: list[Review], later: float, one: tuple[Status, Initiative | None], other: tuple[Status, Initiative | None]
) -> None:
    at = max((each.at for each in before), default=MONDAY) - MONDAY + timedelta(days=later)
    shown = [review(days=at / timedelta(days=1), status=status, initiative=initiative) for status, initiative in (one, other)]

    worse, better = sorted(shown, key=rating)

    assert folded(*before, worse).due <= folded(*before, better).due


@given(st.lists(reviewed, min_size=1, max_size=6), st.data())
def test_of_one_moment_any_order_is_the_same(reviews: list[Review], data: st.DataObject) -> None:
    at_once = [each.model_copy(update={"at": MONDAY, "interview_id": f"i{number}"}) for number, each in enumerate(reviews)]

    assert folded(*data.draw(st.permutations(at_once))) == folded(*at_once)
