"""Failures on demand."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.fakes.slack.messages import JSON


@dataclass(eq=False)
class Fault:
    """What goes wrong with the next `times` calls of a method. After its effect, if so wished: it is done, but the caller never learns."""

    method: str
    times: int
    status: int | None = None
    retry_after: int | None = None
    error: str | None = None
    hang: bool = False
    cut: bool = False
    after_effect: bool = False
    when: Callable[[JSON], bool] | None = None

    def meant(self, method: str, arguments: JSON) -> bool:
        """Whether it strikes this call."""
        return self.times > 0 and self.method in (method, "*") and (self.when is None or self.when(arguments))


class Faults:
    """The failures that are still to come."""

    def __init__(self) -> None:
        self.pending: list[Fault] = []

    def take(self, method: str, arguments: JSON) -> Fault | None:
        """The failure that strikes this call, if any; it is used up by that."""
        for fault in self.pending:
            if fault.meant(method, arguments):
                fault.times -= 1
                self.pending = [one for one in self.pending if one.times > 0]
                return fault
        return None
