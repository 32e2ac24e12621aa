"""Zones by their IANA name."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class UnknownZone(Exception):
    """There is no such zone; the sentence says so."""


def zoned(name: str) -> ZoneInfo:
    """The zone of that name. Raises `UnknownZone`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        shown = "".join(character for character in name[:60] if character.isprintable())
        raise UnknownZone(f"There is no time zone {shown!r}. Zones are named like Europe/Berlin, America/New_York or Asia/Kolkata.") from None
