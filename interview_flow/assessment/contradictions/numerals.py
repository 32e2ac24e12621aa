"""Numbers as people type them: 100M, 2 000 000, 2e9, fifty, a hundred million."""

import re

_WORDS: dict[str, float] = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0}
_SCALES: dict[str, float] = {
    **dict.fromkeys(("k", "thousand"), 1e3),
    **dict.fromkeys(("m", "mn", "mln", "mio", "million"), 1e6),
    **dict.fromkeys(("b", "bn", "billion"), 1e9),
    **dict.fromkeys(("t", "tn", "trillion"), 1e12),
}
_SMALL = "|".join(sorted((word for word in _WORDS if word != "zero"), key=len, reverse=True))
_START = r"(?<![\w.,:^/$€-])"
DIGITS = rf"{_START}(?:[0-9]{{1,3}}(?:[, ][0-9]{{3}}){{1,4}}(?![0-9])|[0-9]{{1,15}})(?:\.[0-9]{{1,6}})?(?:e[0-9]{{1,2}}\b)?"
"""Digits alone, to be followed by a unit; without groups, for folded text."""
WORDS = rf"\b(?:half a|an?|{_SMALL})(?:\shundred)?\s(?:thousand|million|billion)\b|\b(?:an?|{_SMALL})\shundred\b|\b(?:{_SMALL})\b"
"""A number in words."""
NUMBER = rf"(?:{DIGITS}(?:\s?(?:k|mn|mln|mio|m|bn|tn|thousand|million|billion|trillion)|b|t)?(?![\w^])(?!\.[0-9])|{WORDS})"
"""A number with its scale; 300 B is an amount of data and 6B is none, so a bare B must touch its digits."""
_DIGITS = re.compile(r"([0-9][0-9, ]*(?:\.[0-9]+)?(?:e[0-9]+)?)\s?([a-z]+)?")


def value(text: str) -> float:
    """The value of what `NUMBER` or `DIGITS` matched."""
    if digits := _DIGITS.fullmatch(text.strip()):
        return float(digits[1].replace(",", "").replace(" ", "")) * _SCALES.get(digits[2] or "", 1.0)
    result = 0.5 if text.startswith("half ") else 1.0
    for word in text.removeprefix("half ").split():
        result *= 100.0 if word == "hundred" else _SCALES.get(word) or _WORDS.get(word, 1.0)
    return result
