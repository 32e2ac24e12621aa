"""This machine: the program's own version and what it is built on, and the folder of finished documents."""

import platform
import re
import tempfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from bot.checkup.findings import Finding, broken, ok

PROGRAM = "mock-interview"
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(\[[^\]]*\])?[^;]*>=\s*(?P<oldest>[\d.]+)")


def versions(installed: Callable[[str], str] = metadata.version) -> list[Finding]:
    """Whether every package that the program needs is there and new enough."""
    try:
        own, requirements = installed(PROGRAM), metadata.requires(PROGRAM) or []
    except metadata.PackageNotFoundError:
        return [ok("program", f"Python {platform.python_version()}; not installed as a package, so versions were not compared")]
    if lacking := [each for line in requirements if (each := _lacking(line, installed))]:
        return [broken("program", "; ".join(lacking), f"Install it again with what it needs: pip install --upgrade {PROGRAM}")]
    return [ok("program", f"{PROGRAM} {own}, Python {platform.python_version()}")]


def _lacking(requirement: str, installed: Callable[[str], str]) -> str | None:
    needed = REQUIREMENT.match(requirement)
    if needed is None or "extra ==" in requirement:
        return None
    name, oldest = needed["name"], needed["oldest"]
    try:
        version = installed(name)
    except metadata.PackageNotFoundError:
        return f"{name} is missing"
    return f"{name} {version} is older than {oldest}" if _numbers(version) < _numbers(oldest) else None


def _numbers(version: str) -> tuple[int, ...]:
    """1.30.0rc1 as (1, 30); zeros at the end say nothing."""
    numbers = [int(part) for part in re.findall(r"\d+", re.split(r"[^\d.]", version, maxsplit=1)[0])]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def documents(folder: Path) -> list[Finding]:
    """Whether finished documents can be written."""
    if writable(folder):
        return [ok("documents", f"{folder}" if folder.exists() else f"{folder} will be made with the first document")]
    advice = "Give the program the right to write there, or name another folder in MOCK_INTERVIEW_DOCUMENTS."
    return [broken("documents", f"{folder} cannot be written to", advice)]


def writable(folder: Path) -> bool:
    """Whether files can be made in a folder that is there, or that can be made. Tried with a file without a name, which leaves nothing behind."""
    try:
        nearest = next(place for place in (folder, *folder.parents) if place.exists())
        with tempfile.TemporaryFile(dir=nearest):
            return True
    except OSError:
        return False


def shown_size(size: int) -> str:
    """Bytes, for a person."""
    amount = float(size)
    for unit in ("bytes", "KB", "MB", "GB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}"
        amount /= 1024
    return f"{amount:.1f} TB"
