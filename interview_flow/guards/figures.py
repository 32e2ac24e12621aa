"""The figures in a text by their values, however they are written: 2,000, 2k and two thousand are one."""

import re
from functools import lru_cache

from interview_flow.sentences import plain

_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "t": 1e12, "tn": 1e12,
    "trillion": 1e12, "hundred": 1e2, "dozen": 12.0, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_SMALL = {
    word: float(at)
    for at, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {word: 10.0 * at for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_WORDS = {**_SMALL, **_TENS}
_PLURALS = {"tens": 1e1, "dozens": 1e1, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
_FOLD = re.compile(r"^(\w+?)fold$")
_TOKEN = re.compile(r"[0-9]{1,40}(?:[.,][0-9]{1,40}){0,12}|[a-z]+|[^\sa-z0-9]")
_JARGON = re.compile(r"\b(?:p\d{2,3}(?:\.9+)?|24 7|http 2|http\d|ipv[46]|utf 8|utf8|[a-z]+\d{1,4}[a-z]*|\d+(?:st|nd|rd|th))\b")
"""Names that hold digits are no figures."""
LEAST_SPELLED = 10
"""Number words below it are common talk."""


@lru_cache(maxsize=1024)
def figures(text: str) -> frozenset[float]:
    """The values of the figures: typed ones, and spelled ones from ten upwards."""
    tokens = _TOKEN.findall(_JARGON.sub(" ", _ascii(plain(text))))
    found: set[float] = set()
    at = 0
    while at < len(tokens):
        value, following, typed = _number(tokens, at)
        if following == at:
            at += 1
            continue
        if typed or value >= LEAST_SPELLED:
            found.add(value)
        at = following
    return frozenset(found)


@lru_cache(maxsize=1024)
def vague_figures(text: str) -> frozenset[float]:
    """The sizes of what is said in plurals: thousands of callers."""
    return frozenset(_PLURALS[word] for word in re.findall(r"[a-z]+", plain(text)) if word in _PLURALS)


def _ascii(text: str) -> str:
    """Digits of any script as those that are searched for."""
    return text if text.isascii() else "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)


def _number(tokens: list[str], at: int) -> tuple[float, int, bool]:
    """The number that begins at a token, where it ends, and whether it is typed."""
    first = tokens[at]
    if first[0].isdigit():
        value, following = _typed(first), at + 1
        while following < len(tokens) and re.fullmatch(r"[0-9]{3}", tokens[following]) and 1 <= value < 1e12 and value == int(value):
            value, following = value * 1000 + float(tokens[following]), following + 1
        while following < len(tokens) and tokens[following] in _SCALES and value < 1e30:
            value, following = value * _SCALES[tokens[following]], following + 1
        return value, following, True
    if found := _FOLD.match(first):
        return _WORDS.get(found[1], _SCALES.get(found[1], 0.0)), at + 1, False
    return _spelled(tokens, at)


def _typed(digits: str) -> float:
    whole = digits.replace(",", "") if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{2,3})*(?:\.[0-9]+)?", digits) else digits.replace(",", ".")
    try:
        return float(whole)
    except ValueError:
        return float(re.sub(r"[^0-9]", "", digits))


def _spelled(tokens: list[str], at: int) -> tuple[float, int, bool]:
    """Ten thousand, twenty five, two hundred and fifty, a million."""
    total, part, seen, start = 0.0, 0.0, False, at
    while at < len(tokens):
        word = tokens[at]
        if word in _WORDS:
            part, seen = part + _WORDS[word], True
        elif word in _SCALES and len(word) > 2:
            scale = _SCALES[word]
            part = (part or 1.0) * scale
            if scale >= 1e3:
                total, part = total + part, 0.0
            seen = True
        elif not (word == "and" and seen and at + 1 < len(tokens) and tokens[at + 1] in _WORDS and (total + part) >= 100):
            break
        at += 1
    return total + part, at if seen else start, False
