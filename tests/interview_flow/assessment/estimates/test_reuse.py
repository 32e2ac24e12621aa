"""Whether a wrong figure was used again."""

import pytest

from interview_flow.assessment.estimates import estimates, reused

WRONG = "10M a day is about 5,000 a second"


@pytest.mark.parametrize(
    ("later", "sentence"),
    [
        ("Fine. At 5k/s I need ten boxes. Then a queue.", "At 5k/s I need ten boxes."),
        ("One box takes 500 a second, so 5,000 per second is ten.", "One box takes 500 a second, so 5,000 per second is ten."),
        ("That is 300,000 a minute.", "That is 300,000 a minute."),
    ],
)
def test_the_sentence_that_uses_it_is_found(later: str, sentence: str) -> None:
    (wrong,) = estimates(WRONG)

    assert reused(wrong, later) == sentence


@pytest.mark.parametrize("later", ["", "I need 5,000 boxes.", "At 4k/s I need ten.", "up to 5,000 a second", "5,000 a day", WRONG, "5000"])
def test_another_figure_another_unit_or_the_claim_itself_is_no_use(later: str) -> None:
    (wrong,) = estimates(WRONG)

    assert reused(wrong, later) is None


def test_a_large_number_without_a_unit_is_known_again_and_a_small_one_is_not() -> None:
    large, small = estimates("50k * 800 = 4M rows. 6 * 6 = 12 rows.")

    assert reused(large, "For 4M rows one box will do.") == "For 4M rows one box will do."
    assert reused(small, "For 12 rows one box will do.") is None
