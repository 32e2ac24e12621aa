"""The check of the latency budget: the time of an answer shared out over its steps."""

import re

from interview_flow.assessment.checks.counting import said
from interview_flow.brief import Brief
from interview_flow.phases import Phase
from interview_flow.sentences import Sentence, plain, sentences
from interview_flow.transcript import Finding, Quote, Turn

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s?(ms|milliseconds?|s|sec|seconds?)\b")


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
