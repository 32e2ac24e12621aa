"""What somebody's answers came to."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import AwareDatetime

from interview_flow.frozen import Frozen
from interview_flow.quizzes.question import Question
from interview_flow.quizzes.spacing import Answer, counted, recalls


class QuizStanding(Frozen):
    """`answered` answers counted, `right` of them wholly; `seen` questions were asked, `due` of them wait to be asked again, `new` were never asked.
    `next_due` is when the first of those that rest comes again."""

    answered: int
    right: int
    seen: int
    due: int
    new: int
    next_due: AwareDatetime | None = None

    @property
    def share(self) -> float | None:
        """The share of right answers, 0 to 1; None before the first answer."""
        return self.right / self.answered if self.answered else None


def quiz_standing(answers: Sequence[Answer], questions: Iterable[Question], now: datetime, since: datetime | None = None) -> QuizStanding:
    """How somebody stands; `since` leaves older answers out of `answered` and `right`, and out of nothing else. Questions that have left the bank
    are not due any more, but what was answered counts."""
    known, asked = recalls(answers), {question.id for question in questions}
    within = [answer for answer in counted(answers) if since is None or answer.at >= since]
    dues = [recall.due for quiz, recall in known.items() if quiz in asked]
    return QuizStanding(
        answered=len(within),
        right=sum(answer.outcome.is_right for answer in within),
        seen=len(dues),
        due=sum(due <= now for due in dues),
        new=len(asked) - len(dues),
        next_due=min((due for due in dues if due > now), default=None),
    )
