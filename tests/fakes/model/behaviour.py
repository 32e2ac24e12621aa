"""How a call of the model goes: what it says, how long it takes, and what breaks."""

import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tests.fakes.model.asked import Asked
from tests.fakes.model.simulated import good

FOREVER = math.inf
Place = int | str
"""Where in the answer: after so many characters, or in the middle of the value of this key."""
How = Literal["cut", "end", "error", "stall"]


@dataclass(frozen=True)
class Break:
    """What happens in mid-stream. cut: the connection is lost; end: the stream is closed as if it were complete, but it is not; error: the provider tells of
    an error inside the stream; stall: nothing comes for `seconds`, with `keepalive` nothing but signs of life."""

    how: How
    at: Place
    seconds: float = FOREVER
    keepalive: bool = False


@dataclass(frozen=True)
class Failure:
    """The provider answers with an error. `kind` names it as `ERRORS` of each dialect do."""

    kind: str
    retry_after: str | None = None


@dataclass(frozen=True)
class Behaviour:
    """One call. `says` makes what the model generates. `silence` is in seconds, before the first byte, and then `hangs_up` closes the connection.
    `piece` is the characters of one piece of a stream, None for all at once; `pause` the seconds between two. `lets_tool_go`: plain text comes where a
    function was to be called. `longest`: tokens after which the answer is cut for its length."""

    says: Callable[[Asked], str] = good
    failure: Failure | None = None
    silence: float = 0.0
    hangs_up: bool = False
    breaks: Break | None = None
    refusal: str | None = None
    piece: int | None = 12
    pause: float = 0.0
    lets_tool_go: bool = False
    longest: int | None = None


Chosen = Behaviour | Callable[[Asked], Behaviour]
"""A behaviour, or what chooses one for a request."""

GOOD = Behaviour()
HANGS_UP = Behaviour(hangs_up=True)
RATE_LIMITED = Behaviour(failure=Failure("rate_limited", retry_after="2"))
QUOTA = Behaviour(failure=Failure("quota"))
SERVER_ERROR = Behaviour(failure=Failure("server_error"))
UNAVAILABLE = Behaviour(failure=Failure("unavailable"))
OVERLOADED = Behaviour(failure=Failure("overloaded"))
TOO_LONG = Behaviour(failure=Failure("too_long"))
EMPTY = Behaviour(says=lambda _: "")
GARBAGE = Behaviour(says=lambda _: "]]} <<<not json>>> \\u12 'findings': [")
CUT_TEXT = Behaviour(longest=30)
REFUSES = Behaviour(refusal="I'm sorry, but I can't help with that.")
REFUSES_IN_WORDS = Behaviour(says=lambda _: "I'm sorry, but I can't help with that.", lets_tool_go=True)
WHOLE = Behaviour(piece=None)


def saying(text: str | Callable[[Asked], str]) -> Behaviour:
    """The model generates this."""
    return Behaviour(says=text if callable(text) else lambda _: text)


def silent(seconds: float = FOREVER, then: Behaviour = GOOD) -> Behaviour:
    """Not a byte, not even a status, for so long."""
    return replace(then, silence=seconds)


def cut(at: Place, then: Behaviour = GOOD) -> Behaviour:
    """The connection is lost within this key, or after so many characters."""
    return replace(then, breaks=Break("cut", at))


def ended(at: Place, then: Behaviour = GOOD) -> Behaviour:
    """The stream ends early, and nothing says so: neither an error nor the mark that ends a stream."""
    return replace(then, breaks=Break("end", at))


def failing(at: Place, then: Behaviour = GOOD) -> Behaviour:
    """The provider gives up in mid-stream and says so."""
    return replace(then, breaks=Break("error", at))


def stalled(at: Place, seconds: float = FOREVER, *, keepalive: bool = False, then: Behaviour = GOOD) -> Behaviour:
    """The stream stands still within this key, or after so many characters."""
    return replace(then, breaks=Break("stall", at, seconds, keepalive))


def rate_limited(retry_after: str | None) -> Behaviour:
    """429 with this header: seconds, a date, or nonsense."""
    return Behaviour(failure=Failure("rate_limited", retry_after))


def position(text: str, place: Place) -> int:
    """Where a place is in what is said; a key that is not there is in the middle of everything."""
    if isinstance(place, int):
        return min(place, len(text))
    found = re.search(rf'"{re.escape(place)}"\s*:\s*', text)
    if not found:
        return len(text) // 2
    try:
        end = json.JSONDecoder().raw_decode(text, found.end())[1]
    except ValueError:
        end = len(text)
    return (found.end() + end) // 2


def pieces(text: str, size: int | None, stop: int | None) -> Iterator[str]:
    """The text piece by piece, one of which ends at `stop`."""
    ends = {len(text), *range(size or len(text) or 1, len(text), size or len(text) or 1), *([stop] if stop else [])}
    start = 0
    for end in sorted(ends - {0}):
        yield text[start:end]
        start = end
