"""What somebody's finished interviews came to, from the read models; no log is read but for marks that are missing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.app import App
from bot.bank import Bank
from interview_flow.assessment.scorecard import Verdict
from interview_flow.phases import Phase
from interview_flow.printable import printable, shortened
from interview_flow.progress import Outcome, Sitting
from storage.marks import Mark
from storage.people import People
from storage.tallies import Tallies
from storage.transcripts import Listed

MOST = 120
"""Finished interviews that are looked at, the latest ones, and as many drills."""
LONGEST = 90
"""Characters of a topic that somebody typed."""


@dataclass(frozen=True)
class History:
    """`sittings` stand with the oldest first; of `waiting` more the marks are still to be made."""

    sittings: tuple[Sitting, ...]
    waiting: int


async def history(app: App, person: str) -> History:
    """A person's. Raises `StorageFailed`."""
    finished, marks = await what_is_known(app, person)
    found = sittings(finished, marks, app.bank)
    return History(found, len(finished) - len(found))


async def what_is_known(app: App, person: str) -> tuple[list[Listed], list[Mark]]:
    """What a person has finished and may know of, the oldest first, and its marks. Raises `StorageFailed`."""
    await app.marking.of(person)
    finished = await Tallies(app.database).finished(person, MOST, knows_all=await knows_all(app, person))
    return finished, await app.marks.of_these([each.id for each in finished])


async def knows_all(app: App, person: str) -> bool:
    """Whether a candidate is never asked to score themselves first, so that everything that is finished is for their eyes."""
    return (await People(app.database).find(person)).scores_self is False


def sittings(finished: Sequence[Listed], marks: Iterable[Mark], bank: Bank) -> tuple[Sitting, ...]:
    """The interviews that have marks and a score."""
    of: dict[str, list[Outcome]] = defaultdict(list)
    for mark in marks:
        outcome = Outcome(criterion=mark.criterion, status=mark.status, initiative=mark.initiative, earned=mark.earned, expected=mark.expected)
        of[mark.interview_id].append(outcome)
    return tuple(_sitting(each, of[each.id], each.score, bank) for each in finished if of[each.id] and each.score is not None)


def called(bank: Bank, problem: str | None, topic: str, drill: Phase | None = None) -> str:
    """What an interview is called, on one line."""
    return shortened(printable(bank.title(problem, topic, drill)), LONGEST)


def _sitting(listed: Listed, outcomes: Sequence[Outcome], score: float, bank: Bank) -> Sitting:
    return Sitting(
        id=listed.id,
        title=called(bank, listed.problem, listed.topic, listed.drill),
        problem=listed.problem,
        level=listed.level,
        mode=listed.mode,
        at=listed.ended_at or listed.last_at,
        score=score,
        verdict=Verdict(listed.verdict) if listed.verdict else None,
        phase=listed.phase,
        outcomes=tuple(outcomes),
        drill=listed.drill,
    )
