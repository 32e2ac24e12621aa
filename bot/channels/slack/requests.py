"""What can be asked for by the command, or by the same words said to the bot outside an interview."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.channels.slack.mrkdwn import Mrkdwn
from interview_flow.problems import Difficulty
from interview_flow.rubric import Level, Mode


@dataclass(frozen=True)
class Start:
    """An interview to begin. What is None was not said and comes from the person's settings; `here` asks for this channel."""

    topic: str
    level: Level | None = None
    mode: Mode | None = None
    minutes: int | None = None
    here: bool = False

    @property
    def value(self) -> str:
        """This request as the value of a button (at most 2,000 characters)."""
        return json.dumps({name: value for name, value in asdict(self).items() if value is not None and value is not False}, ensure_ascii=False)

    @classmethod
    def from_value(cls, value: str) -> "Start | None":
        """The request that a button carries; None for a value that is none."""
        try:
            kept: dict[str, Any] = json.loads(value)
            level, mode, minutes = kept.get("level"), kept.get("mode"), kept.get("minutes")
            return cls(
                topic=str(kept["topic"]),
                level=Level(level) if level else None,
                mode=Mode(mode) if mode else None,
                minutes=None if minutes is None else int(minutes),
                here=bool(kept.get("here")),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


@dataclass(frozen=True)
class Help:
    """How it works."""


@dataclass(frozen=True)
class Problems:
    """The bank; `tag` may be one that no problem has."""

    difficulty: Difficulty | None = None
    tag: str | None = None


@dataclass(frozen=True)
class List:
    """The person's interviews."""


@dataclass(frozen=True)
class Review:
    """A past interview; the latest when `id` is None. An id may be the beginning of one."""

    id: str | None = None


@dataclass(frozen=True)
class Resume:
    """A paused interview."""

    id: str | None = None


@dataclass(frozen=True)
class Pause:
    """An interview in progress."""

    id: str | None = None


@dataclass(frozen=True)
class End:
    """An interview in progress or paused."""

    id: str | None = None


@dataclass(frozen=True)
class Settings:
    """How the person likes to practise."""


@dataclass(frozen=True)
class Remind:
    """Something about reminders; `said` is what was typed after the word (`reminder_words` reads it)."""

    said: str = ""


@dataclass(frozen=True)
class Drill:
    """Ten minutes of practice; `about` names a skill or a phase, or nothing for what suits best."""

    about: str = ""


@dataclass(frozen=True)
class Quiz:
    """A question; `topic` is a problem or a tag as it was typed, "" for anything."""

    topic: str = ""


@dataclass(frozen=True)
class Digest:
    """Something about the weekly digest; `said` is what was typed after the word."""

    said: str = ""


@dataclass(frozen=True)
class InChannel:
    """Something about what comes in this channel; `what` is "remind" or "digest", `said` what was typed besides "here"."""

    what: str
    said: str = ""


@dataclass(frozen=True)
class Unclear:
    """Words that could be several things. `nearest` is a command to run instead, `start` what to begin if they are a topic,
    `choices` the slugs of problems that come close."""

    typed: str
    nearest: str | None = None
    start: Start | None = None
    choices: tuple[str, ...] = ()

    @property
    def topic(self) -> str | None:
        """What would be practised; None when the words hold no topic."""
        return self.start.topic if self.start else None


@dataclass(frozen=True)
class Wrong:
    """Something that cannot be done as it was typed; the sentence says why."""

    sentence: Mrkdwn


Request = Start | Help | Problems | List | Review | Resume | Pause | End | Settings | Remind | Drill | Quiz | Digest | InChannel | Unclear | Wrong
