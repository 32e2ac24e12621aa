"""Back-of-envelope figures: the result, and what led to it."""

import re
from collections.abc import Iterator

from interview_flow.notes import Estimate
from interview_flow.phases import Phase
from interview_flow.reading.figures import Figure, figures
from interview_flow.reading.lists import pieces, trimmed
from interview_flow.reading.nouns import introduces, named
from interview_flow.reading.outline import Page, Passage

_EQUALS = re.compile(
    r"\s*(?:~=|≈|=|→|->|=>)\s*|\s(?:is|are|makes?|gives?|comes to|means|that's|that is|which is|i\.e\.|equals|or|so)\s(?=(?:about|around|roughly|some|under|over|~|≈|\d|only|nearly|almost|just)\b|~|≈)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|plus)\s(?=(?:about |around |roughly |some |~|another |say |maybe |perhaps |up to )?\d)")
_HANGING = re.compile(
    r"^\W*(?:against|so|which|for|or|at|after|since|because|if|assuming|i\.e\.|that's|that is|=|≈|→|spread|given|when|where|as|on average|before|including|replicated|well|far|not)\b",
    re.IGNORECASE,
)
_NO_SIZES = frozenset({"functional", "non_functional", "out_of_scope", "operations", "entities", "flows", "remarks", "components", "decisions"})
_FROM = re.compile(r"\W*(?:with|at|times)\b", re.IGNORECASE)
_ARRIVES = re.compile(r"\s(?:that's|that is|this is|it's|it is|is|are|makes?|gives?)(?: (?:about|around|roughly))?\s*$", re.IGNORECASE)
_SO = re.compile(r",\s+(?:so|hence|therefore)\s+(?:we|i)\b", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:up to|at most|no more than|maximum|max)\b", re.IGNORECASE)
_SUM = re.compile(r"\d[^=≈]{0,80}[*x×/·+-][^=≈]{0,80}(?:=|≈)\s*(?:about |around |roughly |~)?[$]?\d")
_RATIO = re.compile(
    r"\b(?:reads?|writes?|looks?|views?|redirects?)\b[^.;]{0,50}?\b(?:\d[\d,]*|two|three|four|five|ten|twenty|fifty|hundred) to (?:1|one)\b|"
    r"\bfor (?:every|each) write[^.;]{0,40}?\d[\d,]* reads?\b",
    re.IGNORECASE,
)
"""How reads compare with writes, in words."""
_METRICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("growth", re.compile(r"\bgrow\w*\b", re.IGNORECASE)),
    ("memory", re.compile(r"\b(?:memory|ram|cached?|redis|working set|hot set)\b", re.IGNORECASE)),
    (
        "users",
        re.compile(
            r"\b(?:users?|dau|mau|people|customers?|subscribers?|players?|devices?|concurrent|connections?|clients|drivers|riders|fans)\b",
            re.IGNORECASE,
        ),
    ),
    ("keys", re.compile(r"\b(?:codes?|ids?|keys|combinations?|identifiers?|buckets|counters)\b", re.IGNORECASE)),
)
_REQUESTS = re.compile(
    r"\b(?:qps|rps|tps|requests?|reads?|writes?|redirects?|calls?|messages?|links?|events?|posts?|per (?:second|sec|minute|hour|day|month)|a (?:second|day|month))\b|/\s?(?:s|sec|second|day|month|min)\b",
    re.IGNORECASE,
)


def estimates(page: Page) -> Iterator[Estimate]:
    """The estimates of a message, in prose and in tables."""
    for passage in page.passages:
        if passage.section in _NO_SIZES and passage.firm:
            continue
        labelled = passage.section == "estimates" and passage.firm
        if labelled or page.among(Phase.CLARIFY, Phase.BREAK_DOWN) or _SUM.search(passage.said):
            yield from _told(passage, page.turn, labelled)
    for block in page.blocks:
        if block.kind == "table" and block.rows and re.search(r"metric|estimate|quantity|figure|what", block.rows[0][0], re.IGNORECASE):
            yield from _tabled(block.rows[1:], page.turn)


