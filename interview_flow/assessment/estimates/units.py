"""Units of data, time and money, their names, and what each is worth under a convention (a KB of 1000 or of 1024, a month of 28 to 31 days)."""

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any, cast

_DEFINITIONS = """
    bit = [data]
    byte = 8 * bit
    second = [time]
    minute = 60 * second
    hour = 60 * minute
    day = 24 * hour
    week = 7 * day
    year = 365 * day
    year_of_360_days = 360 * day
    month = year / 12
    month_of_4_weeks = 28 * day
    month_of_30_days = 30 * day
    month_of_31_days = 31 * day
    dollar = [money]
    millisecond = 0.001 * second
    microsecond = 1e-6 * second
    nanosecond = 1e-9 * second
"""
"""In the language of pint (https://pint.readthedocs.io/en/stable/advanced/defining.html)."""
_PREFIXES = (("kilo", "kibi", "K"), ("mega", "mebi", "M"), ("giga", "gibi", "G"), ("tera", "tebi", "T"), ("peta", "pebi", "P"), ("exa", "exbi", "E"))

TIMES = {
    "nanosecond": "ns nanos nanosecond nanoseconds",
    "microsecond": "us µs μs usec micros microsecond microseconds",
    "millisecond": "ms msec msecs millis millisecond milliseconds",
    "second": "s sec secs second seconds",
    "minute": "min mins minute minutes",
    "hour": "h hr hrs hour hours",
    "day": "d day days",
    "week": "wk wks week weeks",
    "month": "mo mos mth month months",
    "year": "y yr yrs year years annum",
}
OFTEN = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
"""Words that make a rate of a number."""
PER_SECOND = frozenset("qps rps tps iops wps fps".split())
HERTZ = {"Hz": 1.0, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9}
PHYSICAL = {"W": 1.0, "kW": 1e3, "MW": 1e6, "GW": 1e9, "Wh": 1.0, "kWh": 1e3, "MWh": 1e6, "MT": 1e6, "GT": 1e9} | dict.fromkeys(
    "m km cm mm m² km² kg g °C V A l USD EUR".split(), 1.0
)
"""Units that are not worked with, and what their prefixes are worth."""
PLAIN = {"second": "s", "millisecond": "ms", "microsecond": "us", "nanosecond": "ns"}


@dataclass(frozen=True, slots=True)
class Convention:
    """What the engineer may have meant. The default is what one would be told."""

    binary: bool = False
    month: str = "month"
    year: str = "year"
    day_of_100k: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """How often each dimension stands in a quantity: bytes per second are data 1, time -1."""

    data: int = 0
    time: int = 0
    money: int = 0


def named(word: str) -> tuple[str, ...]:
    """The units that a word may mean, the likeliest first: `mb` is megabytes, or megabits; none for any other word."""
    return _names().get(word) or _names().get(word.lower(), ()) if len(word) > 2 else _names().get(word, ())


def kind(unit: str) -> Kind:
    """The dimension of a unit."""
    return _known()[unit][1]


def scale(unit: str, convention: Convention) -> float:
    """How many bits, seconds or dollars a unit is."""
    known = _known()
    if unit in ("month", "year"):
        unit = convention.month if unit == "month" else convention.year
    elif convention.binary and unit in _BINARY:
        unit = _BINARY[unit]
    size, what = known[unit]
    return size * 100_000 / 86_400 if convention.day_of_100k and what.time and size >= known["day"][0] else size


@lru_cache(maxsize=64)
def conventions(*, data: bool, months: bool, years: bool, round_day: bool) -> tuple[Convention, ...]:
    """Every convention that makes a difference, the default first."""
    return tuple(
        Convention(binary, month, year, day)
        for day, year, month, binary in product(
            (False, True) if round_day else (False,),
            ("year", "year_of_360_days") if years else ("year",),
            ("month", "month_of_30_days", "month_of_31_days", "month_of_4_weeks") if months else ("month",),
            (False, True) if data else (False,),
        )
    )


_BINARY = {f"{decimal}{unit}": f"{binary}{unit}" for decimal, binary, _ in _PREFIXES for unit in ("byte", "bit")}


@cache
def _known() -> dict[str, tuple[float, Kind]]:
    """Every unit in bits, seconds or dollars, worked out once by pint; importing pint takes as long as all the rest, hence here."""
    import pint

    registry: Any = cast("Any", pint.UnitRegistry)(None)  # no units but ours
    lines = [line.strip() for line in _DEFINITIONS.strip().splitlines()]
    for power, (decimal, binary, _) in enumerate(_PREFIXES, 1):
        for unit in ("bit", "byte"):
            lines += [f"{decimal}{unit} = 1e{3 * power} * {unit}", f"{binary}{unit} = {1024**power} * {unit}"]
    for line in lines:
        registry.define(line)
    known: dict[str, tuple[float, Kind]] = {}
    for name in (line.split(" ")[0] for line in lines):
        quantity = registry.Quantity(1.0, name).to_base_units()
        dimensions = {str(each): int(power) for each, power in quantity.dimensionality.items()}
        known[name] = float(quantity.magnitude), Kind(*(dimensions.get(f"[{each}]", 0) for each in ("data", "time", "money")))
    return known


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {word: (unit,) for unit, words in TIMES.items() for word in words.split()}
    found |= dict.fromkeys(("byte", "bytes", "B"), ("byte",)) | dict.fromkeys(("bit", "bits"), ("bit",))
    for decimal, binary, letter in _PREFIXES:
        low = letter.lower()
        byte, bit = f"{decimal}byte", f"{decimal}bit"
        found |= dict.fromkeys((byte, f"{byte}s", f"{letter}B"), (byte,)) | dict.fromkeys((bit, f"{bit}s", f"{low}bit", f"{low}bits"), (bit,))
        found |= {
            f"{binary}byte": (f"{binary}byte",),
            f"{binary}bytes": (f"{binary}byte",),
            f"{letter}iB": (f"{binary}byte",),
            f"{low}ib": (f"{binary}byte",),
        }
        found |= {f"{low}b": (byte, bit), f"{letter}b": (bit, byte), f"{low}B": (byte,)}
    found |= dict.fromkeys(("gig", "gigs"), ("gigabyte",)) | dict.fromkeys(("meg", "megs"), ("megabyte",))
    return found


@cache
def bandwidths() -> dict[str, str]:
    """Words that are data a second: `mbps` is a megabit a second."""
    found = {"bps": "bit", "bits/s": "bit"}
    for decimal, _, letter in _PREFIXES:
        low = letter.lower()
        found |= {f"{letter}bps": f"{decimal}bit", f"{low}bps": f"{decimal}bit", f"{letter}Bps": f"{decimal}byte", f"{low}Bps": f"{decimal}byte"}
    return found


def written(unit: str, *, many: bool = True) -> str:
    """A unit as a person would write it."""
    for decimal, binary, letter in _PREFIXES:
        for prefix, mark in ((decimal, letter), (binary, f"{letter}i")):
            if unit == f"{prefix}byte":
                return f"{mark}B"
            if unit == f"{prefix}bit":
                return f"{mark}bit"
    if unit in PLAIN and unit != "second":
        return PLAIN[unit]
    return f"{unit}s" if many else unit
