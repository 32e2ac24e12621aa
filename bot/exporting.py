"""A copy of everything that is kept about a person, to take home."""

import json
import re
from collections.abc import AsyncGenerator, Iterable
from contextlib import suppress
from dataclasses import replace

from bot.app import App
from bot.zipping import File
from interview_flow.documents import context
from prompts.export_texts import filled
from prompts.templates import NAMES, render
from storage.belongings import Belongings, Row
from storage.failures import UnknownInterview


async def exported(app: App, person: str) -> AsyncGenerator[File]:
    """The files of the copy, interview by interview. An interview that is deleted meanwhile is left out. Raises `StorageFailed`."""
    rows = await Belongings(app.database).of(person)
    rows["opinions_given"] = [each async for each in _given(app, person, rows["opinions"])]
    yield "README.txt", filled("copy.about")
    yield "about-you.json", _json(rows)
    for row in rows["interviews"]:
        with suppress(UnknownInterview):
            for each in await _interview(app, row["id"]):
                yield each


async def _given(app: App, person: str, scored: Iterable[Row]) -> AsyncGenerator[Row]:
    """What they think of other people's interviews: it stands in the logs of these."""
    for row in scored:
        with suppress(UnknownInterview):
            opinion = (await app.log.load(row["interview_id"])).opinions.get(person)
            if opinion and row["person"] == person:
                yield {"interview_id": row["interview_id"], **opinion.model_dump(mode="json")}


async def _interview(app: App, interview_id: str) -> list[File]:
    folder = f"interviews/{re.sub(r'[^A-Za-z0-9_-]', '_', interview_id)[:100]}"
    kept = await app.archive.kept(interview_id)
    kept = replace(kept, source=kept.source.model_copy(update={"judged": kept.interview.revealed}))
    log = [event.model_dump(mode="json") for event in await app.log.read(interview_id)]
    styles = (*(NAMES if kept.interview.over else ()), "transcript")
    shown = context(kept.source)
    return [*((f"{folder}/{style}.md", render(style, shown)) for style in styles), (f"{folder}/log.json", _json(log))]


def _json(found: object) -> str:
    return json.dumps(found, indent=1) + "\n"
