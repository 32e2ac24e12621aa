"""Choices, with what was passed over, the reason, and the cost that was accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from interview_flow.notes import Decision
from interview_flow.phases import Phase
from interview_flow.reading.choices import Choice, alternatives, choice, cost_of, decides
from interview_flow.reading.flows import after_arrows, arrows
from interview_flow.reading.idle import idle
from interview_flow.reading.lists import trimmed
from interview_flow.reading.operations import contracts
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.scope import assumes, leaves_out

_DESIGN = (Phase.BREAK_DOWN, Phase.DATA_MODEL, Phase.FLOWS, Phase.CHALLENGES)
_VERSUS = re.compile(r"\s(?:vs\.?|versus|or)\s")
_REASONS = frozenset({"reason", "why", "because", "rationale"})
_FACTS = frozenset(
    "functional non_functional out_of_scope assumptions estimates entities operations metrics next_steps users success restatement hardest_part summary".split()
)


@dataclass(frozen=True)
class _Open:
    """A decision that the next sentence may still add to."""

    first: Passage
    last: Passage
    made: Choice


def decisions(page: Page) -> Iterator[Decision]:
    """The decisions of a message; alternatives, a reason or a cost in the sentence after one belong to it."""
    current: _Open | None = None
    for passage in page.passages:
        if _passed_by(passage, page):
            continue
        if current and (added := _added(passage, current)):
            current = _Open(current.first, passage, added)
            continue
        if current:
            yield _decision(current, page)
        made = _made(passage, page)
        current = _Open(passage, passage, made) if made else None
    if current:
        yield _decision(current, page)


def _passed_by(passage: Passage, page: Page) -> bool:
    if leaves_out(passage, page.phase) or assumes(passage) or idle(passage):
        return True
    return (passage.section in _FACTS and passage.firm) or contracts(passage.said)


def _decision(known: _Open, page: Page) -> Decision:
    made = known.made
    return Decision(
        text=known.first.quote if known.first is known.last else page.between(known.first, known.last),
        turn=page.turn,
        choice=_flat(made.chosen),
        alternatives=tuple(map(_flat, made.others)),
        reason=_flat(made.reason) or None,
        cost=_flat(made.cost) or None,
    )


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def _added(passage: Passage, current: _Open) -> Choice | None:
    """The choice before with what this passage adds: its reason, its cost, its alternatives; None when it adds nothing."""
    made = current.made
    if passage.line - current.last.line > 1:
        return None
    if not made.reason and passage.sentence.label and passage.title.casefold() in _REASONS:
        return replace(made, reason=trimmed(passage.said))
    cost = None if made.cost else cost_of(passage.said) or (cost_of(passage.sentence.body) if passage.sentence.label else None)
    if cost:
        return replace(made, cost=cost)
    found = None if made.others else alternatives(passage.sentence.body)
    return replace(made, others=found[0]) if found and not found[1].chosen else None


def _made(passage: Passage, page: Page) -> Choice | None:
    """The choice that a passage makes; None when it makes none, or gives neither a reason, a cost nor an alternative."""
    if found := alternatives(passage.sentence.body):
        others, made = found
        return replace(made, others=others + made.others) if made.chosen else None
    labelled = passage.section == "decisions" and passage.firm
    said = after_arrows(passage.said) if arrows(passage) else passage.said
    made = choice(said, labelled or decides(said))
    if labelled:
        return _titled(made if made.chosen else replace(made, chosen=trimmed(said)), passage)
    compared = made.others and page.phase is not Phase.RESTATE
    weighed = (made.reason or made.cost) and page.among(*_DESIGN) and passage.section not in ("hardest_part", "weaknesses")
    return made if made.chosen and (compared or weighed) else None


def _titled(made: Choice, passage: Passage) -> Choice:
    """With the alternatives that a label such as "SQL vs NoSQL" names."""
    named = [trimmed(each) for each in _VERSUS.split(passage.title)] if passage.sentence.label else []
    others = tuple(each for each in named if each.casefold() not in made.chosen.casefold())
    return replace(made, others=others) if len(named) > 1 and not made.others else made
