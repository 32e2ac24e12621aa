"""Puts a reminder to practise into words, when its time has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.bank import Bank
from bot.channels.slack.offers import offer
from bot.channels.slack.reminding import Messages
from bot.channels.slack.views import reminder_message
from bot.channels.slack.views.blocks import Message
from bot.practising import Practising
from interview_flow.reminding.reminders import OccurrenceKind, ReminderKind
from storage.occurrences import Claimed


@dataclass(frozen=True)
class PracticeMessages:
    """What suits its person at this moment; the nudge is a line."""

    practising: Practising
    bank: Bank

    async def worded(self, due: Claimed, now: datetime) -> Message | None:
        """There is always something to practise."""
        if due.occurrence.kind is OccurrenceKind.NUDGE:
            return reminder_message.nudge()
        found = await self.practising.of(due.reminder.person)
        its = offer(found, due.reminder.user, due.reminder.id, due.occurrence.occasion)
        return reminder_message.reminder(its, self.bank, found.zone)


@dataclass(frozen=True)
class ByKind:
    """Each kind of reminder has its own words; one that nobody words has nothing to say."""

    kinds: Mapping[ReminderKind, Messages]

    async def worded(self, due: Claimed, now: datetime) -> Message | None:
        """The message, or None where there is nothing to say."""
        messages = self.kinds.get(due.reminder.kind)
        return await messages.worded(due, now) if messages else None
