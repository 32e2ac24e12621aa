"""Counts in which nobody can be picked out: groups of few people are told together, and so that no difference gives them away."""

from collections.abc import Iterable, Mapping

from interview_flow.frozen import Frozen

FEWEST = 3
"""People without whom a group is not told apart."""


class Attendance(Frozen):
    """How many interviews one person had in one group (a month, a problem), and how many of them were finished."""

    group: str
    person: str
    interviews: int
    finished: int


class Count(Frozen):
    """One group. `group` is None for all that are too small, together."""

    group: str | None
    people: int
    interviews: int
    finished: int


def told_apart(attended: Iterable[Attendance]) -> tuple[Count, ...]:
    """The groups in their own order, what is too small last; nothing at all where there are too few people.

    What is told together must hold enough people too: otherwise it is what the total leaves over. So the smallest of the others joins it."""
    groups: dict[str, list[Attendance]] = {}
    for each in attended:
        groups.setdefault(each.group, []).append(each)
    told = {name: rows for name, rows in groups.items() if _people(rows) >= FEWEST}
    rest = [each for name, rows in groups.items() if name not in told for each in rows]
    while rest and _people(rest) < FEWEST and told:
        rest += told.pop(_smallest(told))
    counts = [_count(name, rows) for name, rows in sorted(told.items())]
    return (*counts, _count(None, rest)) if _people(rest) >= FEWEST else tuple(counts)


def total(attended: Iterable[Attendance]) -> Count | None:
    """All groups together; None where there are too few people."""
    rows = list(attended)
    return _count(None, rows) if _people(rows) >= FEWEST else None


def _smallest(groups: Mapping[str, list[Attendance]]) -> str:
    return min(groups, key=lambda name: (_people(groups[name]), sum(each.interviews for each in groups[name]), name))


def _people(rows: Iterable[Attendance]) -> int:
    return len({each.person for each in rows})


def _count(group: str | None, rows: list[Attendance]) -> Count:
    interviews, finished = sum(each.interviews for each in rows), sum(each.finished for each in rows)
    return Count(group=group, people=_people(rows), interviews=interviews, finished=finished)
