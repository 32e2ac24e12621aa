"""A local wall time -> the instant at which the clock shows it, or the next minute that it does show."""

from datetime import UTC, datetime, timedelta, tzinfo

MINUTE = timedelta(minutes=1)
LONGEST_GAP = 2 * 24 * 60
"""Minutes; the longest in the tz database is a whole day."""


def local_instant(wall: datetime, zone: tzinfo, *, again: bool = False) -> datetime:
    """The aware time in `zone`. A wall time shown twice is the first of the two (or the second: `again`); one that is skipped is the next minute shown."""
    if exists(wall, zone):
        return wall.replace(tzinfo=zone, fold=int(again))
    skipped, shown = 0, LONGEST_GAP
    while shown - skipped > 1:
        middle = (skipped + shown) // 2
        skipped, shown = (skipped, middle) if exists(wall + middle * MINUTE, zone) else (middle, shown)
    return (wall + shown * MINUTE).replace(tzinfo=zone)


def exists(wall: datetime, zone: tzinfo) -> bool:
    """Is there a moment at which a clock of `zone` shows it?"""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == wall


def skips(midnight: datetime, zone: tzinfo) -> bool:
    """Does the whole day that begins there not exist, as 30 December 2011 in Apia?"""
    return not exists(midnight, zone) and local_instant(midnight, zone).date() > midnight.date()
