"""What people can do is heard in prose too, and what is no deed is not."""

import pytest

from interview_flow.phases import Phase
from interview_flow.reading.abilities import abilities, bare_deeds
from tests.interview_flow.reading.conftest import Heard


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (
            "So what I picture is that a tenant can report a leak and the landlord can answer it.",
            ("a tenant can report a leak", "the landlord can answer it"),
        ),
        ("A nurse can see the list, can tick a dose, and can write a note.", ("A nurse can see the list", "can tick a dose", "can write a note")),
        (
            "An author can upload a chapter, they can withdraw it, and they get told when it is read.",
            ("An author can upload a chapter", "they can withdraw it", "they get told when it is read"),
        ),
        ("As a baker I can list a loaf.", ("As a baker I can list a loaf",)),
        ("The counter can be wrong for a while.", ()),
        ("Nobody can see the others.", ()),
        ("I can't treat either side as rare.", ()),
        ("", ()),
    ],
)
def test_a_sentence_is_cut_into_what_somebody_can_do(said: str, wanted: tuple[str, ...]) -> None:
    assert abilities(said) == wanted


def test_a_bare_list_of_deeds_is_one_and_a_list_of_things_is_none() -> None:
    assert bare_deeds("search, book, pay, cancel, plus a mobile app") == ("search", "book", "pay", "cancel", "a mobile app")
    assert bare_deeds("Kafka, Redis, Cassandra, Istio") == ()


@pytest.mark.parametrize(
    "message",
    [
        "What can a gardener do? Plant a bed. See what grows. Share a harvest.",
        "thx. what a gardener can do in v1:\n1. plant a bed\n2. see what grows\n3. share a harvest",
        "v1, a gardener can\n- plant a bed\n- see what grows\n- share a harvest",
        "## Functional\n| # | Requirement | Priority |\n|---|---|---|\n| F1 | Plant a bed | P0 |\n| F2 | See what grows | P0 |\n| F3 | Share a harvest | P2 |",
        "What somebody can do in my version: plant a bed; see what grows; share a harvest.",
    ],
)
def test_a_list_is_known_by_many_openings(heard: Heard, message: str) -> None:
    found = [requirement.text.casefold() for requirement in heard("functional", message, Phase.CLARIFY)]

    assert found == ["plant a bed", "see what grows", "share a harvest"]


@pytest.mark.parametrize(
    "message",
    [
        "Must-haves: 1 to 4.",
        "functional requirements, non-functional requirements, out of scope, must-haves above nice-to-haves, p99",
        "The page should open within two seconds.",
        "If you cut me in half: browse, hold, pay stay.",
        "Readers look a hundred times for every write, so it is a hundred to one.",
    ],
)
def test_rankings_targets_and_the_words_of_a_rubric_are_no_requirements(heard: Heard, message: str) -> None:
    assert heard("functional", message, Phase.CLARIFY) == []


def test_a_ranking_by_numbers_ranks_what_was_listed_before(heard: Heard) -> None:
    found = heard(
        "functional",
        "Functional:\n1. plant a bed\n2. see what grows\n3. share a harvest\n**Must have:** 1 to 2, sharing can come a month later.",
        Phase.CLARIFY,
    )

    assert [(requirement.text, requirement.priority) for requirement in found] == [
        ("plant a bed", "must"),
        ("see what grows", "must"),
        ("share a harvest", "nice"),
    ]
