"""The Home tab, the suggested prompts, and links to interviews that unfold."""

import pytest

from bot.serving import Serving
from tests.bot.slack.running import begun, ended
from tests.fakes.slack import Channel, Message, Person, Workspace
from tests.fakes.slack.messages import elements, texts
from tests.fakes.slack.views import View

pytestmark = pytest.mark.usefixtures("bot")


async def home_of(person: Person) -> View:
    """The Home tab, opened."""
    before = person.home.hash if person.home else None
    await person.open_home()
    await person.team.slack.until(lambda: person.home and person.home.hash != before)
    assert person.home
    return person.home


def words(view: View) -> str:
    """What stands in a view."""
    return "\n".join(texts(view.blocks))


async def opened(person: Person, after: int = 0) -> View:
    """The modal that is open."""
    await person.team.slack.until(lambda: len(person.modals) > after)
    return person.modals[-1]


async def test_home_shows_a_newcomer_what_to_do(ada: Person) -> None:
    home = await home_of(ada)

    assert "Send me `design a rate limiter`" in words(home)
    assert "Problems to try" in words(home)
    assert "In progress" not in words(home)
    assert "New interviews: senior · strict · 45 min" in words(home)


async def test_home_follows_the_interviews(ada: Person) -> None:
    await home_of(ada)

    thread = await begun(ada)
    await ada.team.slack.until(lambda: ada.home and "in progress, part 1 of 7" in words(ada.home))
    await thread.say("end")
    await ada.team.slack.until(lambda: ada.home and "finished, and not looked at yet" in words(ada.home))
    await thread.until_finished()

    await ada.team.slack.until(lambda: ada.home and "No hire, " in words(ada.home))
    assert ada.home
    assert "In progress" not in words(ada.home)
    assert "Rate limiter" not in words(ada.home).partition("Problems to try")[2]


async def test_home_shows_nobody_elses_interviews(ada: Person, bob: Person) -> None:
    await begun(ada)

    assert "In progress" not in words(await home_of(bob))


async def test_problems_are_browsed_and_begun_without_leaving_home(ada: Person) -> None:
    await ada.press(await home_of(ada), "problems_browse")
    window = await opened(ada)
    await ada.press(window, "problems_difficulty", "Hard")
    await ada.team.slack.until(lambda: " · Hard · " in words(window) and " · Easy · " not in words(window))

    await ada.press(window, "interview_start")

    await ada.team.slack.until(lambda: "is ready" in words(window))
    await ada.team.slack.until(lambda: ada.im.thread_roots)
    assert [found["action_id"] for _, found in elements(window.blocks)] == ["link_followed"]


async def test_a_problem_to_try_begins_from_home(ada: Person) -> None:
    await ada.press(await home_of(ada), "interview_start")

    assert "is ready" in words(await opened(ada))
    await ada.team.slack.until(lambda: ada.im.thread_roots)


async def test_a_paused_interview_is_resumed_from_home(ada: Person) -> None:
    thread = await begun(ada)
    await thread.say("pause")

    await ada.press(await home_of(ada), "interview_resume")

    assert "goes on in its thread" in words(await opened(ada))
    assert "interview_hint" in (await thread.reply(2)).buttons


async def test_a_past_interview_is_reviewed_from_home_and_from_the_list(ada: Person) -> None:
    await ended(await begun(ada))

    home = await home_of(ada)
    await ada.press(home, "review_open")
    assert (await opened(ada)).title == "Review"
    await ada.close(ada.modals[0])
    await ada.press(home, "interviews_list")
    window = await opened(ada)
    assert "Your interviews" in words(window)
    await ada.press(window, "review_open")
    await ada.team.slack.until(lambda: window.title == "Review")


async def test_help_and_settings_open_from_home(ada: Person) -> None:
    home = await home_of(ada)

    await ada.press(home, "help_open")
    help_shown = await opened(ada)
    assert "seven phases" in words(help_shown)
    await ada.press(help_shown, "settings_open")
    await ada.team.slack.until(lambda: help_shown.title == "Settings")
    await ada.submit(help_shown, {"settings_level": {"settings_level": "staff"}})

    await ada.team.slack.until(lambda: ada.home and "staff · strict · 45 min" in words(ada.home))


