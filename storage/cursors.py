"""Where a page of a list ended: a text that a caller hands back and need not understand."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from math import isfinite
from typing import Any

from storage.failures import BadCursor, shown

LONGEST = 600
"""Characters of a cursor that may be one of ours."""


class Sort(StrEnum):
    """The order of a list; ties are broken by id."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"
    WORST = "worst"
    ACTIVE = "active"

    @property
    def falls(self) -> bool:
        """Whether the greatest comes first."""
        return self in (Sort.NEWEST, Sort.BEST, Sort.ACTIVE)

    @property
    def by_score(self) -> bool:
        """Whether it is the score that is sorted by."""
        return self in (Sort.BEST, Sort.WORST)


@dataclass(frozen=True)
class Cursor:
    """After the interview with this key (a time or a score) and id; before it, if `backward`."""

    sort: Sort
    key: datetime | float
    id: str
    backward: bool = False

    def turned(self) -> "Cursor":
        """The same place, looked at from the other side."""
        return replace(self, backward=not self.backward)

    def written(self) -> str:
        """The text that `read_cursor` reads."""
        key = self.key.isoformat() if isinstance(self.key, datetime) else self.key
        return urlsafe_b64encode(json.dumps([self.sort.value, self.backward, key, self.id]).encode()).decode().rstrip("=")


def read_cursor(written: str, sort: Sort) -> Cursor:
    """The place that a text names in a list of this order. Raises `BadCursor`."""
    try:
        named, backward, key, interview_id = _unpacked(written)
        if named != sort.value or not isinstance(backward, bool) or not isinstance(interview_id, str):
            raise BadCursor
        return Cursor(sort, _score(key) if sort.by_score else _time(key), shown(interview_id), backward)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:  # of base64, JSON, numbers and times alike
        raise BadCursor from error


def _unpacked(written: str) -> Any:
    if len(written) > LONGEST:
        raise BadCursor
    return json.loads(urlsafe_b64decode(written.encode("ascii") + b"=" * (-len(written) % 4)))


def _score(key: Any) -> float:
    if isinstance(key, bool) or not isfinite(score := float(key)):
        raise BadCursor
    return score


def _time(key: Any) -> datetime:
    time = datetime.fromisoformat(key)
    if time.tzinfo is None:
        raise BadCursor
    return time.astimezone(UTC)
