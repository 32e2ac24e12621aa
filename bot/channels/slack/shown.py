"""What a person gets to see for what they asked, and where they asked it."""

from dataclasses import dataclass

from bot.channels.slack.views.blocks import Block, Message


@dataclass(frozen=True)
class Shown:
    """What a person gets to see: a message for them alone, which may take the place of the one that was pressed, or a modal."""

    message: Message | None = None
    modal: Block | None = None
    replaces: bool = False


@dataclass(frozen=True)
class Where:
    """Where something is asked for: a conversation, or None in Home and in modals; the id of our app there, and where a late answer goes."""

    channel: str | None = None
    app: str = ""
    respond: str = ""

    @property
    def is_direct(self) -> bool:
        """Whether it is the app's own conversation with the person, or any direct message."""
        return bool(self.channel and self.channel.startswith("D"))
