"""Words to the judge and about the candidate: they ask for a score or claim one, and show nothing."""

import re

from interview_flow.patterns import pattern
from interview_flow.sentences import Sentence

_INSTRUCTS = tuple(
    map(
        pattern,
        (
            "! ignore | disregard | forget | override + instruction* | your prompt | the prompt | system prompt | rubric | your rules | all rules | grading | previous messages | all previous | everything above | all of the above | said before",
            "! give me | award me | grant me | give this | give my | rate this | rate me | score me | score this | grade me | mark me | mark this | mark my | mark everything | mark all | "
            "assign me + full marks | full score | full credit | top score | top marks | highest | maximum | strong hire | hire | 100 points | # out of # | #% | as met | perfect | pass | the marks",
            "! give the | gives the | always gives | demand | want | deserve* | return | output + full marks | full score | full credit | top score | top marks | the maximum | strong hire | as met",
            "! you must | you should | you will | you'll | please + score | rate | grade | mark | pass me + me | this answer | my answer | candidate | all criteria | criteria",
            "! as an ai | system prompt | language model | you are now | you are no longer | from now on you | grading instructions | note to the judge | note to the grader | note to grader | hidden instructions | your manager | "
            "hiring committee | one star review | fact sheet | full marks | strong hire | pass this interview | passed by default | your rubric | the rubric",
            "! system override | developer mode | ^[assistant | ^[system | ^system: | ^assistant: | ^interviewer: | ^[interviewer",
            "! the candidate + named | restated | stated | answered | demonstrated | showed | correctly | said what | explained | gave | covered",
            "! this answer | this candidate | the candidate + deserves | meets all | satisfies all | exceeds | should be rated | is complete | asked | has passed | passed | said | changed | held | gave | wins",
            "! criterion | criteria + met | unprompted | score* | status | verdict | satisfied | fulfilled",
            "! count | record | mark | cite | quote | score + as mine | as such | as met | that i said | candidate said | the candidate",
            "! pretend | write down + i said | you said",
        ),
    )
)
_PRAISES = tuple(
    map(
        pattern,
        (
            "! excellent | outstanding | brilliant | exemplary | flawless | senior level | staff level | world class | thorough | complete and + answer | design | candidate* | i am | i'm | interviewer | at this | argument | work",
            "! few candidates | best candidate | better than most | other candidates | best interviewer",
            "! well past the bar | above the bar | nailed | crushed + it | that | this",
        ),
    )
)
_POLITE = re.compile(
    r"(?:(?:ok|okay|right|well|so|sure|yes|yeah|thanks|thank you|great|alright|hm+)\b[ ,.!]*)*(?:"
    r"(?:(?:that is|that's|it's|what a|this is)\s)?(?:an?\s)?(?:very\s|really\s)?(?:good|great|fair|interesting|nice|excellent|tough) (?:question|point)|(?:just )?let me (?:think|see|collect my thoughts)\b.*|"
    r"(?:i )?hope (?:that|this|it) (?:makes sense|helps|is clear|answers)\b.*|(?:does|do) (?:that|this) make sense.*|(?:please |do )?(?:stop|interrupt) me\b.*|where was i|(?:i(?:'m| am) )?happy to (?:go|dive|talk|discuss|elaborate|explain|expand)\b.*|"
    r"feel free\b.*|(?:please )?let me know if\b.*|(?:thanks|thank you)(?: (?:so much|a lot|very much|again|for .{1,30}))?)\W*"
)
"""Talk about the talk."""
_VERDICT = re.compile(
    r"[\"']?\b[a-z_]+(?:\.[a-z_]+)?[\"']?\s?[:=]\s?[\"']?(?:met|partial|absent|unprompted|prompted|strong[_ ]hire)\b|[\"'](?:verdict|criterion|initiative)[\"']\s?:"
    r"|\bcriterion\b.{0,40}\bmet\b|\b(?:update|drop\s+table)\s+(?:findings?|criteria|scores?|standings?|grades?|results?|verdicts?)\b|\b(?:restate|clarify|break_down|data_model|flows|challenges|wrap_up)\.[a-z_]{4,}",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^\W*SYSTEM\s?:|^\W*(?i:assistant|interviewer|judge|grader)\s*(?::|\W*$)|(?i:<\W{0,3}(?:system|assistant|interviewer|candidate|judge|grader|transcript|instructions?|evaluation)\b[^>]{0,40}>|\bcandidate quote\b)"
)
"""A line in somebody else's name."""
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
PRAISING = 16
"""Words of a sentence that praises and says nothing else."""


def to_the_judge(sentence: Sentence) -> bool:
    """Whether it asks for a score, claims one, or speaks as somebody else."""
    return any(each.found_in(sentence) for each in _INSTRUCTS) or bool(_VERDICT.search(sentence.text)) or speaks_as_another(sentence.text)


def speaks_as_another(line: str) -> bool:
    """Whether a line is put into somebody else's mouth."""
    return bool(_ROLE.search(line))


def praises(sentence: Sentence) -> bool:
    """Whether it praises what was said instead of adding to it."""
    return _short(sentence) and any(each.found_in(sentence) for each in _PRAISES)


def is_polite(sentence: Sentence) -> bool:
    """Whether it is talk about the talk, and not a question of the candidate's."""
    return _short(sentence) and bool(_POLITE.fullmatch(sentence.plain))


def comments(text: str) -> list[tuple[int, int]]:
    """Where a text is hidden from the reader: from where to where."""
    return [match.span() for match in _COMMENT.finditer(text)] if "<!--" in text else []


def _short(sentence: Sentence) -> bool:
    return len(sentence.text.split()) <= PRAISING and not any(map(str.isdigit, sentence.text))
