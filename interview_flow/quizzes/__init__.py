"""Quizzes: short questions about the problems of the bank, asked again when they are about to be forgotten.

Read `question` first, then `grading` and `spacing`; `choosing` says which question is next, `posing` in which order its options are shown, and
`standing` what all of it came to. What a person answered is handed in; nothing is kept here.
"""

from interview_flow.quizzes.choosing import ANYTHING, Wanted, next_question, rests_until
from interview_flow.quizzes.grading import Grade, Outcome, graded
from interview_flow.quizzes.posing import Posed, Shown, ordered, posed
from interview_flow.quizzes.question import LETTERS, Question, questions
from interview_flow.quizzes.spacing import AT_ONCE, Answer, Recall, counted, recalls
from interview_flow.quizzes.standing import QuizStanding, quiz_standing

__all__ = [
    "ANYTHING",
    "AT_ONCE",
    "LETTERS",
    "Answer",
    "Grade",
    "Outcome",
    "Posed",
    "Question",
    "QuizStanding",
    "Recall",
    "Shown",
    "Wanted",
    "counted",
    "graded",
    "next_question",
    "ordered",
    "posed",
    "questions",
    "quiz_standing",
    "recalls",
    "rests_until",
]
