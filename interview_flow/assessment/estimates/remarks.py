"""What is said about a claim: the right figure as a person would write it, and the likely reason of a slip."""

from interview_flow.assessment.estimates.availability import is_availability
from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.units import PLAIN, kind, written
from interview_flow.assessment.estimates.weighing import CLOSE, Judged

_REASONS = (
    (8.0, 1.04, "bits taken for bytes", "data"),
    (86_400.0, 1.2, "a day taken for a second", "time"),
    (3600.0, 1.04, "an hour taken for a second", "time"),
    (60.0, 1.04, "a factor of 60: minutes and seconds, or hours and minutes", "time"),
    (24.0, 1.04, "a factor of 24: days and hours", "time"),
    (365.0, 1.04, "a factor of 365: days and years", "time"),
    (30.4, 1.04, "a factor of 30: days and months", "time"),
    (12.0, 1.02, "a factor of 12: months and years", "time"),
    (7.0, 1.02, "a factor of 7: days and weeks", "time"),
    (1024.0**2, 1.01, "a prefix slip of two steps", ""),
    (1024.0, 1.01, "a prefix slip", ""),
    (1e9, 1.08, "a prefix slip of three steps", ""),
    (1e6, 1.08, "a prefix slip of two steps", ""),
    (1000.0, 1.08, "a prefix slip", ""),
    (100.0, 1.08, "two zeros", ""),
    (10.0, 1.08, "one zero", ""),
)  # fmt: skip
_LEAST, _SAME = 1.5, 0.02
_LARGE = ((1e15, " quadrillion"), (1e12, " trillion"), (1e9, "B"), (1e6, "M"), (1e4, "k"))
_STEP = {"k": 1e3}


def rounded(figure: float, digits: int = 3) -> float:
    """To so many significant digits."""
    return float(f"{figure:.{digits}g}")


def unit_of(result: Quantity, measure: Measure) -> str | None:
    """The unit of a result as a person would write it: `/s`, `TB/day`, `minutes/year`, `messages`; None for a bare number."""
    above = [unit for unit, power in measure.units if power > 0]
    below = [unit for unit, power in measure.units if power < 0]
    if result.percent:
        return "%"
    top = "".join("$" if unit == "dollar" else written(unit) for unit in above)
    bottom = "".join(f"/{PLAIN.get(unit) or written(unit, many=False)}" for unit in below)
    if not top and not bottom:
        return " ".join(result.label[-1:]) or None
    return f"{top}{bottom}"


def shown(figure: float, unit: str | None) -> str:
    """A figure with its unit, short: 23.1k/s, 1.1 PB, 2B messages."""
    size = rounded(abs(figure))
    text = f"{size:,.10g}"
    for scale, letter in _LARGE:
        if size >= scale:
            text = f"{rounded(size / _STEP.get(letter, scale)):g}{letter}" if size < 1e18 else f"{size:.3g}"
            break
    if unit is None:
        return text
    if unit.startswith("$"):
        return f"${text}{unit[1:]}"
    return f"{text}{unit}" if unit[0] in "/%" else f"{text} {unit}"


def remark(found: Candidate, judged: Judged, unit: str | None, text: str, *, linked: bool) -> str:
    """One short sentence about a claim, or nothing."""
    if judged.ratio is None:
        return ""
    said = judged.measure.number * (100 if found.result.percent else 1)
    truth = shown(said * judged.ratio, unit)
    off = max(judged.ratio, 1 / judged.ratio)
    if judged.right:
        told = found.result.bound or found.result.order or found.result.low < 1
        return f"closer to {truth}" if off >= CLOSE and not found.result.about and not told else ""
    reason = _reason(judged, found)
    if linked:
        left = " ".join(text[found.start : found.terms_end].split())
        step = f"first wrong step: {left} is {truth}, not {shown(said, unit)}"
        return f"{step} ({reason})" if reason else step
    return f"about {truth}: {reason}" if reason else f"about {truth}"


def _reason(judged: Judged, found: Candidate) -> str:
    """What a factor betrays."""
    ratio = judged.ratio or 1.0
    off = max(ratio, 1 / ratio)
    units = [unit for each in (*found.terms, found.result) if isinstance(each, Quantity) for measure in each.measures for unit, _ in measure.units]
    both = {unit[-3:] for unit in units if kind(unit).data} >= {"bit", "yte"}
    there = {"": True, "data": both, "time": any(kind(unit).time for unit in units)}
    if found.head and is_availability(found.head) and not found.worked:
        there["time"] = True
    for factor, within, reason, needs in _REASONS:
        if factor / within <= off <= factor * within and there[needs]:
            if reason in ("one zero", "two zeros"):
                return f"{reason} too {'few' if ratio > 1 else 'many'}"
            if reason == "bits taken for bytes" and ratio > 1:
                return "bytes taken for bits"
            return reason
    return _left_out(found, off)


def _left_out(found: Candidate, off: float) -> str:
    """A factor that stands among the terms and did not go into the result."""
    numbers = [each.measures[0].number for each in found.terms if isinstance(each, Quantity) and not each.measures[0].units]
    return next((f"the factor of {number:g} was left out" for number in numbers if number >= _LEAST and abs(off / number - 1) < _SAME), "")
