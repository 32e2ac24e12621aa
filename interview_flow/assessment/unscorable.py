"""Answers that earn nothing, named before anything is scored."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from interview_flow.assessment.addressing import comments, is_polite, praises, speaks_as_another, to_the_judge
from interview_flow.assessment.echoes import Given, given, is_buzz, is_echo
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
    if comments(text) or any(to_the_judge(sentence) or praises(sentence) for sentence in said):
        return UnscorableReason.INSTRUCTION_TO_THE_JUDGE
    return UnscorableReason.OFF_TASK if all(map(is_polite, said)) else UnscorableReason.RESTATES_THE_PROMPT


def heard(turn: Turn, brief: Brief) -> Turn:
    """The answer as far as it can show anything: words to the judge, praise and echoes are blanked, all others stay where they stand."""
    text = turn.text
    for start, stop in _silent(text, given(brief)):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:stop]) + text[stop:]
    return replace(turn, text=text) if text != turn.text else turn


@lru_cache(maxsize=32)  # several rooms hear one answer
def _silent(text: str, known: Given) -> tuple[tuple[int, int], ...]:
    """What shows nothing, from where to where."""
    return (*comments(text), *_silent_lines(text, known), *_silent_sentences(text, known))


def _silent_lines(text: str, known: Given) -> Iterator[tuple[int, int]]:
    """Lines in somebody else's name, and lists of the rubric's words."""
    start = 0
    for line in text.split("\n"):
        if line.strip() and (speaks_as_another(line) or (not _structures(line) and is_buzz(line, known))):
            yield start, start + len(line)
        start += len(line) + 1


def _silent_sentences(text: str, known: Given) -> Iterator[tuple[int, int]]:
    for sentence in sentences(text):
        if not _structures(sentence.text) and _says_nothing(sentence, known):
            yield sentence.start, sentence.start + len(sentence.text)


def _says_nothing(sentence: Sentence, known: Given) -> bool:
    if to_the_judge(sentence) or praises(sentence) or is_polite(sentence):
        return True
    return not sentence.asks and (is_echo(sentence, known) or is_buzz(sentence.text, known))


def _structures(line: str) -> bool:
    """Whether it is a heading, a label or a row of a table: it says where the others belong."""
    bare = line.strip()
    return bare.startswith(("#", "|", "**", "```")) or bare.endswith((":", "**", "|"))


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
