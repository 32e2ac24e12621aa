"""A team's week, told without telling on anybody."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from interview_flow.digest import KIND_LINES, week_before
from interview_flow.phases import Phase
from interview_flow.small_groups import FEWEST
from interview_flow.team_digest import Practice, Practised, TeamDigest, Thanked, team_digest

WEEK = week_before(datetime.fromisoformat("2026-11-27T16:00"), UTC)
LONG_AGO = WEEK.until - timedelta(weeks=50)
DONE = st.lists(
    st.builds(
        lambda person, kind, days, phase: did(person, kind, days, phase),
        st.sampled_from("abcdef"),
        st.sampled_from(list(Practice)),
        st.integers(1, 20),
        st.sampled_from(list(Phase)),
    ),
    max_size=25,
)


def did(person: str, kind: Practice = Practice.DRILL, days_ago: float = 1, *phases: Phase) -> Practised:
    return Practised(person=person, kind=kind, at=WEEK.until - timedelta(days=days_ago), phases=phases)


def told(*done: Practised, named: str = "", asked_at: datetime = LONG_AGO) -> TeamDigest:
    return team_digest(done, set(named), WEEK, UTC, asked_at)


def test_kinds_that_enough_people_did_are_counted() -> None:
    drills = [did(person, Practice.DRILL, days, Phase.CLARIFY) for person in "abc" for days in (1, 2)]
    interviews = [did("a", Practice.INTERVIEW, 1, *Phase), did("d", Practice.INTERVIEW, 1, *Phase)]

    found = told(*drills, *interviews, did("e", Practice.QUIZ), did("a", Practice.DRILL, 8))

    assert found.people == 5
    assert found.counts == {Practice.DRILL: 6}
    assert found.phase is Phase.CLARIFY


def test_of_fewer_than_three_people_nothing_is_told() -> None:
    found = told(did("a"), did("a", days_ago=2), did("b"), did("c", days_ago=8), named="ab")

    assert (found.people, found.counts, found.phase, found.thanked) == (None, {}, None, ())


def test_only_who_agreed_is_thanked_and_for_days_not_for_results() -> None:
    found = told(did("a"), did("a", Practice.QUIZ), did("a", days_ago=3), did("b"), did("c"), did("d"), named="az")

    assert found.thanked == (Thanked(person="a", days=2),)


def test_nobody_is_named_where_the_few_others_would_stand_out() -> None:
    assert told(did("a"), did("b"), did("c"), named="ab").thanked == ()
    assert len(told(did("a"), did("b"), did("c"), named="abc").thanked) == 3


def test_that_there_is_nothing_to_count_is_said_twice_and_then_no_more() -> None:
    one = did("a")
    enough_before = [did(person, days_ago=days) for person in "abc" for days in (15,)]

    assert [told(one, asked_at=WEEK.until - timedelta(days=days)).quiet_weeks for days in (3, 10, 17, 100)] == [1, 2, 3, 3]
    assert told(one, *enough_before).quiet_weeks == 2
    assert told(one).is_silent
    assert not told(one, *enough_before).is_silent


@given(DONE, st.sets(st.sampled_from("abcdef")))
def test_nothing_stands_for_too_few(done: list[Practised], named: set[str]) -> None:
    found = team_digest(done, named, WEEK, UTC, LONG_AGO)

    within = [each for each in done if WEEK.holds(each.at)]
    people = {each.person for each in within}
    unnamed = people - {each.person for each in found.thanked}
    assert found.people == (len(people) if len(people) >= FEWEST else None)
    assert all(len({each.person for each in within if each.kind is kind}) >= FEWEST for kind in found.counts)
    assert found.phase is None or len({each.person for each in within if found.phase in each.phases}) >= FEWEST
    assert not found.thanked or not unnamed or len(unnamed) >= FEWEST
    assert {each.person for each in found.thanked} <= named
    assert found.is_silent == (found.quiet_weeks > KIND_LINES)
