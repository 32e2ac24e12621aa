"""Figures, what they measure, and what led to them."""

import pytest

from interview_flow.phases import Phase


@pytest.mark.parametrize(
    ("message", "metric", "value", "calculation"),
    [
        (
            "50M users * 40 messages / 86,400 s = about 23k messages per second.",
            "requests",
            "23k messages per second",
            "50M users * 40 messages / 86,400 s",
        ),
        ("2 billion * 300 bytes = 600 GB a day.", "storage", "600 GB a day", "2 billion * 300 bytes"),
        ("Upload traffic: 1,200 changes/s * 1 MB = 1.2 GB/s.", "bandwidth", "1.2 GB/s", "1,200 changes/s * 1 MB"),
        ("100 bytes x 1M keys x 3 rules = 300 MB, fits in memory of one redis.", "memory", "300 MB", "100 bytes x 1M keys x 3 rules"),
        ("36^8 is about 2.8 trillion ids, so eight characters suffice.", "keys", "2.8 trillion ids", "36^8"),
        ("With 300 bytes each that's 600 GB a day.", "storage", "600 GB a day", "With 300 bytes each"),
        ("Read to write ratio is about 200:1.", "ratio", "200:1", None),
        ("We expect 10 million users.", "users", "10 million users", None),
    ],
)
def test_a_sum_has_its_result_and_its_terms(heard, message, metric, value, calculation):
    found = heard("estimates", message, Phase.BREAK_DOWN)

    assert [(each.metric, each.value, each.calculation) for each in found] == [(metric, value, calculation)]


def test_every_result_in_a_chain_is_an_estimate_of_its_own(heard):
    message = "1M keys, 200k req/s on average and 500k req/s at peak."

    found = heard("estimates", message, Phase.CLARIFY)

    assert [(each.text, each.metric) for each in found] == [
        ("1M keys", "keys"),
        ("200k req/s on average", "requests"),
        ("500k req/s at peak", "requests"),
    ]


def test_a_factor_stays_with_the_figure_that_it_leads_to(heard):
    message = "23k messages per second on average and, with a peak factor of 3, 70k messages per second."

    found = heard("estimates", message, Phase.BREAK_DOWN)

    assert [(each.value, each.calculation) for each in found] == [
        ("23k messages per second", None),
        ("70k messages per second", "with a peak factor of 3"),
    ]


def test_a_table_of_estimates_gives_its_rows(heard):
    message = "| Metric | Value | Calculation |\n|---|---|---|\n| Peak QPS | 70k/s | three times the average |\n| Storage per day | 600 GB | 2 billion * 300 bytes |"

    found = heard("estimates", message, Phase.BREAK_DOWN)

    assert [(each.text, each.metric, each.value, each.calculation) for each in found] == [
        ("Peak QPS", "requests", "70k/s", "three times the average"),
        ("Storage per day", "storage", "600 GB", "2 billion * 300 bytes"),
    ]


def test_targets_and_limits_of_components_are_no_estimates(heard):
    target = heard("estimates", "Redirects must stay below 50 ms at p99, 99.99% of the time.", Phase.CLARIFY)
    limit = heard("estimates", "A waiting room in front limits entry to 2,000 fans per second.", Phase.BREAK_DOWN)

    assert target == []
    assert limit == []
