"""Flows drawn with arrows, told in steps, told in prose."""

import pytest

from interview_flow.phases import Phase


def _hops(flow):
    return [(hop.source, hop.target, hop.note) for hop in flow.hops]


@pytest.mark.parametrize("arrow", ["->", "→", "=>", "-->", "⇒"])
def test_arrows_of_every_kind(heard, arrow):
    (found,) = heard("flows", f"Check: client {arrow} gateway {arrow} local bucket {arrow} redis", Phase.FLOWS)

    assert found.name == "Check"
    assert _hops(found) == [("client", "gateway", ""), ("gateway", "local bucket", ""), ("local bucket", "redis", "")]


def test_an_end_is_a_name_and_the_rest_is_a_note(heard):
    message = (
        "Upload: the client -> an upload service -> id allocator only when its block is used up -> blob store with two copies -> "
        "on a miss the metadata database, then fill the cache -> queue (async) -> 201"
    )

    (found,) = heard("flows", message, Phase.FLOWS)

    assert _hops(found) == [
        ("client", "upload service", ""),
        ("upload service", "id allocator", "only when its block is used up"),
        ("id allocator", "blob store", "with two copies"),
        ("blob store", "metadata database", "on a miss"),
        ("metadata database", "queue", "async"),
        ("queue", "client", "201"),
    ]


def test_several_flows_in_one_paragraph_are_told_apart_by_their_labels(heard):
    message = "Deny: client -> gateway -> 429 with retry-after. Synchronous, since the caller waits. Rule change: admin => rule service => pub/sub => gateways."

    found = heard("flows", message, Phase.FLOWS)

    assert [(each.name, len(each.hops)) for each in found] == [("Deny", 2), ("Rule change", 3)]


def test_a_flow_may_go_over_several_lines(heard):
    message = "Placing an order:\n\nclient\n-> gateway\n-> order service\n-> Postgres (one transaction)\n-> 201"

    (found,) = heard("flows", message, Phase.FLOWS)

    assert found.name == "Placing an order"
    assert _hops(found)[-2:] == [("order service", "Postgres", "one transaction"), ("Postgres", "client", "201")]


def test_a_chain_of_then_between_components_is_a_flow(heard):
    (found,) = heard("flows", "Read: edge cache, then Redis, then the store; nothing else.", Phase.BREAK_DOWN)

    assert _hops(found) == [("edge cache", "Redis", ""), ("Redis", "store", "")]


def test_numbered_steps_under_a_title(heard):
    message = (
        "Send path:\n1. The client sends the message to the connection gateway.\n2. The gateway calls the chat service, which takes a sequence number.\n"
        "3. The chat service writes to the message store.\n4. Delivery workers read from Kafka."
    )

    (found,) = heard("flows", message, Phase.FLOWS)

    assert found.name == "Send path"
    assert found.steps[0] == "The client sends the message to the connection gateway"
    assert len(found.steps) == 4
    assert _hops(found) == [
        ("client", "connection gateway", "sends the message to"),
        ("gateway", "chat service", "calls"),
        ("chat service", "message store", "writes to"),
        ("Delivery workers", "Kafka", "read from"),
    ]


def test_prose_that_goes_from_one_component_to_the_next(heard):
    message = "When a user saves a file, the client sends the hashes to the metadata service. The client uploads blocks to the block service, which writes them to object storage."

    (found,) = heard("flows", message, Phase.FLOWS)

    assert found.name == "When a user saves a file"
    assert [(source, target) for source, target, _ in _hops(found)] == [
        ("client", "metadata service"),
        ("client", "block service"),
        ("block service", "object storage"),
    ]


def test_mermaid_is_read_with_the_names_its_ids_stand_for(heard):
    message = "```mermaid\ngraph LR\n  C[Client] --> LB[Load Balancer]\n  LB --> API[Order API]\n  API --> DB[(Postgres)]\n```"

    (found,) = heard("flows", message, Phase.FLOWS)

    assert _hops(found) == [("Client", "Load Balancer", ""), ("Load Balancer", "Order API", ""), ("Order API", "Postgres", "")]


@pytest.mark.parametrize(
    "message",
    ["The user clicks and goes to the page.", "GET /seats -> 200 [seat]", "hold(seats) -> hold_id", "3 KB * 10 -> 30 KB", "It just works."],
)
def test_what_goes_nowhere_or_is_a_contract_is_no_flow(heard, message):
    assert heard("flows", message, Phase.FLOWS) == []
