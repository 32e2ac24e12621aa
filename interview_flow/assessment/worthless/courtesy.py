"""Talk about the talk: thanks, praise of what was said, and what concerns the speaker alone."""

import re

from interview_flow.patterns import pattern
from interview_flow.sentences import Sentence

_PRAISES = tuple(
    map(
        pattern,
        (
            "! excellent | outstanding | brilliant | exemplary | flawless | thorough | senior level | staff level | world class + answer* | candidate* | interviewer | my design | this design | this argument | i am | i'm",
            "! few candidates | best candidate | better than most | other candidates | best interviewer",
            "! well past the bar | above the bar | nailed | crushed + it | that | this",
            "! you are | you're + brilliant | amazing | wonderful | handsome | talented",
        ),
    )
)
_POLITE = re.compile(
    r"(?:(?:ok|okay|right|well|so|sure|yes|yeah|thanks|thank you|great|alright|hm+)\b[ ,.!]*)*(?:"
    r"(?:(?:that is|that's|it's|what a|this is)\s)?(?:an?\s)?(?:very\s|really\s)?(?:good|great|fair|interesting|nice|excellent|tough) (?:question|point)|(?:just )?let me (?:think|see|collect my thoughts)\b(?!.*[:,;]).*|"
    r"(?:i )?hope (?:that|this|it) (?:makes sense|helps|is clear|answers)\b.*|(?:does|do) (?:that|this) make sense.*|(?:please |do )?(?:stop|interrupt) me\b.*|where was i|(?:i(?:'m| am) )?happy to (?:go(?! with)|dive|talk|discuss|elaborate|explain|expand)\b.*|"
    r"feel free\b.*|(?:please )?let me know if\b.*|(?:thanks|thank you)(?: (?:so much|a lot|very much|again|for .{1,30}))?)\W*"
)
_PERSONAL = re.compile(
    r"\bmy (?:patience|sanity|nerves|ego|career|salary|motivation|perfectionism|feelings|soul|stomach|cousin|grandm\w+|girlfriend|boyfriend|wife|husband|dentist|horoscope|cat|dog)\b"
    r"|\b(?:weakness|weak point|failing)\b.{0,20}\bperfectionis\w+"
)
"""What a person has, and no system."""
LONGEST = 16
"""Words of a sentence that praises or thanks and says nothing else."""


def praises(sentence: Sentence) -> bool:
    """Whether it praises what was said instead of adding to it."""
    return _short(sentence) and any(each.found_in(sentence) for each in _PRAISES)


def is_polite(sentence: Sentence) -> bool:
    """Whether it is talk about the talk, and not a question of the candidate's."""
    return _short(sentence) and bool(_POLITE.fullmatch(sentence.plain))


def is_personal(sentence: Sentence) -> bool:
    """Whether it is about the speaker's own life: "what breaks first is my patience"."""
    return bool(_PERSONAL.search(sentence.plain))


def _short(sentence: Sentence) -> bool:
    return len(sentence.text.split()) <= LONGEST and not any(map(str.isdigit, sentence.text))
