"""Which section of the design record a label or a heading opens."""

import re
from dataclasses import dataclass

from interview_flow.notes import Aspect, Priority
from interview_flow.phases import Phase
from interview_flow.sentences import plain


@dataclass(frozen=True)
class Opening:
    """What a label opens: a section, or an aspect of the remarks. A `bare` label only names its section and says nothing more."""

    section: str = ""
    aspect: Aspect | None = None
    priority: Priority | None = None
    bare: bool = True
    asked: bool = False
    """Whether it is a question that the candidate goes on to answer."""


NOTHING = Opening(bare=False)

_BEFORE = r"(?:(?:the|my|our|core|key|main|top|known|some|basic|explicitly|explicit|high level|initial|proposed|important|new|also) )*"
_AFTER = r"(?: (?:requirements?|section|design|list|model|mvp|considered|overview|definitions?|here|are|is|i see|by risk|by priority|for (?:the )?(?:mvp|v1|now|first version)))*"


def _named(words: str) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}(?:{words}){_AFTER}")


_WHO = r"(?:(?:an?|the|each|every|any|our|my) )?(?:(?:[a-z]+ ){0,2}[a-z]+)"
_SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "out_of_scope",
        _named(
            r"out of scope|not in scope|not covered|non goals?|exclu\w+|left out|leav\w+ out|not building|not doing|won't (?:build|cover|do|have)|descoped|skipped|not ours|not mine|refused|parked|what (?:i|we|do i|do we) (?:leave|drop|skip|won't|will not)\b.{0,30}|not part of .{1,20}"
        ),
    ),
    (
        "non_functional",
        _named(
            r"non functional|nonfunctional|nfrs?|quality (?:attributes|goals)|qualities|slos?|slas?|targets(?: i take)?|service levels?|(?:the )?promises?|what (?:i|we|do i|do we)(?:'d| would|'ll| will)? (?:sign|promise|commit to|guarantee)(?: for)?|budget (?:i|we)(?:'ll| will) commit to|on paper|i promise|i(?:'d| would) sign(?: for)?"
        ),
    ),
    (
        "functional",
        _named(
            r"functional|functions?|functionally|features?|use cases?|user stories|frs?|requirements?|musts?|must haves?|should haves?|nice|nice to haves?|could haves?|p[0-2]|mvp|scope|in scope|functionality|"
            r"(?:so )?(?:the )?(?:users?|people|customers?|players?|members?|[a-z]+ers|[a-z]+ors|parents) (?:can|could|must|should)(?: be able to)?|"
            rf"(?:.{{0,30}}\b)?what {_WHO} (?:(?:can|could|may|must|should|gets? to|needs? to|wants? to|is able to|are able to) )?(?:do|does)(?: (?:with|in|on|at) .{{1,20}})?|"
            rf"(?:.{{0,30}}\b)?what (?:can|could|may|does|do|should) {_WHO} (?:do|need|want)(?: (?:with|in|on|at|here) ?.{{0,20}})?|"
            rf"(?:(?:so|cool|ok|okay|v1|in v1|then|well|now|right),? )*{_WHO} (?:can|could|may|must|should|gets? to|is able to|are able to)(?: be able to)?(?: do)?|"
            r"(?:can|could|must|should|will) do|in v1|"
            r"(?:then |so )?(?:the )?functions? (?:is|are)(?: as)?(?: below| following| these| follows)?"
        ),
    ),
    ("assumptions", _named(r"assum\w+|constraints?|givens|assumptions and constraints")),
    (
        "estimates",
        _named(
            r"(?:capacity )?estimat\w+|back of (?:the|an) envelope(?: \w+)?|capacity(?: planning)?|sizing|numbers|math|calculations?|scale estimat\w+"
        ),
    ),
    ("entities", _named(r"entit(?:y|ies)|data model|schemas?|db schema|database schema|tables?|models?|data structures?")),
    ("operations", _named(r"apis?|endpoints?|operations?|contracts?|interfaces?|rpcs?|rest api|rest|grpc|api endpoints?|rest endpoints?")),
    ("components", _named(r"components?|architecture|services|building blocks?|parts|(?:system )?components|pieces")),
    (
        "decisions",
        _named(r"decisions?|trade ?offs?|trade offs|alternatives?|choices?|design choices?|options|alternatives considered|decisions and trade offs"),
    ),
    ("weaknesses", _named(r"weakness(?:es)?|weak (?:points?|spots?)|limitations?|risks?|concerns")),
    (
        "next_steps",
        _named(r"next|next steps?|future(?: work)?|later|stretch goals?|(?:future )?improvements?|follow ups?|iterations?|roadmap|with more time"),
    ),
    (
        "metrics",
        _named(r"metrics|dashboards?|what (?:i|we)(?:'d| would) (?:watch|monitor)|slis?|graphs|watch|metrics and alerts|metrics to watch|alerts"),
    ),
    ("summary", _named(r"in short|summary|to sum up|overall|recap|tl ?dr|in summary|to summarize|summing up|in one sentence")),
    (
        "restatement",
        _named(r"problem|problem statement|restate(?:ment)?|in (?:my )?own words|in my words|goal|my understanding|understanding|what it does"),
    ),
    ("success", _named(r"success|success criteria|success means|success looks like|what good looks like|what success looks like")),
    ("hardest_part", _named(r"hard(?:est)?|hard(?:est)? (?:part|bit|thing)|tricky|trickiest|tricky (?:part|bit)|main challenge|crux")),
    ("users", _named(r"users?|actors?|personas?|who|who uses it|audience|people")),
)
_FLOW = re.compile(r".*\b(?:path|flows?|sequence|walk ?through|journey)")
_PRIORITY = ((Priority.MUST, re.compile(r"\b(?:musts?|p0|mvp)\b")), (Priority.NICE, re.compile(r"\b(?:nice|should|could|p[12])\b")))
_SIZES = re.compile(
    r"(?:users?|dau|mau|traffic|qps|rps|writes?|reads?|requests?|storage|bandwidth|network|memory|scale|load|peak|average|ratio|volume|data|messages|cache|ingress|egress|growth|keys?|"
    r"(?:peak|average|read|write|daily|total|concurrent) \w+|\w+ (?:qps|rps|storage|volume|traffic|ratio|rate|size|per (?:second|day)))"
)
_QUALITIES = re.compile(
    r"latency|availability|consistency|durability|throughput|performance|security|reliability|scalability|scale|cost|privacy|freshness|ordering|accuracy|fault tolerance|compliance|usability"
)
_ASPECTS: tuple[tuple[Aspect, re.Pattern[str]], ...] = (
    (Aspect.DISASTER_RECOVERY, re.compile(r"\b(?:disaster\w*|dr|backups?|multi region|region\w* (?:loss|failover))\b")),
    (
        Aspect.RELIABILITY,
        re.compile(r"\b(?:reliab\w+|availab\w+|fail\w*|faults?|single points?|spofs?|resilien\w+|redundan\w+|degrad\w+|outages?|retries|retry)\b"),
    ),
    (Aspect.SCALING, re.compile(r"\b(?:scal\w+|bottlenecks?|ten times|10x|hot ?spots?|hot keys?)\b")),
    (
        Aspect.CONSISTENCY,
        re.compile(r"\b(?:consisten\w+|concurren\w+|idempoten\w+|races?|ordering|conflicts?|invariants?|uniqueness|transactions?)\b"),
    ),
    (Aspect.COMPLIANCE, re.compile(r"\b(?:complian\w+|gdpr|ccpa|pci|regulat\w+|privacy)\b")),
    (Aspect.SECURITY, re.compile(r"\b(?:secur\w+|auth\w*|abuse|encrypt\w*)\b")),
    (Aspect.DEPLOYMENT, re.compile(r"\b(?:deploy\w*|roll ?out|releases?|ci|migrations?)\b")),
    (Aspect.CACHING, re.compile(r"\bcach\w+\b")),
    (Aspect.PARTITIONING, re.compile(r"\b(?:partition\w*|shard\w*)\b")),
    (Aspect.INDEXING, re.compile(r"\bindex\w*\b")),
    (Aspect.LOAD_BALANCING, re.compile(r"\bload balanc\w+\b")),
    (Aspect.MESSAGING, re.compile(r"\b(?:messaging|eventing|queues?|events|async\w*)\b")),
    (Aspect.PROTOCOLS, re.compile(r"\b(?:protocols?|transport|real ?time|websockets?)\b")),
    (Aspect.PERFORMANCE, re.compile(r"\b(?:performance|latency|budget|latencies)\b")),
    (Aspect.MONITORING, re.compile(r"\b(?:monitor\w*|observab\w+|alert\w*|metrics|tracing|logging)\b")),
    (Aspect.OPERATIONS, re.compile(r"\b(?:operation\w*|ops|on call|runbook)\b")),
    (Aspect.COST, re.compile(r"\b(?:costs?|pricing|money)\b")),
    (Aspect.TECHNOLOGY, re.compile(r"\b(?:technolog\w+|tech|stack|languages?)\b")),
    (Aspect.MAINTAINABILITY, re.compile(r"\b(?:maintainab\w+|maintenance|evolution)\b")),
    (Aspect.EDGE_CASES, re.compile(r"\b(?:edge cases?|corner cases?|edge)\b")),
    (Aspect.STORAGE, re.compile(r"\b(?:storage|retention|databases?|data stores?|stores?|db)\b")),
)


