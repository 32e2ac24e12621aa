"""Distortions change the clothes and not the candidate; degradations change the candidate."""

from pathlib import Path

import pytest

from bot.channels.script import Script, parse
from interview_flow.phases import Phase
from tests.eval.distortions import Degradation, Distortion, degraded, distorted
from tests.eval.stability import stability, table

SCRIPT = parse(
    """
topic: design a url shortener
answers:
  clarify:
    - How many links are made in a month? Do links expire?
    - |
      Functional requirements:
      1. A user shortens a link.
      2. A user opens a link.
      Out of scope: billing.
    - The organiser of a campaign creates 100 million links a month. Everybody else only opens them. Redirects take at most 50 ms at p99. So reading matters more than writing.
  data_model:
    - |
      Link(code, target, owner_id)
      | field | type |
      |---|---|
      | code | text |
      POST /links {target} -> 201 {code}
    - Records behave like a dictionary here. Nothing is ever joined, because every access is by its identifier. Partitioning follows the identifier's hash value.
  flows:
    - Browser -> link service -> database. The service answers when the database has committed.
  wrap_up:
    - In short, a small service with one table and a cache. Billing stays outside.
""",
    "sample",
)
EMPTY = Script(topic="design a url shortener", level=None, mode=None, minutes=None, answers={})
ODD = Script(
    topic="design anything at all",
    level=None,
    mode=None,
    minutes=None,
    answers={Phase.CLARIFY: ("", "   ", "9" * 20_000, "```", "(" * 500), Phase.FLOWS: ()},
)
FIXED = (
    "1. A user shortens a link.",
    "| code | text |",
    "POST /links {target} -> 201 {code}",
    "Link(code, target, owner_id)",
    "Browser -> link service -> database.",
)


def words(script: Script) -> list[str]:
    return [word for said in script.answers.values() for message in said for word in message.split()]


def everything(script: Script) -> str:
    return "\n".join(message for said in script.answers.values() for message in said)


@pytest.mark.parametrize("kind", Distortion)
@pytest.mark.parametrize("script", [SCRIPT, EMPTY, ODD], ids=["sample", "empty", "odd"])
def test_a_distortion_is_the_same_every_time_and_keeps_every_message_in_its_place(kind: Distortion, script: Script) -> None:
    other = distorted(script, kind, 3)

    assert other == distorted(script, kind, 3)
    assert {phase: len(said) for phase, said in other.answers.items()} == {phase: len(said) for phase, said in script.answers.items()}


@pytest.mark.parametrize("kind", [each for each in Distortion if each is not Distortion.BRITISH])
def test_a_distortion_changes_something_and_leaves_lists_tables_and_calls_alone(kind: Distortion) -> None:
    other = distorted(SCRIPT, kind, 1)

    assert other != SCRIPT
    assert all(line in everything(other) for line in FIXED)


@pytest.mark.parametrize(
    "kind",
    [Distortion.PADDING, Distortion.DOUBLED, Distortion.RETURNING, Distortion.PRAISE, Distortion.INSTRUCTIONS, Distortion.RUBRIC, Distortion.FACTS],
)
def test_what_is_added_takes_nothing_away(kind: Distortion) -> None:
    said, more = words(SCRIPT), words(distorted(SCRIPT, kind, 1))

    assert len(more) > len(said)
    assert not set(said) - set(more)


def test_another_order_has_the_same_words_and_keeps_what_refers_back_behind_what_it_refers_to() -> None:
    other = next(said for seed in range(9) if (said := distorted(SCRIPT, Distortion.ORDER, seed)) != SCRIPT)
    message = other.answers[Phase.CLARIFY][2]

    assert sorted(words(other)) == sorted(words(SCRIPT))
    assert message.startswith("The organiser of a campaign")
    assert "at p99. So reading matters" in message


def test_typing_errors_stay_out_of_figures_units_and_short_words() -> None:
    said, typed = words(SCRIPT), words(distorted(SCRIPT, Distortion.TYPOS, 2))
    mistaken = [(one, other) for one, other in zip(said, typed, strict=True) if one != other]

    assert mistaken
    assert len(mistaken) <= len(said) / 25 + len(SCRIPT.answers) * 3
    assert all(len(one.strip(".,'")) >= 6 and one[0] == other[0] and not any(map(str.isdigit, one)) for one, other in mistaken)


def test_both_spellings_are_spelt() -> None:
    american = distorted(SCRIPT, Distortion.AMERICAN)

    assert "organizer" in everything(american)
    assert distorted(american, Distortion.BRITISH) == SCRIPT


@pytest.mark.parametrize("kind", Degradation)
@pytest.mark.parametrize("script", [SCRIPT, EMPTY, ODD], ids=["sample", "empty", "odd"])
def test_a_degradation_is_the_same_every_time_and_keeps_the_number_of_messages(kind: Degradation, script: Script) -> None:
    worse = degraded(script, kind)

    assert worse == degraded(script, kind)
    assert {phase: len(said) for phase, said in worse.answers.items()} == {phase: len(said) for phase, said in script.answers.items()}


def test_a_third_is_left_out() -> None:
    assert 0.5 < len(words(degraded(SCRIPT, Degradation.THINNED))) / len(words(SCRIPT)) < 0.85


def test_a_figure_is_said_again_a_hundred_times_as_large() -> None:
    worse = degraded(SCRIPT, Degradation.CONTRADICTED)

    assert "Redirects take at most 5,000 ms" in worse.answers[Phase.FLOWS][0] or "10,000 million links" in worse.answers[Phase.FLOWS][0]
    assert worse.answers[Phase.CLARIFY] == SCRIPT.answers[Phase.CLARIFY]


def test_names_are_all_that_is_left() -> None:
    assert all(len(message.split()) == 3 for said in degraded(SCRIPT, Degradation.PRODUCTS).answers.values() for message in said)


async def test_the_judge_is_not_moved_by_clothes_and_is_moved_by_less(tmp_path: Path) -> None:
    kinds = [
        Distortion.PADDING,
        Distortion.DOUBLED,
        Distortion.PRAISE,
        Distortion.INSTRUCTIONS,
        Distortion.RUBRIC,
        Distortion.FACTS,
        Distortion.ORDER,
        Degradation.THINNED,
        Degradation.PRODUCTS,
    ]

    shifts = await stability([("sample", SCRIPT)], kinds, tmp_path)

    assert {shift.kind.value: shift.points for shift in shifts if not shift.is_as_it_should_be} == {}
    assert shifts[0].before > 5
    assert table(shifts).count("\n") == len(kinds) + 1
