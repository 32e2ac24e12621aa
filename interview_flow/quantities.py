"""Figures as people write them: the classes that a pattern may name, each as a regular expression over plain text.

| class      | finds                                                               |
|------------|---------------------------------------------------------------------|
| `<number>` | 50, 70 000, 10k, 3 million, a dozen, thirty three thousand          |
| `<rate>`   | 70k per s, 579 results a second, eight hundred a day, 200 qps       |
| `<amount>` | 5 GB, 80 megs, twenty gigabytes                                     |
| `<span>`   | 30 days, 90 d, three years, a month, 20 min                         |
| `<factor>` | x3, 3x, three times, thirty three times, double, tenfold, factor 10 |
| `<figure>` | a rate, an amount, a factor, or a bare number from ten upwards      |
"""

_SPELLED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred hundreds thousand thousands million millions billion billions dozen dozens couple few several half"
).split()
_LARGE = "ten eleven twelve fifteen sixteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions dozen dozens".split()
_WORDS = rf"\b(?:{'|'.join(_SPELLED)})\b"
_SAID = rf"(?:\b(?:an?|the) )?{_WORDS}(?: (?:of |and |a )?{_WORDS}){{0,4}}"
_SHORT = r"k|m|mn|b|bn|t|tn|million|billion|thousand|trillion|hundred"
_TYPED_DIGITS = r"(?<![0-9])(?<![0-9][.,])[0-9][0-9,.]{0,30}+"
"""Possessive and bounded, so that a wall of digits is read once."""
DIGITS = rf"{_TYPED_DIGITS}(?:\s?(?:{_SHORT}|percent|%)(?![a-z]))?"
_TYPED = rf"{_TYPED_DIGITS}(?: [0-9]{{3}}(?![0-9])){{0,4}}+(?:\s?(?:{_SHORT})(?![a-z]))?"
_NUMBER = rf"(?:{_TYPED}|{_SAID})"
_CLOCK = r"(?:ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|nights?|weeks?|months?|quarters?|y|yrs?|years?|decades?)\b"
_EVERY = rf"(?:per|an?|each|every|in (?:an?|one|the)(?: one)?|inside an?|within an?)\s(?:{_NUMBER}\s?)?{_CLOCK}"
_RATE = rf"{_NUMBER}\s?(?:[^\s\d]\S*\s){{0,4}}?(?:{_EVERY}|(?:qps|rps|tps|iops|ops|rpm)\b)"
_BYTES = r"(?:[kmgtp]i?b(?:it|yte)?s?|bytes?|b|(?:kilo|mega|giga|tera|peta)(?:byte|bit)s?|gigs?|megs?|ters?|petas?)\b"
_AMOUNT = rf"{_NUMBER}\s?{_BYTES}"
_SPAN = rf"(?:{_NUMBER}|\b(?:an?|one|per|each|every|the next|the last|the first)\b)\s?{_CLOCK}"
_FACTOR = (
    rf"(?:(?<![a-z0-9])[x×]\s?[0-9]+(?:[.][0-9]+)?\b|\b{_TYPED_DIGITS}\s?[x×](?![a-z0-9])|(?:{_NUMBER})\s?(?:times|fold)\b|\b(?:a )?factor (?:of )?{_NUMBER}"
    r"|\b(?:twice|double[sd]?|triple[sd]?|treble[sd]?|quadruple[sd]?|tenfold|threefold|fivefold|twofold|hundredfold)\b|\borders? of magnitude\b)"
)
_MANY = rf"(?:{_TYPED_DIGITS}\s?(?:{_SHORT})(?![a-z])|[0-9][0-9,.]{{0,30}}[0-9](?![0-9]|[.,][0-9]|\s?(?:percent|nines|{_CLOCK})|\s?%)|\b(?:{'|'.join(_LARGE)})\b)"
_FIGURE = rf"(?:{_RATE}|{_AMOUNT}|{_FACTOR}|{_MANY})"

QUANTITIES = {"number": _NUMBER, "rate": _RATE, "amount": _AMOUNT, "span": _SPAN, "factor": _FACTOR, "figure": _FIGURE}
"""Class -> what it finds, without the bounds of words at its ends."""

A_DIGIT = "#"
"""Stands in the clues for any figure that is typed in digits."""
_ALSO = {
    "span": ("per", "a", "an", "each", "every", "the"),
    "factor": ("twice", "double", "triple", "treble", "quadruple", "tenfold", "threefold", "fivefold", "twofold", "factor", "order", "x"),
}
_ALSO["figure"] = _ALSO["factor"]


def openings(name: str) -> tuple[str, ...]:
    """Words of which one stands in every text that holds a figure of the class; `A_DIGIT` for digits."""
    return (A_DIGIT, *_SPELLED, *_ALSO.get(name, ()))
