"""Checks of the break-down: is each requirement taken up, and is the size worked out?"""

import re
from collections.abc import Sequence

from interview_flow.assessment.checks.counting import said, shown
from interview_flow.assessment.likeness import Needs, needs_of, said_in
from interview_flow.assessment.parts import clauses, lead_of, led
from interview_flow.brief import Brief
from interview_flow.given import known_record
from interview_flow.notes import Statement
from interview_flow.sentences import sentences
from interview_flow.transcript import Finding, Quote, Turn

SERVED = 3
"""Requirements that must be taken up one by one, or all of them if there are fewer."""
_FEWEST_WORDS = 5
_ACHIEVES = re.compile(
    r"\b(?:must|should|has to|have to|needs?|needed|may not|cannot|can't|mustn't|only|never|at most|at least|within|under|below|until|unless|because|since|so that|so|then|once|"
    r"(?:is|are|gets?|becomes?) \w+(?:ed|en|ld|pt|de)|(?:look|write|read|check|store|save|return|keep|put|take|send|copie|copy|hold|give|find|ask|add|serve|compute|generate|answer|update|set|mark|move|push|pull|"
    r"count|draw|flip|talk|pick|goe|hand|show|turn|run|let|stay|come|map|call|forward|split|append|delete|expire|fetch|show)e?s?)\b|->|→|=>",
    re.IGNORECASE,
)
"""What has to be achieved, or how."""
_REQUIRES = re.compile(
    r"\b(?:must|should|has to|have to|needs?|needed|may not|cannot|mustn't|at most|at least|so that|only once|exactly)\b", re.IGNORECASE
)
"""Without which a single requirement is rather mentioned than taken up."""


def per_requirement(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Functional requirements taken up one by one while breaking down, each with what it takes."""
    required = tuple(each.text for each in known_record(brief).functional)
    turns = {turn.turn for turn in answers}
    workings = brief.interview.record.workings
    if not required or not any(each.turn in turns for each in workings):
        return None
    needs = needs_of(required)
    taken: dict[int, Quote] = {}
    for working in workings:
        for place in _taken_up(working, needs):
            taken.setdefault(place, Quote(turn=working.turn, quote=working.text))
    quotes = list(dict.fromkeys(taken.values()))
    if len(taken) == 1 and not any(_REQUIRES.search(quote.quote) for quote in quotes):
        return None
    return said(criterion, quotes, met=len(taken) >= min(SERVED, len(required)) > 1 and len(quotes) > 1)


def _taken_up(working: Statement, needs: Needs) -> Sequence[int]:
    """The requirements that a working takes up: by its label, or in a clause that says what is achieved."""
    if len(working.text.split()) < _FEWEST_WORDS:
        return []
    lead = lead_of(working.text)
    rest = working.text[lead.end() :] if lead else working.text
    if lead and _ACHIEVES.search(rest) and (places := led(working.text, needs)):
        return places
    told = [clause for clause in clauses(working.text) if len(clause.split()) >= _FEWEST_WORDS and _ACHIEVES.search(clause)]
    return [place for clause in told for place in needs.closest(needs.scores(said_in(clause)))]


def estimates(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """A rate and a storage figure, each with what led to it; one sum written out or told in words is a part of that."""
    worked = [each for each in brief.interview.record.estimates if each.calculation and each.metric != "other"]
    kinds = {each.metric for each in worked}
    if worked:
        return shown(criterion, worked, met={"requests", "storage"} <= kinds)
    told = [Quote(turn=turn.turn, quote=sentence.text) for turn in answers for sentence in sentences(turn.text) if _WORKED.search(sentence.plain)]
    return said(criterion, told[:2], met=False)


_COUNT = r"(?:\d[\d,.]*(?: ?(?:k|m|b|million|billion|thousand))?|(?:one|two|three|four|five|ten|twenty|fifty|hundred|an? hundred)(?: (?:million|billion|thousand))?)"
_WORKED = re.compile(
    rf"\b{_COUNT}(?: \w+){{0,3}} ?(?:divided by|times|x|\*|×|/|over|by) ?(?:an? )?{_COUNT}\b.{{0,60}}?(?:=|≈|\bis\b|\bso\b|\bthat's\b|\bgives\b|\bmakes\b|\babout\b|\baround\b|->|→).{{0,30}}?(?:\d|\ba (?:million|billion)\b|\b(?:twenty|thirty|fifty|hundred)\b)"
)
"""A sum with its terms: "300k drivers / 4 s = 75k", "26 million divided by 24 is about a million"."""
