"""Between the last word and the scorecard: the candidate is asked what they expect, once, and sees how it went, once."""

import asyncio

import pytest

from bot.channels.slack.views import actions, scores
from bot.serving import Serving
from interview_flow.events import AnyEvent, OpinionGiven, ScorecardRevealed
from interview_flow.phases import Phase
from storage.threads import stirring
from tests.bot.slack.conftest import Broken
from tests.bot.slack.delivered import all_of_ours, assert_finished, named
from tests.bot.slack.running import InThread, begun, command, ended
from tests.fakes.slack import Channel, FakeSlack, Person
from tests.fakes.slack.messages import texts
from tests.fakes.slack.views import View

pytestmark = pytest.mark.usefixtures("bot")

ANSWER = "We protect an API from clients that ask too often, so that everybody else keeps a fast answer."


async def over(person: Person, text: str = "design a rate limiter", channel: Channel | None = None) -> InThread:
    """An interview that has ended in its second part, and asks."""
    thread = await begun(person, text, channel)
    await thread.say(ANSWER)
    await thread.say("next")
    await thread.say("end")
    await thread.asked()
    return thread


async def scoring(thread: InThread) -> View:
    """The modal in which the candidate scores themselves."""
    await thread.person.press(await thread.asked(), actions.SCORE_SELF)
    await thread.person.team.slack.until(lambda: thread.person.modals)
    return thread.person.modals[-1]


async def happened(bot: Serving, thread: InThread) -> list[AnyEvent]:
    """What the log says of revelations and opinions."""
    return [each for each in await bot.app.log.read(thread.interview_id) if isinstance(each, ScorecardRevealed | OpinionGiven)]


async def until_settled(bot: Serving, thread: InThread) -> None:
    """Wait until nothing is left to deliver, for now."""

    async def is_settled() -> bool:
        found = await bot.jobs.threads.of(thread.interview_id)
        return bool(found and found.settled)

    async with asyncio.timeout(20):
        while not await is_settled():
            await asyncio.sleep(0.05)  # between two looks into the database


def given(figure: int | None, *phases: Phase) -> dict[str, dict[str, str | None]]:
    """A form with these fields filled in."""
    return {f"self_{phase}": {f"self_{phase}": None if figure is None else str(figure)} for phase in phases}


async def test_the_end_is_a_question_and_gives_nothing_away(bot: Serving, ada: Person) -> None:
    thread = await over(ada)
    await until_settled(bot, thread)

    ours = named(all_of_ours(thread))
    assert list(ours)[-1] == "reveal"
    assert "how would you score yourself?" in ours["reveal"].whole_text
    assert ours["reveal"].buttons == [actions.SCORE_SELF, actions.SHOW_ME]
    assert not thread.files
    assert not ada.team.canvases
    listed = await command(ada, "list", ada.im)
    assert listed
    assert "finished, and not looked at yet" in listed.whole_text
    assert "of 100" not in listed.whole_text
    assert await bot.jobs.threads.unfinished(bot.jobs.clock()) == []


async def test_show_me_brings_scorecard_canvas_and_file_once_however_often_it_is_pressed(bot: Serving, ada: Person) -> None:
    thread = await over(ada)
    question = await thread.asked()

    await asyncio.gather(*(ada.press(question, actions.SHOW_ME) for _ in range(3)))
    await ada.team.slack.until(lambda: thread.files)
    await ada.press(question, actions.SHOW_ME)
    await until_settled(bot, thread)

    assert_finished(thread)
    assert len(ada.team.canvases) == 1
    assert len(await happened(bot, thread)) == 1
    assert thread.alone == []


async def test_who_scores_themselves_first_sees_both_views(bot: Serving, ada: Person) -> None:
    thread = await over(ada)
    view = await scoring(thread)

    words = "\n".join(texts(view.blocks))
    assert "How much did you show of what is asked for at senior level? 0 is nothing, 100 is all of it, as on the scorecard." in words
    assert [block["block_id"] for block in view.blocks if block["type"] == "input"] == ["self_restate", "self_clarify"]
    await ada.submit(view, given(8, Phase.RESTATE))
    await ada.team.slack.until(lambda: thread.files)

    assert ada.modals == []
    card = named(all_of_ours(thread))["scorecard"].whole_text
    assert " (you: 80) · *Restate the problem*" in card
    assert "You were most generous to yourself in Restate the problem: 80, judged" in card
    scored, revealed = await happened(bot, thread)
    assert isinstance(scored, OpinionGiven)
    assert (scored.opinion.by, scored.opinion.phases) == ("slack:T1:U1", {Phase.RESTATE: 80})
    assert isinstance(revealed, ScorecardRevealed)
    assert_finished(thread)


async def test_a_form_without_a_score_says_what_to_do(bot: Serving, ada: Person) -> None:
    thread = await over(ada)

    answer = await ada.submit(await scoring(thread))

    assert "Score at least one part" in answer.json["errors"]["self_restate"]
    assert await happened(bot, thread) == []
    await ada.submit(ada.modals[-1], given(0, Phase.CLARIFY))
    await ada.team.slack.until(lambda: thread.files)
    assert "(you: 0) · *Clarify the requirements*" in named(all_of_ours(thread))["scorecard"].whole_text


