"""The labelled statements: what engineers write, and what a careful reader says of its arithmetic. `tuning.yaml` and `further.yaml` are there to tune by, `held_out.yaml` is for the report alone."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

FOLDER = Path(__file__).parent
SETS = ("tuning", "further", "held_out")
"""The last may not be looked at while the checker is made better."""
OFF = 1.5
"""From this factor on a claim is wrong."""


@dataclass(frozen=True)
class Label:
    """What is to be said of one claim. `says` is the piece of the text with the result; `said` and `truth` are in its unit, None where neither can be known.
    `about`: it was said as an approximation. `either`: silence or `unchecked` is as good as the verdict."""

    says: str
    verdict: Literal["right", "wrong", "unchecked"]
    said: float | None = None
    truth: float | None = None
    sum: str = ""
    about: bool = False
    either: bool = False

    @property
    def off_by(self) -> float | None:
        """The factor between what was said and the truth, at least 1."""
        return factor(self.said, self.truth) if self.said and self.truth else None


@dataclass(frozen=True)
class Statement:
    """One message, and the claims that can be checked from its own words: each step of a chain from the step before as stated."""

    text: str
    claims: tuple[Label, ...]

    def place(self, label: Label) -> tuple[int, int]:
        """Where the label's piece begins and ends."""
        start = self.text.index(label.says)
        return start, start + len(label.says)


def factor(one: float, other: float) -> float:
    """How far two figures are apart, in either direction: at least 1."""
    return max(one / other, other / one)


def statements(name: str) -> list[Statement]:
    """The statements of one set."""
    kept: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [Statement(each["text"], tuple(Label(**claim) for claim in each["claims"])) for each in kept]
