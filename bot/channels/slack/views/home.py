"""The Home tab: what is open, what was done, what could come next."""

from collections.abc import Mapping, Sequence

from bot.bank import Bank
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, button, context, divider, header, home_tab, label, said, section
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.lists import by_difficulty, listed_row, problem_entry
from bot.channels.slack.views.wording import minutes
from bot.preferences import Preferences
from prompts.slack_texts import filled
from storage.transcripts import OPEN, Listed

MOST_OPEN, MOST_PAST, MOST_TO_TRY = 10, 10, 5
"""A view has 100 blocks at most, and a person little patience."""


def home(interviews: Sequence[Listed], bank: Bank, preferences: Preferences, links: Mapping[str, str] | None = None) -> Block:
    """The view for `views.publish`. `interviews` are the person's, newest first; `links` addresses of threads by interview id."""
    going_on = [each for each in interviews if each.stage in OPEN]
    past = [each for each in interviews if each.stage not in OPEN]
    buttons = [
        button(label("home.browse"), actions.PROBLEMS, style="primary"),
        button(label("home.all"), actions.LIST),
        button(label("home.quiz"), actions.QUIZ),
        button(label("home.help"), actions.HELP),
    ]
    blocks = [header(filled("home.title")), section(said("home.intro")), row(buttons)]
    blocks += _group("home.in_progress", going_on, MOST_OPEN, links)
    blocks += _group("home.past", past, MOST_PAST, links)
    blocks += _to_try(interviews, bank)
    return home_tab([*blocks, divider(), _settings(preferences)])


def _group(named: str, interviews: Sequence[Listed], most: int, links: Mapping[str, str] | None) -> list[Block]:
    if not interviews:
        return []
    blocks = [divider(), section(said(named)), *(listed_row(each, links) for each in interviews[:most])]
    if len(interviews) > most:
        blocks.append(context(said("home.more", count=len(interviews) - most)))
    return blocks


def _to_try(interviews: Sequence[Listed], bank: Bank) -> list[Block]:
    practised = {each.problem for each in interviews}
    fresh = [problem for problem in by_difficulty(bank) if problem.slug not in practised]
    return [divider(), section(said("home.to_try")), *(problem_entry(problem) for problem in fresh[:MOST_TO_TRY])] if fresh else []


def _settings(preferences: Preferences) -> Block:
    told = said(
        "home.settings",
        level=filled(f"words.level.{preferences.level}"),
        mode=filled(f"words.mode.{preferences.mode}"),
        minutes=minutes(preferences.minutes),
    )
    return section(told, button(label("home.change"), actions.SETTINGS))
