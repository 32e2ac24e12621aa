"""How well the system must do it: a quality with its figure."""

import re
from collections.abc import Iterator

from interview_flow.notes import Target
from interview_flow.phases import Phase
from interview_flow.reading.figures import figures
from interview_flow.reading.lists import items
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.scope import leaves_out

_QUALITIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (quality, re.compile(words, re.IGNORECASE))
    for quality, words in (
        (
            "consistency",
            r"consisten|eventual|\bstale|\blag\b|readable|read[- ]your|straight (?:after|away)|right after|within (?:a|an|one|two|five|ten|\d+) (?:minutes?|hours?)|at once|right away|immediately|lineari[sz]ab|exactly[- ]once|at[- ]least[- ]once|never (?:be )?(?:sold|booked) twice|double[- ]|in order\b|order(?:ed|ing)\b|same order|visible|no oversell|behind by|diverge|(?:seconds?|minutes?) late\b|delayed",
        ),
        (
            "latency",
            r"\bp\d\d|latenc|\bms\b|\d\s?ms\b|millisecond|response times?|\bfast|\bquick|\bslow|\binstant|within (?:a |an |one |\d+ ?)?(?:few )?(?:hundred )?(?:milli)?s(?:econds?)?\b|real[- ]?time|responsive|\bin (?:less than |under |at most )?(?:\d+|one|two|three|five|ten) ?(?:ms|s|secs?|seconds?)\b|(?:within|under|below) (?:one|two|three|four|five|ten|half a) (?:milli)?seconds?\b|(?:tenth|half|quarter) (?:of )?a second|\bsub[- ](?:milli)?second|(?:under|within|below|<) ?(?:a |one |\d+ ?)?s(?:ec(?:ond)?s?)?\b",
        ),
        (
            "durability",
            r"durab|never (?:be )?los[et]|not (?:be )?los[et]|no (?:\w+ ){1,3}(?:is |are |may be |can be |must be |gets? )?(?:ever )?lost|los(?:e|ing|s of)\b|survive|backed up|\brpo\b",
        ),
        (
            "availability",
            r"availab|uptime|\bnines\b|\b9\d(?:\.\d+)?\s?%|downtime|outage|fault[- ]toler|reliab|keeps? working|fail[- ](?:open|closed)|resilien",
        ),
        ("throughput", r"per second|/s\b|/sec\b|\bqps\b|\brps\b|throughput"),
        ("scale", r"scal|\bmillions?\b|concurrent|billion|\bpeak|grow|\d\s?[mk] (?:users|connections|dau)|\bdau\b|elastic"),
        ("security", r"secur|encrypt|authenti|authori[sz]|private|privacy|gdpr|\btls\b|end[- ]to[- ]end|abuse"),
        ("cost", r"\bcosts?\b|cheap|budget|\$\d"),
    )
)
_MODAL = re.compile(
    r"\b(?:must|should|needs?|may|at most|at least|late|delayed|under|below|within|less than|no more than|tolera\w*|acceptable|fine|okay|up to|never|has to|have to|want|require[sd]?|target|aim|nines|sub[- ](?:milli)?second|expect(?:ed)?|ought to|shld)\b|[<>≤≥]|\d\s?%|\bp\d\d\b",
    re.IGNORECASE,
)


def targets(page: Page) -> Iterator[Target]:
    """The non-functional requirements, each with its figure if it has one."""
    for passage in page.passages:
        if passage.section == "non_functional" and passage.firm:
            texts = (passage.quote,) if passage.sentence.numbered else items(passage.quote)
            yield from (_target(text, passage.title if passage.own else "", page.turn) for text in texts if len(text) > 2)
        elif is_target(passage, page):
            yield from (_target(text, "", page.turn) for text in _measured(passage))


def is_target(passage: Passage, page: Page) -> bool:
    """Whether a sentence outside of a list says how well: a quality with a figure, or one that must hold."""
    if (
        not page.among(Phase.CLARIFY)
        or passage.section not in ("", "non_functional", "assumptions")
        or leaves_out(passage, page.phase)
        or (passage.section == "assumptions" and passage.firm)
    ):
        return False
    text = passage.said
    return any(
        words.search(text) for quality, words in _QUALITIES if quality not in ("scale", "throughput", "cost") or passage.section or "scalab" in text
    ) and bool(_MODAL.search(text))


def _measured(passage: Passage) -> tuple[str, ...]:
    """A sentence with one quality is one target; one that lists several, each with a figure, is several."""
    found = items(passage.said)
    if len(found) == 1:
        found = tuple(re.split(r"\sand\s(?=[^,]{0,30}(?:\d|nines))", passage.quote))
    return found if len(found) > 1 and all(_quality(item) != "other" for item in found) and any(map(str.isdigit, passage.said)) else (passage.quote,)


def _target(text: str, label: str, turn: int) -> Target:
    text = " ".join(text.split())
    quality = _quality(label) if label and _quality(label) != "other" else _quality(text)
    return Target(text=text, turn=turn, quality=quality, value=_value(text))


def _quality(text: str) -> str:
    return next((quality for quality, words in _QUALITIES if words.search(text)), "other")


def _value(text: str) -> str | None:
    found = figures(re.sub(r"\bp\d\d(?:\.\d+)?\b", lambda match: "_" * len(match[0]), text))
    best = next((figure for figure in found if figure.duration or figure.share or figure.telling), None)
    if best:
        return best.text
    worded = re.search(
        r"\b(?:a |one )?(?:tenth|half|quarter) (?:of )?a second\b|\bsub[- ](?:milli)?second\b|\b(?:a|one|two|three|five|ten|few|couple of|half a|a few|several|hundred)\s(?:hundred )?(?:milliseconds?|seconds?|secs?|minutes?|hours?|days?)\b|\b(?:two|three|four|five|six|seven|nine|eleven) nines\b",
        text,
        re.IGNORECASE,
    )
    return worded[0] if worded else None
