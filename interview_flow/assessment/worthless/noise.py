"""What is no language: heaps of brackets, the same word over and over, walls of letters, sums that come to nothing."""

import re
from collections import Counter

from interview_flow.sentences import Sentence

_BRACKETS = re.compile(r"[\[\](){}<>]{6}")
_WALL = re.compile(r"[A-Za-z0-9+/]{60,}={0,2}")
"""Base64 and the like; an address has dots, a hash is shorter."""
_WORD = re.compile(r"[^\W\d_]+")
FEWEST = 5
"""Words of which so few are different that nothing is said."""
REPEATED = 0.34
_SUM = re.compile(r"[\d.,\s+*x×/÷=()-]+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DIGIT = 10


def is_noise(sentence: Sentence) -> bool:
    """Whether it is no language, or says one word again and again."""
    return bool(_BRACKETS.search(sentence.text) or _WALL.search(sentence.text)) or _stammers(sentence.plain) or is_trivial(sentence.text)


def is_trivial(text: str) -> bool:
    """Whether it is nothing but sums that anybody does in the head: one and one, or times one."""
    if "=" not in text or not _SUM.fullmatch(text.strip().rstrip(".;")):
        return False
    return all(map(_comes_to_nothing, re.split(r",\s|;", text)))


def _comes_to_nothing(claim: str) -> bool:
    terms = [float(each.replace(",", "")) for each in _NUMBER.findall(claim.partition("=")[0])]
    large = [term for term in terms if term >= _DIGIT]
    return not large or (len(large) == 1 and len(terms) > 1 and all(term in (0, 1) for term in terms if term < _DIGIT))


def _stammers(text: str) -> bool:
    words = _WORD.findall(text)
    if len(words) < FEWEST:
        return len(words) > 2 and len(set(words)) == 1
    if len(set(words)) > REPEATED * len(words):
        return False
    counted = Counter(words)
    return counted.most_common(1)[0][1] >= FEWEST - 1
