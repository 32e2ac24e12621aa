"""What a program decides: for each check an answer that meets it, one that meets a part of it, and one that does not."""

import pytest

from interview_flow.assessment.checks import left_out
from interview_flow.phases import Phase
from interview_flow.transcript import Initiative, Status
from tests.interviews import NINE, Played

ABSENT, PARTIAL, MET = Status.ABSENT, Status.PARTIAL, Status.MET
FUNCTIONAL = "Functional requirements:\n- a buyer browses events\n- a buyer holds seats\n- a buyer pays for an order"
RECORDS = "Entities:\n- Event(event_id, name, starts_at)\n- Order(order_id, buyer_id, status)"
PARTS = "A booking service takes orders. A Postgres database keeps them. A Redis cache answers reads."

ASKED = "How many tickets are sold on a usual day?"
EARLIER = {ASKED: Phase.CLARIFY, "Functional requirements": Phase.CLARIFY, "Non-functional": Phase.CLARIFY, PARTS: Phase.BREAK_DOWN}
"""Where the ground of an answer is laid, when it is not in the same phase."""

TABLE: list[tuple[str, Phase, Status, list[str]]] = [
    (
        "restate.own_words",
        Phase.RESTATE,
        MET,
        ["Fans get into a hall only with something nobody else can show at the gate, and promoters earn on each of them."],
    ),
    ("restate.own_words", Phase.RESTATE, ABSENT, ["Tickets."]),
    ("restate.own_words", Phase.RESTATE, ABSENT, ["We use Kafka, Redis, Cassandra, Kubernetes and many microservices for everything."]),
    (
        "restate.no_technology",
        Phase.RESTATE,
        MET,
        ["Fans get into a hall only with something nobody else can show at the gate, and promoters earn on each of them.", ASKED],
    ),
    (
        "restate.no_technology",
        Phase.RESTATE,
        ABSENT,
        ["Fans get into a hall only with something nobody else can show at the gate.", "We would keep that in Redis and Postgres, I think.", ASKED],
    ),
    (
        "restate.no_technology",
        Phase.RESTATE,
        ABSENT,
        ["Fans get into a hall with something that nobody else can show, which we keep in Redis and Postgres."],
    ),
    ("clarify.questions", Phase.CLARIFY, MET, ["How many tickets are sold? How long is a seat held? Who takes the money?"]),
    ("clarify.questions", Phase.CLARIFY, PARTIAL, ["How many tickets are sold?"]),
    (
        "clarify.questions",
        Phase.CLARIFY,
        PARTIAL,
        ["How many tickets are sold?", "How many tickets are sold a day?", "What is the number of tickets sold?"],
    ),
    ("clarify.questions", Phase.CLARIFY, ABSENT, ["I have no questions."]),
    ("clarify.functional", Phase.CLARIFY, MET, [FUNCTIONAL]),
    ("clarify.functional", Phase.CLARIFY, PARTIAL, ["Functional requirements:\n- a buyer browses events"]),
    ("clarify.functional", Phase.CLARIFY, ABSENT, ["I could not say so far what it does."]),
    ("clarify.targets", Phase.CLARIFY, MET, ["Non-functional:\n- latency of 200 ms at p99\n- availability of 99.9%"]),
    ("clarify.targets", Phase.CLARIFY, PARTIAL, ["Non-functional:\n- latency of 200 ms at p99\n- high availability"]),
    ("clarify.targets", Phase.CLARIFY, ABSENT, ["It must be fast, and it must be reliable."]),
    (
        "break_down.per_requirement",
        Phase.BREAK_DOWN,
        MET,
        [
            FUNCTIONAL,
            "Browsing events is served by copies that may be old. Holding seats must be one conditional write. Paying for an order confirms it only once.",
        ],
    ),
    ("break_down.per_requirement", Phase.BREAK_DOWN, PARTIAL, [FUNCTIONAL, "Holding seats must be one conditional write."]),
    ("break_down.per_requirement", Phase.BREAK_DOWN, ABSENT, ["There will be some services and a database, I suppose."]),
    (
        "break_down.coverage",
        Phase.BREAK_DOWN,
        MET,
        [
            FUNCTIONAL,
            "A catalog service shows the events. A seat service holds seats for ten minutes. A payment service charges the card for an order.",
        ],
    ),
    (
        "break_down.coverage",
        Phase.BREAK_DOWN,
        PARTIAL,
        [FUNCTIONAL, "A catalog service shows the events. A seat service holds seats for ten minutes."],
    ),
    ("break_down.coverage", Phase.BREAK_DOWN, PARTIAL, [FUNCTIONAL, "Event service, seat service, payment service, analytics service."]),
    ("break_down.coverage", Phase.BREAK_DOWN, ABSENT, [FUNCTIONAL, "A load balancer, a gateway, a cache and a queue, all of it in Kubernetes."]),
    ("break_down.coverage", Phase.BREAK_DOWN, ABSENT, [FUNCTIONAL, "Every must-have maps to a component that serves it."]),
    (
        "break_down.estimates",
        Phase.BREAK_DOWN,
        MET,
        ["1 million tickets a day / 86,400 s = 12 writes per second. Storage: 400,000 orders a day * 2 KB = 800 MB a day."],
    ),
    ("break_down.estimates", Phase.BREAK_DOWN, PARTIAL, ["1 million tickets a day / 86,400 s = 12 writes per second."]),
    ("break_down.estimates", Phase.BREAK_DOWN, ABSENT, ["It will be a lot of requests and a lot of storage."]),
    ("data_model.entities", Phase.DATA_MODEL, MET, [RECORDS]),
    ("data_model.entities", Phase.DATA_MODEL, PARTIAL, ["Entities:\n- Event(event_id, name, starts_at)"]),
    ("data_model.entities", Phase.DATA_MODEL, ABSENT, ["We keep whatever is needed."]),
    (
        "data_model.operations",
        Phase.DATA_MODEL,
        MET,
        ["POST /orders {event_id} -> 201 {order_id}; 409 sold out\nGET /orders/{order_id} -> 200 {status}; 404"],
    ),
    ("data_model.operations", Phase.DATA_MODEL, PARTIAL, ["POST /orders {event_id} -> 201 {order_id}"]),
    ("data_model.operations", Phase.DATA_MODEL, ABSENT, ["There is an interface that one can call."]),
    (
        "data_model.nouns",
        Phase.DATA_MODEL,
        MET,
        [RECORDS, "POST /orders {event_id} -> 201 {order_id}; 409\nGET /events/{event_id} -> 200 {name}; 404"],
    ),
    ("data_model.nouns", Phase.DATA_MODEL, PARTIAL, [RECORDS, "POST /orders {event_id} -> 201 {order_id}; 409\nGET /recommendations -> 200; 404"]),
    ("data_model.nouns", Phase.DATA_MODEL, ABSENT, [RECORDS, "GET /wishes -> 200; 404\nGET /recommendations -> 200; 404"]),
    ("flows.write_path", Phase.FLOWS, MET, [PARTS, "Create an order: browser -> booking service -> Postgres database -> 201."]),
    ("flows.write_path", Phase.FLOWS, PARTIAL, [PARTS, "Create an order: browser -> booking service -> mail service."]),
    (
        "flows.write_path",
        Phase.FLOWS,
        MET,
        [
            PARTS,
            "The buyer presses the button, the request reaches the booking service, and that writes the order to the Postgres database before it says 201.",
        ],
    ),
    (
        "flows.write_path",
        Phase.FLOWS,
        ABSENT,
        [PARTS, "write path, read path, cache miss, synchronous, asynchronous, retry, latency budget, failure in the middle"],
    ),
    ("flows.write_path", Phase.FLOWS, ABSENT, ["It is written somewhere."]),
    (
        "flows.read_path",
        Phase.FLOWS,
        MET,
        [PARTS, "Read an event: browser -> booking service -> Redis cache, on a miss -> Postgres database, which fills the cache."],
    ),
    ("flows.read_path", Phase.FLOWS, PARTIAL, [PARTS, "Read an event: browser -> booking service -> Redis cache."]),
    ("flows.read_path", Phase.FLOWS, ABSENT, ["It is read from somewhere."]),
    (
        "flows.known_components",
        Phase.FLOWS,
        MET,
        [PARTS, "Create an order: browser -> booking service -> Postgres database -> booking service -> browser."],
    ),
    ("flows.known_components", Phase.FLOWS, ABSENT, ["It goes from here to there and back again."]),
    (
        "flows.latency_budget",
        Phase.FLOWS,
        MET,
        ["Non-functional:\n- latency of 500 ms at p99", "The gateway takes 20 ms, the service 50 ms and the database 100 ms."],
    ),
    (
        "flows.latency_budget",
        Phase.FLOWS,
        PARTIAL,
        ["Non-functional:\n- latency of 100 ms at p99", "The gateway takes 200 ms, the service 300 ms and the database 400 ms."],
    ),
    (
        "flows.latency_budget",
        Phase.FLOWS,
        MET,
        [
            "Non-functional:\n- latency of 200 ms at p99",
            "Where the 200 ms go: edge 15, the line to us 60, database 70, service 10. That's 155, the rest is to spare.",
        ],
    ),
    (
        "flows.latency_budget",
        Phase.FLOWS,
        PARTIAL,
        ["Non-functional:\n- latency of 100 ms at p99", "edge 15 ms\nline 60 ms\ndatabase 70 ms\ntogether 145 ms"],
    ),
    (
        "flows.latency_budget",
        Phase.FLOWS,
        ABSENT,
        ["Non-functional:\n- latency of 200 ms at p99", "A hold is 10 s, the map is 2 s old, and we page at 400 ms."],
    ),
    ("flows.latency_budget", Phase.FLOWS, ABSENT, ["It takes 20 ms."]),
    (
        "challenges.mechanisms",
        Phase.CHALLENGES,
        MET,
        ["The seats are partitioned by event so that one event loads one machine. A retry is harmless because the version of the row has moved on."],
    ),
    ("challenges.mechanisms", Phase.CHALLENGES, PARTIAL, ["The seats are partitioned by event so that one event loads one machine."]),
    ("challenges.mechanisms", Phase.CHALLENGES, PARTIAL, ["The seats are partitioned by event so that one event loads one machine."] * 3),
    ("challenges.mechanisms", Phase.CHALLENGES, ABSENT, ["We would take Kafka and Redis and Kubernetes there."]),
    ("wrap_up.summary", Phase.WRAP_UP, MET, [PARTS, "In short, orders go through the booking service into Postgres, and reads come from the cache."]),
    ("wrap_up.summary", Phase.WRAP_UP, ABSENT, [PARTS, "In short, it is scalable, robust, highly available and good."]),
    ("wrap_up.summary", Phase.WRAP_UP, ABSENT, ["The end."]),
]


