"""What to practise next, as a question."""

from bot.archive import Kept
from interview_flow.assessment.estimates import Verdict
from interview_flow.documents.questions import Questions
from interview_flow.own_words import filled
from interview_flow.printable import printable, shortened
from interview_flow.questions import ARITHMETIC
from interview_flow.rubric import Rubric

TWIST = "challenges.twist"
SLIP = 120
"""Characters of a sum that a question quotes."""


def question(kept: Kept, rubric: Rubric, criterion: str) -> str:
    """A question that asks for a criterion: an authored one in the candidate's own words; else the one with which its phase opens."""
    questions = Questions(kept.source.problem, rubric, kept.interview.record)
    slip = next((each for each in kept.assessment.sums if each.verdict is Verdict.WRONG), None)
    found: str | None = None
    if criterion == ARITHMETIC and slip:
        words = {"slip": shortened(printable(slip.claim), SLIP)}
        found = next((text for ask in rubric.criterion(criterion).ask if (text := filled(ask, words))), None)
    elif criterion == TWIST and questions.twist:
        found = questions.twist.says
    phase = rubric.criterion(criterion).phase
    return found or questions.about(criterion) or rubric.guide(phase).opening.format(topic=kept.interview.topic)
