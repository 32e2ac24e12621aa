"""What the clauses of a phrase say, before they are put together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; not `sure` where an evening could make it twelve hours later."""

    hour: int
    minute: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: morning, afternoon, evening, night, lunchtime."""

    name: str


@dataclass(frozen=True, slots=True)
class Each:
    """It is repeated; how often, other clauses say."""


@dataclass(frozen=True, slots=True)
class Again:
    """The second of two times that look the same."""


@dataclass(frozen=True, slots=True)
class Step:
    """Every `count` units: day, week, month or year."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Often:
    """So many times a day, or days a week."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class OnWeekdays:
    """Weekdays by name; `repeated` where they are many: "mondays", "mon and wed"."""

    weekdays: tuple[int, ...]
    repeated: bool


@dataclass(frozen=True, slots=True)
class Except:
    """Weekdays that are left out."""

    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OnMonthDays:
    """Days of the month by number."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OnNths:
    """The first, last ... of these weekdays of the month."""

    nths: tuple[int, ...]
    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date, perhaps without its year, perhaps with its weekday."""

    day: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """So many days from today."""

    days: int


@dataclass(frozen=True, slots=True)
class Coming:
    """A weekday to come: from today on, after today (`later`), or counted from the Monday `weeks` ahead."""

    weekday: int
    later: bool = False
    weeks: int = 0


@dataclass(frozen=True, slots=True)
class MonthDay:
    """The next day with this number; the end of the month is -1."""

    day: int


DayNamed = Calendar | Ahead | Coming | MonthDay


@dataclass(frozen=True, slots=True)
class OnDay:
    """A single day."""

    day: DayNamed


@dataclass(frozen=True, slots=True)
class From:
    """The first day."""

    day: DayNamed


@dataclass(frozen=True, slots=True)
class Until:
    """The last day."""

    day: DayNamed


@dataclass(frozen=True, slots=True)
class Lasting:
    """For so many units."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Wait:
    """So long from now."""

    minutes: int = 0
    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class InZone:
    """By the clock of this zone."""

    key: str


Piece = Clock | Part | Each | Again | Step | Often | OnWeekdays | Except | OnMonthDays | OnNths | OnDay | From | Until | Lasting | Wait | InZone
Found = tuple[tuple[Piece, ...], int]
"""What a clause says, and the place behind it."""
