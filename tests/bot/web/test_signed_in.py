"""Being signed in: what a browser holds, for how long, and how it ends."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from storage.api_tokens import ApiToken, ApiTokens
from storage.shares import hashed
from tests.bot.web.entrances import KEY, OLD_KEY, SESSION, Entrance, entrance, settings_of
from tests.fakes.slack import FakeSlack, Person, Workspace

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
DAY = 24 * 60 * 60


async def is_in(browser: AsyncClient) -> bool:
    """Whether a browser is let see a page."""
    return (await browser.get("/", follow_redirects=False)).status_code == 200


async def sign_out(browser: AsyncClient, where: str) -> Response:
    """Press one of the two buttons."""
    page = await browser.get("/sign-out")
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found, page.text
    return await browser.post("/sign-out", data={"where": where, "token": found[1]})


async def test_signed_out_in_one_tab_is_signed_out_in_the_other(here: Entrance, ada: Person) -> None:
    browser, elsewhere = await here.signed_in(ada), await here.signed_in(ada)
    held = browser.cookies[SESSION]

    page = await sign_out(browser, "here")

    assert (page.status_code, "You are signed out" in page.text, SESSION in browser.cookies) == (200, True, False)
    browser.cookies.set(SESSION, held, domain="interviews.example.org")
    assert (await is_in(browser), await is_in(elsewhere)) == (False, True)
    assert (await browser.post("/sign-out", data={"where": "everywhere"})).status_code == 401


async def test_signed_out_everywhere(here: Entrance, ada: Person, bob: Person) -> None:
    browsers = [await here.signed_in(person) for person in (ada, ada, bob)]

    await sign_out(browsers[0], "everywhere")

    assert [await is_in(browser) for browser in browsers] == [False, False, True]


async def test_nobody_is_signed_out_by_another_site(here: Entrance, ada: Person, bob: Person) -> None:
    browser, other = await here.signed_in(ada), await here.signed_in(bob)
    token = re.search(r'name="token" value="([^"]+)"', (await other.get("/sign-out")).text)
    assert token

    answers = [await browser.post("/sign-out", data={"where": "everywhere"} | sent) for sent in ({}, {"token": "x"}, {"token": token[1]})]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert await is_in(browser)


async def test_a_session_that_was_there_before_is_not_the_one_after(here: Entrance, ada: Person, bob: Person) -> None:
    planted = (await here.signed_in(bob)).cookies[SESSION]
    browser = await here.browser()
    state, nonce = await here.sent_to_slack(browser)
    browser.cookies.set(SESSION, planted, domain="interviews.example.org", path="/")

    await here.come_back(browser, state=state, code=here.code(ada, nonce))

    assert browser.cookies[SESSION] != planted
    assert "Signed in as Ada Byron" in (await browser.get("/")).text
    assert await here.sessions_of(bob) == []


CHANGED: dict[str, Callable[[str], str]] = {
    "a letter more": lambda held: held + "A",
    "a letter less": lambda held: held[:-1],
    "another signature": lambda held: held.rpartition(".")[0] + "." + "A" * 43,
    "no signature": lambda held: held.rpartition(".")[0],
    "something else": lambda held: "x",
    "very long": lambda held: "x" * 5000,
    "nothing": lambda held: "",
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
async def test_a_cookie_that_was_changed_opens_nothing(here: Entrance, ada: Person, change: Callable[[str], str]) -> None:
    held = (await here.signed_in(ada)).cookies[SESSION]
    browser = await here.browser()

    opened = [(await browser.get("/", headers={"cookie": f"{SESSION}={value}"})).status_code for value in (held, change(held))]

    assert opened == [200, 401]


async def test_a_sign_in_under_way_is_no_session(here: Entrance) -> None:
    browser = await here.browser()
    await here.sent_to_slack(browser)

    opened = await browser.get("/", headers={"cookie": f"{SESSION}={browser.cookies['__Host-signing-in']}"})

    assert opened.status_code == 401


async def test_who_comes_back_stays_signed_in_and_who_stays_away_does_not(here: Entrance, slack: FakeSlack, ada: Person) -> None:
    browser = await here.signed_in(ada)

    slack.clock.pass_by(29 * DAY)
    back = await browser.get("/")
    slack.clock.pass_by(29 * DAY)
    again = await is_in(browser)
    slack.clock.pass_by(30 * DAY)

    assert back.headers["set-cookie"].startswith(f"{SESSION}={browser.cookies[SESSION]}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax; Secure")
    assert (back.status_code, again, await is_in(browser)) == (200, True, False)


async def test_within_a_day_nothing_is_written(here: Entrance, slack: FakeSlack, ada: Person) -> None:
    browser = await here.signed_in(ada)
    before = await here.sessions_of(ada)
    slack.clock.pass_by(59 * 60)

    page = await browser.get("/")

    assert "set-cookie" not in page.headers
    assert await here.sessions_of(ada) == before


async def test_a_key_is_changed_without_signing_anybody_out(slack: FakeSlack, team: Workspace, ada: Person, tmp_path: Path) -> None:
    settings = settings_of(slack, team, tmp_path)
    async with entrance(slack, replace(settings, session_keys=(OLD_KEY,))) as before:
        held = (await before.signed_in(ada)).cookies[SESSION]
    opened: list[int] = []
    for keys in ((KEY, OLD_KEY), (KEY,)):
        async with entrance(slack, replace(settings, session_keys=keys)) as after:
            slack.clock.pass_by(2 * DAY)
            page = await (await after.browser()).get("/", headers={"cookie": f"{SESSION}={held}"})
            opened.append(page.status_code)
            held = page.headers.get("set-cookie", held).partition("=")[2].partition(";")[0]

    assert opened == [200, 200]


class TestMembership:
    """Once an hour Slack is asked who somebody is today."""

    async def test_an_administrator_is_one_within_the_hour(self, here: Entrance, slack: FakeSlack, ada: Person) -> None:
        browser = await here.signed_in(ada)
        ada.admin, ada.real_name = True, "Ada Lovelace"
        slack.calls.clear()

        slack.clock.pass_by(59 * 60)
        before = await browser.get("/")
        slack.clock.pass_by(60)
        await asyncio.gather(*(browser.get("/") for _ in range(5)))
        after = await browser.get("/")

        assert "Ada Byron" in before.text
        assert "Ada Lovelace" in after.text
        assert [each.is_admin for each in await here.sessions_of(ada)] == [True]
        assert len(slack.called("users.info")) == 1

    async def test_who_has_left_is_out_within_the_hour(self, here: Entrance, slack: FakeSlack, ada: Person) -> None:
        browsers = [await here.signed_in(ada) for _ in range(2)]
        ada.deleted = True
        slack.clock.pass_by(3600)

        assert [await is_in(browser) for browser in browsers] == [False, False]
        assert await here.sessions_of(ada) == []

    async def test_who_has_left_takes_their_tokens_along(self, here: Entrance, slack: FakeSlack, ada: Person, bob: Person) -> None:
        now, program = here.web.clock(), await here.browser()
        for person in (ada, bob):
            token = ApiToken(id=person.id, person=f"slack:T1:{person.id}", name="x", scopes=frozenset(), created_at=now)
            await ApiTokens(here.app.database).add(token, hashed(f"mi_{person.id}"))

        async def let_in() -> list[int]:
            sent = [{"authorization": f"Bearer mi_{person.id}"} for person in (ada, bob)]
            return [(await program.get("/api/v1/me", headers=headers)).status_code for headers in sent]

        before = await let_in()
        ada.deleted = True
        slack.clock.pass_by(3600)
        slack.calls.clear()

        assert (before, await let_in(), await let_in()) == ([200, 200], [401, 200], [401, 200])
        assert len(slack.called("users.info")) == 2

    async def test_with_the_app_everybody_leaves(self, here: Entrance, slack: FakeSlack, team: Workspace, ada: Person) -> None:
        browser = await here.signed_in(ada)
        team.revoke()
        slack.clock.pass_by(3600)

        assert not await is_in(browser)

    async def test_while_slack_is_away_nothing_changes(self, here: Entrance, slack: FakeSlack, ada: Person) -> None:
        ada.admin = True
        browser = await here.signed_in(ada)
        slack.clock.pass_by(3600)
        slack.fail("users.info", status=500)
        slack.calls.clear()

        opened = [await is_in(browser) for _ in range(3)]
        slack.clock.pass_by(5 * 60)
        await is_in(browser)

        assert opened == [True, True, True]
        assert [each.is_admin for each in await here.sessions_of(ada)] == [True]
        assert len(slack.called("users.info")) == 2
