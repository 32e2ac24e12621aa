"""The measures of a follow-up can fail: each finds the fault that is planted for it, and nothing that is authored has one of its own."""

import pytest

from interview_flow.interview import Asked, Interview
from interview_flow.phases import Phase
from interview_flow.problems import DeepDive, Problem
from interview_flow.transcript import Initiative, Quote, Standing, Status
from prompts.library import phrases, problems, rubric
from tests.eval import asking
from tests.eval.follow_ups import FollowUp

CHAT = next(problem for problem in problems() if problem.slug == "chat")
ANSWER = "A parrot carries the letter to a lighthouse, which keeps it in a drawer."


def follow_up(
    text: str, asks: str = "flows.read_path", *, known: Interview | None = None, problem: Problem | None = CHAT, said: str = ANSWER
) -> FollowUp:
    known = known or Interview(id="asked", topic="chat", phase=Phase.FLOWS, twist_turn=1)
    return FollowUp(text, text, asks, known, (said,), (), rubric(), problem)


def authored() -> list[FollowUp]:
    """Every question that is written down, blanks and all."""
    criteria = [follow_up(text, criterion.id, problem=None) for criterion in rubric().criteria for text in criterion.ask]
    probes = [
        follow_up(probe.ask, probe.serves, problem=problem) for problem in problems() for part in problem.phases.values() for probe in part.probes
    ]
    dives = [follow_up(text, dive, problem=problem) for problem in problems() for dive, text in problem.deep_dives.items()]
    twists = [follow_up(f"{each.twist.says} {asks}", asking.TWIST, problem=each) for each in problems() for asks in phrases()["twist_asks"]]
    objections = [
        follow_up(f"{each.pushback.says} {asks}", asking.PUSHBACK, problem=each) for each in problems() for asks in phrases()["pushback_asks"]
    ]
    return [*criteria, *probes, *dives, *twists, *objections]


def test_every_authored_question_is_one_question() -> None:
    assert [each.text for each in authored() if not asking.is_one_question(each)] == []


def test_no_authored_question_gives_an_answer_away() -> None:
    assert {each.text: leak for each in authored() if (leak := asking.leaks(each))} == {}


def test_no_stock_phrase_that_can_stand_before_a_question_asks_another() -> None:
    before = (
        "acknowledged",
        "asks_back",
        "thin",
        "repeats",
        "off_task",
        "instruction",
        "silent_sheet",
        "no_sheet",
        "already_told",
        "twist",
        "pushback",
    )
    noted = tuple(occasion for occasion in phrases() if occasion.startswith("noted_"))
    texts = [text for occasion in (*before, *noted) for text in phrases()[occasion]]

    assert noted
    assert [text for text in texts if not asking.is_one_question(follow_up(f"{text} Who waits?"))] == []


@pytest.mark.parametrize(
    "text",
    [
        "Where does a request go? Who waits for it?",
        "Tell me where it goes. What do you get?",
        "That is noted.",
        "You asked “what is kept?”. I see.",
    ],
)
def test_two_questions_or_none_are_not_one(text: str) -> None:
    assert not asking.is_one_question(follow_up(text))


def test_words_of_the_candidate_count_and_words_of_the_task_or_of_the_authored_question_do_not() -> None:
    assert asking.refers(follow_up("Noted, the lighthouse. Where does a request go?"))
    assert not asking.refers(follow_up("Noted. Where does a request go?"))
    assert not asking.refers(follow_up("In groups, who sees new messages?", said="People in groups see messages on their devices."))
    own = next(probe.ask for part in CHAT.phases.values() for probe in part.probes if probe.serves == "flows.read_path")
    assert not asking.refers(follow_up(own, said=own))


def test_what_is_met_of_another_phase_or_beside_the_point_is_not_aimed_at() -> None:
    quote = Quote(turn=2, quote="a drawer")
    met = Standing(criterion="flows.read_path", status=Status.MET, initiative=Initiative.UNPROMPTED, evidence=(quote,))
    text = "Where does the request go, stop by stop?"

    assert asking.aims(follow_up(text))
    assert not asking.aims(follow_up(text, known=Interview(id="asked", phase=Phase.FLOWS, standings={met.criterion: met})))
    assert not asking.aims(follow_up(text, known=Interview(id="asked", phase=Phase.RESTATE)))
    assert not asking.aims(follow_up("Do you like jazz?"))


@pytest.mark.parametrize("problem", problems(), ids=lambda each: each.slug)
def test_an_answer_that_is_said_for_the_candidate_is_a_leak(problem: Problem) -> None:
    points = [point.says for part in problem.phases.values() for point in part.points]
    told = [says for says in points if len(set(says.split())) >= 15]

    assert told
    assert [says for says in told if not asking.leaks(follow_up(f"Is it that {says} Right?", problem=problem, said=""))] == []
    assert not asking.leaks(follow_up(f"You said that {told[0]} And then?", problem=problem, said=told[0]))


def test_a_fact_is_a_leak_until_it_is_told() -> None:
    fact = max(CHAT.facts, key=lambda each: len(each.answer))

    assert asking.leaks(follow_up(f"You know that {fact.answer} So what?", said=""))


def test_a_question_that_is_asked_again_in_nearly_the_same_words_is_a_repetition() -> None:
    before = Interview(
        id="asked", question=Asked(turn=1, asks=None, text=""), questions=("Where does a request for an old letter go, stop by stop?",)
    )

    assert asking.repeats(follow_up("And where does a request for an old letter go, stop after stop?", known=before))
    assert not asking.repeats(follow_up("Who tidies up after the parrot?", known=before))


@pytest.mark.parametrize("said", ["", "9" * 20_000, "٣" * 20_000, "([{“" * 5_000, "\x00" * 100])
def test_whatever_was_said_every_measure_has_an_answer(said: str) -> None:
    asked = follow_up(f"“{said}”. Who waits?", DeepDive.COST, said=said)

    assert not asking.leaks(asked)
    assert not asking.repeats(asked)
    assert {asking.aims(asked), asking.refers(asked), asking.is_one_question(asked)} <= {True, False}
