"""Slack: whether it answers, whether it knows our tokens, and what they may do."""

import re
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.channels.slack.manifest import SCOPES
from bot.channels.slack.socket_mode import HOPELESS
from bot.checkup.findings import Finding, attention, broken, not_set_up, ok, some
from bot.conversation import Clock

NEEDED = frozenset({"chat:write", "commands", "im:history"})
"""Without these there is no interview; without the others it lacks something."""
OFF, FAR_OFF = 60, 300
"""Seconds by which a clock may be wrong before it is worth a word, and before Slack's signatures count as too old."""
KINDS = {
    "xoxp-": "the token of a person",
    "xoxe.xoxp-": "the token of a person",
    "xapp-": "an app-level token, which belongs into SLACK_APP_TOKEN",
    "xoxe-": "a refresh token",
}
COPY_AGAIN = "Copy the Bot User OAuth Token (xoxb-...) again; it stands under OAuth & Permissions."
INSTALL_AGAIN = "Install the app again under OAuth & Permissions, and set SLACK_BOT_TOKEN to the new token."
TROUBLE = {
    "invalid_auth": ("Slack does not know this token", COPY_AGAIN),
    "not_authed": ("Slack found no token in the call", COPY_AGAIN),
    "token_revoked": ("this token was revoked", INSTALL_AGAIN),
    "token_expired": ("this token has expired", INSTALL_AGAIN),
    "account_inactive": ("the app was removed from the workspace, or the workspace is gone", INSTALL_AGAIN),
}
NEW_INSTALL = "Add them under OAuth & Permissions (or paste the manifest again), then install the app again: an old install does not get them."


class Unreachable(Exception):
    """Slack could not be asked; the text says why."""


@dataclass(frozen=True)
class Answer:
    """What Slack says: `error` is its word for what is wrong, "" if nothing is; the names of `headers` are lower-case."""

    error: str
    body: Mapping[str, Any]
    headers: Mapping[str, str]


async def asked(call: Awaitable[AsyncSlackResponse]) -> Answer:
    """The answer to one call. Raises `Unreachable`."""
    try:
        response: Any = await call
    except SlackApiError as error:
        response = error.response  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    except (aiohttp.ClientError, SlackClientError, OSError) as error:
        raise Unreachable(type(error).__name__) from error
    except (AttributeError, ValueError) as error:  # the SDK takes it for granted that an answer is a JSON object
        raise Unreachable("what answers is not Slack") from error
    headers = {str(name).lower(): str(value) for name, value in dict(response.headers).items()}
    if not isinstance(response, AsyncSlackResponse):
        raise Unreachable(f"what answers is not Slack, status {response.status}")
    body = cast(Any, response).data
    if not isinstance(body, dict) or "ok" not in body:
        raise Unreachable(f"what answers is not Slack, status {cast(Any, response).status_code}")
    told = cast(dict[str, Any], body)
    return Answer("" if told["ok"] else str(told.get("error", "no word for it")), told, headers)


async def reached(client: Any, api_url: str, clock: Clock) -> list[Finding]:
    """Whether Slack can be called from here, and whether its clock and ours agree."""
    try:
        answer = await asked(client.api_test())
    except Unreachable as why:
        advice = "Is this machine allowed to call Slack (https, port 443, perhaps HTTPS_PROXY)? SLACK_API_URL, if it is set, must be right."
        return [broken("Slack", f"cannot be reached at {api_url} ({why})", advice)]
    return [ok("Slack", f"answers at {api_url}"), clock_beside(answer.headers.get("date", ""), clock())]


def clock_beside(date: str, now: datetime) -> Finding:
    """Our clock beside the time that Slack has put on its answer."""
    try:
        ahead = (now - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError):
        return attention("clock", "could not be compared: Slack's answer bore no time", "Compare it by hand.")
    found = f"{abs(ahead):.0f} seconds {'ahead of' if ahead > 0 else 'behind'} Slack's"
    if abs(ahead) >= FAR_OFF:
        return broken("clock", found, "Set it, and keep it right with NTP: what Slack signs counts as too old, and nothing is heard.")
    if abs(ahead) > OFF:
        return attention("clock", found, f"Set it, and keep it right with NTP: from {FAR_OFF} seconds on, nothing is heard.")
    return ok("clock", "agrees with Slack's")


