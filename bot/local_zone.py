"""Where the clock of this machine stands."""

import os
from pathlib import Path

from interview_flow.schedule import UnknownZone, zoned

LINK = Path("/etc/localtime")
"""Leads to the zone's file on Linux and macOS."""
FOLDER = "zoneinfo"
UNKNOWN = "UTC"


def local_zone() -> str:
    """The IANA name of this machine's zone; UTC where it cannot be found out."""
    names = (os.environ.get("TZ", "").removeprefix(":"), _linked())
    return next((name for name in names if _is_zone(name)), UNKNOWN)


def _linked() -> str:
    try:
        parts = LINK.resolve().parts
    except OSError:
        return ""
    return "/".join(parts[parts.index(FOLDER) + 1 :]) if FOLDER in parts else ""


def _is_zone(name: str) -> bool:
    try:
        return bool(name and zoned(name))
    except UnknownZone:
        return False
