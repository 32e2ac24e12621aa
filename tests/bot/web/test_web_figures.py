"""Figures as the pages write them."""

import pytest

from bot.channels.web.pages import signed


@pytest.mark.parametrize(
    ("number", "places", "told"), [(3.2, 0, "+3"), (-0.4, 0, "0"), (-0.0, 1, "0.0"), (-1.25, 1, "−1.2"), (0.5, 1, "+0.5"), (-7.6, 0, "−8")]
)
def test_what_rounds_to_nothing_has_no_sign(number: float, places: int, told: str) -> None:
    assert signed(number, places) == told
