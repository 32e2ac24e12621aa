"""`mock-interview transcripts list|show`: what was kept."""

import json
import sys
from argparse import Namespace
from datetime import UTC, datetime

from rich.table import Table
from rich.text import Text

from bot.app import opened
from bot.archive import TRANSCRIPT
from bot.bank import Bank
from bot.channels.terminal import page, shown
from bot.commands.failures import BadInput
from bot.commands.keeping import check, keep
from bot.commands.polish import polisher
from bot.interviewers.polishing import told
from bot.report import report
from bot.settings import Settings
from interview_flow.documents import context
from prompts.templates import render
from storage.transcripts import Listed

MOST = 200
"""Interviews listed."""


async def list_transcripts(options: Namespace, settings: Settings) -> None:
    """Print the interviews, newest first."""
    async with opened(settings, lambda: datetime.now(UTC)) as app:
        listed = await app.transcripts.listed(limit=MOST)
    if options.json:
        print(json.dumps([each.model_dump(mode="json") for each in listed], indent=2))
    elif not listed:
        print('No interviews yet. Start one: mock-interview practice "design a rate limiter"')
    else:
        page().print(_table(listed, app.bank))


async def show_transcript(options: Namespace, settings: Settings) -> None:
    """Print one interview in the format that was asked for, or write it to a file; polished, if that was asked for."""
    check(options.output or "", options.format, polish=options.polish)
    polish = polisher(settings, options.format) if options.polish else None
    async with opened(settings, lambda: datetime.now(UTC)) as app:
        kept = await app.archive.kept((await app.transcripts.find(options.id)).id)
    if kept.interview.drill and options.format not in (TRANSCRIPT, "json"):
        raise BadInput("A drill leaves no documents: choose --format transcript or --format json.")
    text = json.dumps(report(kept), indent=2) + "\n" if options.format == "json" else render(options.format, context(kept.source))
    if polish:
        text, outcome = await polish(text)
        print(f"mock-interview: {told([outcome])}", file=sys.stderr)
    if options.output:
        keep(options.output, kept, text)
    else:
        sys.stdout.write(text)


def _table(listed: list[Listed], bank: Bank) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("id", "started", "topic", "level", "mode", "stage", "turns", "score", "verdict"):
        table.add_column(heading, no_wrap=heading == "id")
    for each in listed:
        started = each.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        score = "" if each.score is None else f"{each.score:.0f}"
        topic = Text(shown(bank.title(each.problem, each.topic, each.drill) if each.drill else each.topic))
        table.add_row(each.id, started, topic, each.level, each.mode, each.stage, str(each.turns), score, (each.verdict or "").replace("_", " "))
    return table
