"""The weekly digest of one person, for their eyes alone, and what is said when it is turned on or off."""

from collections.abc import Sequence

from bot.channels.slack.mrkdwn import Mrkdwn, escaped, joined
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, Element, Message, button, context, divider, header, label, message, said, section, section_of
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.findings import short
from bot.channels.slack.views.reminder_times import quiet_hours, quiet_time, upcoming
from bot.channels.slack.views.wording import topic
from bot.digests import OwnWeek
from bot.practising import Practice
from bot.reminders import Kept
from bot.skill_words import forecast_told, streak_told, why_told
from interview_flow.digest import KIND_LINES, Digest, Held, Move, Step
from interview_flow.practice.next_drill import Suggestion
from interview_flow.reminding.reminders import Routine
from interview_flow.rubric import Mode
from prompts.slack_texts import filled

MOST_HELD = 8
"""Interviews that are named."""
SAYS = 160
"""Characters of a criterion."""
STEPS = {Step.MISSING: "missing", Step.IN_PART: "in_part", Step.HINTED: "hinted", Step.PROMPTED: "prompted", Step.UNPROMPTED: "unprompted"}
STOP, ON = "digest off", "digest on"
"""Commands behind the buttons."""
EXAMPLES = (ON, "digest every sunday at 18:00", "digest every friday at 16:00")


def digest(week: OwnWeek, page: str | None = None) -> Message:
    """A week; `page` is where somebody sees how they get on, in a browser."""
    found, standing = week.digest, week.practice
    blocks = [header(filled("digest.title")), *(_quiet(found) if found.is_empty else _practised(found, standing))]
    blocks += [*_moves("digest.better", found.better), *_moves("digest.worse", found.worse)]
    blocks += _next(standing)
    links = [button(label("digest.progress"), actions.LINK, url=page)] if page else []
    start = button(label("digest.start"), actions.DRILL, style="primary")
    return message(said("digest.fallback"), [*blocks, row([start, *links, _run("stop", STOP)])])


def kept(name: str, its: Kept, routine: Routine) -> Message:
    """The digest is on; `name` says whether it was `set`, `changed` or `there`."""
    told = said(f"digest.{name}", says=its.says)
    blocks, buttons = [section(joined(" ", (told, upcoming(its))))], [_run("stop", STOP)]
    if its.is_quiet:
        time = quiet_time(its)
        blocks.append(section(said("reminders.quiet.asks", time=time, **quiet_hours(routine))))
        buttons.insert(0, button(label("reminders.quiet.keep", time=time), actions.REMINDER_KEEP, its.reminder.id, style="primary"))
    return message(told, [*blocks, row(buttons)])


def stopped() -> Message:
    """It comes no more."""
    told = said("digest.stopped")
    return message(told, [section(told)])


def is_off() -> Message:
    """There is none, and what it would be."""
    told = said("digest.is_off")
    return message(told, [section(told), row([_run("turn_on", ON)])])


def refused(sentence: Mrkdwn, *commands: str) -> Message:
    """It cannot be had so; `commands` are some that are understood."""
    buttons = [button(command, actions.RUN, command) for command in commands]
    return message(sentence, [section(sentence), *([row(buttons)] if buttons else [])])


def _practised(found: Digest, standing: Practice) -> list[Block]:
    lines = [_held(each) for each in found.interviews[:MOST_HELD]]
    if len(found.interviews) > MOST_HELD:
        lines.append(said("digest.more", count=len(found.interviews) - MOST_HELD))
    if found.drills:
        titles = dict.fromkeys(standing.bank.rubric.guide(each.drill).title for each in found.drills if each.drill)
        lines.append(said("digest.drills", count=len(found.drills), phases=", ".join(titles)))
    if found.answered:
        lines.append(said("digest.quizzes", answered=found.answered, right=found.right))
    title = said("digest.practised_in", minutes=found.minutes) if found.minutes else said("digest.practised")
    return [section_of([title, *lines]), context(escaped(streak_told(standing.streak)))]


def _held(held: Held) -> Mrkdwn:
    return said("digest.interview", title=topic(held.title), result=_result(held))


def _result(held: Held) -> str:
    if not held.is_known:
        return filled("digest.unseen")
    if held.verdict:
        return filled(f"words.verdict.{held.verdict}")
    return filled("digest.coached" if held.mode is Mode.COACH else "digest.done")


def _moves(name: str, moves: Sequence[Move]) -> list[Block]:
    """Each with the interview that shows it."""
    if not moves:
        return []
    return [divider(), section(said(name)), *(section(_move(each), button(label("digest.review"), actions.REVIEW, each.interview)) for each in moves)]


def _move(move: Move) -> Mrkdwn:
    before, after = (filled(f"digest.step.{step}") for step in (STEPS[move.before], STEPS[move.after]))
    return said("digest.move", says=short(move.says, SAYS), title=topic(move.title), before=before, after=after.lower())


def _quiet(found: Digest) -> list[Block]:
    return [section(said("digest.quiet_again" if found.quiet_weeks >= KIND_LINES else "digest.quiet"))]


def _next(standing: Practice) -> list[Block]:
    lines = [said("digest.next")]
    if standing.suggestion:
        lines.append(_suggested(standing.suggestion, standing))
    if standing.skills:
        lines.append(escaped(forecast_told(standing.forecast)))
    return [divider(), section_of(lines)] if len(lines) > 1 else []


def _suggested(suggestion: Suggestion, standing: Practice) -> Mrkdwn:
    return said(
        "digest.suggestion",
        phase=standing.bank.rubric.guide(suggestion.drill.phase).title,
        problem=topic(standing.bank.title(suggestion.problem, suggestion.problem)),
        says=short(suggestion.says, SAYS),
        why=why_told(suggestion),
    )


def _run(name: str, command: str) -> Element:
    return button(label(f"digest.{name}"), actions.RUN, command)
