"""Answers that earn nothing, named before anything is scored."""

from interview_flow.assessment.worthless import heard
from interview_flow.assessment.worthless.courtesy import is_polite
from interview_flow.assessment.worthless.forgery import comments
from interview_flow.assessment.worthless.hearing import bids
from interview_flow.brief import Brief
from interview_flow.patterns import Pattern, pattern
from interview_flow.sentences import Sentence, plain, sentences
from interview_flow.transcript import Turn, Unscorable, UnscorableReason

_ASKS = tuple(
    map(
        pattern,
        (
            "! what | how | which | where + would you | should i | do you think | do you suggest | do you want me | is the answer | is the best | is the right | are you looking for",
            "! tell | give | show + me + answer | solution | design | what to",
            "! can | could | would + you + answer | solve | design it | explain | do it | tell",
            "! what | which + would be | is + good | reasonable | sensible + number | figure | value | choice | approach | way",
            "! what do you mean | mean by | repeat the question | rephrase | say that again | explain the question | question again",
            "! you tell me | is that right | is that correct | am i right | is this right | is this correct",
        ),
    )
)
_CHATS = tuple(
    map(
        pattern,
        (
            "! joke | talk about | chat about | how is the + weather | football | lunch | movie | song | holiday* | joke",
            "! tell you a joke | a joke | lunch break | write me a poem | a poem | a recipe | lol | lmao | haha* | blah | asdf* | lorem ipsum",
            "! who are you | are you human | are you a bot | how old are you",
        ),
    )
)
_FILLER = frozenset("a an the to of for and or in on it its is are be that this with design system service build make please i we you my our".split())
IDLE = 7
"""Words of a sentence that is only the run-up to a question."""
FEWEST_RESTATED = 2
MOST_RESTATED = 30
"""Words; a longer answer is more than the prompt said again."""


def unscorable(brief: Brief) -> tuple[Unscorable, ...]:
    """The pending answers that earn nothing, each with its reason."""
    named = [(turn.turn, reason(turn, brief)) for turn in brief.answers]
    return tuple(Unscorable(turn=turn, reason=why) for turn, why in named if why)


def reason(turn: Turn, brief: Brief) -> UnscorableReason | None:
    """Why this answer earns nothing; None when it can be scored."""
    if not any(character.isalnum() for character in turn.text):
        return UnscorableReason.EMPTY
    said = sentences(turn.text)
    left = sentences(heard(turn, brief).text)
    if not left:
        return _why_silent(turn.text, said)
    idle = [sentence for sentence in left if not _matches(_ASKS, sentence)]
    if len(idle) < len(left) and not any(sentence.asks or len(sentence.text.split()) > IDLE for sentence in idle):
        return UnscorableReason.ASKS_INTERVIEWER_TO_ANSWER
    if all(_matches(_CHATS, sentence) for sentence in left):
        return UnscorableReason.OFF_TASK
    return UnscorableReason.RESTATES_THE_PROMPT if _restates(turn.text, brief) else None


def _why_silent(text: str, said: tuple[Sentence, ...]) -> UnscorableReason:
    if comments(text) or any(map(bids, said)):
        return UnscorableReason.INSTRUCTION_TO_THE_JUDGE
    return UnscorableReason.OFF_TASK if all(map(is_polite, said)) else UnscorableReason.RESTATES_THE_PROMPT


def is_chat(sentence: Sentence) -> bool:
    """Whether it leads away from the design."""
    return _matches(_CHATS, sentence)


def _matches(patterns: tuple[Pattern, ...], sentence: Sentence) -> bool:
    return any(each.found_in(sentence) for each in patterns)


def _restates(text: str, brief: Brief) -> bool:
    words = _content(text)
    prompt = brief.problem.prompt if brief.problem else ""
    asked = brief.interview.question.text if brief.interview.question else ""
    given = _content(f"{brief.interview.topic} {prompt} {asked}")
    return FEWEST_RESTATED <= len(words) <= MOST_RESTATED and len(words - given) <= len(words) // 5


def _content(text: str) -> set[str]:
    words = plain(text).split()
    return {word.strip(".,;:!?()\"'").rstrip("s") for word in words} - _FILLER - {""}
