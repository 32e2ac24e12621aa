"""The doctor and Slack: tokens, permissions, secrets and the clock."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.channels.slack.manifest import SCOPES
from bot.checkup.findings import Status
from bot.settings import Settings
from tests.bot.doctors import SECRET, examined, serving
from tests.bot.slack.running import settings_for, utc_now
from tests.fakes.slack import FakeSlack, Workspace


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(signing_secret=SECRET) as slack:
        yield slack


@pytest.fixture
def team(slack: FakeSlack) -> Workspace:
    return slack.workspace("T1")


@pytest.fixture
def settings(slack: FakeSlack, team: Workspace, tmp_path: Path) -> Settings:
    return settings_for(slack, team, tmp_path)


def changed(settings: Settings, **own: object) -> Settings:
    """The same with other credentials."""
    return replace(settings, slack=replace(settings.slack, **own))  # type: ignore[arg-type]


async def test_a_bot_that_is_set_up_well_is_ok(settings: Settings) -> None:
    found = await examined(settings)

    assert found.of(Status.BROKEN) | found.of(Status.ATTENTION) == set()
    assert found.of(Status.NOT_SET_UP) == {"public address", "sign-in"}
    assert found["bot token"].found == "good in Team T1 (T1), speaks as @interviewer (UBOTT1)"
    assert found["settings"].found == "one workspace, over HTTP (`serve --socket` for Socket Mode), jobs in this process"


async def test_nothing_is_left_connected_or_changed(slack: FakeSlack, settings: Settings, tmp_path: Path) -> None:
    await examined(settings)

    assert {call.method for call in slack.calls} == {"api.test", "auth.test", "apps.connections.open"}
    assert slack.sockets.connected == []
    assert list(tmp_path.iterdir()) == []


async def test_socket_mode_needs_no_signing_secret(settings: Settings) -> None:
    found = await examined(changed(settings, signing_secret=None))

    assert found.of(Status.BROKEN) == set()
    assert found["signing secret"].status is Status.NOT_SET_UP


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("xoxp-1-2", "the token of a person"),
        ("xapp-1-A0-1", "SLACK_APP_TOKEN"),
        ("xoxe-1-abc", "a refresh token"),
        ("hello", "no token of Slack"),
        ("xoxb-1-2\n", "a line end"),
        ("xoxb-1-2é", "a character that no token has"),
    ],
)
async def test_what_is_no_bot_token_is_not_sent_to_slack(slack: FakeSlack, settings: Settings, token: str, word: str) -> None:
    found = await examined(changed(settings, bot_token=token))

    found.assert_advised("bot token", Status.BROKEN, word, "OAuth & Permissions")
    assert slack.called("auth.test") == []


async def test_a_token_that_slack_does_not_know(settings: Settings) -> None:
    (await examined(changed(settings, bot_token="xoxb-1-2"))).assert_advised("bot token", Status.BROKEN, "does not know", "Copy")


async def test_a_token_that_was_revoked(team: Workspace, settings: Settings) -> None:
    team.revoke()

    (await examined(settings)).assert_advised("bot token", Status.BROKEN, "revoked", "Install the app again")


async def test_a_token_that_has_expired(slack: FakeSlack, team: Workspace, settings: Settings) -> None:
    slack.tokens[team.bot_token].expires_at = 1.0

    (await examined(settings)).assert_advised("bot token", Status.BROKEN, "expired", "Install the app again")


async def test_a_token_that_nothing_will_renew(team: Workspace, settings: Settings) -> None:
    token = team.install(rotating_seconds=43_200).value

    (await examined(changed(settings, bot_token=token))).assert_advised("bot token", Status.ATTENTION, "within 12 hours", "SLACK_CLIENT_ID")


@pytest.mark.parametrize("fault", [{"status": 429, "retry_after": 30}, {"error": "internal_error"}, {"status": 500}, {"cut": True}])
async def test_a_slack_that_fails_for_a_moment_is_no_verdict_on_the_token(slack: FakeSlack, settings: Settings, fault: dict[str, object]) -> None:
    slack.fail("auth.test", **fault)  # type: ignore[arg-type]
    slack.fail("apps.connections.open", **fault)  # type: ignore[arg-type]

    found = await examined(settings)

    found.assert_advised("bot token", Status.ATTENTION, "again in a minute")
    found.assert_advised("app token", Status.ATTENTION, "again in a minute")


@pytest.mark.parametrize(("scope", "status"), [("chat:write", Status.BROKEN), ("im:history", Status.BROKEN), ("reactions:write", Status.ATTENTION)])
async def test_a_permission_that_is_missing_is_told_with_what_will_not_work(
    slack: FakeSlack, team: Workspace, settings: Settings, scope: str, status: Status
) -> None:
    slack.tokens[team.bot_token].scopes = set(SCOPES) - {scope}

    (await examined(settings)).assert_advised("permissions", status, f"missing: {scope} ({SCOPES[scope]})", "install the app again")


async def test_nothing_is_missing_where_an_optional_permission_was_refused(slack: FakeSlack, team: Workspace, settings: Settings) -> None:
    slack.tokens[team.bot_token].scopes = set(SCOPES)

    assert "dnd:read" not in SCOPES
    assert (await examined(settings))["permissions"].status is Status.OK


async def test_permissions_about_links_are_needed_with_a_public_address_only(slack: FakeSlack, team: Workspace, settings: Settings) -> None:
    slack.tokens[team.bot_token].scopes = {scope for scope in SCOPES if not scope.startswith("links:")}

    without, with_one = await examined(settings), await examined(replace(settings, public_url="http://127.0.0.1:1"))

    assert without["permissions"].status is Status.OK
    with_one.assert_advised("permissions", Status.ATTENTION, "links:read", "links:write")


async def test_a_slack_that_does_not_tell_permissions(slack: FakeSlack, settings: Settings) -> None:
    slack.tells_scopes = False

    (await examined(settings)).assert_advised("permissions", Status.ATTENTION, "did not say")


@pytest.mark.parametrize(
    ("secret", "status"),
    [(SECRET, Status.OK), (f"{SECRET}\n", Status.BROKEN), ("shh", Status.ATTENTION), (SECRET.upper(), Status.ATTENTION)],
)
async def test_a_signing_secret_is_judged_by_its_looks(settings: Settings, secret: str, status: Status) -> None:
    assert (await examined(changed(settings, signing_secret=secret)))["signing secret"].status is status


@pytest.mark.parametrize(("secret", "status"), [(SECRET, Status.ATTENTION), (None, Status.BROKEN)])
async def test_a_revoked_app_token_matters_where_it_is_the_only_entrance(
    slack: FakeSlack, settings: Settings, secret: str | None, status: Status
) -> None:
    slack.tokens[slack.app_token].revoked = True

    (await examined(changed(settings, signing_secret=secret))).assert_advised("app token", status, "token_revoked", "connections:write")


@pytest.mark.parametrize("token", ["xoxb-1-2", "xapp-1 2", "hello"])
async def test_what_is_no_app_token_is_not_sent_to_slack(slack: FakeSlack, settings: Settings, token: str) -> None:
    (await examined(changed(settings, app_token=token))).assert_advised("app token", Status.BROKEN, "xapp-")

    assert slack.called("apps.connections.open") == []


@pytest.mark.parametrize(
    ("seconds", "status", "word"),
    [(50, Status.OK, "agrees"), (120, Status.ATTENTION, "ahead of"), (-120, Status.ATTENTION, "behind"), (-400, Status.BROKEN, "behind")],
)
async def test_the_clock_is_compared_with_slacks(settings: Settings, seconds: float, status: Status, word: str) -> None:
    found = await examined(settings, lambda: utc_now() + timedelta(seconds=seconds))

    assert (found["clock"].status, word in found["clock"].found) == (status, True)
    assert bool(found["clock"].advice) is (status is not Status.OK)


async def test_a_slack_that_cannot_be_reached_is_told_once(settings: Settings) -> None:
    found = await examined(changed(settings, api_url="http://127.0.0.1:1/api/"))

    found.assert_advised("Slack", Status.BROKEN, "cannot be reached")
    found.assert_advised("tokens", Status.ATTENTION, "not tried")
    assert not {"bot token", "app token", "permissions", "clock"} & {each.check for each in found.findings}


@pytest.mark.parametrize(
    "answer",
    [
        lambda: web.Response(text="<html>Welcome to the hotel</html>", content_type="text/html"),
        lambda: web.Response(text="gone", status=404),
        lambda: web.json_response(["ok"]),
        lambda: web.json_response({"okay": True}),
        lambda: web.Response(body=b"\xff\xfe", content_type="application/json"),
    ],
)
async def test_what_answers_in_the_place_of_slack_is_found_out(settings: Settings, answer: object) -> None:
    async def answered(_: web.Request) -> web.StreamResponse:
        return answer()  # type: ignore[operator]

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answered)
    async with serving(app) as port:
        found = await examined(changed(settings, api_url=f"http://127.0.0.1:{port}/api/"))

    found.assert_advised("Slack", Status.BROKEN, "cannot be reached", "not Slack")
