"""Words in quotation marks are the candidate's, or were given to both."""

import re
from collections.abc import Iterator

from interview_flow.guards.ground import Ground

FEWEST_WORDS = 3
"""Words from which a quotation is held against somebody."""
_QUOTED = re.compile(r"“([^“”]{1,600})”|\"([^\"]{1,600})\"|«([^«»]{1,600})»|(?<!\w)'([^']{1,600})'(?!\w)|(?<!\w)‘([^‘’]{1,600})’")
_FOLD = re.compile(r"[\W_]+")


def misquotes(ground: Ground, text: str) -> bool:
    """Whether a text puts words in quotation marks that nobody said."""
    quoted = [part for part in _parts(text) if len(part.split()) >= FEWEST_WORDS]
    if not quoted:
        return False
    said = " | ".join(_folded(each) for each in ground.texts)
    return any(part not in said for part in quoted)


def _parts(text: str) -> Iterator[str]:
    """What stands in quotation marks, cut where it leaves something out."""
    for found in _QUOTED.finditer(text):
        inside = next(group for group in found.groups() if group)
        yield from (_folded(part) for part in re.split(r"…|\.\.\.|\[[^\]]*\]", inside))


def _folded(text: str) -> str:
    return _FOLD.sub(" ", text.casefold()).strip()
