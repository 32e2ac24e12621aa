"""Which requirements matter most: marks, ranges and lists that rank what was listed."""

import re

from interview_flow.notes import Priority, Requirement
from interview_flow.reading.lists import items, trimmed
from interview_flow.sentences import plain

_RANKED = re.compile(
    r"\((?P<mark>must(?:[- ]have)?|nice(?:[- ]to[- ]have)?|should|could|optional|p[0-2]|mvp|later|v2|stretch)\)|\[(?P<box>must|nice|p[0-2])\]|^(?P<lead>p[0-2])\b[:\s]",
    re.IGNORECASE,
)
_MUST = frozenset({"must", "p0", "mvp"})
RANKS = re.compile(r"\b(?:must[- ]haves?|nice[- ]to[- ]haves?|nice to have)\b", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst (?P<many>two|three|four|five|six)\b", re.IGNORECASE)
_RANGE = re.compile(r"\b(?P<low>\d{1,2}) ?(?:to|-|–|through) ?(?P<high>\d{1,2})\b")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SHORT = frozenset("a an the to of and or for from with in on by per is be can their its other own".split())


def requirement(text: str, turn: int, priority: Priority | None) -> Requirement:
    found = _RANKED.search(text)
    if found:
        mark = (found["mark"] or found["box"] or found["lead"]).casefold()
        priority = Priority.MUST if mark.split()[0].split("-")[0] in _MUST else Priority.NICE
        text = trimmed(text[: found.start()] if found.start() else text[found.end() :]) or text
    return Requirement(text=" ".join(text.split()), turn=turn, priority=priority)


def priority_of(cell: str) -> Priority | None:
    if not cell.strip():
        return None
    return Priority.MUST if re.search(r"\b(?:p0|must|mvp|high|1)\b", cell.casefold()) else Priority.NICE


def musts(said: str) -> int:
    """How many of the list, counted from its start, are must-haves: "the first four", "1 to 3"."""
    if found := _FIRST.search(said):
        return _COUNTS[found["many"].casefold()]
    found = _RANGE.search(said)
    return int(found["high"]) if found and found["low"] == "1" else 0


def ranked_in(said: str) -> tuple[str, ...]:
    found = items(said)
    return tuple(part.strip() for item in found for part in re.split(r"\s(?:and|&)\s", item)) if len(found) == 1 else found


def with_ranks(listed: list[Requirement], ranked: list[tuple[str, Priority]], turn: int) -> list[Requirement]:
    """Requirements with the priority that a later list of the same message gives them; what it adds is added."""
    for text, priority in ranked:
        meant = [place for place, requirement in enumerate(listed) if _stems(text) <= _stems(requirement.text)]
        if not meant and text.casefold() not in ("the rest", "everything else", "all of the above", "others"):
            listed.append(requirement(text, turn, priority))
        for place in meant[:2]:
            listed[place] = listed[place].model_copy(update={"priority": priority})
    return [requirement for requirement in listed if requirement.text]


def _stems(text: str) -> set[str]:
    return {word.rstrip("s").removesuffix("ing").rstrip("e")[:8] for word in re.findall(r"[a-z0-9]+", plain(text)) if word not in _SHORT}
