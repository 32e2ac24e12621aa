"""What was heard -> a schedule that comes again."""

from datetime import date, timedelta

from interview_flow.schedule.day_names import ahead, date_of
from interview_flow.schedule.heard import Heard
from interview_flow.schedule.pieces import (
    Calendar,
    Clock,
    Each,
    Except,
    From,
    Lasting,
    Often,
    OnDay,
    OnMonthDays,
    OnNths,
    OnWeekdays,
    Part,
    Step,
    Until,
)
from interview_flow.schedule.refusals import BadPhrase
from interview_flow.schedule.rule import Daily, Monthly, NthOfMonth, Schedule, Weekly, Yearly
from interview_flow.schedule.saying import said_date

Repeating = Daily | Weekly | Monthly | NthOfMonth | Yearly
_MOST = {"day": 366, "week": 52, "month": 36, "year": 10}
_HOW_OFTEN = ("every weekday at 9am", "mondays and thursdays 7pm", "every 3 days at 8")
_EVERY_DAY = tuple(range(7))


def repeated(heard: Heard) -> Schedule:
    """The schedule. Raises `BadPhrase` if it is none or never happens."""
    start, step = heard.one(From, "beginnings"), _step(heard)
    since = date_of(start.day, heard.today, heard.today) if start else None
    days = _days(heard, step, since)
    first = _first(heard, Schedule(days=days, times=heard.times, since=since))
    if step and step.count > 1:
        since = since or first
        days = days.model_validate(days.model_dump() | {"every": step.count})
    until = _until(heard, since or first, first)
    if until and (until < first or (since and until < since)):
        raise BadPhrase(
            f"That never happens: it would begin on {said_date(first)} and end on {said_date(until)}.",
            ("every day at noon until 1 March", "every day at 9 for 3 weeks"),
        )
    _as_often_as_said(heard, days)
    schedule = Schedule(days=days, times=heard.times, since=since, until=until)
    _first(heard, schedule)
    return schedule


def _first(heard: Heard, schedule: Schedule) -> date:
    if first := heard.first(schedule):
        return first.date()
    raise BadPhrase("That never happens, or never again.", _HOW_OFTEN)


def _step(heard: Heard) -> Step | None:
    """How often: of "on the 1st of the month, every 3 months" only the three count. "Every day on weekdays" is every weekday."""
    steps = heard.all(Step)
    counted = [step for step in steps if step.count != 1] or list(steps)
    if len({step.unit for step in steps}) > 1 or len(counted) > 1:
        raise BadPhrase("That is repeated in two ways; make a reminder for each.", _HOW_OFTEN)
    if not counted:
        return None
    step = counted[0]
    if not 1 <= step.count <= _MOST[step.unit]:
        raise BadPhrase(f"Every {step.count} {step.unit}s is no use: from 1 to {_MOST[step.unit]}.", _HOW_OFTEN)
    return step


def _days(heard: Heard, step: Step | None, since: date | None) -> Repeating:
    """The days, every one of them (not every other)."""
    numbers, nths, on = heard.one(OnMonthDays, "days"), heard.one(OnNths, "days"), heard.one(OnDay, "days")
    weekdays = _weekdays(heard)
    if len([each for each in (numbers, nths, on, weekdays) if each]) > 1:
        raise BadPhrase("That names days in two ways; make a reminder for each.", ("every monday at 9", "on the 1st of every month at 9"))
    if weekdays:
        _fits(step, "week", also_daily=True)
        return Weekly(weekdays=weekdays)
    if numbers:
        _fits(step, "month")
        return Monthly(days=numbers.days)
    if nths:
        _fits(step, "month")
        return NthOfMonth.model_validate({"nths": nths.nths, "weekdays": nths.weekdays})
    if on:
        return _yearly(on, step)
    return _by_step(heard, step, since)


def _weekdays(heard: Heard) -> tuple[int, ...]:
    """Those named, without those excepted; of all seven where only these are named."""
    named = {day for each in heard.all(OnWeekdays) for day in each.weekdays}
    excepted = {day for each in heard.all(Except) for day in each.weekdays}
    if not named and not excepted:
        return ()
    left = tuple(sorted((named or set(_EVERY_DAY)) - excepted))
    if not left:
        raise BadPhrase("That never happens: no day is left.", ("every day except sunday at 9", "every weekday except friday at 9"))
    return left


def _yearly(on: OnDay, step: Step | None) -> Yearly:
    if not isinstance(on.day, Calendar) or on.day.year or on.day.day < 1:
        raise BadPhrase(
            "That is a single day and something repeated.", ("tomorrow at 7", "every day at 9, from tomorrow", "every year on 1 March at 9")
        )
    _fits(step, "year")
    return Yearly(month=on.day.month, day=on.day.day)


def _by_step(heard: Heard, step: Step | None, since: date | None) -> Repeating:
    """ "every week" is on the weekday of the first time to come; "every morning" is every day."""
    if step is None and not (heard.all(Each) and (heard.all(Clock) or heard.all(Part))):
        raise BadPhrase("That does not say how often.", _HOW_OFTEN)
    daily = Daily()
    if step is None or step.unit == "day":
        return daily
    first = _first(heard, Schedule(days=daily, times=heard.times, since=since))
    if step.unit == "week":
        return Weekly(weekdays=(first.weekday(),))
    return Monthly(days=(first.day,)) if step.unit == "month" else Yearly(month=first.month, day=first.day)


def _fits(step: Step | None, unit: str, *, also_daily: bool = False) -> None:
    if step is None or step.unit == unit or (also_daily and step == Step(1, "day")):
        return
    raise BadPhrase(
        f"Every {step.unit} does not go with such days.", ("every 2 weeks on monday and thursday at 7:15", "on the 1st of every month at 9")
    )


def _as_often_as_said(heard: Heard, days: Repeating) -> None:
    for often in heard.all(Often):
        named = len(heard.times) if often.unit == "day" else len(days.weekdays) if isinstance(days, Weekly) else 0
        if named != often.count:
            raise BadPhrase(
                f"That does not say {'at' if often.unit == 'day' else 'on'} which {often.count} {'times' if often.unit == 'day' else 'days'}.",
                ("mon and thu 9:00", "every day at 9 and 17:30"),
            )


def _until(heard: Heard, start: date, first: date) -> date | None:
    """The last day: as named, or the last of a span from `start` on."""
    until, lasting = heard.one(Until, "ends"), heard.one(Lasting, "ends")
    if until and lasting:
        raise BadPhrase("That names two ends.", ("every day at noon until 1 March", "every day at 9 for 3 weeks"))
    if until:
        return date_of(until.day, heard.today, first)
    if not lasting:
        return None
    units = {"day": 1, "week": 7}
    if lasting.unit in units:
        return ahead(start, days=lasting.count * units[lasting.unit]) - timedelta(days=1)
    return ahead(start, months=lasting.count * (12 if lasting.unit == "year" else 1)) - timedelta(days=1)
