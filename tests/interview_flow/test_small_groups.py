"""Counts that pick nobody out."""

from hypothesis import given
from hypothesis import strategies as st

from interview_flow.small_groups import FEWEST, Attendance, told_apart, total

ATTENDED = st.lists(
    st.builds(
        Attendance,
        group=st.sampled_from(["2026-01", "2026-02", "2026-03", "2026-04"]),
        person=st.sampled_from("abcdefgh"),
        interviews=st.integers(1, 4),
        finished=st.integers(0, 1),
    ),
    max_size=20,
    unique_by=lambda each: (each.group, each.person),
)


def people(*groups: tuple[str, str]) -> list[Attendance]:
    return [Attendance(group=group, person=person, interviews=1, finished=1) for group, persons in groups for person in persons]


def test_a_group_of_enough_people_is_told_apart() -> None:
    told = told_apart(people(("may", "abc"), ("june", "abcd")))

    assert [(each.group, each.people) for each in told] == [("june", 4), ("may", 3)]


def test_one_small_group_is_not_left_over_from_the_total() -> None:
    told = told_apart(people(("may", "abcd"), ("june", "abc"), ("july", "a")))

    assert [(each.group, each.people) for each in told] == [("may", 4), (None, 3)]


def test_of_two_people_nothing_is_told() -> None:
    attended = people(("may", "ab"), ("june", "b"))

    assert told_apart(attended) == ()
    assert total(attended) is None


@given(ATTENDED)
def test_no_line_and_no_remainder_stands_for_too_few(attended: list[Attendance]) -> None:
    told = told_apart(attended)

    shown = {each.group for each in told if each.group}
    rest = {each.person for each in attended if each.group not in shown}
    assert all(each.people >= FEWEST for each in told)
    assert not told or not rest or len(rest) >= FEWEST
    assert not told or sum(each.interviews for each in told) == sum(each.interviews for each in attended)
