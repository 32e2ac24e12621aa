"""Comments on a turn: who may write and remove them, how long and how many they may be."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.channels.web.access import Role, Seen
from bot.channels.web.viewer import Scope, Viewer
from interview_flow.printable import harmless
from storage.comments import Comment

LONGEST = 4_000
"""Characters of a comment."""
MOST = 500
"""Comments on one interview."""


class WrongComment(ValueError):
    """It was not kept; the sentence says why."""


def may_comment(viewer: Viewer | None, found: Seen) -> bool:
    """Whoever may read it and has an account."""
    return viewer is not None and (found.role is Role.CANDIDATE or Scope.REVIEW in viewer.scopes)


def may_remove(viewer: Viewer | None, found: Seen, comment: Comment) -> bool:
    """Who wrote it, and the candidate, whose interview it stands in."""
    return viewer is not None and comment.interview_id == found.id and (comment.by == viewer.person or found.role is Role.CANDIDATE)


def written(found: Seen, turn: int, viewer: Viewer, typed: str, once: str, now: datetime) -> Comment:
    """A comment as it is kept; the same form sent again makes the same one. Raises `WrongComment`."""
    lines = [harmless(line.rstrip()) for line in typed.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")] if typed.strip() else []
    text = "\n".join(lines)
    if not text.strip():
        raise WrongComment("There is nothing in it.")
    if len(text) > LONGEST:
        raise WrongComment(f"A comment has at most {LONGEST:,} characters; this one has {len(text):,}.")
    made = hashlib.sha256("\0".join((found.id, str(turn), viewer.person, once)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return Comment(id=made, interview_id=found.id, turn=turn, by=viewer.person, name=viewer.name, text=text, at=now)


def by_turn(comments: Iterable[Comment]) -> dict[int, list[Comment]]:
    """The comments of each turn that has any, in order."""
    found: dict[int, list[Comment]] = {}
    for each in comments:
        if each.turn is not None:
            found.setdefault(each.turn, []).append(each)
    return found


def edition_of(comments: Sequence[Comment]) -> str:
    """Changes whenever a comment is written or removed: for what is kept of the pages that show them."""
    return hashlib.sha256(" ".join(each.id for each in comments).encode()).hexdigest()[:16] if comments else ""
