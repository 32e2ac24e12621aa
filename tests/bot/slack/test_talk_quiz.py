"""The quiz in Slack: a question in a modal, its grade in the same one, the next one there too."""

import asyncio
import json

import pytest

from bot.bank import Bank
from bot.channels.slack.views import actions, quiz
from bot.quizzing import Graded, Resting, Unfound
from bot.serving import Serving
from interview_flow.quizzes import LETTERS, Posed, Question, Wanted, graded, posed, questions
from prompts.library import problems, rubric
from tests.bot.slack.running import begun
from tests.bot.slack.sights import HOSTILE, LONG, NOON, checked, checked_view
from tests.fakes.slack import Channel, Person
from tests.fakes.slack.messages import elements, texts
from tests.fakes.slack.views import View

with_bot = pytest.mark.usefixtures("bot")
BANK = Bank(problems(), rubric())
BY_ID = {question.id: question for question in questions(problems())}
ADA = "slack:T1:U1"


def asked(view: View) -> Question:
    return BY_ID[json.loads(view.private_metadata)["quiz"]]


def field(view: View) -> tuple[str, str]:
    """The block and the action of the field."""
    ((block, found),) = [(block, found) for block, found in elements(view.blocks) if found["type"] in ("checkboxes", "radio_buttons")]
    return block["block_id"], found["action_id"]


def words(view: View) -> str:
    return "\n".join(texts(view.blocks))


async def opened(person: Person, before: str = "") -> View:
    """The modal that is open, once it shows something else than before."""
    await person.team.slack.until(lambda: person.modals and person.modals[-1].private_metadata != before)
    return person.modals[-1]


async def answer(person: Person, view: View, letters: tuple[str, ...]) -> int:
    block, action = field(view)
    value = list(letters) if asked(view).is_several else letters[0]
    return (await person.submit(view, {block: {action: value}})).status


@with_bot
async def test_a_question_its_grade_and_the_next_one_stand_in_one_modal(bot: Serving, ada: Person, channel: Channel) -> None:
    await ada.command("/mock-interview", "quiz chat", channel)
    view = await opened(ada)
    first, metadata = asked(view), view.private_metadata

    wrong = next(letter for letter in LETTERS if letter not in first.right)
    block, action = field(view)
    assert await answer(ada, view, (wrong,)) == 200
    graded_words = words(view)
    await ada.press(view, actions.QUIZ)
    await ada.team.slack.until(lambda: view.private_metadata not in ("", metadata))

    assert first.problem == "chat"
    assert "Not right" in graded_words
    assert all(text in graded_words for text in (*map(quiz_escaped, first.options), quiz_escaped(first.explanation)))
    assert ada.modals == [view]
    assert asked(view).problem == "chat"
    assert asked(view) != first
    assert field(view)[0] != block
    assert field(view)[1] == action
    standing = await bot.app.quizzing.standing(ADA)
    assert (standing.answered, standing.right) == (1, 0)


def quiz_escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@with_bot
async def test_what_is_submitted_twice_counts_once_and_nothing_chosen_is_told(bot: Serving, ada: Person) -> None:
    await ada.open_home()
    await ada.team.slack.until(lambda: ada.home)
    assert ada.home
    await ada.press(ada.home, actions.QUIZ)
    view = await opened(ada)
    question, kept = asked(view), quiz.kept_in(view.private_metadata)
    assert kept

    frame = {"team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T1"}, "type": "view_submission"}
    chosen = {"selected_options": [{"value": letter} for letter in question.right]}
    payloads = [frame | {"view": view.payload() | {"state": {"values": values}}} for values in ({kept.field: {quiz.FIELD: chosen}}, {})]
    twice = await asyncio.gather(*(ada.team.slack.courier.ask("interactive", payloads[0]) for _ in range(2)))
    nothing = await ada.team.slack.courier.ask("interactive", payloads[1])

    assert [json.loads(each.body)["response_action"] for each in twice] == ["update", "update"]
    assert all("Right" in each.body for each in twice)
    assert json.loads(nothing.body) == {"response_action": "errors", "errors": quiz.nothing_chosen(kept)}
    assert (await bot.app.quizzing.standing(ADA)).answered == 1


@with_bot
async def test_a_topic_that_is_none_and_a_problem_under_interview_are_told(ada: Person, channel: Channel) -> None:
    await begun(ada, "design a chat app")

    held = await ada.command("/mock-interview", "quiz chat", channel)
    none = await ada.command("/mock-interview", "quiz <!channel> elevators", channel)

    assert held.message
    assert "wait until your interview about it is over" in held.message.whole_text
    assert none.message
    assert "No problem and no tag is called" in none.message.whole_text
    assert none.message.buttons == [actions.QUIZ, actions.START]


@with_bot
async def test_said_to_the_bot_in_plain_words_a_button_opens_the_question(ada: Person) -> None:
    await ada.say(ada.im, "quiz caching")
    await ada.team.slack.until(lambda: [one for one in ada.team.messages(ada.im) if one.from_bot])
    offer = next(one for one in ada.team.messages(ada.im) if one.from_bot)

    await ada.press(offer, actions.QUIZ)

    assert "A question about caching" in offer.whole_text
    assert "caching" in asked(await opened(ada)).tags


def hostile(text: str) -> Question:
    return Question(
        id="chat:00000000", problem="chat", title=text, tags=(), text=text, options=(text, text + "2", "B", "🙂"), right=("A", "C"), explanation=text
    )


def test_every_view_fits_and_pings_nobody() -> None:
    for question in (*BY_ID.values(), hostile(HOSTILE), hostile(LONG)):
        found = posed(question, "seed")
        view = quiz.ask(found, Wanted(problem="chat"))
        told = checked_view(view, "modal")
        kept = quiz.kept_in(view["private_metadata"])
        assert kept
        assert kept.order == "".join(found.order)
        if question.id in BY_ID:
            assert all(text in told.replace("&amp;", "&") for text in question.options)
            assert "…" not in told
        done = Graded(question, graded(question, ("A", "B")), False, NOON)
        checked_view(quiz.graded(done, kept, "https://interviews.example.com/problems/chat"), "modal")
    checked(quiz.unfound(Unfound(HOSTILE, problems()[:3])))
    checked(quiz.unfound(Unfound(LONG[:200])))
    checked(quiz.resting(Resting(NOON), Wanted(tag="caching")))
    checked(quiz.resting(Resting(None, HOSTILE), Wanted()))
    checked(quiz.gone())
    checked(quiz.offer(HOSTILE, BANK))


@pytest.mark.parametrize("odd", ["", "{", "[]", "0", "9" * 5000, '{"problem": 7}', '{"quiz": 1}', '{"skipped": [[]]}', "[" * 5000])
def test_a_value_that_nobody_of_ours_wrote_asks_for_anything(odd: str) -> None:
    assert quiz.wanted_in(odd) == Wanted()
    assert quiz.kept_in(odd) is None
    assert quiz.chosen({"values": {"x": {quiz.FIELD: {"selected_option": None}}, "y": {}}}) == ()


def test_what_is_wanted_stays_wanted_in_a_button() -> None:
    wanted = Wanted(tag="caching", skipped=frozenset({"chat:12345678"}))

    assert quiz.wanted_in(quiz.value(wanted)) == wanted
    assert quiz.value(Wanted()) == ""
    assert isinstance(posed(next(iter(BY_ID.values())), "x"), Posed)
