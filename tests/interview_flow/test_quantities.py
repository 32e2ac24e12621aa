"""The classes of figures that a pattern may name: how people write a rate, an amount, a span of time or a factor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.patterns import pattern
from interview_flow.quantities import QUANTITIES
from interview_flow.sentences import Sentence, sentences
from tests.hanging import watched


def found(source: str, text: str) -> bool:
    return pattern(source).found_in(Sentence(text, 0))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<number> boxes", "70 000 boxes"),
        ("<number> boxes", "a dozen boxes"),
        ("<number> boxes", "thirty-three thousand boxes"),
        ("<rate>", "about 70k/s"),
        ("<rate>", "579 results a second"),
        ("<rate>", "48,000 inside a minute"),
        ("<rate>", "eight hundred orders per day"),
        ("<rate>", "one every two seconds"),
        ("<rate>", "200 qps"),
        ("<rate>", "600,000 of them in the one minute"),
        ("<amount>", "1.8 TB"),
        ("<amount>", "36.5 TB/yr"),
        ("<amount>", "a few hundred kilobytes"),
        ("<amount>", "20 Tbit/s"),
        ("<span>", "kept 90 d"),
        ("<span>", "after three years"),
        ("<span>", "once a month"),
        ("<factor>", "x3 = 208k"),
        ("<factor>", "33x more"),
        ("<factor>", "thirty-three times the average"),
        ("<factor>", "evenings are double"),
        ("<factor>", "an order of magnitude"),
        ("<figure>", "200 gateways"),
        ("<figure>", "5 GB"),
        ("<figure>", "a hundred of them"),
        ("after <span> >> deleted", "After three years the row is deleted."),
        ("over <amount>", "anything over 10 MB"),
    ],
)
def test_a_figure_is_found_as_people_write_it(source: str, text: str) -> None:
    assert found(source, text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<number>", "some boxes"),
        ("<rate>", "60 s"),
        ("<rate>", "50 users"),
        ("<amount>", "5 grams"),
        ("<amount>", "5 gbooks"),
        ("<span>", "50 users"),
        ("<span>", "50 msgs"),
        ("<factor>", "sometimes"),
        ("<factor>", "the times they are"),
        ("<figure>", "one box"),
        ("<figure>", "6 boxes"),
        ("<figure>", "99.9%"),
        ("<figure>", "within 200 ms"),
    ],
)
def test_what_is_no_such_figure_is_left_alone(source: str, text: str) -> None:
    assert not found(source, text)


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(ValueError, match="no class of figures"):
        pattern("<speed> of light")


@pytest.mark.parametrize("name", QUANTITIES)
@given(
    text=st.lists(
        st.sampled_from("5 50,000 70 000 k x3 3x three hundred a per second day gb b times double factor of of, . s / queue".split(" "))
    ).map(" ".join)
)
def test_the_quick_look_never_misses_a_figure(name: str, text: str) -> None:
    sought, sentence = pattern(f"<{name}>"), Sentence(text, 0)

    assert sought.possible_in(sentence.plain) or not sought.found_in(sentence)


@pytest.mark.parametrize("wall", ["1", "1,", "1 ", "111 ", "a hundred ", "one ", "1 x ", "9 of ", "٣"])
def test_a_wall_of_figures_is_searched_to_its_end(wall: str) -> None:
    said = sentences((wall * 20_000)[:20_000])

    with watched():
        found = [
            name for name in QUANTITIES for each in said if pattern(f"<{name}> + zebra").found_in(each) or pattern(f"<{name}> zebra").found_in(each)
        ]

    assert not found
