"""Checks of the data model and the contract: records with keys, calls with errors, and both about the same things."""

import re

from interview_flow.assessment.checks.counting import shown
from interview_flow.assessment.likeness import said_in
from interview_flow.brief import Brief
from interview_flow.meaning import GENERIC
from interview_flow.notes import Operation
from interview_flow.transcript import Finding, Turn

_HTTP_VERBS = said_in("get put post patch delete list create")


def entities(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Entities with a key and fields."""
    whole = [entity for entity in brief.interview.record.entities if len(entity.fields) >= 2]
    keyed = any(_has_key(field.name) or field.key for entity in whole for field in entity.fields)
    return shown(criterion, whole, met=keyed and len(whole) >= 2) if whole else None


def operations(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Two operations with input and output, and an error; bare paths define nothing."""
    told = brief.interview.record.operations
    defined = [each for each in told if each.output or each.input or each.errors]
    whole = [each for each in told if each.output or each.input or "{" in each.path]
    return shown(criterion, told, met=len(whole) >= 2 and any(each.errors for each in told)) if defined else None


def nouns(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Every noun of the operations is an entity, or a field of one."""
    record = brief.interview.record
    known = frozenset[str]().union(*(said_in(" ".join([each.name, *(field.name for field in each.fields)])) for each in record.entities))
    if not record.operations or not known:
        return None
    covered = [each for each in record.operations if not (named := _nouns(each)) or named & known]
    whole = len(record.operations) >= 2 and len(covered) >= len(record.operations)
    return shown(criterion, covered, met=whole) if len(covered) * 2 >= len(record.operations) else None


def _nouns(operation: Operation) -> frozenset[str]:
    """The things that a call speaks of; a named call speaks of what it is given too."""
    if operation.method:
        return said_in(operation.path.partition("?")[0]) - GENERIC
    return said_in(f"{operation.path} {operation.input or ''}") - GENERIC - _HTTP_VERBS


def _has_key(name: str) -> bool:
    return bool(re.search(r"(^|_)(id|key|code|slug|uuid|pk)$", name.lower())) or name.lower().endswith("id")
