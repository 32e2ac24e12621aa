"""`mock-interview doctor`: what is set up, what works, and what to do about the rest."""

import asyncio
import json
from argparse import Namespace
from dataclasses import asdict
from datetime import UTC, datetime

import aiohttp
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.channels.slack.installations import reencrypt
from bot.channels.slack.token_keys import TokenKeys
from bot.channels.terminal import WIDEST, page, shown
from bot.checkup.examination import examine
from bot.checkup.findings import Finding, Status
from bot.checkup.kept import version_of
from bot.checkup.unwaited import UnwaitedThreads
from bot.commands.failures import BadInput, Failed
from bot.settings import Settings
from storage.database import Database
from storage.installations import Installations
from storage.schema import HEAD

COLOURS = {Status.OK: "green", Status.NOT_SET_UP: "dim", Status.ATTENTION: "yellow", Status.BROKEN: "bold red"}
MARK = max(len(status) for status in Status)


async def doctor(options: Namespace, settings: Settings) -> None:
    """Tell how everything stands. Raises `Failed` when something is broken."""
    if options.reencrypt:
        await _reencrypt(settings)
        return
    asyncio.get_running_loop().set_default_executor(UnwaitedThreads())
    async with aiohttp.ClientSession(trust_env=True) as browser:
        findings = await examine(settings, _utc_now, browser)
    if options.json:
        print(json.dumps([asdict(each) for each in findings], indent=2))
    else:
        show(findings, page())
    if wrong := list(dict.fromkeys(each.check for each in findings if each.status is Status.BROKEN)):
        raise Failed(f"Broken: {', '.join(wrong)}. What to do stands there.")


def show(findings: list[Finding], console: Console) -> None:
    """In a terminal a table, the advice below what was found; elsewhere one line a check, however long."""
    if not console.is_terminal:
        wide = max(len(each.check) for each in findings)
        for each in findings:
            print(shown(f"{each.status:<{MARK}}  {each.check:<{wide}}  {_joined(each, '  -> ')}".replace("\n", " ")))
        return
    console.width = min(console.width, WIDEST)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column(overflow="fold")
    for each in findings:
        table.add_row(Text(each.status, COLOURS[each.status]), Text(each.check), Text(shown(_joined(each, "\n-> "))))
    console.print(table)


def _joined(finding: Finding, by: str) -> str:
    return f"{finding.found}{by}{finding.advice}" if finding.advice else finding.found


async def _reencrypt(settings: Settings) -> None:
    """Put the tokens of every workspace under the first key."""
    keys = TokenKeys(settings.slack.token_keys)
    database = Database(settings.database_url)
    try:
        if await version_of(database, settings.database_url) != HEAD:
            raise BadInput(f"The database {database.place} is not there or not up to date: nothing was changed. See: mock-interview db upgrade")
        installations = Installations(database)
        changed, kept = await reencrypt(installations, keys), len(await installations.all())
    finally:
        await database.close()
    print(f"{changed} of {kept} were put under the first key.")


def _utc_now() -> datetime:
    return datetime.now(UTC)
