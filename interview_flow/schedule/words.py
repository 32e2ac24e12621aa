"""A phrase as it was typed -> the words that the clauses are read from."""

import re
from dataclasses import dataclass
from typing import Self

from interview_flow.schedule.refusals import BadPhrase, quoted
from interview_flow.schedule.saying import OTHER_YEARS, SHORTER_MONTHS
from interview_flow.schedule.vocabulary import KNOWN, NUMBERS, PLURAL_WEEKDAYS, WEEKDAYS, mended
from interview_flow.schedule.zone_names import is_zone_word

LONGEST = 500
_PLAIN = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width, as an input method for Japanese types them
    | dict.fromkeys("‘’ʼ", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("\u200b\u2060\ufeff", "")
)
_QUOTES = "\"“”„«»'*~`()"
_ENDS = ".,;:!?"
_ESCAPED = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}  # by Slack
_NOTES = re.compile("|".join(re.escape(note.lower()) for note in (SHORTER_MONTHS, OTHER_YEARS)))
_WORD = re.compile(
    r"(?:utc|gmt)[+-][0-9]{1,2}(?::[0-9]{2})?(?![0-9])"
    r"|[a-z]+(?:/[a-z0-9_+-]+)+"
    r"|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}(?![0-9])"
    r"|[0-9]{1,2}/[0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.(?![0-9])|\+[0-9]{1,2}:[0-9]{2}"
    r"|[0-9]{1,2}[:.][0-9]{2}(?::00)?(?![0-9:])"
    r"|[0-9]+\.[0-9]+|[0-9]+(?:st|nd|rd|th)(?![a-z])|[0-9]+"
    r"|[ap]\.m\.?(?![a-z])|[a-z]+(?:'[a-z]+)*|\S"
)
_DAY_FIRST = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a phrase in lower case, each with what it was typed in."""

    words: tuple[str, ...]
    typed: tuple[str, ...]

    @classmethod
    def of(cls, phrase: str) -> Self:
        """Raises `BadPhrase` for one that is empty or too long."""
        if len(phrase) > LONGEST:
            raise BadPhrase(f"That is too long for a time (more than {LONGEST} characters).")
        pairs = [(word, chunk) for chunk in _plain(phrase).split() for word in _cut(chunk)]
        if not pairs:
            raise BadPhrase("That says no time.")
        for word, chunk in pairs:
            if not word.isascii():  # digits of other scripts among them, which `int` would read
                raise BadPhrase(f"I do not understand {quoted(chunk)}.")
        return cls(tuple(_meant(word) for word, _ in pairs), tuple(chunk for _, chunk in pairs))._without_hyphens()

    def _without_hyphens(self) -> Self:
        """A dash says something between two weekdays and before a figure; else it joins words ("half-past") or sets them apart."""
        days = WEEKDAYS.keys() | PLURAL_WEEKDAYS.keys()
        kept = [
            place
            for place, word in enumerate(self.words)
            if word != "-" or self.at(place + 1)[:1].isdecimal() or (place and {self.words[place - 1], self.at(place + 1)} <= days)
        ]
        return type(self)(tuple(self.words[place] for place in kept), tuple(self.typed[place] for place in kept))

    def at(self, place: int) -> str:
        """The word there; empty before the first and behind the last one."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def span(self, place: int, count: int) -> str:
        """That many words from there, with a blank between."""
        return " ".join(self.words[place : place + count])

    def number(self, place: int) -> int | None:
        """The whole number that stands there, in digits (at most four) or as a word."""
        word = self.at(place)
        return int(word) if word.isdecimal() and len(word) <= 4 else NUMBERS.get(word)


def _plain(phrase: str) -> str:
    plain = phrase.translate(_PLAIN)
    for escaped, character in _ESCAPED.items():
        plain = plain.replace(escaped, character)
    plain = _NOTES.sub(" ", plain.lower()) if "(" in plain else plain
    plain = re.sub(r"(?i)(?<![a-z])(?:m-f|mo-fr)(?![a-z])", "mon-fri", plain)
    return re.sub(r"([0-9])[tT]([0-9]{2}:)", r"\1 \2", plain)


def _cut(chunk: str) -> list[str]:
    """The words of what stands between two blanks; of the marks behind it only the comma says something."""
    bare = chunk.strip(_QUOTES)
    bare = bare if _DAY_FIRST.fullmatch(bare) else bare.rstrip(_ENDS)
    words = [part for word in _WORD.findall(bare.lower()) for part in _parts(word)]
    return [*words, ","] if chunk.rstrip(_QUOTES).endswith((",", ";")) else words


def _parts(word: str) -> list[str]:
    """Days joined by strokes are several words, zones are one."""
    parts = word.split("/")
    return " , ".join(parts).split() if len(parts) > 1 and WEEKDAYS.keys() >= set(parts) else [word]


def _meant(word: str) -> str:
    return word if word in KNOWN or is_zone_word(word) else mended(word)
