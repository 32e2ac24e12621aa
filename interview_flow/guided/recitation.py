"""Sentences that say the rubric, the task or its catchwords again, and nothing of their own."""

import re

from interview_flow.sentences import Sentence

_CATCHWORDS = re.compile(
    r"\b(?:(?<!non )functional requirements?|non functional requirements?|reads? (?:to|vs) writes?(?: ratio)?|read write ratio|consistency per operation|out of scope|"
    r"must haves?|nice to haves?|trade offs?|availability|scalability|latency|p99|bottlenecks?|single points? of failure|idempotency|partition key|hot keys?|"
    r"fail open|fail closed|degraded mode|ten times the load|tenfold load|(?:write|read) path|cache miss|a?synchronous|latency budget|cap theorem|sharding|replication|roll ?out|metrics|alerts|edge cases?|peak|average|estimates?|invariants?|retention)\b"
)
_MOST_CATCHWORDS = 3
_SMALL = frozenset(
    "a an the is are was be it its this that of in on at by for from per with so because since if when then than to we i you they not no one".split()
)
_MARKS = re.compile(r"[0-9:=>]|,.*,.*,")
"""A figure, a label, an arrow: the marks of somebody who is terse rather than reciting."""
_MOST_BARE = 2
_FEWEST_BARE = 6
_TASK = re.compile(r"\W*(?:please )?(?:design|build|create|implement) (?:a|an|the) \w")
_SLOGAN = re.compile(
    r"\b(?:rock solid|blazing\w*|lightning fast|web scale|internet scale|planet scale|bullet ?proof|world class|best in class|state of the art|enterprise grade|"
    r"cutting edge|next generation|industry standards?|best practices|seamless(?:ly)?|super (?:fast|scalable)|highly scalable)\b"
)
_REASON = re.compile(r"\d|\b(?:nines|because|since|so that|unless|until|when|which means)\b")
"""What makes more of a slogan."""
_NOISE = re.compile(r"[\[\](){}<>]{6}")
_DIGIT = re.compile(r"\d")
_CLAIM = re.compile(
    r"\W*(?:so |and |also |here |as you can see,? )?(?:i|we|i've|we've|this answer|my answer|the answer|my design|this)(?: (?:have|has|had|also|already|clearly|just|then|will|explicitly|now))* "
    r"(?:nam|stat|list|describ|cover|mention|identif|defin|g[ai]ve|set|sa(?:id|y)|discuss|address|rank|tie|explain|satisf|fulfil|put|assum|estimat|chose|choose|consider|connect|meet|met)\w*"
)
_THINGS = re.compile(
    r"\b(?:(?:the )?(?:hardest|hard|difficult) parts?|(?:the )?users?|people who use it|success(?: criteria)?|what success looks like|stakes|business outcomes?|scale|priorities|"
    r"(?:the )?requirements?|questions?|assumptions?|scope|targets?|consistency|criteri(?:on|a)|answers?|numbers? and units?|ratio|reads?|writes?)\b|"
    + _CATCHWORDS.pattern
)
_MOST_BESIDE = 2
"""Words of such a claim that are about something else."""
_FILLER = frozenset(
    "i we you my the a an of in on at to for and or is are be that this it its with what which who when as by from one each two three".split()
)
_ENDING = re.compile(r"(?:ies|es|ed|ing|s|d|e)$")
_FEWEST_WORDS = 3
_SHARE = 0.8
"""The share of a sentence's words that are the rubric's own when it is recited."""


def recites(sentence: Sentence, says: str) -> bool:
    """Whether a sentence is noise, the pasted task, a slogan, a heap of catchwords, a claim to have said it, or what the criterion itself says."""
    text = sentence.plain
    if _TASK.match(text) or _NOISE.search(text) or (_SLOGAN.search(text) and not _REASON.search(text)):
        return True
    if len({found.group() for found in _CATCHWORDS.finditer(text)}) > _MOST_CATCHWORDS and not _tells(text):
        return True
    if _bare(text):
        return True
    return not sentence.asks and not _DIGIT.search(text) and (_claims(text) or _repeats(text, says))


def _claims(text: str) -> bool:
    """Whether it says that something was said: "I have named the users, the hardest part and what is out of scope"."""
    found = _CLAIM.match(text)
    rest = _THINGS.sub(" ", text[found.end() :]) if found else text
    return found is not None and len(_content(rest)) <= _MOST_BESIDE


def _repeats(text: str, says: str) -> bool:
    words = _content(text)
    return len(words) >= _FEWEST_WORDS and len(words & _content(says.lower())) >= _SHARE * len(words)


def _bare(text: str) -> bool:
    """Whether several catchwords stand among words none of which joins them to a sentence."""
    words = re.findall(r"[a-z']+", text)
    bare = len(words) >= _FEWEST_BARE and not _MARKS.search(text) and _SMALL.isdisjoint(words)
    return bare and len({found.group() for found in _CATCHWORDS.finditer(text)}) > _MOST_BARE


def _tells(text: str) -> bool:
    """Whether more than a third of a text is something other than catchwords."""
    rest = _CATCHWORDS.sub(" ", text)
    return len(_content(rest)) * 3 > len(_content(text)) + 2


def _content(text: str) -> frozenset[str]:
    return frozenset(_ENDING.sub("", word) for word in re.findall(r"[a-z]+", text) if word not in _FILLER)
