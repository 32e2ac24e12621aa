"""What stands above everything that is shown of one interview."""

from collections.abc import Collection
from typing import Any

from bot.channels.web.access import Seen
from bot.channels.web.finished import held_back, is_closed, offered
from bot.channels.web.opinions import may_score
from bot.channels.web.parts import Web
from bot.channels.web.viewer import Viewer
from prompts.slack_texts import filled
from storage.people import People


async def heading(web: Web, seen: Seen, viewer: Viewer | None) -> dict[str, Any]:
    """For `_interview_head.html.j2`."""
    interview = seen.interview
    is_own = viewer is not None and interview.candidate == viewer.person
    return {
        "seen": seen,
        "interview": interview,
        "title": web.app.bank.title(interview.problem, interview.topic, interview.drill),
        "is_own": is_own,
        "candidate": "" if is_own else await name_of(web, interview.candidate),
        "document_names": offered(seen),
        "can_be_taken": is_closed(seen),
        "held_back": held_back(seen),
        "may_score": may_score(viewer, seen),
    }


async def name_of(web: Web, person: str) -> str:
    """What somebody is called; an id of Slack's tells a reader nothing."""
    return (await names_of(web, [person]))[person]


async def names_of(web: Web, people: Collection[str]) -> dict[str, str]:
    """What each of these is called."""
    known = await People(web.app.database).names(people)
    return {person: known.get(person) or (filled("words.unnamed") if person.startswith("slack:") else person) for person in people}
