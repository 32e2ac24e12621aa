"""What an app answers at once."""

import json
from dataclasses import dataclass

from tests.fakes.slack.messages import JSON, Message


@dataclass(frozen=True)
class Answer:
    """What the app answered at once. `status` is None where it said nothing within three seconds; `message` is what the person was shown."""

    status: int | None
    body: str
    message: Message | None = None

    @property
    def json(self) -> JSON:
        """The body where it is an object, else nothing."""
        return json.loads(self.body) if self.body.startswith("{") else {}

    @property
    def text(self) -> str:
        """The words that were shown at once."""
        return self.message.whole_text if self.message else ""

    @property
    def errors(self) -> dict[str, str]:
        """What a modal says below its inputs: block_id -> words."""
        return self.json.get("errors", {})
