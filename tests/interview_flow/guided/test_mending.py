"""Typing errors in long words are forgiven, and nothing else is changed."""

import pytest

from interview_flow.guided.mending import Mended, mended, vocabulary
from interview_flow.phases import Phase
from interview_flow.sentences import Sentence, sentences
from interview_flow.transcript import Status
from tests.hanging import watched
from tests.interviews import Played

WORDS = vocabulary(("asynchronous* | in the background + waits", "comfortable | partition* key | message queue", "expire | node"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("least comfrotable", "least comfortable"),
        ("least comfotable", "least comfortable"),
        ("asynchronuosly", "asynchronously"),
        ("asynchrnously", "asynchronously"),
        ("a prtitioned mesasge queue", "a partitioned message queue"),
        ("two messgaes", "two messages"),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert Mended(typed, 0, vocabulary=WORDS).plain == meant


@pytest.mark.parametrize(
    "text", ["expre", "ndoe", "comfortable", "asynchronously", "synchronous", "background", "42 ms, 1,000 users", "comfortably", "partition_kye", ""]
)
def test_short_words_known_words_and_other_words_stay(text: str) -> None:
    assert Mended(text, 0, vocabulary=WORDS).plain == Sentence(text, 0).plain


def test_an_answer_with_slips_shows_what_it_shows_and_is_quoted_as_it_was_typed() -> None:
    typed = "The mail is sent asynchronuosly because nobody waits for it."
    played = Played("ticket-booking").go_to(Phase.FLOWS)

    played.say(typed)

    assert played.status("flows.sync_async") is Status.MET
    assert typed in played.quotes("flows.sync_async")


@pytest.mark.parametrize("text", ["x" * 20_000, "asynchronuosly " * 1_400, "abcdefgh " * 2_200, "é" * 20_000])
def test_any_text_is_mended_to_its_end(text: str) -> None:
    brief = Played("ticket-booking").brief

    with watched():
        read = [sentence.plain for sentence in mended(sentences(text), brief)]

    assert all(read)
