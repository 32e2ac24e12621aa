"""Who is reminded, and which reminders are theirs."""

from zoneinfo import available_timezones

from bot.channels.web.parts import Web
from bot.channels.web.refusals import Conflicting, NotThere
from bot.channels.web.viewer import Viewer
from bot.local_zone import local_zone
from bot.reminders import UnknownReminder, Whom
from interview_flow.reminding.reminders import Reminder
from storage.sessions import Sessions

NOT_HERE = "Reminders are sent in Slack, and this program runs without it. A calendar can remind you: the page Reminders makes a file for yours."


async def whom(web: Web, viewer: Viewer) -> Whom:
    """The viewer, as somebody who can be written to in Slack. Raises `Conflicting` where there is no Slack."""
    if viewer.team is None:
        raise Conflicting(NOT_HERE)
    return Whom(viewer.person, viewer.team, viewer.enterprise or await _organisation(web, viewer.person), viewer.person.rpartition(":")[2])


async def own(web: Web, viewer: Viewer, reminder_id: str) -> Reminder:
    """A reminder of the viewer's. Raises `NotThere` alike for what does not exist and what is somebody else's."""
    try:
        return await web.app.reminders.own(viewer.person, reminder_id)
    except UnknownReminder as unknown:
        raise NotThere from unknown


async def zone_of(web: Web, viewer: Viewer) -> str:
    """Where the viewer's clock stands: on their own machine where that one's does, unless they have said otherwise."""
    reminders = web.app.reminders.reminders
    if not viewer.is_local:
        return await reminders.zone(viewer.person)
    return (await reminders.routine(viewer.person)).zone or local_zone()


def zones() -> list[str]:
    """The zones among which people find their own: those of places."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/")))


async def _organisation(web: Web, person: str) -> str | None:
    """The organisation of somebody for whom a program asks, as they last signed in."""
    sessions = await Sessions(web.app.database).of(person, web.clock())
    return next((each.enterprise for each in sessions if each.enterprise), None)
