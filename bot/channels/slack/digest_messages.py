"""Puts into words what comes by itself besides a person's own practice: their digest, and what comes in a channel."""

from dataclasses import dataclass
from datetime import datetime

from bot.app import App
from bot.channels.slack.page_links import PageLinks
from bot.channels.slack.views import digest, team
from bot.channels.slack.views.blocks import Message
from bot.digests import own_week, team_week
from bot.reminders import ReminderBook
from interview_flow.practice.of_the_day import of_the_day
from interview_flow.reminding.reminders import ReminderKind
from storage.occurrences import Claimed


@dataclass
class DigestMessages:
    """Raises `StorageFailed`."""

    app: App
    book: ReminderBook
    pages: PageLinks

    async def worded(self, due: Claimed, now: datetime) -> Message | None:
        """The message, or None where there is nothing to say."""
        match due.reminder.kind:
            case ReminderKind.DIGEST:
                week = await own_week(self.app, due, now)
                return digest.digest(week, self.pages.progress) if week else None
            case ReminderKind.TEAM:
                problem = of_the_day(self.app.bank.problems, due.reminder.id, due.occurrence.wall.date())
                count = len(await self.book.reminders.followers(due.reminder.id))
                return team.reminder(due.reminder.id, problem.slug, problem.title, count)
            case ReminderKind.TEAM_DIGEST:
                return await self._team_digest(due)
            case ReminderKind.PRACTICE:
                return None

    async def _team_digest(self, due: Claimed) -> Message | None:
        found = await team_week(self.app, due)
        if found is None:
            return None
        theirs = await self.book.reminders.of_channel(due.reminder.team, due.reminder.channel or "")
        join = next((each.id for each in theirs if each.kind is ReminderKind.TEAM), None)
        return team.digest(found.digest, found.names, self.app.bank.rubric, join)
