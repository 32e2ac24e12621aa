"""Which question comes next."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from interview_flow.frozen import Frozen
from interview_flow.quizzes.question import Question
from interview_flow.quizzes.spacing import Answer, recalls


class Wanted(Frozen):
    """What may be asked: everything, or what is about one problem (its slug) or has a tag; never about a problem that is `spared`, and none of the
    questions that are `skipped`, by their ids."""

    problem: str | None = None
    tag: str | None = None
    spared: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()

    def admits(self, question: Question) -> bool:
        """Whether a question may be asked."""
        return question.problem not in self.spared and question.id not in self.skipped and self.is_about(question)

    def is_about(self, question: Question) -> bool:
        """Whether a question is about what was asked for, spared or not."""
        return self.problem in (None, question.problem) and (self.tag is None or self.tag in question.tags)


ANYTHING = Wanted()


def next_question(
    questions: Iterable[Question], answers: Sequence[Answer], now: datetime, wanted: Wanted = ANYTHING, *, lately: Sequence[str] = (), seed: str = ""
) -> Question | None:
    """The question that is due for the longest time; otherwise one that was never asked; None while everything rests.

    Among the new ones those of problems practised `lately` (slugs) come first, but not two of one problem in a row as long as there are others;
    the rest is left to `seed`."""
    known = recalls(answers)
    fitting = [question for question in questions if wanted.admits(question)]
    if due := [question for question in fitting if question.id in known and known[question.id].due <= now]:
        return min(due, key=lambda question: (known[question.id].due, question.id))
    last = _problem_of(max(answers, key=lambda answer: answer.at)) if answers else None
    return min(
        (question for question in fitting if question.id not in known),
        key=lambda question: (question.problem == last, question.problem not in lately, _lot(seed, question.id)),
        default=None,
    )


def rests_until(questions: Iterable[Question], answers: Sequence[Answer], wanted: Wanted = ANYTHING) -> datetime | None:
    """When the first of the questions that may be asked comes again; None where none of them was answered."""
    known = recalls(answers)
    return min((known[question.id].due for question in questions if wanted.admits(question) and question.id in known), default=None)


def _problem_of(answer: Answer) -> str:
    return answer.quiz.partition(":")[0]


def _lot(seed: str, question_id: str) -> str:
    return sha256(f"{seed}\n{question_id}".encode("utf-8", "surrogatepass")).hexdigest()
