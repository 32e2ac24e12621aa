"""Whatever is written: true arithmetic is never called wrong, a slip of ten always is, and nothing raises or takes long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_flow.assessment.estimates import Verdict, estimates, reused
from tests.hanging import watched

COUNTS = ("", " users", " messages", " rows")
MAGNITUDES = {"": 1.0, "k": 1e3, "M": 1e6, "B": 1e9, " million": 1e6, " billion": 1e9}
SIZES = {"bytes": 1.0, "B": 1.0, "KB": 1e3, "MB": 1e6}
RESULTS = {"KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15}
PERIODS = {"a day": 86_400.0, "per hour": 3600.0, "/day": 86_400.0, "a month": 365 / 12 * 86_400, "per minute": 60.0}
TIMES = st.sampled_from(["*", "x", "×", "times"])
EQUALS = st.sampled_from(["=", "≈", "is", "is about", "=>", "makes", "which is", ", so", "= ~"])
NUMBERS = st.integers(2, 999)


def _verdicts(text: str) -> list[Verdict]:
    return [claim.verdict for claim in estimates(text)]


@st.composite
def products(draw: st.DrawFn, slip: float = 1.0) -> str:
    """A product of a count, a count and perhaps a size, with its result times a slip."""
    one, other = draw(NUMBERS), draw(NUMBERS)
    magnitude = draw(st.sampled_from(list(MAGNITUDES)))
    result = one * MAGNITUDES[magnitude] * other * slip
    label, sign, equals = draw(st.sampled_from(COUNTS)), draw(TIMES), draw(EQUALS)
    if draw(st.booleans()):
        size = draw(st.sampled_from(list(SIZES)))
        unit = next((each for each in ("PB", "TB", "GB", "MB") if result * SIZES[size] >= RESULTS[each]), "KB")
        return f"{one}{magnitude}{label} {sign} {other} {size} {equals} {result * SIZES[size] / RESULTS[unit]:.4g} {unit}"
    return f"{one}{magnitude}{label} {sign} {other} {equals} {result:.4g}"


@st.composite
def conversions(draw: st.DrawFn, slip: float = 1.0) -> str:
    """A rate in another period."""
    count, period = draw(st.integers(1, 999)), draw(st.sampled_from(list(PERIODS)))
    second = count * 1e6 / PERIODS[period] * slip
    equals = draw(st.sampled_from(["is", "is about", "=", "->", ", that's", "makes"]))
    return f"{count}M {period} {equals} {second:,.2f} {draw(st.sampled_from(['a second', '/s', 'per second', 'qps']))}"


@settings(deadline=None, max_examples=200)
@given(st.one_of(products(), conversions()))
def test_what_is_true_is_right(text: str) -> None:
    assert _verdicts(text) == [Verdict.RIGHT]


@settings(deadline=None, max_examples=200)
@given(st.one_of(products(10.0), products(0.1), conversions(10.0), conversions(0.1)))
def test_what_is_off_by_ten_is_wrong(text: str) -> None:
    assert _verdicts(text) == [Verdict.WRONG]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(products(), conversions()), min_size=2, max_size=5), st.sampled_from([". ", "\n", "; ", ".\n- ", ", and "]))
def test_several_true_claims_accuse_nobody(claims: list[str], between: str) -> None:
    assert Verdict.WRONG not in _verdicts(between.join(claims))


WORDS = "5 2B 40 86400 300 KB GB / * x + - = is so that's , . ( ) a day per second each about % ^ users $ | \n -> 3x of at with over 1e9 10^5 nines 99.9% or".split(
    " "
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)))
def test_nothing_raises_and_every_claim_is_where_it_says(text: str) -> None:
    for claim in estimates(text):
        assert text[claim.start : claim.start + len(claim.claim)] == claim.claim
        assert (claim.truth is None) == (claim.verdict is Verdict.UNCHECKED)
        reused(claim, text)


HOSTILE = {
    "digits": "7" * 20_000, "equals": "1=1=" * 5_000, "products": "1*1=1" * 4_000, "brackets": "(" * 20_000, "nested": "(1+" * 5_000 + ")" * 5_000,
    "claims": "50M x 40 = 2B a day, " * 950, "each": "5 users, 4 each = " * 1_100, "ambiguous": "5B*5B*5B*5B*5B=5B " * 1_050, "lines": "\n" * 20_000,
    "commas": "1," * 10_000, "rates": "5 GB a day, " * 1_800, "that": "10 times that is 5, " * 1_000, "thousands": "1 000 " * 3_300, "dots": "1." * 10_000,
    "strokes": "1/" * 10_000, "table": "|1*2|3" * 3_300, "months": "5B * 2 months * 1 KB = 9 mb a year / 2 " * 500, "names": "a1" * 10_000, "about": "about " * 3_300,
    "unicode digits": "٣" * 20_000, "powers": "9^9^" * 5_000, "beyond measure": "10^400 * 1e400 = 9e999 " * 800, "nan": "NaN * inf = nan " * 1_200,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    with watched():
        found = estimates(text[:20_000])

    assert all(text[each.start : each.start + len(each.claim)] == each.claim for each in found)


def test_half_a_character_is_no_harm() -> None:
    assert _verdicts("5M (\udcff) * 2 = 10M") == [Verdict.RIGHT]
