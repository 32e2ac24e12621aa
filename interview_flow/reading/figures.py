"""Numbers with their units, as they were typed."""

import re
from dataclasses import dataclass
from functools import lru_cache

_NUMBER = r"(?:[$€]\s?)?(?<![\w.])\d[\d,]*(?:\.\d+)?(?:\^\d+|\s?[-–]\s?\d[\d,]*(?:\.\d+)?)?(?:\s?(?:k|m|mn|mio|b|bn|t|tn|million|billion|trillion|thousand|hundred|K|M|B|T|Million|Billion)\b)?"
_TIME = r"(?:ms|milliseconds?|µs|us|microseconds?|secs?|seconds?|s|mins?|minutes?|hours?|hrs?|h|days?|weeks?|months?|years?|yrs?)"
_SIZE = r"(?:[kmgtpeKMGTPE]i?[bB]|bytes?|bits?|[kmgtKMGT]bit)"
_PERIOD = r"(?:second|sec|s|minute|min|hour|hr|h|day|d|week|month|mo|year|yr|y|user|person|write|read|node|message|request|room|link|file|event|booking|key|client|device|server|host|redirect|post|customer)"
_PER = rf"(?:\s?/\s?|\s(?:per|a|an|each|every)\s){_PERIOD}s?\b"
_WORD = r"(?:\s(?!(?:per|a|an|each|every|in|on|at|of|for|and|or|to|by|with|from|is|are|was|x|times|over|under|that|which|as|so|we|i|the|then|but|than|needs?|means?|makes?|gives?|has|have|can|could|will|would|must|fits?|per)\b)[A-Za-z][\w-]*)"
_FIGURE = re.compile(
    rf"""(?P<ratio>(?<![\w:/])\d[\d,]*\s?:\s?\d[\d,]*(?![\w:]))
      | {_NUMBER}(?P<unit>
            \s?%|\s?percent\b|\s?nines\b|\s?[KMGTkmgt]bps\b|\s?(?:qps|rps|tps|QPS|RPS|TPS|DAU|MAU|dau|mau)\b
          | \s?{_SIZE}(?:{_PER}|/s\b)?(?!\w)
          | {_WORD}{{0,3}}(?P<rate>{_PER})
          | \s?{_TIME}\b(?!\w)
          | {_WORD}{{1,2}}
        )?""",
    re.VERBOSE,
)
_LARGE = re.compile(r"\d{4}|\d,\d{3}|\^|\d\s?(?:k|m|mn|b|bn|t|tn)\b|(?:m|b|tr)illion|thousand", re.IGNORECASE)
_BYTES = re.compile(rf"\d\s?{_SIZE}(?!\w)|(?<![\d,.])\d[\d,.]*\s?(?:[kmb]illion|[kmb])\s?bytes", re.IGNORECASE)
_BARE_TIME = re.compile(rf"^{_TIME}$", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """One figure; `text` is `source[start:stop]`."""

    text: str
    start: int
    stop: int
    unit: str
    rate: bool
    ratio: bool

    @property
    def bytes(self) -> bool:
        """Whether it is an amount of data."""
        return bool(_BYTES.search(self.text))

    @property
    def large(self) -> bool:
        """Whether it is a thousand or more."""
        return bool(_LARGE.search(self.text))

    @property
    def duration(self) -> bool:
        """Whether it is a time."""
        return bool(_BARE_TIME.match(self.unit.strip()))

    @property
    def share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit.strip() in ("%", "percent", "nines")

    @property
    def telling(self) -> bool:
        """Whether it sizes something: data, a rate, a ratio, or many of a thing."""
        return (
            not self.duration
            and not self.share
            and (self.rate or self.ratio or self.bytes or self.large or self.unit.strip().casefold() in ("qps", "rps", "tps", "dau", "mau"))
        )


@lru_cache(maxsize=512)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text, in order."""
    return tuple(
        Figure(
            " ".join(match[0].split()).rstrip(","),
            match.start(),
            match.end(),
            match["unit"] or "",
            bool(match["rate"]) or bool(re.search(r"/s$|bps$", match[0])),
            bool(match["ratio"]),
        )
        for match in _FIGURE.finditer(text)
    )
