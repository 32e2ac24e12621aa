"""How somebody likes to practise, wherever they do."""

from dataclasses import dataclass

from interview_flow.rubric import Level, Mode
from storage.people import Person


@dataclass(frozen=True)
class Preferences:
    """What an interview is like when nothing else is asked for. `minutes` 0 means no clock; who `scores_self` is asked to before the scorecard."""

    level: Level = Level.SENIOR
    mode: Mode = Mode.STRICT
    minutes: int = 45
    scores_self: bool = True


def preferences(person: Person) -> Preferences:
    """How a person likes to practise; what they never set is as for everybody."""
    usual = Preferences()
    return Preferences(
        level=person.level or usual.level,
        mode=person.mode or usual.mode,
        minutes=usual.minutes if person.minutes is None else person.minutes,
        scores_self=usual.scores_self if person.scores_self is None else person.scores_self,
    )
