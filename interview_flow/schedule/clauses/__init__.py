"""The clauses of a phrase, read one after the other wherever they stand.

Each module reads one kind: `clock` times of day, `repeated` what comes again, `days` weekdays and days of the month, `dates` one day, `spans` from
when until when. A clause looks at the words from its place on and says what it found and where it ends; the first that finds something is taken.
"""

from collections.abc import Callable

from interview_flow.schedule.clauses.clock import clock, part_of_day, second_time
from interview_flow.schedule.clauses.dates import single_day
from interview_flow.schedule.clauses.days import excepted, month_days, weekdays
from interview_flow.schedule.clauses.repeated import adverb, every, of_the_month, often
from interview_flow.schedule.clauses.spans import beginning, ending, lasting, waiting
from interview_flow.schedule.pieces import Clock, Found, InZone, Piece
from interview_flow.schedule.refusals import BadPhrase, quoted
from interview_flow.schedule.vocabulary import MONTHS, POLITE, PUNCTUATION
from interview_flow.schedule.words import Words
from interview_flow.schedule.zone_names import MOST_WORDS, zone_at


def pieces(words: Words) -> tuple[Piece, ...]:
    """What the phrase says, piece by piece. Raises `BadPhrase` at the first word that says nothing."""
    found: list[Piece] = []
    place = 0
    while place < len(words.words):
        said, behind = _clause(words, place)
        if words.at(place) == "-" and found and isinstance(found[-1], Clock) and words.at(behind)[:1].isdecimal():
            raise BadPhrase("That is a span of times; a reminder comes at one.", ("every day at 9", "every day at 9 and 17:30"))
        found += said
        place = behind
    return tuple(found)


def _zone(words: Words, place: int) -> Found | None:
    """ "Berlin time", "in New York", "EST"."""
    place += words.at(place) == "in"
    if not (named := zone_at(words.words[place : place + MOST_WORDS])):
        return None
    behind = place + named[1]
    return (InZone(named[0]),), behind + (words.at(behind) == "time")


def _polite(words: Words, place: int) -> Found | None:
    """What says nothing about time."""
    for text in ("to practise", "to practice", "to drill", "to do a drill", "local time", "my time"):
        if words.span(place, len(text.split())) == text:
            return (), place + len(text.split())
    return ((), place + 1) if words.at(place) in POLITE | PUNCTUATION else None


_CLAUSES: tuple[Callable[[Words, int], Found | None], ...] = (
    second_time, every, adverb, of_the_month, often, excepted, beginning, lasting, waiting, part_of_day,
    single_day, month_days, weekdays, ending, clock, _polite, _zone,
)  # fmt: skip


def _clause(words: Words, place: int) -> Found:
    for clause in _CLAUSES:
        if found := clause(words, place):
            return found
    month = next((each for each in (words.at(place), words.at(place + 1)) if each in MONTHS), None)
    if month:
        raise BadPhrase(f"On which day of {month.capitalize()}?", ("on 3 December at 9", "every year on 3 December at 9"))
    raise BadPhrase(f"I do not understand {quoted(words.typed[place])}.")
