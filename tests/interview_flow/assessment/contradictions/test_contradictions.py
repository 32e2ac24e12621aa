"""Contradictions across phases: what is one, and what only looks like one."""

import pytest

from interview_flow.assessment.contradictions import Kind, contradictions
from interview_flow.design_record import DesignRecord
from interview_flow.phases import Phase
from interview_flow.transcript import Kind as Said
from interview_flow.transcript import Speaker, Turn
from tests.interview_flow.assessment.contradictions.saying import NINE, conversation, found, record_of

N, C, S, P = Kind.NUMBER, Kind.CONSISTENCY, Kind.SCOPE, Kind.PROMISE
CONTRADICTIONS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (N, ("clari: Let's assume 100M users.", "data_: With 1M users the table is small.")),
    (N, ("clari: There are 100 million users, and most only read.", "wrap_: It serves ten million users.")),
    (N, ("clari: We have 50M daily users.", "break: 5M daily users write a message now and then.")),
    (N, ("clari: 50M ppl/day, all over the world.", "break: I plan with 2M users a day.")),
    (N, ("clari: 10M DAU.", "break: We have 1M daily active users.")),
    (N, ("clari: 100M users.", "! New requirement: links may be edited.", "chall: The cache is invalidated.", "wrap_: In short, 1M users click.")),
    (N, ("clari: There are 10 million daily active users.", "flows: All in all that serves 100 million daily active users.")),
    (N, ("clari: 100M new links a month.", "data_: The table takes 10M links per month.")),
    (N, ("clari: People post 500 million tweets a day.", "break: 50M tweets per day go through the queue.")),
    (N, ("clari: So 8.64 million orders a day.", "break: On average 1,000 orders per second arrive.")),
    (N, ("clari: At peak 40,000 requests per second.", "flows: It is built for a peak of 400,000 requests per second.")),
    (N, ("clari: Messages are kept for 5 years.", "data_: Messages are deleted after 2 years.")),
    (N, ("clari: Messages stay forever, people expect that.", "data_: And we put a TTL of 30 days on the messages.")),
    (N, ("clari: Links never expire.", "data_: A nightly job: links expire after five years.")),
    (N, ("clari: Links live forever.", "data_: We delete links after one year.")),
    (N, ("clari: We keep orders for seven years.", "wrap_: Orders are dropped after 90 days.")),
    (N, ("clari: Retention is 5 years.", "data_: Retention: 2 years.")),
    (N, ("clari: A seat is held for ten minutes.", "flows: Seats are released after 2 minutes.")),
    (N, ("clari: The p99 of a redirect is 50 ms.", "wrap_: We promised p99 of 200 ms for a redirect.")),
    (N, ("clari: Redirects within 50 ms.", "wrap_: Redirects in 300 ms, as promised.")),
    (N, ("clari: p99 of 100 ms, please.", "wrap_: The p99 stays under 500 ms.")),
    (N, ("break: One message is 300 bytes.", "data_: Each message is 2 KB on disk.")),
    (N, ("break: At 300 B per message that is little.", "data_: A message takes 3 KB.")),
    (N, ("break: A photo is about 200 KB.", "flows: Photos are 5 MB, so they go straight to the blob store.")),
    (N, ("clari: It is read-heavy, 100 reads to 1 write, so 100 to 1.", "data_: The read to write ratio is 5 to 1.")),
    (N, ("clari: Groups up to 500 people.", "data_: Fan out works because groups have up to 50,000 members.")),
    (N, ("break: We use seven-character codes.", "data_: The 10-character code is the key.")),
    (N, ("clari: Availability is 99.99%.", "wrap_: It has an availability of 99%.")),
    (N, ("clari: Five nines of availability.", "wrap_: Availability: 99.9%.")),
    (
        N,
        (
            "clari: 50 mln visitors and each of them looks at 40 pictures.",
            "wrap_: As I said, 50 mln visitors and each of them looks at 4,000 pictures.",
        ),
    ),
    (C, ("clari: Strong consistency everywhere.", "wrap_: So it's an event-driven architecture with eventual consistency, which is what you want.")),
    (C, ("clari: Eventual consistency everywhere is fine.", "flows: Every read is strongly consistent so nobody sees a stale seat.")),
    (C, ("clari: The whole system is strongly consistent.", "data_: It's all eventually consistent, that is just CAP.")),
    (C, ("clari: Strong consistency for the account balance.", "data_: The account balance is eventually consistent in DynamoDB.")),
    (C, ("clari: The account balance must be strongly consistent.", "flows: The account balance is read from a replica.")),
    (C, ("clari: Seat maps are eventually consistent.", "data_: Seat maps need strong consistency.")),
    (S, ("clari: Out of scope: payments, analytics.", "break: The analytics service counts clicks.", "data_: GET /analytics/{code} -> 200 {clicks}")),
    (S, ("clari: We are not doing group chat.", "data_: Entities: GroupChat(group_chat_id, name, owner_id)\nPOST /group-chats {name} -> 201 {id}")),
    (P, ("break: That fits on one database server honestly.", "data_: We'd shard it by the short_key, using consistent hashing.")),
    (P, ("flows: Saving is synchronous because we promise something.", "chall: Saving is async.")),
    (P, ("data_: The alias must be unique.", "flows: Duplicate aliases are fine.")),
)
TEMPTING: tuple[tuple[str, ...], ...] = (
    ("clari: 100M users.", "break: I said 100M users, make that 10M users."),
    ("clari: 100M users.", "break: Actually, 10M users is closer."),
    ("clari: 100M users.", "break: Sorry, let me correct myself. 10M users."),
    ("clari: 100M users in total.", "break: 10M daily users."),
    ("clari: 100M MAU.", "break: 10M DAU."),
    (
        "clari: Strong consistency for bookings.",
        "! New requirement: bookings must be taken offline.",
        "chall: Then bookings are eventually consistent.",
    ),
    ("clari: 50M daily users.", "break: 10M concurrent users."),
    ("clari: 50M users a day.", "break: 10M users connected at once."),
    ("clari: 100M users.", "data_: Each shard takes 10M users."),
    ("clari: 100M users.", "chall: If it were 1B users the cache goes first."),
    ("clari: 100M users.", "? At ten times the load, what breaks?", "chall: With 1B users the store goes first."),
    ("clari: 100M users.", "chall: Ten times over is 1B users."),
    ("clari: 100M users.", "wrap_: Roll-out begins with 1M users."),
    ("clari: 100M users.", "resta: At my last company we had 1M users."),
    ("clari: 100M users.", "break: 20M users in Europe."),
    ("clari: 100M users.", "data_: One gateway holds 100k users."),
    ("clari: 100M users.", "break: Say 120M users with some growth."),
    ("clari: 100M users.", "break: I take 130M users."),
    ("clari: 1M to 100M users.", "break: 10M users."),
    ("clari: 100M users.", "break: 5M premium users pay."),
    ("clari: 100M users write, 400M users read.", "break: 100M users."),
    ("clari: 100M links a month.", "break: 100M links a month / 2.6M s = 38 links per second, at peak 400 links per second."),
    ("clari: 100M links a month.", "break: That is on average 39 links per second."),
    ("clari: 100M links a month.", "break: Each region takes 20M links a month."),
    ("clari: 864 million orders a day.", "break: At peak 100,000 orders per second."),
    ("clari: 10,000 requests per second on average.", "break: At peak 100,000 requests per second."),
    ("clari: 50M users x 40 messages = 2B messages a day.", "break: 2B / 86,400 is about 2,300 messages per second."),
    ("clari: Messages are kept for 5 years.", "data_: Messages older than 90 days go to cold storage."),
    ("clari: Messages are kept for 5 years.", "data_: In the cache messages are kept for 10 minutes."),
    ("clari: Orders are kept for 7 years.", "data_: Raw click events go after seven days."),
    ("clari: Links live forever by default.", "data_: Anonymous links expire after 30 days."),
    ("clari: Links live forever unless an end is given.", "data_: Links expire after five years."),
    ("clari: Seats are held for 10 minutes.", "chall: While the provider is slow, holds go to 15 minutes."),
    ("clari: Seats are held for 10 minutes.", "flows: Starting a payment stretches the hold by 5 minutes once."),
    ("clari: Redirects within 50 ms at p99.", "flows: The database read takes 10 ms at p99."),
    ("clari: Redirects within 50 ms at p99.", "clari: Creating a link within 500 ms at p99."),
    ("clari: p99 of a redirect is 50 ms.", "chall: During a failover p99 of a redirect is 800 ms."),
    ("clari: p99 of a redirect is 50 ms.", "wrap_: An alert at p99 of a redirect above 200 ms."),
    ("clari: p99 of a redirect is 50 ms.", "wrap_: The p50 of a redirect is 5 ms."),
    ("clari: A hold takes at most 500 ms.", "wrap_: I switch back if a hold takes more than a second."),
    ("break: One message is 300 bytes.", "data_: A message is at most 4 KB."),
    ("break: One message is 300 bytes.", "data_: The message metadata is 2 KB."),
    ("break: A link is 500 bytes.", "data_: Each click event is 100 bytes."),
    ("break: A photo is 2 MB.", "flows: The thumbnail of a photo is 20 KB."),
    ("clari: It's read-heavy, 100 to 1.", "chall: For channels it's rather 10,000 reads to 1 write."),
    ("clari: Groups up to 500 people.", "! New requirement: channels with 200,000 members.", "chall: Groups up to 200,000 people need another path."),
    ("clari: Messages are kept for 5 years.", "! By law messages must be gone after a year.", "wrap_: Messages are deleted after 1 year."),
    ("break: Seven characters was my plan, seven-character codes. Hang on, guessing. So eight-character codes.", "wrap_: Random 8-character codes."),
    ("break: Step 3 of the buying flow asks for the card.", "flows: Step 5 of the selling flow asks for the card."),
    ("clari: 99.99% availability for reads.", "clari: 99.9% availability for writes."),
    ("clari: Availability 99.99%.", "data_: The cache hit rate is 99%, availability aside."),
    ("clari: Strong consistency for bookings.", "clari: Eventual consistency for the counts."),
    ("clari: Strong consistency for bookings, the rest may be eventually consistent.", "data_: The map is eventually consistent."),
    ("clari: Strong consistency everywhere.", "data_: Only the click counts are eventually consistent."),
    ("clari: We don't need strong consistency everywhere.", "wrap_: It's all eventually consistent."),
    ("clari: Eventual consistency is not good enough for seats.", "data_: Seats need strong consistency."),
    ("clari: The account balance must be strongly consistent.", "flows: The account balance is read from a replica only if it is not stale."),
    ("clari: The account balance must be strongly consistent.", "flows: The transaction history is read from a replica."),
    (
        "clari: Out of scope: resale.",
        "! New requirement: people may resell tickets, so resale is in.",
        "chall: POST /resale {ticket} -> 201\nEntities: Resale(resale_id, price)",
    ),
    (
        "clari: Out of scope: billing.",
        "break: I'd take billing in after all.",
        "data_: POST /billing {plan} -> 201\nEntities: Billing(billing_id, plan)",
    ),
    ("clari: Not doing: payments, we use an external provider.", "flows: The booking service calls the payment provider."),
    ("clari: Out of scope: user accounts and login.", "data_: User(user_id, name), Link(code, user_id)"),
    ("break: It fits on one database server today.", "chall: If one box isn't enough: we shard it by event_id."),
    ("break: The data fits on one server.", "data_: We shard it by user because of 70k writes per second."),
    ("flows: Saving is synchronous.", "flows: Delivery is asynchronous."),
    ("data_: The alias must be unique.", "flows: Duplicate events are fine, they are dropped."),
    ("data_: The key is unique.", "flows: The same long link twice gives two codes on purpose."),
    ("break: An order service, a payment service and a mail worker.", "flows: client -> order service -> Postgres -> mail worker"),
)
DESIGN = "break: The booking service takes orders. The payment service calls the provider. A mail worker sends tickets. A relational database keeps seats. A map cache holds maps."


