"""How the interviewer speaks: hints by the rung, blanks in the candidate's words, silence about what comes next."""

import re

import pytest

from interview_flow.design_record import DesignRecord
from interview_flow.notes import Component, ComponentKind, Entity
from interview_flow.own_words import BLANKS, blanks, filled
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative
from prompts.library import phrases, rubric
from tests.interviews import EVERYWHERE, SLUGS, Played

NOTHING = "I would have to think about that for a while."


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_hints_climb_three_rungs_and_then_there_are_no_more(slug: str | None) -> None:
    played = Played(slug).go_to(Phase.BREAK_DOWN)

    answers = [played.say("hint") for _ in range(4)]

    rungs = [move.rung for move in played.moves if move.cue == "hint"]
    ladder = [move.question for move in played.moves if move.cue == "hint"]
    assert rungs == [1, 2, 3]
    assert len(set(ladder)) == 3
    assert all(rung in answer for rung, answer in zip(ladder, answers, strict=False))
    assert any(phrase in answers[3] for phrase in phrases()["no_hints_left"])


@pytest.mark.parametrize("slug", SLUGS)
def test_a_problem_gives_its_own_hints(slug: str) -> None:
    played = Played(slug).go_to(Phase.FLOWS)

    answer = played.say("hint")

    assert played.problem
    assert played.problem.phases[Phase.FLOWS].hints.ladder[0] in answer


def test_what_follows_a_hint_is_recorded_as_hinted() -> None:
    played = Played("ticket-booking").go_to(Phase.FLOWS)
    played.say("hint")
    hinted = played.moves[-1].asks

    played.say("If our server dies after charging and before confirming, the order stays pending and a sweeper asks the provider and refunds it.")

    assert hinted == "flows.failure_mid_flow"
    assert played.initiative("flows.failure_mid_flow") is Initiative.HINTED


def test_probes_speak_of_the_candidates_own_parts() -> None:
    played = Played(None, level=Level.STAFF).go_to(Phase.BREAK_DOWN)
    played.say("A position service takes the reports of the buses. A Postgres database keeps the routes. A Redis cache answers the parents.")

    while not played.interview.over:
        played.say(NOTHING)

    asked = " ".join(played.interview.questions).casefold()
    assert re.search(r"position service|postgres|redis", asked)


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_without_a_design_no_blank_is_left_open(slug: str | None) -> None:
    played = Played(slug, level=Level.STAFF)

    while not played.interview.over:
        played.say(NOTHING)

    assert not [text for text in played.spoken if re.search(r"[{}]", text)]


def test_a_probe_whose_blank_cannot_be_filled_is_not_asked() -> None:
    assert filled("How slow is {store}?", {}) is None
    assert filled("How slow is {store}?", {"store": "the ledger"}) == "How slow is the ledger?"
    assert filled("{entity} is what?", {"entity": "seat"}) == "Seat is what?"


def test_names_fill_blanks_and_long_ones_do_not() -> None:
    store = Component(name="ledger", kind=ComponentKind.STORE, text="a ledger", turn=2)
    wordy = Component(name="x" * 80, kind=ComponentKind.CACHE, text="x" * 80, turn=2)
    record = DesignRecord(components=(store, wordy), entities=(Entity(name="Order", text="Order", turn=2),))

    words = blanks(record)

    assert words["store"] == "the ledger"
    assert words["entity"] == "Order"
    assert "cache" not in words
    assert set(words) <= BLANKS


def test_braces_that_a_candidate_types_are_left_as_they_are() -> None:
    played = Played(None, topic="a {store} of {topic} {0}")

    assert played.say("Parents {see} the {0} bus on a map, and drivers send where it is.").strip()
    assert played.say("hint").strip()


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_a_strict_interviewer_never_names_the_next_phase(slug: str | None) -> None:
    played = Played(slug)

    while not played.interview.over:
        played.say(NOTHING)

    said = " ".join(played.spoken)
    assert not [guide.title for guide in rubric().guides if guide.title in said]
    assert not [guide.phase for guide in rubric().guides if guide.coaching.strip() in said]


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_a_coach_says_what_comes_next_and_what_a_question_is_about(slug: str | None) -> None:
    played = Played(slug, mode=Mode.COACH)

    while not played.interview.over:
        played.say(NOTHING)

    said = " ".join(played.spoken)
    assert all(f"Next: {guide.title}." in said for guide in rubric().guides[1:])
    assert "(This is about: " in said
    assert played.scorecard().verdict is None


def test_a_thin_answer_is_asked_to_say_more_and_a_long_one_is_taken_down() -> None:
    played = Played("chat").go_to(Phase.BREAK_DOWN)

    thin = played.say("There are parts.")
    longer = played.say("There are several parts in it, and each of them does something that has to be done.")

    assert any(phrase in thin for phrase in phrases()["thin"])
    assert any(phrase in longer for phrase in phrases()["acknowledged"])


def test_a_wish_is_granted_without_a_remark_on_it() -> None:
    played = Played("chat")

    assert "resume" in played.say("pause")
    assert played.interview.question
    assert played.interview.question.text in played.say("resume")
    assert '"hint"' in played.say("help")


def test_what_is_said_again_and_again_is_not_said_in_the_same_words() -> None:
    played = Played("chat", level=Level.STAFF)

    while not played.interview.over:
        played.say(NOTHING)

    reactions = [text.split("\n\n")[0] for text in played.spoken[1:]]
    assert max(reactions.count(each) for each in reactions) <= len(reactions) / 2


@pytest.mark.parametrize(
    ("topic", "named"),
    [("design a tracker for school buses", "a tracker for school buses"), ("Please design an ATM", "an ATM"), ("parking garage", "parking garage")],
)
def test_an_unknown_topic_is_named_in_the_candidates_words(topic: str, named: str) -> None:
    played = Played(None, topic=topic)

    assert f"we design {named}." in played.spoken[0] or f"design {named}" in played.spoken[0]
