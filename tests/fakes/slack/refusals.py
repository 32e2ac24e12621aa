"""How Slack says no."""

from typing import Any


class Refused(Exception):
    """A call that Slack answers with `ok: false`. `details` go into `response_metadata.messages`."""

    def __init__(self, error: str, *details: str, **more: Any) -> None:
        super().__init__(error, *details)
        self.error, self.details, self.more = error, details, more

    def answer(self) -> dict[str, Any]:
        """The body of the answer."""
        answer: dict[str, Any] = {"ok": False, "error": self.error, **self.more}
        if self.details:
            answer["response_metadata"] = {"messages": [f"[ERROR] {detail}" for detail in self.details]}
        return answer


class TooFast(Exception):
    """A call that Slack answers with 429. `seconds` is its Retry-After."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds
