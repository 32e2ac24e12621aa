"""The time zone of this machine, where nobody has said another."""

import os
from collections.abc import Mapping
from pathlib import Path

from interview_flow.schedule import UnknownZone, zoned

LINK = Path("/etc/localtime")
FALLBACK = "UTC"


def machine_zone(environment: Mapping[str, str] = os.environ, link: Path = LINK) -> str:
    """Its IANA name: from `TZ`, else from the file that the link of the system's clock leads to, else UTC."""
    named = environment.get("TZ", "").lstrip(":")
    linked = os.path.realpath(link).replace(os.sep, "/").rpartition("/zoneinfo/")[2]
    return next((name for name in (named, linked) if _exists(name)), FALLBACK)


def _exists(name: str) -> bool:
    try:
        return bool(name and zoned(name))
    except UnknownZone:
        return False
