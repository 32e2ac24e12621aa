"""To say that something was said, or what the criterion says, or a slogan, is no answer."""

import pytest

from interview_flow.assessment.worthless import recites
from interview_flow.sentences import Sentence

SAYS = "Names the part that is likely to be hardest."


@pytest.mark.parametrize(
    "text",
    [
        "I name the part that is likely to be hardest.",
        "We named the hardest part.",
        "I have named the users, the hardest part and what is out of scope.",
        "My answer covers success criteria, priorities and consistency per operation.",
        "It is rock solid and blazing fast.",
    ],
)
def test_words_that_are_not_the_speakers_own_recite(text: str) -> None:
    assert recites(Sentence(text, 0), SAYS)


@pytest.mark.parametrize(
    "text",
    [
        "The hardest part is keeping the order while phones drop off.",
        "Out of scope: calls, video and stickers.",
        "Latency of 50 ms at p99 and availability of 99.99% for opening a link, because a poster cannot be reprinted.",
        "We would design the read side first.",
        "Bookings sharded per garage, hot key = arena on match night, retention 90 days, invariant: one open stay.",
        "I put the hardest part into one sentence: two people want the same seat.",
        "It is rock solid because every write is on two disks before we answer.",
    ],
)
def test_words_about_this_system_do_not(text: str) -> None:
    assert not recites(Sentence(text, 0), SAYS)


@pytest.mark.parametrize("text", ["Reads to writes ratio: 100 to 1", "What is the ratio of reads to writes?"])
def test_a_figure_or_a_question_recites_nothing(text: str) -> None:
    assert not recites(Sentence(text, 0), "Obtains or assumes the ratio of reads to writes.")
