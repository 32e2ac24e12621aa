"""The figure of a quantity: what stands before it, its digits or words, its power, its range."""

import math
from dataclasses import dataclass, field

from interview_flow.assessment.estimates.numerals import Measure, Numeral, numeral, spelled, values
from interview_flow.assessment.estimates.tokens import Token
from interview_flow.assessment.estimates.units import kind, named
from interview_flow.assessment.estimates.words import ABOUT, ABOUT_PHRASES, BOUNDS, NUMBERS, TIMES_OVER

PHRASES = {tuple(phrase.split()): phrase for phrase in (*ABOUT_PHRASES, *BOUNDS)}
BEGINNINGS = ABOUT | {phrase[0] for phrase in PHRASES} | set(NUMBERS) | set(TIMES_OVER) | set("~ ≈ $ € £ a an half".split())
"""All that a quantity may begin with, besides a digit."""


@dataclass(slots=True)
class Draft:
    """A quantity while it is read, token by token."""

    tokens: list[Token]
    at: int
    about: bool = False
    bound: str = ""
    order: bool = False
    low: float = 1.0
    measures: tuple[Measure, ...] = ()
    label: list[str] = field(default_factory=list[str])
    each: bool = False
    per: str = ""
    doubtful: bool = False
    computed: bool = False
    percent: bool = False
    paced: bool = False
    often: bool = False

    def word(self, ahead: int = 0) -> str:
        """The word some places on, folded; empty when there is none."""
        place = self.at + ahead
        return self.tokens[place].low if 0 <= place < len(self.tokens) and self.tokens[place].kind == "word" else ""

    def sign(self, ahead: int = 0) -> str:
        """The sign some places on."""
        place = self.at + ahead
        return self.tokens[place].text if 0 <= place < len(self.tokens) and self.tokens[place].kind == "sign" else ""

    def token(self, ahead: int = 0) -> Token | None:
        """The token some places on; None beyond the end."""
        place = self.at + ahead
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def tight(self) -> bool:
        """Whether the next but one is a word that hangs on the sign between."""
        token = self.token(1)
        return token is not None and token.kind == "word" and not token.spaced

    def multiply(self, *alternatives: Measure) -> None:
        """Take in a magnitude or a unit, which may mean several things."""
        self.measures = tuple(mine.times(other.number, other.units) for mine in self.measures for other in alternatives)[:6]


def softened(draft: Draft, *, bounds: bool) -> None:
    """Take in the words before the figure that make it less than exact."""
    for _ in range(4):
        phrase = next((told for size in (4, 3, 2) if (told := PHRASES.get(tuple(draft.word(ahead) for ahead in range(size))))), "")
        if phrase and (bounds or phrase not in BOUNDS):
            draft.about = True
            draft.bound = BOUNDS.get(phrase, draft.bound)
            draft.order = draft.order or "order of" in phrase
            draft.at += len(phrase.split())
        elif draft.sign() in ("~", "≈") or draft.word() in ABOUT:
            draft.about = True
            draft.at += 1
        elif bounds and (draft.word() or draft.sign()) in BOUNDS:
            draft.bound = BOUNDS[draft.word() or draft.sign()]
            draft.at += 1
        else:
            return


def number_of(draft: Draft) -> Numeral | None:
    token = draft.tokens[draft.at]
    if token.kind == "number":
        found = numeral(token)
        draft.at += 1
        raised = _raised(draft, found) if found else None
        return _ranged(draft, raised) if raised else None
    if found := spelled(draft.tokens, draft.at):
        draft.at = found[1]
        return found[0]
    if draft.word() in ("a", "an") and (units := named(draft.word(1))) and (kind(units[0]).time or "byte" in units[0]) and len(draft.word(1)) > 1:
        draft.at += 1
        return Numeral((Measure(1.0),))
    return None


def _raised(draft: Draft, first: Numeral) -> Numeral | None:
    """10^9, 62^7, 2.5 x 10^9; None when it is beyond measure."""
    mantissa = 1.0
    base, ahead = first.measures[0], 0
    ten = draft.token(1)
    if (draft.sign() in ("*", "×", "·") or draft.word() == "x") and base.number < 10 and ten and ten.kind == "number" and ten.text == "10":
        mantissa, base, ahead = base.number, Measure(10.0), 2
    power = _exponent(draft, ahead)
    if power is None or base.units or first.percent or base.number <= 0:
        return first
    if abs(power[0]) * math.log10(max(base.number, 2.0)) > 60:
        return None
    draft.at += power[1]
    draft.computed = base.number != 10
    raised = base.number ** power[0]
    return Numeral((Measure(mantissa * raised),))


def _exponent(draft: Draft, ahead: int) -> tuple[float, int] | None:
    token, following = draft.token(ahead), draft.token(ahead + 1)
    if token and token.kind == "power":
        return float(token.text), ahead + 1
    if token and token.text in ("^", "**") and following and following.kind == "number":
        found = numeral(following)
        if found and len(found.measures) == 1 and not found.percent and not found.measures[0].units:
            return found.measures[0].number, ahead + 2
    return None


def _ranged(draft: Draft, first: Numeral) -> Numeral:
    """20-25k: both ends share what hangs on the last."""
    joined = draft.sign() in ("-", "–", "—") and not draft.tokens[draft.at].spaced
    second = draft.token(1)
    if not (joined or draft.word() == "to") or second is None or second.kind != "number" or (joined and second.spaced):
        return first
    last = numeral(second)
    if last is None or first.percent > last.percent:
        return first
    low, high = first.measures[0], last.measures[0]
    bare = not draft.tokens[draft.at - 1].suffix
    start = low.number * (high.number / (values(second)[0][0] or 1.0)) if bare else low.number
    if not 0 < start < high.number:
        return first
    draft.low = start / high.number
    draft.at += 2
    return last


def plus(draft: Draft) -> None:
    """50M+ users: a little more."""
    token, after = draft.token(), draft.token(1)
    if draft.sign() == "+" and token and not token.spaced and (after is None or (after.spaced and after.kind != "number") or after.kind == "sign"):
        draft.about = True
        draft.at += 1
