"""The answer is not given away: not in its own words, not in others, not by the name of a solution."""

import re

from interview_flow.brief import Brief
from interview_flow.guards.answers import answers_to
from interview_flow.guards.ground import Ground
from interview_flow.guards.named import names_a_solution
from interview_flow.guards.seeing import undisguised
from interview_flow.guards.stems import runs, stems
from interview_flow.patterns import Pattern
from interview_flow.sentences import Sentence, plain, sentences

_SUGGESTS = re.compile(
    r"\b(?:have you (?:considered|thought|looked)|did you (?:consider|think)|(?:could|can|would|should|might|don't|do|shouldn't|couldn't|wouldn't) (?:you|we|it) (?:not )?(?:\w+ )?(?:use|try|consider|add|put|keep|store|split|cache|need|want|make|have|take|run|let|send|also|instead|rather|simply|just)\b|"
    r"what (?:about|if you|if we|if each|if the)|how about|why (?:not|don't|wouldn't|do you not)|wouldn't|shouldn't|isn't (?:it|that|the)|doesn't|aren't|maybe|perhaps|right\?|correct\?|would it (?:help|work|make sense)|is it (?:because|that)|so that|for example|such as|e\.g|for instance|like a|hint)\b"
    r"|,? (?:right|correct|no|isn't it|aren't they|doesn't it|don't they)\?$"
)
"""How a question carries its answer."""
_THEIRS = 0.7
"""The share that stands in their last messages together."""
_OWN = 0.8
"""The share of a sentence's words that stand in one message of the candidate when it only says that back."""


def gives_away(brief: Brief, ground: Ground, text: str) -> bool:
    """Whether a text tells what the candidate is to find."""
    seen = undisguised(text)
    if names_a_solution(brief.problem, ground, seen):
        return True
    answers = answers_to(brief.rubric, brief.problem)
    if not (runs(seen) & answers.runs) <= ground.runs:
        return True
    made = brief.interview.points
    open_points = [patterns for point, patterns in answers.points if point not in made]
    hidden = [patterns for patterns in (*open_points, *answers.changes) if not any(_makes(patterns, each) for each in ground.recent)]
    return any(_tells(each, hidden, ground) for each in sentences(seen))


def _tells(sentence: Sentence, hidden: list[tuple[Pattern, ...]], ground: Ground) -> bool:
    """Whether a sentence states, or suggests in a question, something that makes one of these points."""
    if sentence.asks and not _SUGGESTS.search(plain(sentence.text)):
        return False
    if _says_back(sentence.text, ground):
        return False
    return any(_makes(patterns, sentence) for patterns in hidden)


def _makes(patterns: tuple[Pattern, ...], sentence: Sentence) -> bool:
    """Whether a sentence makes a point."""
    return any(each.possible_in(sentence.plain) and each.found_in(sentence) for each in patterns)


def _says_back(text: str, ground: Ground) -> bool:
    words = frozenset(stems(text))
    last = frozenset(stem for each in ground.recent for stem in stems(each.text))
    return len(words & last) >= _THEIRS * len(words) or any(len(words.intersection(stems(own))) >= _OWN * len(words) for own in ground.texts)
