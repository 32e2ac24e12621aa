"""Things to choose from: problems, past interviews, open interviews."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.bank import Bank
from bot.channels.slack.mrkdwn import date
from bot.channels.slack.requests import Problems, Start
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import MOST_OPTIONS, Block, Element, Message, button, context, label, menu, message, said, section
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.interview import end_button
from bot.channels.slack.views.wording import listed_entry, outcome, topic
from interview_flow.phases import Stage
from interview_flow.problems import Difficulty, Problem
from interview_flow.transcript import Wish
from storage.transcripts import OPEN, Listed

FILTER = "problems_filter"
"""The `block_id` of the two menus."""
ANY = "any"
MOST_PROBLEMS, MOST_LISTED, MOST_OPEN = 40, 20, 10
"""A message has 50 blocks at most."""
_ACTIONS = {Wish.HINT: actions.HINT, Wish.NEXT: actions.NEXT, Wish.PAUSE: actions.PAUSE, Wish.RESUME: actions.RESUME}


def problems(bank: Bank, difficulty: Difficulty | None = None, tag: str | None = None) -> Message:
    """The bank, or what fits of it, easiest first; a problem's button starts it."""
    fitting = [each for each in by_difficulty(bank) if difficulty in (None, each.difficulty) and (tag is None or tag in each.tags)]
    tags = _tags(bank)
    blocks = [section(said("lists.problems.intro")), _menus(difficulty, tag, tags)]
    if tag is not None and tag not in tags:
        blocks.append(section(said("lists.problems.unknown_tag", tag=tag)))
    elif not fitting:
        blocks.append(section(said("lists.problems.none")))
    blocks += [problem_entry(problem) for problem in fitting[:MOST_PROBLEMS]]
    if len(fitting) > MOST_PROBLEMS:
        blocks.append(context(said("lists.problems.more", count=len(fitting) - MOST_PROBLEMS)))
    return message(said("lists.problems.fallback"), blocks)


def filtered(state: Mapping[str, Any]) -> Problems:
    """What the two menus say; `state` is the `state` of a block action."""
    difficulty, tag = (actions.filled_in(state, FILTER, action) for action in (actions.PROBLEMS_DIFFICULTY, actions.PROBLEMS_TAG))
    return Problems(Difficulty(difficulty) if difficulty in set(Difficulty) else None, None if tag == ANY else tag)


def listed(interviews: Sequence[Listed], links: Mapping[str, str] | None = None) -> Message:
    """A person's interviews, newest first. `links` are addresses of threads by interview id."""
    if not interviews:
        browse = button(label("lists.listed.browse"), actions.PROBLEMS, style="primary")
        return message(said("lists.listed.none"), [section(said("lists.listed.none"), browse)])
    blocks = [section(said("lists.listed.intro")), *(listed_row(each, links) for each in interviews[:MOST_LISTED])]
    if len(interviews) > MOST_LISTED:
        blocks.append(context(said("lists.listed.more", count=len(interviews) - MOST_LISTED)))
    return message(said("lists.listed.fallback"), blocks)


def which(interviews: Sequence[Listed], wish: Wish | str) -> Message:
    """Several interviews are open: which one is meant? `wish` is a `Wish`, "review", or the id of a message to be taken as an answer."""
    blocks = [section(said("lists.which.intro"))]
    for each in interviews[:MOST_OPEN]:
        told = said("lists.which.entry", topic=topic(each.topic), outcome=outcome(each), date=date(each.started_at))
        blocks.append(section(told, _act(each, wish)))
    if len(interviews) > MOST_OPEN:
        blocks.append(context(said("lists.which.more", count=len(interviews) - MOST_OPEN)))
    return message(said("lists.which.fallback"), blocks)


def by_difficulty(bank: Bank) -> list[Problem]:
    """The problems, easiest first."""
    order = list(Difficulty)
    return sorted(bank.problems, key=lambda problem: (order.index(problem.difficulty), problem.title))


def problem_entry(problem: Problem) -> Block:
    """A problem with the button that starts it."""
    told = said(
        "lists.problems.entry",
        title=problem.title,
        difficulty=problem.difficulty,
        minutes=problem.minutes.solving,
        tags=" · ".join(problem.tags),
    )
    return section(told, button(label("lists.problems.start"), actions.START, Start(problem.title).value))


def listed_row(each: Listed, links: Mapping[str, str] | None = None) -> Block:
    """An interview with what can be done about it: open its thread, take it up again, or review it."""
    link = (links or {}).get(each.id)
    if each.stage is Stage.ACTIVE and link:
        return section(listed_entry(each), button(label("lists.listed.open"), actions.LINK, each.id, url=link))
    if each.stage in OPEN:
        return section(listed_entry(each), button(label("lists.listed.resume"), actions.RESUME, each.id))
    return section(listed_entry(each), button(label("lists.listed.review"), actions.REVIEW, each.id))


def _act(each: Listed, wish: Wish | str) -> Element:
    if wish == Wish.END:
        return end_button(each.id, of_drill=each.drill is not None)
    if wish in _ACTIONS:
        return button(label(f"lists.which.act.{wish}"), _ACTIONS[Wish(wish)], each.id)
    if wish == "review":
        return button(label("lists.which.act.review"), actions.REVIEW, each.id)
    return button(label("lists.which.act.answer"), actions.TAKE_AS_ANSWER, actions.pair(each.id, wish))


def _menus(difficulty: Difficulty | None, tag: str | None, tags: list[str]) -> Block:
    difficulties = [(label("lists.problems.any_difficulty"), ANY), *((each.value, each.value) for each in Difficulty)]
    named = [(label("lists.problems.any_tag"), ANY), *((each, each) for each in tags)]
    return row(
        [
            menu(label("lists.problems.difficulty"), actions.PROBLEMS_DIFFICULTY, difficulties, difficulty or ANY),
            menu(label("lists.problems.tag"), actions.PROBLEMS_TAG, named, tag if tag in tags else ANY),
        ],
        FILTER,
    )


def _tags(bank: Bank) -> list[str]:
    """The tags that most problems have, by name."""
    counted = Counter(tag for problem in bank.problems for tag in problem.tags)
    return sorted(tag for tag, _ in counted.most_common(MOST_OPTIONS - 1))
