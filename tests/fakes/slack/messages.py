"""A message in a channel, and what can be read of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]
STREAM_SECONDS = 300
UNREAD = {"actions", "context_actions", "divider"}
"""Blocks without words of their own: what stands on a button is not said by the message."""
MARKS = {"accessory", "confirm", "placeholder", "element", "metadata"}


class Clock:
    """Real time, plus what a test lets pass by. Seconds since 1970."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self._ahead, self._changed = 0.0, changed

    def now(self) -> float:
        return time.time() + self._ahead

    def pass_by(self, seconds: float) -> None:
        """Lets time pass at once: streams end, tokens and triggers expire."""
        self._ahead += seconds
        self._changed()


def texts(blocks: Any) -> list[str]:
    """The words that a reader of these blocks sees, in order."""
    if isinstance(blocks, list):
        return [words for block in blocks for words in texts(block)]
    if not isinstance(blocks, dict) or blocks.get("type") in UNREAD:
        return []
    found: list[str] = []
    for key, value in blocks.items():
        if key in MARKS:
            continue
        if isinstance(value, str):
            found += [value] if key == "text" and value else []
        else:
            found += texts(value)
    return found


def elements(blocks: list[JSON]) -> list[tuple[JSON, JSON]]:
    """Everything with an action_id, each with its block."""
    found: list[tuple[JSON, JSON]] = []
    for block in blocks:
        inside = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        found += [(block, element) for element in inside if isinstance(element, dict) and "action_id" in element]
    return found


def element(blocks: list[JSON], action_id: str, block_id: str | None = None) -> tuple[JSON, JSON]:
    """The block and the element with this action_id; an AssertionError that names those there are otherwise."""
    there = elements(blocks)
    for block, found in there:
        if found["action_id"] == action_id and block_id in (None, block.get("block_id")):
            return block, found
    raise AssertionError(f"There is no {action_id!r} to press, only {[found['action_id'] for _, found in there]}")


@dataclass(eq=False)
class Stream:
    """The life of a streamed message."""

    clock: Clock
    started: float
    stopped: bool = False
    stopped_by_user: bool = False

    @property
    def expired(self) -> bool:
        return not self.stopped and self.clock.now() >= self.started + STREAM_SECONDS

    @property
    def live(self) -> bool:
        return not self.stopped and not self.expired


@dataclass(eq=False)
class Message:
    """One message. `text` is as Slack keeps it, that is, escaped; `only_for` is the reader of an ephemeral one."""

    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    team: str = ""
    subtype: str | None = None
    client_msg_id: str | None = None
    metadata: JSON | None = None
    attachments: list[JSON] = field(default_factory=list)
    files: list[JSON] = field(default_factory=list)
    unfurls: JSON = field(default_factory=dict)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    stream: Stream | None = None
    markdown: str = ""
    tasks: dict[str, JSON] = field(default_factory=dict)
    edits: int = 0
    edited: JSON | None = None
    deleted: bool = False
    only_for: str | None = None

    @property
    def streaming(self) -> bool:
        """Whether its stream is open: not stopped, and not five minutes old."""
        return self.stream is not None and self.stream.live

    @property
    def from_bot(self) -> bool:
        return self.bot_id is not None

    @property
    def whole_text(self) -> str:
        """What a person reads: streamed or plain markdown and the words of the blocks; the text where there are neither."""
        return "\n".join(([self.markdown] if self.markdown else []) + texts(self.blocks)) or self.text

    @property
    def buttons(self) -> list[str]:
        """The action_ids that can be pressed, in order."""
        return [found["action_id"] for _, found in elements(self.blocks)]

    def element(self, action_id: str) -> JSON:
        """The element with this action_id."""
        return element(self.blocks, action_id)[1]

    def payload(self, with_metadata: bool = True) -> JSON:
        """The message as Slack shows it in events and lists."""
        shown: JSON = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts, "team": self.team}
        optional = ("subtype", "client_msg_id", "bot_id", "app_id", "thread_ts", "edited", "blocks", "attachments", "files")
        shown |= {name: value for name in optional if (value := getattr(self, name))}
        if self.markdown:
            shown["blocks"] = [{"type": "markdown", "block_id": f"md{self.ts}", "text": self.markdown}, *self.blocks]
        if self.metadata and with_metadata:
            shown["metadata"] = self.metadata
        if self.streaming:
            shown["streaming_state"] = "in_progress"
        if self.reactions:
            shown["reactions"] = [{"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()]
        return shown

    def __repr__(self) -> str:
        marks = [name for name in ("streaming", "deleted", "edited", "only_for") if getattr(self, name)]
        return f"<{self.ts} {self.channel} {self.user}{' in ' + self.thread_ts if self.thread_ts else ''}{marks or ''}: {self.whole_text[:120]!r}>"
