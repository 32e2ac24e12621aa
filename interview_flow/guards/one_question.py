"""One question at a time: of several the first stays, with what leads to it."""

import re

from interview_flow.sentences import sentences

SHORT_TAIL = 9
"""Words of a second question that only rounds off the first: "And how would you notice?"."""
SHORT_LEAD = 2
"""Words of a question that only opens the next: "Why there?"."""
_BIDS = re.compile(
    r"(?:^|[.,;:!—–-] ?|\b(?:and|then|so|please|now|ok|okay|first|next|instead|again|just|you to) )(?:please )?"
    r"(?:show|walk|take|follow|tell|describe|explain|name|point|put|write|say|give|pick|choose|compare|talk|sketch|list|trace|help me|start|convince|defend|imagine|think|go through|make|lay|draw|work|let(?! us (?:go|move|carry|continue))|suppose|break|estimate|define|state|outline|consider|argue|justify)\b",
    re.IGNORECASE,
)
"""How a request begins that asks without a question mark."""
_ON = re.compile(r"\W*(?:and|or|why|how so|if so|if not|always|since when|what then)\b", re.IGNORECASE)
_END = re.compile(r"\?[\"'”’)]*$")


def asks(sentence: str) -> bool:
    """Whether a sentence ends in a question mark."""
    return bool(_END.search(sentence.rstrip()))


def bids(text: str) -> bool:
    """Whether a text asks for something, with a question mark or without."""
    return "?" in text or bool(_BIDS.search(text))


def _rounds_off(question: str) -> bool:
    """Whether a question only asks on after the one before it."""
    return len(question.split()) <= SHORT_TAIL and bool(_ON.match(question))


def one_question(text: str) -> tuple[str, str]:
    """The first question with its lead-in, and what was left out of the text."""
    said = [each.text for each in sentences(text.replace("??", "?"))]
    places = [at for at, each in enumerate(said) if asks(each)]
    if not places:
        return (text, "") if "?" not in text else ("", text)
    end = places[0] + 1
    if end < len(said) and asks(said[end]) and (len(said[places[0]].split()) <= SHORT_LEAD or _rounds_off(said[end])):
        end += 1
    kept, left = " ".join(said[:end]), " ".join(said[end:])
    return (kept, left) if left else (text, "")
