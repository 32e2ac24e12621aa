"""Solutions by name: who says "token bucket" first has solved a part of the problem."""

import re
from functools import lru_cache

from interview_flow.guards.ground import Ground
from interview_flow.guards.seeing import undisguised
from interview_flow.guards.stems import Run, stems
from interview_flow.once import once
from interview_flow.problems import Problem

_PRODUCTS = """
redis; memcached; kafka; rabbitmq; sqs; kinesis; pulsar; nats; cassandra; scylla; dynamodb; mongodb; mongo; postgres; postgresql; mysql; cockroachdb; spanner; bigtable; hbase;
elasticsearch; opensearch; solr; lucene; neo4j; clickhouse; druid; snowflake; bigquery; hadoop; spark; flink; zookeeper; etcd; consul; s3; gcs; hdfs; cloudfront; cloudflare;
fastly; akamai; nginx; envoy; haproxy; kubernetes; docker; lambda function; grpc; graphql; websocket; websockets; server sent events; long polling; webrtc; mqtt; rocksdb; leveldb;
prometheus; grafana; lua script; celery; sidekiq; temporal workflow; cdn; content delivery network; sqlite; vitess; debezium; dead letter queue
"""
_IDEAS = """
token bucket; leaky bucket; sliding window; fixed window; consistent hashing; bloom filter; count min sketch; hyperloglog; merkle tree; vector clock; lamport clock; snowflake id; base62; base 62;
fan out on write; fan out on read; fan out; write ahead log; event sourcing; cqrs; saga; two phase commit; outbox; idempotency key; idempotency token; optimistic locking; optimistic concurrency; compare and swap;
compare and set; conditional write; pessimistic lock; distributed lock; row lock; leader election; raft; paxos; quorum; gossip; circuit breaker; bulkhead; exponential backoff; jitter; back pressure;
backpressure; cache aside; write through; write behind; read through; read replica; sharding; hash ring; virtual node; secondary index; inverted index; trie; geohash; quadtree; r tree; skip list; sorted set;
lsm tree; b tree; priority queue; delta sync; content addressed; content addressable; presigned url; signed url; erasure coding; request coalescing; single flight; singleflight; dead letter; change data capture;
materialized view; message queue; pub sub; publish subscribe; load balancer; api gateway; rate limiter; feature flag; canary; blue green; shadow mode; shadow traffic; fail open; fail closed; graceful degradation;
denormalize; time series database; graph database; object storage; object store; blob storage; key value store; wide column store; relational database; in memory store; operational transform; crdt; fencing token;
hinted handoff; read repair; anti entropy; tombstone; write sharding; key salting; hot key splitting; cursor pagination; heartbeat; lease; waiting room; admission control; adaptive bit rate; adaptive bitrate
"""
_SYNONYMS = (
    "postgres,postgresql;mongo,mongodb;cdn,content delivery network;base62,base 62;backpressure,back pressure;websocket,web socket;pub sub,publish subscribe,publish and subscribe;"
    "object store,object storage,blob storage,blob store,s3;adaptive bitrate,adaptive bit rate;singleflight,single flight,request coalescing;fan out,fanout"
)
"""Names of the same thing: who said one has said the others."""
_SMALL = frozenset({"consent", "presence", "lease", "politeness", "reconciliation", "hot key", "read heavy design"})
"""Names of concepts that are common talk; alone they solve nothing."""


@once
def _of(problem: Problem) -> frozenset[Run]:
    """The names of the solutions of one problem; a title that joins two names gives both."""
    names = (*problem.technologies, *problem.concepts, *problem.patterns, problem.algorithm.title)
    parts = [part for name in names for part in re.split(r" and | or |, ", name)]
    return frozenset(run for part in parts if part.casefold() not in _SMALL and len(run := stems(part)) >= 2)


@lru_cache(maxsize=1)
def _anywhere() -> frozenset[Run]:
    return frozenset(stems(name.strip()) for name in f"{_PRODUCTS};{_IDEAS}".split(";") if name.strip())


def names_a_solution(problem: Problem | None, ground: Ground, text: str) -> str:
    """The first solution in a text that nobody has named yet, by the stems of its name; "" when there is none."""
    words = stems(undisguised(text))
    solutions = _anywhere() | (_of(problem) if problem else frozenset[Run]())
    longest = max(map(len, solutions))
    present = {words[at : at + length] for length in range(1, longest + 1) for at in range(len(words) - length + 1)}
    found = sorted(run for run in present & solutions if not _is_known(run, ground))
    return " ".join(found[0]) if found else ""


def _is_known(run: Run, ground: Ground) -> bool:
    """Whether the name was said by somebody who may."""
    return any(_is_said(each, ground) for each in _names_of(run))


def _names_of(run: Run) -> tuple[Run, ...]:
    return next((same for same in _same() if run in same), (run,))


@lru_cache(maxsize=1)
def _same() -> tuple[tuple[Run, ...], ...]:
    return tuple(tuple(stems(name) for name in names.split(",")) for names in _SYNONYMS.split(";"))


def _is_said(run: Run, ground: Ground) -> bool:
    if any(word not in ground.words for word in run):
        return False
    return any(run == words[at : at + len(run)] for words in map(stems, ground.texts) for at in range(len(words) - len(run) + 1))
