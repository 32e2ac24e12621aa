"""A sentence that is said again in the same words, but for its figure."""

import re
from collections.abc import Iterator

from interview_flow.assessment.contradictions.numerals import NUMBER, value
from interview_flow.assessment.contradictions.quantities import Quantity
from interview_flow.assessment.contradictions.statements import Statement

FEWEST = 4
"""Words that have to be the same."""
_NUMBER = re.compile(NUMBER)
_OPENING = re.compile(r"^(?:(?:and|so|as|like|once|again|remember|i|we|you|said|before|mentioned|earlier|recall|that|to\srepeat)\b[,: ]*){1,8}")
_WORD = re.compile(r"[a-z]{2,}")


def restated(statement: Statement) -> Iterator[Quantity]:
    """The only figure of a sentence, measured by the sentence itself."""
    text = _OPENING.sub("", statement.folded)
    found = [match for match in _NUMBER.finditer(text) if any(character.isdigit() for character in match[0])]
    if len(found) == 1 and len(re.findall(r"[0-9]+", text.replace(",", ""))) <= 2:
        words = _WORD.findall(f"{text[: found[0].start()]} {text[found[0].end() :]}")
        if len(words) >= FEWEST:
            yield Quantity(("sentence", *words), value(found[0][0]), found[0][0])
