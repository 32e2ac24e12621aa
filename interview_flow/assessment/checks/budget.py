"""The check of the latency budget: the time of an answer shared out over its steps, and the sum held against the target."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interview_flow.assessment.checks.counting import said
from interview_flow.brief import Brief
from interview_flow.given import known_record
from interview_flow.phases import Phase
from interview_flow.reading.nouns import named
from interview_flow.sentences import plain, sentences
from interview_flow.transcript import Finding, Quote, Turn

MOST_SHARES = 12
FEWEST_SHARES = 3
"""Times in one sentence that share a budget out where no sum is said."""
LONGEST_QUOTE = 400
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?P<figure>\d{1,6}(?:,\d{3})*(?:\.\d+)?)(?:\s?(?P<unit>ms|milliseconds?|s|secs?|seconds?)\b)?(?!\s?(?:[%x*/]|k\b|kb|mb|gb|mbit|bytes?|percent|times|of\b|in ten|th\b|nines))(?![\w:])"
)
_SUM = re.compile(
    r"(?:=|≈|\bsums?(?: (?:to|is|up to))?|\btotal(?:s|ling)?|\btogether|\badds? up to|\bthat's|\bthat is|\bmakes|\barrive (?:to|at)|\bcomes to|\bin all|\ball in all|<)\s*(?:of |about |around |some |roughly |~)*(?=\d)",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\b(?:budget|(?:well )?(?:under|below|within|inside)|leaves?|left|to spare|margin|in hand|of the \d)\b")
_CLOSE = 0.06
"""How far a sum may be off."""
_PARTED = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class _Time:
    milliseconds: float
    plain: bool
    """Whether it has no unit of its own."""
    start: int


def latency_budget(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Shares of a time that are added up, or at least three in one sentence; met when they stay below the latency target."""
    limits = [_milliseconds(target.value) for target in known_record(brief).non_functional if target.quality == "latency" and target.value]
    limit = max(limits, default=0.0)
    told = [(turn, *found) for turn in answers if turn.phase in (Phase.FLOWS, Phase.CHALLENGES) for found in _budgets(turn.text)]
    quotes = [Quote(turn=turn.turn, quote=text) for turn, text, _ in told]
    return said(criterion, quotes[:2], met=bool(limit) and any(total <= limit for _, _, total in told))


def _budgets(message: str) -> Iterator[tuple[str, float]]:
    """Each budget of a message, with its sum in milliseconds."""
    for paragraph in _PARTED.split(message[:6000]):
        if (added := _added(paragraph)) is not None:
            yield _quote(paragraph, added[0]), added[1]
            continue
        for sentence in sentences(paragraph):
            times = [time for time in _times(sentence.plain) if not time.plain]
            parts = {phrase.name.casefold() for phrase in named(sentence.text)}
            shared = len(times) >= FEWEST_SHARES or (len(times) > 1 and _COMPARES.search(sentence.plain))
            if shared and len(parts) >= FEWEST_SHARES - 1:
                yield sentence.text[:LONGEST_QUOTE], sum(time.milliseconds for time in times)


def _added(paragraph: str) -> tuple[int, float] | None:
    """Where the shares of a sum that is right begin, and the sum; None where no shares are added up."""
    times = list(_times(paragraph))
    if not any(not time.plain for time in times):
        return None
    for mark in _SUM.finditer(paragraph):
        total = next((time for time in times if time.start >= mark.end()), None)
        if total is None or total.start > mark.end() + 2:
            continue
        for chosen in (times, [time for time in times if not time.plain]):
            before = [time for time in chosen if time.start < mark.start()][-MOST_SHARES:]
            if start := _adds_up(before, total):
                return start - 1, total.milliseconds
    return None


def _adds_up(before: list[_Time], total: _Time) -> int:
    """The place of the first share, counted from 1, of those just before the sum that add up to it; 0 when none do."""
    for many in range(2, len(before) + 1):
        shares = before[-many:]
        if abs(sum(time.milliseconds for time in shares) - total.milliseconds) <= _CLOSE * total.milliseconds:
            return shares[0].start + 1
    return 0


def _times(text: str) -> Iterator[_Time]:
    for match in _NUMBER.finditer(text):
        unit = match["unit"] or ""
        value = float(match["figure"].replace(",", ""))
        yield _Time(value * (1000.0 if unit.startswith("s") else 1.0), not unit, match.start())


def _milliseconds(value: str) -> float:
    return next((time.milliseconds for time in _times(plain(value)) if not time.plain), 0.0) or _WORDED.get(plain(value).split(" ")[0], 0.0)


_WORDED = {"a": 1000.0, "one": 1000.0, "two": 2000.0, "three": 3000.0, "five": 5000.0, "half": 500.0, "ten": 10000.0}


def _quote(paragraph: str, start: int) -> str:
    """From the sentence in which the shares begin to the end of the paragraph."""
    begin = max((sentence.start for sentence in sentences(paragraph) if sentence.start <= start), default=0)
    text = " ".join(paragraph[begin:].split())
    return text if len(text) <= LONGEST_QUOTE else text[: text.rfind(" ", 0, LONGEST_QUOTE)]
