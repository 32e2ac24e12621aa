"""Words for the same deed or thing are taken together, and no others."""

import pytest

from interview_flow.meaning import concepts, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sends a message", "POST /messages"),
        ("sees the seat map", "getSeats"),
        ("reserve a table", "POST /v1/holds"),
        ("get alerted", "notification service"),
        ("charge the card", "payment service"),
        ("old messages", "message history"),
        ("whether it was read", "read receipts"),
        ("log in", "authentication"),
    ],
)
def test_the_same_meant_in_other_words_is_shared(one: str, other: str) -> None:
    assert concepts(one) & concepts(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("pay for a ticket", "upload a film"), ("a buyer", "purchase"), ("the service handles a request", "the system of users"), ("", "x")],
)
def test_what_is_not_meant_is_not_shared(one: str, other: str) -> None:
    assert not concepts(one) & concepts(other)


@pytest.mark.parametrize(("word", "cut"), [("bookings", "book"), ("booked", "book"), ("tagging", "tag"), ("copies", "cop"), ("id", "id")])
def test_a_word_is_cut_to_its_stem(word: str, cut: str) -> None:
    assert stem(word) == cut
