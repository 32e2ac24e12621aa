"""Sizing and storing, said in many ways: each sentence that counts stands beside one that only sounds like it."""

import pytest

from interview_flow.phases import Phase
from interview_flow.transcript import Status
from tests.interviews import Played

SHOWN = {
    "break_down.peak": [
        "On an ordinary day that's 400 payments a second, but salary day is five times that.",
        "People book hotels in January, so I multiply by four for the January rush and get 2,000 searches a second.",
        "Sensors report every minute on the minute, so really 50,000 land within two seconds and then it's silent.",
        "When polls close we go from 10 requests per second to maybe 40 thousand.",
    ],
    "break_down.estimate_changes_decision": [
        "2 TB a year, that fits on one machine, so no sharding for the first years.",
        "60,000 events per second is more than one primary can take, so I'd partition by sensor.",
        "300k open sockets / 50k per box = 6 boxes, so the socket tier has to be separate from the rest.",
        "Since 80 GB/s leaves the building, a CDN is not optional.",
    ],
    "break_down.one_reason": [
        "The queue exists for one reason: bursts of uploads shouldn't reach the converter.",
        "Why is billing separate? Because it changes every quarter and must be audited.",
        "Search is its own service because its index can be rebuilt and must not slow down checkout.",
        "Notification worker: slow e-mail servers should not block a booking.",
    ],
    "break_down.edge_cases": [
        "If the coupon has expired in the meantime, we show the price without it and ask again.",
        "What if two nurses edit the same record? The second one gets a conflict and sees both versions.",
        "Empty search returns the most popular items instead of an error.",
        "When the phone goes offline the message waits in the outbox and is sent on reconnect.",
    ],
    "break_down.smallest_design": [
        "I deliberately leave out a message queue until we see more than 1,000 orders a second.",
        "The smallest version is one process with a SQLite file, and that works until about 50 offices.",
        "We don't need Kubernetes or Kafka for 20 requests per second.",
        "Three boxes: app, database, worker. That's all I'd build on day one.",
    ],
    "data_model.store_reason": [
        "Postgres, because a transfer touches two accounts and has to be one transaction.",
        "We always fetch the profile by user id, so a key-value store is enough.",
        "Readings are appended and read by time range, hence a time-series database.",
        "The photos go in S3 since they are big and immutable.",
    ],
    "data_model.partition_key": [
        "Shard by customer_id; a big retailer would be a hot shard, so its orders get a suffix.",
        "Partition key is sensor_id + month, no single sensor is hot.",
        "I'd partition on hotel_id, the risk is a huge chain hammering one partition.",
        "Index on (user_id, created_at) because the list is by user newest first.",
    ],
    "data_model.invariant": [
        "A balance never goes below zero: the update has the condition balance >= amount.",
        "Two guests can't have the same room on the same night, enforced by a unique constraint on (room, night).",
        "Each vote counts once; the primary key is (election, voter).",
        "Stock may never be negative, so decrement where stock > 0, and if zero rows changed it's sold out.",
    ],
    "data_model.growth": [
        "Readings older than 13 months are rolled up to hourly and the raw ones dropped.",
        "The table grows by 2 GB a day, so we partition by month and detach old partitions to S3.",
        "We keep invoices ten years for the tax office, carts go after 30 days.",
        "New fields are nullable, so old rows stay valid and a backfill job fills them in.",
    ],
    "data_model.second_store": [
        "I'd copy the restaurant's name into the order: it saves a join per read, and if it changes old orders keep the old name, which is what we want.",
        "The search index is a second copy that lags by a few seconds, and it can be rebuilt from Postgres.",
        "I denormalise the like count on the post; it may be off by a few, but counting rows each time would be too expensive.",
        "A materialised view for the dashboard: costs storage and is five minutes stale, but the query drops from 20 s to 50 ms.",
    ],
}
NOT_SHOWN = {
    "break_down.peak": [
        "We handle 400 payments a second.",
        "The system must survive peaks.",
        "Peak load is important to consider.",
        "On Monday I would start with the API.",
        "I separate peak from average.",
    ],
    "break_down.estimate_changes_decision": [
        "We need to store 500 GB per year.",
        "We have 50M users, 10 posts each, so 500M posts a day.",
        "We will use sharding because it scales.",
        "So we need 3 services: users, orders and payments.",
    ],
    "break_down.one_reason": [
        "There is a gateway, a user service and a database.",
        "The load balancer distributes the requests to the servers.",
        "We use microservices because they scale.",
        "The client calls the API and the API calls the database.",
        "Every component has a single reason to be there.",
    ],
    "break_down.edge_cases": [
        "The user uploads a file and we store it.",
        "If the traffic grows we add servers.",
        "When a user posts, we save it in the database.",
        "We show the newest items first.",
    ],
    "break_down.smallest_design": [
        "We use Kafka, Redis and Postgres.",
        "We don't need to support video calls.",
        "The user doesn't need to log in.",
        "It is a simple design with five services.",
    ],
    "data_model.store_reason": [
        "We use Postgres for users and MongoDB for posts.",
        "DynamoDB because it scales infinitely.",
        "NoSQL since it's fast and flexible.",
        "Redis because everybody uses it.",
    ],
    "data_model.partition_key": [
        "We shard the database.",
        "The database is partitioned for scalability.",
        "The key of the table is id.",
        "Hot keys are handled automatically.",
    ],
    "data_model.invariant": [
        "Every user has an email.",
        "We use transactions.",
        "The user can book a room.",
        "Data should be consistent.",
        "I state an invariant and what enforces it.",
    ],
    "data_model.growth": [
        "The data will grow.",
        "We keep the user's name and email.",
        "We store the last login.",
        "The system scales to more data.",
    ],
    "data_model.second_store": [
        "We use Redis and Postgres.",
        "We cache the profile for 5 minutes.",
        "The database is replicated to a second region.",
        "We have a search index.",
    ],
}


def status(criterion: str, words: str) -> Status:
    played = Played(None).go_to(Phase(criterion.partition(".")[0]))
    played.say(words)
    return played.status(criterion)


@pytest.mark.parametrize(("criterion", "words"), [(criterion, words) for criterion, said in SHOWN.items() for words in said])
def test_a_criterion_is_heard_in_words_that_no_pattern_was_copied_from(criterion: str, words: str) -> None:
    assert status(criterion, words) is not Status.ABSENT


@pytest.mark.parametrize(("criterion", "words"), [(criterion, words) for criterion, said in NOT_SHOWN.items() for words in said])
def test_what_only_sounds_like_it_is_not_heard(criterion: str, words: str) -> None:
    assert status(criterion, words) is Status.ABSENT