@pytest.mark.parametrize(("criterion", "phase", "status", "said"), TABLE, ids=[f"{row[0]}-{row[2]}-{number}" for number, row in enumerate(TABLE)])
def test_a_check_separates_whole_from_half_from_nothing(criterion: str, phase: Phase, status: Status, said: list[str]) -> None:
    played = Played("ticket-booking")

    for words in said:
        played.go_to(EARLIER.get(words.split(":")[0], phase)).say(words)

    assert played.status(criterion) is status


def test_every_quote_of_a_check_stands_in_its_turn() -> None:
    for _, phase, _, said in TABLE:
        played = Played("ticket-booking").go_to(phase)
        played.say("\n".join(said))
        turns = {turn.turn: turn.text for turn in played.turns}

        for standing in played.interview.standings.values():
            assert all(" ".join(quote.quote.split()) in " ".join(turns[quote.turn].split()) for quote in standing.evidence)


def twisted(problem: str | None = "ticket-booking") -> Played:
    """The challenges, just after the twist."""
    played = Played(problem).go_to(Phase.CHALLENGES)
    while played.interview.twist_turn is None:
        played.say("I would have to think about that for a while.")
    return played


def test_a_twist_is_met_by_what_it_forces_to_change() -> None:
    played = twisted()

    played.say(
        "The old ticket's code is revoked and a new code is issued. The seller hands over to the buyer in one transaction. "
        "Gates download the list of valid codes before they go offline."
    )

    assert played.status("challenges.twist") is MET


