"""What a finished document takes for covered, however the figure is put."""

import pytest

from interview_flow.documents.topics import covered
from interview_flow.notes import Aspect, Remark
from interview_flow.phases import Phase
from interview_flow.reading import read
from tests.designs import folded, statement

SAID = [
    ("ratio_estimate", "Reads outnumber writes about 50 to 1."),
    ("ratio_estimate", "Reads outnumber writes 1,000 to one."),
    ("ratio_estimate", "Reads outnumber writes twenty to one."),
    ("ratio_estimate", "The ratio is 20:1."),
    ("ratio_estimate", "About 50 reads for every write."),
    ("ratio_estimate", "There are 30x more reads than writes."),
    ("scaling", "At 20x the load the counters move apart."),
    ("scaling", "With a hundred times the users it holds."),
    ("redundancy", "It runs on two nodes in each zone."),
    ("cost", "It costs about $3,000 a month."),
    ("cost", "We pay 3,000 euros for it."),
    ("authentication", "People log in with their mail address."),
]
NOT_SAID = [
    ("ratio_estimate", "The latency falls from 10 to 1 ms."),
    ("scaling", "It is tried 10 times a minute."),
    ("authentication", "Logging is kept for a week."),
]


def about(name: str, text: str) -> bool:
    """Whether a remark with these words covers a topic."""
    return bool(covered(folded(Remark(text=text, turn=2, aspect=Aspect.EDGE_CASES)))[name])


@pytest.mark.parametrize(("name", "text"), SAID)
def test_a_topic_is_covered_whatever_its_figure_is(name: str, text: str) -> None:
    assert about(name, text)


@pytest.mark.parametrize(("name", "text"), NOT_SAID)
def test_what_is_about_something_else_covers_nothing(name: str, text: str) -> None:
    assert not about(name, text)


@pytest.mark.parametrize("phase", [Phase.RESTATE, Phase.CLARIFY, Phase.BREAK_DOWN])
def test_a_ratio_is_covered_wherever_it_was_said(phase: Phase) -> None:
    record = folded(*read("Reads outnumber writes about 50 to 1.", 2, phase))

    assert [item.text.rstrip(".") for item in covered(record)["ratio_estimate"]] == ["Reads outnumber writes about 50 to 1"]


def test_an_assumption_about_the_ratio_covers_it() -> None:
    assert covered(folded(statement("assumptions", "Reads outnumber writes about 50 to 1", 2)))["ratio_estimate"]
