"""A number as engineers write it: 2.6B, 2 000 000, half a billion, 1e9. Some can be read in two ways, and both are kept."""

import math
import re
from dataclasses import dataclass

from interview_flow.assessment.estimates.tokens import Token
from interview_flow.assessment.estimates.units import PER_SECOND, bandwidths, named
from interview_flow.assessment.estimates.words import FRACTIONS, LETTERS, MAGNITUDES, NUMBERS, TIMES_OVER

_THOUSANDS_OR_DECIMALS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_UNITS_OF_LETTERS = {"m": "minute", "B": "byte", "b": "bit", "G": "gigabyte", "T": "terabyte", "t": "terabyte"}
"""What a letter that is mostly a magnitude may also be."""

Powers = tuple[tuple[str, int], ...]
"""Units with how often each stands in a measure: GB/day is gigabyte 1, day -1."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and its units."""

    number: float
    units: Powers = ()

    def times(self, factor: float, units: Powers = ()) -> "Measure":
        """The measure multiplied."""
        return Measure(self.number * factor, self.units + units)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with what hangs on it."""

    measures: tuple[Measure, ...]
    percent: bool = False
    multiplier: bool = False
    doubtful: bool = False
    about: bool = False


def values(token: Token) -> tuple[tuple[float, ...], bool]:
    """What the digits may mean, the likeliest first, and whether they are doubtful."""
    digits = token.text
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return (float(digits.replace(",", ".")),), True
    if digits.count(".") > 1:
        return (float(digits.replace(".", "")),), False
    plain = re.sub(r"[,_'’ \u00a0\u202f]", "", digits)
    found = float(plain) if len(plain) < 400 else math.inf
    if not token.suffix and _THOUSANDS_OR_DECIMALS.fullmatch(digits):
        return (found, found * 1000), False
    return (found,), bool(re.fullmatch(r"[1-9][ \u00a0\u202f]\d{3}", digits)) and not digits.endswith("000")


def numeral(token: Token) -> Numeral | None:
    """A number in digits with its suffix; None when the suffix is unknown or the number is beyond measure."""
    found, doubtful = values(token)
    suffix = token.suffix
    about = suffix.endswith("ish")
    suffix = suffix.removesuffix("ish") if about else suffix
    if not all(math.isfinite(value) and value < 1e60 for value in found):
        return None
    if suffix in ("%", "x", "X"):
        share = 0.01 if suffix == "%" else 1.0
        return Numeral(tuple(Measure(value * share) for value in found), suffix == "%", suffix != "%", doubtful, about)
    hanging = _hanging(suffix)
    return Numeral(tuple(each.times(value) for value in found for each in hanging), doubtful=doubtful, about=about) if hanging else None


def _hanging(suffix: str) -> tuple[Measure, ...]:
    """What a suffix without its number may mean."""
    if not suffix:
        return (Measure(1.0),)
    if suffix in LETTERS:
        also = _UNITS_OF_LETTERS.get(suffix)
        return (Measure(LETTERS[suffix]), *((Measure(1.0, ((also, 1),)),) if also else ()))
    if (low := suffix.lower()) in MAGNITUDES:
        return (Measure(MAGNITUDES[low]),)
    if suffix in bandwidths():
        return (Measure(1.0, ((bandwidths()[suffix], 1), ("second", -1))),)
    if units := named(suffix):
        return tuple(Measure(1.0, ((unit, 1),)) for unit in units)
    if low in PER_SECOND:
        return (Measure(1.0, (("second", -1),)),)
    if suffix[0] in LETTERS and low[1:] in PER_SECOND:
        return (Measure(LETTERS[suffix[0]], (("second", -1),)),)
    return ()


def spelled(tokens: list[Token], at: int) -> tuple[Numeral, int] | None:
    """A number in words from here, and where it ends."""
    words = [token.low if token.kind == "word" else "" for token in tokens[at : at + 4]] + [""] * 4
    first, second, third = words[:3]
    if first in TIMES_OVER:
        return Numeral((Measure(TIMES_OVER[first]),), multiplier=True), at + 1
    if first == "half" and second in ("a", "an"):
        return Numeral((Measure(0.5 * MAGNITUDES.get(third, 1.0)),)), at + (3 if third in MAGNITUDES else 2)
    if first in ("a", "one") and second in FRACTIONS and third == "of":
        return Numeral((Measure(FRACTIONS[second]),), percent=True), at + 2
    if first == "half" and second == "of":
        return Numeral((Measure(0.5),), percent=True), at + 1
    if first in ("a", "an") and second in MAGNITUDES:
        return Numeral((Measure(MAGNITUDES[second]),)), at + 2
    if first in ("a", "an") and second == "half" and third in MAGNITUDES:
        return Numeral((Measure(0.5 * MAGNITUDES[third]),)), at + 3
    if first in NUMBERS and second in FRACTIONS and third == "of":
        return Numeral((Measure(NUMBERS[first] * FRACTIONS[second]),), percent=True), at + 2
    if first in NUMBERS:
        return Numeral((Measure(NUMBERS[first]),)), at + 1
    return None


def magnitude(token: Token) -> tuple[Measure, ...]:
    """What a word after a number multiplies it by; none when it is no magnitude."""
    if token.kind != "word":
        return ()
    if token.low in MAGNITUDES and token.low != "k":
        return (Measure(MAGNITUDES[token.low]),)
    if token.text in ("k", "K", "M", "G", "T", "B"):
        also = _UNITS_OF_LETTERS.get(token.text)
        both = (Measure(LETTERS[token.text]), *((Measure(1.0, ((also, 1),)),) if also else ()))
        return both[::-1] if token.text == "B" else both
    return ()