async def test_a_modal_that_cannot_be_opened_is_said_so(ada: Person) -> None:
    home = await home_of(ada)
    ada.team.slack.fail("views.open", error="expired_trigger_id")

    await ada.press(home, "settings_open")

    await ada.team.slack.until(lambda: ada.im.thread_roots)
    assert "Please try again" in ada.im.thread_roots[0].whole_text


async def test_the_messages_tab_suggests_what_was_not_practised(ada: Person) -> None:
    await begun(ada, "design a chat app")

    await ada.open_home("messages")
    prompts = await ada.team.slack.until(lambda: ada.team.suggested_prompts.get((ada.im.id, None)))

    assert len(prompts) == 4
    assert all(prompt["message"].startswith("Design ") for prompt in prompts)
    assert "Chat" not in str(prompts)


class TestLinks:
    """Somebody writes a link to an interview."""

    async def share(self, person: Person, channel: Channel, url: str) -> Message:
        """The message with it, once everything that this could cause has happened."""
        message = await person.share_link(channel, url)
        await begun(person, "design a chat app")
        return message

    async def test_the_candidates_own_link_unfolds(self, ada: Person, channel: Channel) -> None:
        thread = await ended(await begun(ada))

        url = f"https://interviews.example.com/interviews/{thread.interview_id}"
        message = await ada.share_link(channel, url)

        await ada.team.slack.until(lambda: message.unfurls)
        assert "*Rate limiter*\nNo hire, 0 of 100" in str(texts(message.unfurls[url]["blocks"])[0])

    async def test_an_interview_that_goes_on_is_said_to_go_on(self, ada: Person, channel: Channel) -> None:
        thread = await begun(ada)

        message = await ada.share_link(channel, f"https://interviews.example.com/transcripts/{thread.interview_id}?page=2#t4")

        await ada.team.slack.until(lambda: message.unfurls)
        assert "in progress, part 1 of 7" in str(message.unfurls)

    async def test_a_link_in_the_composer_unfolds_there(self, ada: Person, team: Workspace, channel: Channel) -> None:
        thread = await begun(ada)
        url = f"https://interviews.example.com/interviews/{thread.interview_id}"
        link = {"links": [{"url": url, "domain": "interviews.example.com"}], "user": ada.id, "channel": "COMPOSER", "message_ts": "U1-1"}

        await team.event({"type": "link_shared", "source": "composer", "unfurl_id": "U1-1", "is_bot_user_member": True} | link)

        await team.slack.until(lambda: team.slack.called("chat.unfurl"))
        assert {"source": "composer", "unfurl_id": "U1-1"}.items() <= team.slack.called("chat.unfurl")[0].arguments.items()

    async def test_another_persons_link_shows_nothing(self, ada: Person, bob: Person, channel: Channel) -> None:
        thread = await ended(await begun(ada))

        message = await self.share(bob, channel, f"https://interviews.example.com/interviews/{thread.interview_id}")

        assert message.unfurls == {}

    @pytest.mark.parametrize(
        "url",
        [
            "https://interviews.example.com/interviews/{short}",
            "https://interviews.example.com/interviews/0000000000",
            "https://interviews.example.com/interviews/",
            "https://interviews.example.com/{id}",
            "https://interviews.example.com.evil.example/interviews/{id}",
            "https://evil.example/?https://interviews.example.com/interviews/{id}",
        ],
    )
    async def test_any_other_link_shows_nothing(self, bot: Serving, ada: Person, channel: Channel, url: str) -> None:
        thread = await begun(ada)

        message = await self.share(ada, channel, url.format(id=thread.interview_id, short=thread.interview_id[:6]))

        assert message.unfurls == {}
        assert ada.team.slack.called("chat.unfurl") == []
