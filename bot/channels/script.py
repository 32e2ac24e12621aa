"""A scripted candidate: a YAML file that answers phase by phase, on a clock of its own.

    topic: design a rate limiter
    level: senior            # optional, as are mode and minutes
    answers:
      restate:
        - An API is protected from clients that ask too often ...

At each question the next message of the phase is sent; when none is left, "next". What is left over when the interview has moved on is
said first in the phase that follows.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml
from yaml.reader import ReaderError

from interview_flow.interview import Interview
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode

THINKING = 15.0
"""Seconds before the first word of an answer."""
A_WORD = 1.0
"""Seconds that a word takes to type."""
SAMPLE, SCRIPTED = "sample candidate", "a script"
"""Whose interviews these are: nobody's progress is made of them. No account has a space in its name."""
LARGEST = 5_000_000
"""Bytes of a script."""
_KEYS = ("topic", "level", "mode", "minutes", "answers", "self_score")
Choice = TypeVar("Choice", bound=StrEnum)


class BadScript(ValueError):
    """The script cannot be played; the sentence names the file and the line."""


@dataclass(frozen=True)
class Script:
    """A candidate's answers by phase; what is None was not set in the file."""

    topic: str
    level: Level | None
    mode: Mode | None
    minutes: int | None
    answers: dict[Phase, tuple[str, ...]]
    self_score: dict[Phase, int] = field(default_factory=dict[Phase, int])
    """What the candidate gives themselves before the reveal, 0 to 100 a phase."""

    @property
    def seconds(self) -> float:
        """How long the candidate speaks in all, with a "next" at the end of each phase."""
        return sum(seconds_to_say(text) for said in self.answers.values() for text in (*said, "next")) + (
            len(Phase) - len(self.answers)
        ) * seconds_to_say("next")


class SimulatedClock:
    """A clock that moves only when it is told to."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=seconds)


@dataclass
class ScriptedCandidate:
    """Says the script's messages in order."""

    script: Script
    _left: dict[Phase, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._left = {phase: list(said) for phase, said in self.script.answers.items()}

    def next_words(self, interview: Interview) -> str:
        """What the candidate says now: leftovers of earlier phases, then this phase's messages, then "next"."""
        for phase in list(Phase)[: list(Phase).index(interview.phase) + 1]:
            if self._left.get(phase):
                return self._left[phase].pop(0)
        return "next"


def seconds_to_say(text: str) -> float:
    """How long a candidate takes for these words."""
    return THINKING + A_WORD * len(text.split())


def load(path: Path) -> Script:
    """The script in a file. Raises `BadScript` with one sentence that names the line."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise BadScript(f"{path}: a script has at most {LARGEST:,} bytes, this one has more.")
        return parse(raw.decode("utf-8-sig"), str(path))
    except OSError as error:
        raise BadScript(f"{path}: the script cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadScript(f"{path}, line {line}: the script is not UTF-8 text.") from error


def parse(text: str, name: str) -> Script:
    """The script in a text; `name` is what the sentences call it. Raises `BadScript`."""
    try:
        root = yaml.SafeLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadScript(f"{name}, line {line}: this is not YAML ({error.problem}).") from error
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise BadScript(f"{name}, line {line}: this is not YAML (a control character).") from error
    except yaml.YAMLError as error:
        raise BadScript(f"{name}: this is not YAML ({str(error).splitlines()[0]}).") from error
    except RecursionError as error:
        raise BadScript(f"{name}: the YAML is nested too deeply.") from error
    return _Reader(name).script(root)


class _Reader:
    """Reads the nodes of a YAML file, which know their lines."""

    def __init__(self, name: str) -> None:
        self._name = name

    def script(self, root: yaml.Node | None) -> Script:
        entries = self._mapping(root, "a script is a mapping with the keys topic and answers", _KEYS)
        if "topic" not in entries:
            raise self._bad(root, "the script has no topic")
        if "answers" not in entries:
            raise self._bad(root, "the script has no answers")
        return Script(
            topic=self._text(entries["topic"], "topic"),
            level=self._choice(entries["level"], "level", Level) if "level" in entries else None,
            mode=self._choice(entries["mode"], "mode", Mode) if "mode" in entries else None,
            minutes=self._minutes(entries["minutes"]) if "minutes" in entries else None,
            answers=self._answers(entries["answers"]),
            self_score=self._self_score(entries["self_score"]) if "self_score" in entries else {},
        )

    def _answers(self, node: yaml.Node) -> dict[Phase, tuple[str, ...]]:
        by_phase = self._mapping(node, "answers are a mapping from a phase to a list of messages", tuple(Phase))
        return {Phase(phase): self._messages(said, phase) for phase, said in by_phase.items()}

    def _self_score(self, node: yaml.Node) -> dict[Phase, int]:
        by_phase = self._mapping(node, "self_score is a mapping from a phase to a figure from 0 to 100", tuple(Phase))
        return {Phase(phase): self._percent(value, phase) for phase, value in by_phase.items()}

    def _percent(self, node: yaml.Node, phase: str) -> int:
        text = self._text(node, f"the score of {phase}")
        if not (text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= 100):
            raise self._bad(node, f"the score of {phase} is a whole number from 0 to 100, not {_short(node)}")
        return int(text)

    def _messages(self, node: yaml.Node, phase: str) -> tuple[str, ...]:
        if _is_null(node):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            raise self._bad(node, f"the answers of {phase} are not a list of messages")
        return tuple(self._text(each, f"a message of {phase}") for each in node.value)

    def _mapping(self, node: yaml.Node | None, otherwise: str, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self._bad(node, otherwise)
        entries: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value not in known:
                raise self._bad(key, f"{_short(key)} is not one of {', '.join(known)}")
            if key.value in entries:
                raise self._bad(key, f"{key.value!r} stands here a second time")
            entries[key.value] = value
        return entries

    def _text(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self._bad(node, f"{what} is not text")
        if not node.value.isascii() and any("\ud800" <= character <= "\udfff" for character in node.value):
            raise self._bad(node, f"{what} holds half of a character (a lone surrogate)")
        return node.value

    def _choice(self, node: yaml.Node, what: str, choices: type[Choice]) -> Choice:
        text = self._text(node, what)
        if text not in list(choices):
            raise self._bad(node, f"{what} is one of {', '.join(choices)}, not {_short(node)}")
        return choices(text)

    def _minutes(self, node: yaml.Node) -> int:
        text = self._text(node, "minutes")
        if not (text.isascii() and text.isdigit() and len(text) < 5):
            raise self._bad(node, f"minutes is a whole number from 0 to 9999, not {_short(node)}")
        return int(text)

    def _bad(self, node: yaml.Node | None, sentence: str) -> BadScript:
        line = node.start_mark.line + 1 if node is not None else 1
        return BadScript(f"{self._name}, line {line}: {sentence}.")


def _short(node: yaml.Node) -> str:
    return ascii(node.value if len(node.value) <= 40 else f"{node.value[:40]}...") if isinstance(node, yaml.ScalarNode) else "what stands here"


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")
