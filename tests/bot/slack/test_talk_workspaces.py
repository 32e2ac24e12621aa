"""One bot in two workspaces, installed through OAuth, whose people have the same ids: nothing crosses over."""

import asyncio
import html
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from cryptography.fernet import Fernet

from bot.channels.slack.http import http_app, listening
from bot.channels.slack.views import actions
from bot.serving import Serving, serving
from bot.settings import Settings, SlackSettings
from tests.bot.slack.conftest import assert_pings_nobody
from tests.bot.slack.running import InThread, begun, command, ended, working
from tests.fakes.slack import FakeSlack, Person, Workspace

ANSWER = "We protect an API from clients that ask too often."


class Site:
    """The bot as it is reached from outside."""

    def __init__(self, slack: FakeSlack, parts: Serving, url: str) -> None:
        self.slack, self.parts, self.url = slack, parts, url

    async def install(self, team: Workspace, *, rotating_seconds: float | None = None) -> None:
        """Somebody of this workspace installs the app from a browser."""
        self.slack.visitor = team.users["U1"]
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
            async with browser.get(f"{self.url}/slack/install") as page:
                [link] = re.findall(r'href="(http[^"]+)"', await page.text())
                cookie = page.headers["Set-Cookie"].split(";")[0]
            async with browser.get(html.unescape(link), allow_redirects=False) as consent:
                back = urlsplit(consent.headers["Location"])
            for code in self.slack.codes.values():
                code.rotating_seconds = rotating_seconds
            async with browser.get(f"{self.url}{back.path}?{back.query}", headers={"Cookie": cookie}) as done:
                assert done.status == 200, await done.text()


@pytest.fixture
async def site(slack: FakeSlack, tmp_path: Path) -> AsyncIterator[Site]:
    """It runs, and nobody has installed it yet."""

    def now() -> datetime:
        return datetime.fromtimestamp(slack.clock.now(), UTC)

    keys = (Fernet.generate_key().decode(),)
    own = SlackSettings(
        signing_secret=slack.signing_secret, client_id=slack.client_id, client_secret=slack.client_secret, token_keys=keys, api_url=slack.api_url
    )
    settings = Settings(str(tmp_path / "interviews.db"), tmp_path / "documents", public_url="https://interviews.example.com", patience=0.0, slack=own)
    async with serving(settings, now, pace=0.0) as parts:
        app = http_app(parts.bolt, signing_secret=slack.signing_secret, clock=lambda: datetime.now(UTC))
        async with listening(app, "127.0.0.1", 0) as port, working(parts):
            slack.connect_http(f"http://127.0.0.1:{port}/slack/events")
            yield Site(slack, parts, f"http://127.0.0.1:{port}")
            for team in slack.workspaces.values():
                assert_pings_nobody(team)


@pytest.fixture
async def people(slack: FakeSlack, site: Site) -> tuple[Person, Person]:
    """Ada in one workspace and Eve in another, who have the same id, and so have their conversations and channels."""
    found: list[Person] = []
    for team_id, name in (("T1", "Ada"), ("T2", "Eve")):
        team = slack.workspace(team_id, installed=False)
        found.append(team.user("U1", name))
        await site.install(team)
        team.channel("C1", members=[found[-1]])
    return found[0], found[1]


async def said(site: Site, thread: InThread) -> list[str]:
    """What the candidate of an interview has said."""
    return [turn.text for turn in (await site.parts.app.archive.kept(thread.interview_id)).turns if turn.speaker == "candidate"]


async def test_two_workspaces_are_interviewed_side_by_side(site: Site, people: tuple[Person, Person]) -> None:
    ada, eve = people
    hers, theirs = await asyncio.gather(begun(ada, "design a rate limiter"), begun(eve, "design a chat app"))

    await asyncio.gather(hers.say(f"{ANSWER} I am Ada."), theirs.say(f"{ANSWER} I am Eve."))
    await asyncio.gather(ended(hers), ended(theirs))

    assert await said(site, hers) == [f"{ANSWER} I am Ada.", "end"]
    assert await said(site, theirs) == [f"{ANSWER} I am Eve.", "end"]
    assert "Ada" in next(iter(ada.team.canvases.values())).markdown
    assert "Eve" in next(iter(eve.team.canvases.values())).markdown
    assert {call.token.team for call in site.slack.calls if call.token} == {ada.team, eve.team}


async def test_nobody_sees_or_touches_an_interview_of_the_other_workspace(site: Site, people: tuple[Person, Person]) -> None:
    ada, eve = people
    thread = await begun(ada)
    channel = eve.team.channels["C1"]

    listed = await command(eve, "list", channel)
    assert listed
    assert "No interviews yet" in listed.whole_text
    for text in ("review", "pause", "resume", "end"):
        refused = await command(eve, f"{text} {thread.interview_id[:8]}", channel)
        assert refused
        assert "no interview of yours" in refused.whole_text
    assert await said(site, thread) == []
    assert len(thread.replies) == 1


