"""What is told about a claim: the right figure, its unit, the factor, and a short remark."""

import pytest

from interview_flow.assessment.estimates import Estimated, Verdict, estimates


def _only(text: str) -> Estimated:
    (claim,) = estimates(text)
    return claim


@pytest.mark.parametrize(
    ("text", "truth", "unit", "off_by"),
    [
        ("10M a day is about 5,000 a second", 116, "/s", 43.2),
        ("100M x 500 bytes = 5 GB", 50, "GB", 10),
        ("600 GB/day * 365 = 22 TB a year", 219, "TB/year", 9.95),
        ("99.9% is 5 minutes a month", 43.8, "minutes/month", 8.76),
        ("12 nodes at 2 disks each is 240 disks", 24, "disks", 10),
        ("2 / 3 = 6.7%", 66.7, "%", 9.95),
        ("10 TB × $20/TB = $2,000", 200, "$", 10),
    ],
)
def test_a_wrong_claim_comes_with_the_right_figure_in_the_unit_that_was_used(text: str, truth: float, unit: str, off_by: float) -> None:
    claim = _only(text)

    assert claim.verdict is Verdict.WRONG
    assert (claim.truth, claim.unit, claim.off_by) == (truth, unit, off_by)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("10 Gbps is 10 GB/s", "bits taken for bytes"),
        ("100 MB/s is 100 Mbps", "bytes taken for bits"),
        ("1 million users * 1 MB = 1 GB", "a prefix slip"),
        ("2^32 is about 4.3 million", "a prefix slip"),
        ("100M x 500 bytes = 5 GB", "one zero too few"),
        ("10M/day, which is 1,160 per second", "one zero too many"),
        ("a day is 1440 seconds", "a factor of 60"),
        ("2 million hours is 9.5 years", "a factor of 24"),
    ],
)
def test_a_wrong_claim_names_the_likely_reason(text: str, reason: str) -> None:
    assert reason in _only(text).remark


def test_one_slip_is_told_once_as_the_first_wrong_step() -> None:
    right, wrong, later = estimates("50M * 40 = 2B a day, / 86400 = 5k per second, x3 peak = 15k")

    assert right.verdict is Verdict.RIGHT
    assert wrong.verdict is Verdict.WRONG
    assert wrong.remark == "first wrong step: 2B a day, / 86400 is 23.1k/s, not 5,000/s"
    assert later.verdict is Verdict.RIGHT


def test_a_step_that_goes_on_from_the_true_figure_is_right_after_a_slip() -> None:
    slip, step = estimates("50M * 40 = 20B a day, / 86400 = 23k/s")

    assert (slip.verdict, step.verdict) == (Verdict.WRONG, Verdict.RIGHT)


@pytest.mark.parametrize(
    ("text", "verdict", "remark"),
    [
        ("2B / 86400 = 23k/s", Verdict.RIGHT, ""),
        ("2B / 86400 = about 20k/s", Verdict.RIGHT, ""),
        ("2B / 86400 = 20k/s", Verdict.RIGHT, "closer to 23.1k/s"),
        ("2B / 86400 = about 34k/s", Verdict.RIGHT, ""),
        ("2B / 86400 = about 35k/s", Verdict.WRONG, "about 23.1k/s"),
        ("2B / 86400 = about 15k/s", Verdict.WRONG, "about 23.1k/s"),
    ],
)
def test_the_tolerance_is_five_percent_and_below_a_factor_of_one_and_a_half(text: str, verdict: Verdict, remark: str) -> None:
    claim = _only(text)

    assert (claim.verdict, claim.remark) == (verdict, remark)


@pytest.mark.parametrize("gigabytes", ["102.4 GB", "100 GB", "97.7 GB", "95.4 GB"])
def test_a_kilobyte_may_be_1000_or_1024(gigabytes: str) -> None:
    claim = _only(f"100M x 1 KB = {gigabytes}")

    assert (claim.verdict, claim.remark) == (Verdict.RIGHT, "")


@pytest.mark.parametrize("month", ["28 days", "30 days", "30.4 days", "31 days"])
def test_a_month_may_have_28_to_31_days(month: str) -> None:
    claim = _only(f"a month is {month}")

    assert (claim.verdict, claim.remark) == (Verdict.RIGHT, "")


def test_terms_that_are_words_leave_a_claim_unchecked() -> None:
    claim = _only("DAU * 40 = 2B a day")

    assert claim.verdict is Verdict.UNCHECKED
    assert (claim.truth, claim.off_by, claim.said, claim.unit, claim.remark) == (None, None, 2e9, "/day", "")


def test_the_numbers_of_a_right_claim_are_told_too() -> None:
    claim = _only("QPS = 100M / 86400 ≈ 1,157")

    assert (claim.claim, claim.start) == ("100M / 86400 ≈ 1,157", 6)
    assert (claim.truth, claim.said, claim.off_by, claim.unit) == (1160, 1157, 1.0, None)
