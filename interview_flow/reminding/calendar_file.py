"""The next times of a schedule as a file that calendars import: iCalendar, RFC 5545.

Each time is an event of its own, in UTC. A rule with the zone's own table of transitions would be shorter, but what calendars make of rules differs (the 30th
of February, a time that the clock skips); an instant is the same everywhere.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from interview_flow.printable import printable
from interview_flow.schedule.occasions import Occasion

MOST = 60
"""Events of a file: twelve weeks of weekdays."""
LASTS = timedelta(minutes=10)
LONGEST_LINE = 75
"""Octets, without the line break; the rest goes on in a line that begins with a space (RFC 5545, 3.1)."""
STAMP = "%Y%m%dT%H%M%SZ"


def calendar(occasions: Sequence[Occasion], title: str, about: str, made_at: datetime) -> str:
    """The file. The same `title` and `about` at the same time is the same event, so that whoever imports it again has it once."""
    events = [line for each in occasions for line in _event(each, title, about, made_at)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mock-interview//reminders//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *events,
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(occasion: Occasion, title: str, about: str, made_at: datetime) -> Iterable[str]:
    start = occasion.at.astimezone(UTC)
    name = hashlib.sha256(f"{start:{STAMP}}\n{title}\n{about}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return (
        "BEGIN:VEVENT",
        f"UID:{name}@mock-interview",
        f"DTSTAMP:{made_at.astimezone(UTC):{STAMP}}",
        f"DTSTART:{start:{STAMP}}",
        f"DTEND:{start + LASTS:{STAMP}}",
        f"SUMMARY:{_text(title)}",
        f"DESCRIPTION:{_text(about)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{_text(title)}",
        "END:VALARM",
        "END:VEVENT",
    )


def _text(said: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11), on one line of its own."""
    plain = printable(said)
    for special in "\\;,":
        plain = plain.replace(special, f"\\{special}")
    return plain


def _folded(line: str) -> Iterable[str]:
    """The line in pieces that are short enough in UTF-8; no character is cut."""
    piece, room = "", LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = " ", LONGEST_LINE - 1
        piece, room = piece + character, room - size
    yield piece
