"""oauth.v2.access, openid.connect.* and apps.connections.open: how an app gets in."""

import secrets
from dataclasses import dataclass

from tests.fakes.slack.calls import Call
from tests.fakes.slack.messages import JSON
from tests.fakes.slack.refusals import Refused
from tests.fakes.slack.workspace import Token, Workspace


@dataclass(eq=False)
class Code:
    """What Slack adds to the redirect when somebody has agreed. `rotating_seconds` is the life of the token, None if it does not rotate."""

    team: Workspace
    user: str
    scopes: set[str]
    redirect_uri: str | None = None
    rotating_seconds: float | None = None
    used: bool = False


def access(call: Call) -> JSON:
    """oauth.v2.access: a code is exchanged once; a refresh token gives a new pair and ends the old one."""
    _client(call, "invalid_client_id")
    if call.get("grant_type") == "refresh_token":
        return _rotated(call)
    if call.get("grant_type", "authorization_code") != "authorization_code":
        raise Refused("invalid_grant_type")
    code = _code(call)
    code.team.install(code.scopes, rotating_seconds=code.rotating_seconds)
    return _installed(call, code.team, code.user)


def _client(call: Call, unknown: str) -> None:
    if call.get("client_id") != call.slack.client_id:
        raise Refused(unknown)
    if call.get("client_secret") != call.slack.client_secret:
        raise Refused("bad_client_secret")


def _code(call: Call) -> Code:
    code = call.slack.codes.get(str(call.get("code")))
    if code is None or code.used:
        raise Refused("invalid_code")
    if code.redirect_uri and call.get("redirect_uri") != code.redirect_uri:
        raise Refused("bad_redirect_uri")
    code.used = True
    return code


def _rotated(call: Call) -> JSON:
    refresh = call.slack.tokens.get(str(call.get("refresh_token")))
    if refresh is None or refresh.kind != "refresh" or refresh.revoked or refresh.team is None:
        raise Refused("invalid_refresh_token")
    refresh.revoked = True
    refresh.team.install(rotating_seconds=call.slack.token_seconds)
    return _installed(call, refresh.team, None)


def _installed(call: Call, team: Workspace, user: str | None) -> JSON:
    token = call.slack.tokens[team.bot_token]
    bot = {"access_token": token.value, "token_type": "bot", "scope": ",".join(sorted(token.scopes)), "bot_user_id": team.bot_user_id}
    place = {"app_id": call.slack.app_id, "team": {"id": team.id, "name": team.name}, "enterprise": None, "is_enterprise_install": False}
    rotation: JSON = {}
    if token.expires_at is not None:
        rotation = {"refresh_token": team.refresh_token, "expires_in": round(token.expires_at - call.slack.clock.now())}
    return {**bot, **place, **rotation} | ({"authed_user": {"id": user}} if user else {})


def openid_token(call: Call) -> JSON:
    """openid.connect.token"""
    _client(call, "invalid_client_id")
    code = _code(call)
    token = Token(f"xoxp-{code.team.id}-{secrets.token_hex(12)}", "user", code.team, {"openid", "profile"}, user=code.user)
    return {"access_token": call.slack.keep(token).value, "token_type": "Bearer", "id_token": "not-signed-by-this-fake"}


def openid_user(call: Call) -> JSON:
    """openid.connect.userInfo"""
    assert call.token is not None
    person, team = call.person(call.token.user or ""), call.team
    who = {"sub": person.id, "name": person.real_name, "locale": "en-US", "https://slack.com/user_id": person.id}
    return {**who, "https://slack.com/team_id": team.id, "https://slack.com/team_name": team.name, "https://slack.com/team_domain": team.domain}


def open_connection(call: Call) -> JSON:
    """apps.connections.open"""
    return {"url": call.slack.sockets.issue()}