def opening(label: str, phase: Phase, content: str) -> Opening:
    """What a label opens in a phase, given what follows it; `NOTHING` when it is a name of the candidate's own."""
    words = plain(label)
    if len(words.split()) > (12 if " what " in f" {words} " else 7):
        return NOTHING
    if phase in (Phase.CLARIFY, Phase.BREAK_DOWN) and _SIZES.fullmatch(words) and any(map(str.isdigit, content)):
        return Opening("estimates")
    if phase is Phase.CLARIFY and _QUALITIES.fullmatch(words):
        return Opening("non_functional", bare=len(content.split()) > 2)
    return _section(words, phase) or _aspect(words)


def _section(words: str, phase: Phase) -> Opening | None:
    for section, words_of in _SECTIONS:
        if words_of.fullmatch(words):
            if section in ("metrics", "users", "restatement") and phase in (Phase.DATA_MODEL, Phase.FLOWS, Phase.CHALLENGES) and section != "metrics":
                return None
            priority = next((each for each, mark in _PRIORITY if mark.search(words)), None) if section == "functional" else None
            return Opening(section, priority=priority)
    return Opening("flows", bare=False) if _FLOW.fullmatch(words) else None


def _aspect(words: str) -> Opening:
    for aspect, mark in _ASPECTS:
        if found := mark.search(words):
            return Opening("remarks", aspect, bare=len(found[0]) + 9 >= len(words))
    return NOTHING
