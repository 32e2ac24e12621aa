"""Many workspaces: the app's own credentials, the keys of tokens, and the workspaces that have it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.slack.installations import BOT
from bot.channels.slack.token_keys import TokenKeys, Unopened
from bot.checkup.findings import Finding, attention, broken, not_set_up, ok, some
from bot.checkup.slack import Unreachable, asked, permissions
from bot.commands.failures import BadInput
from bot.settings import SlackSettings
from storage.database import Database
from storage.installations import Installations, Installed

NO_CODE = "mock-interview-doctor"
"""What is given in place of the code of an install: Slack looks at the credentials first."""
KEYS = "MOCK_INTERVIEW_TOKEN_KEYS"


async def credentials(client: Any, slack: SlackSettings) -> list[Finding]:
    """Whether Slack knows the client id and the secret."""
    try:
        answer = await asked(client.oauth_v2_access(client_id=slack.client_id, client_secret=slack.client_secret, code=NO_CODE))
    except Unreachable as why:
        return [attention("client id and secret", f"could not be tried ({why})", "Run `mock-interview doctor` again in a minute.")]
    match answer.error:
        case "invalid_code":
            return [ok("client id and secret", "Slack knows them")]
        case "invalid_client_id" | "bad_client_secret":
            name = "SLACK_CLIENT_ID" if answer.error == "invalid_client_id" else "SLACK_CLIENT_SECRET"
            return [broken("client id and secret", f"Slack refuses {name}", f"Copy {name} again from Basic Information of the same app.")]
        case error:
            return [attention("client id and secret", f"Slack could not tell ({error})", "Run `mock-interview doctor` again in a minute.")]


def token_keys(slack: SlackSettings) -> tuple[list[Finding], TokenKeys | None]:
    """Whether the keys are keys; what they open is another question."""
    try:
        keys = TokenKeys(slack.token_keys)
    except BadInput as bad:
        return [
            broken("token keys", str(bad), "Keep the keys safe and apart from the database: without them every workspace must install again.")
        ], None
    number = len(slack.token_keys)
    return [ok("token keys", "one" if number == 1 else f"{number}: the first one seals, each opens")], keys


@dataclass(frozen=True)
class Place:
    """A workspace or an organisation whose bot we hold."""

    name: str
    scopes: str
    ends_at: float | None
    renewable: bool


async def installed(database: Database, keys: TokenKeys, now: datetime, wants_links: bool) -> list[Finding]:
    """Which workspaces are installed, which of them no key opens, and how long their tokens live."""
    rows = await Installations(database).all()
    if not rows:
        return [not_set_up("workspaces", "the app is installed nowhere yet", "Open /slack/install at the public address, in a browser.")]
    closed = [row for row in rows if not _opens(row, keys)]
    places = [_place(json.loads(keys.open(row.body))) for row in rows if row.user == BOT and row not in closed]
    older = [row for row in rows if row not in closed and keys.resealed(row.body) != row.body]
    told = f"{len(places)} installed: {some([place.name for place in places])}" if places else "none can be used"
    return [
        ok("workspaces", told) if places else broken("workspaces", told, "Open /slack/install at the public address, in a browser."),
        *_closed(closed),
        *_under_older_keys(len(older), len(rows)),
        *_ending(places, now.timestamp()),
        *_lacking(places, wants_links),
    ]


def _opens(row: Installed, keys: TokenKeys) -> bool:
    try:
        keys.open(row.body)
    except Unopened:
        return False
    return True


def _place(bot: dict[str, Any]) -> Place:
    team = bot["enterprise_name"] or bot["enterprise_id"] if bot["is_enterprise_install"] else bot["team_name"] or bot["team_id"]
    return Place(str(team), ",".join(bot["bot_scopes"] or ()), bot["bot_token_expires_at"], bool(bot["bot_refresh_token"]))


def _closed(rows: list[Installed]) -> list[Finding]:
    if not rows:
        return []
    names = sorted({row.team or f"organisation {row.enterprise}" for row in rows})
    advice = f"Put the key that they were sealed with back into {KEYS}, behind the first one, or install the app there again."
    return [broken("sealed tokens", f"no key opens what is kept for {some(names)}", advice)]


def _under_older_keys(older: int, of: int) -> list[Finding]:
    if not older:
        return []
    advice = f"Run `mock-interview doctor --reencrypt`; after that the other keys can be taken out of {KEYS}."
    return [attention("sealed tokens", f"{older} of {of} are not under the first key", advice)]


def _ending(places: list[Place], now: float) -> list[Finding]:
    """A token that can be renewed is so when it is next used, however long that takes."""
    ending = [place for place in places if place.ends_at is not None]
    stuck = [f"{place.name} ({'expired' if (place.ends_at or 0) <= now else 'ends within 12 hours'})" for place in ending if not place.renewable]
    if stuck:
        return [attention("token renewal", f"tokens that nothing can renew: {some(stuck)}", "Install the app there again from /slack/install.")]
    if not ending:
        return []
    expired = sum((place.ends_at or 0) <= now for place in ending)
    return [ok("token renewal", f"{len(ending)} renewed when they are used; {expired} expired meanwhile, nobody having used them")]


def _lacking(places: list[Place], wants_links: bool) -> list[Finding]:
    found = [(place, permissions("permissions", place.scopes, wants_links)) for place in places]
    lacking = [Finding(each.check, each.status, f"in {place.name}, {each.found}", each.advice) for place, each in found if each.advice]
    return lacking or ([ok("permissions", "all that are needed, in every workspace")] if places else [])
