"""The words by which an aspect of the design is recognised: patterns of `interview_flow.patterns`, each worth one point."""

from interview_flow.notes import Aspect

_GONE = "is down | are down | goes down | go down | dies | die | crash* | is lost | are lost | unavailable | outage | fails | failed | fail | failure | unreachable | is away | disappears | vanishes"
_ANSWERED = "we | still | fall* back | retr* | replay* | another | the rest | degrade* | harmless | serve* | resum* | reconnect* | re read | promot* | takes over | keeps | rebuil* | only | until | drops | loses | refuse* | so"

WORDS: dict[Aspect, tuple[str, ...]] = {
    Aspect.SCALING: (
        "bottleneck | # times the load | ten times | 10x | 100x | tenfold | breaks first | gives first | grows first | saturat*",
        "horizontal* | scale out | scales out | scale* by | scales with | autoscal* | stateless | more consumers | more partitions | more workers | more replicas | more nodes | add* … nodes | add* … machines | add* … servers | add* … shards",
        "hot key | hot partition | hot shard | hot spot | hotspot | hot room | viral | celebrit* | thundering herd | stampede | flash crowd",
        "load | traffic | per second | peak + grow* | doubl* | spike* | absorb* | take* … percent | spread* | burst* | at # times | limit* at",
    ),
    Aspect.RELIABILITY: (
        "single point of failure | single points of failure | spof",
        "failover | fail over | fails over | standby | quorum | another zone | availability zone | across zones | three zones | second copy | promoted | takes over",
        f"{_GONE} + {_ANSWERED}",
        "circuit breaker | back off | backoff | bulkhead | dead letter | graceful* | degrade* | shed* | fail open | fail closed | fails open | fails closed | fall* back | fallback | degraded mode",
        "redundan* | runs as # nodes | runs as three | runs as two | three nodes | # replicas | two replicas | three replicas | heartbeat* | health check* | multi az | replication factor",
        "retry | retries | retried | retrying + timeout* | back* | until | dead letter | times | after",
    ),
    Aspect.CONSISTENCY: (
        "eventual* | strong* consisten* | consistency | is consistent | are consistent | stay* consistent | lineariz* | serializab* | read your own | reads your own | read after write | stale | staleness | diverge* | converge*",
        "conditional insert | conditional write | conditional update | compare and set | compare and swap | cas | optimistic | version check | version number | unique index | unique constraint | uniqueness | select for update | row lock | distributed lock",
        "lock* + seat | row | resource | key | expir* | lease | record",
        "idempoten* | exactly once | at least once | twice | dedup* | duplicate* | double book* | double sell* | oversell | oversold | double spend* | sold twice",
        "guarantee* | enforce* | ensures | is unique | are unique + unique* | key | one row | insert | constraint | only one | retry | resend",
        "transaction* | two phase | saga | outbox | atomic* | invariant | isolation",
        "sequence number* | ordering | in order | total order | vector clock* | lamport | last write wins | crdt | version vector*",
        "conflict* + merge* | version* | copy | resolv* | win* | refus* | 409",
    ),
    Aspect.SECURITY: (
        "authenticat* | authoriz* | oauth | jwt | access control | permission* | signed url | presigned | access token | session token | rbac | mtls",
        "encrypt* | tls | https | at rest | in transit | end to end | kms",
        "abuse | spam* | blocklist | denylist | enumerat* | unguessable | guessable | bots | ddos | malware | malicious | fraud* | scalper* | captcha | phishing",
        "rate limit* + owner | user | ip | abuse | attack* | login | account",
        "injection | xss | csrf | sanitiz* | validate … input | must be http | row level security | least privilege | audit log",
    ),
    Aspect.OPERATIONS: (
        "roll out | rollout | roll back | rollback | switch back | feature flag | canary | by percentage | blue green | kill switch | dark launch | shadow traffic",
        "alert* | page* the on call | on call | runbook | dashboard*",
        "capacity plan* | game day | load test* | chaos | backfill* | migrat* + without | online | first | then | double | while",
    ),
    Aspect.STORAGE: (
        "key value store | kv store | relational | document store | wide column | column store | object storage | object store | blob store | time series | append only | lsm | cassandra | dynamo* | postgres* | mysql | s3 | nosql + "
        "because | since | keyed by | rather than | so that | holds | keeps | kept | stored | lives in | live in | archived to",
        "is kept | are kept | kept for | retention | roll* up | rolled up | archiv* | cold storage | ttl of | purg* | compaction | tiered | garbage collect* | deleted after | moved to cold",
        "denormaliz* | normaliz* | materializ* | snapshot* | content addressed",
    ),
    Aspect.PARTITIONING: (
        "partition* by | partition* on | shard* by | sharded on | shard key | partition key | hash of | consistent hash* | hash ring | partition it | shard it",
        "partition* | shard* | rebalanc* | virtual nodes",
        "hot key | hot partition | hot shard | hot room",
    ),
    Aspect.INDEXING: (
        "index on | indexed on | indexes on | secondary index | composite index | inverted index | covering index | clustering key | sort key | clustered by | unique index | b tree | partial index | indexed by",
    ),
    Aspect.CACHING: (
        "cache* | redis | memcached | cdn | edge + ttl | hit | hits | hit rate | miss | misses | evict* | invalidat* | serve* | served | fill* | stale | warm | hold* | matters | lru | in front | absorb* | take* … percent | is down | lost | writing | cold",
        "cache aside | write through | write behind | read through | lru | cache hit rate | invalidat* | stampede | request coalescing | single flight",
    ),
    Aspect.LOAD_BALANCING: (
        "load balanc* | round robin | least connections | sticky session* | sticky | l7 | l4 | anycast | geo dns",
        "balancer + spread* | route* | remov* | health* | pool | connection*",
    ),
    Aspect.MESSAGING: (
        "queue | kafka | log | stream | topic | event | broker | pub sub + emit* | publish* | consum* | async* | without waiting | append* | fan out | fans out | at least once | partition* | replay* | offset* | worker* | deliver* | buffer* | decoupl* | enqueue* | drain*",
        "asynchronous* | fan out | fans out | dead letter | event driven | back pressure | backpressure | consumer group | consumer lag",
    ),
    Aspect.PROTOCOLS: (
        "websocket* | server sent events | sse | long poll* | long polling | grpc | http 2 | http2 | quic | mqtt | webrtc | graphql | protobuf | xmpp",
        "301 | 302 | 307 | 304 | 409 | 429 | etag | cache control | if match | idempotency key + so | because | since | that | not | client | browser | retry | header | with",
    ),
    Aspect.PERFORMANCE: (
        "latency budget | budget + # ms",
        "# ms + hop | miss | below | under | total | leaves | well | sum* | adds up",
        "p99 | p95 | latency | round trip* | hot path | off the path | fast path | slow path + cut* | sav* | low* | keep* | stay* | add* | under | below | within | hit* | dominat* | because | so",
        "batch* | compress* | pipelin* | prefetch* | connection pool* | precomput* | coalesc* | in parallel | delta*",
    ),
    Aspect.MONITORING: (
        "alert* | monitor* | dashboard* | tracing | trace id | observab* | slo burn | error budget",
        "alert* | watch* | measure* | graph* + p99 | latency | error rate | lag | hit rate | depth | rate",
    ),
    Aspect.DEPLOYMENT: (
        "rolling deploy* | rolling update* | canary | blue green | by percentage | feature flag | switch back | roll back | rollback | kubernetes + deploy* | roll* | release* | percentage | flag | version* | out | gradual* | step*",
    ),
    Aspect.DISASTER_RECOVERY: (
        "rpo | rto | disaster* | backup* | point in time | restore* | cross region | second region | another region | multi region | other region | standby region",
        "region + lost | fails | is down | goes down | disappears | failover | fail over",
    ),
    Aspect.COMPLIANCE: (
        "gdpr | ccpa | pci | hipaa | right to be forgotten | personal data | data residency | anonymiz* | pseudonym* | compliance | delete … account",
    ),
    Aspect.COST: (
        "dollar* | cheap* | expensive | spot instance* | egress | storage class | monthly bill | cost driver | costs most | halve … cost | cost* … month | # a month … cost",
    ),
    Aspect.TECHNOLOGY: (
        "postgres* | mysql | cassandra | dynamo* | kafka | redis | rabbitmq | sqs | elasticsearch | flink | kubernetes | mongo* | clickhouse + because | since | rather than | over | chose | choose | pick | prefer",
    ),
    Aspect.MAINTAINABILITY: (
        "maintainab* | backward* compatib* | versioned api | api version* | schema evolution | modular* | owned by … team | testab* | expand and contract",
    ),
    Aspect.EDGE_CASES: (
        "edge case* | corner case* | clock skew | time zone* | malformed | zero byte | late event* | out of order | same moment | race | races | simultaneous* | same time",
        "taken | expired | unknown | invalid | too large | offline | conflict* | renam* + 409 | 404 | 410 | 413 | 429 | refus* | reject* | answer* | return* | gets | see | sees | copy",
    ),
}
