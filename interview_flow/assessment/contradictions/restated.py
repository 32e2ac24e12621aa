"""A sentence that is said again in the same words, but for a figure."""

import re
from collections.abc import Iterator

from interview_flow.assessment.contradictions.numerals import NUMBER, value
from interview_flow.assessment.contradictions.quantities import Quantity
from interview_flow.assessment.contradictions.statements import Statement

SENTENCE = "sentence"
"""What such a figure measures, as the first word of its key says."""
MOST_FIGURES = 6
FEWEST = 4
"""Words that have to be the same."""
_NUMBER = re.compile(NUMBER)
_OPENING = re.compile(r"^(?:(?:and|so|as|like|once|again|remember|i|we|you|said|before|mentioned|earlier|recall|that|to\srepeat)\b[,: ]*){1,8}")
_DIGIT = re.compile("[0-9]")
"""Figures in words are not compared: most sentences need no closer look."""
_WORD = re.compile(r"[a-z]{2,}")


def restated(statement: Statement) -> Iterator[Quantity]:
    """The figures of a sentence, each measured by the sentence itself and its place in it."""
    if not _DIGIT.search(statement.folded):
        return
    text = _OPENING.sub("", statement.folded)
    found = [match for match in _NUMBER.finditer(text) if match[0][0].isdigit()]
    words = _WORD.findall(_NUMBER.sub(" ", text)) if 0 < len(found) <= MOST_FIGURES else []
    if len(words) >= FEWEST:
        for place, match in enumerate(found):
            yield Quantity((SENTENCE, str(place), *words), value(match[0]), match[0])
