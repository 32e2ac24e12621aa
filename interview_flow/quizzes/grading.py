"""What an answer is worth."""

from collections.abc import Iterable
from enum import StrEnum

from interview_flow.frozen import Frozen
from interview_flow.quizzes.question import LETTERS, Question


class Outcome(StrEnum):
    """How an answer came out."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"

    @property
    def is_right(self) -> bool:
        """Whether exactly what holds was chosen."""
        return self is Outcome.RIGHT


class Grade(Frozen):
    """The own letters that were chosen rightly, `missed`, and chosen `wrongly`, each in the order of the alphabet."""

    outcome: Outcome
    hit: tuple[str, ...]
    missed: tuple[str, ...]
    wrongly: tuple[str, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """What was chosen of the letters there are."""
        return tuple(sorted((*self.hit, *self.wrongly)))


def graded(question: Question, chosen: Iterable[str]) -> Grade:
    """The grade of an answer; letters that no option has are ignored, and nothing chosen is wrong.

    It is partly right if several options are right and more of them were chosen than wrong ones, so that ticking all is no way to earn anything."""
    taken = {letter for letter in chosen if letter in LETTERS}
    right = set(question.right)
    hit, wrongly = taken & right, taken - right
    if taken == right:
        outcome = Outcome.RIGHT
    else:
        outcome = Outcome.PARTLY if question.is_several and len(hit) > len(wrongly) and taken != set(LETTERS) else Outcome.WRONG
    return Grade(outcome=outcome, hit=tuple(sorted(hit)), missed=tuple(sorted(right - taken)), wrongly=tuple(sorted(wrongly)))
