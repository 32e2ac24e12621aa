"""What is said outside an interview: how it works, what could be meant, and where it goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.bank import Bank
from bot.channels.slack.mrkdwn import Mrkdwn, date
from bot.channels.slack.requests import Start, Unclear
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Block, Element, Message, button, context, label, message, modal, said, section
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.wording import outcome, topic
from interview_flow.phases import Stage
from prompts.slack_texts import filled
from storage.transcripts import Listed

MOST_OPEN = 5
"""Open interviews that an offer names."""


def usage() -> Message:
    """How it works."""
    told = [section(said(f"talk.usage.{part}")) for part in ("intro", "start", "options", "commands", "coming_back", "thread")]
    buttons = [_browse("talk.usage.browse", primary=True), button(label("talk.usage.settings"), actions.SETTINGS)]
    return message(said("talk.usage.fallback"), [*told, row(buttons)])


def offer(start: Start | None, open_interviews: Sequence[Listed], *, said_in: str | None = None, links: Mapping[str, str] | None = None) -> Message:
    """A plain message outside an interview. `said_in` identifies the message, so that it can be taken as an answer when exactly one
    interview is open; `links` are addresses of threads by interview id."""
    only = open_interviews[0] if len(open_interviews) == 1 and said_in else None
    told = said("talk.offer.one_open", topic=topic(only.topic)) if only else said("talk.offer.intro")
    buttons: list[Element] = []
    if only and said_in:
        buttons.append(button(label("talk.offer.answer"), actions.TAKE_AS_ANSWER, actions.pair(only.id, said_in), style="primary"))
    if start:
        buttons.append(_start("talk.offer.start", start, start.topic, primary=not only))
    buttons += [_go_on(each, links or {}) for each in open_interviews[:MOST_OPEN]]
    return message(said("talk.offer.fallback"), [section(told), row([*buttons, _browse("talk.offer.browse")])])


def unclear(request: Unclear, bank: Bank) -> Message:
    """Words that could be several things: a button for each."""
    typed, buttons = topic(request.typed), list[Element]()
    for slug in request.choices:
        if problem := bank.problem(slug):
            buttons.append(_start("talk.unclear.start", _as(problem.title, request.start), problem.title))
    if request.nearest:
        told = said("talk.unclear.nearest", typed=typed, nearest=request.nearest.replace("`", "'"))
        buttons.insert(0, button(label("talk.unclear.run", nearest=request.nearest), actions.RUN, request.nearest[:2000], style="primary"))
    else:
        told = said("talk.unclear.choices" if buttons else "talk.unclear.unknown", typed=typed)
    if request.start:
        buttons.append(_start("talk.unclear.start", request.start, request.start.topic))
    buttons += [_browse("talk.offer.browse"), button(label("talk.unclear.help"), actions.HELP)]
    return message(said("talk.unclear.fallback"), [section(told), row(buttons)])


def wrong(sentence: Mrkdwn) -> Message:
    """The sentence of a `words.Wrong`."""
    return message(sentence, [section(sentence)])


def started_here(named: str, url: str) -> Message:
    """An interview was asked for in a channel, and begins there; or behind `url`, if we are not in that channel."""
    told = said("talk.started.text_in_channel", topic=topic(named))
    return message(told, [section(told, button(label("talk.started.open_own"), actions.LINK, url=url))])


def started_link(named: str, url: str) -> Message:
    """Where an interview that was just started is to be found."""
    told = said("talk.started.text", topic=topic(named))
    link = button(label("talk.started.open"), actions.LINK, style="primary", url=url)
    return message(said("talk.started.fallback", topic=topic(named)), [section(told, link)])


def done(wish: str, named: str, url: str | None) -> Message:
    """A wish was passed on to an interview; `wish` is `pause`, `resume`, `end` or `answer`. `url` leads to its thread."""
    told = said(f"talk.done.{wish}", topic=topic(named))
    return message(told, [section(told, button(label("talk.started.open"), actions.LINK, url=url) if url else None)])


def opened(url: str | None) -> list[Element]:
    """What leads to an interview, if its address is known."""
    return [button(label("talk.started.open"), actions.LINK, url=url)] if url else []


def sent(interview_id: str, named: str, url: str | None) -> Message:
    """A document is on its way into the thread behind `url`."""
    told = said("talk.sent", topic=topic(named))
    buttons = [button(label("talk.started.open"), actions.LINK, url=url)] if url else []
    return message(told, [section(told), row([*buttons, button(label("talk.back"), actions.REVIEW, interview_id)])])


def window(shown: Message) -> Block:
    """A message as a modal, for where there is no conversation to show it in."""
    return modal(actions.WINDOW_MODAL, filled("talk.window.title"), filled("talk.window.close"), shown.blocks)


def nothing_to_review() -> Message:
    """No interview of the person is over."""
    told = said("talk.nothing_to_review")
    return message(told, [section(told), row([_browse("talk.offer.browse", primary=True)])])


def unfurl(title: str, found: Listed) -> dict[str, list[Block]]:
    """What a link to an interview shows: one value of `unfurls` in `chat.unfurl`."""
    facts = said("talk.unfurl.facts", level=filled(f"words.level.{found.level}"), date=date(found.started_at))
    return {"blocks": [section(said("talk.unfurl.entry", title=topic(title), outcome=outcome(found))), context(facts)]}


def _as(title: str, start: Start | None) -> Start:
    """The same request for a problem of the bank."""
    return replace(start, topic=title) if start else Start(title)


def _start(name: str, start: Start, named: str, *, primary: bool = False) -> Element:
    return button(label(name, topic=named), actions.START, start.value, style="primary" if primary else None)


def _go_on(each: Listed, links: Mapping[str, str]) -> Element:
    if each.stage is Stage.ACTIVE and each.id in links:
        return button(label("talk.offer.open", topic=each.topic), actions.LINK, each.id, url=links[each.id])
    return button(label("talk.offer.resume", topic=each.topic), actions.RESUME, each.id)


def _browse(name: str, *, primary: bool = False) -> Element:
    return button(label(name), actions.PROBLEMS, style="primary" if primary else None)
