"""Restating, scoping and summing up."""

import pytest

from interview_flow.phases import Phase


def _texts(notes):
    return [note.text for note in notes]


def test_an_unlabelled_restatement_is_sorted_into_what_it_says(heard):
    message = (
        "We sell seats for concerts. Users are fans, organisers and door staff. "
        "Success means a seat is never sold twice. I expect the trickiest part to be fairness in the first minute."
    )

    found = {section: _texts(heard(section, message, Phase.RESTATE)) for section in ("restatement", "users", "success", "hardest_part")}

    assert found == {
        "restatement": ["We sell seats for concerts."],
        "users": ["Users are fans, organisers and door staff."],
        "success": ["Success means a seat is never sold twice."],
        "hardest_part": ["I expect the trickiest part to be fairness in the first minute."],
    }


def test_labels_decide_in_any_phase(heard):
    message = "**Problem**: people keep one folder on several computers.\n**Success**: no edit is ever lost."

    assert _texts(heard("restatement", message, Phase.RESTATE)) == ["people keep one folder on several computers."]
    assert _texts(heard("success", message, Phase.RESTATE)) == ["no edit is ever lost."]


def test_what_is_left_out_is_listed_item_by_item_under_a_label_and_as_a_sentence_in_prose(heard):
    labelled = heard("out_of_scope", "Out of scope: resale and refunds, seat maps in 3D.", Phase.CLARIFY)
    told = heard("out_of_scope", "We are not building document editing or a photo gallery.", Phase.CLARIFY)
    terse = heard("out_of_scope", "skip billing.", Phase.CLARIFY)

    assert _texts(labelled) == ["resale and refunds", "seat maps in 3D"]
    assert _texts(told) == ["We are not building document editing or a photo gallery."]
    assert _texts(terse) == ["skip billing."]


@pytest.mark.parametrize(
    "message",
    [
        "I'll assume 50M daily users.",
        "Assume 500 events a day on average.",
        "Let's say every user keeps 10 GB of files.",
        "I'm going to assume files up to 10 GB.",
    ],
)
def test_assumptions_are_recognised_by_how_they_begin(heard, message):
    assert _texts(heard("assumptions", message, Phase.CLARIFY)) == [message]


def test_a_summary_in_prose_is_told_apart_from_weakness_next_steps_and_metrics(heard):
    message = (
        "Overall we have a websocket gateway in front of a log per room. The weakest point is the sequencer during failover. "
        "With more time I would add end-to-end encryption, message search and multi-region rooms. I'd alert on delivery p95, reconnect rate and consumer lag."
    )

    found = {section: _texts(heard(section, message, Phase.WRAP_UP)) for section in ("summary", "weaknesses", "next_steps", "metrics")}

    assert found == {
        "summary": ["Overall we have a websocket gateway in front of a log per room."],
        "weaknesses": ["The weakest point is the sequencer during failover."],
        "next_steps": ["end-to-end encryption", "message search", "multi-region rooms"],
        "metrics": ["delivery p95", "reconnect rate", "consumer lag"],
    }


def test_a_terse_closing_gives_the_same_sections(heard):
    message = "token buckets in sharded redis, fail open when it is away. weakness: admits too many then. next: fairness, multi region. watch: denied rate, p99 added."

    assert len(heard("summary", message, Phase.WRAP_UP)) == 1
    assert _texts(heard("weaknesses", message, Phase.WRAP_UP)) == ["admits too many then."]
    assert _texts(heard("next_steps", message, Phase.WRAP_UP)) == ["fairness", "multi region"]
    assert _texts(heard("metrics", message, Phase.WRAP_UP)) == ["denied rate", "p99 added"]


def test_numbered_next_steps_under_a_heading_are_items(heard):
    message = "**Next steps**:\n1. LAN sync\n2. Delta compression inside blocks"

    assert _texts(heard("next_steps", message, Phase.WRAP_UP)) == ["LAN sync", "Delta compression inside blocks"]
