"""A week of practice, told."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.assessment.scorecard import Verdict
from interview_flow.digest import KIND_LINES, Digest, Held, Quizzed, Step, Week, digest, week_before
from interview_flow.phases import Phase
from interview_flow.progress import Outcome, Sitting
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Status
from prompts.library import rubric

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime.fromisoformat("2026-11-30T09:00")
"""When the digest comes, by the clock in Berlin."""
WEEK = week_before(MONDAY, BERLIN)
LONG_AGO = WEEK.until - timedelta(weeks=50)
RATIO, TARGETS = "clarify.read_write_ratio", "clarify.targets"
SHOWN = {
    "missing": (Status.ABSENT, None, 0.0),
    "in part": (Status.PARTIAL, Initiative.PROMPTED, 0.4),
    "hinted": (Status.MET, Initiative.HINTED, 0.5),
    "prompted": (Status.MET, Initiative.PROMPTED, 0.8),
    "unprompted": (Status.MET, Initiative.UNPROMPTED, 1.0),
}


def held(name: str = "i1", days_ago: float = 1, **changed: object) -> Held:
    its = {"id": name, "title": "Chat", "at": WEEK.until - timedelta(days=days_ago), "seconds": 600.0, "mode": Mode.STRICT, "is_known": True}
    return Held.model_validate(its | {"verdict": Verdict.HIRE} | changed)


def sat(name: str, days_ago: float, shown: dict[str, str], level: Level = Level.SENIOR, mode: Mode = Mode.STRICT) -> Sitting:
    outcomes = tuple(
        Outcome(criterion=criterion, status=status, initiative=initiative, earned=earned, expected=True)
        for criterion, how in shown.items()
        for status, initiative, earned in (SHOWN[how],)
    )
    return Sitting(
        id=name,
        title="Chat",
        problem="chat",
        level=level,
        mode=mode,
        at=WEEK.until - timedelta(days=days_ago),
        score=50,
        verdict=None,
        phase=Phase.WRAP_UP,
        outcomes=outcomes,
    )


def told(*sittings: Sitting, of: Sequence[Held] = (), quizzed: Sequence[Quizzed] = (), asked_at: datetime = LONG_AGO) -> Digest:
    return digest(of, sittings, quizzed, rubric(), WEEK, BERLIN, asked_at)


def test_a_week_tells_what_was_practised_in_it_and_nothing_else() -> None:
    these = [held("old", 8), held("b", 1), held("a", 6), held("drill", 2, drill=Phase.CLARIFY, verdict=None), held("late", -0.01)]
    answers = [Quizzed(at=WEEK.until - timedelta(days=days), is_right=right) for days, right in ((9, True), (3, True), (2, False), (1, True))]

    found = told(of=these, quizzed=answers)

    assert [each.id for each in found.interviews] == ["a", "b"]
    assert [each.id for each in found.drills] == ["drill"]
    assert (found.answered, found.right, found.minutes, found.quiet_weeks, found.is_empty) == (3, 2, 30, 0, False)


def test_what_its_candidate_was_not_shown_stays_secret() -> None:
    before, secret = sat("i0", 10, {RATIO: "missing"}), sat("i1", 1, {RATIO: "unprompted"})

    found = told(before, secret, of=[held("i1", is_known=False)])

    assert [(each.id, each.verdict) for each in found.interviews] == [("i1", None)]
    assert found.better == ()


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("missing", "prompted", "better"),
        ("missing", "in part", "better"),
        ("prompted", "unprompted", "better"),
        ("hinted", "prompted", "better"),
        ("in part", "in part", ""),
        ("unprompted", "prompted", ""),
        ("unprompted", "hinted", "worse"),
        ("prompted", "missing", "worse"),
        ("hinted", "in part", "worse"),
    ],
)
def test_a_criterion_moves_by_how_it_was_shown(before: str, after: str, moved: str) -> None:
    found = told(sat("i0", 10, {RATIO: before}), sat("i1", 1, {RATIO: after}))

    assert {"better": [each.criterion for each in found.better], "worse": [each.criterion for each in found.worse]} == {
        "better": [RATIO] if moved == "better" else [],
        "worse": [RATIO] if moved == "worse" else [],
    }


def test_a_higher_level_is_no_step_back() -> None:
    found = told(sat("i0", 10, {RATIO: "unprompted"}, level=Level.MID), sat("i1", 1, {RATIO: "missing"}))

    assert found.worse == ()


def test_a_coach_who_names_the_topic_proves_nothing_beside_a_strict_interview() -> None:
    strict, coached = sat("i0", 10, {RATIO: "missing"}), sat("i1", 1, {RATIO: "prompted"}, mode=Mode.COACH)

    assert told(strict, coached).better == ()
    assert [each.after for each in told(strict.model_copy(update={"mode": Mode.COACH}), coached).better] == [Step.PROMPTED]


def test_the_latest_counts_and_its_interview_is_the_evidence() -> None:
    found = told(
        sat("i0", 20, {RATIO: "unprompted"}), sat("i1", 10, {RATIO: "missing"}), sat("i2", 3, {RATIO: "prompted"}), sat("i3", 1, {TARGETS: "missing"})
    )

    assert [(each.criterion, each.interview, each.before, each.after) for each in found.better] == [(RATIO, "i2", Step.MISSING, Step.PROMPTED)]


def test_three_of_each_are_named_those_that_count_most_first() -> None:
    names = [each.id for each in rubric().criteria if each.phase is Phase.CLARIFY and Level.SENIOR.includes(each.level)][:5]
    before = dict.fromkeys(names, "missing")
    after = dict(zip(names, ("in part", "unprompted", "prompted", "in part", "hinted"), strict=True))

    found = told(sat("i0", 10, before), sat("i1", 1, after))

    assert [each.criterion for each in found.better] == [names[1], names[2], names[4]]


@pytest.mark.parametrize(
    ("days_since_practice", "days_since_asked", "quiet"),
    [
        (0.5, 300, 0),
        (6.9, 300, 0),
        (7.5, 300, 1),
        (15, 300, 2),
        (22, 300, 3),
        (None, 3, 1),
        (None, 10, 2),
        (None, 17, 3),
        (200, 3, 1),
        (8, 100, 1),
    ],
)
def test_weeks_without_practice_are_counted_since_the_digest_was_asked_for(
    days_since_practice: float | None, days_since_asked: float, quiet: int
) -> None:
    these = [held("i1", days_since_practice)] if days_since_practice is not None else []

    found = told(of=these, asked_at=WEEK.until - timedelta(days=days_since_asked))

    assert found.quiet_weeks == quiet
    assert found.is_silent is (quiet > KIND_LINES)


@pytest.mark.parametrize(
    ("zone", "wall", "hours"),
    [
        ("Europe/Berlin", datetime.fromisoformat("2026-03-30T09:00"), 167),
        ("Europe/Berlin", datetime.fromisoformat("2026-10-26T09:00"), 169),
        ("Australia/Lord_Howe", datetime.fromisoformat("2026-10-05T09:00"), 167.5),
        ("Asia/Kolkata", datetime.fromisoformat("2026-10-26T09:00"), 168),
    ],
)
def test_a_week_is_seven_days_by_the_clock_on_the_wall(zone: str, wall: datetime, hours: float) -> None:
    week = week_before(wall, ZoneInfo(zone))

    assert (week.until.astimezone(UTC) - week.since.astimezone(UTC)) / timedelta(hours=1) == hours


@given(
    st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2090-01-01")),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kolkata"]),
)
def test_weeks_that_follow_each_other_leave_nothing_out(wall: datetime, zone: str) -> None:
    earlier, later = (
        week_before(wall.replace(microsecond=0), ZoneInfo(zone)),
        week_before(wall.replace(microsecond=0) + timedelta(days=7), ZoneInfo(zone)),
    )

    assert earlier.until == later.since
    kept = Week.model_validate_json(earlier.model_dump_json())  # of an hour that comes twice, two zones are never equal: instants are
    assert kept.until.astimezone(UTC) == earlier.until.astimezone(UTC)
