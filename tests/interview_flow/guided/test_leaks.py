"""Whatever is answered, the interviewer gives away nothing: no point of a good answer, no later hint, no change the twist asks for, no unasked fact."""

import re

import pytest

from interview_flow.phases import Phase
from interview_flow.problems import Problem
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Status
from prompts.library import rubric
from tests.interviews import EVERYWHERE, Played, interview

ANSWERS = {
    Phase.RESTATE: [
        "People come to it many times a day, and somebody in the company looks after it. It is a success when nobody waits and nothing gets lost. "
        "The hardest part is many people who want the same thing at the same time."
    ],
    Phase.CLARIFY: [
        "Functional: 1) a user creates a thing, 2) a user reads a thing, 3) a user deletes a thing. Out of scope: billing.",
        "I assume 10 million users a day and ten reads for each write. Latency 200 ms at p99, availability 99.9%.",
        "I have nothing to add to that.",
    ],
    Phase.BREAK_DOWN: [
        "An API service takes writes, a database keeps the things, a cache in front of it answers reads, because reads outnumber writes ten to one.",
        "hint",
        "10 million users * 10 actions / 86,400 s = 1,157 requests per second on average, three times that at peak. 1 KB * 100 million a day = 100 GB a day.",
    ],
    Phase.DATA_MODEL: [
        "Thing(thing_id, owner_id, body, created_at), User(user_id, name). POST /things {body} -> 201 {thing_id}; 400 empty body. GET /things/{thing_id} -> 200; 404.",
        "hint",
        "I would take a relational database because each thing is looked up by its id.",
    ],
    Phase.FLOWS: [
        "Write: client -> API service -> database -> 201. Read: client -> API service -> cache, on a miss -> database, which fills the cache.",
        "hint",
        "I am not sure what else there is to say about it.",
    ],
    Phase.CHALLENGES: [
        "The database is the single point of failure, so I put a replica next to it that takes over within a minute.",
        "I would have to think about that for a while.",
        "hint",
        "Then I would add another service that takes care of it.",
    ],
    Phase.WRAP_UP: ["In short, an API service with a cache in front of a database. It is weak where one thing gets very popular."],
}
"""What a candidate with a general idea says to anything."""


def folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def secrets(problem: Problem | None) -> list[str]:
    """What no candidate may hear: what good answers say, what the twist changes, why the objection is wrong."""
    if problem is None:
        unknown = rubric().unknown_topic
        return [*(change.says for change in unknown.twist.must_change), unknown.pushback.wrong_because]
    points = [point.says for part in problem.phases.values() for point in part.points]
    changes = [change.says for change in problem.twist.must_change]
    quizzes = [quiz.explanation for quiz in problem.quiz]
    return [*points, *changes, *quizzes, *problem.common_mistakes, problem.pushback.wrong_because]


def rungs(problem: Problem | None) -> set[str]:
    """Every hint there is."""
    own = [part.hints.ladder for part in problem.phases.values()] if problem else []
    return {rung for ladder in (*own, *(criterion.hints for criterion in rubric().criteria)) for rung in ladder}


@pytest.fixture(scope="module", params=[(slug, mode) for slug in EVERYWHERE for mode in Mode], ids=lambda each: f"{each[0]}-{each[1]}")
def played(request: pytest.FixtureRequest) -> Played:
    slug, mode = request.param
    return interview(ANSWERS, slug, mode=mode, level=Level.STAFF)


def test_nothing_that_a_good_answer_says_is_said_for_the_candidate(played: Played) -> None:
    said = folded(" ".join(played.spoken))

    assert not [secret for secret in secrets(played.problem) if folded(secret) in said]


def test_hints_come_one_at_a_time_and_only_when_they_are_asked_for(played: Played) -> None:
    said = folded(" ".join(played.spoken))

    given = [move.question for move in played.moves if move.cue == "hint"]

    assert 0 < len(given) <= 4
    assert {rung for rung in rungs(played.problem) if folded(rung) in said} == set(given)


def test_no_fact_is_told_that_nobody_asked_for(played: Played) -> None:
    said = folded(" ".join(played.spoken))

    assert not played.problem or not [fact.id for fact in played.problem.facts if folded(fact.answer) in said]


def test_no_question_is_asked_twice(played: Played) -> None:
    asked = played.interview.questions

    assert len(asked) == len(set(asked))


def test_no_blank_stays_open(played: Played) -> None:
    assert not [text for text in played.spoken if re.search(r"[{}]", text.replace("{thing_id}", "").replace("{body}", ""))]


def test_a_strict_interviewer_names_no_criterion_and_no_later_topic(played: Played) -> None:
    strict = played.interview.mode is Mode.STRICT
    said = folded(" ".join(played.spoken))

    named = [criterion.id for criterion in rubric().criteria if folded(criterion.says) in said]
    titles = [guide.title for guide in rubric().guides if f"Next: {guide.title}" in " ".join(played.spoken)]

    assert bool(named) is not strict
    assert bool(titles) is not strict


def test_every_phase_is_reached_and_the_interview_ends(played: Played) -> None:
    assert played.interview.visited == tuple(Phase)
    assert played.interview.over


def test_every_quote_of_a_reaction_is_the_candidates(played: Played) -> None:
    words = folded(" ".join(turn.text for turn in played.turns if turn.speaker == "candidate"))

    for text in played.spoken:
        for quote in re.findall(r"“([^”]+)”", text):
            assert folded(quote) in words


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_what_is_met_is_not_asked_about(slug: str | None) -> None:
    played = Played(slug)

    while not played.interview.over:
        met = {name for name, standing in played.interview.standings.items() if standing.status is Status.MET}
        before = len(played.moves)
        waiting = ANSWERS[played.interview.phase]
        played.say(waiting[played.interview.turn // 2 % len(waiting)])
        assert not {move.asks for move in played.moves[before:]} & met
