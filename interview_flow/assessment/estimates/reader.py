"""Tokens, with the quantities that begin at them."""

from interview_flow.assessment.estimates.quantities import Quantity, quantity
from interview_flow.assessment.estimates.tokens import Token


class Reader:
    """The tokens, and the quantities that were read from them, each once."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self._read: dict[tuple[int, bool], tuple[Quantity, int] | None] = {}

    def quantity(self, at: int, *, after_quantity: bool = False) -> tuple[Quantity, int] | None:
        """The quantity that begins at a token, and the token after it."""
        key = at, after_quantity and self.tokens[at].kind != "number"
        if key not in self._read:
            self._read[key] = quantity(self.tokens, at, after_quantity=after_quantity)
        return self._read[key]
