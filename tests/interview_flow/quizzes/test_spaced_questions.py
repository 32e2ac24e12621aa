"""Which question comes next: what is due first, then what is new, and nothing twice while others are open."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from interview_flow.quizzes import (
    AT_ONCE,
    LETTERS,
    Answer,
    Outcome,
    Question,
    Wanted,
    counted,
    graded,
    next_question,
    ordered,
    posed,
    questions,
    quiz_standing,
    recalls,
    rests_until,
)
from interview_flow.quizzes.spacing import EARLY
from prompts.library import problems

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
DAY = timedelta(days=1)
BANK = questions(problems())
outcomes = st.sampled_from(list(Outcome))
chosen = st.lists(st.sampled_from([*LETTERS, "E", "", "a", "Ⅷ"]), max_size=6)


def answered(question: Question, at: datetime, outcome: Outcome = Outcome.RIGHT) -> Answer:
    return Answer(quiz=question.id, chosen=question.right, outcome=outcome, at=at)


def session(outcome: Outcome, count: int, seed: str = "one", lately: tuple[str, ...] = ()) -> list[Question]:
    """What is asked in one sitting, a minute apart."""
    answers, asked = list[Answer](), list[Question]()
    for minute in range(count):
        now = NOW + timedelta(minutes=minute)
        if question := next_question(BANK, answers, now, lately=lately, seed=seed):
            asked.append(question)
            answers.append(answered(question, now, outcome))
    return asked


def test_ids_stay_when_the_bank_is_written_in_another_order() -> None:
    backwards = tuple(problem.model_copy(update={"quiz": problem.quiz[::-1]}) for problem in reversed(problems()))

    assert {question.id for question in questions(backwards)} == {question.id for question in BANK}
    assert len({question.id for question in BANK}) == len(BANK) == sum(len(problem.quiz) for problem in problems())


def test_nothing_comes_twice_in_a_sitting_until_everything_was_asked() -> None:
    for outcome in Outcome:
        asked = session(outcome, len(BANK) + 5)

        assert len(asked) == len(BANK) == len(set(asked))


def test_new_questions_jump_between_problems_and_prefer_those_practised_lately() -> None:
    lately = ("chat", "typeahead")

    first = session(Outcome.RIGHT, 6, lately=lately)

    assert {question.problem for question in first} == set(lately)
    assert all(one.problem != other.problem for one, other in pairwise(first))


def test_the_order_is_the_same_all_day_and_another_one_for_somebody_else() -> None:
    assert session(Outcome.RIGHT, 10) == session(Outcome.RIGHT, 10)
    assert session(Outcome.RIGHT, 10) != session(Outcome.RIGHT, 10, seed="other")


@given(st.lists(st.tuples(st.integers(0, len(BANK) - 1), st.integers(0, 400), outcomes), max_size=60), st.integers(0, 500))
@settings(max_examples=60, deadline=None)
def test_what_is_due_for_the_longest_time_comes_first(history: list[tuple[int, int, Outcome]], later: int) -> None:
    answers = [answered(BANK[which], NOW + timedelta(hours=hours), outcome) for which, hours, outcome in history]
    now = NOW + timedelta(hours=later)

    found = next_question(BANK, answers, now, seed="x")

    known = recalls(answers)
    due = {quiz: recall.due for quiz, recall in known.items() if recall.due <= now}
    if due:
        assert found
        assert due[found.id] == min(due.values())
    else:
        assert found is None or found.id not in known
    assert all(recall.due - recall.last >= DAY - EARLY for recall in known.values())
    assert next_question(BANK, answers[::-1], now, seed="x") is not None
    assert quiz_standing(answers, BANK, now).due == len(due)


def test_a_right_answer_rests_longer_than_a_partly_right_one_and_that_longer_than_a_wrong_one() -> None:
    first = {outcome: recalls([answered(BANK[0], NOW, outcome)])[BANK[0].id].due for outcome in Outcome}
    after_a_week = {outcome: [answered(BANK[0], NOW), answered(BANK[0], NOW + 7 * DAY, outcome)] for outcome in Outcome}
    second = {outcome: recalls(answers)[BANK[0].id].due for outcome, answers in after_a_week.items()}

    assert first[Outcome.RIGHT] > first[Outcome.WRONG]
    assert second[Outcome.RIGHT] > second[Outcome.PARTLY] > second[Outcome.WRONG]
    assert second[Outcome.RIGHT] - NOW - 7 * DAY > first[Outcome.RIGHT] - NOW


def test_an_answer_right_after_the_explanation_counts_for_nothing() -> None:
    wrong, soon = answered(BANK[0], NOW, Outcome.WRONG), answered(BANK[0], NOW + AT_ONCE / 2)
    later = answered(BANK[0], NOW + AT_ONCE)

    assert counted([soon, wrong]) == [wrong]
    assert counted([later, soon, wrong]) == [wrong, later]
    assert quiz_standing([wrong, soon], BANK, NOW).share == 0


def test_only_what_was_asked_for_is_asked_and_a_spared_problem_never() -> None:
    about_chat, spared = Wanted(problem="chat"), Wanted(problem="chat", spared=frozenset({"chat"}))
    everything = [answered(question, NOW) for question in BANK if about_chat.admits(question)]

    found = next_question(BANK, [], NOW, about_chat)
    tagged = next_question(BANK, [], NOW, Wanted(tag="caching"))

    assert found
    assert found.problem == "chat"
    assert tagged
    assert "caching" in tagged.tags
    assert next_question(BANK, [], NOW, spared) is None
    assert next_question(BANK, everything, NOW, about_chat) is None
    assert rests_until(BANK, everything, about_chat) == min(recall.due for recall in recalls(everything).values())
    assert rests_until(BANK, [], about_chat) is None


def test_answers_to_questions_that_have_left_the_bank_count_but_are_never_due() -> None:
    gone = Answer(quiz="chat:00000000", chosen=("A",), outcome=Outcome.WRONG, at=NOW)

    found = quiz_standing([gone, answered(BANK[0], NOW)], BANK, NOW + 300 * DAY)

    assert (found.answered, found.right, found.share, found.seen, found.due, found.new) == (2, 1, 0.5, 1, 1, len(BANK) - 1)
    assert quiz_standing([gone], BANK, NOW, since=NOW + DAY).share is None


@given(st.sampled_from(BANK), chosen, st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_every_answer_can_be_graded_and_only_what_holds_is_right(question: Question, letters: list[str], seed: str) -> None:
    taken = set(letters) & set(LETTERS)

    grade = graded(question, letters)

    assert grade.outcome.is_right == (taken == set(question.right))
    assert set(grade.chosen) == taken
    assert set(grade.hit) | set(grade.missed) == set(question.right)
    assert graded(question, LETTERS).outcome is Outcome.WRONG
    shown = posed(question, seed)
    assert sorted(shown.order) == list(LETTERS)
    assert {option.text for option in shown.options} == set(question.options)
    assert set(shown.letters(shown.labels(question.right))) == set(question.right)
    assert ordered(question, "".join(shown.order)) == shown
    assert ordered(question, seed).order in (LETTERS, tuple(seed))


def test_options_are_shown_in_every_order_about_equally_often() -> None:
    firsts = [posed(BANK[0], f"{number}").order[0] for number in range(400)]

    assert all(70 < firsts.count(letter) < 130 for letter in LETTERS)
