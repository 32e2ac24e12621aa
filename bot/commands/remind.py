"""`mock-interview remind preview PHRASE`: how a time in plain words is understood, and when it falls next."""

import json
import re
from argparse import Namespace
from datetime import UTC, datetime, timedelta

from bot.commands.failures import BadInput
from bot.local_zone import local_zone
from interview_flow.schedule import BadPhrase, Occasion, Read, UnknownZone, local_instant, read, said_zone, says, upcoming, zoned

_START = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T \-]([0-9]{2}:[0-9]{2}))?")
_INSTANT = timedelta(microseconds=1)


def preview(options: Namespace) -> None:
    """Print the next times. Raises `BadInput` for a phrase, a zone or a date that is not understood."""
    zone = options.tz if options.tz is not None else local_zone()
    try:
        now = _start(options.start, zone)
        found = read(" ".join(options.phrase), now, zone)
        where = found.zone or zone
        times = upcoming(found.schedule, where, now - _INSTANT, options.count)
    except (BadPhrase, UnknownZone) as error:
        raise BadInput(str(error)) from error
    if options.json:
        print(json.dumps([each.at.isoformat() for each in times], indent=2))
    else:
        _show(found, where, times, ended=len(times) < options.count)


def _start(text: str | None, zone: str) -> datetime:
    """The instant that stands in `--from`: a date begins at its midnight."""
    if text is None:
        return datetime.now(UTC)
    try:
        if not (given := _START.fullmatch(text.strip())):
            raise ValueError
        wall = datetime.fromisoformat(f"{given[1]}T{given[2] or '00:00'}")
        return local_instant(wall, zoned(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadInput(f"{text[:40]!r} is no date. Give --from as 2026-10-24, or as 2026-10-24T08:30.") from None


def _show(found: Read, zone: str, times: list[Occasion], *, ended: bool) -> None:
    print(f"{says(found.schedule)} ({said_zone(zone)})")
    for each in times:
        skipped = f"   the clock skips {each.wall:%H:%M} that day" if each.moved else ""
        print(f"  {each.at:%a %Y-%m-%d  %H:%M  }{_offset(each.at)}{skipped}")
    if ended:
        print("  Then it ends.")


def _offset(at: datetime) -> str:
    return at.isoformat(timespec="minutes")[16:]
