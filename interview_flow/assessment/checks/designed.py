"""Checks of the design itself: requirements served, data and contracts that agree, flows over parts that exist."""

import re
from collections.abc import Iterable

from interview_flow.assessment.checks.counting import said, shown
from interview_flow.brief import Brief
from interview_flow.design_record import DesignRecord
from interview_flow.notes import ComponentKind, Flow
from interview_flow.phases import Phase
from interview_flow.sentences import Sentence, plain, sentences
from interview_flow.transcript import Finding, Quote, Turn

SERVED = 3
"""Requirements that must be taken up one by one, or all of them if there are fewer."""
_COMMON = frozenset(
    "a an and or the of for to in on at by with per from as is are be can may must should user users people person they their it its each any all "
    "optional view see get make able want system service data day".split()
)
_SAVES = re.compile(
    r"\b(write|creat|post|put|send|upload|book|submit|publish|ingest|insert|save|store|record|schedul|crawl|updat|edit|place|request|sync)"
)
_READS = re.compile(r"\b(read|get|view|redirect|fetch|download|search|look|query|list|load|open|watch|display|play|receiv|suggest|check|top|rank)")
_MISS = re.compile(
    r"\b(miss(es|ed)?|not (found|there|in|cached|present)|absent|falls? (back|through)|404|otherwi[sz]e|if .{1,40} (empty|gone|stale))\b"
)
_ARROW = re.compile(r"->|→|=>")
"""What is only drawn in a flow has not been introduced."""
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s?(ms|milliseconds?|s|sec|seconds?)\b")


