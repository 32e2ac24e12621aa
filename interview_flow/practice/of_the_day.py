"""A problem for a whole team to have in mind: another one each time, the same for everybody."""

import hashlib
from collections.abc import Sequence
from datetime import date

from interview_flow.problems import Problem

WEEK = 7


def of_the_day(bank: Sequence[Problem], seed: str, day: date) -> Problem:
    """Each team (`seed`) begins elsewhere. Week by week, and day by day within a week, the bank is gone through; it must not be empty."""
    problems = sorted(bank, key=lambda each: each.slug)
    beginning = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()[:4], "big")
    week, weekday = divmod(day.toordinal(), WEEK)
    return problems[(beginning + week + 2 * weekday) % len(problems)]
