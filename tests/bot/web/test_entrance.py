"""The door as such: where it is closed, how often one may knock, and what every answer tells a browser."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import Request

from bot.channels.web.attempts import LIMITS, SIGN_IN, TOKEN, Attempts, address
from bot.channels.web.refusals import TooOften
from bot.channels.web.setting_up import checked_keys, lacking
from bot.channels.web.signing import Signed
from bot.commands.failures import BadInput
from bot.settings import Settings
from interview_flow.rubric import Level, Mode
from storage.shares import Share, ShareKind, Shares, hashed
from tests.bot.web.entrances import KEY, OLD_KEY, SESSION, Entrance, entrance, settings_of
from tests.fakes.slack import FakeSlack, Person, Workspace

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
CLOSED = {
    "no credentials": ({"client_id": None, "client_secret": None}, {}, "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are not set."),
    "no address": ({}, {"public_url": None}, "MOCK_INTERVIEW_PUBLIC_URL is not set."),
    "an address without a certificate": ({}, {"public_url": "http://interviews.example.org"}, "Slack calls https addresses only"),
    "an address with a path": ({}, {"public_url": "https://example.org/practice"}, "MOCK_INTERVIEW_PUBLIC_URL has a path"),
    "no address at all": ({}, {"public_url": "http://["}, "MOCK_INTERVIEW_PUBLIC_URL will not do."),
}


@pytest.mark.parametrize(("slack_changed", "changed", "told"), CLOSED.values(), ids=CLOSED)
async def test_where_nobody_can_sign_in_it_is_told_what_is_missing(
    slack: FakeSlack, team: Workspace, tmp_path: Path, slack_changed: dict[str, None], changed: dict[str, str | None], told: str
) -> None:
    settings = settings_of(slack, team, tmp_path)
    settings = replace(settings, slack=replace(settings.slack, **slack_changed), **changed)  # type: ignore[arg-type]
    async with entrance(slack, settings) as here:
        browser = await here.browser()
        pages = [await browser.get(path) for path in ("/", "/sign-in", "/sign-in/callback?state=x")]

    assert [page.status_code for page in pages] == [503, 503, 503]
    assert all(told in page.text for page in pages)


async def test_where_nobody_can_sign_in_a_link_still_opens(slack: FakeSlack, team: Workspace, tmp_path: Path) -> None:
    async with entrance(slack, settings_of(slack, team, tmp_path, public_url=None)) as here:
        talk, now = here.app.conversation, here.web.clock()
        await talk.begin("a1", topic="design a chat app", problem=None, level=Level.SENIOR, mode=Mode.STRICT, minutes=45, candidate="slack:T1:U1")
        link = {"kind": ShareKind.LINK, "target": hashed("a-secret"), "expires_at": now + timedelta(days=1)}
        await Shares(here.app.database).add(Share(id="5a", interview_id="a1", by="slack:T1:U1", created_at=now, **link))

        opened, others = await (await here.browser()).get("/s/a-secret"), await (await here.browser()).get("/interviews/a1")

    assert (opened.status_code, "chat app" in opened.text.casefold()) == (200, True)
    assert (others.status_code, "chat app" in others.text.casefold()) == (503, False)


def test_ones_own_machine_will_do_for_trying_it(slack_settings: Settings) -> None:
    assert lacking(replace(slack_settings, public_url="http://localhost:8000")) == ()


@pytest.fixture
def slack_settings(tmp_path: Path) -> Settings:
    """Complete."""
    slack = FakeSlack()
    return settings_of(slack, slack.workspace("T1"), tmp_path)


async def test_without_https_the_cookie_is_of_the_plain_kind(slack: FakeSlack, team: Workspace, ada: Person, tmp_path: Path) -> None:
    url = "http://localhost:8000"
    async with entrance(slack, settings_of(slack, team, tmp_path, public_url=url)) as here:
        slack.redirect_urls, slack.visitor = {f"{url}/sign-in/callback"}, ada
        browser = await here.browser(address=url)
        page = await browser.get("/sign-in")

    assert page.status_code == 200
    assert "session" in browser.cookies
    assert "strict-transport-security" not in page.headers


@pytest.mark.parametrize("key", ["secret", "x" * 31])
def test_a_key_that_could_be_guessed_is_refused(slack_settings: Settings, key: str) -> None:
    with pytest.raises(BadInput, match="at least 32 characters"):
        checked_keys(replace(slack_settings, session_keys=("x" * 32, key)))


async def test_every_answer_keeps_private_things_private(here: Entrance, ada: Person) -> None:
    browser = await here.signed_in(ada)

    for page in [await browser.get(path) for path in ("/", "/sign-out", "/no-such-page")]:
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["vary"] == "Cookie"
        assert page.headers["strict-transport-security"] == "max-age=31536000"
        assert page.headers["x-frame-options"] == "DENY"


async def test_the_name_by_which_a_site_is_called_is_never_believed(here: Entrance) -> None:
    browser = await here.browser(follows=False)
    named = {"host": "evil.example", "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}

    pages = [
        await browser.get(path, headers=named) for path in ("/", "/sign-in", "/sign-out", "/no-such-page", "/api", "/sign-in?next=//evil.example")
    ]

    assert [page.status_code for page in pages] == [401, 303, 200, 404, 200, 303]
    assert all("evil.example" not in page.text + str(page.headers) for page in pages)


async def test_who_knocks_too_often_waits_and_nobody_else_does(here: Entrance) -> None:
    browser = await here.browser(follows=False)
    most = LIMITS[SIGN_IN].amount

    knocked = {(await browser.get("/sign-in", headers={"x-forwarded-for": f"{number}.1.1.1, 203.0.113.7"})).status_code for number in range(most)}
    late = await browser.get("/sign-in", headers={"x-forwarded-for": "203.0.113.7"})
    other = await browser.get("/sign-in", headers={"x-forwarded-for": "203.0.113.8"})

    assert (knocked, late.status_code, other.status_code) == ({303}, 429, 303)
    assert late.headers["retry-after"] == "600"


def asked_by(peer: str, *forwarded: str) -> Request:
    """A request of this peer."""
    headers = [(b"x-forwarded-for", each.encode()) for each in forwarded]
    return Request({"type": "http", "client": (peer, 1), "headers": headers})


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (asked_by("8.8.8.8"), "8.8.8.8"),
        (asked_by("8.8.8.8", "9.9.9.9"), "8.8.8.8"),
        (asked_by("10.0.0.3", "1.1.1.1, 9.9.9.9"), "9.9.9.9"),
        (asked_by("127.0.0.1", "1.1.1.1", "9.9.9.9"), "9.9.9.9"),
        (asked_by("10.0.0.3", "somebody"), "10.0.0.3"),
        (asked_by("2a00:1:2:3:4:5:6:7"), "2a00:1:2:3::/64"),
        (asked_by("testclient"), "somebody"),
    ],
)
def test_who_knocks_is_known_by_what_the_nearest_proxy_has_seen(request_: Request, told: str) -> None:
    assert address(request_) == told


async def test_failures_are_counted_apart_from_what_is_let_through() -> None:
    attempts, mallory = Attempts(), asked_by("8.8.8.8")
    for _ in range(LIMITS[TOKEN].amount):
        await attempts.check(TOKEN, mallory)
        await attempts.count(TOKEN, mallory)

    with pytest.raises(TooOften):
        await attempts.check(TOKEN, mallory)
    await attempts.check(SIGN_IN, mallory)
    await attempts.check(TOKEN, asked_by("8.8.4.4"))


async def test_a_program_with_an_old_token_is_told_to_wait(here: Entrance) -> None:
    browser, most = await here.browser(follows=False), LIMITS[TOKEN].amount

    answers = [await browser.get("/api/v1/me", headers={"authorization": "Bearer mi_old"}) for _ in range(most + 1)]

    assert [answer.status_code for answer in answers] == [401] * most + [429]
    assert (answers[-1].headers["retry-after"], answers[-1].headers["content-type"]) == ("60", "application/problem+json")


async def test_a_server_for_counts_that_is_away_keeps_nobody_out() -> None:
    attempts = Attempts("redis://127.0.0.1:1/0")

    await attempts.check(SIGN_IN, asked_by("8.8.8.8"))
    await attempts.count(SIGN_IN, asked_by("8.8.8.8"))
    await attempts.close()


async def test_a_database_that_does_not_answer_is_told_on_a_page(here: Entrance, ada: Person) -> None:
    browser, on_the_way = await here.signed_in(ada), await here.browser()
    with closing(sqlite3.connect(here.web.settings.database_url, isolation_level=None)) as other:
        other.execute("DROP TABLE sessions")

    pages = [await browser.get("/"), await here.sign_in(on_the_way, ada)]

    assert [page.status_code for page in pages] == [503, 503]
    assert all("The database cannot answer at the moment" in page.text for page in pages)


async def test_nothing_secret_is_shown_of_what_serves(here: Entrance, slack: FakeSlack) -> None:
    shown = f"{here.web} {here.web.settings}"

    assert not [secret for secret in (slack.client_secret, *here.web.keys) if re.search(re.escape(secret), shown)]
    assert SESSION not in shown


def test_what_was_signed_for_one_use_is_not_known_for_another() -> None:
    sealed = Signed((KEY,), "state").sealed({"of": "x"})

    assert Signed((OLD_KEY, KEY), "state").read(sealed) == {"of": "x"}
    assert [Signed((KEY,), "browser").read(sealed), Signed((OLD_KEY,), "state").read(sealed), Signed((KEY,), "state").read(None)] == [None] * 3