def signing_secret(secret: str | None) -> list[Finding]:
    """Whether there is one, and whether it looks like one; only Slack knows whether it is the right one."""
    if not secret:
        return [not_set_up("signing secret", "not needed for Socket Mode", "To be called over HTTP, set SLACK_SIGNING_SECRET.")]
    if re.fullmatch(r"[0-9a-f]{32}", secret):
        return [ok("signing secret", "looks like one")]
    if re.search(r"\s", secret):
        return [broken("signing secret", "holds a space or a line end", "Copy it again, without what stands around it, from Basic Information.")]
    return [attention("signing secret", "does not look like one (32 digits and letters a to f)", "Copy it again from Basic Information.")]


async def bot_token(client: Any, token: str, wants_links: bool) -> list[Finding]:
    """Whether Slack takes the token, whose it is, and what it may do."""
    if wrong := _wrong_kind(token):
        return [broken("bot token", wrong, COPY_AGAIN)]
    try:
        answer = await asked(client.auth_test())
    except Unreachable as why:
        return [attention("bot token", f"could not be tried ({why})", "Run `mock-interview doctor` again in a minute.")]
    if answer.error:
        return [refused("bot token", answer.error)]
    body = answer.body
    found = f"good in {body.get('team')} ({body.get('team_id')}), speaks as @{body.get('user')} ({body.get('user_id')})"
    return [_lasting(token, body.get("expires_in"), found), permissions("permissions", answer.headers.get("x-oauth-scopes"), wants_links)]


def _wrong_kind(token: str) -> str | None:
    if not re.fullmatch(r"[!-~]+", token):
        return "SLACK_BOT_TOKEN holds a space, a line end or a character that no token has"
    if token.startswith(("xoxb-", "xoxe.xoxb-")):
        return None
    return f"SLACK_BOT_TOKEN is {next((kind for start, kind in KINDS.items() if token.startswith(start)), 'no token of Slack')}"


def refused(check: str, error: str) -> Finding:
    """What it means that Slack did not take a token."""
    if error in TROUBLE:
        return broken(check, *TROUBLE[error])
    return attention(check, f"Slack could not tell ({error})", "Run `mock-interview doctor` again in a minute.")


def _lasting(token: str, seconds: int | None, found: str) -> Finding:
    if not token.startswith("xoxe.") and not seconds:
        return ok("bot token", found)
    left = f"in {seconds / 3600:.1f} hours" if seconds else "within 12 hours"
    advice = "Set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET in its place and install from /slack/install, or use an app without token rotation."
    return attention("bot token", f"{found}; but it ends {left}, and nothing renews it", advice)


def permissions(check: str, granted: str | None, wants_links: bool) -> Finding:
    """Which permissions a token lacks, and what does not work without them. `granted` is Slack's list, with commas."""
    if granted is None:
        return attention(check, "Slack did not say which the token has", "Compare the scopes under OAuth & Permissions with the manifest's.")
    held = {scope.strip() for scope in granted.split(",")}
    lacking = [scope for scope in SCOPES if scope not in held and (wants_links or not scope.startswith("links:"))]
    if not lacking:
        return ok(check, "all that are needed")
    told = some([f"{scope} ({SCOPES[scope]})" for scope in lacking], most=len(SCOPES))
    return (broken if NEEDED.intersection(lacking) else attention)(check, f"missing: {told}", NEW_INSTALL)


async def app_token(client: Any, token: str | None, is_entrance: bool) -> list[Finding]:
    """Whether Slack gives an address for Socket Mode; nobody connects to it. `is_entrance`: there is no other."""
    if not token:
        return [not_set_up("app token", "not needed over HTTP", "For Socket Mode, set SLACK_APP_TOKEN.")]
    wrong = broken if is_entrance else attention
    advice = "Make one with the scope connections:write under Basic Information, App-Level Tokens (xapp-...)."
    if not re.fullmatch(r"xapp-[!-~]+", token):
        return [broken("app token", "SLACK_APP_TOKEN is no app-level token: it begins with xapp- and holds no space", advice)]
    try:
        answer = await asked(client.apps_connections_open(app_token=token))
    except Unreachable as why:
        return [attention("app token", f"could not be tried ({why})", "Run `mock-interview doctor` again in a minute.")]
    if answer.error in HOPELESS:
        return [wrong("app token", f"refused ({answer.error}): {HOPELESS[answer.error]}", advice)]
    if answer.error:
        return [attention("app token", f"Slack could not tell ({answer.error})", "Run `mock-interview doctor` again in a minute.")]
    return [ok("app token", "Socket Mode can be used")]
