"""Reminders as their person sees them: one that was just set, all of them, and what could not be understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.channels.slack.mrkdwn import Mrkdwn, joined
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, Element, Message, button, confirmation, context, label, message, said, section
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.reminder_times import day_in, local, moment, quiet_hours, quiet_time, upcoming
from bot.reminders import MOST, Kept
from interview_flow.reminding.reminders import ReminderKind, Routine
from interview_flow.schedule.refusals import EXAMPLES
from prompts.slack_texts import filled

MOST_EXAMPLES = 5
SHOWN = 300
"""Characters of a schedule in words."""


@dataclass(frozen=True)
class Reminded:
    """All that is shown of somebody's reminders at a moment; `zone` is where they are."""

    kept: Sequence[Kept]
    routine: Routine
    zone: str
    now: datetime


def saved(kept: Kept, reminded: Reminded, *, changed: bool = False, is_zone_known: bool = True) -> Message:
    """A reminder that was just set or changed, with its next times; a time in the quiet hours is asked about."""
    told = _saved(kept, changed=changed)
    blocks = [section(told)]
    if reminded.routine.is_away(reminded.now):
        blocks.append(context(_away(reminded)))
    if not is_zone_known:
        blocks.append(section(said("reminders.zone_unknown"), _routine()))
    if kept.is_quiet:
        time = quiet_time(kept)
        blocks.append(section(said("reminders.quiet.asks", time=time, **quiet_hours(reminded.routine))))
        keep = button(label("reminders.quiet.keep", time=time), actions.REMINDER_KEEP, kept.reminder.id, style="primary")
        return message(told, [*blocks, row([keep, *_buttons(kept)])])
    return message(told, [*blocks, row([*_buttons(kept), _all()])])


def _saved(kept: Kept, *, changed: bool) -> Mrkdwn:
    if kept.reminder.schedule.once and not kept.rests:
        return said("reminders.saved_once", says=_says(kept), zone=kept.clock)
    return said("reminders.changed" if changed else "reminders.saved", says=_says(kept), next=upcoming(kept))


def kept_at_night(kept: Kept, reminded: Reminded) -> Message:
    """They do mean a time in their quiet hours."""
    told = said("reminders.quiet.kept", time=quiet_time(kept))
    return message(told, [section(joined(" ", (told, upcoming(kept)))), row([*_buttons(kept), _all()])])


def listed(reminded: Reminded, lead: Mrkdwn | None = None) -> Message:
    """All of somebody's reminders; `lead` is what has just become of them."""
    blocks = [section(lead)] if lead else []
    if reminded.routine.is_away(reminded.now):
        blocks.append(section(_away(reminded), button(label("reminders.back"), actions.BACK)))
    if not reminded.kept:
        blocks += [section(said("reminders.list.none")), row([*_examples(EXAMPLES), _routine()])]
        return message(lead or said("reminders.list.fallback"), blocks)
    blocks.append(section(said("reminders.list.title", zone=reminded.zone)))
    for each in reminded.kept[:MOST]:
        blocks += [section(said("reminders.list.entry", says=_capital(_says(each)), state=state(each, reminded))), row(_own_buttons(each, reminded))]
    return message(lead or said("reminders.list.fallback"), [*blocks, row([_routine(), practise()])])


def state(kept: Kept, reminded: Reminded) -> Mrkdwn:
    """What comes next of a reminder, or why nothing does."""
    reminder, lines = kept.reminder, list[Mrkdwn]()
    if reminder.kind is ReminderKind.DIGEST:
        lines.append(said("reminders.list.digest"))
    if kept.rests:
        if reminder.trouble:
            return joined("\n", (*lines, said("reminders.list.trouble")))
        until = reminder.paused_until
        lines.append(said("reminders.list.paused_until", date=day_in(until, kept.zone)) if until else said("reminders.list.paused"))
    elif kept.upcoming:
        name = "pinned" if kept.zone != reminded.zone else "next"
        lines.append(said(f"reminders.list.{name}", next=moment(kept.upcoming[0].at), **({"zone": kept.clock} if name == "pinned" else {})))
    elif not kept.snoozed:
        lines.append(said("reminders.list.over"))
    if kept.snoozed:
        lines.append(said("reminders.list.put_off", time=moment(local(kept.snoozed.at, kept.zone))))
    if kept.is_quiet:
        lines.append(said("reminders.list.quiet", time=quiet_time(kept)))
    return joined("\n", lines)


