"""How something works, told while the problem is taken apart, is kept with the label that says what it is about."""

from interview_flow.phases import Phase
from tests.interview_flow.reading.conftest import Heard


def test_sentences_go_on_with_the_label_before_them(heard: Heard) -> None:
    message = "Planting: a bed service checks the plot; it writes one row. Harvest: a yield worker counts what was picked."

    found = [working.text for working in heard("workings", message, Phase.BREAK_DOWN)]

    assert found == ["Planting: a bed service checks the plot; it writes one row.", "Harvest: a yield worker counts what was picked."]


def test_each_row_of_a_table_is_one(heard: Heard) -> None:
    message = "| wish | takes | part |\n|---|---|---|\n| plant a bed | one row | bed svc |\n| share a harvest | a link | share svc |"

    found = [working.text for working in heard("workings", message, Phase.BREAK_DOWN)]

    assert found == ["plant a bed | one row | bed svc", "share a harvest | a link | share svc"]


def test_what_is_left_out_and_what_is_said_elsewhere_is_none(heard: Heard) -> None:
    assert heard("workings", "I leave out the search service for now, nobody needs it.", Phase.BREAK_DOWN) == []
    assert heard("workings", "For planting, a bed service checks the plot.", Phase.CLARIFY) == []
