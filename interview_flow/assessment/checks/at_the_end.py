"""What can only be decided over the whole log: an earlier answer that holds so far may be contradicted by the last."""

import re
from collections.abc import Iterable

from interview_flow.assessment.checks.counting import said
from interview_flow.assessment.contradictions.kinds import Contradiction
from interview_flow.design_record import DesignRecord
from interview_flow.meaning import stems as content
from interview_flow.notes import Item
from interview_flow.phases import Phase
from interview_flow.sentences import sentences
from interview_flow.transcript import Finding, Kind, Quote, Speaker, Turn

NO_CONTRADICTION = "wrap_up.no_contradiction"
MATERIAL = 5
"""Requirements, figures and contracts that could have been contradicted; who commits to less has kept to nothing."""
PHASES = 2
"""Phases in which they were said."""
FEW_WORDS = 6
RECALLED = 2
"""Words of the design that a closing sentence takes up."""
_FIGURE = re.compile(r"(?<![\w.])[0-9][0-9.,]*\s?(?:%|[a-zA-Z]{1,12})?")


def no_contradiction(turns: Iterable[Turn], record: DesignRecord, found: tuple[Contradiction, ...]) -> Finding | None:
    """Met when enough was said that could be contradicted, the close takes it up, and nothing contradicts it; partial with one small contradiction."""
    answers = [turn for turn in turns if turn.speaker is Speaker.CANDIDATE and turn.kind is Kind.ANSWER]
    if len(found) > 1 or any(each.grave for each in found) or not _committed(answers, record):
        return None
    closing = _closing(answers, record)
    return said(NO_CONTRADICTION, closing[:1], met=not found)


def _committed(answers: Iterable[Turn], record: DesignRecord) -> bool:
    """Whether requirements, figures and contracts were said in more than one phase before the close."""
    phases = {turn.turn: turn.phase for turn in answers}
    items: list[Item] = [
        *record.functional,
        *(each for each in record.non_functional if each.value),
        *(each for each in record.estimates if each.value),
        *(each for each in record.entities if len(each.fields) >= 2),
        *record.operations,
    ]
    before = [phases[item.turn] for item in items if phases.get(item.turn, Phase.WRAP_UP) is not Phase.WRAP_UP]
    return len(before) >= MATERIAL and len(set(before)) >= PHASES


def _closing(answers: Iterable[Turn], record: DesignRecord) -> list[Quote]:
    """Sentences of the wrap-up that take up the design or a figure again: the summary's first, then the fullest."""
    turns = tuple(answers)
    figures = {figure for turn in turns if turn.phase is not Phase.WRAP_UP for figure in _figures(turn.text)}
    named = (*(each.name for each in (*record.components, *record.entities)), *(each.text for each in (*record.functional, *record.restatement)))
    designed = {word for name in named for word in content(name)}
    sums_up = {(item.turn, item.text) for item in record.summary}
    ranked: list[tuple[bool, int, Quote]] = []
    for turn in turns:
        for sentence in sentences(turn.text) if turn.phase is Phase.WRAP_UP else ():
            recalled = len(content(sentence.text) & designed) + RECALLED * len(_figures(sentence.text) & figures)
            if not sentence.asks and recalled >= RECALLED and len(sentence.text.split()) >= FEW_WORDS:
                ranked.append(((turn.turn, sentence.text) in sums_up, recalled, Quote(turn=turn.turn, quote=sentence.text)))
    return [quote for _, _, quote in sorted(ranked, key=lambda each: each[:2], reverse=True)]


def _figures(text: str) -> set[str]:
    return {"".join(figure.lower().split()) for figure in _FIGURE.findall(text[:20_000])}
