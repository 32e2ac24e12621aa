"""A question of the quiz, and its grade, in one modal."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.bank import Bank
from bot.channels.slack.mrkdwn import Mrkdwn, date
from bot.channels.slack.requests import Start
from bot.channels.slack.views import actions, wording
from bot.channels.slack.views.blocks import (
    LABEL,
    Block,
    Element,
    Message,
    button,
    choices,
    context,
    entry,
    label,
    message,
    modal,
    said,
    section,
    section_of,
)
from bot.channels.slack.views.blocks import actions as row
from bot.quizzing import Graded, Resting, Unfound, wanted
from interview_flow.quizzes import Outcome, Posed, Question, Shown, Wanted, ordered
from prompts.slack_texts import filled

FIELD = "quiz_chosen"
"""The `action_id` of the field."""
_MOST_VALUE = 2000
_VERDICTS = {Outcome.RIGHT: "quiz.right", Outcome.PARTLY: "quiz.partly", Outcome.WRONG: "quiz.wrong"}
_LINES = {(True, True): "quiz.holds_chosen", (True, False): "quiz.holds", (False, True): "quiz.chosen", (False, False): "quiz.neither"}
"""By whether an option holds, and whether it was chosen."""


@dataclass(frozen=True)
class Kept:
    """What a modal remembers of its question: `once` is by what its answer is known."""

    quiz: str
    order: str
    once: str
    wanted: Wanted

    @property
    def field(self) -> str:
        """The `block_id` of the field. It is another one for each question: what is chosen stays in a field that stays."""
        return f"{FIELD}_{self.once}"


def value(about: Wanted) -> str:
    """What is to be asked, as the value of a button; "" for anything."""
    found = {"problem": about.problem, "tag": about.tag, "skipped": sorted(about.skipped)}
    given = {name: each for name, each in found.items() if each}
    return json.dumps(given)[:_MOST_VALUE] if given else ""


def wanted_in(value: str) -> Wanted:
    """What the value of a button asks for; anything, where it cannot be read."""
    try:
        given: dict[str, Any] = json.loads(value)
        return Wanted.model_validate({name: given[name] for name in ("problem", "tag", "skipped") if name in given})
    except (ValueError, TypeError, RecursionError):
        return Wanted()


def kept_in(metadata: str) -> Kept | None:
    """What a modal remembers; None where it cannot be read."""
    try:
        given: dict[str, Any] = json.loads(metadata)
        return Kept(str(given["quiz"]), str(given["order"]), str(given["once"]), wanted_in(json.dumps(given["wanted"])))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def ask(found: Posed, about: Wanted) -> Block:
    """The view with a question. Options too long for a field stand above it, and it holds their beginnings."""
    question = found.question
    kept = Kept(question.id, "".join(found.order), secrets.token_hex(4), about)
    shown = [(filled("quiz.choice", label=each.label, text=each.text), each.letter) for each in found.options]
    is_long = any(len(text) > LABEL for text, _ in shown)
    field = entry(kept.field, filled("quiz.several" if question.is_several else "quiz.one"), choices(FIELD, shown, several=question.is_several))
    blocks = [
        context(said("quiz.about", title=question.title)),
        section(said("quiz.question", question=question.text)),
        *([section_of(said("quiz.option", label=each.label, text=each.text) for each in found.options)] if is_long else []),
        field,
        row([button(label("quiz.another"), actions.QUIZ, value(about.model_copy(update={"skipped": frozenset({question.id})})))]),
    ]
    metadata = json.dumps({"quiz": kept.quiz, "order": kept.order, "once": kept.once, "wanted": json.loads(value(about) or "{}")})
    return modal(actions.QUIZ_MODAL, filled("quiz.title"), filled("quiz.close"), blocks, submit=filled("quiz.submit"), metadata=metadata)


def chosen(state: Mapping[str, Any]) -> tuple[str, ...]:
    """The own letters of what was chosen."""
    fields: list[Mapping[str, Any]] = [block[FIELD] for block in state.get("values", {}).values() if FIELD in block]
    options: list[Mapping[str, Any]] = [
        option for field in fields for option in (field.get("selected_options") or [field.get("selected_option")]) if option
    ]
    return tuple(str(option.get("value")) for option in options)


def nothing_chosen(kept: Kept) -> dict[str, str]:
    """For `response_action: errors`."""
    return {kept.field: filled("quiz.nothing")}


def graded(done: Graded, kept: Kept, page: str | None) -> Block:
    """The same view with what an answer came to; `page` is where the problem can be read in a browser."""
    question, found = done.question, ordered(done.question, kept.order)
    small = [] if done.counts else [said("quiz.not_counted")]
    more = button(label("quiz.next"), actions.QUIZ, value(kept.wanted.model_copy(update={"skipped": frozenset[str]()})), style="primary")
    read = [button(label("quiz.problem"), actions.LINK, url=page)] if page else []
    blocks = [
        section(said(_VERDICTS[done.grade.outcome])),
        section(said("quiz.question", question=question.text)),
        section_of(_line(each, question, done.grade.chosen) for each in found.options),
        section(said("quiz.explanation", explanation=question.explanation)),
        context(*small, said("quiz.due", date=date(done.due))),
        row([more, *read]),
    ]
    return modal(actions.QUIZ_MODAL, filled("quiz.title"), filled("quiz.close"), blocks)


def offer(topic: str, bank: Bank) -> Message:
    """Where no modal can be opened: a button that does, for a question about what somebody typed."""
    found = wanted(topic, bank)
    if isinstance(found, Unfound):
        return unfound(found)
    problem = bank.problem(found.problem)
    about = problem.title if problem else found.tag
    told = said("quiz.offer", about=about) if about else said("quiz.offer_anything")
    return message(told, [section(told, button(label("quiz.ask"), actions.QUIZ, value(found), style="primary"))])


def unfound(found: Unfound) -> Message:
    """A topic that is none, and what could be meant."""
    told = said("quiz.unfound_near" if found.choices else "quiz.unfound", said=wording.topic(found.said))
    near = [button(label("quiz.about_problem", title=each.title), actions.QUIZ, value(Wanted(problem=each.slug))) for each in found.choices]
    start = Start(f"quiz {found.said}")
    begin = [button(label("quiz.start", topic=start.topic), actions.START, start.value)] if not near else []
    return message(told, [section(told), row([*near, *_anything(), *begin])])


def resting(found: Resting, about: Wanted) -> Message:
    """There is nothing to ask just now."""
    if found.held_back:
        told = said("quiz.held_back", title=found.held_back)
    else:
        told = said("quiz.rests", date=date(found.until)) if found.until else said("quiz.none")
    is_narrow = about.problem or about.tag
    return message(told, [section(told), *([row(_anything())] if is_narrow else [])])


def gone() -> Message:
    """The question has left the bank since it was asked."""
    told = said("quiz.gone")
    return message(told, [section(told), row(_anything())])


def _anything() -> list[Element]:
    return [button(label("quiz.anything"), actions.QUIZ)]


def _line(each: Shown, question: Question, chosen: tuple[str, ...]) -> Mrkdwn:
    holds, taken = each.letter in question.right, each.letter in chosen
    return said(_LINES[holds, taken], label=each.label, text=each.text)
