"""Records are known in lines, types, braces, columns and prose."""

import pytest

from interview_flow.phases import Phase
from interview_flow.reading.records import loose_fields
from tests.interview_flow.reading.conftest import Heard


@pytest.mark.parametrize(
    "message",
    [
        "plot: plot_id (key), owner_id, size",
        "Plot table: plot_id, owner_id, size",
        "type Plot = { plot_id: string; owner_id: string; size: number }",
        "plot { plot_id PK, owner_id, size }",
        "```\nplot    plot_id PK, owner_id, size\n```",
        "plot table\n- plot_id, primary key\n- owner_id\n- size",
        "We keep a Plot, with plot_id, owner_id and size.",
    ],
)
def test_a_record_is_known_however_it_is_written(heard: Heard, message: str) -> None:
    found = [entity for entity in heard("entities", message, Phase.DATA_MODEL) if entity.name.casefold().startswith("plot")]

    assert [field.name for field in found[0].fields] == ["plot_id", "owner_id", "size"]


def test_a_key_of_two_fields_is_two_keys() -> None:
    given, share = loose_fields("(garden_id, day) PK, visitors, kept for a day")

    assert [(field.name, field.key) for field in given] == [("garden_id", True), ("day", True), ("visitors", False)]
    assert share < 1


@pytest.mark.parametrize(
    "message",
    [
        "Store: one row is written back on each fetch, no join is needed and that is all.",
        "It has a status (open, closed, sold) that we show",
        "getPlots(owner_id, from, to) : Plot[]",
    ],
)
def test_prose_values_and_calls_are_no_records(heard: Heard, message: str) -> None:
    assert heard("entities", message, Phase.DATA_MODEL) == []


def test_records_that_were_left_over_for_the_next_phase_are_records_still(heard: Heard) -> None:
    assert heard("entities", "plot(plot_id PK, owner_id)\nbed(bed_id PK, plot_id)", Phase.FLOWS)


@pytest.mark.parametrize(
    ("call", "errors"),
    [
        ("add(plot_id) -> bed_id | NOT_FOUND | TOO_MANY", ("NOT_FOUND", "TOO_MANY")),
        ('add(plot_id) -> bed_id, or "no such plot"', ('"no such plot"',)),
        ("add_bed(plot_id) returns bed_id, raises plot_full", ("plot_full",)),
        ("POST /beds {plot_id} gives 201 with bed_id, or 409 plot is full", ("409 plot is full",)),
        ("GET /beds -> up to 501 entries", ()),
    ],
)
def test_errors_have_numbers_or_names(heard: Heard, call: str, errors: tuple[str, ...]) -> None:
    assert heard("operations", call, Phase.DATA_MODEL)[0].errors == errors
