"""Evidence is looked up by the program: a quote the candidate never said earns nothing, whoever proposed it."""

from collections.abc import Iterable
from functools import lru_cache

from interview_flow.interview import Interview
from interview_flow.transcript import Finding, Initiative, Quote, Standing, Status, Turn

MOST_QUOTES = 6
"""Quotes kept for one criterion."""
_RANK = {Status.ABSENT: 0, Status.PARTIAL: 1, Status.MET: 2}


def upheld(findings: Iterable[Finding], turns: Iterable[Turn]) -> tuple[Finding, ...]:
    """The findings whose quotes stand in these turns, without the quotes that do not; the rest fall away."""
    said = {turn.turn: _folded(turn.text) for turn in turns}
    kept: list[Finding] = []
    for finding in findings:
        true = tuple(quote for quote in finding.evidence if _folded(quote.quote) and _folded(quote.quote) in said.get(quote.turn, ""))
        if true and finding.status is not Status.ABSENT:
            kept.append(finding.model_copy(update={"evidence": true}))
    return tuple(kept)


def moved(interview: Interview, findings: Iterable[Finding]) -> tuple[Standing, ...]:
    """The standings that these findings improve, initiative read from what was asked and hinted before. A standing never falls."""
    changed: dict[str, Standing] = {}
    for finding in findings:
        known = changed.get(finding.criterion) or interview.standings.get(finding.criterion)
        if known is None:
            changed[finding.criterion] = Standing(
                criterion=finding.criterion,
                status=finding.status,
                initiative=_initiative(interview, finding.criterion),
                evidence=_joined((), finding.evidence),
            )
        elif (better := _improved(interview, known, finding)) != known:
            changed[finding.criterion] = better
    return tuple(changed.values())


def _improved(interview: Interview, known: Standing, finding: Finding) -> Standing:
    rises = _RANK[finding.status] > _RANK[known.status]
    return known.model_copy(
        update={
            "status": finding.status if rises else known.status,
            "initiative": _initiative(interview, finding.criterion) if rises else known.initiative,
            "evidence": _joined(known.evidence, finding.evidence),
        }
    )


def _joined(known: tuple[Quote, ...], new: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Both, without quotes that others of the same turn hold."""
    kept: list[Quote] = []
    for quote in (*known, *new):
        if not any(quote.turn == other.turn and _folded(quote.quote) in _folded(other.quote) for other in kept):
            kept.append(quote)
    return tuple(kept[:MOST_QUOTES])


def _initiative(interview: Interview, criterion: str) -> Initiative:
    if interview.hints.get(criterion):
        return Initiative.HINTED
    return Initiative.PROMPTED if interview.asked.get(criterion) else Initiative.UNPROMPTED


@lru_cache(maxsize=512)  # the quotes of a criterion are compared with every new one
def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
