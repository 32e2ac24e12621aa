"""Work that is done once for the same objects: a rubric and a problem live as long as the process, and are too large to be compared at every answer."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

MOST = 512
"""Results that are kept of one function."""
Given = TypeVarTuple("Given")
Result = TypeVar("Result")


def once(work: Callable[[*Given], Result]) -> Callable[[*Given], Result]:
    """The function, its results kept by the identity of its arguments. These are kept too, so that no other object can have their identity."""
    kept: dict[tuple[int, ...], tuple[tuple[*Given], Result]] = {}

    @wraps(work)
    def known(*given: *Given) -> Result:
        key = tuple(map(id, given))
        found = kept.get(key)
        if found is None:
            if len(kept) >= MOST:
                kept.clear()
            found = kept[key] = given, work(*given)
        return found[1]

    return known
