"""What comes in a channel, and what is said of it. Nothing here tells what came out of anybody's practice."""

from collections.abc import Mapping, Sequence

from bot.channels.slack.mrkdwn import Mrkdwn, joined, link
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, Element, Message, button, context, label, message, said, section, section_of
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.reminder_times import quiet_hours, quiet_time, upcoming
from bot.reminders import Kept
from interview_flow.printable import printable, shortened
from interview_flow.reminding.reminders import ReminderKind, Routine
from interview_flow.rubric import Rubric
from interview_flow.small_groups import FEWEST
from interview_flow.team_digest import TeamDigest, Thanked
from prompts.slack_texts import filled

NAME = 60
"""Characters of a name."""
MOST_NAMED = 20
WORD = {ReminderKind.TEAM: "remind", ReminderKind.TEAM_DIGEST: "digest"}
"""What is typed for it."""
EXAMPLES = {ReminderKind.TEAM: "every weekday at 9am", ReminderKind.TEAM_DIGEST: "on"}
"""What somebody can say for themselves."""


def reminder(reminder_id: str, slug: str, title: str, count: int) -> Message:
    """What comes in the channel: a problem of the day, a drill for whoever presses, and how many are counted in."""
    buttons = [_start(primary=True), _join(reminder_id, slug)]
    blocks = [section(said("team.reminder.text", title=title)), row(buttons), context(said("team.reminder.count", count=count))]
    return message(said("team.reminder.fallback"), blocks)


def joined_in(name: str, kept: Kept, routine: Routine, team_id: str) -> Message:
    """Somebody is counted in `now`, or was `already`; their own reminder may lie in their quiet hours."""
    told = joined(" ", (said(f"team.joined.{name}", says=kept.says), upcoming(kept)))
    leave = button(label("team.joined.leave"), actions.TEAM_LEAVE, team_id)
    if not kept.is_quiet:
        return message(told, [section(told), row([leave])])
    time = quiet_time(kept)
    keep = button(label("reminders.quiet.keep", time=time), actions.REMINDER_KEEP, kept.reminder.id, style="primary")
    return message(told, [section(told), section(said("reminders.quiet.asks", time=time, **quiet_hours(routine))), row([keep, leave])])


def digest(found: TeamDigest, names: Mapping[str, str], rubric: Rubric, join: str | None = None) -> Message:
    """A team's week in counts; `join` is the id of the reminder that one can be counted in for."""
    buttons = [_start(), *([_join(join)] if join else [])]
    blocks = [section_of([said("team.digest.title"), *_counts(found, rubric)])]
    if found.thanked:
        thanked = joined(", ", (_named(each, names) for each in found.thanked[:MOST_NAMED]))
        blocks.append(section(said("team.digest.thanks", names=thanked)))
    if found.people is not None:
        whose = [said("team.digest.whose", fewest=FEWEST), *([said("team.digest.whose_named")] if found.thanked else [])]
        blocks.append(context(joined(" ", whose)))
    return message(said("team.digest.fallback"), [*blocks, row(buttons)])


def settled(name: str, kept: Kept, *notes: Mrkdwn, can_change: bool = True) -> Message:
    """What an admin has set, changed, paused or resumed, with its next times; or, for anybody, what is there."""
    what = WORD[kept.reminder.kind]
    told = said(f"team.set.{name}", **({"what": what} if name == "paused" else {}), says=kept.says)
    rests = kept.reminder.paused_at is not None
    blocks: list[Block] = [section(told if name == "paused" else joined(" ", (told, upcoming(kept)))), *(context(note) for note in notes)]
    buttons = [_run("resume" if rests else "pause", what), _run("remove", what)] if can_change else []
    return message(told, [*blocks, *([row(buttons)] if buttons else [])])


def nothing(kind: ReminderKind) -> Message:
    """Nothing of the kind comes here yet."""
    what = WORD[kind]
    sentence = said(f"team.set.none.{what}")
    return message(sentence, [section(sentence)])


def removed(kept: Kept) -> Message:
    """It comes no more."""
    return told("set.removed" if kept.reminder.kind is ReminderKind.TEAM else "set.removed_digest", says=kept.says)


def rests(kept: Kept, *, alone: bool) -> Message:
    """It rests by itself; said to its admin `alone`, or in the channel."""
    reminder = kept.reminder
    if not alone:
        return told("rests.person", says=kept.says, what=WORD[reminder.kind])
    channel = link(f"https://slack.com/app_redirect?team={reminder.team}&channel={reminder.channel}", filled("team.rests.that"))
    return told("rests.channel", says=kept.says, what=WORD[reminder.kind], channel=channel)


def told(name: str, **given: object) -> Message:
    """A sentence of its own."""
    sentence = said(f"team.{name}", **given)
    return message(sentence, [section(sentence)])


def _counts(found: TeamDigest, rubric: Rubric) -> Sequence[Mrkdwn]:
    if found.people is None:
        return [said("team.digest.too_few", fewest=FEWEST)]
    counts = [said(f"team.digest.{kind}", count=count) for kind, count in found.counts.items()]
    phase = [said("team.digest.phase", phase=rubric.guide(found.phase).title)] if found.phase else []
    return [said("team.digest.people", count=found.people), *counts, *phase]


def _named(thanked: Thanked, names: Mapping[str, str]) -> Mrkdwn:
    name = shortened(printable(names.get(thanked.person, "")), NAME) or filled("words.unnamed")
    return said("team.digest.named", name=name, days=thanked.days)


def _start(*, primary: bool = False) -> Element:
    return button(label("team.reminder.start"), actions.DRILL, style="primary" if primary else None)


def _join(reminder_id: str, slug: str = "") -> Element:
    return button(label("team.reminder.join"), actions.TEAM_JOIN, actions.pair(reminder_id, slug) if slug else reminder_id)


def _run(verb: str, what: str) -> Element:
    return button(label(f"team.set.{verb}"), actions.RUN, f"{what} here {verb}")
