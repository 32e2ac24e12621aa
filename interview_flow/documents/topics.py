"""What a finished document has a place for: where the record may hold it, and what to practise when it does not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from interview_flow.design_record import DesignRecord
from interview_flow.documents.questions import Questions
from interview_flow.notes import Aspect, Component, Flow, Item


class Worded(Protocol):
    """Anything with a text."""

    @property
    def text(self) -> str: ...


Said = TypeVar("Said", bound=Worded)


@dataclass(frozen=True)
class Topic:
    """`asked_by` is the criterion or deep dive that asks about it. It is covered by whole `sections` of the record, by remarks about
    its `aspects`, by targets of its `qualities`, by estimates of its `metrics`, and by any statement with its `words`, which may
    also stand in the sections `elsewhere`."""

    asked_by: str
    sections: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    qualities: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    words: str = ""
    elsewhere: tuple[str, ...] = ()

    def found(self, record: DesignRecord, pool: tuple[tuple[str, Item], ...], whole: str) -> tuple[Item, ...]:
        """What the candidate said about it, in the order of the record, nothing twice. `whole` is the texts of the pool, one a line."""
        said: list[Item] = [item for section in self.sections for item in getattr(record, section)]
        said += [target for target in record.non_functional if target.quality in self.qualities]
        said += [estimate for estimate in record.estimates if estimate.metric in self.metrics]
        said += [remark for aspect in self.aspects for remark in record.about(aspect)]
        if self.words:
            pattern = re.compile(self.words)
            spoken = [item for text, item in pool if pattern.search(text)] if pattern.search(whole) else []
            said += [item for item in spoken if not isinstance(item, Flow)] or (spoken if not said else [])
            if not said:
                said += [item for section in self.elsewhere for item in getattr(record, section) if pattern.search(item.text.casefold())]
        return distinct(said)


A = Aspect
_NUMBER = "two|three|four|five|ten|twenty|fifty|hundred|thousand"
TOPICS = {
    "restatement": Topic("restate.own_words", ("restatement",)),
    "users": Topic("restate.users", ("users",)),
    "success": Topic("restate.success", ("success",)),
    "hardest_part": Topic("restate.hardest_part", ("hardest_part",)),
    "functional": Topic("clarify.functional", ("functional",)),
    "assumptions": Topic("clarify.scale", ("assumptions",)),
    "out_of_scope": Topic("clarify.out_of_scope", ("out_of_scope",)),
    "performance_target": Topic("clarify.targets", qualities=("latency", "throughput")),
    "scale_target": Topic("clarify.scale", qualities=("scale",), metrics=("users", "requests")),
    "availability_target": Topic("clarify.targets", qualities=("availability", "durability")),
    "consistency_target": Topic("clarify.consistency_per_operation", qualities=("consistency",)),
    "user_estimate": Topic("clarify.scale", metrics=("users",)),
    "request_estimate": Topic("break_down.estimates", metrics=("requests",)),
    "ratio_estimate": Topic(
        "clarify.read_write_ratio",
        metrics=("ratio",),
        words=rf"\d ?: ?\d|reads? (?:per|(?:for|to) (?:each|every|a|one)) write|\b(?:\d[\d,]*|{_NUMBER}) to (?:1|one)\b(?! ?(?:[km]?s\b|sec|min|hour|day|[kmgt]b|%)|[.,]\d)|\d ?(?:x|times) (?:more|as many) reads?\b",
        elsewhere=("restatement", "assumptions"),
    ),
    "peak": Topic("break_down.peak", words=r"\bpeak"),
    "storage_estimate": Topic("break_down.estimates", metrics=("storage",)),
    "growth_estimate": Topic("data_model.growth", metrics=("growth",), words=r"retention|rolled up|\bkept\b|archiv|sweep|years?\b"),
    "bandwidth_estimate": Topic("break_down.estimates", metrics=("bandwidth",)),
    "memory_estimate": Topic("break_down.estimates", metrics=("memory",)),
    "components": Topic("break_down.one_reason", ("components",)),
    "operations": Topic("data_model.operations", ("operations",)),
    "entities": Topic("data_model.entities", ("entities",)),
    "flows": Topic("flows.write_path", ("flows",)),
    "decisions": Topic("challenges.alternatives", ("decisions",)),
    "edge_cases": Topic("break_down.edge_cases", aspects=(A.EDGE_CASES,)),
    "protocols": Topic(
        "technology",
        aspects=(A.PROTOCOLS,),
        words=r"\bhttp/[123]|over https?\b|\bhttps? (?:api|request|call|between)|talks? https?\b|grpc|websocket|\brest(?:ful)? (?:api|endpoint|call)|\brest over|long poll|server.sent|\btcp\b|\budp\b",
    ),
    "storage": Topic(
        "data_model.store_reason", aspects=(A.STORAGE,), words=r"key.value|\bsql\b|nosql|postgres|mysql|cassandra|dynamo|relational|object stor"
    ),
    "invariant": Topic("data_model.invariant", words=r"unique|conditional|constraint|invariant|double.book|exactly once|at most once"),
    "partitioning": Topic("data_model.partition_key", aspects=(A.PARTITIONING,), words=r"partition|shard|hot key|hash of"),
    "indexing": Topic("data_model.partition_key", aspects=(A.INDEXING,), words=r"\bindex"),
    "polyglot": Topic("data_model.second_store", words=r"second store|denormali|another store|search index|separate store|polyglot"),
    "caching": Topic("flows.read_path", aspects=(A.CACHING,), words=r"\bcach|\bcdn\b|redis|memcache"),
    "cache_levels": Topic("flows.read_path", words=r"(?:edge|browser|client|shared|local|in.memory|application) cache|\bcdn\b|redis|memcache"),
    "cache_pattern": Topic(
        "flows.read_path", words=r"cache.aside|write.(?:through|behind|around|back)|read.through|fills? (?:the cache|redis)|\bon a miss"
    ),
    "cache_ttl": Topic("flows.read_path", words=r"\bttl\b|time to live|evict|\blru\b|\blfu\b|invalidat|stale|stampede"),
    "load_balancing": Topic("load_balancing", aspects=(A.LOAD_BALANCING,), words=r"load balanc|round.robin|least conn|consistent hash|health check"),
    "messaging": Topic(
        "flows.sync_async",
        aspects=(A.MESSAGING,),
        words=r"\bqueue|kafka|rabbit|event (?:log|bus|stream)|pub.?sub|\basync\b|\ba?synchronous(?:ly)?\b(?! standby| replica| copy)",
    ),
    "idempotency": Topic("flows.idempotency", words=r"idempoten|\bretr(?:y|ies)|replay|twice|duplicate|at.least.once"),
    "scaling": Topic(
        "challenges.ten_times",
        aspects=(A.SCALING,),
        words=r"\b(?:ten|twenty|fifty|hundred|thousand|10+|[2-9]0+) times (?!a\b|per\b)|\bten times|\b[1-9]\d+x\b|bottleneck|horizontal|stateless|auto.?scal|scale out|tenfold",
    ),
    "bottlenecks": Topic(
        "challenges.weak_points", words=r"bottleneck|(?:breaks?|grows?|fails?|gives?)(?: way)? first|saturat|hot (?:key|spot)|overload"
    ),
    "reliability": Topic(
        "challenges.weak_points", aspects=(A.RELIABILITY,), words=r"single point|failover|replica|redundan|standby|\bdown\b|\bdies\b|\bfails?\b"
    ),
    "single_points": Topic("challenges.weak_points", words=r"single point|\bspof\b"),
    "redundancy": Topic(
        "challenges.weak_points",
        words=r"replica|redundan|standby|failover|spare|\b(?:[2-9]|two|three|four|five) (?:nodes|copies|zones)|active.active",
    ),
    "degraded_mode": Topic("challenges.degraded_mode", words=r"degrad|fail.open|fail.closed|\bshed|fall back|circuit|backpressure|last\b.*\bdegrade"),
    "rate_limiting": Topic("challenges.operations", words=r"rate limit|throttl|circuit break|quota|\b429\b"),
    "consistency": Topic("clarify.consistency_per_operation", aspects=(A.CONSISTENCY,)),
    "disaster_recovery": Topic(
        "disaster_recovery", aspects=(A.DISASTER_RECOVERY,), words=r"backup|restore|\brpo\b|\brto\b|region (?:is lost|fails|goes)"
    ),
    "security": Topic("challenges.operations", aspects=(A.SECURITY,), qualities=("security",)),
    "authentication": Topic("challenges.operations", words=r"authenticat|oauth|\bjwt\b|\btoken|\blog(?:s|ged)?[ -]?in\b|api key|\bsigned"),
    "authorization": Topic("challenges.operations", words=r"authori[sz]|permission|\brbac\b|role|only the (?:owner|creator)"),
    "data_protection": Topic("challenges.operations", words=r"encrypt|\btls\b|at rest|in transit|guessable|blocklist|sanit|validat"),
    "compliance": Topic("compliance", aspects=(A.COMPLIANCE,), words=r"gdpr|ccpa|hipaa|pci|compliance|privacy|anonymi|personal data"),
    "monitoring": Topic("wrap_up.metrics", ("metrics",), (A.MONITORING,), words=r"\balert|\bmonitor|dashboard"),
    "alerting": Topic("wrap_up.metrics", words=r"\balert|\bpage[sd]?\b.*(?:when|if)|on.call"),
    "logging": Topic("wrap_up.metrics", words=r"\blogging|structured log|audit|\btrac(?:e|es|ing)\b"),
    "maintainability": Topic("maintainability", aspects=(A.MAINTAINABILITY,), words=r"maintain|migration|\bversion"),
    "versioning": Topic("maintainability", words=r"/v\d|\bversion"),
    "performance": Topic("flows.latency_budget", aspects=(A.PERFORMANCE,), words=r"budget|\d ?ms\b"),
    "operational": Topic("challenges.operations", aspects=(A.OPERATIONS,)),
    "deployment": Topic(
        "wrap_up.rollout", aspects=(A.DEPLOYMENT,), words=r"roll.?out|roll out|canary|blue.green|feature flag|by percentage|roll back"
    ),
    "cost": Topic(
        "cost",
        aspects=(A.COST,),
        qualities=("cost",),
        words=r"\bcosts? (?:about |around |roughly |some |~ ?)?[\d$€£]|[$€£] ?\d|\d (?:dollars|euros|pounds|usd|eur)\b|per month in|halve the cost",
    ),
    "technology": Topic("technology", aspects=(A.TECHNOLOGY,)),
    "weaknesses": Topic("wrap_up.weakness", ("weaknesses",)),
    "next_steps": Topic("wrap_up.next_steps", ("next_steps",)),
    "summary": Topic("wrap_up.summary", ("summary",)),
}
_ARROW = re.compile(r"->|=>|[→⟶➔]")
POOL = ("non_functional", "estimates", "decisions", "remarks", "components", "flows", "weaknesses", "metrics")


def covered(record: DesignRecord) -> dict[str, tuple[Item, ...]]:
    """Each topic with what was said about it."""
    pool = tuple((item.text.casefold(), item) for section in POOL for item in getattr(record, section) if tells(item))
    whole = "\n".join(text for text, _ in pool)
    return {name: topic.found(record, pool, whole) for name, topic in TOPICS.items()}


def tells(item: Item) -> bool:
    """Whether an item says something of its own: a component met in a row of arrows is told by that flow."""
    return not (isinstance(item, Component) and _ARROW.search(item.text))


def missing(topics: dict[str, tuple[Item, ...]], questions: Questions) -> dict[str, str | None]:
    """Each topic that nothing was said about, with the question to practise where one is authored."""
    return {name: questions.about(TOPICS[name].asked_by) for name, items in topics.items() if not items}


def distinct(items: Iterable[Said]) -> tuple[Said, ...]:
    """The items whose words differ, in order."""
    seen: dict[str, Said] = {}
    for item in items:
        seen.setdefault(" ".join(item.text.casefold().split()).rstrip(".;,:"), item)
    return tuple(seen.values())
