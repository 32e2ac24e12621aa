"""What counts as shown, and what does not: reasons and mechanisms, never bare names."""

import pytest

from interview_flow.phases import Phase
from interview_flow.transcript import Status
from prompts.library import rubric
from tests.interviews import EVERYWHERE, Played

BUZZWORDS = [
    "We use Kafka, Redis, Cassandra, Kubernetes and microservices.",
    "It is scalable, highly available, fault tolerant and secure.",
    "Kafka, Redis, sharding, replication, CDN, load balancer.",
    "I would put a cache and a queue and a load balancer there.",
    "Consistent hashing, quorum, leader election, gossip, idempotency.",
    "We use the CAP theorem and eventual consistency.",
    "A queue, so that it is asynchronous.",
    "We use idempotency keys and retries.",
    "We will use AWS Lambda with DynamoDB and API Gateway because they scale.",
    "I would use best practices and industry standards for a robust and scalable solution.",
    "We would use machine learning and blockchain for that.",
    "We need monitoring, alerting, logging and tracing.",
    "Redis is fast, so we use Redis.",
    "We would replicate to a second region.",
]
NEGATED = [
    (Phase.FLOWS, "flows.read_path", "We won't need a cache, and there is never a miss that would go to the database and fill it."),
    (Phase.FLOWS, "flows.sync_async", "Nothing here is asynchronous."),
    (Phase.CHALLENGES, "challenges.degraded_mode", "We will never fail open."),
    (Phase.BREAK_DOWN, "break_down.one_reason", "There is no queue here that exists only to absorb the burst."),
]


@pytest.mark.parametrize("slug", EVERYWHERE)
@pytest.mark.parametrize("phase", list(Phase))
def test_buzzwords_meet_nothing_and_earn_no_observation(slug: str | None, phase: Phase) -> None:
    played = Played(slug).go_to(phase)

    for words in BUZZWORDS:
        played.hear(words)
    answer = played.answer()

    observations = [criterion.heard.partition("{quote}")[0] for criterion in rubric().criteria if criterion.heard]
    assert not [observation for observation in observations if observation in answer]
    assert not [name for name, standing in played.interview.standings.items() if standing.status is Status.MET]


@pytest.mark.parametrize(("phase", "criterion", "words"), NEGATED)
def test_what_is_ruled_out_is_not_shown(phase: Phase, criterion: str, words: str) -> None:
    played = Played(None).go_to(phase)

    played.say(words)

    assert played.status(criterion) is Status.ABSENT


def test_the_words_that_showed_something_are_quoted_back() -> None:
    played = Played("ticket-booking").go_to(Phase.FLOWS)

    answer = played.say("I am thinking. The mail with the ticket is sent asynchronously because nobody waits for it. That is all.")

    assert "“The mail with the ticket is sent asynchronously …”" in answer
    assert played.quotes("flows.sync_async") == ("The mail with the ticket is sent asynchronously because nobody waits for it.",)


def test_what_is_shown_early_counts_and_is_not_asked_again() -> None:
    played = Played("ticket-booking").go_to(Phase.BREAK_DOWN)

    played.say("The mail with the ticket is sent asynchronously because nobody waits for it.")
    played.go_to(Phase.FLOWS)
    while played.interview.phase is Phase.FLOWS:
        played.say("I have nothing that I could add to this here.")

    assert played.status("flows.sync_async") is Status.MET
    assert "flows.sync_async" not in played.interview.asked


def test_what_is_bound_to_its_moment_counts_only_then() -> None:
    played = Played("ticket-booking").go_to(Phase.CLARIFY)

    played.say("Buyers look for concerts and matches on a calendar, and organisers tell us what goes on sale and when.")

    assert played.status("restate.own_words") is Status.ABSENT
    assert played.status("restate.users") is Status.MET


def test_asking_for_the_scale_obtains_it_only_where_somebody_answers() -> None:
    known, unknown = Played("chat").go_to(Phase.CLARIFY), Played(None).go_to(Phase.CLARIFY)

    known.say("How many users are there a day?")
    unknown.say("How many buses are there a day?")

    assert known.status("clarify.scale") is Status.MET
    assert unknown.status("clarify.scale") is Status.PARTIAL


def test_a_question_is_never_said_back_as_an_answer() -> None:
    played = Played("ticket-booking").go_to(Phase.CLARIFY)

    answer = played.say("How many tickets do we sell a day?")

    assert "“" not in answer


def test_the_names_of_fields_show_nothing_but_themselves() -> None:
    played = Played("ticket-booking").go_to(Phase.DATA_MODEL)

    played.say("Seat(seat_id, event_id, state, held_by, held_until, version)\nPOST /holds {event_id, seat_ids, idempotency_key} -> 201 {hold_id}")

    assert played.status("data_model.invariant") is Status.ABSENT
    assert played.status("flows.idempotency") is Status.ABSENT
    assert played.quotes("data_model.entities")


def test_a_placeholder_in_a_statement_is_no_question() -> None:
    played = Played("ticket-booking").go_to(Phase.DATA_MODEL)

    played.hear("A seat is never sold twice: UPDATE seat SET held_by = ? WHERE id = ? AND state = 'free', and one row must have changed.")

    assert not played.judged().requests


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_the_same_words_are_judged_the_same_every_time(slug: str | None) -> None:
    words = "At peak we see 5,000 requests a second, three times the average. A cache in front answers reads because they outnumber writes 100 to 1."

    first, second = (Played(slug).go_to(Phase.BREAK_DOWN).hear(words).judged() for _ in range(2))

    assert first == second


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_no_text_makes_the_interviewer_stumble(slug: str | None) -> None:
    played = Played(slug).go_to(Phase.CLARIFY)

    for words in (
        "",
        " \n\t",
        "?" * 500,
        "{topic} {0} %s",
        "“quoted” ”",
        "\u202e\u0000\ud800".encode("utf-8", "replace").decode(),
        "a" * 5_000,
        "- \n- \n1.",
    ):
        assert played.say(words).strip()

    assert {standing.criterion for standing in played.interview.standings.values()} <= {criterion.id for criterion in rubric().criteria}
