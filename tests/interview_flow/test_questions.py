"""The next probe names what the design leaves open, in the candidate's own words."""

from interview_flow.own_words import gaps
from interview_flow.phases import Phase
from interview_flow.questions import COVERAGE, open_criteria, question_about
from prompts.library import rubric
from tests.interviews import Played

WANTED = "Functional requirements:\n- a buyer browses events\n- a buyer holds seats\n- a buyer looks at past receipts"
PARTS = "A catalog service shows the events. A seat service holds seats for ten minutes."


def asked_after(*parts: str) -> Played:
    played = Played("ticket-booking").go_to(Phase.CLARIFY)
    played.say(WANTED)
    played.go_to(Phase.BREAK_DOWN)
    for part in parts:
        played.say(part)
    return played


def test_a_requirement_without_a_part_is_asked_about_by_name() -> None:
    played = asked_after(PARTS)

    question = question_about(played.brief, rubric().criterion(COVERAGE))

    assert question is not None
    assert "“a buyer looks at past receipts”, your requirement 3" in question


def test_a_promise_that_nothing_keeps_is_asked_about_once_every_part_is_there() -> None:
    played = asked_after(PARTS, "A receipt service shows past receipts to the buyer.")

    question = question_about(played.brief, rubric().criterion(COVERAGE))

    assert question is not None
    assert "stores what you promised" in question
    assert "your requirement 1" in question


def test_a_design_without_a_gap_is_asked_the_general_question() -> None:
    played = asked_after(PARTS, "A receipt service shows past receipts to the buyer. One Postgres database keeps everything.")

    question = question_about(played.brief, rubric().criterion(COVERAGE))

    assert gaps(played.interview.record) == {}
    assert question is None or ("did not find" not in question and "stores what you promised" not in question)


def test_before_any_part_is_named_nothing_is_missed_by_name() -> None:
    played = asked_after("I will begin with the figures in a minute.")

    assert gaps(played.interview.record) == {}
    assert not any("did not find" in question for _, question in open_criteria(played.brief))
