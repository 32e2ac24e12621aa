"""The list of interviews: what an address asks for, and the rows that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from interview_flow.assessment.scorecard import Verdict
from interview_flow.phases import Stage
from interview_flow.printable import printable
from interview_flow.rubric import Level
from storage.catalogue import Scope, Wanted
from storage.cursors import Sort
from storage.snippets import Pieces
from storage.transcripts import Listed

_Choice = TypeVar("_Choice", bound=StrEnum)
LONGEST = 200
"""Characters of a search, a person's id, a place in the list."""


@dataclass(frozen=True)
class Query:
    """What the address of a list asks for, as far as it makes sense: what does not is left out."""

    q: str = ""
    problem: str = ""
    verdict: Verdict | None = None
    level: Level | None = None
    stage: Stage | None = None
    since: date | None = None
    until: date | None = None
    person: str = ""
    whose: Scope = Scope.BOTH
    sort: Sort = Sort.NEWEST

    @property
    def narrows(self) -> int:
        """How many filters are set."""
        return sum(map(bool, (self.problem, self.verdict, self.level, self.stage, self.since, self.until, self.person, self.whose is not Scope.BOTH)))

    def address(self, after: str | None = None, **changed: Any) -> str:
        """The address that asks for this, or for something a little different."""
        asked = replace(self, **changed)
        names = {"since": "from", "until": "to"}
        given = {names.get(name, name): str(value) for name, value in vars(asked).items() if value and value not in (Scope.BOTH, Sort.NEWEST)}
        given |= {"after": after} if after else {}
        return f"/?{urlencode(given)}" if given else "/"

    def wanted(self, visible_to: str | None, channels: frozenset[str]) -> Wanted:
        """The same for the catalogue."""
        return Wanted(
            visible_to=visible_to,
            channels=channels,
            scope=self.whose,
            sort=self.sort,
            problem=self.problem or None,
            verdict=self.verdict,
            level=self.level,
            stage=self.stage,
            candidate=self.person or None,
            since=_midnight(self.since),
            until=_midnight(self.until, days=1),
        )


@dataclass(frozen=True)
class Found:
    """One row: an interview, what it and its candidate are called, and where what was searched for stands."""

    interview: Listed
    title: str
    candidate: str
    snippet: Pieces = ()
    written: bool = False


def query_of(asked: Mapping[str, str]) -> Query:
    """What the parameters of an address ask for."""
    return Query(
        q=printable(asked.get("q", ""))[:LONGEST],
        problem=printable(asked.get("problem", ""))[:LONGEST],
        verdict=_one_of(Verdict, asked.get("verdict")),
        level=_one_of(Level, asked.get("level")),
        stage=_one_of(Stage, asked.get("stage")),
        since=_day(asked.get("from")),
        until=_day(asked.get("to")),
        person=printable(asked.get("person", ""))[:LONGEST],
        whose=_one_of(Scope, asked.get("whose")) or Scope.BOTH,
        sort=_one_of(Sort, asked.get("sort")) or Sort.NEWEST,
    )


def _one_of(kind: type[_Choice], said: str | None) -> _Choice | None:
    return kind(said) if said in set(kind) else None


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    try:
        return datetime.combine(day + timedelta(days=days), time(), UTC) if day else None
    except OverflowError:
        return None


def people_in(listed: Sequence[Listed]) -> list[str]:
    """Whose interviews these are."""
    return list(dict.fromkeys(each.candidate for each in listed))