def test_a_twist_is_half_met_by_one_change_and_not_by_a_sigh() -> None:
    half, sigh = twisted(), twisted()

    half.say("The old ticket's code is revoked and a new code is issued.")
    sigh.say("That is quite a change, we would have to see.")

    assert half.status("challenges.twist") is PARTIAL
    assert sigh.status("challenges.twist") is ABSENT


def test_what_was_said_before_the_twist_does_not_answer_it() -> None:
    played = Played("ticket-booking").go_to(Phase.CHALLENGES)

    played.say("The old ticket's code is revoked and a new code is issued at each sale to another owner.")

    assert played.status("challenges.twist") is ABSENT


def objected() -> Played:
    """The challenges, just after the objection, with a candidate who left little else to ask."""
    played = Played("ticket-booking").go_to(Phase.BREAK_DOWN)
    played.say(
        "The database is the single point of failure, so a standby takes over within a minute. "
        "I chose conditional updates rather than locks in Redis because Redis may lose a lock; the cost is more load on the primary, which I accept. "
        "At ten times the load the primary breaks first at 5,000 holds per second. "
        "While the payment provider is down we pause the sale and keep showing the last known map, because a wrong sale is worse. "
    )
    played.go_to(Phase.CHALLENGES)
    while not (played.interview.question and played.interview.question.asks == "challenges.position"):
        assert played.interview.phase is Phase.CHALLENGES
        played.say("I would have to think about that for a while.")
    return played


