"""Every place of a text where something may be said to come to something, in order."""

from collections.abc import Iterator, Sequence

from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.marked import marked
from interview_flow.assessment.estimates.pieces import Mark, Piece, Stop
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.unmarked import punctuated, spanned


def candidates(pieces: Sequence[Piece]) -> Iterator[Candidate]:
    """Every candidate, in order."""
    for place, piece in enumerate(pieces):
        found: Candidate | None = None
        if isinstance(piece, Mark) and not piece.negated:
            found = marked(pieces, place, piece)
        elif isinstance(piece, Stop) and piece.sign in ",(|:":
            found = punctuated(pieces, place, piece.sign)
        elif isinstance(piece, Quantity):
            found = spanned(pieces, place, piece)
        if found:
            yield found
