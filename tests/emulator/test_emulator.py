"""The bot as its command starts it, in a workspace that somebody else wrote."""

import json
from collections.abc import Callable
from itertools import groupby
from typing import Any

from bot.channels.script import ScriptedCandidate, load
from bot.channels.slack.views import actions, opinions, preferences
from interview_flow.interview import Interview
from tests.conftest import Ran
from tests.emulator.conversation import Thread, openings, phase, shown
from tests.emulator.emulator import ADA, BOB, BOT, CHANNEL, Emulator, Message
from tests.samples import CANDIDATES

Run = Callable[..., Ran]


async def test_a_whole_interview_is_held(slack: Emulator, run: Run) -> None:
    script = load(CANDIDATES / "news_feed_weak.yaml")
    candidate = ScriptedCandidate(script)

    thread = await Thread.begun(slack, script.topic)
    reply = await thread.press(actions.HINT, "hint")
    await thread.press(actions.PAUSE, "pause")
    await thread.press(actions.RESUME, "resume")
    while part := phase(reply):
        reply = await thread.say(candidate.next_words(Interview(id="as it is seen", phase=part)))
    await slack.press(await slack.until(lambda: next((each for each in thread.posts if actions.SHOW_ME in json.dumps(each)), None)), actions.SHOW_ME)
    await slack.until(lambda: thread.posts[-1].get("files"))
    await slack.until(lambda: all(seen(each) for each in thread.messages if each["user"] == ADA))

    (told,) = slack.messages[CHANNEL]
    assert (told["subtype"], told["ephemeral_to"]) == ("ephemeral", ADA)
    assert "is ready" in shown(told["blocks"])
    interview, said = kept(run)
    assert thread.heard == said
    *replies, _, scorecard, file = thread.posts
    assert len(replies) == sum(speaker == "interviewer" for speaker, _ in said)
    assert f"{round(interview['score'])} of 100" in shown(scorecard["blocks"])
    assert await slack.file(file) == run("transcripts", "show", interview["id"], "--format", "narrative").out
    assert len(await slack.traffic("chat.startStream")) == 1, "what is not to be had is not asked for again"
    assert openings(slack) == [thread.root]


async def test_in_a_channel_its_candidate_is_heard_once_and_nobody_else(slack: Emulator, run: Run) -> None:
    thread = await Thread.begun(slack, "design a rate limiter --here")

    await slack.say("It counts requests.", CHANNEL, thread.root["ts"], user=BOB)
    await thread.say(f"<@{BOT}> it protects an API from clients that ask too often.", heard="it protects an API from clients that ask too often.")
    await thread.say(
        "See my notes.",
        heard="See my notes.\n\nnotes.md:\n\nIt succeeds when no client starves another.",
        file="It succeeds when no client starves another.",
    )
    await thread.say("next")

    _, said = kept(run)
    assert thread.heard == said
    assert len(thread.posts) == sum(speaker == "interviewer" for speaker, _ in said)
    assert thread.root["channel"] == CHANNEL


async def test_a_candidate_and_a_team_mate_say_what_they_think(slack: Emulator) -> None:
    thread = await Thread.begun(slack, "design a rate limiter")
    await thread.say("It protects an API from clients that ask too often.")
    await thread.press(actions.END, "end")

    await slack.press(await slack.until(lambda: last(thread.posts, actions.SCORE_SELF)), actions.SCORE_SELF)
    await slack.until(lambda: slack.modals)
    await slack.submit({"self_restate": chosen("self_restate", "9")})
    scorecard = await slack.until(lambda: last(thread.posts, actions.ASK))
    await slack.press(scorecard, actions.ASK)
    await slack.until(lambda: slack.modals)
    await slack.submit({opinions.WHO: {opinions.WHO: {"type": "users_select", "selected_user": BOB}}})
    letter = await slack.until(lambda: last([each for there in slack.messages.values() for each in there], actions.SCORE))
    await slack.close()
    await slack.press(letter, actions.SCORE, user=BOB)
    await slack.until(lambda: slack.modals and slack.modals[-1]["callback_id"] == actions.OPINION_MODAL)
    await slack.submit({"restate.users": chosen("restate.users", "met")}, user=BOB)
    told = await slack.until(lambda: last(slack.messages[letter["channel"]], agreement("You")))
    heard = await slack.until(lambda: last(thread.posts, agreement("Bob Noyce")))

    assert "(you: 90) · *Restate the problem*" in shown(scorecard["blocks"])
    assert letter["channel"] != thread.root["channel"]
    assert told["thread_ts"] == letter["ts"]
    assert "of 1 criteria" in shown(heard["blocks"])


def last(messages: list[Message], mark: str) -> Message | None:
    """The latest message that holds these words."""
    return next((each for each in reversed(messages) if mark in json.dumps(each.get("blocks"))), None)


def agreement(who: str) -> str:
    """How the message begins that compares somebody with the program."""
    return f"{who} and the program agree on"


def chosen(field: str, value: str) -> dict[str, Any]:
    """What was chosen in a menu, as Slack sends it."""
    return {field: {"type": "static_select", "selected_option": {"value": value}}}


async def test_settings_are_changed_at_home_and_hold_for_the_next_interview(slack: Emulator) -> None:
    await slack.open_home()
    await slack.until(lambda: slack.home and "senior · strict · 45 min" in shown(slack.home["blocks"]))
    await slack.press_at_home(actions.SETTINGS)
    await slack.until(lambda: slack.modals)

    await slack.submit(filled_in(minutes="soon"))
    refused = await slack.until(lambda: slack.errors)
    await slack.submit(filled_in(minutes="30"))
    await slack.until(lambda: not slack.modals)
    await slack.until(lambda: slack.home and "mid · coach · 30 min" in shown(slack.home["blocks"]))
    thread = await Thread.begun(slack, "design a pastebin")
    await slack.until(lambda: slack.home and "*In progress*" in shown(slack.home["blocks"]))

    assert list(refused) == [preferences.MINUTES]
    assert "mid · coach · 30 min" in shown(thread.root["blocks"])


def seen(message: Message) -> bool:
    """Whether the bot has shown that it heard a message."""
    return any(reaction["name"] == "eyes" for reaction in message.get("reactions", []))


def filled_in(minutes: str) -> dict[str, dict[str, Any]]:
    """The settings for a mid-level candidate who is coached, as Slack sends them."""
    settings = {preferences.LEVEL: "mid", preferences.MODE: "coach"}
    values = {name: chosen(name, value) for name, value in settings.items()}
    return values | {preferences.MINUTES: {preferences.MINUTES: {"type": "number_input", "value": minutes}}}


def kept(run: Run) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The one interview that the bot has kept, and what was said in it: each answer, and what the interviewer said in one breath."""
    (interview,) = json.loads(run("transcripts", "list", "--json").out)
    turns = json.loads(run("transcripts", "show", interview["id"], "--format", "json").out)["turns"]
    breaths = groupby(turns, key=lambda turn: turn["speaker"])
    return interview, [(speaker, "\n\n".join(turn["text"] for turn in breath)) for speaker, breath in breaths]
