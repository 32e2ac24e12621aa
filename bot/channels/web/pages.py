"""Templates to pages. Everything that is shown is escaped; what is already HTML was cleaned where it was made."""

import hashlib
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

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
        self._environment.filters.update(day=day, moment=moment, words=words)  # type: ignore[reportUnknownMemberType]  # jinja2 leaves it untyped
        self._environment.globals.update(static=static)  # type: ignore[reportUnknownMemberType]

    def fragment(self, name: str, /, **shown: Any) -> str:
        """A template as HTML."""
        return self._environment.get_template(f"{name}.html.j2").render(**shown)


@cache
def static(name: str) -> str:
    """The address of a file of ours, which changes with its content, so that browsers may keep it."""
    content = files(HERE).joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def day(at: datetime) -> str:
    """A date as people write it: 3 Nov 2026."""
    return f"{at.day} {at:%b %Y}"


def moment(at: datetime) -> str:
    """A date and time, in UTC: 3 Nov 2026, 14:05."""
    return f"{day(at)}, {at:%H:%M}"


def words(name: str) -> str:
    """An identifier as words: `lean_hire` is lean hire."""
    return name.replace("_", " ")
