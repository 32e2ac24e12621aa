"""Words that fill an answer and say nothing about the design."""

import re
from functools import lru_cache

from interview_flow.reading.outline import Passage

_FILLER = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|yes|no|yep|sure|right|well|so|hm+|thanks?(?: you)?|sorry|hello|hi|hey|next|done|great|fine|good|cool|alright|please)\b[\W\d]*)*"
    r"(?:i (?:think|believe|guess|hope) (?:that |this |it )?(?:covers?|is (?:it|all|everything|enough)|would be (?:it|all)|that's (?:it|all)|i(?:'m| am) done|we(?:'re| are) done)\b.*|"
    r"(?:that|this)(?:'s| is| was| would be)? (?:it|all|everything|enough|covers?\b.*)|nothing (?:else|more|to add).*|"
    r"(?:i|we) (?:have |'ve )?(?:no idea|don't know|do not know|am not sure|'m not sure|can't|forgot|had|like|love|hate|enjoy|feel|need a (?:minute|moment|break))\b.*|i(?:'m| am) (?:not sure|done|ready|fine|tired|new|good|sorry)\b.*|"
    r"(?:let me|can (?:you|we)|could (?:you|we)|give me|please|as i said|what do you|you tell|moving on|let's (?:move|go|start)|shall we|skip)\b.*|"
    r"(?:my|your) (?:cat|dog|day|favou?rite|name|weekend|wife|husband|kids?)\b.*|(?:what a|nice|it's a) (?:nice |lovely |great )?(?:day|weather|question)\b.*|"
    r"(?:here (?:is|are|'s)|these are|below (?:is|are)|the following)\b.*:)?\W*$",
    re.IGNORECASE | re.DOTALL,
)


def idle(passage: Passage) -> bool:
    """Whether a passage carries nothing to note: a greeting, "I think that covers everything", a word or two."""
    return _fills(passage.said)


@lru_cache(maxsize=512)
def _fills(said: str) -> bool:
    return len(said.split()) < 3 or bool(_FILLER.match(said))