def bad_phrase(sentence: str, examples: Sequence[str]) -> Message:
    """A phrase that is no time, with some that are."""
    told = said("reminders.wrong.text", sentence=sentence)
    return message(told, [section(told), row([*_examples(examples), _all()])])


def told(name: str, *buttons: Element, **given: object) -> Message:
    """A sentence of its own."""
    sentence = said(f"reminders.{name}", **given)
    return message(sentence, [section(sentence), *([row(buttons)] if buttons else [])])


def open_routine() -> Message:
    """Where a form is to be opened, which a word cannot do."""
    return told("open_routine", _routine())


def away(reminded: Reminded) -> Message:
    """They are on holiday from now on."""
    until = reminded.routine.away_until
    name = said("reminders.done.away_until", date=day_in(until, reminded.zone)) if until else said("reminders.done.away")
    return message(name, [section(name, button(label("reminders.back"), actions.BACK))])


def in_home(reminded: Reminded, *, practises: bool) -> list[Block]:
    """What Home shows of them: the next one, and where the others are; `practises` is whether a drill is offered elsewhere there."""
    coming = sorted((each for each in reminded.kept if each.upcoming), key=lambda each: each.upcoming[0].at)
    away = reminded.routine.is_away(reminded.now)
    if away:
        line = _away(reminded)
    elif coming:
        line = said("reminders.home.next", next=moment(coming[0].upcoming[0].at), says=_says(coming[0]))
    else:
        line = said("reminders.home.resting" if reminded.kept else "reminders.home.none")
    buttons = [*([] if practises else [practise()]), *([button(label("reminders.back"), actions.BACK)] if away else []), _all(), _routine()]
    return [section(joined("\n", (said("reminders.home.title"), line))), row(buttons)]


def practise() -> Element:
    """Begins the suggested drill."""
    return button(label("reminders.practise"), actions.DRILL)


def resume(reminder_id: str) -> Element:
    """Has a reminder come again."""
    return button(label("reminders.resume"), actions.REMINDER_RESUME, reminder_id)


def _says(kept: Kept) -> str:
    return kept.says[:SHOWN]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _away(reminded: Reminded) -> Mrkdwn:
    until = reminded.routine.away_until
    return said("reminders.away_until", date=day_in(until, reminded.zone)) if until else said("reminders.away")


def _own_buttons(kept: Kept, reminded: Reminded) -> list[Element]:
    if not kept.is_quiet:
        return _buttons(kept)
    time = quiet_time(kept)
    return [button(label("reminders.quiet.keep", time=time), actions.REMINDER_KEEP, kept.reminder.id), *_buttons(kept)]


def _buttons(kept: Kept) -> list[Element]:
    its = kept.reminder.id
    pause = resume(its) if kept.rests else button(label("reminders.pause"), actions.REMINDER_PAUSE, its)
    sure = confirmation(
        filled("reminders.remove_title"),
        filled("reminders.remove_text", says=_says(kept)),
        filled("reminders.remove_yes"),
        filled("reminders.remove_no"),
    )
    remove = button(label("reminders.remove"), actions.REMINDER_REMOVE, its, confirm=sure)
    return [button(label("reminders.change"), actions.REMINDER_CHANGE, its), pause, remove]


def _examples(phrases: Sequence[str]) -> list[Element]:
    return [button(each, actions.REMINDER_SET, each) for each in phrases[:MOST_EXAMPLES]]


def _all() -> Element:
    return button(label("reminders.all"), actions.REMINDERS)


def _routine() -> Element:
    return button(label("reminders.routine"), actions.ROUTINE)
