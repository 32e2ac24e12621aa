"""Choices, with what was passed over, the reason, and the cost that was accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from interview_flow.design_record import Decision
from interview_flow.phases import Phase
from interview_flow.reading.flows import after_arrows, arrows
from interview_flow.reading.idle import idle
from interview_flow.reading.lists import items, trimmed
from interview_flow.reading.operations import contracts
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.scope import assumes, leaves_out
from interview_flow.reading.verbs import BASE

_DESIGN = (Phase.BREAK_DOWN, Phase.DATA_MODEL, Phase.FLOWS, Phase.CHALLENGES)
_CHOSE = re.compile(
    r"^\W*(?:so |and |then |for (?:\w+ ){1,3})?,?\s*(?:(?:i|we)(?:'d| would|'ll| will|'m| am)?(?: also)? (?:rather )?(?:chose|choose|choosing|pick|picked|prefer|opt for|went with|go(?:ing)? (?:with|for)|use|settled on|stick with|decided on|"
    r"decided to use|take|accept|keep)|(?:my |our )?(?:choice|decision)(?: is|:))\s+(?:to use )?",
    re.IGNORECASE,
)
_PREFERS = re.compile(r"\b(?:chose|choose|pick(?:ed)?|prefer(?:red)?|go(?:ing)? (?:with|for)|went with|take|opt(?:ed)? for|use)\b", re.IGNORECASE)
_INSTEAD = re.compile(r",?\s+(?:rather than|instead of|as opposed to|in preference to|versus|vs\.?)\s+", re.IGNORECASE)
_OVER = re.compile(r",?\s+over\s+", re.IGNORECASE)
_FRONTED = re.compile(r"^\W*(?P<lead>because|since|as|given that|given|rather than|instead of|unlike)\s+", re.IGNORECASE)
_REASON = re.compile(r"(?:,\s*|\s+)(?:because of|because|since|so that|given that|due to|thanks to|as (?=(?:it|they|we|the|this|that|nothing|only|most|all|no)\b))\s*", re.IGNORECASE)
_SO = re.compile(r"[,;]\s+(?:and )?(?:so|hence|therefore|thus)\s+(?!(?:that|it|they|this|we|the \w+|i) (?:can|may|could)\b|on\b|far\b|\d)", re.IGNORECASE)
_ACTS = re.compile(r"(?:we|i|the|more|another|only|no|it (?:is|has|must)|each|every|they (?:are|must))\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:is|are) \w+ed\b|^\W*(?:we|i)\b", re.IGNORECASE)
_TO = re.compile(r"\s+(?=(?:in order )?to (?:keep|avoid|make|save|get|stay|protect|reduce|allow|prevent|have|spare|not|let|gain|simplify)\b)", re.IGNORECASE)
_COST = re.compile(
    r"(?:^|[,;.:]\s*|\s+)(?:(?:and|but|though),?\s+)?(?:(?:the|its|my|one) (?:cost|price|downside|drawback|trade-?off|catch|penalty)(?: here| i accept| we pay)? (?:is|being)(?: that)?|at the (?:cost|price|expense) of|(?:it|that|this|which) costs(?: us)?|(?<=; )costs|"
    r"(?:i|we)(?:'ll| will|'m| am|'re| are)?(?: willing to)? (?:accept|tolerate|live with|pay)(?:ing)?(?: that)?|in exchange for|the price(?: for that)? is|(?:costs?|downside|drawback|price|cons?|trade-?off):)\s+",
    re.IGNORECASE,
)
_WOULD = re.compile(r"^(?P<choice>.{3,80}?)\s(?P<reason>(?:needs?|avoids?|gives?|saves?|costs?|makes?|keeps?|has|does)\s.{3,160}?),?\s(?:which|where|whereas|while|unlike what)\s(?P<other>.{3,160}?)\s(?:would|do|does|cannot|can't|need|needs)\b[^,.]{0,60}\.?$")
_ALTERNATIVE = re.compile(r"^\W*(?:(?:the|an|one|another|other|main) )*alternatives?(?: (?:was|were|is|are|would be|to this(?: is)?|considered(?: was| were)?))?\b[:,]?\s+|^\W*(?:i|we) (?:also )?considered\s+|^\W*options?:\s+", re.IGNORECASE)
_FACTS = frozenset({"functional", "non_functional", "out_of_scope", "assumptions", "estimates", "entities", "operations", "metrics", "next_steps", "users", "success", "restatement", "hardest_part", "summary"})


@dataclass(frozen=True)
class _Parts:
    choice: str = ""
    alternatives: tuple[str, ...] = ()
    reason: str | None = None
    cost: str | None = None


@dataclass
class _Open:
    """A decision that the next sentence may still add to."""

    first: Passage
    last: Passage
    parts: _Parts


def decisions(page: Page) -> Iterator[Decision]:
    """The decisions of a message; alternatives and costs in the sentence next to one belong to it."""
    current: _Open | None = None
    for passage in page.passages:
        if _passed_by(passage, page):
            continue
        added = _added(passage, current)
        if added and current:
            current = added
            continue
        if current and current.parts.choice:
            yield _decision(current, page)
        current = _opened(passage, page)
        if current and current.first is not passage:
            yield _decision(current, page)
    if current and current.parts.choice:
        yield _decision(current, page)


def _passed_by(passage: Passage, page: Page) -> bool:
    return leaves_out(passage, page.phase) or assumes(passage) or idle(passage) or (passage.section in _FACTS and passage.firm) or contracts(passage.said)


def _opened(passage: Passage, page: Page) -> _Open | None:
    parts = _parts(passage, page)
    return _Open(passage, passage, parts) if parts else None


def _decision(known: _Open, page: Page) -> Decision:
    text = known.first.quote if known.first is known.last else page.between(known.first, known.last)
    parts = known.parts
    return Decision(text=text, turn=page.turn, choice=_flat(parts.choice), alternatives=tuple(map(_flat, parts.alternatives)), reason=_flat(parts.reason) or None, cost=_flat(parts.cost) or None)


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def _added(passage: Passage, current: _Open | None) -> _Open | None:
    """The decision before with what this passage adds: its alternatives, its cost, or, after alternatives, the choice."""
    if current is None or passage.line - current.last.line > 1:
        return None
    cost = _COST.match(passage.said) or (_COST.match(passage.sentence.body) if passage.sentence.label else None)
    if cost and current.parts.choice and not current.parts.cost and (not _TO.search(passage.said) or not _CHOSE.match(passage.said)):
        text = passage.sentence.body if cost.string == passage.sentence.body else passage.said
        return _Open(current.first, passage, replace(current.parts, cost=trimmed(text[cost.end() :])))
    if _ALTERNATIVE.match(passage.sentence.body) and not current.parts.alternatives:
        found, chosen = _alternatives(passage)
        if not chosen.choice:
            return _Open(current.first, passage, replace(current.parts, alternatives=found))
    return None


def _alternatives(passage: Passage) -> tuple[tuple[str, ...], _Parts]:
    """What a sentence names as alternatives, and the choice that follows in it."""
    match = _ALTERNATIVE.match(passage.sentence.body)
    said = passage.sentence.body[match.end() :] if match else passage.said
    first, _, rest = said.partition("; ")
    if not rest and (cut := re.search(r",?\s+but\s+(?=i\b|we\b)", said)):
        first, rest = said[: cut.start()], said[cut.end() :]
    others = re.split(r"\s(?:would|could|was|were|is|are|needs?|has|have)\b", first)[0]
    found = tuple(part for item in items(others) for part in (re.split(r"\sor\s", item) if len(item) < 90 else [item]))
    return tuple(trimmed(each) for each in found if each.strip()), _split(rest, True) if rest else _Parts()


def _parts(passage: Passage, page: Page) -> _Parts | None:
    labelled = passage.section == "decisions" and passage.firm
    if _ALTERNATIVE.match(passage.sentence.body):
        others, chosen = _alternatives(passage)
        return replace(chosen, alternatives=others + chosen.alternatives) if chosen.choice else None
    said = passage.said
    if arrows(passage):
        said = after_arrows(said)
    parts = _split(said, bool(_CHOSE.match(said)) or labelled)
    if labelled:
        return parts if parts.choice else replace(parts, choice=trimmed(said))
    compared = bool(parts.alternatives)
    weighed = bool(parts.reason or parts.cost) and page.among(*_DESIGN) and passage.section not in ("hardest_part", "weaknesses")
    return parts if parts.choice and (compared and page.phase is not Phase.RESTATE or weighed) else None


def _split(said: str, chosen: bool) -> _Parts:
    """A sentence as choice, alternatives, reason and cost."""
    text = _weighed(said.strip())
    if found := _WOULD.match(text):
        return _Parts(found["choice"], tuple(trimmed(part) for part in re.split(r"\sor\s|\sand\s|,\s", found["other"])), trimmed(found["reason"]))
    if found := _FRONTED.match(text):
        return _fronted(text, found)
    cost = reason = None
    if (found := _COST.search(text)) and found.start() > 8:
        text, cost = text[: found.start()], trimmed(text[found.end() :])
    if found := _REASON.search(text):
        text, reason = text[: found.start()], trimmed(text[found.end() :])
    elif (found := _SO.search(text)) and not chosen:
        first, second = text[: found.start()], text[found.end() :]
        text, reason = (second, trimmed(first)) if _acts(second) and not _DONE.search(first) else (first, trimmed(second))
    text, others, tail = _compared(text)
    if reason is None and (chosen or others) and (found := _TO.search(text)) and found.start() > 3:
        text, reason = text[: found.start()], trimmed(text[found.end() :])
    return _Parts(_chosen(text), others, reason or tail, cost)


def _acts(clause: str) -> bool:
    """Whether a clause does something about what was said before it."""
    return bool(_ACTS.match(clause)) or clause.split(" ", 1)[0].casefold() in BASE


def _weighed(text: str) -> str:
    """Of a sentence in several parts, the part that gives a reason; its cost may follow."""
    first, semicolon, rest = text.partition("; ")
    if semicolon and not _REASON.search(first) and not _INSTEAD.search(first) and (_REASON.search(rest) or _INSTEAD.search(rest)) and not _COST.match(rest):
        return _weighed(rest)
    return text


def _compared(text: str) -> tuple[str, tuple[str, ...], str | None]:
    """A choice cut from what it was preferred to; what follows a comma after that may be its reason."""
    found = _INSTEAD.search(text) or (_OVER.search(text) if _PREFERS.search(text) else None)
    if not found or found.start() < 2:
        return text, (), None
    others = text[found.end() :]
    reason = None
    if cut := re.search(r"[,;:]\s+(?:which|and|but|so)\s|;\s|:\s|\s(?=to (?:keep|avoid|make|save|get|protect|reduce|prevent)\b)", others):
        others, reason = others[: cut.start()], trimmed(others[cut.end() :]) or None
    return text[: found.start()], tuple(trimmed(part) for item in items(others) for part in re.split(r"\sor\s", item) if part.strip())[:6], reason


def _fronted(text: str, lead: re.Match[str]) -> _Parts:
    """ "Because reads dominate, we cache"; "rather than polling, we push"."""
    rest = text[lead.end() :]
    cut = re.search(r",\s+", rest) or (list(re.finditer(r"\s(?=(?:the|a|an|we|I|it)\s(?:[\w-]+\s){0,2}?(?:matters?|goes|must|should|needs?|serves?|is|are|use|cache)\b)", rest)) or [None])[-1]
    if cut is None:
        return _Parts()
    before, after = trimmed(rest[: cut.start()]), rest[cut.end() :]
    if lead["lead"].casefold() in ("rather than", "instead of", "unlike"):
        later = _split(after, True)
        return replace(later, alternatives=(before, *later.alternatives))
    return replace(_Parts(_chosen(after), (), before), **({"alternatives": _compared(after)[1], "choice": _chosen(_compared(after)[0])} if _compared(after)[1] else {}))


def _chosen(text: str) -> str:
    found = _CHOSE.match(text)
    return trimmed(text[found.end() :] if found else text)
