"""Where things stand in a chart, of one interview, of two, of a hundred."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.channels.web.charts import LEVEL_APART, LINE, NARROW, WIDE, criteria, phase_scores, scores
from interview_flow.phases import Phase
from interview_flow.progress import Outcome, Sitting
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Status

NIGHT = datetime(2025, 12, 24, 20, tzinfo=UTC)


def sat(number: int, *, phase: Phase = Phase.WRAP_UP) -> Sitting:
    """The score wanders from 0 to 100, the level changes every time, every third interview is coached."""
    outcomes = [Outcome(criterion="flows.read_path", status=list(Status)[number % 3], initiative=None, earned=number % 2, expected=True)]
    return Sitting(
        id=f"i{number}",
        title="Chat",
        problem="chat",
        level=list(Level)[number % 3],
        mode=Mode.COACH if number % 3 == 2 else Mode.STRICT,
        at=NIGHT + timedelta(days=number),
        score=number * 37 % 101,
        verdict=None,
        phase=phase,
        outcomes=tuple(outcomes),
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("count", [0, 1, 2, 9, 100])
def test_everything_stands_inside_the_drawing_and_apart(width: int, count: int) -> None:
    chart = scores([sat(number) for number in range(count)], width)

    assert len(chart.dots) == count
    assert all(0 <= dot.x <= chart.frame.right and chart.frame.top <= dot.y <= chart.frame.bottom for dot in chart.dots)
    assert all(after.name_y - before.name_y >= LINE for before, after in pairwise(chart.bands))
    assert all(after.x - before.x >= 60 for before, after in pairwise(chart.ticks))
    named = [change.x for change in chart.changes if change.is_named]
    assert all(after - before >= LEVEL_APART for before, after in pairwise(named))


def test_the_year_stands_where_it_is_new() -> None:
    ticks = scores([sat(number) for number in range(12)], WIDE).ticks

    years = [(tick.at.year, tick.with_year) for tick in ticks]
    assert [year for year, with_year in years if with_year] == [2025, 2026]
    assert years[0] == (2025, True)


def test_interviews_of_one_day_are_told_apart_by_what_they_were_about() -> None:
    sittings = [sat(0), sat(1).model_copy(update={"at": NIGHT, "title": "Distributed key-value store"}), sat(2)]

    ticks = scores(sittings, WIDE).ticks

    assert [(tick.is_new, tick.title) for tick in ticks] == [(True, "Chat"), (False, "Distributed…"), (True, "Chat")]
    assert {tick.title for tick in scores([sat(number) for number in range(40)], WIDE).ticks} == {""}


def test_the_line_passes_over_what_was_coached_and_breaks_where_nothing_was_reached() -> None:
    sittings = [sat(0), sat(1), sat(2), sat(3), sat(4, phase=Phase.CLARIFY), sat(6), sat(7)]

    chart = phase_scores(sittings, Phase.FLOWS)

    assert [len(line.split()) for line in chart.lines] == [3, 2]
    assert [dot.is_strict for dot in chart.dots] == [True, True, False, True, True, True]
    assert chart.gaps == (chart.frame.x(4),)


def test_a_column_is_as_high_as_its_counts() -> None:
    chart = criteria([sat(0), sat(1), sat(2)], NARROW)

    heights = [{part.status: part.height for part in column.parts if part.count} for column in chart.columns]
    assert [list(each) for each in heights] == [[Status.MET], [Status.PARTIAL], [Status.ABSENT]]
    assert {height for each in heights for height in each.values()} == {chart.frame.bottom - chart.frame.top}
