"""Files that come with answers: text is read as part of them, anything else is refused kindly."""

import aiohttp
import pytest
from aiohttp import web

from bot.channels.slack.files import LARGEST
from bot.serving import Serving
from storage.beside import Attachments
from tests.bot.slack.running import InThread, begun, ended, sent_again
from tests.fakes.slack import Person, Workspace

pytestmark = pytest.mark.usefixtures("bot")

ANSWER = "The restatement is in the file."
NOTES = "An API is protected from clients that ask too often, so that nobody starves."


async def heard(bot: Serving, thread: InThread) -> list[str]:
    """What the candidate has said."""
    return [turn.text for turn in (await bot.app.archive.kept(thread.interview_id)).turns if turn.speaker == "candidate"]


async def sent(thread: InThread, text: str, *files: tuple[str, bytes]) -> None:
    """Files, without waiting for the reply."""
    await thread.person.say(thread.place, text, thread_ts=thread.root, files=files)


async def until_heard(bot: Serving, thread: InThread, *said: str) -> None:
    """Waits until exactly this was said."""

    async def is_heard() -> bool:
        return len(await heard(bot, thread)) >= len(said)

    await thread.person.team.slack.until(is_heard)
    assert await heard(bot, thread) == list(said)


async def nothing_left(bot: Serving, thread: InThread) -> None:
    """Waits until every file is read or refused."""

    async def none_left() -> bool:
        return await Attachments(bot.app.database).of(thread.interview_id) == []

    await thread.person.team.slack.until(none_left)


@pytest.mark.parametrize("name", ["notes.txt", "notes.md", "snippet.py", "schema.json"])
async def test_a_text_is_read_as_part_of_the_answer(bot: Serving, ada: Person, name: str) -> None:
    thread = await begun(ada)

    await thread.say(ANSWER, files=[(name, NOTES.encode())])

    await until_heard(bot, thread, ANSWER, f"{name}:\n\n{NOTES}")
    await ada.team.slack.until(lambda: "An API is protected" in thread.replies[-1].whole_text)


async def test_a_file_without_a_word_is_an_answer(bot: Serving, team: Workspace, ada: Person) -> None:
    thread = await begun(ada)

    await thread.say("", files=[("notes.txt", NOTES.encode())])

    assert await heard(bot, thread) == [f"notes.txt:\n\n{NOTES}"]
    answer = next(one for one in team.thread(ada.im, thread.root.ts) if one.files)
    await team.slack.until(lambda: answer.reactions == {"eyes": [team.bot_user_id]})


async def test_several_files_are_read_in_their_order(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)

    await thread.say("", files=[("b.txt", b"It is for callers."), ("a.txt", b"It is for owners.")])

    await until_heard(bot, thread, "b.txt:\n\nIt is for callers.", "a.txt:\n\nIt is for owners.")


@pytest.mark.parametrize("name", ["sketch.png", "talk.mp4", "slides.pptx", "archive.zip", "unknown"])
async def test_what_is_no_text_is_refused_kindly_and_the_words_count(bot: Serving, ada: Person, name: str) -> None:
    thread = await begun(ada)

    await thread.say(NOTES, files=[(name, b"\x89PNG\x00\xff")])
    await thread.reply(2)

    [refusal] = [one for one in thread.replies[1:] if not one.buttons]
    assert f"I can read text only, and “{name}” is something else. Send it as .txt or .md" in refusal.whole_text
    assert await heard(bot, thread) == [NOTES]


async def test_what_only_claims_to_be_text_is_refused(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)

    refusal = await thread.say("", files=[("notes.txt", b"\xff\xfe\x00\x01")])

    assert "something else" in refusal.whole_text
    assert await heard(bot, thread) == []


async def test_a_text_that_is_too_big_is_refused_without_being_fetched(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)

    refusal = await thread.say("", files=[("all.txt", b"x" * (LARGEST + 1))])

    assert "“all.txt” is too big for me: I read files up to 100 KB" in refusal.whole_text
    assert await heard(bot, thread) == []


async def test_an_empty_file_says_nothing(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)

    await sent(thread, "", ("empty.txt", b" \n"))
    await nothing_left(bot, thread)

    assert await heard(bot, thread) == []


async def test_where_slack_shows_a_page_to_sign_in_the_file_is_asked_for_again(bot: Serving, team: Workspace, ada: Person) -> None:
    thread = await begun(ada)
    team.slack.tokens[team.bot_token].scopes.discard("files:read")

    refusal = await thread.say("", files=[("notes.txt", NOTES.encode())])

    assert "I could not fetch “notes.txt” from Slack" in refusal.whole_text
    assert await heard(bot, thread) == []


