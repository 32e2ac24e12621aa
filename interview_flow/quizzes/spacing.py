"""When a question comes again: FSRS-6 (https://github.com/open-spaced-repetition/py-fsrs), over the answers alone."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler
from pydantic import AwareDatetime

from interview_flow.frozen import Frozen
from interview_flow.quizzes.grading import Outcome

AT_ONCE = timedelta(hours=1)
"""So soon after an answer another one to the same question says nothing about memory: its explanation has just been read."""
EARLY = timedelta(hours=6)
"""How much before the full day a question falls due, so that it is due for who practises a little earlier than the last time."""
RATINGS = {Outcome.RIGHT: Rating.Good, Outcome.PARTLY: Rating.Hard, Outcome.WRONG: Rating.Again}
LONGEST = 365
"""Days after which every question comes again."""
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)  # days only, and the same every time


class Answer(Frozen):
    """What somebody answered: `chosen` are the options' own letters."""

    quiz: str
    chosen: tuple[str, ...]
    outcome: Outcome
    at: AwareDatetime


class Recall(Frozen):
    """What is expected of somebody's memory of one question."""

    due: AwareDatetime
    last: AwareDatetime
    outcome: Outcome


def counted(answers: Iterable[Answer]) -> list[Answer]:
    """The answers that say something, oldest first."""
    kept: list[Answer] = []
    last: dict[str, datetime] = {}
    for answer in sorted(answers, key=lambda each: each.at):
        if answer.quiz not in last or answer.at - last[answer.quiz] >= AT_ONCE:
            kept.append(answer)
            last[answer.quiz] = answer.at
    return kept


def recalls(answers: Iterable[Answer]) -> dict[str, Recall]:
    """By question; one that was never answered is not among them."""
    cards: dict[str, Card] = {}
    found: dict[str, Recall] = {}
    for answer in counted(answers):
        at = answer.at.astimezone(UTC)
        card = cards.get(answer.quiz) or Card(card_id=0, due=at)  # what is not given it would read from the clock
        card, _ = _SCHEDULER.review_card(card, RATINGS[answer.outcome], at)
        cards[answer.quiz] = card
        found[answer.quiz] = Recall(due=card.due - EARLY, last=at, outcome=answer.outcome)
    return found
