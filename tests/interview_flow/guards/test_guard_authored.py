"""The authored interviewer passes the guards that were made for the other one."""

from collections.abc import Iterator

import pytest

from interview_flow.brief import Cue, Move
from interview_flow.guards import guarded_question, guarded_sentence
from interview_flow.model_use import Guard
from interview_flow.own_words import BLANKS
from interview_flow.phases import Phase
from interview_flow.problems import Problem
from interview_flow.transcript import Kind
from prompts.library import rubric
from tests.interviews import EVERYWHERE, Played

FILLED = dict.fromkeys(BLANKS, "the API service") | {"topic": "it"}
ANSWER = "The API service is near to its readers, and it is made by the API service because it is near."


def authored(problem: Problem | None) -> Iterator[tuple[Phase, Cue, str]]:
    """Every question that an interview about a problem may ask."""
    for guide in rubric().guides:
        yield guide.phase, Cue.BRIDGE, guide.opening
        asks = [ask for criterion in guide.criteria for ask in criterion.ask]
        asks += [probe.ask for probe in problem.phases[guide.phase].probes] if problem else []
        yield from ((guide.phase, Cue.PROBE, ask) for ask in asks)
    source = problem or rubric().unknown_topic
    yield from ((Phase.CHALLENGES, Cue.DEEP_DIVE, ask) for ask in source.deep_dives.values())
    yield Phase.CHALLENGES, Cue.TWIST, source.twist.says
    yield Phase.CHALLENGES, Cue.PUSHBACK, source.pushback.says


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_no_authored_question_is_stopped(slug: str | None) -> None:
    played = Played(slug).hear(ANSWER)
    brief = played.brief.model_copy(update={"interview": played.interview.model_copy(update={"questions": ()})})

    stopped: list[str] = []
    for phase, cue, ask in authored(played.problem):
        question = ask.format_map(FILLED)
        move = Move(cue=cue, kind=Kind.PROBE, phase=phase, question=question, words=10)
        if guarded_question(brief, move, question) != (question, ()):
            stopped.append(question)

    assert not stopped


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_hardly_an_authored_question_looks_like_a_leak_even_to_who_does_not_know_it(slug: str | None) -> None:
    played = Played(slug).hear(ANSWER)
    brief = played.brief.model_copy(update={"interview": played.interview.model_copy(update={"questions": ()})})
    asked = [(phase, cue, ask.format_map(FILLED)) for phase, cue, ask in authored(played.problem) if cue is Cue.PROBE]

    leaks = 0
    for phase, cue, question in asked:
        elsewhere = Phase.RESTATE if phase is not Phase.RESTATE else Phase.WRAP_UP
        _, taken = guarded_question(brief, Move(cue=cue, kind=Kind.PROBE, phase=elsewhere, words=10), question)
        leaks += any(each.guard is Guard.LEAK for each in taken)

    assert leaks <= 0.05 * len(asked)


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_every_authored_reaction_passes(slug: str | None) -> None:
    brief = Played(slug).hear(ANSWER).brief
    heard = [(each.phase, each.heard.format(quote="“made by the API service because it is near”")) for each in rubric().criteria if each.heard]

    stopped = [
        text for phase, text in heard if guarded_sentence(brief, Move(cue=Cue.PROBE, kind=Kind.PROBE, phase=phase, words=10), text, "")[0] != text
    ]

    assert heard
    assert not stopped
