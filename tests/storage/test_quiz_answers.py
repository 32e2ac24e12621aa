"""What people answered to quiz questions, over every database."""

from datetime import timedelta

from interview_flow.quizzes import Outcome
from storage.database import Database
from storage.erasure import Erasure
from storage.events import EventLog
from storage.exporting import export
from storage.quiz_answers import KeptAnswer, QuizAnswers
from tests.storage.happenings import NOON, minute


def given(answer_id: str, person: str = "ada", at: float = 0, outcome: Outcome = Outcome.RIGHT) -> KeptAnswer:
    return KeptAnswer(id=answer_id, person=person, quiz="chat:12345678", chosen=("A", "C"), outcome=outcome, at=minute(at))


async def test_an_answer_is_kept_once_and_told_with_the_oldest_first(database: Database) -> None:
    answers = QuizAnswers(database)
    later, first = given("two", at=5, outcome=Outcome.PARTLY), given("one")

    assert await answers.keep(later)
    assert await answers.keep(first)
    assert not await answers.keep(given("one", person="eve", outcome=Outcome.WRONG))
    await answers.keep(given("three", person="bob", at=9))

    assert await answers.of("ada") == [first.answer, later.answer]
    assert await answers.of("ada", most=1) == [later.answer]
    assert await answers.of("eve\0\ud800") == []
    assert await answers.find("one") == first
    assert await answers.find("nobody's") is None


async def test_answers_are_taken_home_and_erased_with_their_person(database: Database, log: EventLog) -> None:
    answers = QuizAnswers(database)
    await answers.keep(given("one"))
    await answers.keep(given("two", person="bob"))

    taken = (await export(database, "ada"))["quiz_answers"]
    await Erasure(database, log).person("ada", NOON + timedelta(days=1))

    assert [(row["id"], row["chosen"], row["grade"]) for row in taken] == [("one", "AC", "right")]
    assert not await answers.of("ada")
    assert len(await answers.of("bob")) == 1
