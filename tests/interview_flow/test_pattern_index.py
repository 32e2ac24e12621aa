"""The index of patterns never hides one that would be found."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.pattern_grammar import beginnings
from interview_flow.pattern_index import PatternIndex, numbers
from interview_flow.patterns import pattern
from interview_flow.sentences import Sentence

SOURCES = (
    "cache + miss",
    "cache | ttl + evict*",
    "# users",
    "<rate> + peak",
    "hot key + partition* + - fine",
    ">= | ->",
    "leave … out",
    "^must >> have",
)
WORDS = (
    "cache",
    "miss",
    "ttl",
    "evicted",
    "5",
    "users",
    "40 per second",
    "peak",
    "hot key",
    "partitioned",
    "fine",
    ">=",
    "leave it out",
    "must",
    "have",
)
PATTERNS = tuple(map(pattern, SOURCES))
INDEX = PatternIndex([each.clues for each in PATTERNS])


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_a_pattern_is_possible_exactly_where_each_of_its_rows_has_a_clue_in_the_sentence(words: Sequence[str]) -> None:
    sentence = Sentence(" ".join(words), 0)
    there = beginnings(sentence.plain)

    possible = set(numbers(INDEX.possible(there)))

    assert possible == {place for place, each in enumerate(PATTERNS) if not any(map(there.isdisjoint, each.clues))}
    assert possible >= {place for place, each in enumerate(PATTERNS) if each.found_in(sentence)}


def test_a_pattern_without_a_clue_is_always_possible() -> None:
    assert SOURCES.index(">= | ->") in numbers(INDEX.possible(frozenset()))


def test_an_index_of_nothing_finds_nothing() -> None:
    assert not PatternIndex([]).possible(frozenset({"cac"}))


@pytest.mark.parametrize(("bits", "places"), [(0, []), (1, [0]), (0b10110, [1, 2, 4]), (1 << 500, [500])])
def test_numbers_are_the_places_of_the_bits(bits: int, places: list[int]) -> None:
    assert list(numbers(bits)) == places
