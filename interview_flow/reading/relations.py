"""How one entity belongs to another."""

import re

from interview_flow.notes import Relation
from interview_flow.reading.lists import items
from interview_flow.reading.outline import Passage

_NAME = r"(?:(?:an?|each|every|the|one|many)\s+)?`?(?P<{}>[A-Za-z]\w+)`?"
_SHAPES: tuple[tuple[str | None, re.Pattern[str]], ...] = (
    (
        None,
        re.compile(
            _NAME.format("source")
            + r"(?:\s+\(?|\()(?P<how>1\s?[:-]{1,2}\s?1|1\s?[:-]{1,2}\s?[NnMm*]|[NnMm*]\s?[:-]{1,2}\s?1|[NnMm*]\s?[:-]{1,2}\s?[NnMm*])\)?\s*(?:with |to )?"
            + _NAME.format("target")
        ),
    ),
    (
        "1:N",
        re.compile(
            _NAME.format("source")
            + r"\s+(?:has|have|owns|holds|contains)\s+(?:many|several|multiple|zero or more|one or more)\s+"
            + r"(?P<target>[A-Za-z]\w+)",
            re.IGNORECASE,
        ),
    ),
    ("1:1", re.compile(_NAME.format("source") + r"\s+(?:has|have)\s+(?:exactly one|one|at most one)\s+" + r"(?P<target>[A-Za-z]\w+)", re.IGNORECASE)),
    ("N:1", re.compile(_NAME.format("source") + r"\s+belongs?\s+to\s+(?:exactly )?" + _NAME.format("target"), re.IGNORECASE)),
    (
        "N:M",
        re.compile(
            r"many[- ]to[- ]many\s+(?:between|from)\s+" + _NAME.format("source") + r"\s+(?:and|to)\s+" + _NAME.format("target"), re.IGNORECASE
        ),
    ),
    (
        "1:N",
        re.compile(r"one[- ]to[- ]many\s+(?:between|from)\s+" + _NAME.format("source") + r"\s+(?:and|to)\s+" + _NAME.format("target"), re.IGNORECASE),
    ),
)
_HINT = re.compile(r"\b(?:many|belongs?|one|several|multiple)\b|[1NnMm*]\s?[:-]{1,2}\s?[1NnMm*]")
_NOBODY = frozenset(
    "may can could must should will would might a an each whole different everything it which that this they we and also he she who there so one user's but then".split()
)
_CELL = re.compile(r"(?P<how>[1NM*]\s?:\s?[1NM*])\s*(?:with |to )?(?P<target>[A-Za-z]\w+)", re.IGNORECASE)
_WORDED = re.compile(r"(?P<how>has many|has one|belongs to|many to many with|references)\s+(?P<target>[A-Za-z]\w+)", re.IGNORECASE)
_HOW = {"has many": "1:N", "has one": "1:1", "belongs to": "N:1", "many to many with": "N:M", "references": "N:1"}


def related(passage: Passage, trusting: bool) -> list[tuple[str, Relation]]:
    """The relations that a passage states, each with the entity it starts from; none where entities are not what is talked about."""
    found: list[tuple[str, Relation]] = []
    if not trusting or not _HINT.search(passage.sentence.body):
        return found
    for cardinality, shape in _SHAPES:
        for match in shape.finditer(passage.sentence.body):
            source, target = match["source"], match["target"]
            if source.casefold() not in _NOBODY and target.casefold() not in _NOBODY:
                found.append((source, Relation(target=target, cardinality=cardinality or _folded(match["how"]), text=" ".join(match[0].split()))))
    return found[:40]


def tabled(header: list[str], row: tuple[str, ...]) -> tuple[Relation, ...]:
    """The relations in the cell of a table under "Relationships"."""
    place = next((at for at, cell in enumerate(header) if re.search(r"relation|belongs|links to", cell)), None)
    if place is None or len(row) <= place:
        return ()
    found = ((item, _CELL.search(item) or _WORDED.search(item)) for item in items(row[place]))
    return tuple(Relation(target=match["target"], cardinality=_cardinality(match["how"]), text=item) for item, match in found if match)


def _cardinality(how: str) -> str | None:
    return _HOW.get(how.casefold()) or _folded(how)


def _folded(how: str) -> str:
    ends = re.findall(r"[1NMnm*]", how)
    left, right = ("1" if end == "1" else "N" for end in (ends[0], ends[-1]))
    return f"{left}:M" if left == right == "N" else f"{left}:{right}"
