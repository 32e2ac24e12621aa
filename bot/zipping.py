"""A zip file made while it is sent: nothing of it is kept longer than it takes to hand it on."""

import zipfile
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import datetime
from typing import IO, cast

File = tuple[str, str | bytes]
"""The name inside the zip, with `/` between folders, and what is in it."""


class _Passing:
    """What a zip is written to: it cannot go back, so the zip is one that is read from its end."""

    def __init__(self) -> None:
        self._written, self._length = list[bytes](), 0

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        self._length += len(data)
        return len(data)

    def tell(self) -> int:
        return self._length

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        found, self._written = b"".join(self._written), []
        return found


async def zipped(files: AsyncIterator[File], at: datetime) -> AsyncGenerator[bytes]:
    """The zip, a file at a time; `at` is the time that every file in it carries. Half a character in a text becomes a question mark."""
    passing = _Passing()
    with zipfile.ZipFile(cast(IO[bytes], passing), "w", zipfile.ZIP_DEFLATED) as archive:
        async for name, content in files:
            entry = zipfile.ZipInfo(name, at.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, content.encode(errors="replace") if isinstance(content, str) else content)
            yield passing.taken()
    yield passing.taken()
