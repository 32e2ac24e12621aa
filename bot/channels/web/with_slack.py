"""The site of an installation in Slack: people sign in, or learn why they cannot."""

import logging
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.app import App
from bot.channels.slack.clients import Clients
from bot.channels.slack.manifest import SIGN_IN_PATH
from bot.channels.slack.membership import Membership
from bot.channels.web.attempts import Attempts
from bot.channels.web.cookies import Cookies
from bot.channels.web.members import Members
from bot.channels.web.openid import OpenId
from bot.channels.web.parts import Web
from bot.channels.web.practice.room import Replied, nowhere_else
from bot.channels.web.sessions import Sessions
from bot.channels.web.setting_up import KEYS, checked_keys, is_https, lacking
from bot.channels.web.sign_in import SignIn
from bot.channels.web.signing import Signed
from bot.channels.web.slack_door import ClosedDoor, SlackDoor
from bot.channels.web.still_members import StillMembers
from bot.conversation import Clock
from bot.settings import Settings
from storage.people import People
from storage.sessions import Sessions as Rows

log = logging.getLogger(__name__)


@asynccontextmanager
async def slack_web(app: App, settings: Settings, clock: Clock, clients: Clients, replied: Replied = nowhere_else) -> AsyncGenerator[Web]:
    """What the routes need; `replied` has what is said in the practice room told in Slack. Raises `BadInput` for keys that could be guessed."""
    attempts = Attempts(settings.redis_url)
    try:
        yield replace(_built(app, settings, clock, clients, attempts), replied=replied)
    finally:
        await attempts.close()


def _built(app: App, settings: Settings, clock: Clock, clients: Clients, attempts: Attempts) -> Web:
    missing, keys = lacking(settings), checked_keys(settings) or _made_up()
    members = Members(clients, People(app.database))
    still_member = StillMembers(members, Rows(app.database), clock)
    if missing:
        log.warning("The pages are closed, but for what is shared by a link: nobody can sign in. %s", " ".join(missing))
        return Web(app, settings, clock, ClosedDoor(), keys, lacking=missing, attempts=attempts, still_member=still_member)
    if not settings.session_keys:
        log.warning("%s is not set: whoever is signed in must sign in again after a restart, and several processes do not know each other's.", KEYS)
    cookies = Cookies(is_https(settings))
    sessions = Sessions(Rows(app.database), Signed(keys, "session"), cookies, clock)
    way = SignIn(_openid(settings, clock, clients), members, sessions, Signed(keys, "state"), Signed(keys, "browser"), cookies, clock)
    asked = Membership(clients, People(app.database), clock)
    door = SlackDoor(sessions, members)
    return Web(app, settings, clock, door, keys, workspace=asked, sign_in=way, attempts=attempts, still_member=still_member)


def _openid(settings: Settings, clock: Clock, clients: Clients) -> OpenId:
    slack, back = settings.slack, f"{(settings.public_url or '').rstrip('/')}{SIGN_IN_PATH}"
    return OpenId(clients.tokenless, slack.client_id or "", slack.client_secret or "", back, slack.api_url, clock)


def _made_up() -> tuple[str, ...]:
    return (secrets.token_urlsafe(32),)
