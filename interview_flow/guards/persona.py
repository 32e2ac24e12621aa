"""An interviewer is a colleague: nothing of the score, the rubric, the instructions, or of being a program."""

import re

from interview_flow.brief import Brief
from interview_flow.guards.seeing import undisguised

_OUT_OF_CHARACTER = re.compile(
    r"\b(?:rubrics?|scorecards?|system prompt|prompt injection|language model|llm|chat ?gpt|openai|anthropic|as an? ai|as an? assistant|ai (?:model|assistant|interviewer)|"
    r"i(?:'m| am) an? (?:ai|bot|program|machine|model|assistant|chat ?bot)|artificial intelligence|training data|knowledge cut ?off|json|schema output)\b"
    r"|\b(?:my|these|the|your|previous|above) (?:instructions?|guidelines|system message|brief)\b"
    r"|\bi (?:was|am|have been|'ve been|'m) (?:told|instructed|asked|prompted|configured|programmed|designed|supposed|not allowed|not permitted|allowed|trained) (?:to|not)\b"
    r"|\b(?:your|my|final|overall|interview) (?:score|grade|rating|verdict|evaluation|assessment|marks?)\b(?! (?:service|store|table|cache|api|database|server|event|update)s?\b)"
    r"|\bi(?:'d|'ll| would| will| am going to| have|'ve)? (?:score|scored|grade|graded|rate|rated|mark you|award) (?:you|this|that|your|it)\b"
    r"|\b(?:you|that|this) (?:meets?|satisf(?:y|ies)|fulfils?|scores?|earns?|gets?) (?:you )?(?:the |this |a |full |partial )*(?:criteri(?:on|a)|credit|points?|marks?)\b"
    r"|\bcriteri(?:on|a)\b.{0,30}\b(?:met|partial|absent|open|satisfied)\b"
    r"|\b(?:strong|lean(?:ing)?|no|a|weak) (?:no )?hire\b|\bhire (?:you|decision|signal)\b|\byou(?:'ve| have| would| will|'d|'ll) (?:pass|passed|fail|failed) (?:the|this) (?:interview|phase|round)\b"
    r"|\b(?:finding|standing)s?\b.{0,20}\b(?:met|partial|absent|recorded)\b|\bfact sheet\b|\bhint ladder\b|\banswer key\b|\bmodel answer\b",
    re.IGNORECASE,
)


def out_of_character(brief: Brief, text: str) -> bool:
    """Whether a text shows the machinery behind the interviewer."""
    seen = " ".join(undisguised(text).split())
    if any(criterion.id in seen for criterion in brief.rubric.criteria):
        return True
    found = _OUT_OF_CHARACTER.search(seen)
    return found is not None and not _is_theirs(brief, found[0])


def _is_theirs(brief: Brief, words: str) -> bool:
    """A candidate may design an assistant, and then its words are the design's."""
    return words.casefold() in brief.interview.topic.casefold()
