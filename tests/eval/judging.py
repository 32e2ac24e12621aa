"""Labelled candidates interviewed and judged, and how far judge and label agree. A criterion counts as shown when it is met or partial."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.archive import Kept
from interview_flow.transcript import Speaker, Status
from tests.eval.attentive import Attentive
from tests.eval.labelled import Labelled
from tests.samples import interviewed


@dataclass(frozen=True)
class Judged:
    """One candidate after the interview."""

    candidate: Labelled
    kept: Kept

    @property
    def score(self) -> float:
        """Of 100."""
        return self.kept.scorecard.score

    @property
    def verdict(self) -> str:
        """The program's."""
        return self.kept.scorecard.verdict.value if self.kept.scorecard.verdict else "-"

    def judged(self, criterion: str) -> Status:
        """What the program says of a criterion; one that it left out counts as absent."""
        return next((each.status for each in self.kept.scorecard.criteria if each.id == criterion), Status.ABSENT)

    def label(self, criterion: str) -> Status:
        """What the label says of it. What the interview had no time to hear (a phase takes only so many answers) shows nothing."""
        label = self.candidate.labels[criterion]
        return label.status if not label.quotes or any(_folded(quote) in said for quote in label.quotes for said in self._heard) else Status.ABSENT

    @cached_property
    def _heard(self) -> list[str]:
        return [_folded(turn.text) for turn in self.kept.turns if turn.speaker is Speaker.CANDIDATE]


@dataclass(frozen=True)
class Agreement:
    """How often something was judged shown, labelled shown, and both."""

    judged: int
    labelled: int
    both: int

    @property
    def precision(self) -> float | None:
        """The share of what the judge calls shown that the label calls shown too; None where it calls nothing shown."""
        return self.both / self.judged if self.judged else None

    @property
    def recall(self) -> float | None:
        """The share of what the label calls shown that the judge found; None where there was nothing to find."""
        return self.both / self.labelled if self.labelled else None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


async def judge(candidates: Iterable[Labelled], folder: Path) -> list[Judged]:
    """Every candidate interviewed to the end; `folder` is theirs to write in."""
    return [Judged(each, await interviewed(each.script, Attentive(each.script).next_words, folder / each.name)) for each in candidates]


def agreement(judged: Iterable[Judged], criteria: Iterable[str]) -> Agreement:
    """Over all of these criteria of all of these candidates."""
    names = list(criteria)
    pairs = [(each.judged(name) is not Status.ABSENT, each.label(name) is not Status.ABSENT) for each in judged for name in names]
    return Agreement(sum(one for one, _ in pairs), sum(other for _, other in pairs), sum(one and other for one, other in pairs))


def ranked_right(judged: list[Judged]) -> tuple[int, int]:
    """Of all pairs of candidates of one problem that differ in quality: how many stand in the right order, and how many there are."""
    order = ("hostile", "weak", "middling", "strong")
    pairs = [
        (one.score, other.score)
        for one in judged
        for other in judged
        if one.candidate.problem == other.candidate.problem
        and order.index(one.candidate.quality) < order.index(other.candidate.quality)
        and (one.candidate.quality, other.candidate.quality) != ("hostile", "weak")  # both are nothing
    ]
    return sum(lower < higher for lower, higher in pairs), len(pairs)
