"""The forms of reminders: another time, a pause, and how somebody likes to be reminded; and what was filled in there."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, box, day, entry, label, menu, modal, said, section, time_of_day, typed
from interview_flow.reminding.reminders import Routine
from interview_flow.schedule import BadPhrase, UnknownZone, zoned
from prompts.slack_texts import filled

PHRASE, UNTIL = "reminder_phrase", "reminder_until"
QUIET_FROM, QUIET_TO, WEEKENDS, MOST_A_DAY = "routine_quiet_from", "routine_quiet_to", "routine_weekends", "routine_most"
NUDGES, ZONE, NAMED = "routine_nudges", "routine_zone", "routine_named"
"""Each is the `block_id` and the `action_id` of its field."""
CHOICES = range(1, 7)
LONGEST_ZONE = 60


def change(says: str, metadata: str) -> Block:
    """The view in which a reminder gets another time; `says` is what it has now, as it could be typed."""
    field = entry(PHRASE, filled("reminders.form.change.phrase"), typed(PHRASE, says), filled("reminders.form.change.hint"))
    return _form("change", actions.CHANGE_MODAL, [field], metadata)


def wrong_phrase(wrong: BadPhrase) -> dict[str, str]:
    """What is wrong with the phrase that was filled in."""
    return {PHRASE: filled("reminders.form.change.wrong", sentence=wrong.sentence, examples=", ".join(wrong.examples))}


def pause(says: str, metadata: str) -> Block:
    """The view in which a reminder is paused, until a day or until it is resumed."""
    until = entry(UNTIL, filled("reminders.form.pause.until"), day(UNTIL), filled("reminders.form.pause.hint"), optional=True)
    return _form("pause", actions.PAUSE_MODAL, [section(said("reminders.form.pause.intro", says=says)), until], metadata)


def until(state: Mapping[str, Any], today: date) -> date | dict[str, str] | None:
    """The day that was chosen, None for none; or what is wrong with it."""
    chosen = actions.filled_in(state, UNTIL, UNTIL)
    if not chosen:
        return None
    try:
        found = date.fromisoformat(chosen)
    except ValueError:
        return {UNTIL: filled("reminders.wrong.past")}
    return found if found > today else {UNTIL: filled("reminders.wrong.past")}


def routine(now: Routine, channels_zone: str | None) -> Block:
    """The view with how somebody likes to be reminded; `channels_zone` is what Slack says of where they are."""
    hint = filled("reminders.form.routine.zone_hint", zone=channels_zone) if channels_zone else filled("reminders.form.routine.zone_unknown")
    options = [(str(each), str(each)) for each in CHOICES]
    most = menu(label("reminders.form.routine.most"), MOST_A_DAY, options, str(min(max(now.most_a_day, CHOICES[0]), CHOICES[-1])))
    blocks = [
        entry(QUIET_FROM, filled("reminders.form.routine.quiet_from"), time_of_day(QUIET_FROM, now.quiet_from)),
        entry(QUIET_TO, filled("reminders.form.routine.quiet_to"), time_of_day(QUIET_TO, now.quiet_to), filled("reminders.form.routine.quiet_hint")),
        _ticked(WEEKENDS, "weekends", now.weekends),
        entry(MOST_A_DAY, filled("reminders.form.routine.most"), most),
        _ticked(NUDGES, "nudges", now.nudges),
        entry(ZONE, filled("reminders.form.routine.zone"), typed(ZONE, now.zone or "", most=LONGEST_ZONE), hint, optional=True),
        _ticked(NAMED, "named", now.named),
    ]
    return _form("routine", actions.ROUTINE_MODAL, blocks, "")


def chosen(state: Mapping[str, Any], now: Routine) -> Routine | dict[str, str]:
    """What was filled in, or what is wrong, by block."""
    zone = (actions.filled_in(state, ZONE, ZONE) or "").strip()
    try:
        if zone:
            zoned(zone)
        ends = {name: time.fromisoformat(actions.filled_in(state, block, block) or "") for name, block in _ENDS.items()}
    except UnknownZone:
        return {ZONE: filled("reminders.wrong.no_zone")}
    except ValueError:  # Slack's own field gives nothing else
        ends = {name: getattr(now, name) for name in _ENDS}
    most = actions.filled_in(state, MOST_A_DAY, MOST_A_DAY) or ""
    ticks = {name: bool(actions.ticked(state, block, block)) for name, block in _TICKS.items()}
    counted = {"most_a_day": int(most)} if most in [str(each) for each in CHOICES] else {}
    return now.model_copy(update={"zone": zone or None} | ends | ticks | counted)


_ENDS = {"quiet_from": QUIET_FROM, "quiet_to": QUIET_TO}
_TICKS = {"weekends": WEEKENDS, "nudges": NUDGES, "named": NAMED}


def _ticked(block: str, name: str, on: bool) -> Block:
    text = label(f"reminders.form.tick.{name}")
    return entry(block, filled(f"reminders.form.routine.{name}"), box(block, text, on), optional=True)


def _form(name: str, callback: str, blocks: list[Block], metadata: str) -> Block:
    title, save = filled(f"reminders.form.title.{name}"), filled(f"reminders.form.save.{name}")
    return modal(callback, title, filled("reminders.form.close"), blocks, submit=save, metadata=metadata)
