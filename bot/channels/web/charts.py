"""Where things stand in a chart: figures to places in pixels of the drawing. Drawn by `templates/_charts.html.j2`; no text a person reads stands here."""

import math
from collections.abc import Sequence
from itertools import pairwise

from bot.channels.web.shapes import Band, Bar, Bars, Change, Column, Columns, Dot, Frame, Lines, Part, Tick
from interview_flow.assessment.scorecard import VERDICTS
from interview_flow.phases import Phase
from interview_flow.practice.forecast import DayDue
from interview_flow.printable import shortened
from interview_flow.progress import Sitting
from interview_flow.rubric import Mode
from interview_flow.transcript import Status

WIDE, NARROW = 760, 350
"""The two widths in which a chart is drawn: a phone gets a drawing of its own, so that nothing is scaled until it cannot be read."""
APART = 84
"""Pixels that a date takes along the axis."""
DAY_APART = 48
"""Pixels that a day without its year takes."""
LONGEST = 13
"""Characters of a title that have room where a date has."""
LEVEL_APART = 52
"""Pixels that the name of a level takes."""
UNDER = 42
"""Pixels under the axis: a date and a title."""
LINE = 14
"""Pixels between two names, one above the other."""


def scores(sittings: Sequence[Sitting], width: int) -> Lines:
    """The score of each interview, over the bands of the verdicts."""
    height = 304 if width == WIDE else 274
    frame = Frame(left=30, top=26, right=width - 92, bottom=height - UNDER, count=len(sittings))
    values = [each.score for each in sittings]
    return Lines(
        width,
        height,
        frame,
        _dots(frame, sittings, values),
        _lines(frame, sittings, values),
        _bands(frame),
        _changes(frame, sittings),
        _ticks(frame, sittings, width),
    )


def phase_scores(sittings: Sequence[Sitting], phase: Phase) -> Lines:
    """The score of one phase, small: a dozen fit on a page."""
    width, height = 240, 92
    frame = Frame(left=30, top=8, right=width - 8, bottom=height - 10, count=len(sittings))
    values = [each.phase_score(phase) for each in sittings]
    gaps = tuple(frame.x(place) for place, value in enumerate(values) if value is None)
    return Lines(width, height, frame, _dots(frame, sittings, values), _lines(frame, sittings, values), changes=_changes(frame, sittings), gaps=gaps)


def criteria(sittings: Sequence[Sitting], width: int) -> Columns:
    """How many criteria were met, partly met and absent, of those that the level asks for."""
    height = 234
    most = max((sum(each.count(status) for status in Status) for each in sittings), default=0)
    frame = Frame(left=30, top=26, right=width - 8, bottom=height - UNDER, count=len(sittings), top_value=max(1, most))
    columns = tuple(_column(frame, place, sitting) for place, sitting in enumerate(sittings))
    return Columns(width, height, frame, columns, _changes(frame, sittings), _ticks(frame, sittings, width))


def due(days: Sequence[DayDue], width: int) -> Bars:
    """How many skills fall due on each day."""
    height = 150
    counts = [len(each.criteria) for each in days]
    frame = Frame(left=8, top=22, right=width - 8, bottom=height - 24, count=len(days), top_value=max(1, *counts))
    every = max(1, math.ceil(DAY_APART / frame.step))
    return Bars(width, height, frame, tuple(_bar(frame, place, each, place % every == 0) for place, each in enumerate(days)))


def _bar(frame: Frame, place: int, day: DayDue, is_named: bool) -> Bar:
    top, width = frame.y(len(day.criteria)), round(min(34.0, frame.step * 0.72), 1)
    middle = frame.x(place)
    return Bar(round(middle - width / 2, 1), middle, top, width, round(frame.bottom - top, 1), len(day.criteria), day.day, is_named)


def _dots(frame: Frame, sittings: Sequence[Sitting], values: Sequence[float | None]) -> tuple[Dot, ...]:
    return tuple(
        Dot(frame.x(place), frame.y(value), value, sitting.mode is Mode.STRICT, sitting)
        for place, (sitting, value) in enumerate(zip(sittings, values, strict=True))
        if value is not None
    )


def _lines(frame: Frame, sittings: Sequence[Sitting], values: Sequence[float | None]) -> tuple[str, ...]:
    """From one strict interview to the next; one that has no value breaks the line, a coached one is passed over."""
    strict = [(place, value) for place, value in enumerate(values) if sittings[place].mode is Mode.STRICT]
    lines: list[list[str]] = [[]]
    for place, value in strict:
        if value is None:
            lines.append([])
        else:
            lines[-1].append(f"{frame.x(place)},{frame.y(value)}")
    return tuple(" ".join(corners) for corners in lines if len(corners) > 1)


def _bands(frame: Frame) -> tuple[Band, ...]:
    """The verdicts from the top; names that would touch are moved apart."""
    bands: list[Band] = []
    above = 100
    for least, verdict in VERDICTS:
        top, bottom = frame.y(above), frame.y(least)
        middle = (top + bottom) / 2
        name_y = max(middle, bands[-1].name_y + LINE) if bands else middle
        bands.append(Band(verdict, least, top, round(bottom - top, 1), round(middle, 1), round(name_y, 1)))
        above = least
    return tuple(bands)


def _changes(frame: Frame, sittings: Sequence[Sitting]) -> tuple[Change, ...]:
    """The first level, and every later one where it begins."""
    if not sittings:
        return ()
    changes = [Change(frame.left, sittings[0].level, is_named=True)]
    named = frame.left
    for place, (before, after) in enumerate(pairwise(sittings), 1):
        if before.level is not after.level:
            x = round(frame.left + place * frame.step, 1)
            fits = x - named >= LEVEL_APART
            named = x if fits else named
            changes.append(Change(x, after.level, fits))
    return tuple(changes)


def _ticks(frame: Frame, sittings: Sequence[Sitting], width: int) -> tuple[Tick, ...]:
    """As many dates as there is room for, the first and the last among them; the year stands where it is new."""
    if not sittings:
        return ()
    last = len(sittings) - 1
    many = max(1, min(last, int((frame.right - frame.left) // APART) - 1))
    places = sorted({round(step * last / many) for step in range(many + 1)})
    ticks: list[Tick] = []
    year, before = 0, None
    for place in places:
        at, x = sittings[place].at, frame.x(place)
        anchor = "start" if x < APART / 2 else "end" if x > width - APART / 2 else "middle"
        title = shortened(sittings[place].title, LONGEST) if len(places) == len(sittings) else ""
        ticks.append(Tick(x, at, at.year != year, anchor, at.date() != before, title))
        year, before = at.year, at.date()
    return tuple(ticks)


def _column(frame: Frame, place: int, sitting: Sitting) -> Column:
    parts: list[Part] = []
    below = 0
    for status in (Status.MET, Status.PARTIAL, Status.ABSENT):
        count = sitting.count(status)
        top, bottom = frame.y(below + count), frame.y(below)
        parts.append(Part(status, count, top, round(bottom - top, 1)))
        below += count
    width = round(min(34.0, frame.step * 0.72), 1)
    return Column(round(frame.x(place) - width / 2, 1), width, sitting, tuple(parts))
