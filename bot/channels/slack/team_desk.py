"""What is asked for in a channel, on its way to the jobs of `team_reminders`: Slack is asked about admins there, for which a listener has no time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.channels.slack.incoming import Pressed, Whose
from bot.channels.slack.requests import InChannel
from bot.channels.slack.shown import Shown, Where
from bot.channels.slack.views import actions, trouble
from bot.reminders import ReminderBook

JOIN, LEAVE = "join", "leave"


@dataclass
class TeamDesk:
    """Hands on. Raises `StorageFailed`."""

    book: ReminderBook
    put: Callable[..., Awaitable[None]]

    async def asked(self, whose: Whose, asked: InChannel, arrival: str, where: Where) -> Shown:
        """`remind here` or `digest here`; the answer follows."""
        if not where.channel:
            return Shown(trouble.stale())
        its = (asked.what, asked.said, where.respond, arrival)
        await self.put("team_asked", where.channel, whose.user, whose.team, whose.enterprise or "", *its)
        return Shown()

    async def pressed(self, pressed: Pressed, action: str) -> Shown:
        """“Count me in”, once more or “Leave”. What a press means is decided here, so that a job that runs twice does it once."""
        reminder_id, of = actions.unpair(pressed.value)
        whose, wish = pressed.whose, LEAVE
        if action == actions.TEAM_JOIN:
            of = f"{of} {pressed.message}" if of and pressed.message else ""
            is_in = any(each.person == whose.person for each in await self.book.reminders.followers(reminder_id))
            wish = LEAVE if is_in else JOIN
        alone = "alone" if action == actions.TEAM_LEAVE else ""
        its = (wish, of, alone, pressed.respond or "", f"{pressed.whose.person} {pressed.at}")
        await self.put("team_counted", reminder_id, whose.user, whose.team, whose.enterprise or "", *its)
        return Shown()