async def test_a_form_that_arrives_twice_counts_once(bot: Serving, ada: Person) -> None:
    thread = await over(ada)
    view = await scoring(thread)

    for _ in range(2):
        ada.team.modals[ada.id], view.open = [view], True
        answer = await ada.submit(view, given(5, Phase.RESTATE))
        assert answer.json == {}
    await ada.team.slack.until(lambda: thread.files)

    assert len(await happened(bot, thread)) == 2
    assert_finished(thread)


async def test_after_the_scorecard_nobody_says_what_they_expected(bot: Serving, ada: Person) -> None:
    thread = await over(ada)
    view, question = await scoring(thread), await thread.asked()
    await thread.until_finished()

    await ada.submit(view, given(9, Phase.RESTATE))
    await ada.press(question, actions.SCORE_SELF)
    await ada.team.slack.until(lambda: thread.alone)

    assert "too late to say what you expect" in "\n".join(texts(view.blocks))
    assert "too late to say what you expect" in thread.alone[0].whole_text
    assert [type(each) for each in await happened(bot, thread)] == [ScorecardRevealed]


@pytest.mark.parametrize("words", ["review", "button", "document"])
async def test_to_look_at_the_review_or_a_document_is_to_see_it(bot: Serving, ada: Person, words: str) -> None:
    thread = await over(ada)

    if words == "review":
        await command(ada, "review", ada.im)
    elif words == "button":
        listed = await command(ada, "list", ada.im)
        assert listed
        await ada.press(listed, actions.REVIEW)
    else:
        menu = scores.documents(thread.interview_id)
        await ada.press(await thread.asked(), actions.DOCUMENT, menu["options"][0]["value"], element=menu)

    await ada.team.slack.until(lambda: len(thread.files) == (2 if words == "document" else 1))
    assert bool(ada.modals) is (words != "document")
    await until_settled(bot, thread)
    assert "scorecard" in named(all_of_ours(thread))
    assert len(await happened(bot, thread)) == 1


async def test_who_does_not_want_to_be_asked_sees_it_at_once(bot: Serving, ada: Person) -> None:
    await command(ada, "settings", ada.im)
    await ada.team.slack.until(lambda: ada.modals)
    await ada.submit(ada.modals[0], {"settings_scores_self": {"settings_scores_self": []}})

    thread = await begun(ada)
    await thread.say("end")
    await ada.team.slack.until(lambda: thread.files)

    assert list(named(all_of_ours(thread)))[-2:] == ["turn-3", "scorecard"]
    assert len(await happened(bot, thread)) == 1
    await command(ada, "settings", ada.im)
    await ada.team.slack.until(lambda: ada.modals)
    assert "initial_options" not in str(ada.modals[0].blocks)


async def test_nobody_else_looks_or_scores(bot: Serving, ada: Person, bob: Person, channel: Channel) -> None:
    thread = await over(ada, "design a rate limiter --here", channel)
    theirs = await scoring(await over(bob))
    theirs.content["private_metadata"] = thread.interview_id

    for button in (actions.SHOW_ME, actions.SCORE_SELF):
        await bob.press(await thread.asked(), button)
    await bob.submit(theirs, given(0, Phase.RESTATE))
    await ada.team.slack.until(lambda: len(bob.ephemerals(channel)) == 2)

    assert all("belongs to <@U1>" in told.whole_text for told in bob.ephemerals(channel))
    assert "an earlier state of things" in "\n".join(texts(theirs.blocks))
    assert await happened(bot, thread) == []


async def test_what_was_revealed_and_not_shown_for_a_crash_is_found(bot: Serving, ada: Person) -> None:
    thread = await over(ada)
    await until_settled(bot, thread)
    await bot.app.conversation.reveal(thread.interview_id, alongside=[stirring(thread.interview_id)])  # and no job was queued

    await bot.jobs.sweep()

    await ada.team.slack.until(lambda: thread.files)
    assert_finished(thread)


async def test_a_press_that_could_not_be_kept_is_told_and_the_next_one_counts(bot: Serving, ada: Person, broken: Broken) -> None:
    thread = await over(ada)
    await until_settled(bot, thread)
    view = await scoring(thread)

    async with broken():
        await ada.press(await thread.asked(), actions.SHOW_ME)
        refused = await ada.submit(view, given(7, Phase.RESTATE))
    await ada.team.slack.until(lambda: thread.alone)

    assert "nothing was changed" in thread.alone[0].whole_text
    assert refused.status == 500
    assert await happened(bot, thread) == []
    await ada.submit(view, given(7, Phase.RESTATE))
    await ada.team.slack.until(lambda: thread.files)
    assert_finished(thread)


async def test_a_button_of_no_interview_does_nothing(ada: Person, slack: FakeSlack) -> None:
    thread = await ended(await begun(ada))
    question = await thread.asked()

    await ada.press(question, actions.SHOW_ME, element=question.element(actions.SHOW_ME) | {"value": "0000000000"})
    await slack.until(lambda: thread.alone)

    assert "an earlier state of things" in thread.alone[0].whole_text
