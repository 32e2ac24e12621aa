"""What is to be practised: the bank to choose from, and what a person chose."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from bot.bank import Bank
from bot.channels.web.forms import Filled
from bot.preferences import preferences
from interview_flow.decisions import LONGEST_TOPIC
from interview_flow.problems import Difficulty, Problem
from interview_flow.rubric import Level, Mode
from storage.people import Person

RANDOM = "random"
"""In place of a problem's name: any."""
MOST_MINUTES = 9999
LONGEST_SEARCH = 100
"""Characters of a search that are read."""
_USUAL_MINUTES = 45


@dataclass(frozen=True)
class Wished:
    """How an interview is to be; `minutes` as it was typed."""

    topic: str = ""
    level: Level = Level.SENIOR
    mode: Mode = Mode.STRICT
    minutes: str = str(_USUAL_MINUTES)

    @property
    def length(self) -> int | None:
        """The minutes; None if they are none."""
        fits = self.minutes.isascii() and self.minutes.isdigit() and len(self.minutes) <= len(str(MOST_MINUTES))
        return int(self.minutes) if fits else None


def usual(person: Person) -> Wished:
    """How a person likes to practise."""
    liked = preferences(person)
    return Wished(level=liked.level, mode=liked.mode, minutes=str(liked.minutes))


def wished(form: Filled, otherwise: Wished) -> Wished:
    """What was filled in."""
    level, mode = form.text("level"), form.text("mode")
    return Wished(
        topic=form.text("topic"),
        level=Level(level) if level in set(Level) else otherwise.level,
        mode=Mode(mode) if mode in set(Mode) else otherwise.mode,
        minutes=form.text("minutes") or otherwise.minutes,
    )


def fitting(bank: Bank, search: str, difficulty: str) -> dict[Difficulty, list[Problem]]:
    """The problems in which every word of a search is found, easiest first."""
    words = search[:LONGEST_SEARCH].casefold().split()
    found = {each: list[Problem]() for each in Difficulty if difficulty in ("", each.value)}
    for problem in sorted(bank.problems, key=lambda problem: problem.title):
        text = " ".join((problem.title, *problem.aliases, *problem.tags)).casefold()
        if problem.difficulty in found and all(word in text for word in words):
            found[problem.difficulty].append(problem)
    return {each: problems for each, problems in found.items() if problems}


def picked(bank: Bank, slug: str, practised: Iterable[str | None]) -> Problem | None:
    """The problem with this name, or any, rather one that was not practised yet."""
    if slug != RANDOM:
        return bank.problem(slug)
    new = [problem for problem in bank.problems if problem.slug not in set(practised)]
    return secrets.choice(new or list(bank.problems))


def near(bank: Bank, topic: str) -> tuple[Problem | None, tuple[Problem, ...]]:
    """The problem that a topic means, or those that it may have meant."""
    if len(topic) > LONGEST_TOPIC:  # refused anyway
        return None, ()
    found = bank.find(topic)
    return found.problem, found.choices
