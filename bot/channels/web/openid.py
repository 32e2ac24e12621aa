"""Sign in with Slack: where a browser is sent, and who it is that comes back. https://docs.slack.dev/authentication/sign-in-with-slack/

Slack answers over a connection that we have made to Slack, whose certificate vouches for the ID token: its signature need not
(OpenID Connect Core 1.0, section 3.1.3.7).
"""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import base64
import hmac
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode, urljoin

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.calls import Later, SlackFailed, Unsure, called
from bot.channels.slack.manifest import SIGN_IN_SCOPES
from bot.channels.web.members import Member
from bot.channels.web.not_let_in import NotLetIn, SlackAway, SlackSaidNo, TookTooLong, WrongCredentials
from bot.conversation import Clock

PAGE = "/openid/connect/authorize"
USED_UP = frozenset("invalid_code code_already_used code_expired invalid_grant".split())
CREDENTIALS = frozenset(
    "invalid_client_id bad_client_secret invalid_client bad_redirect_uri redirect_uri_mismatch oauth_authorization_url_mismatch".split()
)
TEAM, ORGANISATION, USER = "https://slack.com/team_id", "https://slack.com/enterprise_id", "https://slack.com/user_id"
"""Claims: https://docs.slack.dev/reference/methods/openid.connect.token"""
ID = re.compile(r"[A-Z0-9]{2,32}")
LEEWAY = 300
"""Seconds by which our clock may be ahead of Slack's; a token lives as long."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenId:
    """Our side of it. `client` needs no token; `back` is where Slack sends people, as it stands in the app's settings."""

    client: AsyncWebClient
    client_id: str
    client_secret: str = field(repr=False)
    back: str
    api_url: str
    clock: Clock

    def address(self, state: str, nonce: str, team: str | None) -> str:
        """Where Slack asks a person; `team` is the workspace to choose, if there is one."""
        asked = {"response_type": "code", "client_id": self.client_id, "scope": " ".join(SIGN_IN_SCOPES), "redirect_uri": self.back}
        return urljoin(self.api_url, PAGE) + "?" + urlencode(asked | {"state": state, "nonce": nonce} | ({"team": team} if team else {}))

    async def who(self, code: str, nonce: str) -> Member:
        """Whose code this is, if it was made for `nonce`. Raises `NotLetIn`."""
        try:
            answer = await called(
                self.client.openid_connect_token(
                    client_id=self.client_id, client_secret=self.client_secret, code=code, redirect_uri=self.back, grant_type="authorization_code"
                )
            )
        except SlackFailed as failed:
            raise _told(failed) from failed
        claims = _claims(answer.get("id_token"))
        if not self._meant_for_us(claims, nonce):
            logger.warning("An ID token of Slack's is not for us, or not for this sign-in.")
            raise TookTooLong
        team, organisation, user = (str(claims.get(name) or "") for name in (TEAM, ORGANISATION, USER))
        if not (ID.fullmatch(team) and ID.fullmatch(user)):
            raise SlackSaidNo
        return Member(team, organisation if ID.fullmatch(organisation) else None, user, name=str(claims.get("name") or user))

    def _meant_for_us(self, claims: Mapping[str, Any], nonce: str) -> bool:
        issuer = urljoin(self.api_url, "/").rstrip("/")
        expires = claims.get("exp")
        in_time = isinstance(expires, int) and self.clock().timestamp() < expires + LEEWAY
        right_nonce = hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode())
        return in_time and right_nonce and claims.get("iss") == issuer and claims.get("aud") == self.client_id


def refused_by(code: str) -> NotLetIn:
    """What it means that Slack came back with an error in place of a code."""
    logger.warning("Slack sent somebody back without a code (%s).", code if re.fullmatch(r"[a-z_]{1,60}", code) else "unreadable")
    return SlackSaidNo()


def _told(failed: SlackFailed) -> NotLetIn:
    if isinstance(failed, Later | Unsure):
        return SlackAway()
    if failed.code in USED_UP:
        return TookTooLong()
    logger.error("Slack refuses a sign-in: %s.", failed.code)
    return WrongCredentials() if failed.code in CREDENTIALS else SlackSaidNo()


def _claims(token: Any) -> Mapping[str, Any]:
    """What an ID token says; nothing if it cannot be read."""
    try:
        payload = str(token).split(".")[1]
        found: Any = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        return {}
    return cast(Mapping[str, Any], found) if isinstance(found, dict) else {}
