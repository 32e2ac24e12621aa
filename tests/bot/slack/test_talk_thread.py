"""An interview in its thread, from the greeting to the scorecard, as the candidate and those around see it."""

import asyncio
from pathlib import Path

import pytest

from bot.channels.script import ScriptedCandidate, load
from bot.serving import Serving
from tests.bot.slack.running import InThread, begun, ended
from tests.fakes.slack import Channel, Person, Workspace
from tests.samples import CANDIDATES

pytestmark = pytest.mark.usefixtures("bot")

ANSWER = "We protect an API from clients that ask too often, so that everybody else keeps a fast answer."


async def played(bot: Serving, thread: InThread, path: Path) -> InThread:
    """A bundled candidate answers until the interview is over."""
    candidate = ScriptedCandidate(load(path))
    while not (interview := await bot.app.log.load(thread.interview_id)).over:
        if words := candidate.next_words(interview).strip():  # nobody can send nothing in Slack
            await thread.say(words)
    await thread.until_finished()
    return thread


@pytest.mark.parametrize("name", ["rate_limiter_strong", "url_shortener_hostile", "key_value_store_coach"])
async def test_a_whole_interview_ends_in_scorecard_canvas_file_and_home(bot: Serving, team: Workspace, ada: Person, name: str) -> None:
    path = CANDIDATES / f"{name}.yaml"
    script = load(path)
    mode = f" --mode {script.mode}" if script.mode else ""

    thread = await played(bot, await begun(ada, f"{script.topic}{mode}"), path)

    [closing, question, scorecard, file] = thread.replies[-4:]
    assert "This interview is finished" in closing.whole_text
    assert question.buttons == ["self_score", "scorecard_show"]
    assert scorecard.buttons == ["review_open", "document_send", "opinion_ask", "interview_again"]
    kept = await bot.app.archive.kept(thread.interview_id)
    assert f"{kept.scorecard.score:.0f} of 100" in scorecard.whole_text
    assert [one["title"].partition(": ")[2] for one in file.files] == ["narrative", *(["architecture"] if kept.interview.record.components else [])]
    [canvas] = team.canvases.values()
    assert canvas.access == {"U1": "read"}
    assert f"/docs/T1/{canvas.id}" in scorecard.whole_text
    assert "Ada Byron" in canvas.markdown
    assert "slack:T1:U1" not in canvas.markdown
    await team.slack.until(lambda: ada.home and "of 100" in str(ada.home.blocks))
    assert team.session(ada.im, thread.root.ts).status == "closed"  # type: ignore[union-attr]


async def test_every_word_of_the_interview_stands_in_the_thread_in_order(bot: Serving, ada: Person) -> None:
    thread = await played(bot, await begun(ada, "design a news feed"), CANDIDATES / "news_feed_weak.yaml")

    kept = await bot.app.archive.kept(thread.interview_id)
    shown = [one for one in thread.person.team.thread(ada.im, thread.root.ts)[1:] if not one.files]
    place = 0
    for turn in kept.turns:
        first_words = " ".join(turn.text.split()[:4])
        while first_words.replace("<", "&lt;") not in " ".join(shown[place].whole_text.split()) and place < len(shown) - 1:
            place += 1
        assert first_words in " ".join(shown[place].whole_text.split()), turn


async def test_words_after_the_end_are_not_taken_as_an_answer_and_that_is_said(bot: Serving, ada: Person) -> None:
    thread = await ended(await begun(ada))

    told = await thread.say("One more thing: shard it.")

    assert "have not taken that down" in told.whole_text
    assert "shard it" not in str((await bot.app.archive.kept(thread.interview_id)).turns)


