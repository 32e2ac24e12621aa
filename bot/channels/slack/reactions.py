"""What somebody does with a reminder that has come: start, put off, skip; by a button, a form, or in a word in the conversation.

What became of it is kept, and the message shows it in place of its buttons.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.channels.slack import offers
from bot.channels.slack.desk import Desk
from bot.channels.slack.incoming import Pressed, Whose
from bot.channels.slack.offers import Offer, offer
from bot.channels.slack.reminder_desk import ReminderDesk
from bot.channels.slack.reminder_forms import Done, ReminderForms
from bot.channels.slack.reminder_words import answered
from bot.channels.slack.requests import Start
from bot.channels.slack.shown import Shown, Where
from bot.channels.slack.views import actions, reminder_message, talk, trouble
from bot.channels.slack.views import reminders as views
from bot.channels.slack.views.blocks import Message
from bot.channels.slack.views.reminder_message import HOUR, THREE_HOURS, TOMORROW
from bot.channels.slack.views.reminder_times import local, moment, quiet_hours, upcoming
from bot.practising import Practising
from bot.reminders import ReminderBook, UnknownReminder
from interview_flow.reminding.reminders import Occurrence, Outcome, Reminder, ReminderKind, Routine, State
from interview_flow.schedule.saying import said_time
from interview_flow.schedule.walls import local_instant
from storage.deliveries import Deliveries
from storage.reminders import posted_under

LATER = {HOUR: timedelta(hours=1), THREE_HOURS: timedelta(hours=3)}
MINUTES = 45
"""How long the whole interview is that is offered to who has had none."""
FRESH = timedelta(hours=24)
"""How long a reminder is what a single word is about."""
CLOSE = timedelta(hours=1)
"""The next reminder is as good as one that was put off, if it comes so soon after."""
OF_A_REMINDER = (actions.PRACTISE_QUIZ, actions.PRACTISE_SKIP, actions.PRACTISE_PAUSE, actions.PRACTISE_CHANGE, actions.PRACTISE_LATER)


@dataclass
class Reactions:
    """Takes them. Every method raises `StorageFailed` when nothing could be kept."""

    desk: Desk
    reminders: ReminderDesk
    forms: ReminderForms
    practising: Practising
    deliveries: Deliveries

    @property
    def book(self) -> ReminderBook:
        """The reminders."""
        return self.reminders.book

    async def pressed(self, pressed: Pressed, action: str) -> Shown | None:
        """A button of a reminder, or of a list of them; None for any other."""
        try:
            match action:
                case actions.PRACTISE | actions.PRACTISE_WHOLE | actions.DRILL:
                    return await self._started(pressed, action)
                case actions.REMINDER_CHANGE:
                    return await self.forms.change_form(pressed, pressed.value)
                case actions.REMINDER_PAUSE:
                    return await self.forms.pause_form(pressed, pressed.value)
                case action if action in OF_A_REMINDER:
                    return await self._of_a_reminder(pressed, action)
                case _:
                    return await self.reminders.pressed(pressed, action)
        except UnknownReminder:  # or it is somebody else's, and its message was passed on
            return await self.reminders.gone(pressed.whose, actions.unpair(pressed.value)[0])

    async def said(self, whose: Whose, text: str) -> Message | None:
        """A word in the conversation, perhaps about the reminder that has just come; what to answer, or None."""
        meant = answered(text)
        latest = await self._latest(whose.person) if meant else None
        if meant is None or latest is None:
            return None
        reminder, occasion = await self.book.own(whose.person, latest.reminder_id), latest.occasion
        if reminder.kind is not ReminderKind.PRACTICE:
            return None
        match meant:
            case Outcome.STARTED, _:
                its = offer(await self.practising.of(whose.person), whose.user, reminder.id, occasion)
                await self._start(whose, its, Where())
                return reminder_message.became("started", **reminder_message.names_of(its, self.desk.bank))
            case Outcome.SNOOZED, is_tomorrow:
                return (await self._later(whose, reminder, occasion, TOMORROW if is_tomorrow else HOUR)).message or await self._told_again(reminder)
            case _:
                await self._skip(whose, reminder, occasion)
                return await self._told_again(reminder)

    async def done(self, whose: Whose, done: Done) -> None:
        """A form was taken that was opened from a reminder that had come."""
        if done.outcome is None:
            return
        reminder = await self.book.own(whose.person, done.reminder_id)
        await self.book.followed(whose.person, reminder.id, done.occasion, done.outcome)
        kept = await self.book.told(reminder)
        buttons = [views.resume(reminder.id)] if done.outcome is Outcome.PAUSED else []
        await self._show(whose, reminder.id, done.occasion, reminder_message.became(done.outcome.value, *buttons, next=upcoming(kept)))

    async def _started(self, pressed: Pressed, action: str) -> Shown:
        whose, where = pressed.whose, Where(pressed.channel, pressed.app)
        if action == actions.DRILL:
            its = offers.of(await self.practising.of(whose.person), whose.user, pressed.value)
            return await self.desk.drill(whose, its.drill, its.problem, its.level, _arrival(pressed), where)
        its = Offer.from_value(pressed.value)
        if its is None or its.user != whose.user or await self._is_elses(whose, its.reminder):  # the message was passed on
            return Shown()
        return await self._start(whose, its, where, whole=action == actions.PRACTISE_WHOLE, shown_at=(pressed.channel or "", pressed.message or ""))

    async def _is_elses(self, whose: Whose, reminder_id: str) -> bool:
        """Whether it is somebody else's: two workspaces may have members of one id."""
        reminder = await self.book.reminders.find(reminder_id)
        return reminder is not None and reminder.person != whose.person

    async def _start(self, whose: Whose, its: Offer, where: Where, *, whole: bool = False, shown_at: tuple[str, str] = ("", "")) -> Shown:
        """One occasion begins one drill, or one interview, however often and wherever its person presses that."""
        arrival = f"slack:reminder:{whose.person}:{its.reminder}:{its.occasion.partition('/')[0]}"
        log = self.desk.reception.log
        if there := await log.heard(arrival):
            return Shown(reminder_message.became("again", *talk.opened(await self.desk.link(there[0]))))
        if not its.is_known(self.desk.bank):  # a message from long ago
            its = await self._offer(whose, its.reminder, its.occasion)
        if whole:
            shown = await self.desk.start(whose, Start(self.desk.bank.title(its.problem, its.problem), minutes=MINUTES), arrival, where)
        else:
            shown = await self.desk.drill(whose, its.drill, its.problem, its.level, arrival, where)
        if not await log.heard(arrival):
            return shown  # it says what is wrong
        with suppress(UnknownReminder):  # it was removed; what it offered is there all the same
            await self.book.followed(whose.person, its.reminder, its.occasion, Outcome.STARTED)
        became = reminder_message.became("interview" if whole else "started", **_names(its, self.desk, whole=whole))
        await self._show(whose, its.reminder, its.occasion, became, shown_at)
        return Shown()

    async def _of_a_reminder(self, pressed: Pressed, action: str) -> Shown:
        reminder_id, rest = actions.unpair(pressed.value)
        occasion, how = actions.unpair(rest)
        whose, reminder = pressed.whose, await self.book.own(pressed.whose.person, reminder_id)
        match action:
            case actions.PRACTISE_QUIZ:
                await self.book.followed(whose.person, reminder_id, occasion, Outcome.QUIZ)
                return await self.desk.run(whose, "quiz", _arrival(pressed), Where(pressed.channel, pressed.app))
            case actions.PRACTISE_SKIP:
                await self._skip(whose, reminder, occasion)
                return Shown()
            case actions.PRACTISE_PAUSE:
                return await self.forms.pause_form(pressed, reminder_id, occasion)
            case actions.PRACTISE_CHANGE:
                return await self.forms.change_form(pressed, reminder_id, occasion)
            case _:
                return await self._later(whose, reminder, occasion, how)

    async def _skip(self, whose: Whose, reminder: Reminder, occasion: str) -> None:
        await self.book.followed(whose.person, reminder.id, occasion, Outcome.SKIPPED)
        its = await self._offer(whose, reminder.id, occasion)
        kept = await self.book.told(reminder)
        await self._show(whose, reminder.id, occasion, reminder_message.became("skipped", reminder_message.start_now(its), next=upcoming(kept)))

    async def _later(self, whose: Whose, reminder: Reminder, occasion: str, how: str) -> Shown:
        """Put it off; not into the quiet hours, and not beside the next one."""
        routine, zone = await self.book.reminders.routine(whose.person), await self.book.reminders.zone(whose.person)
        if not await self.book.occurrences.of_occasion(reminder.id, occasion.partition("/")[0]):
            return Shown(trouble.stale())
        tomorrow = _tomorrow(reminder, occasion, routine, zone, self.reminders.clock())
        until = tomorrow if how == TOMORROW else self.reminders.clock() + LATER.get(how, LATER[HOUR])
        if how != TOMORROW and routine.is_quiet(local(until, zone)) and not reminder.kept_at_night:
            times = {"time": said_time(local(until, zone).time()), "tomorrow": said_time(local(tomorrow, zone).time())}
            return Shown(reminder_message.refused(reminder.id, occasion, **times, **quiet_hours(routine)))
        kept, name = await self.book.told(reminder), "snoozed"
        if kept.upcoming and abs(kept.upcoming[0].at - until) <= CLOSE:
            await self.book.followed(whose.person, reminder.id, occasion, Outcome.SNOOZED)
            name, until = "snoozed_on", kept.upcoming[0].at
        elif not await self.book.snooze(whose.person, reminder.id, occasion, until):
            return Shown(views.told("followed.often"))
        its = await self._offer(whose, reminder.id, occasion)
        became = reminder_message.became(name, reminder_message.start_now(its), time=moment(local(until, zone)))
        await self._show(whose, reminder.id, occasion, became)
        return Shown()

    async def _told_again(self, reminder: Reminder) -> Message:
        """What is coming, after a word was understood."""
        kept = await self.book.told(reminder)
        at = [*([kept.snoozed.at] if kept.snoozed else []), *(each.at for each in kept.upcoming[:1])]
        return views.told("noted", next=moment(local(min(at), kept.zone)), zone=kept.zone) if at else views.told("noted_none")

    async def _offer(self, whose: Whose, reminder_id: str, occasion: str) -> Offer:
        return offer(await self.practising.of(whose.person), whose.user, reminder_id, occasion)

    async def _latest(self, person: str) -> Occurrence | None:
        """The reminder that has come last, if that is not long ago and nothing has become of it."""
        now = self.reminders.clock()
        sent = [each for each in await self.book.occurrences.sent(person, now - FRESH) if each.state is State.SENT and "/nudge" not in each.occasion]
        return sent[-1] if sent and sent[-1].outcome is None and (sent[-1].settled_at or now) > now - FRESH else None

    async def _show(self, whose: Whose, reminder_id: str, occasion: str, message: Message, shown_at: tuple[str, str] = ("", "")) -> None:
        """Have the message say what became of it. Where it stands is known from its delivery, or else from where it was pressed."""
        found = (await self.deliveries.of(posted_under(reminder_id), [occasion])).get(occasion)
        channel, ts = (found.channel, found.ts) if found and found.ts else shown_at
        if channel and ts:
            await self.desk.reception.put("update", whose.user, whose.team, whose.enterprise or "", channel, ts, json.dumps(message.arguments))


def _names(its: Offer, desk: Desk, *, whole: bool) -> dict[str, str]:
    names = reminder_message.names_of(its, desk.bank)
    return {"problem": names["problem"]} if whole else names


def _tomorrow(reminder: Reminder, occasion: str, routine: Routine, zone: str, now: datetime) -> datetime:
    """Tomorrow at the time of day that was asked for; at the end of the quiet hours, if it would lie in them. `zone` is where the person is."""
    asked, its_zone = datetime.fromisoformat(occasion.partition("/")[0]), ZoneInfo(reminder.zone or zone)
    at = local_instant(datetime.combine((now.astimezone(its_zone) + timedelta(days=1)).date(), asked.time()), its_zone)
    there = local(at, zone).replace(tzinfo=None)
    if reminder.kept_at_night or not routine.is_quiet(there):
        return at.astimezone(UTC)
    over = datetime.combine(there.date(), routine.quiet_to)
    return local_instant(over if over > there else over + timedelta(days=1), ZoneInfo(zone)).astimezone(UTC)


def _arrival(pressed: Pressed) -> str:
    return f"slack:action:{pressed.whose.person}:{pressed.at}"
