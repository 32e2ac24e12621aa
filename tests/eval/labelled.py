"""The labelled candidates: what was said, and what a fair interviewer says of it, criterion by criterion. `candidates/*.yaml` are the data."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.channels.script import Script, parse
from interview_flow.transcript import Status

FOLDER = Path(__file__).parent / "candidates"
QUALITIES = ("hostile", "weak", "middling", "strong")
HELD_OUT = ("file_sync", "news_feed", "rate_limiter")
"""Problems that are for the report alone; recognition may be tuned by all the others."""
_SCRIPTED = ("topic", "level", "mode", "minutes", "answers")


@dataclass(frozen=True)
class Label:
    """What a fair interviewer says of one criterion, and why. `quotes` shows it, each by itself; there is none when it is absent."""

    status: Status
    because: str
    quotes: tuple[str, ...]

    @property
    def quote(self) -> str:
        """The quote that shows it best, or nothing."""
        return self.quotes[0] if self.quotes else ""


@dataclass(frozen=True)
class Labelled:
    """One candidate. `verdict` is the interviewer's, not computed."""

    name: str
    quality: str
    verdict: str
    script: Script
    labels: dict[str, Label]

    @property
    def problem(self) -> str:
        """The problem's part of the name."""
        return self.name.removesuffix(f"_{self.quality}")

    @property
    def is_for_tuning(self) -> bool:
        """Whether recognition may be tuned by it."""
        return self.problem not in HELD_OUT

    @property
    def said(self) -> list[str]:
        """Every message."""
        return [message for messages in self.script.answers.values() for message in messages]


def labelled() -> list[Labelled]:
    """All of them, by name."""
    return [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]


def _read(path: Path) -> Labelled:
    kept: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    script = parse(
        yaml.dump({key: kept[key] for key in _SCRIPTED if key in kept}, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True),
        path.name,
    )
    labels = {name: Label(Status(each["status"]), each["because"], _quotes(each)) for name, each in kept["labels"].items()}
    return Labelled(path.stem, kept["quality"], kept["verdict"], script, labels)


def _quotes(label: dict[str, Any]) -> tuple[str, ...]:
    """A file gives one `quote` or all the `quotes`."""
    return tuple(label.get("quotes") or filter(None, [label.get("quote")]))
