"""What the system must do, and how well."""

import pytest

from interview_flow.notes import Priority
from interview_flow.phases import Phase


def test_bullets_under_a_heading_are_requirements_with_their_priority(heard):
    message = "## Functional requirements\n- Send a text message (must)\n- See history on any device\n- Read receipts (nice to have)"

    found = heard("functional", message, Phase.CLARIFY)

    assert [(each.text, each.priority) for each in found] == [
        ("Send a text message", Priority.MUST),
        ("See history on any device", None),
        ("Read receipts", Priority.NICE),
    ]


def test_numbers_in_running_text_make_a_list(heard):
    message = "Functional: 1) hold up to six seats, 2) pay for them, 3) get a ticket by mail. Out of scope: resale."

    found = heard("functional", message, Phase.CLARIFY)

    assert [each.text for each in found] == ["hold up to six seats", "pay for them", "get a ticket by mail"]


def test_a_ranking_marks_what_was_listed_before_instead_of_listing_it_again(heard):
    message = (
        "Functional: limit calls per key, tell the caller when to retry, change rules live. Must have: limit and retry; nice to have: live rules."
    )

    found = heard("functional", message, Phase.CLARIFY)

    assert [(each.text, each.priority) for each in found] == [
        ("limit calls per key", Priority.MUST),
        ("tell the caller when to retry", Priority.MUST),
        ("change rules live", Priority.NICE),
    ]


def test_must_and_nice_may_be_headings(heard):
    message = "Must have:\n- post\n- follow\n\nNice to have:\n- likes"

    found = heard("functional", message, Phase.CLARIFY)

    assert [(each.text, each.priority) for each in found] == [("post", Priority.MUST), ("follow", Priority.MUST), ("likes", Priority.NICE)]


def test_what_users_can_do_is_a_requirement_in_prose_and_apart_for_each_deed(heard):
    message = "Users should be able to upload and download files, to share a folder with others, and to restore an old version."

    found = heard("functional", message, Phase.CLARIFY)

    assert [each.text for each in found] == [
        "Users should be able to upload and download files",
        "to share a folder with others",
        "to restore an old version",
    ]


def test_targets_in_one_sentence_are_apart_each_with_quality_and_value(heard):
    message = "Non-functional: no double booking ever, browsing p99 < 300ms, holds under 1 s at peak, 99.9% uptime."

    found = heard("non_functional", message, Phase.CLARIFY)

    assert [(each.text, each.quality, each.value) for each in found] == [
        ("no double booking ever", "consistency", None),
        ("browsing p99 < 300ms", "latency", "300ms"),
        ("holds under 1 s at peak", "latency", "1 s"),
        ("99.9% uptime", "availability", "99.9%"),
    ]


@pytest.mark.parametrize(
    ("message", "quality", "value"),
    [
        ("The system should sync a change to the other devices within 5 seconds.", "latency", "5 seconds"),
        ("A file that was acknowledged must never be lost (eleven nines of durability).", "durability", "eleven nines"),
        ("It must be available 99.9% of the time.", "availability", "99.9%"),
        ("Seat maps may be stale by a few seconds.", "consistency", "a few seconds"),
        ("Traffic between devices must be encrypted.", "security", None),
    ],
)
def test_a_target_in_prose_has_its_quality_and_its_figure(heard, message, quality, value):
    found = heard("non_functional", message, Phase.CLARIFY)

    assert [(each.text, each.quality, each.value) for each in found] == [(message, quality, value)]


def test_a_quality_that_is_only_named_by_its_label_keeps_the_label(heard):
    message = "## Non-functional\n- **Availability**: 99.95%\n- **Latency**: delivery within 200 ms at p95"

    found = heard("non_functional", message, Phase.CLARIFY)

    assert [(each.text, each.quality) for each in found] == [
        ("**Availability**: 99.95%", "availability"),
        ("delivery within 200 ms at p95", "latency"),
    ]


def test_questions_are_no_requirements(heard):
    message = "Should users be able to edit a message? Must a message be encrypted?"

    assert heard("functional", message, Phase.CLARIFY) == []
    assert heard("non_functional", message, Phase.CLARIFY) == []
