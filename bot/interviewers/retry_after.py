"""How long a provider asks to be left alone, from the headers or the body of its answer."""

import math
import re
from email.utils import parsedate_to_datetime

LONGEST_REST = 86_400.0
"""Seconds; a provider that asks for more is asked again tomorrow."""
READ = 8_000
"""Characters of a body that are looked at."""
DELAY = re.compile(r"retryDelay\W{1,8}([0-9]{1,6}(?:\.[0-9]{1,9})?)s")
"""Google's, in its body."""


def retry_after(error: BaseException) -> float | None:
    """In seconds; None when the error does not say."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    if headers is not None and hasattr(headers, "get"):
        thousandths = _number(headers.get("retry-after-ms"))
        if thousandths is not None:
            return min(thousandths / 1000, LONGEST_REST)
        told = headers.get("retry-after")
        seconds = _number(told)
        seconds = _until(told, headers.get("date")) if seconds is None else seconds
        if seconds is not None:
            return min(seconds, LONGEST_REST)
    delay = DELAY.search(str(getattr(error, "details", ""))[:READ])
    return min(float(delay.group(1)), LONGEST_REST) if delay else None


def _number(told: object) -> float | None:
    try:
        number = float(told) if isinstance(told, str) and told.isascii() and len(told) < 40 else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _until(then: object, now: object) -> float | None:
    """A date to wait for, by the clock of the server that says so."""
    try:
        return max(0.0, (parsedate_to_datetime(str(then)) - parsedate_to_datetime(str(now))).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
