"""Which drill comes next."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

from interview_flow.drills import drillable
from interview_flow.phases import Phase
from interview_flow.practice.memory import Skill, skills
from interview_flow.practice.next_drill import Because, Suggestion, drill_for, next_drill
from interview_flow.practice.reviews import Review
from interview_flow.rubric import Level
from interview_flow.transcript import Status
from tests.interview_flow.practice.reviewing import BANK, MONDAY, READ, RUBRIC, SCALE, TARGETS, a_year, drilled, interviewed, review

DRILLABLE = {criterion.id for criterion in drillable(RUBRIC)}


def known(reviews: list[Review], days: float) -> tuple[Skill, ...]:
    return skills(reviews, RUBRIC, Level.SENIOR, MONDAY + timedelta(days=days))


def suggested(reviews: list[Review], days: float) -> Suggestion:
    found = next_drill(known(reviews, days), reviews, BANK, RUBRIC, MONDAY + timedelta(days=days))
    assert found
    return found


def test_who_has_finished_nothing_is_suggested_nothing() -> None:
    assert next_drill((), (), BANK, RUBRIC, MONDAY) is None
    assert next_drill(known(interviewed(0), 1), interviewed(0), (), RUBRIC, MONDAY) is None


def test_what_was_missing_comes_first_with_what_else_of_its_phase_was_and_on_another_problem() -> None:
    reviews = interviewed(0, [TARGETS, SCALE, READ], problem="chat")

    first = suggested(reviews, 2)

    assert first.drill.phase is Phase.CLARIFY
    assert set(first.drill.criteria) == {TARGETS, SCALE}
    assert first.problem != "chat"
    assert first.why is Because.MISSING
    assert first.skill
    assert first.skill.criterion == first.drill.criteria[0]


def test_the_phase_changes_unless_nothing_else_is_due() -> None:
    reviews = interviewed(0, [TARGETS, READ])
    drill = review(TARGETS, 2, Status.ABSENT, problem="pastebin", drill=Phase.CLARIFY)
    both_are_due = suggested([*reviews, drill], 4)
    only_targets = suggested([*interviewed(0, [TARGETS]), drill], 4)

    assert both_are_due.drill.phase is Phase.FLOWS
    assert only_targets.drill.phase is Phase.CLARIFY
    assert only_targets.problem not in ("chat", "pastebin")


def test_where_nothing_is_due_what_is_due_soonest_comes_ahead_of_time() -> None:
    reviews = [*interviewed(0), *interviewed(8, problem="pastebin"), review(READ, 10, problem="chat")]

    ahead = suggested(reviews, 11)

    assert ahead.why is Because.AHEAD
    assert ahead.skill
    assert ahead.skill.due == min(each.due for each in known(reviews, 11) if each.criterion in DRILLABLE)
    assert len(ahead.drill.criteria) == 2


def test_who_only_drills_is_led_through_every_phase_before_anything_comes_ahead_of_time() -> None:
    reviews = [review(TARGETS, 0, drill=Phase.CLARIFY)]
    led = list[Suggestion]()
    for step in range(1, 8):
        led.append(suggested(reviews, step / 1000))
        reviews += drilled(led[-1], step / 1000, lambda _: Status.MET)

    later = [*list(Phase)[2:], Phase.RESTATE]
    assert [each.drill.phase for each in led[:-1]] == later
    assert [each.why for each in led] == [*[Because.NEW] * len(later), Because.AHEAD]
    assert len({each.problem for each in led[:-1]}) == len(later)


def test_what_has_faded_is_said_to_have_faded() -> None:
    assert suggested(interviewed(0), 40).why is Because.FADING
    assert suggested([review(status=Status.PARTIAL)], 40).why is Because.IN_PART


def test_a_skill_that_somebody_chose_is_drilled_due_or_not() -> None:
    reviews = interviewed(0)

    chosen = drill_for(READ, known(reviews, 1), reviews, BANK, RUBRIC, MONDAY + timedelta(days=1))

    assert chosen
    assert (chosen.drill.criteria[0], chosen.why) == (READ, Because.AHEAD)
    assert drill_for("clarify.no_such", known(reviews, 1), reviews, BANK, RUBRIC, MONDAY) is None


def test_only_what_can_be_drilled_is_drilled() -> None:
    alone = RUBRIC.model_copy(
        update={
            "guides": tuple(
                guide.model_copy(
                    update={
                        "criteria": tuple(
                            each.model_copy(update={"stands_alone": each.stands_alone and each.id != TARGETS}) for each in guide.criteria
                        )
                    }
                )
                for guide in RUBRIC.guides
            )
        }
    )
    reviews = interviewed(0, [TARGETS])

    found = next_drill(known(reviews, 2), reviews, BANK, alone, MONDAY + timedelta(days=2))

    assert found
    assert TARGETS not in found.drill.criteria
    assert drill_for(TARGETS, known(reviews, 2), reviews, BANK, alone, MONDAY) is None


def test_the_one_problem_of_a_small_bank_is_practised_again() -> None:
    reviews = [*interviewed(0, [TARGETS], problem="chat"), review(TARGETS, 2, Status.ABSENT, problem="chat", drill=Phase.CLARIFY)]
    chat = [problem for problem in BANK if problem.slug == "chat"]

    found = next_drill(known(reviews, 4), reviews, chat, RUBRIC, MONDAY + timedelta(days=4))

    assert found
    assert found.problem == "chat"


def test_a_year_of_somebody_who_fails_at_one_thing() -> None:
    """Three drills a week."""
    drills, reviews = a_year(
        lambda criterion: Status.ABSENT if criterion == TARGETS else Status.MET, [TARGETS], [day for day in range(365) if day % 7 in (1, 3, 5)]
    )

    aimed_at = Counter(criterion for each in drills for criterion in each.drill.criteria)
    on = [each.problem for each in drills if each.drill.criteria[0] == TARGETS]
    overdue = [MONDAY + timedelta(days=365) - each.due for each in known(reviews, 365) if each.criterion in DRILLABLE]
    assert aimed_at[TARGETS] > 2 * max(count for criterion, count in aimed_at.items() if criterion != TARGETS)
    assert len(set(on[: len(BANK) - 1])) == len(BANK) - 1
    assert "chat" not in on[: len(BANK) - 1]
    assert all(before != after for before, after in pairwise(on))
    assert all((before.drill.phase, before.problem) != (after.drill.phase, after.problem) for before, after in pairwise(drills))
    assert max(overdue) < timedelta(days=14)
    assert {each.drill.phase for each in drills} == set(Phase)


def test_who_learns_it_is_asked_for_it_less_and_less() -> None:
    learnt_after = 4
    failures = iter([Status.ABSENT] * learnt_after)

    drills, _ = a_year(lambda criterion: next(failures, Status.MET) if criterion == TARGETS else Status.MET, [TARGETS], range(1, 180, 2))

    on_days = [number for number, each in enumerate(drills) if TARGETS in each.drill.criteria]
    assert on_days[learnt_after] - on_days[0] < 20
    assert on_days[-1] - on_days[-2] > on_days[1] - on_days[0]
    assert len(on_days) < 20
