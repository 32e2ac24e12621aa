"""Why there is no picture."""

from enum import StrEnum


class Because(StrEnum):
    """What stood in the way."""

    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    UNREADABLE = "unreadable"
    UNSAFE = "unsafe"
    NOT_INSTALLED = "not_installed"
    BROKEN = "broken"


class NotDrawn(Exception):
    """There is no picture; whoever asked shows the source instead. `detail` is for the log, never for a reader."""

    def __init__(self, because: Because, detail: str = "") -> None:
        super().__init__(f"{because.value}: {detail[:300]}" if detail else because.value)
        self.because = because
