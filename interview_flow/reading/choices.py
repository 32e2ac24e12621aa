"""A sentence taken apart as a choice: what was chosen, over what, for which reason, at which cost."""

import re
from dataclasses import dataclass, replace

from interview_flow.reading.lists import items, trimmed
from interview_flow.reading.verbs import BASE

_CHOSE = re.compile(
    r"^\W*(?:so |and |then |for (?:\w+ ){1,3})?,?\s*(?:(?:i|we)(?:'d| would|'ll| will|'m| am)?(?: also)? (?:rather )?(?:chose|choose|choosing|pick|picked|prefer|opt for|went with|go(?:ing)? (?:with|for)|use|settled on|stick with|decided on|"
    r"decided to use|take|accept|keep)|(?:my |our )?(?:choice|decision)(?: is|:))\s+(?:to use )?",
    re.IGNORECASE,
)
_PREFERS = re.compile(r"\b(?:chose|choose|pick(?:ed)?|prefer(?:red)?|go(?:ing)? (?:with|for)|went with|take|opt(?:ed)? for|use)\b", re.IGNORECASE)
_INSTEAD = re.compile(r",?\s+(?:rather than|instead of|as opposed to|in preference to|versus|vs\.?)\s+", re.IGNORECASE)
_OVER = re.compile(r",?\s+over\s+", re.IGNORECASE)
_FRONTED = re.compile(r"^\W*(?P<lead>because|since|as|given that|given|rather than|instead of|unlike)\s+", re.IGNORECASE)
_REASON = re.compile(
    r"(?:,\s*|\s+)(?:because of|because|since|so that|given that|due to|thanks to|as (?=(?:it|they|we|the|this|that|nothing|only|most|all|no)\b))\s*",
    re.IGNORECASE,
)
_SO = re.compile(
    r"[,;]\s+(?:and )?(?:so|hence|therefore|thus)\s+(?!(?:that|it|they|this|we|the \w+|i) (?:can|may|could)\b|on\b|far\b|\d)", re.IGNORECASE
)
_ACTS = re.compile(r"(?:we|i|the|more|another|only|no|it (?:is|has|must)|each|every|they (?:are|must))\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:is|are) \w+ed\b|^\W*(?:we|i)\b", re.IGNORECASE)
_TO = re.compile(
    r"\s+(?=(?:in order )?to (?:keep|avoid|make|save|get|stay|protect|reduce|allow|prevent|have|spare|not|let|gain|simplify)\b)", re.IGNORECASE
)
_COST = re.compile(
    r"(?:^|[,;.:]\s*|\s+)(?:(?:and|but|though),?\s+)?(?:(?:the|its|my|one) (?:cost|price|downside|drawback|trade-?off|catch|penalty)(?: here| i accept| we pay)? (?:is|being)(?: that)?|at the (?:cost|price|expense) of|(?:it|that|this|which) costs(?: us)?|(?<=; )costs|"
    r"(?:i|we)(?:'ll| will|'m| am|'re| are)?(?: willing to)? (?:accept|tolerate|live with|pay)(?:ing)?(?: that)?|in exchange for|the price(?: for that)? is|(?:costs?|downside|drawback|price|cons?|trade-?off):)\s+",
    re.IGNORECASE,
)
_WOULD = re.compile(
    r"^(?P<choice>.{3,80}?)\s(?P<reason>(?:needs?|avoids?|gives?|saves?|costs?|makes?|keeps?|has|does)\s.{3,160}?),?\s(?:which|where|whereas|while|unlike what)\s(?P<other>.{3,160}?)\s(?:would|do|does|cannot|can't|need|needs)\b[^,.]{0,60}\.?$"
)
_ALTERNATIVE = re.compile(
    r"^\W*(?:(?:the|an|one|another|other|main) )*alternatives?(?: (?:was|were|is|are|would be|to this(?: is)?|considered(?: was| were)?))?\b[:,]?\s+|^\W*(?:i|we) (?:also )?considered\s+|^\W*options?:\s+",
    re.IGNORECASE,
)
_MAIN_CLAUSE = re.compile(r"\s(?=(?:the|a|an|we|I|it)\s(?:[\w-]+\s){0,2}?(?:matters?|goes|must|should|needs?|serves?|is|are|use|cache)\b)")
_AFTER_OTHERS = re.compile(r"[,;:]\s+(?:which|and|but|so)\s|;\s|:\s|\s(?=to (?:keep|avoid|make|save|get|protect|reduce|prevent)\b)")
_VERB = re.compile(r"\s(?:would|could|was|were|is|are|needs?|has|have)\b")
_BUT = re.compile(r",?\s+but\s+(?=i\b|we\b)", re.IGNORECASE)
_OR = re.compile(r"\sor\s")
_MOST_OTHERS = 6


