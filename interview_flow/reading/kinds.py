"""The nouns by which a component is known, and how each is drawn."""

from functools import lru_cache

from interview_flow.notes import ComponentKind as Kind

_NOUNS: dict[Kind, str] = {
    Kind.CLIENT: "client browser app phone device frontend sdk player viewer website webapp desktop",
    Kind.EDGE: "cdn edge balancer lb gateway proxy nginx envoy haproxy cloudfront cloudflare dns waf alb elb room",
    Kind.SERVICE: "service svc server api backend engine allocator generator limiter counter coordinator router resolver ranker orchestrator microservice "
    "controller authenticator matcher planner tracker monolith sequencer webserver library",
    Kind.STORE: "db database datastore store storage bucket s3 postgres postgresql mysql cassandra dynamodb dynamo mongodb mongo spanner cockroachdb hbase bigtable "
    "scylla scylladb clickhouse elasticsearch opensearch index warehouse bigquery ledger sqlite aurora gcs hdfs etcd zookeeper replica rocksdb influxdb timescaledb tsdb "
    "minio vitess neo4j leveldb foundationdb lake registry",
    Kind.CACHE: "cache redis memcached memcache elasticache valkey",
    Kind.QUEUE: "kafka queue log stream topic sqs rabbitmq kinesis pulsar pubsub pub/sub broker bus sns nats mq",
    Kind.WORKER: "worker consumer aggregator sweeper scheduler job cron crawler fetcher indexer transcoder processor poller reaper cleaner dispatcher notifier sender publisher "
    "listener batcher compactor relay daemon reconciler pipeline flink spark chunker uploader downloader watcher merger scanner parser janitor collector loader syncer",
    Kind.EXTERNAL: "provider stripe apns fcm twilio sendgrid psp paypal adyen okta auth0",
}
KINDS: dict[str, Kind] = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}

PRODUCTS = frozenset(
    "nginx envoy haproxy cloudfront cloudflare s3 postgres postgresql mysql cassandra dynamodb dynamo mongodb mongo spanner cockroachdb hbase bigtable scylla scylladb clickhouse "
    "elasticsearch opensearch bigquery sqlite aurora gcs hdfs etcd zookeeper rocksdb influxdb timescaledb minio vitess neo4j leveldb foundationdb redis memcached memcache "
    "elasticache valkey kafka sqs rabbitmq kinesis pulsar sns nats flink stripe apns fcm twilio sendgrid paypal adyen okta auth0".split()
)
"""Names of products: a component without any article."""

EVERYDAY = frozenset(
    "client browser app phone device player viewer website desktop edge service server api store storage cache log stream index job counter proxy relay bucket queue topic ledger "
    "database db replica registry spark player engine backend frontend broker bus worker consumer provider gateway tracker".split()
)
"""Nouns that are also verbs, or so common that "the cache" only refers to what was named before."""

VERBLIKE = frozenset("store cache log stream queue index edge counter proxy relay job bucket process".split())

PEOPLE = frozenset("sender publisher listener player viewer provider parser scanner reader writer watcher tracker planner processor room bus".split())
"""Nouns that, alone, are people or too vague for a component."""

TAILS = frozenset("cluster fleet pool tier layer farm".split())
"""Words that may follow the noun and belong to the name."""

UNLIKE = frozenset(
    {"token bucket", "leaky bucket", "mobile app", "leaky", "system log", "change log", "access log line", "health index", "google docs"}
)
"""Phrases that end in such a noun and name no component."""


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """`queues` -> `queue`, `caches` -> `cache`, `proxies` -> `proxy`; a word known as it is stays."""
    bare = word.casefold()
    if bare in KINDS or not bare.endswith("s"):
        return bare
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if bare.endswith(ending) and bare.removesuffix(ending) + instead in KINDS:
            return bare.removesuffix(ending) + instead
    return bare


def kind_known(name: str) -> bool:
    """Whether a name holds a noun that says what it is."""
    return any(singular(word) in KINDS for word in name.replace("-", " ").split())


def kind_of(name: str) -> Kind:
    """How a component is drawn, by the last noun of its name that is known; a service when there is none."""
    words = name.casefold().replace("-", " ").replace("(", " ").replace(")", " ").split()
    return next((KINDS[singular(word)] for word in reversed(words) if singular(word) in KINDS), Kind.SERVICE)
