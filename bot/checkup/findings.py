"""What a look at one thing may find, and how long it may take."""

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from enum import StrEnum

from storage.failures import StorageFailed

SECONDS = 5
"""How long one look may take."""

log = logging.getLogger(__name__)


class Status(StrEnum):
    """How it stands with a thing, from nothing to do to nothing works."""

    OK = "ok"
    NOT_SET_UP = "not set up"
    ATTENTION = "attention"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """What was found, in words, and what to do about it unless all is well."""

    check: str
    status: Status
    found: str
    advice: str = ""


def ok(check: str, found: str) -> Finding:
    """All is well."""
    return Finding(check, Status.OK, found)


def not_set_up(check: str, found: str, advice: str) -> Finding:
    """It is not wanted, as far as the settings tell."""
    return Finding(check, Status.NOT_SET_UP, found, advice)


def attention(check: str, found: str, advice: str) -> Finding:
    """Something works less well than it could, or could not be looked at."""
    return Finding(check, Status.ATTENTION, found, advice)


def broken(check: str, found: str, advice: str) -> Finding:
    """Something does not work."""
    return Finding(check, Status.BROKEN, found, advice)


async def examined(
    check: str, look: Awaitable[list[Finding]], late: str = "Run `mock-interview doctor` again in a minute.", seconds: float = SECONDS
) -> list[Finding]:
    """What a look finds. One that takes longer than these `seconds` is broken, for which `late` is the advice; one that fails says so."""
    try:
        async with asyncio.timeout(seconds):
            return await look
    except TimeoutError:
        return [broken(check, f"no answer within {seconds:g} seconds", late)]
    except StorageFailed as failed:
        return [attention(check, f"could not be looked at: {failed}", "Mend the database first.")]
    except Exception as error:  # the edge: a look that fails must not hide what the others find
        log.debug("The look at %s failed.", check, exc_info=error)
        return [attention(check, f"could not be looked at ({type(error).__name__})", "This is a mistake in the program: please report it.")]


def some(names: list[str], most: int = 5) -> str:
    """The first names of a list, and how many there are beside them."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
