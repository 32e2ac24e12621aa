"""Flows that are told: numbered steps under a title, or prose that goes from one component to the next."""

import re
from collections.abc import Callable, Iterator

from interview_flow.notes import Flow, Hop
from interview_flow.phases import Phase
from interview_flow.reading.lists import pieces, trimmed
from interview_flow.reading.nouns import Named, dismissed, named
from interview_flow.reading.outline import Page, Passage

MOST_STEPS = 20
_STOPS, _LABELLED = 3, 2
"""Different parts in a row that make a walk; fewer do under a label that says what is walked."""
_LEAD = re.compile(r"^(?:when|on|for|to|if|after)\s[^,:]{3,60}(?=[,:])", re.IGNORECASE)
_CONNECTING = re.compile(
    r"^(?:and |then |next,? |first,? |finally,? |afterwards,? |the |a |an |its |our |this |that |once |after |when )*", re.IGNORECASE
)
_RELATIVE = re.compile(r"^(?:and )?(?:which|that|who)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=[,;])\s+|\s+(?=and (?:then |it |the )?\w+(?:s|es)\b)|\s+(?=then\b)|\s+(?=which\b)")
_ELSEWHERE = frozenset(
    "functional non_functional out_of_scope assumptions entities operations estimates decisions components remarks weaknesses next_steps metrics".split()
)


def told(page: Page, drawn: Callable[[Passage], bool]) -> Iterator[Flow]:
    """The flows that are told in steps or in prose."""
    for group in _groups(page, drawn):
        found = _hops(group)
        steps = tuple(trimmed(passage.said) or passage.said for passage in group)[:MOST_STEPS]
        numbered = sum(passage.sentence.numbered for passage in group)
        titled = group[0].section == "flows" and group[0].firm
        if (
            (titled and (found or len(steps) > 1))
            or (page.among(Phase.FLOWS) and (len(found) > 1 or _places(group) >= (_LABELLED if group[0].sentence.label else _STOPS)))
            or (numbered > 2 and page.among(Phase.FLOWS) and found)
        ):
            yield Flow(
                text=page.between(group[0], group[-1]),
                turn=page.turn,
                name=_name(group[0]),
                hops=found,
                steps=tuple(" ".join(step.split()) for step in steps),
            )


def _groups(page: Page, drawn: Callable[[Passage], bool]) -> list[list[Passage]]:
    """Passages in a row that tell of one flow: of one title, all numbered or all in one paragraph."""
    groups: list[list[Passage]] = []
    last: Passage | None = None
    for passage in page.passages:
        if passage.section in _ELSEWHERE or drawn(passage) or not _tells(passage, page):
            last = None
            continue
        together = (
            last is not None
            and passage.title == last.title
            and not passage.sentence.label
            and passage.line - last.line <= 1
            and not _LEAD.match(passage.said)
        )
        if together and groups:
            groups[-1].append(passage)
        else:
            groups.append([passage])
        last = passage
    return groups


def _tells(passage: Passage, page: Page) -> bool:
    if passage.section == "flows":
        return True
    return page.among(Phase.FLOWS) and bool(passage.sentence.numbered or named(passage.said))


def _places(group: list[Passage]) -> int:
    """How many different parts are passed."""
    return len({phrase.name.casefold() for passage in group for phrase in named(passage.said) if not dismissed(passage.said, phrase)})


def _hops(group: list[Passage]) -> tuple[Hop, ...]:
    found: list[Hop] = []
    subject = target = ""
    for passage in group[:MOST_STEPS]:
        for clause in _clauses(passage.said):
            phrases = [phrase for phrase in named(clause) if not dismissed(clause, phrase)]
            subject, rest = _subject(clause, phrases, subject, target)
            if subject and rest and (found_hop := _hop(clause, subject, rest)):
                found.append(found_hop)
                target = found_hop.target
    return tuple(dict.fromkeys(found))


def _clauses(text: str) -> list[str]:
    return [clause.strip() for piece in pieces(text) for clause in _CLAUSE.split(piece) if clause.strip()]


def _subject(clause: str, phrases: list[Named], subject: str, target: str) -> tuple[str, list[Named]]:
    """Who acts in a clause: a component at its start, else whoever acted or was reached before."""
    lead = _CONNECTING.match(clause)
    if phrases and lead and phrases[0].start <= lead.end() + 1:
        return phrases[0].name, phrases[1:]
    if _RELATIVE.match(clause):
        return target, phrases
    return subject, phrases


def _hop(clause: str, subject: str, rest: list[Named]) -> Hop | None:
    target = rest[0]
    if target.name.casefold() == subject.casefold():
        return None
    before = clause[: target.start]
    place = before.casefold().find(subject.casefold())
    said = before[place + len(subject) :] if place >= 0 else before
    said = re.sub(r"\s(?:the|a|an|its|our)$", "", " ".join(said.split()))
    return Hop(source=subject, target=target.name, note=trimmed(said)) if len(said.split()) <= 14 else None


def _name(first: Passage) -> str:
    if first.title:
        return " ".join(first.title.split())
    if lead := _LEAD.match(first.said):
        return " ".join(lead[0].split())
    start = " ".join(pieces(first.said)[0].split())
    return trimmed(start if len(start) <= 60 else start[: start.rfind(" ", 0, 60)])
