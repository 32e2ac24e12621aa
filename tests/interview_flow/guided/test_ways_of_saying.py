"""The later phases in many voices: sentences that show a criterion, and sentences that only sound like it."""

import pytest

from interview_flow.phases import Phase
from interview_flow.transcript import Status
from tests.interviews import Played

SHOWN = {
    "flows.sync_async": [
        "The rider stands there waiting for that one, since without the driver's name the screen has nothing to show.",
        "Nobody waits for the thumbnail, it's made afterwards by a worker.",
        "api -> payments, sync: we can't hand out a ticket that isn't paid",
        "The warehouse copy happens behind the user's back, because a report may be an hour late.",
        "The statistics go off to the side, as no reader should pay for them.",
    ],
    "flows.idempotency": [
        "If the same order is sent twice, the second insert hits the unique key and we give back the first order.",
        "Pressed twice? The request id is already there, so the second press gets the same booking.",
        "Setting a flag to true again changes nothing, so a repeat is harmless.",
        "consumer sees the event id again -> skipped",
        "When the phone repeats the call with the same uuid, the server answers with the original result.",
    ],
    "flows.failure_mid_flow": [
        "If the service dies after the charge but before the ticket is written, the payment is left dangling and a sweeper refunds it.",
        "The worker is killed half way. Its lease runs out after a minute and another one picks up the job from the last checkpoint.",
        "power cut between the two writes: row is in the orders table but not in the index, nightly job compares and repairs",
        "Crash just after the commit: the order is stored but nobody has been told, and the outbox sends the mail later.",
    ],
    "challenges.weak_points": [
        "The narrow place is the primary of the order table, because every purchase writes there.",
        "Without the lock service nobody can book anything.",
        "Everything goes through the gateway, so that's the one thing I can't lose.",
        "If the coordinator dies nothing gets assigned until a standby takes over.",
    ],
    "challenges.alternatives": [
        "I considered polling instead of sockets: simpler to run, but ten million phones would ask for nothing, so I pay with sticky connections.",
        "Could be one big table rather than shards; it is cheaper, but I'd lose the isolation between tenants.",
        "We chose Postgres over Cassandra because we need the transaction, and the price is that sharding is on us.",
        "A queue per customer would be fairer, but it costs us thousands of queues; I accept a bit of unfairness.",
    ],
    "challenges.ten_times": [
        "At ten times the load the primary gets 80,000 writes a second and it is done at 30,000.",
        "Tenfold, then. The matcher is the first thing to melt: it does about 50k pings a second.",
        "10x -> 600 GB of index, no longer fits in one machine of 256 GB",
        "With ten times the users the notification service breaks first, 40,000 sends per second against the 5,000 they let us have.",
    ],
    "challenges.degraded_mode": [
        "If the ranking service is down we show yesterday's list.",
        "With the payment provider away we refuse new orders and let people browse.",
        "I'd rather show an old price than an error.",
        "Under overload the recommendations are switched off first, the checkout never.",
    ],
    "challenges.operations": [
        "Nobody asked, but the bill: egress is the biggest part of it, about 40,000 dollars a month.",
        "Support may only see a masked number, and every access is logged with a name.",
        "We deploy to one region first, watch the error rate for an hour and roll back if it doubles.",
        "Spammers are held off by a limit per account and a captcha after five tries.",
    ],
    "wrap_up.weakness": [
        "What I trust least is the failover of the primary.",
        "weak: one region, if it goes dark everybody is out",
        "I'm not easy about the cleanup job, it has never been tested at that size.",
        "The part I glossed over is the counting of views.",
    ],
    "wrap_up.next_steps": [
        "Next, riskiest first: a failover drill, a load test, and the colors of the buttons last.",
        "I'd start with the load test, because if that guess is wrong everything else falls.",
        "In order of what could hurt most: the migration of old data, then the search, then the export.",
        "Left to do, in this order: rehearse the failover drill, then the import, then dark mode.",
    ],
    "wrap_up.metrics": [
        "I'd watch the p99 of the redirect against the 50 ms and the age of the oldest job in the queue.",
        "On the wall: share of failed payments, line at 0.5%.",
        "alarm: lag of the consumer > 30 s",
        "I would look at how long a passenger waits, it should stay under a minute, and at the errors.",
    ],
    "wrap_up.rollout": [
        "It starts in one city for two weeks, then the country; if the error rate doubles we switch back to the old one.",
        "Canary with 1% first, then 10, then all, and we roll back when checkout errors pass 0.5%.",
        "One building first, 300 people. Two missed bookings and we're back on the old system the same day.",
        "Behind a flag for employees first, then a few percent, and the flag is off again if the lag grows.",
    ],
}
NOT_SHOWN = {
    "flows.sync_async": [
        "Synchronous, asynchronous, queue, worker, event.",
        "I say for each hop whether it is synchronous or asynchronous, and why.",
        "The user presses the button and the server writes the row.",
        "The waiting room is painted blue.",
    ],
    "flows.idempotency": [
        "We use idempotency keys and retries.",
        "Kafka has exactly-once semantics, so duplicates can't happen.",
        "The button is greyed out after the first press.",
        "I guess we'd ignore it somehow if it came twice.",
    ],
    "flows.failure_mid_flow": [
        "I follow a failure half way through a flow to the state that is left behind.",
        "Kubernetes restarts the pod, nobody will notice.",
        "It never fails, the cloud takes care of that.",
        "We have backups every night.",
    ],
    "challenges.weak_points": [
        "I name a bottleneck and a single point of failure.",
        "There is no single point of failure, it is serverless.",
        "Bottleneck. Single point of failure.",
        "It scales horizontally, so I am not worried about anything.",
    ],
    "challenges.alternatives": [
        "Alternatives, reason, accepted cost.",
        "RabbitMQ is legacy.",
        "The consumers pick it up and it goes over the socket.",
        "I would choose it again, it is the best one.",
    ],
    "challenges.ten_times": [
        "With ten times the load we add more servers, it is all horizontal.",
        "Tenfold load, 10x, 40,000 per second.",
        "Reads are 100 times the writes, about 4,000 reads a second.",
        "10x just scales.",
    ],
    "challenges.degraded_mode": [
        "Fail open, fail closed, degraded mode.",
        "The cloud never goes down.",
        "If it crashes we restart it.",
        "If the database fails, the standby takes over.",
    ],
    "challenges.operations": [
        "With more time I'd think about security and multi-region.",
        "We follow best practices for security.",
        "Operations, roll-out, cost, security, regions.",
        "The images are stored in one region.",
    ],
    "wrap_up.weakness": [
        "I don't see a weak spot.",
        "Weakness: none.",
        "I named the weakness and ranked the next steps by risk.",
        "It is scalable, available and reliable.",
    ],
    "wrap_up.next_steps": [
        "With more time I'd dig into analytics, add rate limiting and think about other regions.",
        "Next steps: dark theme and a mobile app.",
        "I ranked the next steps by risk.",
        "Next I'd build the prototype and try it on ten phones.",
    ],
    "wrap_up.metrics": [
        "Monitoring is done with Prometheus and Grafana.",
        "I would have dashboards.",
        "Metrics: all of them.",
        "I name two or three metrics or alerts that belong to the targets.",
    ],
    "wrap_up.rollout": [
        "We would roll it out carefully.",
        "Canary, feature flag, blue green.",
        "ArgoCD does the deployment.",
        "I give the stages of the roll-out and the signs on which it would be reversed.",
    ],
}


def told(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(criterion, words) for criterion, many in table.items() for words in many]


@pytest.mark.parametrize(("criterion", "words"), told(SHOWN))
def test_a_criterion_is_heard_in_many_voices(criterion: str, words: str) -> None:
    played = Played(None).go_to(Phase(criterion.partition(".")[0]))

    played.say(words)

    assert played.status(criterion) is not Status.ABSENT


@pytest.mark.parametrize(("criterion", "words"), told(NOT_SHOWN))
def test_what_only_sounds_like_it_shows_nothing(criterion: str, words: str) -> None:
    played = Played(None).go_to(Phase(criterion.partition(".")[0]))

    played.say(words)

    assert played.status(criterion) is Status.ABSENT
