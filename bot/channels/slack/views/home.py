"""The Home tab: what is open, what was done, what could come next."""

from collections.abc import Mapping, Sequence

from bot.bank import Bank
from bot.channels.slack.mrkdwn import Mrkdwn, date
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, button, context, divider, header, home_tab, label, said, section, section_of
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.lists import by_difficulty, listed_row, problem_entry
from bot.channels.slack.views.wording import minutes
from bot.practising import Practice
from bot.preferences import Preferences
from bot.skill_words import forecast_told, streak_told, why_told
from interview_flow.practice.memory import Skill
from prompts.slack_texts import filled
from storage.transcripts import OPEN, Listed

MOST_DUE, MOST_OPEN, MOST_PAST, MOST_TO_TRY = 3, 10, 10, 5
"""A view has 100 blocks at most, and a person little patience."""


def home(
    interviews: Sequence[Listed],
    bank: Bank,
    preferences: Preferences,
    links: Mapping[str, str] | None = None,
    practice: Practice | None = None,
    reminders: Sequence[Block] = (),
) -> Block:
    """The view for `views.publish`. `interviews` are the person's, newest first; `links` addresses of threads by interview id; `practice` is what
    they should practise, as far as it is known; `reminders` what is shown of what is to come."""
    going_on = [each for each in interviews if each.stage in OPEN]
    past = [each for each in interviews if each.stage not in OPEN]
    buttons = [
        button(label("home.browse"), actions.PROBLEMS, style="primary"),
        button(label("home.all"), actions.LIST),
        button(label("home.quiz"), actions.QUIZ),
        button(label("home.help"), actions.HELP),
    ]
    blocks = [header(filled("home.title")), section(said("home.intro")), row(buttons)]
    blocks += _skills(practice, bank) if practice and practice.skills else []
    blocks += _group("home.in_progress", going_on, MOST_OPEN, links)
    blocks += _group("home.past", past, MOST_PAST, links)
    blocks += [divider(), *reminders] if reminders else []
    blocks += _to_try(interviews, bank)
    return home_tab([*blocks, divider(), _settings(preferences)])


def _skills(practice: Practice, bank: Bank) -> list[Block]:
    told = said("home.skills", streak=streak_told(practice.streak), forecast=forecast_told(practice.forecast))
    blocks = [divider(), section_of([told, *(_skill(each, bank) for each in practice.due[:MOST_DUE])])]
    if practice.suggestion:
        press = button(label("home.drill"), actions.DRILL, practice.suggestion.drill.criteria[0], style="primary")
        phase, problem = bank.rubric.guide(practice.suggestion.drill.phase).title, bank.title(practice.suggestion.problem, "")
        blocks.append(section(said("home.drill_on", phase=phase, problem=problem, why=why_told(practice.suggestion)), press))
    return blocks


def _skill(skill: Skill, bank: Bank) -> Mrkdwn:
    return said("home.skill", says=skill.says, phase=bank.rubric.guide(skill.phase).title, date=date(skill.last))


def _group(named: str, interviews: Sequence[Listed], most: int, links: Mapping[str, str] | None) -> list[Block]:
    if not interviews:
        return []
    blocks = [divider(), section(said(named)), *(listed_row(each, links) for each in interviews[:most])]
    if len(interviews) > most:
        blocks.append(context(said("home.more", count=len(interviews) - most)))
    return blocks


def _to_try(interviews: Sequence[Listed], bank: Bank) -> list[Block]:
    practised = {each.problem for each in interviews if each.drill is None}
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
