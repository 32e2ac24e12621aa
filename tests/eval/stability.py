"""How far a distortion moves a score: the original and the distorted script are interviewed and compared.

A distorted message takes as long to say as the original, so that only its words can make a difference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.archive import Kept
from bot.channels.script import Script, seconds_to_say
from interview_flow.transcript import Status
from tests.eval.attentive import Attentive
from tests.eval.distortions import Degradation, Distortion, degraded, distorted
from tests.samples import interviewed

Changed = tuple[str, Status | None, Status | None]
"""A criterion before and after; None where it was not counted."""
STABLE = 2.0
"""Points by which a distortion may move a score."""


@dataclass(frozen=True)
class Shift:
    """What one kind of change did to one candidate: points of 100, and the criteria that changed."""

    candidate: str
    kind: Distortion | Degradation
    before: float
    after: float
    criteria: tuple[Changed, ...]

    @property
    def points(self) -> float:
        """How many more points the changed script has."""
        return self.after - self.before

    @property
    def is_as_it_should_be(self) -> bool:
        """A distortion moves nothing; a degradation takes something away from whoever has something."""
        return abs(self.points) <= STABLE if isinstance(self.kind, Distortion) else self.points < 0 or not self.before


async def stability(scripts: Iterable[tuple[str, Script]], kinds: Sequence[Distortion | Degradation], folder: Path, seed: int = 0) -> list[Shift]:
    """Each script (with its name), changed in each way; `folder` keeps the interviews."""
    shifts: list[Shift] = []
    for name, script in scripts:
        before = await _interviewed(script, script, folder / f"{name}-as-it-is")
        for kind in kinds:
            other = distorted(script, kind, seed) if isinstance(kind, Distortion) else degraded(script, kind)
            after = await _interviewed(other, script, folder / f"{name}-{kind.value}")
            shifts.append(Shift(name, kind, before.scorecard.score, after.scorecard.score, _criteria(before, after)))
    return shifts


def table(shifts: Sequence[Shift]) -> str:
    """A Markdown table: a row for each kind, a column for each candidate, in points; a star where it is not as it should be."""
    names = list(dict.fromkeys(shift.candidate for shift in shifts))
    rows = [f"| change | {' | '.join(names)} |", "|---|" + "---|" * len(names)]
    for kind in dict.fromkeys(shift.kind for shift in shifts):
        cells = {shift.candidate: f"{shift.points:+.1f}{'' if shift.is_as_it_should_be else ' *'}" for shift in shifts if shift.kind is kind}
        rows.append(f"| {kind.value} | {' | '.join(cells.get(name, '') for name in names)} |")
    return "\n".join(rows)


async def _interviewed(script: Script, original: Script, folder: Path) -> Kept:
    folder.mkdir(parents=True, exist_ok=True)
    paces = {
        other: seconds_to_say(said) for phase in script.answers for other, said in zip(script.answers[phase], original.answers[phase], strict=True)
    }
    candidate = Attentive(script, paces)
    return await interviewed(script, candidate.next_words, folder, candidate.seconds)


def _criteria(before: Kept, after: Kept) -> tuple[Changed, ...]:
    one, other = ({each.id: each.status for each in kept.scorecard.criteria} for kept in (before, after))
    return tuple((name, one.get(name), other.get(name)) for name in dict.fromkeys([*one, *other]) if one.get(name) is not other.get(name))
