"""The thread of an interview: the message it hangs on, and what stands under every reply."""

from datetime import datetime

from bot.channels.slack.mrkdwn import Mrkdwn, mention
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, Element, Message, button, confirmation, context, header, label, message, said, section
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.wording import PLACES, bar, left, minutes, place, topic
from interview_flow import clock
from interview_flow.interview import Interview
from interview_flow.phases import ONLY_IN, Command, Phase, Stage
from interview_flow.printable import printable
from interview_flow.rubric import Level, Mode, Rubric
from prompts.slack_texts import filled


def opening(*, title: str, level: Level, mode: Mode, minutes_in_all: int, user: str, is_drill: bool = False) -> Message:
    """The first message of an interview's thread. `title` is the problem's, or the topic as it was typed; `user` a Slack id."""
    facts = said(
        "interview.opening.facts",
        user=mention(user),
        level=filled(f"words.level.{level}"),
        mode=filled(f"words.mode.{mode}"),
        minutes=minutes(minutes_in_all),
    )
    blocks = [header(printable(title)), context(facts), section(said("interview.opening.how"))]
    return message(said("interview.opening.drill" if is_drill else "interview.opening.fallback", title=topic(title)), blocks)


def controls(interview: Interview, rubric: Rubric, now: datetime) -> list[Block]:
    """What stands under a reply: where the interview is, and what can be pressed."""
    if interview.stage is Stage.FINISHED:  # the scorecard follows, with buttons of its own
        return [context(said("interview.drill.finished" if interview.drill else "interview.finished"))]
    if interview.over:
        return [context(said("interview.ended")), row([_review(interview.id), _again(interview.id)])]
    if interview.stage is Stage.PAUSED:
        told = said("interview.drill.paused") if interview.drill else said("interview.paused", **_place(interview, rubric))
        return [context(told), row([_button("resume", actions.RESUME, interview.id, primary=True), _end(interview)])]
    buttons = [_button("hint", actions.HINT, interview.id)]
    if interview.drill is None and interview.phase in ONLY_IN.get(Command.ADVANCE, frozenset(Phase)):
        buttons.append(_button("next", actions.NEXT, interview.id))
    buttons += [_button("pause", actions.PAUSE, interview.id), _end(interview)]
    return [context(*_standing(interview, rubric, now)), row(buttons)]


def end_button(interview_id: str, *, of_drill: bool = False) -> Element:
    """Ends an interview, after a question."""
    parts = ("title", "text", "confirm", "deny")
    asked = confirmation(*(filled(f"interview.drill.end_confirm.{part}") if of_drill else filled(f"interview.end_confirm.{part}") for part in parts))
    return button(label("interview.end"), actions.END, interview_id, confirm=asked)


def _end(interview: Interview) -> Element:
    return end_button(interview.id, of_drill=interview.drill is not None)


def _standing(interview: Interview, rubric: Rubric, now: datetime) -> list[Mrkdwn]:
    here, whole = clock.left_in_phase(interview, rubric, now), clock.left(interview, now)
    if interview.drill:
        told = [said("interview.drill.place", phase=rubric.guide(interview.phase).title)]
        return told if whole is None else [*told, said("interview.drill.time", whole=left(whole)) if whole > 0 else said("interview.all_time_up")]
    told = [said("interview.place", **_place(interview, rubric)), Mrkdwn(bar(place(interview.phase), PLACES))]
    if here is None or whole is None:
        return told
    if whole <= 0:
        return [*told, said("interview.all_time_up")]
    if here <= 0:
        return [*told, said("interview.time_up", whole=left(whole))]
    return [*told, said("interview.time", here=left(min(here, whole)), whole=left(whole))]


def _place(interview: Interview, rubric: Rubric) -> dict[str, object]:
    return {"place": place(interview.phase), "places": PLACES, "phase": rubric.guide(interview.phase).title}


def _button(name: str, action: str, interview_id: str, *, primary: bool = False) -> Element:
    return button(label(f"interview.{name}"), action, interview_id, style="primary" if primary else None)


def _review(interview_id: str) -> Element:
    return _button("review", actions.REVIEW, interview_id, primary=True)


def _again(interview_id: str) -> Element:
    return _button("again", actions.AGAIN, interview_id)
