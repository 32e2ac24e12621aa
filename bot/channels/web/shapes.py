"""What charts are made of: places in pixels of the drawing."""

from dataclasses import dataclass
from datetime import date, datetime

from interview_flow.progress import Sitting
from interview_flow.transcript import Status

ROOM_FOR_FIGURES = 34
"""Pixels between two dots that leave room for their figures."""


@dataclass(frozen=True)
class Frame:
    """The part of a drawing in which values stand: 0 at the bottom, `top_value` at the top, `count` steps from left to right."""

    left: float
    top: float
    right: float
    bottom: float
    count: int
    top_value: float = 100.0

    @property
    def step(self) -> float:
        """Pixels from one interview to the next."""
        return (self.right - self.left) / max(1, self.count)

    def x(self, place: float) -> float:
        """The middle of a step, counted from 0."""
        return round(self.left + (place + 0.5) * self.step, 1)

    def y(self, value: float) -> float:
        """The height of a value."""
        share = min(1.0, max(0.0, value / self.top_value)) if self.top_value else 0.0
        return round(self.bottom - share * (self.bottom - self.top), 1)

    @property
    def radius(self) -> float:
        """Of a dot: smaller where many stand side by side."""
        return round(min(5.0, max(1.6, self.step * 0.32)), 1)


@dataclass(frozen=True)
class Dot:
    """One interview: a full circle if it was strict, an open diamond if it was coached."""

    x: float
    y: float
    value: float
    is_strict: bool
    sitting: Sitting

    def diamond(self, radius: float) -> str:
        """Its corners."""
        reach = radius * 1.35
        corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        return " ".join(f"{self.x + right:.1f},{self.y + down:.1f}" for right, down in corners)


@dataclass(frozen=True)
class Band:
    """The scores that one verdict stands for; `name_y` is where its name has room."""

    verdict: str
    least: int
    y: float
    height: float
    middle: float
    name_y: float


@dataclass(frozen=True)
class Change:
    """A level that begins between two interviews; it is named where there is room."""

    x: float
    level: str
    is_named: bool


@dataclass(frozen=True)
class Tick:
    """A date under the axis, unless it is the same as the one before it. `anchor` keeps it inside the drawing; `title` is empty where there is no room."""

    x: float
    at: datetime
    with_year: bool
    anchor: str
    is_new: bool
    title: str


@dataclass(frozen=True)
class Lines:
    """Scores through the interviews. `lines` are the corners of each unbroken line."""

    width: int
    height: int
    frame: Frame
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    bands: tuple[Band, ...] = ()
    changes: tuple[Change, ...] = ()
    ticks: tuple[Tick, ...] = ()
    gaps: tuple[float, ...] = ()
    """Where an interview stands that has no value."""

    @property
    def has_figures(self) -> bool:
        """Whether there is room for a figure above each dot."""
        return self.frame.step >= ROOM_FOR_FIGURES


@dataclass(frozen=True)
class Part:
    """One part of a column."""

    status: Status
    count: int
    y: float
    height: float


@dataclass(frozen=True)
class Column:
    """One interview as a column of three parts, met at the bottom."""

    x: float
    width: float
    sitting: Sitting
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Columns:
    """Counts through the interviews."""

    width: int
    height: int
    frame: Frame
    columns: tuple[Column, ...]
    changes: tuple[Change, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Bar:
    """What falls due on one day. `is_named` where its date has room under it, its figure stands above it."""

    x: float
    middle: float
    y: float
    width: float
    height: float
    count: int
    day: date
    is_named: bool


@dataclass(frozen=True)
class Bars:
    """Counts by day; the first is today."""

    width: int
    height: int
    frame: Frame
    bars: tuple[Bar, ...]
