"""The walk of a quiz question: asked, answered, graded and kept once, whatever comes twice, late or forged."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.quizzing import NothingChosen, Resting, Unfound, UnknownQuiz, wanted
from bot.settings import Settings
from interview_flow.quizzes import LETTERS, Outcome, Posed, Question, Wanted
from interview_flow.rubric import Level, Mode

DAY = timedelta(days=1)


@dataclass
class Here:
    """The application, and the time in it."""

    app: App
    now: datetime = datetime(2026, 11, 29, 9, tzinfo=UTC)

    async def ask(self, wanted: Wanted) -> Question:
        found = await self.app.quizzing.ask("ada", wanted)
        assert isinstance(found, Posed)
        return found.question


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Here]:
    clock: list[Callable[[], datetime]] = []
    async with opened(Settings(str(tmp_path / "interviews.db"), tmp_path / "documents"), lambda: clock[0]()) as app:
        made = Here(app)
        clock.append(lambda: made.now)
        yield made


async def test_a_question_is_asked_graded_and_asked_again_when_it_is_due(here: Here) -> None:
    quizzing, about = here.app.quizzing, Wanted(problem="chat")
    first = await here.ask(about)

    graded = await quizzing.answer("ada", first.id, first.right, "one")
    second = await here.ask(about)

    assert (graded.question, graded.grade.outcome, graded.counts) == (first, Outcome.RIGHT, True)
    assert second != first
    here.now = graded.due
    assert await here.ask(about) == first
    standing = await quizzing.standing("ada")
    assert (standing.answered, standing.share, standing.due) == (1, 1, 1)
    assert (await quizzing.standing("bob")).answered == 0


async def test_what_comes_twice_counts_once_and_so_does_what_comes_too_soon(here: Here) -> None:
    quizzing, question = here.app.quizzing, await here.ask(Wanted(tag="caching"))
    wrong = next(letter for letter in LETTERS if letter not in question.right)

    twice = await asyncio.gather(*(quizzing.answer("ada", question.id, wrong, "one") for _ in range(2)))
    forged = await quizzing.answer("ada", question.id, question.right, "one")
    too_soon = await quizzing.answer("ada", question.id, question.right, "another")
    bobs = await quizzing.answer("bob", question.id, question.right, "one")

    assert [(each.grade.outcome, each.counts) for each in (*twice, forged)] == [(Outcome.WRONG, True)] * 3
    assert (too_soon.grade.outcome, too_soon.counts) == (Outcome.RIGHT, False)
    assert bobs.counts
    assert ((await quizzing.standing("ada")).answered, (await quizzing.standing("ada")).right) == (1, 0)


async def test_what_is_no_answer_or_no_question_is_refused(here: Here) -> None:
    quizzing, question = here.app.quizzing, here.app.quizzing.questions[0]

    for chosen in ((), ("",), ("E", "a", "①", "AB")):
        with pytest.raises(NothingChosen):
            await quizzing.answer("ada", question.id, chosen, "one")
    for quiz in ("", "chat:", "chat:00000000", "\0\ud800", "9" * 20_000):
        with pytest.raises(UnknownQuiz):
            await quizzing.answer("ada", quiz, ("A",), "one")
    assert (await quizzing.answer("ada\ud800", question.id, LETTERS, "\0\ud800")).grade.outcome is Outcome.WRONG


async def test_a_problem_under_interview_is_spared_and_practised_ones_come_first(here: Here) -> None:
    begun = await here.app.conversation.begin("one", topic="chat", problem="chat", level=Level.SENIOR, mode=Mode.STRICT, minutes=0, candidate="ada")
    await here.app.conversation.answer(begun.id)

    held = await here.app.quizzing.ask("ada", Wanted(problem="chat"))
    other = await here.ask(Wanted())

    assert held == Resting(None, "Chat service")
    assert other.problem != "chat"
    await here.app.conversation.hear("one", "end")
    await here.app.conversation.answer("one")
    assert (await here.ask(Wanted())).problem == "chat"


async def test_when_all_rests_it_is_said_until_when(here: Here) -> None:
    about = Wanted(problem="chat")
    dues: list[datetime] = []
    while isinstance(found := await here.app.quizzing.ask("ada", about), Posed):
        dues.append((await here.app.quizzing.answer("ada", found.question.id, found.question.right, "x")).due)

    assert found == Resting(min(dues), None)
    assert len(dues) >= 6


def test_a_topic_is_a_problem_a_tag_or_neither(here: Here) -> None:
    bank = here.app.bank

    assert wanted("  ", bank) == Wanted()
    assert wanted("“Rate Limiter”", bank) == Wanted(problem="rate-limiter")
    assert wanted("design a url shortener", bank) == Wanted(problem="url-shortener")
    assert wanted("Fan-Out", bank) == Wanted(tag="fan-out")
    assert wanted("real time", bank) == Wanted(tag="real-time")
    assert wanted("cachign", bank) == Wanted(tag="caching")
    assert wanted("elevator", bank) == Unfound("elevator")
    assert isinstance(wanted("9" * 20_000, bank), Unfound)
    assert isinstance(wanted("[[[(((¿?", bank), Unfound)
