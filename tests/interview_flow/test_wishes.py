"""What counts as asking for something, and what stays an answer."""

import pytest

from interview_flow.transcript import Wish
from interview_flow.wishes import wish_in

ASKED = {
    Wish.HINT: (
        "hint",
        " Hint! ",
        "a hint?",
        "can I have a hint please?",
        "Could you give me a hint?",
        "Can I get another hint, please?",
        "give me a hint",
        "I need a hint.",
        "I’d like a hint, please",
        "Ok, could you please give me one more hint?",
        "A hint would be nice",
    ),
    Wish.NEXT: ("NEXT", "skip", "next please", "Next part, please.", "Let's move on to the next part", "can we go to the next phase?"),
    Wish.PAUSE: ("pause", "pause please", "Can we pause here, please?"),
    Wish.RESUME: ("continue",),
    Wish.END: ("/end", " " * 20_000 + "stop"),
    Wish.HELP: ("?",),
}
ANSWERS = (
    "",
    "hint me",
    "the client gets a hint in the header",
    "I need a hint table for hinted handoff",
    "Give me a hint: is it read-heavy?",
    "Could you give me a hint about the number of users?",
    "I do not need a hint",
    "The optimizer needs a hint",
    "We give the client a hint",
    "next we shard",
    "next?",
    "the next part of the key is the timestamp",
    "The worker can move on to the next part of the upload",
    "Let's move on to the next partition key",
    "let's move on",
    "next question please",
    "Can we pause the consumer?",
    "please end",
    "restart please",
    "7" * 20_000,
    "please " * 20_000,
    "can i have a hint " * 20_000,
    "٣ ۴ ((((((((" * 8,
)


@pytest.mark.parametrize(("text", "wish"), [(text, wish) for wish, texts in ASKED.items() for text in texts])
def test_a_wish_is_the_bare_word_or_a_sentence_that_only_asks_for_it(text: str, wish: Wish) -> None:
    assert wish_in(text) == wish


@pytest.mark.parametrize("text", ANSWERS)
def test_whatever_says_anything_else_is_an_answer(text: str) -> None:
    assert wish_in(text) is None
