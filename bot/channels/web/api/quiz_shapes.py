"""What goes over the wire about quiz questions."""

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from bot.channels.web.api.shapes import Sent
from bot.quizzing import Graded, Resting
from interview_flow.quizzes import Outcome, Posed

QuizId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,80}:[0-9a-f]{8}$")]
Letter = Literal["A", "B", "C", "D"]


class QuizOption(BaseModel):
    """An option. It keeps its `letter`, while the order of the options changes from time to time."""

    letter: Letter
    text: str


class QuizAsked(BaseModel):
    """A question; `several` says that more than one option holds."""

    id: str
    problem: str
    title: str
    text: str
    several: bool
    options: list[QuizOption]


class QuizNext(BaseModel):
    """What to ask. Where `question` is null, `rests_until` is when the first one comes again, if one was answered; `held_back` names the problem whose
    questions wait until your interview about it is over."""

    question: QuizAsked | None
    rests_until: AwareDatetime | None
    held_back: str | None

    @classmethod
    def of(cls, found: Posed | Resting) -> Self:
        """How `found` is told."""
        if isinstance(found, Resting):
            return cls(question=None, rests_until=found.until, held_back=found.held_back)
        asked = found.question
        options = [QuizOption.model_validate({"letter": each.letter, "text": each.text}) for each in found.options]
        question = QuizAsked(id=asked.id, problem=asked.problem, title=asked.title, text=asked.text, several=asked.is_several, options=options)
        return cls(question=question, rests_until=None, held_back=None)


class AnswerSent(Sent):
    """The letters of what you think holds."""

    quiz: QuizId
    chosen: Annotated[list[Letter], Field(min_length=1, max_length=4)]


class AnswerGraded(BaseModel):
    """What an answer came to: `partly` where several hold and more of them were chosen than others. It `counts` unless you answered the same question
    just before; `due` is when it comes again."""

    outcome: Outcome
    right: list[str]
    missed: list[str]
    wrongly: list[str]
    explanation: str
    counts: bool
    due: AwareDatetime

    @classmethod
    def of(cls, done: Graded) -> Self:
        """How `done` is told."""
        return cls(
            outcome=done.grade.outcome,
            right=list(done.question.right),
            missed=list(done.grade.missed),
            wrongly=list(done.grade.wrongly),
            explanation=done.question.explanation,
            counts=done.counts,
            due=done.due,
        )
