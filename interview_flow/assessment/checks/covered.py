"""The check of the traceability matrix: does every must-have have a part that serves it?"""

from interview_flow.assessment.checks.counting import said
from interview_flow.assessment.traceability import traceability
from interview_flow.brief import Brief
from interview_flow.given import known_record
from interview_flow.notes import Priority
from interview_flow.transcript import Finding, Quote, Turn

FEWEST = 3
"""Requirements below which nothing is mapped that deserves the name."""
FORGIVEN_FROM = 5
"""From so many must-haves on one may be forgotten."""


def coverage(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Every must-have maps to a component; parts that are only named, and said to do nothing, map a part of it."""
    rows = [row for row in traceability(known_record(brief)) if row.priority is not Priority.NICE]
    served = [row for row in rows if row.components]
    if not served or len(served) * 2 < len(rows):
        return None
    missing = len(rows) - len(served)
    whole = len(rows) >= FEWEST and missing <= (len(rows) >= FORGIVEN_FROM)
    quotes = dict.fromkeys(Quote(turn=row.components[0].turn, quote=row.components[0].quote) for row in served)
    return said(criterion, list(quotes), met=whole and sum(row.told for row in rows) * 2 >= len(rows))
