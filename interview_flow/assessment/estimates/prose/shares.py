"""Figures derived from others: what 95% leaves, 30% more, what 12 bits can count, 62 to the power of 7."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.pieces import Piece, Word
from interview_flow.assessment.estimates.prose.facts import Fact
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.units import kind, named

_MORE = frozenset("headroom spare margin extra more growth overhead buffer slack".split())
_LESS = frozenset("less fewer off discount".split())
CHARACTERS = frozenset("character characters char chars letter letters symbol symbols digit digits".split())
_ALPHABETS = {"base62": 62.0, "base58": 58.0, "base64": 64.0, "base36": 36.0, "base32": 32.0, "base16": 16.0, "hex": 16.0, "alphanumeric": 62.0}
_MOST_BITS = 128


def shares(fact: Fact, words: Collection[str]) -> tuple[Quantity, ...]:
    """What a share may stand for, the likeliest first."""
    share = fact.quantity.measures[0].number
    spoken = {*fact.quantity.label, *words}
    if not _MORE.isdisjoint(spoken):
        return (_as(fact, 1 + share),)
    if not _LESS.isdisjoint(spoken):
        return (_as(fact, 1 - share),)
    return (_as(fact, share), *((_as(fact, 1 - share),) if share < 1 and share != 0.5 else ()))


def _as(fact: Fact, number: float) -> Quantity:
    return replace(fact.quantity, measures=(Measure(number),), percent=False)


def counted(pieces: Sequence[Piece], fact: Fact) -> Quantity | None:
    """What so many bits or characters can count; None for another figure."""
    bits = fact.quantity.measures[0]
    words = [*fact.quantity.label, *(piece.text for piece in pieces[fact.place + 1 : fact.place + 5] if isinstance(piece, Word))]
    if bits.units == (("bit", 1),) and 1 < bits.number <= _MOST_BITS:
        span = next((units[0] for word in words[:3] if len(word) > 1 and (units := named(word)) and kind(units[0]).time), "")
        return replace(fact.quantity, measures=(Measure(2.0**bits.number, ((span, 1),) if span else ()),), label=())
    if bits.units or not 1 < bits.number <= 40 or CHARACTERS.isdisjoint(fact.quantity.label):
        return None
    around = [piece.text for piece in pieces[max(0, fact.place - 4) : fact.place + 5] if isinstance(piece, Word)] + list(fact.quantity.label)
    base = next((_ALPHABETS[word] for word in around if word in _ALPHABETS), None)
    return replace(fact.quantity, measures=(Measure(base**bits.number),), label=()) if base else None
