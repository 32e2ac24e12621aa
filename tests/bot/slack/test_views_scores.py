"""The scorecard and the review of an interview, whatever was said in it."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.archive import Kept
from bot.channels.slack.views import actions
from bot.channels.slack.views.review import review
from bot.channels.slack.views.scores import findings, scorecard
from interview_flow.interview import Interview
from interview_flow.phases import Phase
from interview_flow.rubric import Mode
from interview_flow.transcript import Status
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
        assert guide.title in words


def test_a_scorecard_leads_on(strong: Kept) -> None:
    buttons = pressed(scorecard(strong, rubric()).blocks)

    assert {label: button["action_id"] for label, button in buttons.items()} == {
        "Review": actions.REVIEW,
        "Documents": actions.DOCUMENT,
        "Practise again": actions.AGAIN,
    }
    assert [actions.unpair(option["value"]) for option in buttons["Documents"]["options"]] == [("sample", name) for name in NAMES]


def test_coach_mode_tells_no_verdict(coached: Kept) -> None:
    words = checked(scorecard(coached, rubric()))

    assert coached.interview.mode is Mode.COACH
    assert "no claim about your level" in words
    assert not [verdict for verdict in ("Strong hire", "Lean", "No hire") if verdict in words]


def test_findings_are_at_most_three_and_begin_with_what_was_good(strong: Kept, weak: Kept) -> None:
    assert 0 < len(findings(strong)) <= 3
    assert findings(strong)[0].startswith("●")
    assert 0 < len(findings(weak)) <= 3
    assert findings(weak)[-1].startswith(("○", "◐"))


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
    blank = replace(weak, interview=Interview.blank("blank"))

    words = checked(scorecard(blank, rubric()))

    assert "What matters most" not in words