@pytest.mark.parametrize("status", [403, 404])
async def test_a_file_that_slack_does_not_give_does_not_hold_up_the_interview(bot: Serving, team: Workspace, ada: Person, status: int) -> None:
    thread = await begun(ada)
    team.slack.fail("download", status=status)

    await thread.say(NOTES, files=[("more.txt", b"more")])
    await thread.reply(2)

    [refusal] = [one for one in thread.replies[1:] if not one.buttons]
    assert "I could not fetch “more.txt”" in refusal.whole_text
    assert await heard(bot, thread) == [NOTES]


async def test_a_slack_that_stumbles_is_asked_again(bot: Serving, team: Workspace, ada: Person) -> None:
    thread = await begun(ada)
    team.slack.fail("download", status=500)

    await thread.say(ANSWER, files=[("notes.txt", NOTES.encode())])

    await until_heard(bot, thread, ANSWER, f"notes.txt:\n\n{NOTES}")


async def test_a_file_that_comes_twice_is_read_once(bot: Serving, team: Workspace, ada: Person) -> None:
    thread = await begun(ada)
    team.slack.echo = False

    for text in ("", ANSWER):
        await thread.say(text, files=[(f"notes{len(text)}.txt", NOTES.encode())])
        await sent_again(team)
        await nothing_left(bot, thread)

    assert len(await heard(bot, thread)) == 3


async def test_a_file_from_anywhere_else_never_gets_our_token(bot: Serving, team: Workspace, ada: Person) -> None:
    thread = await begun(ada)
    asked: list[str | None] = []

    async def lure(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization"))
        return web.Response(text="got it")

    runner = web.AppRunner(app := web.Application())
    app.router.add_get("/{any:.*}", lure)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    addresses = [
        f"http://127.0.0.1:{port}/a",
        f"http://127.0.0.1:{port}@files.slack.com/b",
        "https://files.slack.com.evil.example/c",
        "file:///etc/passwd",
    ]
    files = [
        {"id": f"F{number}", "name": f"{number}.txt", "mimetype": "text/plain", "size": 5, "url_private_download": url}
        for number, url in enumerate(addresses)
    ]

    said = {"type": "message", "subtype": "file_share", "user": ada.id, "text": "", "files": files, "channel": ada.im.id, "channel_type": "im"}
    await team.event(said | {"ts": team.slack.new_ts(), "thread_ts": thread.root.ts})
    await nothing_left(bot, thread)
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/works"):
        await runner.cleanup()

    assert asked == [None]
    assert await heard(bot, thread) == []
    assert len([reply for reply in thread.replies if "I could not fetch" in reply.whole_text]) == 4


async def test_a_file_for_an_interview_that_is_over_is_not_taken(bot: Serving, ada: Person) -> None:
    thread = await ended(await begun(ada))

    told = await thread.say("", files=[("late.txt", NOTES.encode())])

    assert "This interview is over" in told.whole_text
    assert NOTES not in str(await heard(bot, thread))


async def test_a_file_resumes_a_paused_interview(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    await thread.say("pause")

    assert "interview_hint" in (await thread.say("", files=[("notes.txt", NOTES.encode())])).buttons


async def test_a_colleagues_file_is_not_read(bot: Serving, ada: Person, bob: Person, team: Workspace) -> None:
    channel = team.channel("C7", members=[ada, bob])
    thread = await begun(ada, "design a rate limiter --here", channel)

    await bob.say(channel, "", thread_ts=thread.root, files=[("cheat.txt", b"Use a token bucket.")])
    await thread.say(NOTES)

    assert await heard(bot, thread) == [NOTES]


async def test_a_file_with_a_strange_name_is_read_all_the_same(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)

    await thread.say("", files=[("<!channel> *_`x`.txt", NOTES.encode())])

    [said] = await heard(bot, thread)
    assert said.endswith(NOTES)


async def test_a_file_that_cannot_be_had_for_long_is_given_up(bot: Serving, team: Workspace, ada: Person) -> None:
    thread = await begun(ada)
    team.slack.fail("download", times=99, status=500)
    await sent(thread, "", ("notes.txt", NOTES.encode()))
    place = await bot.jobs.threads.of(thread.interview_id)
    assert place

    await bot.jobs.attached.read(place.model_copy(update={"failures": 3}))

    assert "I could not fetch “notes.txt”" in thread.replies[-1].whole_text
    assert await Attachments(bot.app.database).of(thread.interview_id) == []
