"""What the candidate asks of the fact sheet."""

import re

from interview_flow.assessment.unscorable import is_chat
from interview_flow.assessment.worthless import heard
from interview_flow.assessment.worthless.echoes import given, repeats_a_question
from interview_flow.brief import Brief
from interview_flow.guided.mending import mended
from interview_flow.patterns import Pattern, pattern
from interview_flow.sentences import Sentence, plain, sentences
from interview_flow.transcript import Request, Turn

MOST = 12
"""Questions of one answer that are taken up."""
NEARLY = 0.75
"""The share of words that a question has in common with a fact's own question when it is that question."""
_FILLER = frozenset(
    "a an and the of for to in on at it is are be do does did must should may can will would what which how there we our this that".split()
)
_YOURS = (
    pattern(
        "! should i | would you | do you think | do you suggest | do you want me | do you mind if | shall i | shall we | is it ok if | is it okay if"
    ),
    pattern("! tell me | give me + answer | solution | design"),
    pattern("! good | reasonable | sensible + number | figure | value | choice | approach | way"),
    pattern(
        "! what do i need | what would i need | what do you need | what should i ask | what should i know | what must i know | what must i ask | what would i ask | what else should i"
    ),
    pattern("! what do you mean | mean by | repeat the question | rephrase | say that again | explain the question | question again"),
)
"""Questions that hand the design back; they are no business of the fact sheet."""
_LEAVE = (
    pattern("! can i | may i | could i | make sense | am i"),
    pattern(
        "! is that | is this | does that | does this + ok | okay | right | correct | fine | good | enough | clear | sound | help | work for you | what you"
    ),
)
"""Questions that ask for leave; they are answered where the sheet has a fact, and need no word where it has none."""
_PLAINLY = re.compile(
    r"(?:and |so )?(?:how (?:many|much|often|long|fast|large|big)|do we|does it need|are there|is there|i'd like to know|i would like to know)\b"
)
"""How a question begins when its mark was forgotten."""
_SHORT = 14
"""Words up to which it is still a question."""


def requests_in(brief: Brief) -> tuple[Request, ...]:
    """Every clarifying question of the pending answers, each with the fact that answers it, if the sheet has one."""
    found: list[Request] = []
    known = given(brief)
    for turn in brief.answers:
        for sentence in mended(sentences(heard(turn, brief).text), brief):
            if _asks(sentence) and not is_chat(sentence) and not _any(_YOURS, sentence) and not repeats_a_question(sentence, known):
                found += _requests(brief, turn, sentence)
    once = {(request.fact or request.quote): request for request in reversed(found)}
    return tuple(reversed(once.values()))[:MOST]


def _any(patterns: tuple[Pattern, ...], sentence: Sentence) -> bool:
    return any(each.found_in(sentence) for each in patterns)


def _asks(sentence: Sentence) -> bool:
    if sentence.asks:
        return True
    text = plain(sentence.body)
    return bool(_PLAINLY.match(text)) and len(text.split()) <= _SHORT and not any(mark in text for mark in ",:;=")


def _requests(brief: Brief, turn: Turn, sentence: Sentence) -> list[Request]:
    if facts := _facts(brief, sentence):
        return [Request(turn=turn.turn, quote=sentence.text, fact=fact) for fact in facts]
    if _any(_LEAVE, sentence):
        return []
    matters = any(pattern(source).found_in(sentence) for source in brief.rubric.unknown_topic.matters)
    return [Request(turn=turn.turn, quote=sentence.text, matters=matters)]


def _facts(brief: Brief, sentence: Sentence) -> list[str]:
    """The facts that are asked for: the one whose own question this is, or else all whose words it has."""
    sheet = brief.problem.facts if brief.problem else ()
    if own := [fact.id for fact in sheet if _alike(fact.question, sentence.body)]:
        return own[:1]
    return [fact.id for fact in sheet if any(pattern(source).found_in(sentence) for source in fact.asked_by)]


def _alike(one: str, other: str) -> bool:
    first, second = _content(one), _content(other)
    return len(first & second) >= NEARLY * len(first | second)


def _content(text: str) -> set[str]:
    return {word.strip(".,;:!?()\"'").rstrip("s") for word in plain(text).split()} - _FILLER - {""}
