"""From items of the record to a finding: enough of them meet a criterion, fewer show a part of it."""

from collections.abc import Sequence

from interview_flow.notes import Item
from interview_flow.transcript import Finding, Quote, Status


def enough(criterion: str, items: Sequence[Item], wanted: int, some: int = 1) -> Finding | None:
    """Met with `wanted` items, partial from `some`, and the items are the evidence."""
    if len(items) < min(some, wanted):
        return None
    return shown(criterion, items, met=len(items) >= wanted)


def shown(criterion: str, items: Sequence[Item], met: bool) -> Finding | None:
    """A finding with these items as its evidence; None without any."""
    quotes = tuple(Quote(turn=item.turn, quote=item.text) for item in items)
    return Finding(criterion=criterion, status=Status.MET if met else Status.PARTIAL, evidence=quotes) if quotes else None


def said(criterion: str, quotes: Sequence[Quote], met: bool) -> Finding | None:
    """A finding with these quotes as its evidence; None without any."""
    return Finding(criterion=criterion, status=Status.MET if met else Status.PARTIAL, evidence=tuple(quotes)) if quotes else None
