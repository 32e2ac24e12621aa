"""The scorecard and the review of an interview, whatever was said in it."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.archive import Kept
from bot.channels.slack.views import actions
from bot.channels.slack.views.review import review
from bot.channels.slack.views.scores import scorecard
from interview_flow.assessment.agreement import agreement
from interview_flow.assessment.contradictions import Contradiction, Kind
from interview_flow.assessment.estimates import Verdict
from interview_flow.assessment.sums import Sum
from interview_flow.assessment.whole import TimeUse
from interview_flow.interview import Interview
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase
from interview_flow.rubric import Criterion, Mode
from interview_flow.transcript import Quote, Status
from prompts.library import rubric
from prompts.templates import NAMES
from tests.bot.slack.sights import checked, checked_view, extreme, pressed
from tests.samples import CANDIDATES, played

every_phase = pytest.mark.parametrize("phase", [*Phase, None])


@pytest.fixture(scope="module")
def strong(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A good interview in strict mode."""
    return _played("rate_limiter_strong.yaml", tmp_path_factory.mktemp("strong"))


@pytest.fixture(scope="module")
def coached(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """An interview in coach mode."""
    return _played("key_value_store_coach.yaml", tmp_path_factory.mktemp("coached"))


@pytest.fixture(scope="module")
def weak(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """An interview that shows little."""
    return _played("news_feed_weak.yaml", tmp_path_factory.mktemp("weak"))


def _played(name: str, folder: Path) -> Kept:
    return asyncio.run(played(CANDIDATES / name, folder))


def test_a_scorecard_tells_the_verdict_and_every_phase(strong: Kept) -> None:
    words = checked(scorecard(strong, rubric()))

    assert strong.scorecard.verdict is not None
    assert f"{strong.scorecard.verdict.replace('_', ' ').capitalize()} at senior level" in words
    assert f"{strong.scorecard.score:.0f} of 100" in words
    for guide in rubric().guides:
        assert len([line for line in words.splitlines() if line.startswith(("▰", "▱")) and line.endswith(f"*{guide.title}*")]) == 1


def test_a_scorecard_leads_on(strong: Kept) -> None:
    buttons = pressed(scorecard(strong, rubric()).blocks)

    assert {label: button["action_id"] for label, button in buttons.items()} == {
        "Review": actions.REVIEW,
        "Documents": actions.DOCUMENT,
        "Ask a team-mate": actions.ASK,
        "Practise again": actions.AGAIN,
    }
    assert [actions.unpair(option["value"]) for option in buttons["Documents"]["options"]] == [("sample", name) for name in NAMES]


def test_coach_mode_tells_no_verdict(coached: Kept) -> None:
    words = checked(scorecard(coached, rubric()))

    assert coached.interview.mode is Mode.COACH
    assert "no claim about your level" in words
    assert not [verdict for verdict in ("Strong hire", "Lean", "No hire") if verdict in words]


def with_(kept: Kept, **found: object) -> Kept:
    """The same interview with other findings."""
    return replace(kept, assessment=kept.assessment.model_copy(update=found))


def summed(claim: str, verdict: Verdict, turn: int = 2, **more: object) -> Sum:
    untold = {"truth": None, "unit": None, "off_by": None, "said": None, "remark": ""}
    return Sum.model_validate({"claim": claim, "start": 0, "verdict": verdict, "turn": turn} | untold | more)


def lines(kept: Kept) -> list[str]:
    return checked(scorecard(kept, rubric())).splitlines()


def test_what_moved_the_score_is_told_in_points_with_the_words_that_show_it(strong: Kept, weak: Kept) -> None:
    for kept in (strong, weak):
        words = checked(scorecard(kept, rubric()))

        assert "What moved the score most" in words
        for each in kept.assessment.reasons:
            assert f"*{each.points:+.1f}*".replace("-", "−") in words
            assert (f"(turn {each.quote.turn})" in words) if each.quote else ("Not shown." in words)


def test_what_to_practise_comes_with_a_question_each(strong: Kept, weak: Kept) -> None:
    for kept in (strong, weak):
        exercises = [line for line in lines(kept) if line.startswith("→")]

        assert len(exercises) == len(kept.assessment.practise_next) > 0
        assert all(re.search(r"“[^”]+[.?]”$", line) for line in exercises), exercises


@pytest.mark.parametrize("criterion", rubric().criteria, ids=lambda each: each.id)
def test_there_is_a_question_for_every_criterion(weak: Kept, criterion: Criterion) -> None:
    kept = with_(weak, practise_next=tuple(each for each in weak.scorecard.criteria if each.id == criterion.id))

    exercises = [line for line in lines(kept) if line.startswith("→")]

    assert all("“" in line and "{" not in line for line in exercises)
    assert len(exercises) == len(kept.assessment.practise_next)


def test_a_slip_is_practised_with_that_very_sum(strong: Kept) -> None:
    sums = next(each for each in strong.scorecard.criteria if each.id == "break_down.arithmetic")

    words = checked(scorecard(with_(strong, sums=(summed("2 × 3 = 7", Verdict.WRONG),), practise_next=(sums,)), rubric()))

    assert "once more: 2 × 3 = 7?" in words


def test_sums_are_counted_and_each_slip_has_a_line(strong: Kept) -> None:
    holds = [summed("2 × 3 = 6", Verdict.RIGHT)] * 7
    slip = summed("600 GB × 365 × 5 = 110 TB", Verdict.WRONG, 9, remark="it is 1,095 TB", used_again=(Quote(turn=11, quote="so 110 TB"),))
    unread = summed("a lot", Verdict.UNCHECKED)

    told = {(1, 0): "1 holds.", (7, 0): "7 hold.", (7, 1): "7 hold, 1 does not.", (0, 1): "1 does not hold."}
    for (right, wrong), counts in told.items():
        shown = lines(with_(strong, sums=(*holds[:right], *[slip] * wrong, unread)))

        assert f"*Your sums, worked out again:* {counts}" in shown
        assert shown.count("○ “600 GB × 365 × 5 = 110 TB” (turn 9). It is 1,095 TB. Used again in turn 11.") == wrong
    assert not [line for line in lines(with_(strong, sums=(unread,))) if "hold" in line]


def test_two_slips_are_quoted_and_the_others_counted(strong: Kept) -> None:
    slips = tuple(summed(f"2 × 3 = {wrong}", Verdict.WRONG, remark="it is 6", corrected=wrong == 7) for wrong in (7, 8, 9, 10))

    told = lines(with_(strong, sums=slips))

    start = told.index("*Your sums, worked out again:* 4 do not hold.")
    first, second = "○ “2 × 3 = 7” (turn 2). It is 6. Put right later.", "○ “2 × 3 = 8” (turn 2). It is 6."
    assert told[start + 1 : start + 4] == [first, second, "And 2 more."]


def test_contradictions_have_a_line_each_and_then_a_count(strong: Kept) -> None:
    places = [Quote(turn=turn, quote=f"said {turn}") for turn in range(4)]
    one = Contradiction(kind=Kind.NUMBER, first=places[0], second=places[1], says="10 ms in one place, 20 ms in another.")
    other = Contradiction(kind=Kind.COMPONENT, first=places[2], second=places[2], says="X works in a flow, and was never introduced.")

    told = lines(with_(strong, contradictions=(one, other, one)))

    assert "10 ms in one place, 20 ms in another. “said 0” (turn 0) / “said 1” (turn 1)" in told
    assert "X works in a flow, and was never introduced. “said 2” (turn 2)" in told
    assert told[told.index("X works in a flow, and was never introduced. “said 2” (turn 2)") + 1] == "And 1 more."


def test_hints_are_counted(strong: Kept) -> None:
    assert "Hints taken: 3" in lines(with_(strong, hints={"clarify.scale": 2, "flows.read_path": 1}))
    assert not [line for line in lines(with_(strong, hints={})) if "Hints" in line]


def own(kept: Kept, *phases: tuple[Phase, int]) -> Kept:
    """The same interview, scored by the candidate."""
    return with_(kept, agreements=(agreement(kept.scorecard, Opinion(by="sample", phases=dict(phases)), "sample"),))


def test_own_scores_stand_beside_the_judged_ones(strong: Kept) -> None:
    judged = {phase.phase: phase.score for phase in strong.scorecard.phases}
    modest = own(strong, (Phase.RESTATE, 100), (Phase.FLOWS, 0), (Phase.CLARIFY, 50))

    told = lines(modest)

    assert f" {judged[Phase.FLOWS]:.0f} (you: 0) · *Flows*" in "\n".join(told)
    assert sum("(you: " in line for line in told) == 3
    [view] = [line for line in told if line.startswith("You were")]
    assert f"hardest on yourself in Flows: 0, judged {judged[Phase.FLOWS]:.0f}" in view


def test_who_saw_it_as_it_was_judged_is_told_so(strong: Kept) -> None:
    judged = next(phase.score for phase in strong.scorecard.phases if phase.phase is Phase.FLOWS)

    assert "You saw yourself as you were judged." in lines(own(strong, (Phase.FLOWS, round(judged))))
    assert not [line for line in lines(strong) if line.startswith("You ")]


def test_a_phase_that_was_not_reached_is_said_to_be_so(strong: Kept) -> None:
    early = replace(strong, interview=strong.interview.model_copy(update={"visited": (Phase.RESTATE,), "ended_at": None, "last_at": None}))

    assert checked(scorecard(early, rubric())).count("not reached") == len(Phase) - 1
    assert "did not reach" in checked_view(review(early, rubric(), Phase.FLOWS), "modal")


@every_phase
def test_a_review_shows_every_criterion_of_a_phase_with_its_words(strong: Kept, phase: Phase | None) -> None:
    view = review(strong, rubric(), phase)

    words = checked_view(view, "modal")
    menu = pressed(view["blocks"])["Phase"]
    shown = Phase(actions.unpair(menu["initial_option"]["value"])[1])
    page = next(each for each in strong.scorecard.phases if each.phase is shown)
    assert phase in (None, shown)
    assert view["private_metadata"] == strong.interview.id
    assert len([line for line in words.splitlines() if line.startswith(("● *", "◐ *", "○ *"))]) == len(page.criteria)
    for criterion in page.criteria:
        if criterion.status is not Status.ABSENT:
            assert f"(turn {criterion.evidence[0].turn})" in words or criterion.evidence == ()


def test_a_review_begins_with_the_weakest_phase(weak: Kept) -> None:
    menu = pressed(review(weak, rubric())["blocks"])["Phase"]

    weakest = min(weak.scorecard.phases, key=lambda each: each.score)
    assert actions.unpair(menu["initial_option"]["value"])[1] == weakest.phase


@every_phase
def test_a_review_of_coach_mode_and_of_any_words_stays_within_limits(coached: Kept, phase: Phase | None) -> None:
    assert "coach mode" in checked_view(review(coached, rubric(), phase), "modal")
    checked_view(review(extreme(coached), rubric(), phase), "modal")


def test_a_scorecard_of_any_words_stays_within_limits(strong: Kept, coached: Kept) -> None:
    checked(scorecard(extreme(strong), rubric()))
    checked(scorecard(extreme(coached), rubric()))


def test_an_interview_in_which_nothing_was_shown_has_a_scorecard(weak: Kept) -> None:
    blank = replace(with_(weak, reasons=(), practise_next=(), time=(), hints={}), interview=Interview.blank("blank"))

    words = checked(scorecard(blank, rubric()))

    assert "What moved the score most" not in words
    assert "practise next" not in words


def test_a_review_shows_time_sums_and_contradictions_under_their_part(strong: Kept) -> None:
    said_in = {phase: next(turn.turn for turn in strong.turns if turn.phase is phase and turn.speaker == "candidate") for phase in Phase}
    flows, restate = said_in[Phase.FLOWS], said_in[Phase.RESTATE]
    clash = Contradiction(kind=Kind.SCOPE, first=Quote(turn=restate, quote="a"), second=Quote(turn=flows, quote="b"), says="It clashes.")
    slip, holds = summed("2 × 3 = 7", Verdict.WRONG, flows, remark="it is 6"), summed("1 + 1 = 2", Verdict.RIGHT, flows)
    kept = with_(strong, sums=(holds, summed("about a lot", Verdict.UNCHECKED, flows), slip), contradictions=(clash,))

    pages = {phase: checked_view(review(kept, rubric(), phase), "modal") for phase in Phase}

    assert f"○ “2 × 3 = 7” (turn {flows}). It is 6.\n● “1 + 1 = 2” (turn {flows}) holds." in pages[Phase.FLOWS]
    assert "could not be worked out" in pages[Phase.FLOWS]
    assert "worked out" not in pages[Phase.RESTATE]
    assert {phase for phase, page in pages.items() if "It clashes." in page} == {Phase.RESTATE, Phase.FLOWS}
    for use in strong.assessment.time:
        assert f"{use.minutes:.0f} of {use.planned:.0f} min" in pages[use.phase]


def test_without_a_clock_a_review_tells_what_a_part_took(strong: Kept) -> None:
    kept = with_(strong, time=(TimeUse(phase=Phase.FLOWS, minutes=7.4, planned=None),))

    assert "7 min" in checked_view(review(kept, rubric(), Phase.FLOWS), "modal")
    assert "Time:" not in checked_view(review(kept, rubric(), Phase.RESTATE), "modal")


def test_a_scorecard_leads_to_its_page_where_there_is_one(strong: Kept) -> None:
    page = "https://interviews.example.com/interviews/a1"

    blocks = scorecard(strong, rubric(), page).blocks

    assert page in [element.get("url") for block in blocks for element in block.get("elements", [])]
    assert "interviews.example.com" not in str(scorecard(strong, rubric()).blocks)