def test_a_position_is_held_for_a_reason() -> None:
    reasoned, stubborn, gone = objected(), objected(), objected()

    reasoned.say("No. A transaction that is open for minutes uses up the connections, while a hold is one short write with a deadline.")
    stubborn.say("No, I would still keep my design as it was, because I like it.")
    gone.say("Yes, they are right, let us do it that way.")

    assert [each.status("challenges.position") for each in (reasoned, stubborn, gone)] == [MET, PARTIAL, ABSENT]
    assert reasoned.initiative("challenges.position") is Initiative.PROMPTED


@pytest.mark.parametrize(("minutes", "status"), [(45, MET), (1, ABSENT)])
def test_the_end_is_on_time_only_inside_the_time(minutes: int, status: Status) -> None:
    played = Played("ticket-booking", minutes=minutes)
    played.say("Fans get into a hall only with something nobody else can show at the gate, and promoters earn on each of them.")
    for phase, words in (
        (Phase.CLARIFY, FUNCTIONAL),
        (Phase.BREAK_DOWN, f"{PARTS} Holding seats must be one conditional write."),
        (Phase.DATA_MODEL, RECORDS),
    ):
        played.go_to(phase).say(words)
    played.go_to(Phase.FLOWS).say("Create an order: browser -> booking service -> Postgres database -> 201.")

    played.go_to(Phase.WRAP_UP).say("In short, orders go through the booking service into Postgres, and reads come from the cache.", minutes=2)

    assert played.status("wrap_up.on_time") is status


def test_what_was_never_asked_or_measured_is_left_out() -> None:
    played = Played("ticket-booking", minutes=0)

    assert not {"break_down.arithmetic", "wrap_up.no_contradiction"} & left_out(played.brief)
    assert {"challenges.twist", "challenges.position", "wrap_up.on_time"} <= left_out(played.brief)
    assert "challenges.twist" not in left_out(twisted().brief)
    assert NINE.tzinfo