def _told(passage: Passage, turn: int, labelled: bool) -> Iterator[Estimate]:
    if not any(map(str.isdigit, passage.said)):
        return
    if not labelled and (ratio := _RATIO.search(passage.said)):
        value, text = " ".join(ratio[0].split()), " ".join(trimmed(passage.said).split())
        yield Estimate(text=text, turn=turn, metric="ratio", value=value)
        return
    clauses = _clauses(passage.said)
    told = _SO.search(passage.said) or any(introduces(passage.said, phrase) for phrase in named(passage.said))
    for place, clause in enumerate(clauses):
        text = trimmed(clause)
        label = passage.title if passage.sentence.label and len(clauses) == 1 else ""
        value, calculation = _result(text)
        if not labelled and not calculation and (told or _LIMIT.search(text)):
            continue
        if (
            value
            and (value.telling or labelled or calculation)
            and (metric := _metric(value, f"{text} {passage.title if passage.sentence.label else ''}", label))
            and (metric != "other" or labelled or calculation)
        ):
            quote = passage.sentence.body if label and not place else text
            yield Estimate(text=" ".join(trimmed(quote).split()), turn=turn, metric=metric, value=value.text, calculation=calculation)


def _clauses(text: str) -> list[str]:
    """The clauses of a sentence that each carry a result; what sizes nothing stays with its neighbour."""
    cuts = [part for piece in pieces(text) for part in _parted(piece)]
    joined: list[str] = []
    place, waiting = 0, False
    for cut in cuts:
        start = text.index(cut, place)
        place = start + len(cut)
        telling = any(figure.telling for figure in figures(cut))
        if joined and (waiting or not telling or (_HANGING.match(cut) and not _result(cut)[1])):
            begin = text.rindex(joined[-1], 0, start)
            joined[-1] = text[begin:place]
        else:
            joined.append(cut)
        waiting = not any(figure.telling for figure in figures(joined[-1]))
        if not telling and re.match(r"\s*(?:and )?with\b", cut) and len(cuts) > 1 and joined[-1] is not cut:
            joined[-1] = joined[-1][: len(joined[-1]) - len(cut)]
            joined.append(cut)
            waiting = True
    return joined


def _parted(piece: str) -> list[str]:
    if re.search(r"\bbetween\b", piece):
        return [piece]
    parts: list[str] = []
    start = 0
    for match in _AND.finditer(piece):
        parts.append(piece[start : match.start()])
        start = match.end()
    return [*parts, piece[start:]]


def _result(text: str) -> tuple[Figure | None, str | None]:
    """The figure that a clause arrives at, and the terms before it."""
    found = figures(text)
    if not found:
        return None, None
    for equals in reversed(list(_EQUALS.finditer(text))):
        after = [figure for figure in found if figure.start >= equals.end()]
        before = [figure for figure in found if figure.stop <= equals.start() + 1]
        best = next((figure for figure in after if figure.telling), after[0] if after and equals[0].strip()[:1] in "=~≈" else None)
        if best and before:
            return best, trimmed(text[: equals.start()])
    telling = [figure for figure in found if figure.telling]
    value = telling[-1] if telling and _FROM.match(text) else (telling or found)[0]
    return value, trimmed(_ARRIVES.sub("", text[: value.start])) if _FROM.match(text) and value is not found[0] else None


def _metric(value: Figure, clause: str, label: str) -> str:
    """What a figure measures; empty when it is a target rather than a size."""
    own = f"{label} {value.text}"
    if value.ratio or re.search(r"\bper (?:write|read)s?\b|\bratio\b", own):
        return "ratio"
    if value.bytes:
        if (value.rate and re.search(r"(?:/\s?s|per sec(?:ond)?|per s|a second|/\s?sec\w*)$", value.text)) or "bandwidth" in clause.casefold():
            return "bandwidth"
        return next((metric for metric, words in _METRICS[:2] if words.search(clause)), "storage")
    if re.search(r"[KMGT]bps$", value.text, re.IGNORECASE):
        return "bandwidth"
    if _REQUESTS.search(own) and (value.rate or not _METRICS[2][1].search(own)):
        return "requests"
    if value.duration or (value.share and not label):
        return ""
    return next(
        (metric for metric, words in _METRICS[2:] if words.search(own)), "requests" if re.search(r"\bpeak\b|\baverage\b", clause) else "other"
    )


def _tabled(rows: tuple[tuple[str, ...], ...], turn: int) -> Iterator[Estimate]:
    for row in rows:
        if len(row) > 1 and row[1] and any(map(str.isdigit, row[1])):
            found = figures(row[1])
            metric = _metric(found[0], row[0], row[0]) if found else "other"
            calculation = row[2] if len(row) > 2 and row[2] else None
            yield Estimate(text=row[0], turn=turn, metric=metric or "other", value=row[1], calculation=calculation)
