"""Sentences that say that something was said, or say what the criterion at hand says."""

import re

from interview_flow.assessment.worthless.jargon import CATCHWORDS, is_slogan
from interview_flow.assessment.worthless.vocabulary import content
from interview_flow.sentences import Sentence

_CLAIM = re.compile(
    r"\W*(?:so |and |also |here |as you can see,? )?(?:i|we|i've|we've|this answer|my answer|the answer|my design|this)(?: (?:have|has|had|also|already|clearly|just|then|will|explicitly|now))* "
    r"(?:nam|stat|list|describ|cover|mention|identif|defin|g[ai]ve|set|sa(?:id|y)|discuss|address|rank|tie|explain|satisf|fulfil|put|assum|estimat|chose|choose|consider|connect|meet|met)\w*"
)
_THINGS = re.compile(
    r"\b(?:(?:the )?(?:hardest|hard|difficult) parts?|(?:the )?users?|people who use it|success(?: criteria)?|what success looks like|stakes|business outcomes?|scale|priorities|"
    r"(?:the )?requirements?|questions?|assumptions?|scope|targets?|consistency|criteri(?:on|a)|answers?|numbers? and units?|ratio|reads?|writes?)\b|"
    + CATCHWORDS.pattern
)
_MOST_BESIDE = 2
"""Words of such a claim that are about something else."""
_FEWEST_WORDS = 3
_SHARE = 0.8
"""The share of a sentence's words that are the criterion's own when it is recited."""


def recites(sentence: Sentence, says: str) -> bool:
    """Whether a sentence, for the criterion that says so, is a slogan, only claims to have said it, or says the criterion's own words."""
    text = sentence.plain
    if is_slogan(text):
        return True
    return not sentence.asks and not any(map(str.isdigit, text)) and (_claims(text) or _repeats(text, says))


def _claims(text: str) -> bool:
    """Whether it says that something was said: "I have named the users, the hardest part and what is out of scope"."""
    found = _CLAIM.match(text)
    rest = _THINGS.sub(" ", text[found.end() :]) if found else text
    return found is not None and len(set(content(rest))) <= _MOST_BESIDE


def _repeats(text: str, says: str) -> bool:
    said = frozenset(content(text))
    return len(said) >= _FEWEST_WORDS and len(said.intersection(content(says))) >= _SHARE * len(said)
