"""How a person likes to practise: the settings modal, and what was filled in there."""

from collections.abc import Mapping
from typing import Any

from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, box, button, entry, label, menu, modal, number, said, section
from bot.channels.slack.words import MOST_MINUTES
from bot.preferences import Preferences
from interview_flow.rubric import Level, Mode
from prompts.slack_texts import filled

LEVEL, MODE, MINUTES, SCORES_SELF = "settings_level", "settings_mode", "settings_minutes", "settings_scores_self"
"""Each is the `block_id` and the `action_id` of its field."""


def settings(now: Preferences) -> Block:
    """The view for `views.open`; what is set now is filled in."""
    blocks = [
        entry(LEVEL, label("settings.level"), _menu(LEVEL, Level, now.level), filled("settings.level_hint")),
        entry(MODE, label("settings.mode"), _menu(MODE, Mode, now.mode), filled("settings.mode_hint")),
        entry(MINUTES, label("settings.minutes"), number(MINUTES, now.minutes, MOST_MINUTES), filled("settings.minutes_hint")),
        entry(SCORES_SELF, label("settings.scores_self"), box(SCORES_SELF, label("settings.scores_self_on"), now.scores_self), optional=True),
    ]
    blocks.append(section(said("settings.reminders"), button(label("settings.reminders_open"), actions.ROUTINE)))
    named = filled("settings.title"), filled("settings.close")
    return modal(actions.SETTINGS_MODAL, *named, blocks, submit=filled("settings.save"))


def chosen(state: Mapping[str, Any]) -> Preferences | dict[str, str]:
    """What was filled in, from the submitted view's `state`; or what is wrong, by block, for `response_action: errors`."""
    level, mode, typed = (actions.filled_in(state, name, name) for name in (LEVEL, MODE, MINUTES))
    minutes = (typed or "").strip()
    if not (minutes.isascii() and minutes.isdigit() and len(minutes) <= len(str(MOST_MINUTES))):
        return {MINUTES: filled("settings.bad_minutes")}
    unset = Preferences()
    scores_self = actions.ticked(state, SCORES_SELF, SCORES_SELF)
    return Preferences(
        level=Level(level) if level else unset.level,
        mode=Mode(mode) if mode else unset.mode,
        minutes=int(minutes),
        scores_self=unset.scores_self if scores_self is None else scores_self,
    )


def _menu(name: str, choices: type[Level] | type[Mode], now: str) -> Block:
    options = [(label(f"settings.option.{choice}"), choice.value) for choice in choices]
    return menu(label(name.replace("_", ".")), name, options, now)
