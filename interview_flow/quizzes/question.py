"""One question, and how it is known again whatever becomes of the file it stands in."""

from hashlib import sha256

from interview_flow.frozen import Frozen
from interview_flow.once import once
from interview_flow.problems import Problem, Quiz

LETTERS = ("A", "B", "C", "D")
"""The options' own letters, in the order of the bank. What a person sees beside an option is another one: see `posing`."""
_HASH = 8
"""Hexadecimal digits of an id that stand for the text."""


class Question(Frozen):
    """A question of a problem. `right` and what is answered are own letters; `id` is `slug:hash of the question's text`."""

    id: str
    problem: str
    title: str
    tags: tuple[str, ...]
    text: str
    options: tuple[str, str, str, str]
    right: tuple[str, ...]
    explanation: str

    @property
    def is_several(self) -> bool:
        """Whether more than one option is right."""
        return len(self.right) > 1

    def option(self, letter: str) -> str:
        """The option of this own letter; raises `ValueError` for another."""
        return self.options[LETTERS.index(letter)]


@once
def questions(problems: tuple[Problem, ...]) -> tuple[Question, ...]:
    """Every question of these problems."""
    return tuple(_question(problem, quiz) for problem in problems for quiz in problem.quiz)


def _question(problem: Problem, quiz: Quiz) -> Question:
    words = " ".join(quiz.question.split())
    return Question(
        id=f"{problem.slug}:{sha256(words.encode()).hexdigest()[:_HASH]}",
        problem=problem.slug,
        title=problem.title,
        tags=problem.tags,
        text=quiz.question,
        options=quiz.options,
        right=quiz.answers,
        explanation=quiz.explanation,
    )
