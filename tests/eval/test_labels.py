"""The labels are whole and true to what was said; the judge is judged by `make eval`."""

import pytest

from interview_flow.transcript import Status
from prompts.library import rubric
from tests.eval.labelled import QUALITIES, Labelled, labelled

EVERY = labelled()


@pytest.mark.parametrize("candidate", EVERY, ids=lambda each: each.name)
def test_every_criterion_is_labelled_with_words_that_were_said(candidate: Labelled) -> None:
    said = [" ".join(message.split()).casefold() for message in candidate.said]

    assert set(candidate.labels) == {criterion.id for criterion in rubric().criteria}
    for label in candidate.labels.values():
        quote = " ".join(label.quote.split()).casefold()
        assert bool(quote) == (label.status is not Status.ABSENT)
        assert any(quote in message for message in said)


def test_each_problem_has_a_candidate_of_every_quality() -> None:
    problems = {each.problem for each in EVERY}

    assert len(problems) == 6
    assert {(each.problem, each.quality) for each in EVERY} == {(problem, quality) for problem in problems for quality in QUALITIES}
