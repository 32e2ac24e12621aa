"""Ten minutes of practice as they are offered by a button: what would be practised, for whom, and which reminder it came with."""

import json
from dataclasses import dataclass, replace
from typing import Any, cast

from pydantic import ValidationError

from bot.bank import Bank
from bot.channels.slack.views.lists import by_difficulty
from bot.practising import Practice
from interview_flow.drills import Drill, drillable
from interview_flow.phases import Phase
from interview_flow.practice.next_drill import Suggestion
from interview_flow.rubric import Criterion, Level

FIRST_PHASE = Phase.CLARIFY
"""What somebody practises first, of whom nothing is known."""
FIRST_AIMS = 2
LONGEST = 300
"""Characters that are looked at."""
_NOISE = frozenset("a an and the of on for my me to in with at phase skill part drill practice practise some i or".split())


@dataclass(frozen=True)
class Offer:
    """A drill on a problem (slug) at a level. `user` is whom it is for; `reminder` and `occasion` are empty where nobody was reminded.
    `suggestion` says why it is this one; it does not travel."""

    user: str
    drill: Drill
    problem: str
    level: Level
    reminder: str = ""
    occasion: str = ""
    suggestion: Suggestion | None = None

    @property
    def value(self) -> str:
        """As the value of a button."""
        kept = {"u": self.user, "r": self.reminder, "o": self.occasion, "p": self.problem, "l": self.level.value}
        return json.dumps(kept | {"c": self.drill.criteria, "h": self.drill.phase.value})

    def is_known(self, bank: Bank) -> bool:
        """Whether the bank still has all of it."""
        known = {each.id for each in drillable(bank.rubric)}
        return bank.problem(self.problem) is not None and known.issuperset(self.drill.criteria)

    @classmethod
    def from_value(cls, value: str) -> "Offer | None":
        """The offer that a button carries; None for a value that is none."""
        try:
            kept: Any = json.loads(value)
            its = cast(dict[str, Any], kept)
            drill = Drill(phase=Phase(its["h"]), criteria=tuple(its["c"]))
            return cls(str(its["u"]), drill, str(its["p"]), Level(its["l"]), str(its["r"]), str(its["o"]))
        except (ValueError, ValidationError, KeyError, TypeError):
            return None


def offer(practice: Practice, user: str, reminder: str = "", occasion: str = "") -> Offer:
    """What suits somebody now; who has finished nothing yet begins gently."""
    found = practice.suggestion
    if found is None:
        return first(practice, user, FIRST_PHASE, reminder, occasion)
    return Offer(user, found.drill, found.problem, practice.level, reminder, occasion, found)


def of(practice: Practice, user: str, criterion: str) -> Offer:
    """The drill of a skill; what suits best for none, or where it is no skill of theirs."""
    found = practice.drill(criterion)
    return Offer(user, found.drill, found.problem, practice.level, suggestion=found) if found else offer(practice, user)


def first(practice: Practice, user: str, phase: Phase, reminder: str = "", occasion: str = "") -> Offer:
    """A drill of a phase of which nothing is known yet, on the easiest problem."""
    can = [each for each in drillable(practice.bank.rubric) if each.phase is phase]
    level = next(each for each in (practice.level, *Level) if any(each.includes(one.level) for one in can))
    asked = [each.id for each in can if level.includes(each.level)]
    return Offer(user, Drill(phase=phase, criteria=tuple(asked[:FIRST_AIMS])), by_difficulty(practice.bank)[0].slug, level, reminder, occasion)


def about(practice: Practice, user: str, words: str) -> Offer | None:
    """The drill of a phase or of a skill that these words name; None where they name none."""
    wanted = _words(words)
    if not wanted:
        return offer(practice, user)
    if phase := next((each for each in phases(practice.bank) if wanted <= _of(practice.bank, each)), None):
        found = practice.drill_of(phase)
        return Offer(user, found.drill, found.problem, practice.level, suggestion=found) if found else first(practice, user, phase)
    criterion = _named(practice.bank, wanted)
    if criterion is None:
        return None
    if found := practice.drill(criterion.id):
        return Offer(user, found.drill, found.problem, practice.level, suggestion=found)
    level = practice.level if practice.level.includes(criterion.level) else criterion.level  # they have asked for it by name
    return replace(first(practice, user, criterion.phase), drill=Drill(phase=criterion.phase, criteria=(criterion.id,)), level=level)


def phases(bank: Bank) -> list[Phase]:
    """The phases of which something can be drilled, in order."""
    can = {each.phase for each in drillable(bank.rubric)}
    return [each for each in Phase if each in can]


def _named(bank: Bank, wanted: set[str]) -> Criterion | None:
    """The criterion that has most of these words, if it has half of them."""
    can = drillable(bank.rubric)
    shared = [len(wanted & _words(f"{each.id} {each.says}")) for each in can]
    most = max(shared)
    return can[shared.index(most)] if most and 2 * most >= len(wanted) else None


def _of(bank: Bank, phase: Phase) -> set[str]:
    return _words(f"{phase.value} {bank.rubric.guide(phase).title}")


def _words(said: str) -> set[str]:
    cut = "".join(character if character.isalnum() else " " for character in said.casefold()[:LONGEST])
    return {_stem(word) for word in cut.split()} - _NOISE


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