@pytest.mark.parametrize(("kind", "said"), CONTRADICTIONS, ids=lambda each: each[-1][:60] if isinstance(each, tuple) else each.value)
def test_what_cannot_both_hold_is_found_once(kind: Kind, said: tuple[str, ...]) -> None:
    contradiction = found(*said)

    assert [each.kind for each in contradiction] == [kind]


@pytest.mark.parametrize("said", TEMPTING, ids=lambda each: each[-1][:60])
def test_nobody_is_accused_of_what_only_looks_like_one(said: tuple[str, ...]) -> None:
    assert found(*said) == ()


def test_the_table_is_large_and_balanced() -> None:
    assert len(CONTRADICTIONS) >= 30
    assert len(TEMPTING) >= 30


def test_both_places_are_quoted_as_they_stand_the_earlier_one_first() -> None:
    said = ("clari: Hello. Let's assume 100M users.", "data_: Fine.\nSo with 1M users it is small.")

    contradiction = found(*said)[0]

    assert (contradiction.first.turn, contradiction.first.quote) == (2, "Let's assume 100M users.")
    assert (contradiction.second.turn, contradiction.second.quote) == (4, "So with 1M users it is small.")
    assert contradiction.says == "100M users in one place, 1M users in another."


def test_a_part_that_nobody_introduced_is_found_in_a_flow() -> None:
    contradiction = found(DESIGN, "flows: Buying: client -> booking service -> ledger service -> database")

    assert [each.kind for each in contradiction] == [Kind.COMPONENT]
    assert "ledger" in contradiction[0].says.lower()


