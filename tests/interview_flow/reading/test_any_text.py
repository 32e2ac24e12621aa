"""Whatever is typed: no exception, no invention, no wait."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_flow.design_record import DesignRecord
from interview_flow.phases import Phase
from interview_flow.reading import read
from tests.hanging import watched

_WORDS = """the a cache service -> → Redis because rather than instead of Functional: Non-functional: ## - 1. 2) ; , . ? : ( ) { } [ ] | --- POST GET /x {a} 201
409 taken User(id, name) has many Bookings `` ``` sql CREATE TABLE t ( id int ) ** __ 100M 50 ms 99.9% per second = * / so that and or then to from Out of scope
Alternatives: I accept the cost is Next, watch with only when in short I chose X over Y {{7*7}} <b> graph TB""".split()
_soup = st.lists(st.sampled_from([*_WORDS, "\n", "\n\n", "\t", "\u202e", "\x00"]), max_size=60).map(" ".join)
_text = st.one_of(st.text(max_size=300), _soup)
_WALLS = [
    "a",
    "->",
    "(",
    "|",
    ",",
    "\n",
    "\x00",
    "\u202e",
    "*",
    "# ",
    "{{7*7}}",
    "`",
    "```\n",
    "1) ",
    "1. ",
    "; ",
    "a: ",
    "Functional: ",
    "x -> ",
    "a, ",
    "a(b ",
    "because ",
]
_WALLS += [
    "9",
    "1,",
    "= 5 ",
    "5 * ",
    "create table a (",
    "<b>",
    "A --> B\n",
    "|a|b|\n|-|-|\n",
    "the cache stores ",
    "A has many ",
    " ",
    ". ",
    "POST /a {",
    "rather than ",
]


def _folded(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_text, st.sampled_from(list(Phase)))
def test_every_note_quotes_the_message(message, phase):
    notes = read(message, 3, phase)

    assert all(note.text.strip() and _folded(note.text) in _folded(message) for note in notes)
    assert all(note.turn == 3 for note in notes)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_soup, st.sampled_from(list(Phase)))
def test_the_parts_of_a_note_are_slices_of_the_message(message, phase):
    notes = read(message, 3, phase)

    for note in notes:
        said = note.model_dump(
            include={"role", "choice", "reason", "cost", "alternatives", "steps", "value", "calculation", "input", "output", "errors"}
        )
        parts = [part for value in said.values() for part in (value if isinstance(value, tuple) else (value or "",))]
        assert all(_folded(part) in _folded(message) for part in parts)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_soup, st.sampled_from(list(Phase)))
def test_reading_twice_gives_the_same_and_adds_nothing(message, phase):
    notes = read(message, 3, phase)

    once = DesignRecord().joined(notes)

    assert read(message, 3, phase) == notes
    assert once.joined(notes) == once


@pytest.mark.parametrize("brick", _WALLS)
def test_a_wall_of_text_is_read_to_its_end(brick):
    message = (brick * 100_000)[:100_000]

    with watched():
        found = [note for phase in (Phase.CLARIFY, Phase.FLOWS) for note in read(message, 2, phase)]

    assert all(note.turn == 2 for note in found)


def test_a_long_list_is_cut_at_forty_items():
    message = "Functional:\n" + "\n".join(f"- do the thing number {number}" for number in range(100))

    notes = read(message, 2, Phase.CLARIFY)

    assert len(notes) == 40


@pytest.mark.parametrize(
    "message", ["", " ", "ok", "next", "I think that covers everything.", "Do links expire?", "I like pizza.", "Hello! Let me think.", "?", "..."]
)
@pytest.mark.parametrize("phase", list(Phase))
def test_nothing_said_gives_no_notes(message, phase):
    assert read(message, 2, phase) == ()
