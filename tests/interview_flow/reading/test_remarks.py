"""Sentences about one aspect of the design."""

import pytest

from interview_flow.notes import Aspect
from interview_flow.phases import Phase
from interview_flow.reading import read


def _aspects(notes):
    return [note.aspect for note in notes]


@pytest.mark.parametrize(
    ("message", "aspect"),
    [
        ("At ten times the load the hot shard breaks first, at around 5,000 updates per second.", Aspect.SCALING),
        ("When a gateway dies, devices reconnect with jitter to the others and ask for what they missed.", Aspect.RELIABILITY),
        ("The commit is a compare-and-set on the current version, two devices never both win.", Aspect.CONSISTENCY),
        ("Bots are held off by a captcha and a limit per account.", Aspect.SECURITY),
        ("We roll out new clients to one percent first, with a kill switch.", Aspect.OPERATIONS),
        ("Seats are sharded by event id and rebalanced at night.", Aspect.PARTITIONING),
        ("Bookings are indexed on user and date.", Aspect.INDEXING),
        ("The cache is filled on a miss with a TTL of a day.", Aspect.CACHING),
        ("The load balancer spreads calls by least connections.", Aspect.LOAD_BALANCING),
        ("A worker consumes the queue and delivers in the background.", Aspect.MESSAGING),
        ("We fall back to long polling where websockets are blocked.", Aspect.PROTOCOLS),
        ("Budget: edge 20 ms, waiting room 5 ms, database 30 ms.", Aspect.PERFORMANCE),
        ("Alerts go off when the consumer lag grows.", Aspect.MONITORING),
        ("Metadata has a backup every hour and point-in-time recovery, with an RPO of 5 minutes.", Aspect.DISASTER_RECOVERY),
        ("Under GDPR deleting an account removes its blocks within 30 days.", Aspect.COMPLIANCE),
        ("Cold blocks move to a cheaper storage class, a third of the monthly bill.", Aspect.COST),
        ("Two devices rename the same file at the same moment; the later one is refused with 409.", Aspect.EDGE_CASES),
        ("Unreferenced blocks are garbage collected after 30 days.", Aspect.STORAGE),
    ],
)
def test_a_sentence_is_sorted_by_its_words(heard, message, aspect):
    found = heard("remarks", message, Phase.CHALLENGES)

    assert aspect in _aspects(found)


def test_a_label_puts_its_aspect_first_and_a_bare_one_is_not_quoted(heard):
    message = "Consistency: counts are read from the replica and may be a minute old."

    found = heard("remarks", message, Phase.CHALLENGES)

    assert found[0].aspect is Aspect.CONSISTENCY
    assert found[0].text == "counts are read from the replica and may be a minute old."


def test_a_label_that_says_more_than_its_section_is_quoted(heard):
    message = "Bottleneck at ten times the load: the fan-out of big rooms."

    found = heard("remarks", message, Phase.CHALLENGES)

    assert {note.text for note in found} == {message}


def test_a_sentence_has_at_most_two_aspects():
    message = (
        "The sharded cache is invalidated over a queue with retries and backoff, encrypted with TLS, alerts fire on lag and the roll out is staged."
    )

    found = [note for note in read(message, 2, Phase.CHALLENGES) if note.section == "remarks"]

    assert len(found) == 2


def test_praise_of_a_product_is_no_remark(heard):
    for message in ("Kubernetes will scale it.", "Cassandra has no single point of failure."):
        assert heard("remarks", message, Phase.CHALLENGES) == []


def test_restating_and_clarifying_give_no_remarks_without_a_label(heard):
    message = "The hard part is caching under uneven load."

    assert heard("remarks", message, Phase.RESTATE) == []
    assert heard("remarks", message, Phase.CLARIFY) == []
