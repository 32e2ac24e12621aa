"""Probes in the words of the candidate's own design: the blanks of an authored question, filled from the record."""

from string import Formatter

from interview_flow.assessment.traceability import Row, traceability, uncovered
from interview_flow.design_record import DesignRecord
from interview_flow.notes import Component, ComponentKind, Priority

_KINDS = {"store": ComponentKind.STORE, "cache": ComponentKind.CACHE, "queue": ComponentKind.QUEUE, "service": ComponentKind.SERVICE}
GAPS = frozenset({"uncovered", "unstored"})
"""A requirement that no part serves, and one of which nothing keeps what it promises."""
BLANKS = frozenset({*_KINDS, *GAPS, "component", "entity", "operation", "requirement", "slip", "target"})
"""Every blank that a probe may use; `slip` is a sum that does not hold, in the answer just given."""
LONGEST = 60
"""Characters; what is longer would not read as part of a question."""


def blanks(record: DesignRecord) -> dict[str, str]:
    """What the candidate's design can fill so far."""
    found = {blank: _named(_main(record, kind)) for blank, kind in _KINDS.items()}
    inner = [
        each for each in record.components if each.kind in (ComponentKind.SERVICE, ComponentKind.STORE, ComponentKind.WORKER, ComponentKind.QUEUE)
    ]
    found["component"] = _named(inner[0] if inner else None)
    found["entity"] = record.entities[0].name if record.entities else ""
    found["operation"] = record.operations[0].name if record.operations else ""
    musts = [each for each in record.functional if each.priority is not Priority.NICE]
    found["requirement"] = f"“{musts[-1].text.rstrip('.,;')}”" if musts else ""
    valued = [target for target in record.non_functional if target.value]
    found["target"] = f"“{valued[0].text.rstrip('.,;')}”" if valued else ""
    return {blank: words for blank, words in found.items() if 0 < len(words) <= LONGEST}


def gaps(record: DesignRecord) -> dict[str, str]:
    """The requirements that the design leaves open, each by the candidate's own words; none before a part was named."""
    if not record.components:
        return {}
    open_rows = uncovered(traceability(record))
    found = {"uncovered": [row for row in open_rows if not row.components], "unstored": [row for row in open_rows if not row.stored]}
    return {blank: _promise(rows[0]) for blank, rows in found.items() if rows and len(rows[0].requirement) <= LONGEST}


def _promise(row: Row) -> str:
    return f"“{row.requirement.rstrip('.,;')}”, your requirement {row.number}"


def filled(question: str, words: dict[str, str]) -> str | None:
    """The question with its blanks filled; None when one of them cannot be."""
    wanted = {name for _, name, _, _ in Formatter().parse(question) if name}
    if not wanted <= set(words):
        return None
    text = question.format_map({name: words[name] for name in wanted})
    return text[0].upper() + text[1:]


def _main(record: DesignRecord, kind: ComponentKind) -> Component | None:
    """The part of a kind that was introduced first: what comes later serves the side of a design."""
    found = [component for component in record.components if component.kind is kind]
    return next((component for component in found if "replica" not in component.name.casefold()), found[0] if found else None)


def _named(component: Component | None) -> str:
    if component is None:
        return ""
    name, kind = component.name, component.name.split()[-1]
    return name if name[0].isupper() and (kind == name or kind[0].isupper()) else f"the {name}"
