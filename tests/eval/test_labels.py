"""The labels are whole and true to what was said; the judge is judged by `make eval`."""

import pytest

from interview_flow.transcript import Status
from prompts.library import rubric
from tests.eval.labelled import HELD_OUT, QUALITIES, Labelled, labelled

EVERY = labelled()


@pytest.mark.parametrize("candidate", EVERY, ids=lambda each: each.name)
def test_every_criterion_is_labelled_with_words_that_were_said(candidate: Labelled) -> None:
    said = [" ".join(message.split()).casefold() for message in candidate.said]

    assert set(candidate.labels) == {criterion.id for criterion in rubric().criteria}
    for label in candidate.labels.values():
        quotes = [" ".join(quote.split()).casefold() for quote in label.quotes]
        assert bool(quotes) == (label.status is not Status.ABSENT)
        assert len(set(quotes)) == len(quotes)
        assert all(quote and any(quote in message for message in said) for quote in quotes)


def test_six_problems_and_all_held_out_ones_have_a_candidate_of_every_quality() -> None:
    qualities: dict[str, set[str]] = {}
    for each in EVERY:
        qualities.setdefault(each.problem, set()).add(each.quality)

    whole = {problem for problem, found in qualities.items() if found == set(QUALITIES)}

    assert len(whole) >= 6
    assert set(HELD_OUT) <= whole


def test_a_candidate_is_for_tuning_unless_the_problem_is_held_out() -> None:
    tuning = {each.problem for each in EVERY if each.is_for_tuning}

    assert tuning == {each.problem for each in EVERY} - set(HELD_OUT)
