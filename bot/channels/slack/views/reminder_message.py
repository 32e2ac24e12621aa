"""The message that comes at the time that was asked for, and what it says once something has become of it."""

from datetime import tzinfo

from bot.bank import Bank
from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.offers import Offer, phases
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, Element, Message, button, label, menu, message, said, section
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.reminder_times import day
from bot.channels.slack.views.wording import topic
from interview_flow.practice.next_drill import Because, Suggestion
from interview_flow.transcript import Status
from prompts.slack_texts import filled

HOUR, THREE_HOURS, TOMORROW = "1h", "3h", "tomorrow"
"""How much later."""


def reminder(offer: Offer, bank: Bank, zone: tzinfo) -> Message:
    """What could be practised now, and everything that can be done with a reminder."""
    names = names_of(offer, bank)
    if offer.suggestion is None:
        blocks = [section(said("reminders.message.first", **names)), row(_first_buttons(offer)), _other_buttons(offer)]
        return message(said("reminders.message.first_fallback"), blocks)
    blocks = [*_what(offer, bank, zone), row(_buttons(offer)), _other_buttons(offer)]
    return message(said("reminders.message.fallback", **names), blocks)


def nudge() -> Message:
    """One short line, in the thread of a reminder that nothing has become of."""
    told = said("reminders.message.nudge")
    return message(told, [section(told)])


def became(name: str, *buttons: Element, **given: object) -> Message:
    """What has become of a reminder, in place of all its buttons."""
    told = said(f"reminders.followed.{name}", **given)
    return message(told, [section(told), *([row(buttons)] if buttons else [])])


def start_now(offer: Offer) -> Element:
    """Starts the drill after all."""
    return button(label("reminders.followed.start"), actions.PRACTISE, offer.value)


def refused(reminder_id: str, occasion: str, tomorrow: str, **given: object) -> Message:
    """It cannot be put off into the quiet hours; tomorrow is offered."""
    told = said("reminders.followed.refused", tomorrow=tomorrow, **given)
    value = actions.pair(actions.pair(reminder_id, occasion), TOMORROW)
    later = button(label("reminders.followed.tomorrow", tomorrow=tomorrow), actions.PRACTISE_LATER, value)
    return message(told, [section(told), row([later])])


def no_such_skill(about: str, bank: Bank) -> Message:
    """Words that name nothing that could be drilled: what could be."""
    told = said("reminders.drill.unknown", about=topic(about))
    any_of_them = button(label("reminders.drill.any"), actions.DRILL, style="primary")
    named = [button(bank.rubric.guide(phase).title, actions.RUN, f"drill {phase.value}") for phase in phases(bank)]
    return message(told, [section(told), row([any_of_them, *named])])


def names_of(offer: Offer, bank: Bank) -> dict[str, str]:
    """What the phase and the problem of a drill are called."""
    return {"phase": bank.rubric.guide(offer.drill.phase).title, "problem": topic(bank.title(offer.problem, offer.problem))}


def _what(offer: Offer, bank: Bank, zone: tzinfo) -> list[Block]:
    lines = [said("reminders.message.what", **names_of(offer, bank))]
    if offer.suggestion:
        lines.append(_why(offer.suggestion, zone))
    return [section(Mrkdwn("\n".join(lines)))]


def _why(suggestion: Suggestion, zone: tzinfo) -> Mrkdwn:
    skill = suggestion.skill
    if skill is None:
        return said("reminders.message.why.new", says=suggestion.says)
    ahead = suggestion.why is Because.AHEAD and skill.last_status is not Status.MET
    name = "ahead_open" if ahead else suggestion.why.value
    return said(f"reminders.message.why.{name}", says=skill.says, date=day(skill.last.astimezone(zone).date()))


def _first_buttons(offer: Offer) -> list[Element]:
    return [
        button(label("reminders.message.start_first"), actions.PRACTISE, offer.value, style="primary"),
        button(label("reminders.message.interview"), actions.PRACTISE_WHOLE, offer.value),
        _later(offer),
        _about(offer, "skip", actions.PRACTISE_SKIP),
    ]


def _buttons(offer: Offer) -> list[Element]:
    return [
        button(label("reminders.message.start"), actions.PRACTISE, offer.value, style="primary"),
        _about(offer, "quiz", actions.PRACTISE_QUIZ),
        _later(offer),
        _about(offer, "skip", actions.PRACTISE_SKIP),
    ]


def _other_buttons(offer: Offer) -> Block:
    return row([_about(offer, "pause", actions.PRACTISE_PAUSE), _about(offer, "change", actions.PRACTISE_CHANGE)])


def _later(offer: Offer) -> Element:
    its = actions.pair(offer.reminder, offer.occasion)
    choices = {"hour": HOUR, "three_hours": THREE_HOURS, "tomorrow": TOMORROW}
    options = [(filled(f"reminders.message.{name}"), actions.pair(its, value)) for name, value in choices.items()]
    return menu(filled("reminders.message.snooze"), actions.PRACTISE_LATER, options)


def _about(offer: Offer, name: str, action: str) -> Element:
    return button(label(f"reminders.message.{name}"), action, actions.pair(offer.reminder, offer.occasion))
