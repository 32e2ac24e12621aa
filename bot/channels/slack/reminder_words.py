"""What is meant by the words after `remind`: a time to be reminded at, or something about the reminders that there are."""

import re
from dataclasses import dataclass
from enum import StrEnum

from interview_flow.reminding.reminders import Outcome

MOST_DIGITS = 3


class Wanted(StrEnum):
    """What somebody wants of their reminders."""

    NEW = "new"
    LIST = "list"
    PAUSE = "pause"
    RESUME = "resume"
    REMOVE = "remove"
    AWAY = "away"
    BACK = "back"
    ROUTINE = "routine"


@dataclass(frozen=True)
class Wish:
    """`phrase` is the time for a new one; `which` the place of one in the list, from 1, or None for all; `until` the words behind "until"."""

    wanted: Wanted
    phrase: str = ""
    which: int | None = None
    until: str = ""


_WORDS = {
    Wanted.LIST: "list show all".split(),
    Wanted.PAUSE: "pause stop off mute".split(),
    Wanted.RESUME: "resume continue on unpause".split(),
    Wanted.REMOVE: "remove delete cancel".split(),
    Wanted.AWAY: "away vacation holiday holidays".split(),
    Wanted.BACK: "back home".split(),
    Wanted.ROUTINE: "quiet weekend weekends settings routine nudge nudges timezone zone".split(),
}
_FIRST = {word: wanted for wanted, words in _WORDS.items() for word in words}
_FILLING = frozenset("all my me them it reminder reminders on for i am i'm please".split())
_BEFORE = frozenset("me please i i'm am".split())
_NUMBER = re.compile(rf"#?([0-9]{{1,{MOST_DIGITS}}})\.?")
_AT_ONCE = {
    Outcome.STARTED: ("start", "start now", "go"),
    Outcome.SNOOZED: ("snooze", "later", "not now", "remind me later", "in an hour", "in 1 hour", "snooze 1h", "snooze 1 hour"),
    Outcome.SKIPPED: ("skip", "skip it", "skip this", "skip today", "pass"),
}
_TOMORROW = ("tomorrow", "not today", "snooze until tomorrow", "remind me tomorrow")


def wished(said: str) -> Wish:
    """What these words want. Never raises: what is nothing else is a phrase."""
    words = said.split()
    bare = [word.strip(".,;:!?'\"“”`").casefold() for word in words]
    while bare and bare[0] in _BEFORE:
        bare, words = bare[1:], words[1:]
    if not bare:
        return Wish(Wanted.LIST)
    wanted = _FIRST.get(bare[0])
    rest = [word for word in bare[1:] if word not in _FILLING]
    until = " ".join(rest[1:]) if rest and rest[0] in ("until", "till", "til") else ""
    number = _NUMBER.fullmatch(rest[0]) if len(rest) == 1 else None
    match wanted:
        case Wanted.ROUTINE:
            return Wish(wanted)
        case Wanted.PAUSE | Wanted.RESUME | Wanted.REMOVE if number:
            return Wish(wanted, which=int(number[1]))
        case Wanted.PAUSE | Wanted.AWAY if until:
            return Wish(wanted, until=until)
        case Wanted() if all(word == bare[0] or word in _WORDS[wanted] for word in rest):
            return Wish(wanted)
        case _:
            return Wish(Wanted.NEW, phrase=" ".join(words))


def answered(said: str) -> tuple[Outcome, bool] | None:
    """What a word or two say to a reminder that has just come, and whether that is about tomorrow; None for anything else."""
    bare = " ".join(said.casefold().strip(" .,!?").split()) if len(said) <= 40 else ""
    if bare in _TOMORROW:
        return Outcome.SNOOZED, True
    return next(((outcome, False) for outcome, words in _AT_ONCE.items() if bare in words), None)
