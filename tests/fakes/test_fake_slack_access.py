"""Tokens, scopes, look-ups and installation, through the real SDK."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.conftest import refusal
from tests.fakes.slack import Channel, FakeSlack, Message, Person, Workspace

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk 3.47 still makes one


async def test_a_token_must_be_known_and_alive(slack: FakeSlack, client: AsyncWebClient, team: Workspace) -> None:
    assert (await client.auth_test())["bot_id"] == team.bot_id

    assert await refusal(client.auth_test(token="xoxb-made-up")) == "invalid_auth"
    assert await refusal(AsyncWebClient(base_url=slack.api_url).auth_test()) == "not_authed"
    assert await refusal(client.apps_connections_open(app_token=team.bot_token)) == "not_allowed_token_type"
    await client.auth_revoke()
    assert await refusal(client.auth_test()) == "token_revoked"


async def test_a_scope_that_was_not_granted_is_missing(slack: FakeSlack) -> None:
    poor = slack.workspace("T2", scopes=["chat:write"])
    poor.user("U2", "Bob")
    client = AsyncWebClient(token=poor.bot_token, base_url=slack.api_url)

    with pytest.raises(Exception, match="missing_scope") as refused:
        await client.users_info(user="U2")

    assert refused.value.response["needed"] == "users:read"  # pyright: ignore


async def test_what_is_known_of_people_teams_and_channels(client: AsyncWebClient, team: Workspace, ada: Person, channel: Channel) -> None:
    ada.quiet = (1_800_000_000, 1_800_030_000)

    assert (await client.users_info(user="U1"))["user"]["tz"] == "Europe/Berlin"
    assert await refusal(client.users_info(user="U9")) == "user_not_found"
    assert (await client.team_info())["team"]["plan"] == "pro"
    assert (await client.conversations_info(channel="C1", include_num_members=True))["channel"]["num_members"] == 2
    assert (await client.conversations_members(channel="C1"))["members"] == ["U1", team.bot_user_id]
    quiet = await client.dnd_info(user="U1")
    assert (quiet["dnd_enabled"], quiet["next_dnd_start_ts"], quiet["next_dnd_end_ts"]) == (True, 1_800_000_000, 1_800_030_000)


async def test_a_reaction_is_added_once(client: AsyncWebClient, team: Workspace, root: Message) -> None:
    place = {"channel": "C1", "timestamp": root.ts, "name": "eyes"}
    await client.reactions_add(**place)

    assert root.reactions == {"eyes": [team.bot_user_id]}
    assert await refusal(client.reactions_add(**place)) == "already_reacted"
    await client.reactions_remove(**place)
    assert root.reactions == {}
    assert await refusal(client.reactions_remove(**place)) == "no_reaction"


async def test_a_method_that_does_not_exist_is_unknown(client: AsyncWebClient) -> None:
    assert await refusal(client.chat_scheduleMessage(channel="C1", post_at=1, text="x")) == "unknown_method"
    assert await refusal(client.api_test(error="my_error")) == "my_error"


async def test_a_code_is_exchanged_once_for_an_installation(slack: FakeSlack) -> None:
    team = slack.workspace("T2", installed=False)
    client = AsyncWebClient(base_url=slack.api_url)
    code = slack.oauth_code(team.user("U2", "Bob"), scopes=["chat:write", "commands"], redirect_uri="https://example.com/back")
    who = {"client_id": slack.client_id, "client_secret": slack.client_secret}

    assert await refusal(client.oauth_v2_access(**who, code=code, redirect_uri="https://example.com/elsewhere")) == "bad_redirect_uri"
    installed = await client.oauth_v2_access(**who, code=code, redirect_uri="https://example.com/back")

    assert (installed["access_token"], installed["scope"]) == (team.bot_token, "chat:write,commands")
    assert (installed["team"]["id"], installed["authed_user"]["id"]) == ("T2", "U2")
    assert await refusal(client.oauth_v2_access(**who, code=code, redirect_uri="https://example.com/back")) == "invalid_code"
    assert await refusal(client.oauth_v2_access(client_id="1.2", client_secret="wrong", code=code)) == "bad_client_secret"


async def test_a_rotating_token_expires_and_is_refreshed(slack: FakeSlack) -> None:
    team = slack.workspace("T2", rotating_seconds=43_200)
    old = AsyncWebClient(token=team.bot_token, base_url=slack.api_url)
    installation = Installation(
        user_id="U1", bot_token=team.bot_token, bot_refresh_token=team.refresh_token, bot_token_expires_at=int(slack.clock.now()) + 60
    )
    rotator = AsyncTokenRotator(client_id=slack.client_id, client_secret=slack.client_secret, client=AsyncWebClient(base_url=slack.api_url))

    renewed = await rotator.perform_token_rotation(installation=installation, minutes_before_expiration=120)
    slack.clock.pass_by(43_199)

    assert renewed is not None
    assert (renewed.bot_token, renewed.bot_refresh_token) == (team.bot_token, team.refresh_token)
    slack.clock.pass_by(-43_199)
    new = AsyncWebClient(token=renewed.bot_token, base_url=slack.api_url)
    assert (await new.auth_test())["team_id"] == "T2"
    slack.clock.pass_by(43_201)
    assert await refusal(old.auth_test()) == "token_expired"


async def test_a_refresh_token_works_once(slack: FakeSlack) -> None:
    team = slack.workspace("T2", rotating_seconds=43_200)
    client = AsyncWebClient(base_url=slack.api_url)
    who = {"client_id": slack.client_id, "client_secret": slack.client_secret, "grant_type": "refresh_token"}
    refresh_token = team.refresh_token

    await client.oauth_v2_access(**who, refresh_token=refresh_token)

    assert await refusal(client.oauth_v2_access(**who, refresh_token=refresh_token)) == "invalid_refresh_token"


@pytest.mark.parametrize("agrees", [True, False])
async def test_the_consent_page_sends_a_visitor_back(slack: FakeSlack, ada: Person, agrees: bool) -> None:
    slack.visitor = ada if agrees else None
    query = {"client_id": slack.client_id, "scope": "chat:write", "state": "s1", "redirect_uri": "https://example.com/back"}

    async with aiohttp.ClientSession() as session, session.get(slack.authorize_url, params=query, allow_redirects=False) as response:
        back = parse_qs(urlsplit(response.headers["Location"]).query)

    assert back["state"] == ["s1"]
    assert ("code" in back, back.get("error")) == ((True, None) if agrees else (False, ["access_denied"]))


async def test_a_person_can_sign_in_with_slack(slack: FakeSlack, ada: Person) -> None:
    client = AsyncWebClient(base_url=slack.api_url)
    code, installs = slack.oauth_code(ada, openid=True, nonce="n1"), slack.oauth_code(ada)
    app = {"client_id": slack.client_id, "client_secret": slack.client_secret}

    assert await refusal(client.openid_connect_token(**app, code=installs)) == "oauth_authorization_url_mismatch"
    assert await refusal(client.oauth_v2_access(**app, code=code)) == "oauth_authorization_url_mismatch"
    signed_in = await client.openid_connect_token(**app, code=code)
    who = await client.openid_connect_userInfo(token=signed_in["access_token"])
    claims = json.loads(base64.urlsafe_b64decode(signed_in["id_token"].split(".")[1] + "=="))

    assert (who["https://slack.com/user_id"], who["https://slack.com/team_id"]) == ("U1", "T1")
    assert (claims["nonce"], claims["aud"], claims["iss"], claims["sub"]) == ("n1", slack.client_id, slack.base_url, "U1")
    assert await refusal(client.openid_connect_token(**app, code=code)) == "invalid_code"


@pytest.mark.parametrize(
    "wrong", [{"scope": "profile"}, {"scope": "openid chat:write"}, {"response_type": "token"}, {"redirect_uri": "https://example.com/elsewhere"}]
)
async def test_the_sign_in_page_wants_to_be_asked_rightly(slack: FakeSlack, ada: Person, wrong: dict[str, str]) -> None:
    slack.visitor, slack.redirect_urls = ada, {"https://example.com/back"}
    query = {"client_id": slack.client_id, "scope": "openid profile", "response_type": "code", "redirect_uri": "https://example.com/back"}
    page = f"{slack.base_url}/openid/connect/authorize"

    async with aiohttp.ClientSession() as session:
        statuses = []
        for asked in (query, query | wrong):
            async with session.get(page, params=asked, allow_redirects=False) as response:
                statuses.append(response.status)

    assert statuses == [302, 400]
