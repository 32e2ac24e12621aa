"""The matrix: what belongs to a requirement is found by meaning, and what does not is left out."""

import pytest

from interview_flow.assessment.traceability import Row, traceability, uncovered
from interview_flow.design_record import DesignRecord
from interview_flow.phases import Phase
from interview_flow.reading import read

WANTED = (
    "Functional requirements:\n- post a photo with a caption\n- follow other people\n- see a feed of those one follows\n- search for people by name"
)
PARTS = (
    "Posting: an upload service checks the photo and puts it into a blob store.\n"
    "Following: a graph service keeps who follows whom in a graph database.\n"
    "Feed: a feed worker copies each post into a feed cache, from which a feed service answers."
)
RECORDS = "Entities:\n- Photo(photo_id, owner_id, caption, taken_at)\n- Follow(follower_id, followee_id, since)\n- FeedEntry(user_id, photo_id, at)"
CALLS = "POST /v1/photos {caption, file} -> 201 {photo_id}; 413 too large\nGET /v1/feed?before= -> 200 [photo]; 401\nPUT /v1/follows/{user_id} -> 204; 404"
FLOWS = (
    "Posting: app -> upload service -> blob store -> feed worker.\nReading the feed: app -> feed service -> feed cache, on a miss the graph database."
)


def designed(*said: tuple[str, Phase]) -> DesignRecord:
    record = DesignRecord()
    for place, (message, phase) in enumerate(said):
        record = record.joined(read(message, 2 * place + 2, phase))
    return record


def whole() -> DesignRecord:
    return designed((WANTED, Phase.CLARIFY), (PARTS, Phase.BREAK_DOWN), (RECORDS, Phase.DATA_MODEL), (CALLS, Phase.DATA_MODEL), (FLOWS, Phase.FLOWS))


def names(row: Row, cell: str) -> set[str]:
    return {link.name for link in getattr(row, cell)}


def test_each_requirement_has_what_serves_it_and_nothing_else() -> None:
    post, follow, feed, _ = traceability(whole())

    assert names(post, "operations") == {"POST /v1/photos"}
    assert names(post, "components") >= {"upload service", "blob store"}
    assert "graph database" not in names(post, "components")
    assert names(follow, "operations") == {"PUT /v1/follows/{user_id}"}
    assert names(follow, "entities") == {"Follow"}
    assert names(follow, "components") == {"graph service", "graph database"}
    assert names(feed, "operations") == {"GET /v1/feed?before="}
    assert names(feed, "components") >= {"feed worker", "feed cache", "feed service"}
    assert names(feed, "flows") == {"Reading the feed"}


def test_what_nothing_serves_is_a_gap_and_is_uncovered() -> None:
    rows = traceability(whole())

    assert rows[3].gaps == ("operation", "entity", "component", "flow")
    assert [row.number for row in uncovered(rows)] == [4]


def test_a_nice_to_have_without_a_part_is_no_gap_that_counts() -> None:
    record = designed(
        ("Functional requirements:\n- post a photo (must)\n- search for people by name (nice to have)", Phase.CLARIFY), (PARTS, Phase.BREAK_DOWN)
    )

    assert uncovered(traceability(record)) == ()


def test_every_link_quotes_the_candidate_at_its_turn() -> None:
    said = {2: WANTED, 4: PARTS, 6: RECORDS, 8: CALLS, 10: FLOWS}

    links = [
        link for row in traceability(whole()) for cell in (row.operations, row.entities, row.components, row.flows, row.challenges) for link in cell
    ]

    assert links
    assert all(" ".join(link.quote.split()) in " ".join(said[link.turn].split()) for link in links)


@pytest.mark.parametrize(
    ("requirement", "call", "belongs"),
    [
        ("send a message", "POST /messages {text} -> 201", True),
        ("send a message", "sendMessage(conversation_id, text) -> message_id", True),
        ("open a short link", "GET /{code} -> 302", True),
        ("pay for a ticket", "POST /orders/{order_id}/charge {token} -> 202", True),
        ("reserve a seat", "POST /events/{event_id}/holds {seat_ids} -> 201", True),
        ("look at clicks per day", "GET /links/{code}/statistics -> 200", True),
        ("send a message", "GET /orders/{order_id} -> 200", False),
        ("pay for a ticket", "GET /events/{event_id}/seats -> 200", False),
        ("follow a person", "DELETE /photos/{photo_id} -> 204", False),
    ],
)
def test_operations_are_known_by_meaning(requirement: str, call: str, belongs: bool) -> None:
    record = designed((f"Functional requirements:\n- {requirement}\n- change the name of a garden", Phase.CLARIFY), (call, Phase.DATA_MODEL))

    assert bool(traceability(record)[0].operations) is belongs


def test_a_table_of_wishes_and_parts_is_read_row_by_row() -> None:
    table = "| wish | what it takes | part |\n|---|---|---|\n| post a photo | resized first | photo svc |\n| follow others | an edge each way | graph svc |"

    post, follow = traceability(designed(("Functional:\n- post a photo\n- follow others", Phase.CLARIFY), (table, Phase.BREAK_DOWN)))

    assert names(post, "components") == {"photo svc"}
    assert names(follow, "components") == {"graph svc"}


def test_without_requirements_there_is_no_matrix() -> None:
    assert traceability(designed((PARTS, Phase.BREAK_DOWN))) == ()
    assert uncovered(()) == ()


def test_a_call_belongs_to_the_requirement_that_holds_its_whole_name() -> None:
    wanted = "Functional requirements:\n- send a message to a person\n- see old messages\n- see whether a message was read"

    record = designed((wanted, Phase.CLARIFY), ("sendMessage(conversation_id, text) returns number", Phase.DATA_MODEL))

    assert [names(row, "operations") for row in traceability(record)] == [{"sendMessage"}, set(), set()]
