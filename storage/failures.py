"""Everything that can go wrong in storage, each with a sentence for the person who can mend it.

`told_plainly` is the one place where an error of SQLAlchemy or of a driver becomes one of these; the original is chained, for the log.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class StorageFailed(Exception):
    """The database could not do what was asked; nothing of it was written."""


class Locked(StorageFailed):
    """Somebody else is writing, and took too long."""


class Damaged(StorageFailed):
    """What is stored cannot be read."""


class Full(StorageFailed):
    """There is no room left."""


class NotWritable(StorageFailed):
    """The place does not exist, is not a folder, or may not be written to."""


class TooNew(StorageFailed):
    """A later version of this program has changed the database."""


class Refused(StorageFailed):
    """What was given cannot be stored as it is: half a character, or a time without a zone."""


class Conflict(Exception):
    """Another writer was first; load again and decide again. Nothing was written."""

    def __init__(self, interview_id: str, seq: int) -> None:
        super().__init__(f"Interview {interview_id} went on meanwhile: somebody else wrote event {seq}.")


class AlreadyHeard(Exception):
    """This arrival is in the log already. Nothing was written."""

    def __init__(self, arrival: str) -> None:
        super().__init__(f"{arrival} was heard before.")


class UnknownInterview(LookupError):
    """There is no such interview."""

    def __init__(self, interview_id: str) -> None:
        self.interview_id = interview_id
        super().__init__(f"There is no interview {shown(interview_id)!r}.")


class Ambiguous(LookupError):
    """The beginning of an id fits several interviews."""

    def __init__(self, prefix: str, found: list[str]) -> None:
        self.found = found
        super().__init__(f"{shown(prefix)!r} fits several interviews ({', '.join(found)}, ...): give more of the id.")


class BadCursor(ValueError):
    """What should say where a page begins does not."""

    def __init__(self) -> None:
        super().__init__("There is no such page in this list: start again from its first page.")


def shown(text: str) -> str:
    """The text with what cannot be printed or indexed (NUL, half characters) replaced by U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "\ufffd")


SENTENCES: dict[type[StorageFailed], str] = {
    Locked: "The database {place} is busy: another program has been writing to it for too long. Close that program or try again.",
    Damaged: "The file {place} is damaged or is not a database of this program. Move it away and restore a copy, or name another file.",
    Full: "There is no room left to write to {place}. Free some space on that disk and try again.",
    NotWritable: "The database {place} cannot be opened for writing: its folder must exist or be creatable, and both must be writable. "
    "Change the permissions or name another file.",
    Refused: "The text or time given cannot be stored in {place}: the text holds half a character (a lone surrogate), or the time has no time zone.",
    StorageFailed: "The database {place} could not do what was asked. Try again; if that does not help, the log holds the cause.",
}
UNREACHABLE = "The database {place} cannot be reached. Check that it runs, and the address, the user and the password."

SQLITE_CODES: dict[int, type[StorageFailed]] = {
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_LOCKED: Locked,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
    sqlite3.SQLITE_FULL: Full,
    sqlite3.SQLITE_READONLY: NotWritable,
    sqlite3.SQLITE_CANTOPEN: NotWritable,
    sqlite3.SQLITE_PERM: NotWritable,
}
"""https://sqlite.org/rescode.html"""

POSTGRESQL_CODES: dict[str, type[StorageFailed]] = {
    "40001": Locked,
    "40P01": Locked,
    "55P03": Locked,
    "57014": Locked,
    "53100": Full,
    "25006": NotWritable,
    "42501": NotWritable,
    "XX001": Damaged,
    "XX002": Damaged,
    "22021": Refused,
}
"""https://www.postgresql.org/docs/current/errcodes-appendix.html"""


@contextmanager
def told_plainly(place: str) -> Generator[None]:
    """Whatever fails inside is raised again as `StorageFailed` (or a class of it) with a sentence that names `place`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError, UnicodeEncodeError) as error:
        raise _plainly(error, place) from error


def _plainly(error: Exception, place: str) -> StorageFailed:
    cause = error.orig if isinstance(error, StatementError) and error.orig is not None else error
    if isinstance(cause, ConnectionError) or (isinstance(error, DBAPIError) and error.connection_invalidated):
        return StorageFailed(UNREACHABLE.format(place=place))
    kind = _kind(cause)
    return kind(SENTENCES[kind].format(place=place))


def _kind(cause: BaseException) -> type[StorageFailed]:
    match cause:
        case sqlite3.Error():
            return SQLITE_CODES.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, StorageFailed)
        case PoolTimeout() | TimeoutError():
            return Locked
        case OSError(errno=28):
            return Full
        case OSError():
            return NotWritable
        case ValueError():
            return Refused
        case _:
            return POSTGRESQL_CODES.get(str(getattr(cause, "sqlstate", "")), StorageFailed)
