"""What can be set about the model that interviews. Keys are never settings: each provider's own environment variable holds its key."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.commands.failures import BadInput

PREFIX = "MOCK_INTERVIEW_MODEL"
MOST_OUTPUT = 1500
SILENCE = 10.0
PATIENCE = 20.0
STRUCTURES = ("json_schema", "function_calling", "json_mode")
LARGEST = 10**12
"""More turns or tokens than anybody has; what is larger is a slip of the hand."""


@dataclass(frozen=True)
class ModelSettings:
    """`name` is `provider:name`, None for guided leads without a model; `second` is asked when the first brings nothing. `most_output` is in tokens;
    `silence` how many seconds a model may say nothing, `patience` in how many something must have been said; `structure` how structure is asked for,
    None for what suits the provider. The limits are per UTC day, None for no limit; `prices` a file that overrides the price table."""

    name: str | None = None
    base_url: str | None = field(default=None, repr=False)
    second: str | None = None
    second_base_url: str | None = field(default=None, repr=False)
    temperature: float | None = None
    most_output: int = MOST_OUTPUT
    silence: float = SILENCE
    patience: float = PATIENCE
    structure: str | None = None
    turns_a_day: int | None = None
    tokens_a_day: int | None = None
    workspace_turns_a_day: int | None = None
    workspace_tokens_a_day: int | None = None
    prices: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "ModelSettings":
        """The settings of these environment variables; an empty one counts as not set. Raises `BadInput`."""
        read = _Variables(environment)
        return cls(
            name=read.text(""),
            base_url=read.address("_BASE_URL"),
            second=read.text("_SECOND"),
            second_base_url=read.address("_SECOND_BASE_URL"),
            temperature=read.number("_TEMPERATURE", 0, 2),
            most_output=read.count("_MOST_OUTPUT", 100, 100_000) or MOST_OUTPUT,
            silence=read.number("_SILENCE", 1, 300) or SILENCE,
            patience=read.number("_PATIENCE", 1, 300) or PATIENCE,
            structure=read.choice("_STRUCTURE", STRUCTURES),
            turns_a_day=read.count("_TURNS_A_DAY", 0, LARGEST),
            tokens_a_day=read.count("_TOKENS_A_DAY", 0, LARGEST),
            workspace_turns_a_day=read.count("_WORKSPACE_TURNS_A_DAY", 0, LARGEST),
            workspace_tokens_a_day=read.count("_WORKSPACE_TOKENS_A_DAY", 0, LARGEST),
            prices=read.path("_PRICES"),
        )


class _Variables:
    """Environment variables by the end of their name; each reading is None for one that is not set and raises `BadInput` for one that makes no sense."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def text(self, name: str) -> str | None:
        return self._environment.get(f"{PREFIX}{name}", "").strip() or None

    def number(self, name: str, least: float, most: float) -> float | None:
        text = self.text(name)
        if text is None:
            return None
        try:
            value = float(text) if text.isascii() else math.nan
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            raise BadInput(f"{PREFIX}{name} is a number from {least} to {most}, not {_short(text)}.")
        return value

    def count(self, name: str, least: int, most: int) -> int | None:
        text = self.text(name)
        if text is None:
            return None
        digits = text.replace("_", "")
        value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= len(str(most)) else -1
        if not least <= value <= most:
            raise BadInput(f"{PREFIX}{name} is a whole number from {least} to {most}, not {_short(text)}.")
        return value

    def choice(self, name: str, choices: tuple[str, ...]) -> str | None:
        text = self.text(name)
        if text is not None and text not in choices:
            raise BadInput(f"{PREFIX}{name} is one of {', '.join(choices)}, not {_short(text)}.")
        return text

    def address(self, name: str) -> str | None:
        text = self.text(name)
        if text is None:
            return None
        if not _is_address(text):  # what was typed may hold a password: it is not told
            raise BadInput(f"{PREFIX}{name} is an address like https://models.example.com/v1.")
        return text.rstrip("/")

    def path(self, name: str) -> Path | None:
        text = self.text(name)
        try:
            return Path(text).expanduser().absolute() if text else None
        except RuntimeError as error:
            raise BadInput(f"{PREFIX}{name} names the home of somebody who is not known here: {_short(text or '')}.") from error


def _is_address(text: str) -> bool:
    try:
        address = urlsplit(text)
        return address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        return False


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:60] + "...")