def per_requirement(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Functional requirements taken up one by one while breaking down."""
    if answers[0].phase is not Phase.BREAK_DOWN:
        return None
    told = [(turn, sentence) for turn in answers for sentence in sentences(turn.text) if not sentence.asks and len(sentence.text.split()) > 4]
    required = brief.interview.record.functional
    taken: dict[int, Quote] = {}
    for requirement in required:
        words = content(requirement.text)
        for turn, sentence in told:
            if words & content(sentence.text) and sentence.text not in {quote.quote for quote in taken.values()}:
                taken[requirement.number] = Quote(turn=turn.turn, quote=sentence.text)
                break
    return said(criterion, list(taken.values()), met=len(taken) >= min(SERVED, len(required)) > 1)


def estimates(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """A rate and a storage figure, each with what led to it."""
    worked = [each for each in brief.interview.record.estimates if each.calculation and each.metric != "other"]
    kinds = {each.metric for each in worked}
    return shown(criterion, worked, met={"requests", "storage"} <= kinds)


def entities(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Entities with a key and fields."""
    whole = [entity for entity in brief.interview.record.entities if len(entity.fields) >= 2]
    keyed = any(_has_key(field.name) or field.key for entity in whole for field in entity.fields)
    return shown(criterion, whole, met=keyed and len(whole) >= 2) if whole else None


def operations(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Two operations with input and output, and an error."""
    told = brief.interview.record.operations
    whole = [each for each in told if each.output or each.input or "{" in each.path]
    return shown(criterion, told, met=len(whole) >= 2 and any(each.errors for each in told))


def nouns(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Every noun of the operations is an entity, or a field of one."""
    record = brief.interview.record
    known = {_stem(word) for entity in record.entities for name in (entity.name, *(field.name for field in entity.fields)) for word in _words(name)}
    if len(record.operations) < 2 or not known:
        return None
    covered = [each for each in record.operations if not (named := _nouns(each.path)) or named & known]
    return shown(criterion, covered, met=len(covered) == len(record.operations)) if len(covered) * 2 >= len(record.operations) else None


def write_path(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """A flow that saves something and reaches durable storage."""
    told = [flow for flow in brief.interview.record.flows if _SAVES.search(plain(flow.name + " " + flow.text)) and _length(flow) >= 2]
    durable = [flow for flow in told if _reaches_store(flow, brief.interview.record)]
    return shown(criterion, (durable or told)[:2], met=bool(durable))


def read_path(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """A flow that reads something, with what happens on a miss."""
    told = [flow for flow in brief.interview.record.flows if _READS.search(plain(flow.name + " " + flow.text)) and _length(flow) >= 2]
    missed = [flow for flow in told if _MISS.search(plain(flow.text))]
    return shown(criterion, (missed or told)[:2], met=bool(missed))


def known_components(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Flows run over parts that were introduced."""
    record = brief.interview.record
    ends = [(flow, end) for flow in record.flows for hop in flow.hops for end in (hop.source, hop.target)]
    if len(ends) < 4:
        return None
    strange = {end for _, end in ends if not _introduced(end, record)}
    used = [flow for flow in record.flows if flow.hops]
    return shown(criterion, used, met=not strange) if len(strange) * 3 <= len({end for _, end in ends}) else None


def latency_budget(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Two or more durations in one sentence that add up under the latency target."""
    limits = [_seconds(target.value) for target in brief.interview.record.non_functional if target.quality == "latency" and target.value]
    limit = max(limits, default=0.0)
    for turn in answers:
        for sentence in sentences(turn.text):
            parts = _parts(sentence, limit)
            if len(parts) >= 2 and turn.phase is not Phase.CLARIFY:
                return said(criterion, [Quote(turn=turn.turn, quote=sentence.text)], met=bool(limit) and sum(parts) <= limit)
    return None


def _parts(sentence: Sentence, limit: float) -> list[float]:
    """The durations of a sentence that are shares of a budget: neither the target itself nor the sum of the others."""
    named = [float(figure) * (1.0 if unit.startswith("s") else 0.001) for figure, unit in _DURATION.findall(sentence.plain)]
    shares = [each for each in named if not _about(each, limit)]
    total = max(shares, default=0.0)
    return [each for each in shares if each != total] if _about(total, sum(shares) - total) and len(shares) > 2 else shares


def _about(one: float, other: float) -> bool:
    return abs(one - other) <= 0.1 * max(one, other)


def _seconds(value: str) -> float:
    return next((float(figure) * (1.0 if unit.startswith("s") else 0.001) for figure, unit in _DURATION.findall(plain(value))), 0.0)


def content(text: str) -> set[str]:
    """The words that carry a text, cut to their stems."""
    return {_stem(word) for word in re.findall(r"[a-z]{3,}", plain(text)) if word not in _COMMON}


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ions", "ion", "ers", "er", "ies", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower())


def _nouns(path: str) -> set[str]:
    return {
        _stem(word) for part in path.split("?")[0].split("/") if not re.fullmatch(r"v\d+|api", part) for word in _words(part) if word not in _COMMON
    }


def _has_key(name: str) -> bool:
    return bool(re.search(r"(^|_)(id|key|code|slug|uuid|pk)$", name.lower())) or name.lower().endswith("id")


def _length(flow: Flow) -> int:
    return max(len(flow.hops), len(flow.steps))


def _reaches_store(flow: Flow, record: DesignRecord) -> bool:
    stores = {each.identity for each in record.components if each.kind is ComponentKind.STORE}
    text = plain(flow.text)
    return any(store in text for store in stores) or bool(
        re.search(r"\b(database|db|store|table|disk|log|bucket|storage|postgres\w*|mysql|cassandra|dynamo\w*|s3|shard)\b", text)
    )


def _introduced(end: str, record: DesignRecord) -> bool:
    if re.fullmatch(r"\W*(\d{3}.*|client|browser|user|app|.*client|.*browser)", end.lower()):
        return True
    words = content(end)
    introduced = (each.name for each in record.components if each.role or not _ARROW.search(each.text))
    named: Iterable[str] = (*introduced, *(each.name for each in record.entities))
    return not words or any(words & content(name) for name in named)
