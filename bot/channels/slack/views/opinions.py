"""A team-mate's opinion: who is asked, what they are asked, and how it compares with the program's."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.channels.slack.mrkdwn import Mrkdwn, escaped, mention
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import (
    Block,
    Message,
    button,
    context,
    entry,
    header,
    label,
    menu,
    message,
    modal,
    people,
    said,
    section,
    section_of,
)
from bot.channels.slack.views.blocks import actions as row
from bot.channels.slack.views.findings import SAYS, short
from bot.channels.slack.views.wording import topic
from interview_flow.assessment.agreement import RANK, Difference
from interview_flow.assessment.agreement import Agreement as Agreement
from interview_flow.interview import Interview
from interview_flow.opinions import Opinion
from interview_flow.printable import printable
from interview_flow.rubric import Rubric
from interview_flow.transcript import Status
from prompts.slack_texts import filled

WHO = "ask_who"
"""The `block_id` and the `action_id` of the field."""
DIFFERENCES = 5
"""Criteria on which they differ that are told."""
NAME = 80
"""Characters of a person's name."""


class WhyNot(StrEnum):
    """Why somebody cannot be asked."""

    BOT = "bot"
    GONE = "gone"
    OUTSIDE = "outside"
    REFUSED = "refused"


def ask(interview_id: str) -> Block:
    """The view in which a candidate chooses whom to ask. `private_metadata` is the interview's id."""
    blocks = [section(said("opinions.ask.intro")), entry(WHO, filled("opinions.ask.who"), people(label("opinions.ask.choose"), WHO))]
    named = filled("opinions.ask.title"), filled("opinions.ask.close")
    return modal(actions.ASK_MODAL, *named, blocks, submit=filled("opinions.ask.submit"), metadata=interview_id)


def asked_who(state: Mapping[str, Any]) -> str | None:
    """The Slack id of who was chosen."""
    return actions.filled_in(state, WHO, WHO)


def told(name: str) -> Message:
    """One sentence by its name."""
    sentence = said(name)
    return message(sentence, [section(sentence)])


def invitation(interview: Interview, title: str, user: str, page: str | None = None) -> Message:
    """What a team-mate is sent; `user` is the candidate's Slack id, `page` where the interview can be read in a browser."""
    given = {"who": mention(user), "title": topic(title), "level": filled(f"words.level.{interview.level}")}
    score = button(label("opinions.invitation.score"), actions.SCORE, interview.id, style="primary")
    read = [button(label("scores.page"), actions.LINK, url=page)] if page else []
    return message(
        said("opinions.invitation.fallback", title=topic(title)), [section(said("opinions.invitation.text", **given)), row([score, *read])]
    )


def no_file(style: str) -> Message:
    """Something that there was to read could not be sent."""
    sentence = said("opinions.invitation.no_file", document=filled(f"words.document.{style}"))
    return message(sentence, [section(sentence)])


def form(interview: Interview, title: str, rubric: Rubric, earlier: Opinion | None) -> Block:
    """The view in which a team-mate scores what is expected at the interview's level; nothing is chosen but what they chose themselves before.
    `private_metadata` is the interview's id."""
    blocks = [section(said("opinions.form.intro", title=topic(title), level=filled(f"words.level.{interview.level}")))]
    given = earlier.criteria if earlier else {}
    for guide in rubric.guides:
        blocks.append(header(guide.title))
        blocks += [_field(each.id, each.says, given.get(each.id)) for each in guide.criteria if interview.level.includes(each.level)]
    named = filled("opinions.form.title"), filled("opinions.form.close")
    return modal(actions.OPINION_MODAL, *named, blocks, submit=filled("opinions.form.submit"), metadata=interview.id)


def chosen(state: Mapping[str, Any], rubric: Rubric) -> dict[str, Status]:
    """What was filled in; what was left open is not in it."""
    typed = {criterion.id: actions.filled_in(state, criterion.id, criterion.id) for criterion in rubric.criteria}
    return {name: Status(value) for name, value in typed.items() if value in set(Status)}


def nothing_chosen(rubric: Rubric) -> dict[str, str]:
    """For `response_action: errors`, where everything was left open."""
    return {rubric.criteria[0].id: filled("opinions.form.nothing")}


def agreed(found: Agreement, rubric: Rubric, interview_id: str | None = None) -> Message:
    """How far a team-mate and the program see it alike: for the team-mate, who may change their mind about the interview, or for the candidate."""
    who = said("opinions.agreed.you") if interview_id else escaped(printable(found.name), NAME)
    text = said("opinions.agreed.text", who=who, same=found.same, compared=found.compared)
    blocks = [section(text)]
    if found.differences:
        furthest = sorted(found.differences, key=lambda each: -abs(RANK[each.theirs] - RANK[each.judged]))
        lines = [said("opinions.agreed.apart"), *(_difference(each, rubric, who) for each in furthest[:DIFFERENCES])]
        more = [said("scores.more", count=len(furthest) - DIFFERENCES)] if len(furthest) > DIFFERENCES else []
        blocks.append(section_of([*lines, *more]))
    if found.kappa is not None:
        blocks.append(context(said("opinions.agreed.kappa", kappa=f"{found.kappa:.2f}".replace("-", "−"))))
    if interview_id:
        blocks.append(row([button(label("opinions.agreed.change"), actions.SCORE, interview_id)]))
    return message(text, blocks)


def not_asked(user: str, name: str | None, why: WhyNot) -> Message:
    """Somebody cannot be asked; `user` is their Slack id."""
    sentence = said(f"opinions.not_asked.{why}", who=escaped(printable(name), NAME) if name else mention(user))
    return message(sentence, [section(sentence)])


def _field(criterion: str, says: str, given: Status | None) -> Block:
    options = [(label(f"opinions.status.{status}"), status.value) for status in (Status.MET, Status.PARTIAL, Status.ABSENT)]
    return entry(criterion, says, menu(label("opinions.form.open"), criterion, options, given), optional=True)


def _difference(each: Difference, rubric: Rubric, who: Mrkdwn) -> Mrkdwn:
    says = short(rubric.criterion(each.criterion).says, SAYS)
    return said("opinions.agreed.difference", says=says, who=who, theirs=_word(each.theirs), judged=_word(each.judged))


def _word(status: Status) -> str:
    return filled(f"opinions.status.{status}").lower()
