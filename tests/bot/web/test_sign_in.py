"""Sign in with Slack, by the way a browser goes, and by every way that it should not come."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.channels.web.sign_in import own_path
from storage.people import People
from tests.bot.web.entrances import SESSION, SIGNING_IN, Entrance, entrance, settings_of
from tests.fakes.slack import FakeSlack, Person, Workspace

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


async def test_a_stranger_signs_in_and_comes_to_the_page_they_wanted(here: Entrance, slack: FakeSlack, ada: Person) -> None:
    browser = await here.browser()

    refused = await browser.get("/?verdict=hire")
    page = await here.sign_in(browser, ada, "/?verdict=hire")

    assert refused.status_code == 401
    assert 'href="/sign-in?next=%2F%3Fverdict%3Dhire"' in refused.text
    assert (page.status_code, page.url.raw_path) == (200, b"/?verdict=hire")
    assert "Signed in as Ada Byron" in page.text
    assert (await People(here.app.database).find("slack:T1:U1")).name == "Ada Byron"
    assert slack.called("openid.connect.token")[0].ok


async def test_the_cookie_is_for_this_host_and_out_of_reach_of_scripts(here: Entrance, ada: Person) -> None:
    browser = await here.browser()
    state, nonce = await here.sent_to_slack(browser)

    back = await browser.get("/sign-in/callback", params={"state": state, "code": here.code(ada, nonce)}, follow_redirects=False)

    given = dict(line.partition("=")[::2] for line in back.headers.get_list("set-cookie") if not line.startswith(f"{SESSION}=;"))
    assert given[SESSION].endswith("; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax; Secure")
    assert given[SIGNING_IN].startswith("; Max-Age=0;")
    assert back.headers["cache-control"] == "no-store"


async def test_who_is_signed_in_already_is_led_on(here: Entrance, slack: FakeSlack, ada: Person) -> None:
    browser = await here.signed_in(ada)
    slack.calls.clear()

    page = await browser.get("/sign-in", params={"next": "/sign-out"})

    assert (page.status_code, page.url.path, slack.calls) == (200, "/", [])


async def test_two_tabs_of_a_browser_may_both_be_on_their_way(here: Entrance, ada: Person) -> None:
    browser = await here.browser()
    one, other = await here.sent_to_slack(browser, "/?tab=1"), await here.sent_to_slack(browser, "/?tab=2")

    pages = [await here.come_back(browser, state=state, code=here.code(ada, nonce)) for state, nonce in (one, other)]

    assert [(page.status_code, page.url.query) for page in pages] == [(200, b"tab=1"), (200, b"tab=2")]


class TestRefused:
    """Whoever comes back otherwise is told why, and is not signed in."""

    async def told(self, here: Entrance, person: Person, **sent: str) -> tuple[int, str, bool]:
        """What a browser that has begun hears when it comes back with this, beside the right state and code."""
        browser = await here.browser()
        state, nonce = await here.sent_to_slack(browser)
        page = await here.come_back(browser, **{"state": state, "code": here.code(person, nonce)} | sent)
        return page.status_code, page.text, SESSION in browser.cookies

    async def test_who_declines(self, here: Entrance) -> None:
        browser = await here.browser()

        page = await here.sign_in(browser, None)

        assert (page.status_code, SESSION in browser.cookies) == (403, False)
        assert "You did not allow Slack to say who you are" in page.text

    @pytest.mark.parametrize("sent", [{"state": ""}, {"state": "x"}, {"state": "e30.x"}, {"code": ""}, {"code": "made-up"}, {"state": "a" * 1999}])
    async def test_who_brings_something_else(self, here: Entrance, ada: Person, sent: dict[str, str]) -> None:
        status, text, is_in = await self.told(here, ada, **sent)

        assert (status, is_in) == (400, False)
        assert "This way in is used up" in text

    async def test_a_reason_that_only_slack_knows(self, here: Entrance, ada: Person) -> None:
        status, text, is_in = await self.told(here, ada, error="<b>unapproved</b>")

        assert (status, is_in) == (403, False)
        assert "unapproved" not in text

    async def test_who_took_too_long(self, here: Entrance, ada: Person) -> None:
        browser = await here.browser()
        state, nonce = await here.sent_to_slack(browser)
        here.slack.clock.pass_by(16 * 60)

        page = await here.come_back(browser, state=state, code=here.code(ada, nonce))

        assert page.status_code == 400
        assert "it took too long" in page.text

    async def test_another_browser(self, here: Entrance, ada: Person) -> None:
        mallory = await here.browser()
        state, nonce = await here.sent_to_slack(mallory)
        victim = await here.browser()
        await here.sent_to_slack(victim)

        page = await here.come_back(victim, state=state, code=here.code(ada, nonce))

        assert (page.status_code, SESSION in victim.cookies) == (400, False)
        assert "not begun in this browser" in page.text

    async def test_the_same_address_again(self, here: Entrance, ada: Person) -> None:
        browser = await here.browser()
        state, nonce = await here.sent_to_slack(browser)
        held, code = browser.cookies[SIGNING_IN], here.code(ada, nonce)
        await here.come_back(browser, state=state, code=code)
        own = browser.cookies[SESSION]
        thief, honest = await here.browser(), await here.browser()
        thief.cookies.set(SIGNING_IN, held, domain="interviews.example.org")

        again = [await here.come_back(each, state=state, code=code) for each in (browser, honest, thief)]

        assert [page.status_code for page in again] == [200, 400, 400]
        assert (browser.cookies[SESSION], SESSION in honest.cookies, SESSION in thief.cookies) == (own, False, False)

    @pytest.mark.parametrize(
        "claims", [{"nonce": "another"}, {"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1_000_000_000}, {"exp": None}]
    )
    async def test_a_token_that_was_made_for_something_else(self, here: Entrance, ada: Person, claims: dict[str, Any]) -> None:
        here.slack.claims = claims

        status, _, is_in = await self.told(here, ada)

        assert (status, is_in) == (400, False)

    @pytest.mark.parametrize("claims", [{"https://slack.com/user_id": "U1:U2"}, {"https://slack.com/team_id": None}])
    async def test_a_token_of_nobody(self, here: Entrance, ada: Person, claims: dict[str, Any]) -> None:
        here.slack.claims = claims

        assert (await self.told(here, ada))[::2] == (403, False)

    async def test_somebody_of_another_workspace(self, here: Entrance, slack: FakeSlack) -> None:
        status, text, is_in = await self.told(here, slack.workspace("T2").user("U1", "eve"))

        assert (status, is_in) == (403, False)
        assert "there is no mock-interview" in text

    async def test_who_has_left(self, here: Entrance, team: Workspace) -> None:
        status, text, is_in = await self.told(here, team.user("U7", "gone", deleted=True))

        assert (status, is_in) == (403, False)
        assert "does not count you among the members" in text

    @pytest.mark.parametrize("fault", [{"status": 500}, {"status": 429, "retry_after": 1}, {"cut": True}])
    @pytest.mark.parametrize("method", ["openid.connect.token", "auth.test"])
    async def test_while_slack_is_away(self, here: Entrance, slack: FakeSlack, ada: Person, method: str, fault: dict[str, Any]) -> None:
        slack.fail(method, times=2, **fault)

        status, text, is_in = await self.told(here, ada)

        assert (status, is_in) == (503, False)
        assert "Slack, which does not answer just now" in text


async def test_whose_record_slack_cannot_give_now_is_let_in_without_rights(here: Entrance, slack: FakeSlack, ada: Person) -> None:
    ada.admin = True
    slack.fail("users.info", status=500)

    page = await (await here.signed_in(ada)).get("/")

    assert "Signed in as Ada Byron" in page.text
    assert [each.is_admin for each in await here.sessions_of(ada)] == [False]


async def test_credentials_that_slack_refuses_are_not_the_persons_fault(slack: FakeSlack, team: Workspace, ada: Person, tmp_path: Path) -> None:
    settings = settings_of(slack, team, tmp_path)
    async with entrance(slack, replace(settings, slack=replace(settings.slack, client_secret="wrong"))) as here:
        page = await here.sign_in(await here.browser(), ada)

    assert page.status_code == 503
    assert "Whoever runs it finds the reason" in page.text


async def test_of_many_workspaces_those_with_the_app_are_let_in(slack: FakeSlack, tmp_path: Path) -> None:
    one, two, three = (slack.workspace(name) for name in ("T1", "T2", "T3"))
    people = [team.user("U1", team.id) for team in (one, two, three)]
    async with entrance(slack, settings_of(slack, None, tmp_path), one, two) as here:
        statuses = [(await here.sign_in(await here.browser(), person)).status_code for person in people]
        await here.clients.forget("T2", None)
        statuses.append((await here.sign_in(await here.browser(), people[1])).status_code)

    assert statuses == [200, 200, 403, 403]


@pytest.mark.parametrize(
    "text",
    ["", "x", "//evil.example", "/\\evil.example", "\\/evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/a\nb: c",
     "/sign-out", "/sign-in?next=/", "/sign-in/callback", "/" + "a" * 1000, "/é", "/a\x00", "///evil.example", "//[", " /"],
)  # fmt: skip
def test_nobody_is_led_away_or_round_in_a_circle(text: str) -> None:
    assert own_path(text) == "/"


@pytest.mark.parametrize("text", ["/", "/interviews/a1?turn=3#t3", "/search?q=https%3A%2F%2Fx"])
def test_own_pages_are_led_to(text: str) -> None:
    assert own_path(text) == text
