"""The walk of one quiz question, the same in every channel: it is asked, answered, graded and kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from rapidfuzz import fuzz, process

from bot.bank import Bank
from bot.conversation import Clock
from interview_flow.printable import printable
from interview_flow.problems import Problem
from interview_flow.quizzes import (
    ANYTHING,
    AT_ONCE,
    Answer,
    Grade,
    Posed,
    Question,
    QuizStanding,
    Recall,
    Wanted,
    graded,
    next_question,
    posed,
    questions,
    quiz_standing,
    recalls,
    rests_until,
)
from storage.quiz_answers import KeptAnswer, QuizAnswers
from storage.tallies import Tallies
from storage.transcripts import Transcripts

LATELY = 20
"""Finished interviews whose problems come first."""
LONGEST_TOPIC = 200
LIKELY = 80.0
"""Likeness (0 to 100, rapidfuzz `ratio`) from which a mistyped tag is taken for one."""


class UnknownQuiz(LookupError):
    """There is no such question, or not any more."""


class NothingChosen(ValueError):
    """An answer without a letter that the question has."""


@dataclass(frozen=True)
class Resting:
    """There is nothing to ask just now. `until` is when the first of what was asked for comes again; `held_back` names the problem (by its title)
    whose questions wait until an interview about it is over."""

    until: datetime | None = None
    held_back: str | None = None


@dataclass(frozen=True)
class Graded:
    """What an answer came to. `counts` unless the same question was answered just before; `due` is when it comes again."""

    question: Question
    grade: Grade
    counts: bool
    due: datetime


@dataclass(frozen=True)
class Unfound:
    """A topic that is neither a problem nor a tag; `choices` come close."""

    said: str
    choices: tuple[Problem, ...] = ()


def wanted(said: str, bank: Bank) -> Wanted | Unfound:
    """What a topic or a tag asks for; nothing said asks for anything."""
    named = printable(said[:LONGEST_TOPIC]).strip("\"'`“”‘’#.,;:!? ")
    if not any(character.isalnum() for character in named):
        return ANYTHING if not named else Unfound(named)
    tags = sorted({tag for problem in bank.problems for tag in problem.tags})
    tag = "-".join(named.casefold().split())
    if tag in tags:
        return Wanted(tag=tag)
    found = bank.find(named)
    if found.problem:
        return Wanted(problem=found.problem.slug)
    near = process.extractOne(tag, tags, scorer=fuzz.ratio, score_cutoff=LIKELY)
    return Wanted(tag=near[0]) if near and not found.choices else Unfound(named, found.choices)


class Quizzing:
    """The quizzes of one installation. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, answers: QuizAnswers, transcripts: Transcripts, tallies: Tallies, bank: Bank, clock: Clock) -> None:
        self._answers, self._transcripts, self._tallies, self._bank, self._clock = answers, transcripts, tallies, bank, clock

    @property
    def questions(self) -> tuple[Question, ...]:
        """All there are."""
        return questions(self._bank.problems)

    def find(self, quiz: str) -> Question:
        """One question. Raises `UnknownQuiz`."""
        for question in self.questions:
            if question.id == quiz:
                return question
        raise UnknownQuiz(quiz)

    async def ask(self, person: str, wanted: Wanted = ANYTHING) -> Posed | Resting:
        """The next question for somebody. A problem on which they are being interviewed is spared, since its questions give answers away."""
        now, answers = self._clock(), await self._answers.of(person)
        under_way = {each.problem for each in await self._transcripts.open_interviews(person) if each.problem}
        allowed = wanted.model_copy(update={"spared": wanted.spared | under_way})
        lately = [each.problem for each in await self._tallies.finished(person, LATELY, knows_all=True) if each.problem]
        found = next_question(self.questions, answers, now, allowed, lately=lately, seed=f"{person} {now.date()}")
        if found is None:
            held_back = next((question.title for question in self.questions if wanted.is_about(question) and question.problem in under_way), None)
            return Resting(rests_until(self.questions, answers, allowed), held_back)
        return posed(found, f"{person} {now.isoformat()}")

    async def answer(self, person: str, quiz: str, chosen: Iterable[str], arrival: str) -> Graded:
        """The grade of an answer, given in the options' own letters. `arrival` is by what it is known when it comes again: then what came first is
        graded. An answer just after another to the same question is graded and not kept. Raises `UnknownQuiz`, `NothingChosen`."""
        question, now = self.find(quiz), self._clock()
        grade = graded(question, chosen)
        if not grade.chosen:
            raise NothingChosen(quiz)
        answers = await self._answers.of(person)
        kept = KeptAnswer(id=_known_by(person, quiz, arrival), person=person, quiz=quiz, chosen=grade.chosen, outcome=grade.outcome, at=now)
        just_before = any(each.quiz == quiz and now - each.at < AT_ONCE for each in answers)
        if (just_before or not await self._answers.keep(kept)) and (first := await self._answers.find(kept.id)):
            return self._graded(question, graded(question, first.chosen), True, await self._answers.of(person))
        return self._graded(question, grade, not just_before, answers if just_before else [*answers, kept.answer])

    async def recall(self, person: str, quiz: str) -> Recall | None:
        """What is expected of somebody's memory of a question; None for one that they never answered."""
        return recalls(await self._answers.of(person)).get(quiz)

    async def standing(self, person: str, since: datetime | None = None) -> QuizStanding:
        """How somebody stands; see `quiz_standing`."""
        return quiz_standing(await self._answers.of(person), self.questions, self._clock(), since)

    def _graded(self, question: Question, grade: Grade, counts: bool, answers: list[Answer]) -> Graded:
        return Graded(question, grade, counts, recalls(answers)[question.id].due)


def _known_by(person: str, quiz: str, arrival: str) -> str:
    """Nobody's answer can be taken for somebody else's, whatever they say it is known by."""
    return sha256("\n".join((person, quiz, arrival)).encode("utf-8", "surrogatepass")).hexdigest()