async def test_several_interviews_of_one_person_go_on_side_by_side(bot: Serving, ada: Person, channel: Channel) -> None:
    threads = [await begun(ada), await begun(ada, "design a chat app"), await begun(ada, "design a URL shortener --here", channel)]

    replies = await asyncio.gather(*(thread.say(f"{ANSWER} This is answer {number}.") for number, thread in enumerate(threads)))

    for number, (thread, reply) in enumerate(zip(threads, replies, strict=True)):
        assert reply.metadata["event_payload"]["id"] == f"{thread.interview_id}/turn-3"  # type: ignore[index]
        said = [turn.text for turn in (await bot.app.archive.kept(thread.interview_id)).turns if turn.speaker == "candidate"]
        assert said == [f"{ANSWER} This is answer {number}."]


async def test_an_answer_that_was_heard_gets_a_reaction_and_the_session_shows_where_it_stands(team: Workspace, ada: Person) -> None:
    thread = await begun(ada)
    session = await team.slack.until(lambda: team.session(ada.im, thread.root.ts))
    assert session is not None
    assert session.statuses == ["active"]
    assert session.title == "design a rate limiter"

    await thread.say(ANSWER)
    answer = next(one for one in team.thread(ada.im, thread.root.ts) if one.text == ANSWER)

    await team.slack.until(lambda: answer.reactions == {"eyes": [team.bot_user_id]})
    await team.slack.until(lambda: "processing" in session.statuses and session.status == "active")
    await thread.say("pause")
    await team.slack.until(lambda: session.status == "suspended")
    await thread.say("resume")
    await team.slack.until(lambda: session.status == "active")
    await ended(thread)
    await team.slack.until(lambda: session.status == "closed")


async def test_a_slow_reaction_does_not_leave_the_session_at_work(team: Workspace, ada: Person) -> None:
    thread = await begun(ada)
    replied = asyncio.Event()
    team.slack.on_answer("reactions.add", lambda _: replied.wait())

    reply = await thread.say(ANSWER)
    session = team.session(ada.im, thread.root.ts)
    assert session is not None
    await team.slack.until(lambda: session.statuses[-1] == "active" and len(session.statuses) > 1)
    replied.set()

    await team.slack.until(lambda: session.statuses[-2:] == ["processing", "active"])
    assert reply.buttons


async def test_stop_pauses_the_interview_and_nobody_elses_stop_does(team: Workspace, ada: Person, bob: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter --here", channel)

    await bob.stop(thread.root)
    await ada.stop(thread.root)
    paused = await thread.reply(1)
    await ada.stop(thread.root)
    await team.slack.settled()

    assert paused.buttons == ["interview_resume", "interview_end"]
    await team.slack.until(lambda: team.session(channel, thread.root.ts).status == "suspended")  # type: ignore[union-attr]
    assert len(thread.replies) == 2
    assert {delivery.status for delivery in team.slack.deliveries} == {200}


async def test_signs_of_life_that_slack_refuses_do_not_stop_the_interview(team: Workspace, ada: Person) -> None:
    for method in ("reactions.add", "agents.sessions.setStatus"):
        team.slack.fail(method, times=99, error="unknown_method")

    thread = await begun(ada)

    assert "interview_hint" in (await thread.say(ANSWER)).buttons
    await thread.say(ANSWER)
    assert len(team.slack.called("agents.sessions.setStatus")) == 1


async def test_a_workspace_without_canvases_gets_the_file(slack_free: Person) -> None:
    thread = await ended(await begun(slack_free))

    scorecard = next(one for one in thread.replies if "document_send" in one.buttons)
    assert "canvas" not in scorecard.whole_text
    assert [file["title"].partition(": ")[2] for file in thread.files] == ["narrative"]


@pytest.fixture
def slack_free(team: Workspace, bot: Serving, ada: Person) -> Person:
    """Somebody in a workspace on the free plan."""
    team.plan = "free"
    return ada


async def test_a_thread_holds_one_interview_whatever_is_said_in_it(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)

    await thread.say("design a chat app")

    assert len(await bot.app.transcripts.listed("slack:T1:U1")) == 1
