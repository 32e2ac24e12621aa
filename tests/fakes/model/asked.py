"""What a request asks of a model, in one shape for every wire protocol."""

from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One well-formed request. `text` is all that the model reads, `marks` are the lengths of its prefixes that the client wants cached."""

    path: str
    model: str
    system: str
    messages: tuple[tuple[str, str], ...]
    """Role and text of each, oldest first, without the system's."""
    streams: bool
    body: JSON
    schema: JSON | None = None
    """What the answer must look like; None where any text will do."""
    tool: str | None = None
    """The function whose arguments the answer must be; None where the answer is the text itself."""
    tells_usage: bool = True
    marks: tuple[int, ...] = ()
    text: str = ""

    @property
    def last(self) -> str:
        """The last message of the user."""
        return next((text for role, text in reversed(self.messages) if role == "user"), "")

    @property
    def tokens(self) -> int:
        """What it costs to read, as the fake counts."""
        return tokens(self.text)


def tokens(text: str) -> int:
    """Four characters are one token."""
    return len(text) // 4


class Refused(Exception):
    """The request is not served. `kind` is the provider's name for the reason."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind, self.message = status, kind, message


def demand(condition: object, message: str) -> None:
    """What is wrong with the request, unless the condition holds."""
    if not condition:
        raise Refused(400, "invalid_request_error", message)


def text_of(content: object, of: str) -> str:
    """The text of a message's content: a string, or blocks of text."""
    if isinstance(content, str):
        return content
    demand(isinstance(content, list) and content, f"{of}: a string or a list of blocks is wanted")
    return "".join(_block_text(block, of) for block in content if block)  # type: ignore[union-attr]


def _block_text(block: object, of: str) -> str:
    demand(isinstance(block, dict) and "type" in block, f"{of}: a block has no type")
    assert isinstance(block, dict)
    demand(block["type"] in ("text", "input_text", "output_text", "tool_use", "tool_result"), f"{of}: unknown block type {block['type']!r}")
    if "text" in block["type"]:
        demand(isinstance(block.get("text"), str), f"{of}: a block of text has no text")
        return block["text"]
    return str(block.get("input") or block.get("content") or "")


def closed_objects(schema: object, of: str) -> None:
    """Providers that hold a model to a schema refuse one whose objects are open."""
    if isinstance(schema, list):
        for one in schema:
            closed_objects(one, of)
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object" and "properties" in schema:
        demand(
            schema.get("additionalProperties") is False,
            f"Invalid schema for {of}: 'additionalProperties' is required to be supplied and to be false.",
        )
    for one in schema.values():
        closed_objects(one, of)
