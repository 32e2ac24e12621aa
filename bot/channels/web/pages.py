"""Templates to pages. Everything that is shown is escaped; what is already HTML was cleaned where it was made."""

import hashlib
import math
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from interview_flow.phases import Phase
from interview_flow.printable import printable, shortened
from prompts.library import rubric
from prompts.sentences import opened
from prompts.slack_texts import filled

HERE = "bot.channels.web"


class Pages:
    """Renders the templates of this room."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader(HERE, "templates"),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(FILTERS)  # type: ignore[reportUnknownMemberType]  # jinja2 leaves it untyped
        self._environment.globals.update(static=static, named=named, place=place, places=len(Phase), phase_title=phase_title)  # type: ignore[reportUnknownMemberType]

    def fragment(self, name: str, /, **shown: Any) -> str:
        """A template as HTML."""
        return self._environment.get_template(f"{name}.html.j2").render(**shown)


@cache
def named(name: str) -> str:
    """A text that people read, which has no blanks. Raises `KeyError` for an unknown name."""
    return filled(name)


@cache
def static(name: str) -> str:
    """The address of a file of ours, which changes with its content, so that browsers may keep it."""
    content = files(HERE).joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def place(phase: Phase) -> int:
    """The place of a phase, from 1."""
    return PLACES[phase]


def phase_title(phase: Phase) -> str:
    """What a phase is called, wherever it is named."""
    return rubric().guide(phase).title


def day(at: date) -> str:
    """A date as people write it: 3 Nov 2026."""
    return f"{at.day} {at:%b %Y}"


def moment(at: datetime) -> str:
    """A date and time, in UTC: 3 Nov 2026, 14:05."""
    return f"{day(at)}, {at:%H:%M}"


def words(name: str) -> str:
    """An identifier as words: `lean_hire` is lean hire."""
    return name.replace("_", " ")


def line(text: str, most: int) -> str:
    """Text that somebody typed, on one line of at most so many characters."""
    return shortened(printable(text), most)


def sentence(text: str) -> str:
    """A remark as a sentence: with a capital letter and a stop."""
    return f"{opened(text.rstrip('. '))}." if text.strip(". ") else ""


def figure(number: float) -> str:
    """A figure as people write it: 23,100, 0.25, 2 × 10¹² as 2,000,000,000,000."""
    if not math.isfinite(number) or abs(number) >= HUGE:
        return f"{number:.3g}"
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.4g}" if abs(number) < HUNDREDS else f"{number:,.1f}"


def signed(number: float, places: int = 0) -> str:
    """A figure with its sign: +3, −0.5; what rounds to nothing has none."""
    rounded = round(number, places)
    return f"{rounded:+.{places}f}".replace("-", "−") if rounded else f"{0:.{places}f}"


def length_of_time(spent: timedelta) -> str:
    """How long something took: 38 min, 2 h 5 min, 3 days."""
    minutes = round(spent.total_seconds() / 60)
    if minutes < HOUR:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, HOUR)
    if hours >= 2 * DAY:
        return f"{round(hours / DAY)} days"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


PLACES = {phase: number for number, phase in enumerate(Phase, 1)}
HOUR, DAY = 60, 24
"""Minutes of one, hours of the other."""
HUNDREDS, HUGE = 1000, 1e15
FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "moment": moment,
    "words": words,
    "line": line,
    "sentence": sentence,
    "opened": opened,
    "figure": figure,
    "signed": signed,
    "length_of_time": length_of_time,
}
