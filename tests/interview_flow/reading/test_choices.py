"""Decisions with alternatives, reason and cost."""

import pytest

from interview_flow.phases import Phase


def _parts(decision):
    return decision.choice, decision.alternatives, decision.reason, decision.cost


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (
            "I prefer Postgres over DynamoDB since holds of several seats need a transaction.",
            ("Postgres", ("DynamoDB",), "holds of several seats need a transaction", None),
        ),
        (
            "token bucket rather than sliding log because the log needs a timestamp per request.",
            ("token bucket", ("sliding log",), "the log needs a timestamp per request", None),
        ),
        (
            "I chose a sequencer over timestamps because clocks drift; the cost is that a room stalls while a leader is elected.",
            ("a sequencer", ("timestamps",), "clocks drift", "a room stalls while a leader is elected"),
        ),
        (
            "I chose blocks instead of whole files, because most edits are small. It costs an extra lookup per block.",
            ("blocks", ("whole files",), "most edits are small", "an extra lookup per block"),
        ),
        ("Rather than polling, we push over websockets.", ("we push over websockets", ("polling",), None, None)),
        ("Synchronous, since the fan waits for the hold.", ("Synchronous", (), "the fan waits for the hold", None)),
        ("Because reads dominate, we cache seat maps at the edge.", ("we cache seat maps at the edge", (), "reads dominate", None)),
        (
            "One giant customer is a hot key, so we split its bucket in four.",
            ("we split its bucket in four", (), "One giant customer is a hot key", None),
        ),
        (
            "Messages are partitioned by room, so reading a page is one range scan.",
            ("Messages are partitioned by room", (), "reading a page is one range scan", None),
        ),
        (
            "A hash of the block needs no allocator, which random names or a counter would.",
            ("A hash of the block", ("random names", "a counter"), "needs no allocator", None),
        ),
        (
            "Alternatives: sticky sessions or a token in the cookie would need no registry; I accept the registry to keep failover simple.",
            ("the registry", ("sticky sessions", "a token in the cookie"), "to keep failover simple", None),
        ),
    ],
)
def test_the_parts_of_a_decision(heard, message, parts):
    found = heard("decisions", message, Phase.CHALLENGES)

    assert [_parts(each) for each in found] == [parts]


def test_labelled_lines_make_one_decision(heard):
    message = "Decision: keep sessions in Redis\nAlternatives: sticky sessions, JWT only\nReason: any server can answer\nCost: one more thing to run"

    found = heard("decisions", message, Phase.CHALLENGES)

    assert [_parts(each) for each in found] == [
        ("keep sessions in Redis", ("sticky sessions", "JWT only"), "any server can answer", "one more thing to run")
    ]


def test_bullets_under_trade_offs_are_decisions(heard):
    message = "## Trade-offs\n- SQL vs NoSQL: SQL, since bookings need transactions\n- Fan-out on write over fan-out on read, because reads are common\n- Eventual consistency for counters"

    found = heard("decisions", message, Phase.CHALLENGES)

    assert [_parts(each) for each in found] == [
        ("SQL", ("NoSQL",), "bookings need transactions", None),
        ("Fan-out on write", ("fan-out on read",), "reads are common", None),
        ("Eventual consistency for counters", (), None, None),
    ]


@pytest.mark.parametrize(
    "message", ["We hash the url and save it.", "The worker reads the queue.", "I leave out resale because nobody asked for it."]
)
def test_a_sentence_without_a_weighed_choice_is_no_decision(heard, message):
    assert heard("decisions", message, Phase.BREAK_DOWN) == []
