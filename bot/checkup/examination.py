"""Everything that can be looked at, in the order in which it is told."""

import asyncio
from contextlib import AsyncExitStack

import aiohttp

from bot.channels.slack.clients import Clients
from bot.checkup import address, installs, machine, model, signing_in, slack, work
from bot.checkup.choices import choices, is_set_up, over_http
from bot.checkup.findings import Finding, Status, attention, examined
from bot.checkup.kept import Kept
from bot.conversation import Clock
from bot.serving import many_workspaces
from bot.settings import Settings

AWAY = "Is this machine allowed to call Slack (https, port 443)?"


async def examine(settings: Settings, clock: Clock, browser: aiohttp.ClientSession) -> list[Finding]:
    """Look at everything. `browser` is what the public address is tried with. Starts nothing, changes nothing, raises nothing."""
    kept = Kept(settings.database_url)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(kept.close)
        clients = Clients(settings.slack.api_url, clock, bot_token=settings.slack.bot_token)
        stack.push_async_callback(clients.close)
        room, folder, jobs, models, reached = await asyncio.gather(
            examined("database", kept.look(), "Does its server run, and is MOCK_INTERVIEW_DATABASE_URL right?"),
            examined("documents", asyncio.to_thread(machine.documents, settings.documents)),
            examined("queue", work.queue(settings.redis_url), "Does its server run, and is MOCK_INTERVIEW_REDIS_URL right?"),
            model.models(settings.model),
            _reached(settings, clock, clients),
        )
        there = not any(each.check == "Slack" and each.status is Status.BROKEN for each in reached)
        parts = await asyncio.gather(
            _slack(settings, clock, clients, kept, there=there),
            _address(settings, browser),
            _interviews(kept, clock),
            _reminders(kept, clock),
        )
    own = [*machine.versions(), *choices(settings), *signing_in.signing_in(settings)]
    return [*own, *room, *folder, *jobs, *models, *reached, *(each for part in parts for each in part)]


async def _reached(settings: Settings, clock: Clock, clients: Clients) -> list[Finding]:
    if not is_set_up(settings.slack):
        return []
    return await examined("Slack", slack.reached(clients.tokenless, settings.slack.api_url, clock), AWAY)


async def _slack(settings: Settings, clock: Clock, clients: Clients, kept: Kept, *, there: bool) -> list[Finding]:
    own = settings.slack
    if not is_set_up(own):
        return []
    if not there:
        return [*slack.signing_secret(own.signing_secret), attention("tokens", "not tried, since Slack cannot be reached", "Mend that first.")]
    parts = await asyncio.gather(
        examined("app token", slack.app_token(clients.tokenless, own.app_token, not over_http(own)), AWAY),
        _many(settings, clock, clients, kept) if many_workspaces(own) else _one(settings, clients),
    )
    return [*slack.signing_secret(own.signing_secret), *(each for part in parts for each in part)]


async def _one(settings: Settings, clients: Clients) -> list[Finding]:
    token = settings.slack.bot_token
    if not token:
        return []
    client = await clients.client(None, None)
    found = await examined("bot token", slack.bot_token(client, token, bool(settings.public_url)), AWAY)
    if not (settings.slack.client_id and settings.slack.client_secret):
        return found
    return [*found, *await examined("client id and secret", installs.credentials(clients.tokenless, settings.slack), AWAY)]


async def _many(settings: Settings, clock: Clock, clients: Clients, kept: Kept) -> list[Finding]:
    known = await examined("client id and secret", installs.credentials(clients.tokenless, settings.slack), AWAY)
    about_keys, keys = installs.token_keys(settings.slack)
    if keys is None:
        return [*known, *about_keys]
    if kept.database is None:
        return [*known, *about_keys, attention("workspaces", "not looked at, since the database cannot be read yet", "See the database above.")]
    return [*known, *about_keys, *await examined("workspaces", installs.installed(kept.database, keys, clock(), bool(settings.public_url)))]


async def _address(settings: Settings, browser: aiohttp.ClientSession) -> list[Finding]:
    url = settings.public_url
    if not is_set_up(settings.slack) and not url:
        return []
    found = address.shape(url)
    if not url or not over_http(settings.slack):
        return found
    return [*found, *await examined("answers there", address.reached(url, browser, over_http=True), "A firewall may swallow what is sent there.")]


async def _interviews(kept: Kept, clock: Clock) -> list[Finding]:
    return await examined("interviews", work.interviews(kept.database, clock())) if kept.database else []


async def _reminders(kept: Kept, clock: Clock) -> list[Finding]:
    return await examined("reminders", work.reminders(kept.database, clock())) if kept.database else []
