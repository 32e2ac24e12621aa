"""Every way in which an estimate can be read, and how far each is from what was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from interview_flow.assessment.estimates.expressions import Unreadable, Value, value, worked_out
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.units import Convention, conventions, kind, scale

_MOST = 12
_PERIOD = 0.08
_EXACT = 0.02
"""So near that no other convention is looked at."""
_CONVERSIONS = (86_400.0, 1e5, 3600.0, 60.0, 24.0, 30.0, 31.0, 28.0, 365.0, 366.0, 360.0, 12.0, 7.0, 52.0, 1440.0)
_COUNTED = {
    "second": (60.0, 3600.0, 86_400.0, 1e5), "minute": (60.0, 1440.0), "hour": (24.0,), "day": (7.0, 28.0, 30.0, 31.0, 360.0, 365.0, 366.0),
    "week": (52.0,), "month": (12.0,),
}  # fmt: skip
"""How many of a unit make a longer one: `365 days` converts, `7 years` is a span."""
_LONG = ((2.4e6, 2.7e6), (3e7, 3.2e7), (8e4, 1e5))
"""Seconds of a month, of a year, of a day, as they are rounded."""
_PREFIX_STEPS = frozenset((8.0, 1000.0, 1024.0, 1e6, 1e9, 1e12, 1e15, 1024.0**2, 1024.0**3, 1024.0**4))
_DAY, _MONTH, _BYTE = 86_400.0, 365 / 12 * 86_400.0, 8.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read it. `ratio` is the true figure as a multiple of the one that was said."""

    ratio: float
    certain: bool
    """Whether nothing was supplied that is not written, so that a wrong result is wrong."""
    measure: Measure
    """How the result was read."""
    usual: bool = True
    """Whether it was read under the convention that one would be told."""


def readings(terms: Sequence[Quantity | str], result: Quantity, *, round_day: bool) -> list[Reading]:
    """The readings that make sense; the first of those that are certain is the natural one."""
    figures = [term for term in terms if isinstance(term, Quantity)]
    every = conventions_of((*figures, result), round_day=round_day)
    found: list[Reading] = []
    for convention in every:
        for measures in islice(product(*(_ends(figure) for figure in figures)), _MOST):
            for said in result.measures:
                found += _under(convention, terms, list(measures), said, result)
        if any(each.certain and abs(each.ratio - 1) < _EXACT for each in found):
            break
    return found


def converted(left: Quantity, result: Quantity) -> tuple[list[Reading], bool]:
    """How one figure is another in other units, and whether it is certain that it is meant to be."""
    found: list[Reading] = []
    certain = False
    for place, (mine, said) in enumerate(product(left.measures, result.measures)):
        one, other = value(mine, Convention()), value(said, Convention())
        if not mine.units or not said.units or sorted(mine.units) == sorted(said.units) or one.kind != other.kind:
            continue
        certain = certain or place == 0
        for convention in conventions_of((left, result), round_day=False):
            one, other = value(mine, convention), value(said, convention)
            if one.exact > 0 and other.exact > 0:
                found.append(Reading(one.exact / other.exact, True, said, convention == Convention()))
    return found, certain


def _ends(figure: Quantity) -> tuple[Measure, ...]:
    """Both ends of a range."""
    return figure.measures if figure.low == 1.0 else (*figure.measures, *(each.times(figure.low) for each in figure.measures))


def conventions_of(figures: Sequence[Quantity], *, round_day: bool) -> Sequence[Convention]:
    """The conventions that make a difference to these figures."""
    units = {unit for figure in figures for measure in figure.measures for unit, _ in measure.units}
    prefixed = {unit for unit in units if kind(unit).data and unit not in ("bit", "byte")}
    return conventions(data=bool(prefixed), months="month" in units, years="year" in units, round_day=round_day)


def _under(convention: Convention, terms: Sequence[Quantity | str], measures: list[Measure], said: Measure, result: Quantity) -> Iterator[Reading]:
    left = iter(measures)
    try:
        shown = [value(next(left), convention, percent=term.percent) if isinstance(term, Quantity) else term for term in terms]
        true = worked_out(shown)
    except (Unreadable, OverflowError, ZeroDivisionError):
        return
    claimed = value(said, convention, percent=result.percent)
    if claimed.exact == 0 or true.exact <= 0 or true.money != claimed.money:
        return
    for ratio, certain in _ratios(true, claimed, measures, said):
        if ratio > 0:
            yield Reading(ratio, certain, said, convention == Convention())