@dataclass(frozen=True)
class Choice:
    """The parts of a choice, each a slice of the sentence; empty when the sentence makes none."""

    chosen: str = ""
    others: tuple[str, ...] = ()
    reason: str | None = None
    cost: str | None = None


def decides(said: str) -> bool:
    """Whether a sentence says outright that something is chosen: "I chose", "we go with"."""
    return bool(_CHOSE.match(said))


def choice(said: str, outright: bool) -> Choice:
    """A sentence as a choice; `outright` when it is known to be one."""
    text = _weighed(said.strip())
    if found := _WOULD.match(text):
        return Choice(found["choice"], _apart(found["other"]), trimmed(found["reason"]))
    if found := _FRONTED.match(text):
        return _fronted(text[found.end() :], found["lead"].casefold())
    cost = None
    if (found := _COST.search(text)) and found.start() > 8:
        text, cost = text[: found.start()], trimmed(text[found.end() :])
    text, reason = _reasoned(text, outright)
    text, others, tail = _compared(text, outright)
    if reason is None and (outright or others) and (found := _TO.search(text)) and found.start() > 3:
        text, reason = text[: found.start()], trimmed(text[found.end() :])
    return Choice(_chosen(text), others, reason or tail, cost)


def alternatives(said: str) -> tuple[tuple[str, ...], Choice] | None:
    """What a sentence names as alternatives, and the choice it goes on to; None when it names none."""
    match = _ALTERNATIVE.match(said)
    if not match:
        return None
    first, _, rest = said[match.end() :].partition("; ")
    if not rest and (cut := _BUT.search(first)):
        first, rest = first[: cut.start()], first[cut.end() :]
    return _apart(_VERB.split(first)[0]), choice(rest, True) if rest else Choice()


def cost_of(said: str) -> str | None:
    """The cost that a sentence of its own adds to the choice before it."""
    found = _COST.match(said)
    return trimmed(said[found.end() :]) if found and not (_TO.search(said) and decides(said)) else None


def _apart(text: str) -> tuple[str, ...]:
    found = (part for item in items(text) for part in _OR.split(item))
    return tuple(each for each in map(trimmed, found) if each)[:_MOST_OTHERS]


def _weighed(text: str) -> str:
    """Of a sentence in several parts, the part that gives a reason; its cost may follow."""
    first, semicolon, rest = text.partition("; ")
    if not semicolon or _gives_reason(first) or not _gives_reason(rest) or _COST.match(rest):
        return text
    return _weighed(rest)


def _gives_reason(text: str) -> bool:
    return bool(_REASON.search(text) or _INSTEAD.search(text))


def _reasoned(text: str, outright: bool) -> tuple[str, str | None]:
    """A sentence without its reason, and the reason: after "because", or before "so"."""
    if found := _REASON.search(text):
        return text[: found.start()], trimmed(text[found.end() :])
    if outright or not (found := _SO.search(text)):
        return text, None
    first, second = text[: found.start()], text[found.end() :]
    return (second, trimmed(first)) if _acts(second) and not _DONE.search(first) else (first, trimmed(second))


def _acts(clause: str) -> bool:
    """Whether a clause does something about what was said before it."""
    return bool(_ACTS.match(clause)) or clause.split(" ", 1)[0].casefold() in BASE


def _compared(text: str, outright: bool) -> tuple[str, tuple[str, ...], str | None]:
    """A choice cut from what it was preferred to; what follows a comma after that may be its reason."""
    found = _INSTEAD.search(text) or (_OVER.search(text) if outright or _PREFERS.search(text) else None)
    if not found or found.start() < 2:
        return text, (), None
    others, reason = text[found.end() :], None
    if cut := _AFTER_OTHERS.search(others):
        others, reason = others[: cut.start()], trimmed(others[cut.end() :]) or None
    return text[: found.start()], _apart(others), reason


def _fronted(rest: str, lead: str) -> Choice:
    """ "Because reads dominate, we cache"; "rather than polling, we push"."""
    cut = re.search(r",\s+|\s(?=(?:I|we)(?:'d|'ll| would| will)\s)", rest) or next(reversed(list(_MAIN_CLAUSE.finditer(rest))), None)
    if cut is None:
        return Choice()
    before, after = trimmed(rest[: cut.start()]), rest[cut.end() :]
    if lead in ("rather than", "instead of", "unlike"):
        later = choice(after, decides(after))
        return replace(later, others=(before, *later.others))
    text, others, _ = _compared(after, False)
    return Choice(_chosen(text), others, before)


def _chosen(text: str) -> str:
    found = _CHOSE.match(text)
    return trimmed(text[found.end() :] if found else text)