async def test_a_button_does_nothing_in_the_other_workspace(site: Site, people: tuple[Person, Person]) -> None:
    ada, eve = people
    hers, theirs = await begun(ada), await begun(eve)

    for button in ("interview_hint", "interview_next", "interview_pause", "interview_end"):
        await eve.press(theirs.replies[0], button, element=hers.replies[0].element(button))
    await site.slack.until(lambda: len(theirs.alone) == 4)

    assert {told.whole_text for told in theirs.alone} == {theirs.alone[0].whole_text}
    assert "an earlier state of things" in theirs.alone[0].whole_text
    assert await said(site, hers) == await said(site, theirs) == []


async def test_who_was_asked_is_not_who_has_the_same_id_in_the_other_workspace(site: Site, people: tuple[Person, Person]) -> None:
    ada, eve = people
    mate, namesake = ada.team.user("U2", "bob"), eve.team.user("U2", "bill")
    hers, theirs = await ended(await begun(ada)), await begun(namesake)
    await ada.press(next(each for each in hers.replies if actions.ASK in each.buttons), actions.ASK)
    await site.slack.until(lambda: ada.modals)
    await ada.submit(ada.modals[0], {"ask_who": {"ask_who": "U2"}})
    letter = (await site.slack.until(lambda: mate.im.thread_roots, seconds=20))[0]

    await namesake.press(theirs.replies[0], actions.SCORE, element=letter.element(actions.SCORE))
    await site.slack.until(lambda: theirs.alone)
    await mate.press(letter, actions.SCORE)
    await site.slack.until(lambda: mate.modals)

    assert "an earlier state of things" in theirs.alone[0].whole_text
    assert namesake.modals == []


async def test_a_thread_with_the_same_ts_in_a_channel_with_the_same_id_is_another_thread(site: Site, people: tuple[Person, Person]) -> None:
    ada, eve = people
    thread = await begun(ada, "design a rate limiter --here", ada.team.channels["C1"])
    event = {"type": "message", "user": "U1", "text": "end", "channel": "C1", "channel_type": "channel", "thread_ts": thread.root.ts}

    await eve.team.event(event | {"ts": site.slack.new_ts()})
    await eve.team.event({"type": "agent_session_stopped", "user": "U1", "channel": "C1", "thread_ts": thread.root.ts})
    await thread.say(ANSWER)

    assert await said(site, thread) == [ANSWER]


async def test_settings_and_home_are_those_of_one_workspace(site: Site, people: tuple[Person, Person]) -> None:
    ada, eve = people
    await begun(ada)
    await ada.open_home()
    await site.slack.until(lambda: ada.home)
    await eve.open_home()
    await site.slack.until(lambda: eve.home)

    assert ada.home
    assert eve.home
    assert "In progress" in str(ada.home.blocks)
    assert "In progress" not in str(eve.home.blocks)
    await ada.press(ada.home, "settings_open")
    await site.slack.until(lambda: ada.modals)
    await ada.submit(ada.modals[0], {"settings_level": {"settings_level": "staff"}})
    assert "· senior ·" in (await begun(eve)).root.whole_text
    assert "· staff ·" in (await begun(ada)).root.whole_text


async def test_a_link_of_the_other_workspace_does_not_unfold(site: Site, people: tuple[Person, Person]) -> None:
    ada, eve = people
    thread = await begun(ada)
    url = f"https://interviews.example.com/transcripts/{thread.interview_id}"

    hers = await ada.share_link(ada.team.channels["C1"], url)
    theirs = await eve.share_link(eve.team.channels["C1"], url)
    await begun(eve)

    await site.slack.until(lambda: hers.unfurls)
    assert theirs.unfurls == {}


async def test_an_uninstall_stops_one_workspace_and_leaves_the_other(site: Site, people: tuple[Person, Person]) -> None:
    ada, eve = people
    hers, theirs = await begun(ada), await begun(eve)

    await ada.team.uninstall()
    await site.slack.settled()

    assert "interview_hint" in (await theirs.say(ANSWER)).buttons
    await site.slack.settled()
    assert {delivery.status for delivery in site.slack.deliveries} == {200}
    with pytest.raises(LookupError):
        await site.parts.jobs.errands.clients.client("T1", None)
    assert len(hers.replies) == 1


async def test_after_a_new_install_the_interview_goes_on(site: Site, people: tuple[Person, Person]) -> None:
    ada, _ = people
    thread = await begun(ada)
    await ada.team.uninstall()
    await site.slack.settled()

    await site.install(ada.team)

    assert "interview_hint" in (await thread.say(ANSWER)).buttons


async def test_a_token_that_ends_soon_is_renewed_inside_a_job(slack: FakeSlack, site: Site) -> None:
    team = slack.workspace("T1", installed=False)
    ada = team.user("U1", "Ada")
    await site.install(team, rotating_seconds=3_600)
    before = team.bot_token

    thread = await begun(ada)

    assert "interview_hint" in (await thread.say(ANSWER)).buttons
    assert team.bot_token != before
    assert len([call for call in slack.called("oauth.v2.access") if call.arguments.get("grant_type") == "refresh_token"]) == 1