def _ratios(true: Value, claimed: Value, measures: list[Measure], said: Measure) -> Iterator[tuple[float, bool]]:
    steps = converts(measures)
    if true.data == claimed.data:
        if true.time == claimed.time:
            yield true.exact / claimed.exact, not (steps and true.time)
        if true.time != claimed.time or steps:
            yield true.timeless / claimed.timeless, _plain(true, claimed, measures, said, steps)
        if not converts([each for each in measures if not each.units]):
            yield from _implied(true, claimed, measures)
        if Measure(8.0) in measures and len({unit[-3:] for each in (*measures, said) for unit, _ in each.units if kind(unit).data}) > 1:
            yield true.exact * 8 / claimed.exact, False
            yield true.exact / 8 / claimed.exact, False
        if any(not each.units and each.number in _PREFIX_STEPS for each in measures):
            yield true.raw / claimed.raw, False
    elif claimed.data == 1 and true.data == 0:
        for unit in (_BYTE, 1000 * _BYTE):
            yield true.timeless * unit / claimed.timeless, False
            if claimed.time == -1 and true.time == 0:
                yield true.timeless * unit / _DAY / claimed.exact, False
    elif claimed.data == 0:
        yield true.raw / claimed.raw, False


def converts(measures: list[Measure]) -> bool:
    """Whether one of the figures is there to convert time: 86400, 365 days."""
    return any(
        (
            each.number in (_COUNTED.get(each.units[0][0], ()) if each.units else _CONVERSIONS)
            or any(low <= each.number <= high for low, high in _LONG)
        )
        and all(kind(unit).time for unit, _ in each.units)
        and (not each.units or (each.number > 1 and any(power > 0 for _, power in each.units)))
        for each in measures
    )


def _plain(true: Value, claimed: Value, measures: list[Measure], said: Measure, steps: bool) -> bool:
    """Whether it is certain that the figures were worked out as they stand, whatever the periods."""
    if steps:
        return True
    if claimed.time == 0 and true.time == -1 and not said.units and not any(power < 0 for each in measures for _, power in each.units):
        return True
    if not any(kind(unit).time for each in measures for unit, _ in each.units):
        return claimed.time == -1 and _long_enough(said, true.timeless / claimed.timeless)
    if true.time == 0 and claimed.time == -1 and any(_lasts(each, said) for each in measures):
        return True
    periods = {unit for each in measures for unit, power in each.units if kind(unit).time and power < 0}
    durations = any(kind(unit).time and power > 0 for each in measures for unit, power in each.units)
    mine = {unit for unit, power in said.units if kind(unit).time and power < 0}
    return not durations and true.time <= 0 and claimed.time <= 0 and len(periods) == 1 and (not mine or mine == periods)


def _lasts(span: Measure, said: Measure) -> bool:
    """Whether a term lasts as long as the period of the result: 730 h a month."""
    period = next((unit for unit, power in said.units if kind(unit).time and power < 0), "")
    if not period or len(span.units) != 1 or span.units[0][1] != 1 or not kind(span.units[0][0]).time:
        return False
    return abs(span.number * scale(span.units[0][0], Convention()) / scale(period, Convention()) - 1) < _PERIOD


def _long_enough(said: Measure, ratio: float) -> bool:
    """Nobody says the period of `50M users x 40 = 23k/s`; of `= 2B a day` it is the day."""
    period = next(unit for unit, power in said.units if kind(unit).time and power < 0)
    return period in ("day", "week", "month", "year") or ratio < 200


def _implied(true: Value, claimed: Value, measures: Sequence[Measure]) -> Iterator[tuple[float, bool]]:
    """A period that nobody said: 600 GB x 5 years is meant a day."""
    rates = [unit for each in measures for unit, power in each.units if power == -1 and kind(unit).time]
    if claimed.time == true.time + 1 and len(rates) == 1:  # 12k a day x 10 min = 2,000 machine hours
        yield true.exact * scale(rates[0], Convention()) / claimed.exact, True
    if claimed.time == true.time - 1:
        for period in (_DAY, _MONTH):
            yield true.exact / period / claimed.exact, False
