"""The slash command, in every form, as the person who types it sees it."""

import pytest

from tests.bot.slack.conftest import Broken
from tests.bot.slack.running import begun, command, ended
from tests.fakes.slack import Channel, Message, Person, Workspace

pytestmark = pytest.mark.usefixtures("bot")


async def answered(person: Person, text: str, channel: Channel) -> Message:
    """What the person alone is shown at once."""
    shown = await command(person, text, channel)
    assert shown is not None
    return shown


async def told_after(person: Person, channel: Channel, before: int) -> Message:
    """The next thing that this person alone is shown."""
    await person.team.slack.until(lambda: len(person.ephemerals(channel)) > before)
    return person.ephemerals(channel)[before]


async def test_an_interview_begins_in_private_and_the_channel_shows_a_link_to_one_person(ada: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter", channel)

    [link] = ada.ephemerals(channel)
    assert "“Rate limiter” is ready" in link.whole_text
    assert link.element("link_followed")["url"] == "https://slack.com/app_redirect?team=T1&app=A0MOCK"
    assert ada.team.messages(channel) == []
    assert thread.root.channel == ada.im.id
    assert "Hello, I am your interviewer" in thread.replies[0].whole_text
    assert thread.replies[0].buttons == ["interview_hint", "interview_next", "interview_pause", "interview_end"]


async def test_the_options_of_the_command_are_those_of_the_interview(ada: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a chat app --level staff --mode coach --minutes 30", channel)

    assert "<@U1> · staff · coach · 30 min" in thread.root.whole_text


async def test_in_the_apps_own_conversation_it_begins_right_there(ada: Person) -> None:
    await begun(ada, "design a rate limiter --here")

    [told] = ada.ephemerals(ada.im)
    assert "is ready in our direct messages" in told.whole_text


@pytest.mark.parametrize("text", ["", "help", "HELP", "?"])
async def test_help_says_how_it_works(ada: Person, channel: Channel, text: str) -> None:
    told = await answered(ada, text, channel)

    assert "/mock-interview design a rate limiter" in told.whole_text
    assert told.buttons == ["problems_browse", "settings_open"]


async def test_problems_are_browsed_by_difficulty_and_tag_and_one_is_picked(ada: Person, channel: Channel) -> None:
    shown = await answered(ada, "problems hard", channel)
    hard = len(shown.buttons)
    await ada.press(shown, "problems_difficulty", "Easy")
    await ada.team.slack.until(lambda: shown.edits == 1)

    assert len(shown.buttons) != hard
    assert " · Easy · " in shown.whole_text
    assert " · Hard · " not in shown.whole_text
    await ada.press(shown, "interview_start")
    await ada.team.slack.until(lambda: ada.im.thread_roots)
    assert "ready" in (await told_after(ada, channel, 1)).whole_text


async def test_a_tag_that_no_problem_has_is_said_to_be_unknown(ada: Person, channel: Channel) -> None:
    assert "No problem has the tag “quantum”" in (await answered(ada, "problems quantum", channel)).whole_text


async def test_the_list_is_empty_first_and_shows_what_is_going_on_later(ada: Person, bob: Person, channel: Channel) -> None:
    assert "No interviews yet" in (await answered(ada, "list", channel)).whole_text
    thread = await begun(ada, "design a rate limiter", channel)

    shown = await answered(ada, "list", channel)

    assert "in progress, part 1 of 7" in shown.whole_text
    assert shown.element("link_followed")["url"].endswith(thread.root.ts.replace(".", ""))
    assert "No interviews yet" in (await answered(bob, "list", channel)).whole_text


async def test_a_review_is_a_modal_by_phase_and_sends_documents(ada: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter", channel)
    await thread.say("An API is protected from clients that ask too often.")
    await ended(thread)

    assert await command(ada, "review", channel) is None
    await ada.team.slack.until(lambda: ada.modals)

    [modal] = ada.modals
    assert "1 of 7 · Restate the problem" in str(modal.blocks)
    await ada.press(modal, "review_phase", f"{thread.interview_id} flows")
    await ada.team.slack.until(lambda: "5 of 7 · Flows" in str(modal.blocks[2]))
    await ada.press(modal, "document_send", f"{thread.interview_id} study-note")
    await ada.team.slack.until(lambda: any("study-note" in file["name"] for file in thread.files))
    assert "comes in the thread" in str(modal.blocks)
    await ada.press(modal, "review_open")
    await ada.team.slack.until(lambda: "of 100" in str(modal.blocks[0]))


async def test_a_review_is_found_by_the_beginning_of_its_id(ada: Person, bob: Person, channel: Channel) -> None:
    thread = await ended(await begun(ada, "design a rate limiter", channel))

    assert await command(ada, f"review {thread.interview_id[:6]}", channel) is None
    await ada.team.slack.until(lambda: ada.modals)
    assert "no interview of yours" in (await answered(ada, "review 0000000000", channel)).whole_text
    assert "no interview of yours" in (await answered(bob, f"review {thread.interview_id}", channel)).whole_text
    assert bob.modals == []


async def test_a_review_gives_nothing_away_while_the_interview_goes_on(ada: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter", channel)

    for text in ("review", f"review {thread.interview_id}"):
        assert "nothing to review yet" in (await answered(ada, text, channel)).whole_text

    assert ada.modals == []


@pytest.mark.parametrize("word", ["pause", "resume", "end"])
async def test_where_nothing_goes_on_a_wish_is_answered_with_problems(ada: Person, channel: Channel, word: str) -> None:
    told = await answered(ada, word, channel)

    assert "no interview in progress" in told.whole_text
    assert told.buttons == ["problems_browse"]


async def test_the_only_interview_is_paused_resumed_and_ended(ada: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter", channel)

    paused = await answered(ada, "pause", channel)
    assert "is paused" in paused.whole_text
    assert (await thread.reply(1)).buttons == ["interview_resume", "interview_end"]
    assert "is paused" in (await answered(ada, "pause", channel)).whole_text
    assert "goes on" in (await answered(ada, "resume", channel)).whole_text
    assert "interview_hint" in (await thread.reply(2)).buttons
    assert "is ending" in (await answered(ada, "end", channel)).whole_text
    await thread.until_finished()
    assert len([reply for reply in thread.replies if "paused" in reply.whole_text.casefold()]) == 1


async def test_of_several_interviews_the_person_says_which_one_is_meant(ada: Person, channel: Channel) -> None:
    first, second = await begun(ada, "design a rate limiter", channel), await begun(ada, "design a chat app", channel)

    shown = await answered(ada, "pause", channel)
    assert "Which one do you mean" in shown.whole_text
    assert [shown.element(each)["value"] for each in shown.buttons] == [second.interview_id, first.interview_id]
    await ada.press(shown, "interview_pause:2")

    assert "interview_resume" in (await first.reply(1)).buttons
    assert "“Rate limiter” is paused" in (await told_after(ada, channel, 3)).whole_text
    assert len(second.replies) == 1
    assert "“Chat service” is paused" in (await answered(ada, f"pause {second.interview_id[:7]}", channel)).whole_text


async def test_pause_without_a_name_means_the_one_that_is_not_paused(ada: Person, channel: Channel) -> None:
    first = await begun(ada, "design a rate limiter", channel)
    await first.say("pause")
    second = await begun(ada, "design a chat app", channel)

    await answered(ada, "pause", channel)

    assert "interview_resume" in (await second.reply(1)).buttons


async def test_settings_are_kept_and_are_those_of_the_next_interview(ada: Person, bob: Person, channel: Channel) -> None:
    assert await command(ada, "settings", channel) is None
    await ada.team.slack.until(lambda: ada.modals)
    [modal] = ada.modals
    chosen = {"settings_level": {"settings_level": "mid"}, "settings_mode": {"settings_mode": "coach"}, "settings_minutes": {"settings_minutes": "0"}}

    saved = await ada.submit(modal, chosen)

    assert saved.status == 200
    assert ada.modals == []
    assert "mid · coach · no clock" in (await begun(ada, "design a rate limiter", channel)).root.whole_text
    assert "staff · coach · no clock" in (await begun(ada, "design a chat app --level staff", channel)).root.whole_text
    assert "senior · strict · 45 min" in (await begun(bob, "design a chat app", channel)).root.whole_text
    await command(ada, "settings", channel)
    await ada.team.slack.until(lambda: ada.modals)
    assert ada.modals[0].blocks[0]["element"]["initial_option"]["value"] == "mid"


async def test_settings_that_make_no_sense_are_said_so_below_the_field(ada: Person, channel: Channel) -> None:
    await command(ada, "settings", channel)
    await ada.team.slack.until(lambda: ada.modals)
    [modal] = ada.modals

    answer = await ada.submit(modal, {"settings_minutes": {"settings_minutes": "-5"}})

    assert answer.json["errors"] == {"settings_minutes": "A whole number from 0 to 9999, please."}
    assert ada.modals == [modal]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("design a chat --level junior", "mid, senior or staff"),
        ("design a chat --mode kind", "strict or coach"),
        ("design a chat --minutes soon", "a whole number"),
        ("design a chat --speed 9", "There is no option"),
        ("design " + "a very long topic " * 20, "at most 200 characters"),
        ("hint", "in the thread of your interview"),
        ("design", "Problems to practise"),
        ("!!!", "not sure what you mean"),
    ],
)
async def test_a_wrong_word_is_answered_with_the_right_one(ada: Person, channel: Channel, typed: str, told: str) -> None:
    assert told in (await answered(ada, typed, channel)).whole_text
    assert ada.im.thread_roots == []


async def test_a_mistyped_command_is_one_press_away(ada: Person, channel: Channel) -> None:
    shown = await answered(ada, "lsit", channel)
    assert "Did you mean `list`" in shown.whole_text

    await ada.press(shown, "command_run")

    assert "No interviews yet" in (await told_after(ada, channel, 1)).whole_text


async def test_a_mistyped_settings_opens_the_modal(ada: Person, channel: Channel) -> None:
    await ada.press(await answered(ada, "setings", channel), "command_run")

    await ada.team.slack.until(lambda: ada.modals)


async def test_a_topic_that_nobody_knows_starts_by_a_button(ada: Person, channel: Channel) -> None:
    shown = await answered(ada, "a lighthouse keeper rota --level mid", channel)

    await ada.press(shown, "interview_start")

    await ada.team.slack.until(lambda: ada.im.thread_roots)
    assert "A lighthouse keeper rota" in ada.im.thread_roots[0].whole_text
    assert "· mid ·" in ada.im.thread_roots[0].whole_text


async def test_with_here_the_interview_is_held_in_a_thread_of_the_channel(ada: Person, team: Workspace, channel: Channel) -> None:
    told = await answered(ada, "design a rate limiter --here", channel)
    await team.slack.until(lambda: channel.thread_roots and len(team.thread(channel, channel.thread_roots[0].ts)) == 2)

    assert "begins in a thread of this channel" in told.whole_text
    assert "Rate limiter" in channel.thread_roots[0].whole_text
    assert ada.im.thread_roots == []


async def test_with_here_in_a_channel_without_us_it_is_held_in_private_and_the_person_is_told(ada: Person, team: Workspace) -> None:
    elsewhere = team.channel("C2", members=[ada], bot=False)

    told = await answered(ada, "design a rate limiter --here", elsewhere)

    assert "Where I am not a member, it begins in our direct messages" in told.whole_text
    assert "I am not a member of that channel" in (await told_after(ada, ada.im, 0)).whole_text
    assert ada.ephemerals(ada.im)[0].thread_ts == ada.im.thread_roots[0].ts
    assert team.messages(elsewhere) == []


async def test_a_request_that_cannot_be_kept_is_answered_in_words(ada: Person, channel: Channel, broken: Broken) -> None:
    async with broken():
        told = await answered(ada, "design a rate limiter", channel)

    assert "nothing was changed. Please try again" in told.whole_text
    await begun(ada, "design a rate limiter", channel)
