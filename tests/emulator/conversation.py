"""Ada in the thread of her interview, and what she can read there."""

import re
from dataclasses import dataclass, field

from interview_flow.phases import Phase
from tests.emulator.emulator import BOT, Emulator, Message


@dataclass
class Thread:
    """The thread below `root`. `heard` is what was said there, by speaker, as Ada experienced it."""

    slack: Emulator
    root: Message
    heard: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    async def begun(cls, slack: Emulator, request: str) -> "Thread":
        """The first interview that the command begins, greeted."""
        await slack.command(request)
        thread = cls(slack, await slack.until(lambda: next(iter(openings(slack)), None)))
        await thread._reply(0)
        return thread

    @property
    def messages(self) -> list[Message]:
        """Everything below the first message."""
        return [each for each in self.slack.messages[self.root["channel"]] if each.get("thread_ts") == self.root["ts"]]

    @property
    def posts(self) -> list[Message]:
        """What the bot posted there."""
        return [each for each in self.messages if each["user"] == BOT]

    async def say(self, text: str, *, heard: str | None = None, file: str = "") -> Message:
        """Write an answer, and wait for the reply. `heard` is what is to be taken down, if that is something else."""
        before = len(self.posts)
        self.heard.append(("candidate", heard or text))
        await self.slack.say(text, self.root["channel"], self.root["ts"], file=file)
        return await self._reply(before)

    async def press(self, action: str, meaning: str) -> Message:
        """Press a button below the last reply, and wait for what the interviewer says to it."""
        before = len(self.posts)
        self.heard.append(("candidate", meaning))
        await self.slack.press(self.posts[-1], action)
        return await self._reply(before)

    async def _reply(self, before: int) -> Message:
        await self.slack.until(lambda: len(self.posts) > before)
        self.heard.append(("interviewer", markdown(self.posts[before])))
        return self.posts[before]


def openings(slack: Emulator) -> list[Message]:
    """The first messages of interviews, wherever they are held."""
    said = [each for messages in slack.messages.values() for each in messages if each["user"] == BOT and "blocks" in each]
    return [each for each in said if each["blocks"][0]["type"] == "header" and "thread_ts" not in each]


def markdown(message: Message) -> str:
    """What the interviewer says in a message."""
    return "\n\n".join(block["text"] for block in message.get("blocks", []) if block["type"] == "markdown")


def shown(blocks: list[Message]) -> str:
    """The words of sections, headings and small print."""
    texts = [
        text["text"] for block in blocks for text in [block.get("text"), *block.get("elements", [])] if isinstance(text, dict) and "text" in text
    ]
    return "\n".join(text for text in texts if isinstance(text, str))


def phase(message: Message) -> Phase | None:
    """The part that the interview is in, by what stands under a reply; None once it is over."""
    found = re.search(r"(\d) of 7 ·", shown(message["blocks"]))
    return list(Phase)[int(found[1]) - 1] if found else None
