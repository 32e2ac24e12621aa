"""Sums told in sentences: what is quoted of them, what their truth is, and when nothing is called wrong."""

import pytest

from interview_flow.assessment.estimates import Estimated, Verdict, estimates


def _claims(text: str) -> list[tuple[str, Verdict]]:
    return [(claim.claim, claim.verdict) for claim in estimates(text)]


def _only(text: str) -> Estimated:
    (claim,) = estimates(text)
    return claim


def test_only_the_result_is_quoted_and_not_the_sentence() -> None:
    text = "Ok. 400M accounts, half of them daily, so 200M a day. They open it 8 times a day, that's 1.6B opens a day or 185k per second."

    assert _claims(text) == [("so 200M a day", Verdict.RIGHT), ("that's 1.6B opens a day", Verdict.RIGHT), ("185k per second", Verdict.WRONG)]


def test_the_next_step_starts_from_the_result_as_it_was_stated() -> None:
    text = "20M phones report every 5 s → 400k/s at the gateway. Each report is 100 bytes, so 40 MB/s."

    assert [verdict for _, verdict in _claims(text)] == [Verdict.WRONG, Verdict.RIGHT]


@pytest.mark.parametrize(
    ("text", "truth", "remark"),
    [
        ("We ingest 20 TB a day and keep it for 7 days in three copies, so the cluster has to hold 140 TB.", 420, "the factor of 3 was left out"),
        ("We have a 1 Gbps link, so restoring 500 GB takes about 8 minutes.", 66.7, "about 66.7 minutes"),
        ("600 GB x 365 x 5 = about 110 TB", 1100, "one zero too few"),
        ("99.9% of the 2M requests succeed, therefore 20k fail.", 2000, "one zero too many"),
    ],
)
def test_the_truth_is_told_in_decimal_units_with_the_reason(text: str, truth: float, remark: str) -> None:
    claim = _only(text)

    assert (claim.verdict, claim.truth) == (Verdict.WRONG, truth)
    assert remark in claim.remark


def test_names_stand_for_the_figures_that_were_stated_for_them() -> None:
    text = "```\ndaily_bytes = 3.2e6 * 45e3  # 144 GB\nmonthly = daily_bytes * 30  # 4.3 TB\nwith_rf = monthly * 3  # 130 TB\n```"

    assert [verdict for _, verdict in _claims(text)] == [Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG]


@pytest.mark.parametrize(
    "text",
    [
        "We have 40 TB, growing 20% a year, so 60 TB in two years.",
        "20M phones report every 5 s, so we limit them to 400k/s.",
        "Each node takes 100 MB/s, so 1 GB/s.",
        "Each node gets 10M a day, so 1,160 per second.",
        "20M phones report every 5 s. Is it 400k/s?",
        "Each store sends 400 receipts an hour. Something else costs 1M.",
        "ttl 5m = 100s",
    ],
)
def test_what_can_be_meant_in_another_way_is_not_called_wrong(text: str) -> None:
    assert Verdict.WRONG not in [verdict for _, verdict in _claims(text)]


@pytest.mark.parametrize("slip", [10.0, 0.1])
@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("40M meters report every 20 s, so {:g} reports a second.", 2e6),
        ("Each photo is 2 MB, so 30M photos need {:g} TB.", 60.0),
        ("Each of our 250 stores sends 400 receipts an hour; that is {:g} receipts an hour.", 100_000.0),
    ],
)
def test_a_zero_too_many_or_too_few_is_found_and_the_true_figure_is_right(text: str, figure: float, slip: float) -> None:
    true, false = (_only(text.format(said)).verdict for said in (figure, figure * slip))

    assert (true, false) == (Verdict.RIGHT, Verdict.WRONG)
