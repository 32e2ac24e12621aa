"""Findings, notes and requests of a model: only what the candidate said, and only what such words can show."""

import pytest

from interview_flow.guards import guarded_findings, guarded_notes, guarded_requests, refuses
from interview_flow.model_use import Guard
from interview_flow.notes import Component, ComponentKind, Decision, Requirement
from interview_flow.transcript import Finding, Quote, Request, Status
from prompts.library import rubric
from tests.interview_flow.guards.speaking import ANSWER, spoken_with

BRIEF = spoken_with()
TURN = BRIEF.interview.pending[-1].turn
TRUE = "Each gateway machine asks a Redis cluster whether the caller still has room, because all 60 machines see the same caller"
ASIDE = "Each gateway machine asks a Redis cluster"


def finding(quote: str = TRUE, criterion: str = "break_down.one_reason", status: Status = Status.MET, turn: int = TURN) -> Finding:
    return Finding(criterion=criterion, status=status, evidence=(Quote(turn=turn, quote=quote),))


def test_a_finding_in_the_candidates_words_holds() -> None:
    assert guarded_findings(BRIEF, [finding()]) == ((finding(),), ())


@pytest.mark.parametrize(
    ("guard", "proposed"),
    [
        (Guard.QUOTE, finding("I would use a token bucket because callers burst")),
        (Guard.QUOTE, finding("  ")),
        (Guard.QUOTE, finding(turn=1)),
        (Guard.CRITERION, finding(criterion="break_down.invented")),
        (Guard.CRITERION, finding(criterion=next(each.id for each in rubric().criteria if each.checked_by))),
    ],
)
def test_a_finding_that_cannot_hold_falls_away(guard: Guard, proposed: Finding) -> None:
    kept, taken = guarded_findings(BRIEF, [proposed])

    assert kept == ()
    assert [each.guard for each in taken] == [guard]


def test_a_bare_name_shows_no_more_than_a_part() -> None:
    kept, taken = guarded_findings(BRIEF, [finding(ASIDE, "flows.sync_async")])

    assert [each.status for each in kept] == [Status.PARTIAL]
    assert [each.guard for each in taken] == [Guard.CRITERION]


def test_the_same_words_show_two_things_at_most_and_meet_one() -> None:
    names = ["flows.sync_async", "challenges.ten_times", "challenges.degraded_mode", "wrap_up.weakness"]

    kept, taken = guarded_findings(BRIEF, [finding(TRUE[at:], name) for at, name in enumerate(names)])

    assert [(each.criterion, each.status) for each in kept] == [("flows.sync_async", Status.MET), ("challenges.ten_times", Status.PARTIAL)]
    assert len(taken) == 3


def test_words_that_have_nothing_of_a_criterion_do_not_show_it() -> None:
    kept, taken = guarded_findings(BRIEF, [finding("The counter expires after a minute", "clarify.out_of_scope")])

    assert kept == ()
    assert [each.guard for each in taken] == [Guard.CRITERION]


def test_a_question_shows_nothing() -> None:
    brief = spoken_with("Should every gateway machine ask one cluster, because all of them see the same caller?")

    kept, _ = guarded_findings(brief, [finding("every gateway machine ask one cluster, because all of them see the same caller")])

    assert kept == ()


def test_notes_keep_the_candidates_wording_and_lose_what_was_added() -> None:
    text = "I would increment first and compare afterwards"
    notes = [
        Requirement(text="callers may burst", turn=TURN),
        Component(name="Kafka", kind=ComponentKind.QUEUE, text=TRUE, turn=TURN),
        Component(name="Redis cluster", kind=ComponentKind.STORE, text=TRUE, role="holds tokens", turn=TURN),
        Decision(text=text, choice="increment first", reason="it is atomic", alternatives=("compare afterwards", "lock"), turn=TURN),
    ]

    kept, taken = guarded_notes(BRIEF, notes)

    assert kept == (
        Component(name="Redis cluster", kind=ComponentKind.STORE, text=TRUE, turn=TURN),
        Decision(text=text, choice="increment first", alternatives=("compare afterwards",), turn=TURN),
    )
    assert len(taken) == 4


def test_a_request_is_a_question_of_the_candidate_and_its_fact_is_about_it() -> None:
    brief = spoken_with(f"{ANSWER} How many requests have to be checked?")
    quote = "How many requests have to be checked?"

    kept, taken = guarded_requests(
        brief,
        [
            Request(turn=TURN, quote=quote, fact="read_volume"),
            Request(turn=TURN, quote=quote, fact="no_such_fact"),
            Request(turn=TURN, quote=TRUE, fact="latency"),
            Request(turn=TURN, quote="How exact must the limits be?", fact="consistency"),
        ],
    )

    assert kept == (Request(turn=TURN, quote=quote, fact="read_volume"), Request(turn=TURN, quote=quote))
    assert [each.guard for each in taken] == [Guard.FACT, Guard.QUOTE, Guard.QUOTE]


@pytest.mark.parametrize(
    "text", ["I can't assist with that request.", "I’m sorry, but as an AI I cannot continue.", "This goes against my guidelines.", "I must decline."]
)
def test_a_refusal_is_known(text: str) -> None:
    assert refuses(text)


@pytest.mark.parametrize(
    "text", ["", "What happens when the store refuses?", "You refuse the sixty-first request.", "I cannot follow you there yet.", "\ud800" * 100_000]
)
def test_talk_about_refusing_is_no_refusal(text: str) -> None:
    assert not refuses(text)
