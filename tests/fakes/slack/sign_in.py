"""oauth.v2.access, openid.connect.* and apps.connections.open: how an app gets in, and how people sign in with it."""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from tests.fakes.slack.calls import Call
from tests.fakes.slack.messages import JSON
from tests.fakes.slack.refusals import Refused
from tests.fakes.slack.workspace import Token, Workspace


@dataclass(eq=False)
class Code:
    """What Slack adds to the redirect when somebody has agreed. `rotating_seconds` is the life of the token, None if it does not rotate;
    `openid` is for one who signs in, with the `nonce` that came along."""

    team: Workspace
    user: str
    scopes: set[str]
    redirect_uri: str | None = None
    rotating_seconds: float | None = None
    used: bool = False
    openid: bool = False
    nonce: str = ""


ID_TOKEN_SECONDS = 300


def access(call: Call) -> JSON:
    """oauth.v2.access: a code is exchanged once; a refresh token gives a new pair and ends the old one."""
    _client(call, "invalid_client_id")
    if call.get("grant_type") == "refresh_token":
        return _rotated(call)
    if call.get("grant_type", "authorization_code") != "authorization_code":
        raise Refused("invalid_grant_type")
    code = _code(call, openid=False)
    code.team.install(code.scopes, rotating_seconds=code.rotating_seconds)
    return _installed(call, code.team, code.user)


def _client(call: Call, unknown: str) -> None:
    if call.get("client_id") != call.slack.client_id:
        raise Refused(unknown)
    if call.get("client_secret") != call.slack.client_secret:
        raise Refused("bad_client_secret")


def _code(call: Call, *, openid: bool) -> Code:
    code = call.slack.codes.get(str(call.get("code")))
    if code is None or code.used:
        raise Refused("invalid_code")
    if code.openid != openid:
        raise Refused("oauth_authorization_url_mismatch")
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
    """openid.connect.token: https://docs.slack.dev/reference/methods/openid.connect.token"""
    _client(call, "invalid_client_id")
    if call.get("grant_type", "authorization_code") != "authorization_code":
        raise Refused("unsupported_grant_type")
    code = _code(call, openid=True)
    token = Token(f"xoxp-{code.team.id}-{secrets.token_hex(12)}", "user", code.team, code.scopes, user=code.user)
    return {"access_token": call.slack.keep(token).value, "token_type": "Bearer", "id_token": _id_token(call, code)}


def _id_token(call: Call, code: Code) -> str:
    """A JSON Web Token; its signature is none, since the fake has no key that anybody could fetch."""
    now = int(call.slack.clock.now())
    standard = {"iss": call.slack.base_url, "aud": call.slack.client_id, "iat": now, "exp": now + ID_TOKEN_SECONDS, "auth_time": now}
    claims = standard | _about(code) | ({"nonce": code.nonce} if code.nonce else {}) | call.slack.claims
    parts = ({"alg": "RS256", "typ": "JWT", "kid": "a-key"}, claims, "not a signature")
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts)


def _about(code: Code) -> JSON:
    person = code.team.users[code.user]
    known = {"sub": person.id, "https://slack.com/user_id": person.id, "https://slack.com/team_id": code.team.id}
    return known | ({"name": person.real_name, "locale": "en-US"} if "profile" in code.scopes else {})


def openid_user(call: Call) -> JSON:
    """openid.connect.userInfo"""
    assert call.token is not None
    person, team = call.person(call.token.user or ""), call.team
    who = {"sub": person.id, "name": person.real_name, "locale": "en-US", "https://slack.com/user_id": person.id}
    return {**who, "https://slack.com/team_id": team.id, "https://slack.com/team_name": team.name, "https://slack.com/team_domain": team.domain}


def asked_rightly(query: Mapping[str, str], *, openid: bool, redirect_urls: set[str]) -> str | None:
    """What is wrong with the address of a consent page; None if nothing is."""
    scopes = {one for one in query.get("scope", "").replace(",", " ").split() if one}
    if redirect_urls and query.get("redirect_uri") not in redirect_urls:
        return "redirect_uri did not match any configured URIs"
    if openid and query.get("response_type") != "code":
        return "response_type must be code"
    if openid and ("openid" not in scopes or scopes - {"openid", "profile", "email"}):
        return "Invalid permissions requested"
    return "A redirect_uri is required" if openid and not query.get("redirect_uri") else None


def open_connection(call: Call) -> JSON:
    """apps.connections.open"""
    return {"url": call.slack.sockets.issue()}
