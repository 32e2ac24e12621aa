"""What kind of quantity it is: a time, a rate, a number of copies; and what it counts."""

from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.units import kind
from interview_flow.assessment.estimates.words import COPIES, PEOPLE, SAME


def is_duration(quantity: Quantity) -> bool:
    """5 years, a day."""
    measure = quantity.measures[-1 if quantity.measures[-1].units else 0]
    return len(measure.units) == 1 and measure.units[0][1] == 1 and kind(measure.units[0][0]).time == 1 and not quantity.label


def is_copies(quantity: Quantity) -> bool:
    """3 copies, three replicas."""
    return not COPIES.isdisjoint(quantity.label) and quantity.low == 1.0


def is_rate(quantity: Quantity) -> bool:
    """2B a day."""
    return any(power < 0 and kind(unit).time for unit, power in quantity.measures[0].units)


def stem(word: str) -> str:
    """What a word counts, in one and in many: `msgs` are messages."""
    return SAME.get(word, word).rstrip("s")


def stems(quantity: Quantity) -> set[str]:
    """What a figure counts."""
    return {stem(word) for word in quantity.label}


def counts(quantity: Quantity, noun: str) -> bool:
    """Whether the figure counts the noun of a `per`."""
    return stem(noun) in stems(quantity) or (noun in PEOPLE and any(word in PEOPLE for word in quantity.label))
