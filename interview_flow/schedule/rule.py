"""What was asked: on which days, at which local times, from when until when. Never an instant: that takes a zone (`occasions`)."""

from datetime import date, datetime, time
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator

from interview_flow.frozen import Frozen

MOST_TIMES = 6
"""Times a day; more than that is an alarm clock, not a reminder."""
LAST = -1
"""The last day of the month, or the last such weekday in it."""
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WORKING_DAYS: tuple[int, ...] = (0, 1, 2, 3, 4)
WEEKEND: tuple[int, ...] = (5, 6)

_Ordered = TypeVar("_Ordered")


def _rising(values: tuple[_Ordered, ...]) -> tuple[_Ordered, ...]:
    if list(values) != sorted(set(values)):  # pyright: ignore[reportArgumentType]
        raise ValueError("must be in order, and each stand once")
    return values


def _to_the_minute(at: time) -> time:
    if at.second or at.microsecond or at.tzinfo:
        raise ValueError("must be a local time to the minute")
    return at


def _day_of_month(day: int) -> int:
    if not (1 <= day <= 31 or day == LAST):
        raise ValueError("must be from 1 to 31, or -1 for the last")
    return day


Weekday = Annotated[int, Field(ge=0, le=6)]
"""0 is Monday."""
Weekdays = Annotated[tuple[Weekday, ...], Field(min_length=1), AfterValidator(_rising)]
MonthDays = Annotated[tuple[Annotated[int, AfterValidator(_day_of_month)], ...], Field(min_length=1), AfterValidator(_rising)]
Nth = Literal[1, 2, 3, 4, 5, -1]
Times = Annotated[tuple[Annotated[time, AfterValidator(_to_the_minute)], ...], Field(min_length=1, max_length=MOST_TIMES), AfterValidator(_rising)]


class OneDay(Frozen):
    """A single date."""

    kind: Literal["once"] = "once"
    day: date
    again: bool = False
    """The clock is put back and shows the time twice that day: the second is meant ("in 2 hours" may fall on it)."""


class Daily(Frozen):
    """Every `every` days, counted from the first."""

    kind: Literal["daily"] = "daily"
    every: int = Field(default=1, ge=1, le=366)


class Weekly(Frozen):
    """On some weekdays of every `every`-th week, counted from the week (from Monday) of the first."""

    kind: Literal["weekly"] = "weekly"
    every: int = Field(default=1, ge=1, le=52)
    weekdays: Weekdays


class Monthly(Frozen):
    """On days of the month by number; one that a month does not have falls on its last day."""

    kind: Literal["monthly"] = "monthly"
    every: int = Field(default=1, ge=1, le=36)
    days: MonthDays


class NthOfMonth(Frozen):
    """On the first, third, last ... of these weekdays of the month: one weekday, all working days, or all days of the weekend."""

    kind: Literal["nth"] = "nth"
    every: int = Field(default=1, ge=1, le=36)
    nths: Annotated[tuple[Nth, ...], Field(min_length=1), AfterValidator(_rising)]
    weekdays: Weekdays

    @model_validator(mode="after")
    def _one_kind_of_day(self) -> Self:
        if len(self.weekdays) > 1 and self.weekdays not in (WORKING_DAYS, WEEKEND):
            raise ValueError("must be one weekday, all working days or the whole weekend")
        return self


class Yearly(Frozen):
    """On one date of the year; 29 February falls on 28 February where there is none."""

    kind: Literal["yearly"] = "yearly"
    every: int = Field(default=1, ge=1, le=10)
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1)

    @model_validator(mode="after")
    def _is_in_some_year(self) -> Self:
        if self.day > LONGEST_MONTHS[self.month - 1]:
            raise ValueError("no year has this date")
        return self


Days = Annotated[OneDay | Daily | Weekly | Monthly | NthOfMonth | Yearly, Field(discriminator="kind")]


class Schedule(Frozen):
    """When somebody wants to hear from us, by the clock on their wall, wherever that hangs."""

    days: Days
    times: Times
    since: date | None = None
    """The first day on which it may fall, from which every second, third ... is counted."""
    until: date | None = None
    """The last day on which it may fall."""

    @property
    def once(self) -> bool:
        """Is it a single time?"""
        return self.days.kind == "once"

    @property
    def weekly(self) -> bool:
        """Does it fall once in every week?"""
        return isinstance(self.days, Weekly) and self.days.every == 1 and len(self.days.weekdays) == 1 and len(self.times) == 1

    def ended(self, day: date) -> bool:
        """Did its last day lie before this one?"""
        last = self.days.day if isinstance(self.days, OneDay) else self.until
        return last is not None and last < day

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.days.kind == "once" and (self.since or self.until or len(self.times) > 1):
            raise ValueError("one day has one time and no span")
        if self.days.kind != "once" and self.days.every > 1 and not self.since:
            raise ValueError("what is counted needs a day to count from")
        if self.since and self.until and self.until < self.since:
            raise ValueError("it must not end before it begins")
        return self


def one_time(wall: datetime, *, again: bool = False) -> Schedule:
    """The schedule of one local wall time."""
    return Schedule(days=OneDay(day=wall.date(), again=again), times=(wall.time(),))