@pytest.mark.parametrize("later", ["chall: The ledger is there for the books.", "flows: A ledger service keeps the books, it is double entry."])
def test_a_part_that_is_introduced_anywhere_is_no_stranger(later: str) -> None:
    assert found(DESIGN, "flows: Buying: client -> booking service -> ledger service -> database", later) == ()


def test_after_a_correction_the_corrected_figure_counts() -> None:
    corrected = ("clari: 100M users.", "break: Actually, make that 10M users.")

    assert found(*corrected, "wrap_: It serves 10M users.") == ()
    assert [each.kind for each in found(*corrected, "wrap_: It serves 100M users.")] == [Kind.NUMBER]


def test_an_answer_that_was_edited_afterwards_accuses_nobody() -> None:
    turns = list(conversation("clari: 100M users.", "break: 1M users."))
    old = turns[-1]
    turns[-1] = Turn(turn=old.turn, speaker=old.speaker, phase=old.phase, kind=old.kind, text=old.text, at=old.at, corrected="100M users.")

    assert contradictions(turns, DesignRecord(), None) == ()


def test_what_the_interviewer_says_contradicts_nobody() -> None:
    assert found("clari: 100M users.", "? You said 1M users, did you not?", "break: Yes.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9" * 20_000,
        "9 " * 10_000,
        "(" * 20_000,
        "1,000," * 3_000,
        "NaN users, 10^400 users, 1e99 users",
        "٣٠٠ users a day",
        "a " * 10_000,
        "users " * 3_000,
        "kept for " * 2_000,
    ],
    ids=lambda text: text[:12] or "empty",
)
def test_hostile_text_is_read_without_harm(text: str) -> None:
    turns = tuple(
        Turn(turn=number, speaker=Speaker.CANDIDATE, phase=phase, kind=Said.ANSWER, text=text, at=NINE)
        for number, phase in enumerate((Phase.CLARIFY, Phase.DATA_MODEL, Phase.WRAP_UP), 1)
    )

    assert contradictions(turns, record_of(turns[:1]), None) == ()
