"""What is shown of opinions, whatever people are called and whatever they think."""

import pytest

from bot.channels.slack.views import actions, opinions, reveal
from bot.channels.slack.views.opinions import WhyNot
from interview_flow.assessment.agreement import Agreement, Difference
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase
from interview_flow.rubric import Level
from interview_flow.transcript import Status
from prompts.library import rubric
from tests.bot.slack.sights import HOSTILE, LONG, checked, checked_view, interview, pressed

EVERYTHING = {each.id: Status.PARTIAL for each in rubric().criteria}


def agreement(name: str = "Bob", kappa: float | None = 0.61, differences: int = 54, same: int = 0) -> Agreement:
    differing = tuple(Difference(criterion=each.id, theirs=Status.MET, judged=Status.ABSENT) for each in rubric().criteria[:differences])
    return Agreement(by="slack:T1:U2", name=name, is_candidate=False, gaps=(), compared=54, same=same, kappa=kappa, differences=differing)


def test_all_views_fit_and_ping_nobody_but_the_candidate() -> None:
    asked = interview(topic=HOSTILE, problem=None, visited=tuple(Phase))

    checked(opinions.invitation(asked, HOSTILE, "U0ADA1"))
    checked(opinions.agreed(agreement(LONG), rubric()))
    checked(opinions.agreed(agreement(LONG), rubric(), asked.id))
    checked(reveal.question(asked.id))
    checked_view(opinions.ask(asked.id), "modal")
    checked_view(reveal.form(asked, rubric()), "modal")
    view = opinions.form(asked, HOSTILE, rubric(), Opinion(by="slack:T1:U2", criteria=EVERYTHING))
    checked_view(view, "modal")
    everybody = [each for each in rubric().criteria if asked.level.includes(each.level)]
    assert len(view["blocks"]) == 1 + len(rubric().guides) + len(everybody) < 100


@pytest.mark.parametrize("why", WhyNot)
def test_a_reason_is_one_sentence_that_names_the_person(why: WhyNot) -> None:
    words = checked(opinions.not_asked("U0ADA1", HOSTILE, why))

    assert "I cannot ask " in words
    assert words.partition("\n")[0].endswith(".")
    assert "<@U0ADA1>" in checked(opinions.not_asked("U0ADA1", None, why))


def test_five_differences_are_told_and_the_others_counted() -> None:
    words = checked(opinions.agreed(agreement(differences=13, same=41), rubric(), "i1"))

    assert "You and the program agree on 41 of 54 criteria." in words
    assert "Weighted kappa 0.61:" in words
    assert words.count("You: shown. The program: not shown.") == 5
    assert "And 8 more." in words
    assert [each["action_id"] for each in pressed(opinions.agreed(agreement(), rubric(), "i1").blocks).values()] == [actions.SCORE]


def test_what_is_furthest_apart_is_told_first() -> None:
    near, far = (agreement(differences=count).differences for count in (4, 5))
    mild = tuple(each.model_copy(update={"judged": Status.PARTIAL}) for each in near)

    lines = checked(opinions.agreed(agreement().model_copy(update={"differences": (*mild, far[-1])}), rubric())).splitlines()

    start = lines.index("*Furthest apart*")
    assert [line.rpartition("The program: ")[2] for line in lines[start + 1 : start + 6]] == ["not shown.", *["shown in part."] * 4]
    assert "Bob: shown." in lines[start + 1]


def test_a_team_mate_is_asked_for_what_is_expected_at_the_level() -> None:
    asked = interview(level=Level.MID)

    fields = {block["block_id"] for block in opinions.form(asked, "Chat", rubric(), None)["blocks"] if block["type"] == "input"}

    assert fields == {each.id for each in rubric().criteria if each.level is Level.MID} < set(EVERYTHING)


def test_full_agreement_and_too_few_scores_have_no_figures_for_chance() -> None:
    words = checked(opinions.agreed(agreement(kappa=None, differences=0, same=54), rubric()))

    assert words.splitlines()[0] == "Bob and the program agree on 54 of 54 criteria."
    assert "kappa" not in words.lower()


def test_what_a_team_mate_chose_is_read_back() -> None:
    state = {
        "values": {name: {name: {"selected_option": {"value": value}}} for name, value in (("restate.users", "met"), ("flows.read_path", "splendid"))}
    }

    assert opinions.chosen(state, rubric()) == {"restate.users": Status.MET}
    assert opinions.chosen({"values": {"restate.users": {"restate.users": {"selected_option": None}}}}, rubric()) == {}
