"""What the doctor finds, by the name of the check; and a Slack that tells permissions as the real one does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from bot.checkup.examination import examine
from bot.checkup.findings import Finding, Status
from bot.conversation import Clock
from bot.settings import Settings
from tests.bot.slack.running import utc_now

SECRET = "0123456789abcdef" * 2


@dataclass
class Examined:
    """All that was found."""

    findings: list[Finding]

    def __getitem__(self, check: str) -> Finding:
        """The one finding of this check."""
        (found,) = [each for each in self.findings if each.check == check]
        return found

    def of(self, status: Status) -> set[str]:
        """The checks that ended so."""
        return {each.check for each in self.findings if each.status is status}

    def assert_advised(self, check: str, status: Status, *words: str) -> None:
        """It ended so, says these words, and what to do."""
        found = self[check]
        assert found.status is status, found
        assert found.advice, found
        assert all(word in f"{found.found} {found.advice}" for word in words), found


async def examined(settings: Settings, clock: Clock = utc_now, connector: aiohttp.BaseConnector | None = None) -> Examined:
    """Look at everything."""
    async with aiohttp.ClientSession(connector=connector) as browser:
        return Examined(await examine(settings, clock, browser))


@asynccontextmanager
async def serving(app: web.Application, **site: object) -> AsyncIterator[int]:
    """Meanwhile this application is served; its port."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, **site).start()  # type: ignore[arg-type]
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
