"""The problems of the bank as somebody sees them who has not solved them yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview_flow.assessment.scorecard import Verdict, verdict_of
from interview_flow.problems import Difficulty, Problem
from storage.tallies import Practised


@dataclass(frozen=True)
class Entry:
    """One problem, and how often it was practised; None if it never was."""

    problem: Problem
    practised: Practised | None

    @property
    def best(self) -> Verdict | None:
        """The best verdict that may be told."""
        known = self.practised and self.practised.best
        return None if known is None else verdict_of(known)


@dataclass(frozen=True)
class Filter:
    """What is looked for: `words` that all stand in what is shown of a problem, a difficulty, a tag; "" for any."""

    words: str = ""
    difficulty: str = ""
    tag: str = ""

    def takes(self, problem: Problem) -> bool:
        """Whether a problem is what is looked for."""
        return (
            (not self.difficulty or problem.difficulty.value == self.difficulty)
            and (not self.tag or self.tag in problem.tags)
            and all(word in _shown(problem) for word in self.words.casefold().split()[:MOST_WORDS])
        )


MOST_WORDS = 20
"""Words of a search that are looked at."""


def entries(bank: Sequence[Problem], practised: dict[str, Practised], wanted: Filter) -> tuple[Entry, ...]:
    """The problems that are looked for, the easiest first."""
    found = [Entry(problem, practised.get(problem.slug)) for problem in bank if wanted.takes(problem)]
    return tuple(sorted(found, key=lambda entry: (list(Difficulty).index(entry.problem.difficulty), entry.problem.title)))


def tags(bank: Sequence[Problem]) -> tuple[str, ...]:
    """Every tag, in alphabetical order."""
    return tuple(sorted({tag for problem in bank for tag in problem.tags}))


def _shown(problem: Problem) -> str:
    """What a search looks into: nothing of what an interviewer keeps to themselves."""
    return " ".join((problem.title, *problem.aliases, problem.prompt, problem.business_context, *problem.tags, *problem.objectives)).casefold()
