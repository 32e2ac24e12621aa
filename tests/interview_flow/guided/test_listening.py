"""Clarifying questions are answered from the fact sheet, and from nothing else."""

import re

import pytest

from interview_flow.phases import Phase
from interview_flow.problems import Problem
from prompts.library import problems, rubric
from tests.interviews import EVERYWHERE, SLUGS, Played

EVERYBODYS = [
    "How many users are there?",
    "What traffic do we expect?",
    "How many requests per second at peak?",
    "What is the read to write ratio?",
    "How fast must it be?",
    "How available must it be?",
    "Is eventual consistency fine, or do we need strong consistency?",
    "How long do we keep the data?",
]
"""What any candidate asks about any system."""


def clarifying(problem: Problem | str | None) -> Played:
    return Played(problem).go_to(Phase.CLARIFY)


def told(problem: Problem, words: str) -> set[str]:
    """The facts whose answers stand in these words of the interviewer."""
    return {fact.id for fact in problem.facts if fact.answer in words}


@pytest.mark.parametrize("problem", problems(), ids=lambda problem: problem.slug)
def test_the_question_of_a_fact_gets_its_answer_and_no_other(problem: Problem) -> None:
    for fact in problem.facts:
        answer = clarifying(problem).say(fact.question)

        assert told(problem, answer) == {fact.id}, fact.question


@pytest.mark.parametrize("question", EVERYBODYS)
def test_what_everybody_asks_is_on_every_sheet(question: str) -> None:
    silent = [problem.slug for problem in problems() if not told(problem, clarifying(problem).say(question))]

    assert not silent


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sheet_that_is_silent_is_said_to_be_silent(slug: str) -> None:
    played = clarifying(slug)

    answer = played.say("Which colour does the logo have?")

    assert played.problem
    assert not told(played.problem, answer)
    assert "“Which colour does the logo have?”" in answer
    assert re.search(r"assum|defend", answer)


@pytest.mark.parametrize("slug", SLUGS)
def test_everything_a_sheet_is_asked_at_once_is_answered_at_once(slug: str) -> None:
    played = clarifying(slug)
    assert played.problem
    wanted = played.problem.facts[:6]

    answer = played.say(" ".join(fact.question for fact in wanted))

    assert told(played.problem, answer) == {fact.id for fact in wanted}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_fact_is_told_once_and_then_recalled(slug: str) -> None:
    played = clarifying(slug)
    assert played.problem
    fact = played.problem.facts[0]

    first, second = played.say(fact.question), played.say(fact.question)

    assert fact.answer in first
    assert not re.search(r"had that one|said before|still stands", first)
    assert re.search(r"had that one|said before|still stands", second)
    assert fact.answer in second


def test_an_unknown_topic_has_no_sheet_and_asks_for_an_assumption() -> None:
    played = clarifying(None)

    answer = played.say("How many buses are there? How often does a bus report where it is?")

    assert re.search(r"without facts|no sheet|nobody has written down", answer, re.IGNORECASE)
    assert re.search(r"assum|plausible", answer, re.IGNORECASE)


@pytest.mark.parametrize(
    "words",
    [
        "Should I use a cache with a TTL for the redirects?",
        "Which database would you use for the links?",
        "Do you think 50 ms of latency is what I should aim for?",
        "Would you shard by user?",
    ],
)
def test_a_question_that_hands_the_design_back_gets_no_fact(words: str) -> None:
    played = clarifying("url-shortener")

    answer = played.say(words)

    assert played.problem
    assert not told(played.problem, answer)


@pytest.mark.parametrize("words", ["How many users are there", "So how long do links live", "I'd like to know the latency target."])
def test_a_question_without_its_mark_is_a_question(words: str) -> None:
    played = clarifying("url-shortener")

    assert played.problem
    assert told(played.problem, played.say(words))


@pytest.mark.parametrize("words", ["How it works: a code is looked up in a store.", "How many codes there are, 62 to the 7th, decides their length."])
def test_a_statement_is_no_question(words: str) -> None:
    played = clarifying("url-shortener").hear(words)

    assert not played.judged().requests


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_nobody_is_told_a_fact_that_was_not_asked_for(slug: str | None) -> None:
    played = clarifying(slug)

    said = played.say("I take ten million people a day, and I promise 200 ms at the 99th percentile.")

    assert not played.problem or not told(played.problem, said)


def test_more_questions_than_one_can_answer_are_cut_off() -> None:
    played = clarifying("chat").hear(" ".join(f"What about the thing number {number}?" for number in range(40)))

    assert len(played.judged().requests) == 12


def test_questions_that_shape_the_design_are_told_from_idle_ones() -> None:
    played = clarifying(None).hear("How many buses are there? Is the bus yellow?")

    assert [request.matters for request in played.judged().requests] == [True, False]


def test_a_question_that_the_sheet_answers_counts_as_one_that_matters() -> None:
    played = clarifying("chat")

    played.say("How many people use it? Are there groups? How fast must a message arrive?")

    assert played.status("clarify.questions") == "met"
    assert rubric().criterion("clarify.questions").checked_by == "questions"
