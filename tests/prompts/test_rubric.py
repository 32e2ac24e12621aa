"""The seven guides: in order, inside the time, and whole enough that every criterion can be asked about or checked."""

from collections import Counter
from string import Formatter

import pytest

from interview_flow.assessment.checks import CHECKS, IN_THE_END
from interview_flow.assessment.scorecard import WEIGHTS
from interview_flow.own_words import BLANKS
from interview_flow.patterns import pattern
from interview_flow.phases import Phase
from interview_flow.problems import DeepDive
from interview_flow.questions import ARITHMETIC
from interview_flow.rubric import Criterion, Level, PhaseGuide
from prompts.library import phrases, problems, rubric

VOLUNTEERED = {
    "restate.no_technology",
    "break_down.arithmetic",
    "challenges.mechanisms",
    "challenges.twist",
    "wrap_up.no_contradiction",
    "wrap_up.on_time",
}
"""Criteria that no probe could ask about without spoiling them."""

every_guide = pytest.mark.parametrize("guide", rubric().guides, ids=lambda guide: str(guide.phase))
every_criterion = pytest.mark.parametrize("criterion", rubric().criteria, ids=lambda criterion: criterion.id)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_seven_guides_stand_in_the_order_of_the_phases() -> None:
    assert [guide.phase for guide in rubric().guides] == list(Phase)


def test_an_interview_takes_forty_five_minutes() -> None:
    assert rubric().minutes == 45
    assert {guide.phase: guide.minutes for guide in rubric().guides} == dict(zip(Phase, (3, 7, 8, 8, 8, 8, 3), strict=True))


def test_the_phases_weigh_a_hundred_together() -> None:
    assert sum(WEIGHTS.values()) == 100
    assert set(WEIGHTS) == set(Phase)


def test_no_criterion_stands_twice() -> None:
    assert not [name for name, count in Counter(criterion.id for criterion in rubric().criteria).items() if count > 1]


@every_guide
def test_a_criterion_belongs_to_the_phase_it_is_written_under(guide: PhaseGuide) -> None:
    assert {criterion.phase for criterion in guide.criteria} == {guide.phase}


@every_guide
def test_every_phase_separates_all_three_levels_or_at_least_two(guide: PhaseGuide) -> None:
    assert {Level.MID, Level.SENIOR} <= {criterion.level for criterion in guide.criteria}


@every_guide
def test_a_phase_can_use_up_its_probes(guide: PhaseGuide) -> None:
    assert sum(len(criterion.ask) for criterion in guide.criteria) > guide.most_probes


@every_criterion
def test_a_criterion_is_recognised_by_words_or_decided_by_a_program(criterion: Criterion) -> None:
    assert criterion.met_by or criterion.met_here or criterion.checked_by


@every_criterion
def test_a_program_that_decides_is_known(criterion: Criterion) -> None:
    assert criterion.checked_by is None or criterion.checked_by in {*CHECKS, *IN_THE_END}


def test_every_check_decides_a_criterion() -> None:
    assert set(CHECKS) == {criterion.checked_by for criterion in rubric().criteria if criterion.checked_by} - IN_THE_END


@every_criterion
def test_what_can_be_asked_about_has_three_different_hints(criterion: Criterion) -> None:
    if criterion.ask:
        assert len(set(criterion.hints)) == 3
        assert criterion.id == ARITHMETIC or any(not blanks(question) for question in criterion.ask)  # a slip is asked about in its own words
    else:
        assert criterion.id in VOLUNTEERED


@every_criterion
def test_probes_use_known_blanks_and_reactions_quote(criterion: Criterion) -> None:
    assert set().union(*map(blanks, criterion.ask), set()) <= BLANKS
    assert not criterion.heard or blanks(criterion.heard) == {"quote"}
    assert not any(blanks(hint) for hint in criterion.hints)


def test_a_name_in_a_pattern_stands_for_the_words_of_its_guide() -> None:
    criterion = rubric().criterion("break_down.peak").model_copy(update={"met_by": ("<part> >> because", "<rate>"), "partly_by": ("<part>",)})
    guide = rubric().guide(Phase.BREAK_DOWN).model_copy(update={"words": {"part": "queue | cache"}, "criteria": (criterion,)})

    read = PhaseGuide.model_validate(guide.model_dump()).criteria[0]

    assert read.met_by == ("queue | cache >> because", "<rate>")
    assert read.partly_by == ("queue | cache",)


def test_a_list_of_words_stands_for_a_whole_alternative_alone() -> None:
    criterion = rubric().criterion("break_down.peak").model_copy(update={"met_here": ("the <part> | queue",)})
    guide = rubric().guide(Phase.BREAK_DOWN).model_copy(update={"words": {"part": "queue | cache"}, "criteria": (criterion,)})

    with pytest.raises(ValueError, match="must stand alone"):
        PhaseGuide.model_validate(guide.model_dump())


@every_criterion
def test_the_patterns_of_a_criterion_can_be_read(criterion: Criterion) -> None:
    for source in (*criterion.met_by, *criterion.partly_by, *criterion.met_here, *criterion.partly_here):
        assert all(term.words for term in pattern(source).terms)


def test_no_question_or_hint_stands_under_two_criteria() -> None:
    said = Counter(text for criterion in rubric().criteria for text in (*criterion.ask, *criterion.hints))

    assert not [text for text, count in said.items() if count > 1]


def test_an_unknown_topic_has_a_twist_an_objection_and_all_deep_dives() -> None:
    unknown = rubric().unknown_topic

    assert set(unknown.deep_dives) == set(DeepDive)
    assert len(unknown.twist.must_change) >= 2
    for source in (*unknown.matters, *unknown.pushback.held_by, *(each for change in unknown.twist.must_change for each in change.recognised_by)):
        assert all(term.words for term in pattern(source).terms)


def test_what_is_said_often_has_several_wordings() -> None:
    once = {occasion for occasion, variants in phrases().items() if len(set(variants)) < 2}

    assert not once


def test_no_reaction_praises() -> None:
    """Praise without a finding is worth nothing, and a reaction states what was found."""
    said = [*(text for variants in phrases().values() for text in variants), *(criterion.heard for criterion in rubric().criteria)]
    praise = (
        "great",
        "excellent",
        "perfect",
        "good job",
        "well done",
        "nice",
        "awesome",
        "brilliant",
        "impressive",
        "good answer",
        "good point",
        "love it",
    )

    assert not [text for text in said for word in praise if word in text.casefold()]


def test_every_criterion_has_a_short_name_of_its_own() -> None:
    names = [criterion.called for criterion in rubric().criteria]

    assert len(set(names)) == len(names)
    assert [name for name in names if not 0 < len(name.split()) <= 8 or name != name.strip(" .") or name[0].isupper()] == []


@pytest.mark.parametrize("guide", rubric().guides, ids=lambda guide: guide.phase)
def test_a_phase_opens_as_a_drill_with_what_every_problem_can_give(guide: PhaseGuide) -> None:
    known = [{fact.id for fact in problem.facts} for problem in problems()]

    assert guide.drill.opening.count("{topic}") == 1
    assert guide.drill.opening != guide.opening
    assert [fact for fact in guide.drill.facts if not any(fact in sheet for sheet in known)] == []
    assert all(sheet >= {*guide.drill.facts} - {"size", "item_size"} for sheet in known)  # a size has two names, and some things have none
    assert [ask for criterion in guide.criteria for ask in criterion.drill_ask if "{" in ask] == []
