"""Components, their kinds and what they are for."""

import pytest

from interview_flow.notes import ComponentKind
from interview_flow.phases import Phase
from interview_flow.reading.kinds import kind_of


def _roles(components):
    return {each.name: each.role for each in components}


def test_bullets_give_names_and_roles(heard):
    message = (
        "**Components**\n\n- **Connection gateway**: keeps the websocket of each device open\n- **Presence service** - tracks heartbeats\n"
        "- **Session registry** (Redis): maps a user to a gateway\n- Parser"
    )

    found = heard("components", message, Phase.BREAK_DOWN)

    assert _roles(found) == {
        "Connection gateway": "keeps the websocket of each device open",
        "Presence service": "tracks heartbeats",
        "Session registry": "maps a user to a gateway",
        "Parser": "",
    }


def test_a_table_of_components(heard):
    message = "| Component | Role |\n|---|---|\n| API gateway | checks tokens |\n| Redis | holds the buckets |"

    assert _roles(heard("components", message, Phase.BREAK_DOWN)) == {"API gateway": "checks tokens", "Redis": "holds the buckets"}


def test_a_list_after_a_label(heard):
    message = "Components: API gateway, feed service, a Redis cache for hot timelines, Cassandra for posts and a Kafka topic for new posts."

    found = heard("components", message, Phase.BREAK_DOWN)

    assert _roles(found) == {
        "API gateway": "",
        "feed service": "",
        "Redis cache": "for hot timelines",
        "Cassandra": "for posts",
        "Kafka topic": "for new posts",
    }


def test_prose_says_what_each_one_does(heard):
    message = (
        "Browse: event service reads from a replica and a CDN caches the seat map. A block service checks the hash, stores the block in object storage, and "
        "counts references. Ranges come from a counter that hands out blocks of ids, one block per node."
    )

    found = _roles(heard("components", message, Phase.BREAK_DOWN))

    assert found == {
        "event service": "reads from a replica",
        "replica": "",
        "CDN": "caches the seat map",
        "block service": "checks the hash, stores the block in object storage, and counts references",
        "object storage": "",
        "counter": "hands out blocks of ids",
    }


@pytest.mark.parametrize(
    "message",
    [
        "We won't need a queue for holds.",
        "No database is on the hot path.",
        "I leave out a search service and a separate user service.",
        "We do not need a separate message broker.",
        "The cache hit rate matters more than the database.",
        "We store the message and log every request.",
        "An alternative would be an in-memory lock service.",
        "A token bucket per key is enough.",
    ],
)
def test_what_is_negated_left_out_or_only_mentioned_is_no_component(heard, message):
    assert heard("components", message, Phase.BREAK_DOWN) == []


def test_what_a_choice_passed_over_is_no_component(heard):
    found = heard("components", "I prefer Postgres over DynamoDB, and Kafka rather than RabbitMQ.", Phase.BREAK_DOWN)

    assert list(_roles(found)) == ["Postgres", "Kafka"]


def test_a_list_of_products_gives_components_without_roles_and_no_remarks(heard):
    message = "I will use Kafka, Redis, Kubernetes and Cassandra."

    assert _roles(heard("components", message, Phase.CLARIFY)) == {"Kafka": "", "Redis": "", "Cassandra": ""}
    assert heard("remarks", message, Phase.CLARIFY) == []
    assert heard("remarks", message, Phase.BREAK_DOWN) == []


def test_the_ends_of_a_drawn_flow_are_components_when_their_noun_is_known(heard):
    found = heard("components", "app -> waiting room -> booking service -> Postgres -> SeatCount", Phase.FLOWS)

    assert list(_roles(found)) == ["app", "waiting room", "booking service", "Postgres"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("mobile app", ComponentKind.CLIENT),
        ("load balancer", ComponentKind.EDGE),
        ("API gateway", ComponentKind.EDGE),
        ("Chat service", ComponentKind.SERVICE),
        ("Message store", ComponentKind.STORE),
        ("edge cache", ComponentKind.CACHE),
        ("Redis cluster", ComponentKind.CACHE),
        ("click log", ComponentKind.QUEUE),
        ("delivery workers", ComponentKind.WORKER),
        ("payment provider", ComponentKind.EXTERNAL),
        ("frobnicator", ComponentKind.SERVICE),
    ],
)
def test_the_last_known_noun_decides_the_kind(name, kind):
    assert kind_of(name) is kind
