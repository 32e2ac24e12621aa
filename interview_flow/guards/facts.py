"""What the interviewer states is on the sheet and was asked for, or is the candidate's own."""

import re

from interview_flow.brief import Brief
from interview_flow.guards.figures import figures, vague_figures
from interview_flow.guards.ground import Ground
from interview_flow.guards.seeing import undisguised
from interview_flow.guards.stems import stems
from interview_flow.once import once
from interview_flow.problems import Fact
from interview_flow.sentences import sentences
from interview_flow.transcript import Speaker

_STATES = re.compile(
    r"\b(?:you (?:can|may|could|should) (?:safely |just |simply )?(?:assume|take it|suppose)|assum(?:e|ing)(?! that (?:choice|assumption))(?: that| we| there| the| you| it| a| an| all| every| users| around| about| roughly)\b|let(?: u|')s (?:say|assume|suppose|pretend|imagine)\b|"
    r"(?:the |our |most |all )?(?:users|customers|clients|callers|servers|machines) (?:are|live|sit|come) (?:in|from|across|all over|around|located)\b|"
    r"(?:we|you) (?:have|expect|get|see|serve|run in|run on|operate in|are given)\b.{0,40}\b(?:users|customers|clients|callers|requests|regions|servers|machines|data cent(?:er|re)s|writes|reads)\b|"
    r"the (?:requirement|requirements|budget|deadline|target|limit|sla|slo) (?:is|are)\b|it is (?:a requirement|required|given)\b|in (?:our|this) case,? (?:the|we|there)\b|there (?:are|will be|is) (?:about |around |roughly |some |only )?(?:\w+ )?(?:users|regions|customers|servers|data cent(?:er|re)s)\b)",
    re.IGNORECASE,
)
_REQUIRES = re.compile(
    r"\b(?:system|service|product|company|business|platform) (?:must|has to|have to|needs? to|is required to|are required to|shall|requires?|expects?)\b",
    re.IGNORECASE,
)
"""In a statement only: a question may ask what a system has to do."""
_OWN = 0.75
"""The share of a sentence's words that are the candidate's when it says back what they said."""
_TOLD = 0.6
_FEWEST = 3
"""The share of a fact's words, and their least number, by which it is known in a sentence."""


def invents(brief: Brief, ground: Ground, text: str) -> bool:
    """Whether a text states a figure, a requirement or a fact that nobody gave."""
    seen = undisguised(text)
    return _has_new_figures(brief, ground, seen) or _states(ground, seen) or _tells_unasked(brief, ground, seen)


def _has_new_figures(brief: Brief, ground: Ground, text: str) -> bool:
    new, vague = figures(text), vague_figures(text)
    if not new and not vague:
        return False
    known = _known(brief, ground)
    return not new <= known or any(not any(value >= size for value in known) for size in vague)


def _known(brief: Brief, ground: Ground) -> frozenset[float]:
    before = [turn.text for turn in brief.interview.recent if turn.speaker is Speaker.INTERVIEWER]
    return frozenset[float]().union(*(figures(text) | vague_figures(text) for text in (*ground.texts, *before)))


def _states(ground: Ground, text: str) -> bool:
    return any(
        len(words & ground.words) < _OWN * len(words)
        for each in sentences(text)
        if _STATES.search(each.plain) or (not each.asks and _REQUIRES.search(each.plain))
        for words in [frozenset(stems(each.text))]
    )


def _tells_unasked(brief: Brief, ground: Ground, text: str) -> bool:
    """Whether a line of the sheet is in it that was not told; the words that anybody may say do not count."""
    if brief.problem is None:
        return False
    words = frozenset(stems(text)) - ground.words
    told = brief.interview.told
    return any(_is_in(line, words) for fact, line in _sheet(brief) if fact not in told for line in [line - ground.words])


def _is_in(line: frozenset[str], words: frozenset[str]) -> bool:
    return len(line & words) >= max(min(_FEWEST, len(line) - 1), 2, _TOLD * len(line))


def _sheet(brief: Brief) -> tuple[tuple[str, frozenset[str]], ...]:
    return _lines(brief.problem.facts) if brief.problem else ()


@once
def _lines(facts: tuple[Fact, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """The sentences of the sheet, each as its words."""
    return tuple((fact.id, frozenset(stems(each.text))) for fact in facts for each in sentences(fact.answer))
