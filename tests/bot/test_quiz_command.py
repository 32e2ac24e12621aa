"""`mock-interview quiz`, with answers that are piped in."""

import asyncio
import io
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import opened
from bot.commands.quiz import read
from bot.local_person import local_person
from bot.settings import Settings
from interview_flow.quizzes import Question, QuizStanding, questions
from prompts.library import problems
from tests.conftest import Ran

Run = Callable[..., Ran]


def asked(out: str) -> list[Question]:
    """The questions that an output shows."""
    flat = " ".join(out.split())
    return sorted((each for each in questions(problems()) if each.text in flat), key=lambda each: flat.index(each.text))


async def _standing(home: Path) -> QuizStanding:
    async with opened(Settings(str(home / "interviews.db"), home / "documents"), lambda: datetime.now(UTC)) as app:
        return await app.quizzing.standing(local_person())


def test_answers_that_are_piped_in_are_graded_and_kept(call: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ("what?", "A", "skip", "A,B", "A", "abc d", "9" * 20_000, "end", "B")
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    done = call("quiz", "rate limiter")

    shown, kept = asked(done.out), asyncio.run(_standing(home))
    assert (done.status, done.err) == (0, "")
    assert len(shown) >= 3
    assert {each.problem for each in shown} == {"rate-limiter"}
    assert 1 <= kept.answered <= len(shown)
    assert done.out.count("It comes again on") == kept.answered
    assert f"{kept.right} of {kept.answered} right." in done.out
    assert all(each.explanation in " ".join(done.out.split()) for each in shown[:1])


@pytest.mark.parametrize("topic", ["elevator", "chatt", "9" * 5000, "(((["])
def test_a_topic_that_is_none_is_told_in_one_sentence(call: Run, topic: str) -> None:
    done = call("quiz", topic)

    assert (done.status, done.out) == (2, "")
    assert re.match(r"mock-interview: No problem and no tag is called ", done.err)


def test_letters_are_read_as_people_type_them() -> None:
    assert read("A,C") == read(" a and c ") == read("ac") == read("a; c.") == read("A) C)") == ("A", "C")
    assert all(read(odd) == () for odd in ("", "aa", "e", "a, e", "①", "А", "and", "all of them", "9" * 20_000, "((a"))
