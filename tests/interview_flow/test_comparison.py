"""Scorecards side by side."""

from interview_flow.assessment.scorecard import Scorecard, scorecard
from interview_flow.comparison import beside
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Quote, Standing, Status
from prompts.library import rubric


def judged(initiative: Initiative, shown: dict[str, Status], left_out: frozenset[str] = frozenset(), level: Level = Level.SENIOR) -> Scorecard:
    said = (Quote(turn=2, quote="so it was said"),)
    standings = {name: Standing(criterion=name, status=status, initiative=initiative, evidence=said) for name, status in shown.items()}
    return scorecard(rubric(), standings, level, Mode.STRICT, left_out)


def test_what_differs_most_comes_first_and_what_only_came_up_differently_after_it() -> None:
    one = judged(Initiative.UNPROMPTED, {"flows.read_path": Status.MET, "clarify.scale": Status.MET, "clarify.targets": Status.MET})
    other = judged(Initiative.PROMPTED, {"clarify.scale": Status.PARTIAL, "clarify.targets": Status.MET})

    rows = beside([one, other], rubric())

    assert [row.criterion for row in rows[:3]] == ["flows.read_path", "clarify.scale", "clarify.targets"]
    assert [row.differs for row in rows[:4]] == [True, True, False, False]


def test_what_one_of_them_leaves_out_stands_where_it_belongs() -> None:
    one = judged(Initiative.UNPROMPTED, {}, left_out=frozenset({"challenges.twist"}))
    other = judged(Initiative.UNPROMPTED, {})

    rows = beside([one, other], rubric())

    assert [row.criterion for row in rows] == [criterion.id for criterion in rubric().criteria]
    assert next(row for row in rows if row.criterion == "challenges.twist").cells[0] is None


def test_the_same_words_weigh_the_same_at_another_level() -> None:
    shown = {"wrap_up.rollout": Status.MET}

    rows = beside([judged(Initiative.UNPROMPTED, shown, level=level) for level in Level], rubric())

    assert {row.apart for row in rows} == {0}
