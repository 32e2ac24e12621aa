"""The names by which people call a zone: "Europe/Berlin", "Berlin time", "EST", "UTC+2"."""

import re
from functools import lru_cache
from zoneinfo import available_timezones

from interview_flow.schedule.refusals import BadPhrase

_ABBREVIATIONS = {
    "America/New_York": "est edt et eastern",
    "America/Chicago": "cst cdt ct central",
    "America/Denver": "mst mdt mt mountain",
    "America/Los_Angeles": "pst pdt pt pacific",
    "Europe/London": "bst",
    "Europe/Lisbon": "wet west",
    "Europe/Berlin": "cet cest mez mesz",
    "Europe/Athens": "eet eest",
    "Europe/Moscow": "msk",
    "Asia/Tokyo": "jst",
    "Asia/Seoul": "kst",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Australia/Sydney": "aest aedt",
    "Australia/Adelaide": "acst acdt",
    "Australia/Perth": "awst",
    "Pacific/Auckland": "nzst nzdt",
    "UTC": "utc gmt z zulu",
}
_CITIES = {
    "America/Los_Angeles": ("san francisco", "seattle", "san diego", "la", "california"),
    "America/New_York": ("boston", "washington", "miami", "atlanta", "nyc", "philadelphia"),
    "America/Chicago": ("austin", "dallas", "houston"),
    "Europe/Berlin": ("munich", "hamburg", "frankfurt", "cologne", "germany"),
    "Europe/Zurich": ("geneva", "switzerland"),
    "Europe/Madrid": ("barcelona", "spain"),
    "Europe/London": ("edinburgh", "manchester", "cambridge", "oxford", "uk"),
    "Europe/Paris": ("lyon", "france"),
    "Asia/Kolkata": ("mumbai", "delhi", "new delhi", "bangalore", "bengaluru", "hyderabad", "chennai", "pune", "india"),
    "Asia/Shanghai": ("beijing", "shenzhen", "china"),
    "Asia/Tokyo": ("osaka", "kyoto"),
    "Asia/Jerusalem": ("haifa", "israel"),
    "America/Toronto": ("montreal", "ottawa"),
    "America/Sao_Paulo": ("rio de janeiro",),
}
_AMBIGUOUS = {"ist": ("9:00 Asia/Kolkata", "9:00 Dublin time", "9:00 Asia/Jerusalem")}
_ORDINARY = set("act center christmas easter la north oral resolute reunion south troll virgin wake west wet yap".split())
"""Names that are words as well: "until easter" names no zone, "easter time" does."""
_CONTINENTS = {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
_OFFSET = re.compile(r"(?:utc|gmt)([+-])([0-9]{1,2})(?::([0-9]{2}))?")
MOST_WORDS = 3


def zone_at(words: tuple[str, ...]) -> tuple[str, int] | None:
    """The zone that these words begin with, and how many of them name it. Raises `BadPhrase` for one that may be two."""
    if not words:
        return None
    if others := _AMBIGUOUS.get(words[0]):
        raise BadPhrase(f"{words[0].upper()} is the name of several time zones; say which city's.", tuple(f"every day at {each}" for each in others))
    if offset := _OFFSET.fullmatch(words[0]):
        return _fixed(offset[1], int(offset[2]), offset[3] or "00"), 1
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        if words[0] in _ORDINARY and count == 1 and words[1:2] != ("time",):
            return None
        if key := _names().get(" ".join(words[:count])):
            return key, count
    return None


@lru_cache(maxsize=1)
def _spelt() -> frozenset[str]:
    return frozenset(word for name in _names() for word in name.split()) | frozenset(_AMBIGUOUS)


def is_zone_word(word: str) -> bool:
    """Is it part of the name of a zone?"""
    return word in _spelt()


def _fixed(sign: str, hours: int, minutes: str) -> str:
    """A zone that never changes; its IANA name has the sign of POSIX, which counts westwards."""
    if minutes != "00":
        raise BadPhrase(
            f"UTC{sign}{hours}:{minutes} has no name of its own; say which city's time it is.",
            ("every day at 9:00 Kolkata time", "every day at 9 UTC+2"),
        )
    if hours > 14 or (sign == "-" and hours > 12):
        raise BadPhrase(f"There is no time zone UTC{sign}{hours}.", ("every day at 9 UTC+2", "every day at 9 Berlin time"))
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Name in lower case -> key."""
    keys = sorted(available_timezones())
    named = {key.rpartition("/")[2].replace("_", " ").lower(): key for key in reversed(keys) if key.split("/")[0] in _CONTINENTS}
    named |= {key.lower(): key for key in keys if "/" in key}
    named |= {name: key for key, names in _ABBREVIATIONS.items() for name in names.split()}
    return named | {name: key for key, names in _CITIES.items() for name in names}
