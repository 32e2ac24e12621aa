"""What the candidate asks of the fact sheet."""

from interview_flow.brief import Brief
from interview_flow.patterns import pattern
from interview_flow.reading.sentences import Sentence, sentences
from interview_flow.transcript import Request, Turn

MOST = 12
"""Questions of one answer that are taken up."""
_YOURS = tuple(
    map(
        pattern,
        (
            "! should i | would you | do you think | do you want me | can i | may i | shall i | could i | shall we | does that | is that | is this | make sense | am i | what do you | which would you",
            "! tell me | give me + answer | solution | design",
        ),
    )
)
"""Questions that hand the design back; they are no business of the fact sheet."""


def requests_in(brief: Brief) -> tuple[Request, ...]:
    """Every clarifying question of the pending answers, each with the fact that answers it, if the sheet has one."""
    found: list[Request] = []
    for turn in brief.answers:
        for sentence in sentences(turn.text):
            if sentence.asks and not any(each.found_in(sentence) for each in _YOURS):
                found += _requests(brief, turn, sentence)
    once = {(request.fact or request.quote): request for request in reversed(found)}
    return tuple(reversed(once.values()))[:MOST]


def _requests(brief: Brief, turn: Turn, sentence: Sentence) -> list[Request]:
    sheet = brief.problem.facts if brief.problem else ()
    facts = [fact.id for fact in sheet if any(pattern(source).found_in(sentence) for source in fact.asked_by)]
    if facts:
        return [Request(turn=turn.turn, quote=sentence.text, fact=fact) for fact in facts]
    matters = any(pattern(source).found_in(sentence) for source in brief.rubric.unknown_topic.matters)
    return [Request(turn=turn.turn, quote=sentence.text, matters=matters)]
