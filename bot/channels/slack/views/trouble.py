"""What is said when something cannot be done: one short message each, with the way out as a button."""

from bot.channels.slack.mrkdwn import mention
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Element, Message, button, label, message, said, section
from bot.channels.slack.views.blocks import actions as row
from interview_flow.printable import shortened

NAME = 80
"""Characters of a file's name."""


def wrong_kind(name: str, accepted: str) -> Message:
    """A file that cannot be read as text; `accepted` names the kinds that can, as in ".txt or .md"."""
    return _told("wrong_kind", name=shortened(name, NAME), accepted=accepted)


def too_big(name: str, most: str) -> Message:
    """A file over the limit; `most` is the limit in words, as in "200 KB"."""
    return _told("too_big", name=shortened(name, NAME), most=most)


def unreadable(name: str) -> Message:
    """A file that Slack would not give."""
    return _told("unreadable", name=shortened(name, NAME))


def over(interview_id: str) -> Message:
    """Something was said to an interview that is over."""
    return _told("over", _button("review", actions.REVIEW, interview_id), _button("again", actions.AGAIN, interview_id))


def somebody_elses(owner: str) -> Message:
    """Somebody else spoke in the thread; `owner` is the candidate's Slack id."""
    return _told("somebody_elses", _button("start", actions.PROBLEMS), owner=mention(owner))


def not_yours(owner: str) -> Message:
    """Somebody pressed a button of another person's interview."""
    return _told("not_yours", _button("start", actions.PROBLEMS), owner=mention(owner))


def in_doubt(interview_id: str, delivery: str) -> Message:
    """A message of ours may or may not be there."""
    return _told("in_doubt", _button("show_again", actions.SHOW_AGAIN, actions.pair(interview_id, delivery)))


def parked(interview_id: str) -> Message:
    """Answering failed too often and waits for a person."""
    return _told("parked", _button("try_again", actions.TRY_AGAIN, interview_id, primary=True))


def moved(url: str | None = None) -> Message:
    """The interview goes on in the direct message in which this is said; `url` leads to it, where this is said elsewhere."""
    return _told("moved", *([button(label("trouble.moved_open"), actions.LINK, url=url)] if url else []))


def not_a_member() -> Message:
    """The interview was to be held in a channel that we are not in, and is held in the direct message in which this is said."""
    return _told("not_a_member")


def unknown_interview(prefix: str) -> Message:
    """No interview has this id."""
    return _told("unknown_interview", _button("all", actions.LIST), prefix=shortened(prefix, NAME))


def none_open() -> Message:
    """There is nothing to pause, resume or end."""
    return _told("none_open", _button("browse", actions.PROBLEMS, primary=True))


def failed() -> Message:
    """Something broke; nothing was changed."""
    return _told("failed")


def stale() -> Message:
    """A button that has no meaning any more."""
    return _told("stale")


def no_document(interview_id: str) -> Message:
    """A document could not be sent."""
    return _told("no_document", _button("review", actions.REVIEW, interview_id))


def _told(name: str, /, *buttons: Element, **given: object) -> Message:
    told = said(f"trouble.{name}", **given)
    return message(told, [section(told), *([row(buttons)] if buttons else [])])


def _button(name: str, action: str, value: str = "", *, primary: bool = False) -> Element:
    return button(label(f"trouble.{name}"), action, value, style="primary" if primary else None)
