"""A copy of everything that is kept about a person, to take home."""

import json
import re
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.app import App
from bot.archive import documents_of
from bot.zipping import File
from interview_flow.documents import context
from prompts.export_texts import filled
from prompts.templates import TRANSCRIPT, render
from storage.exporting import Rows, export
from storage.failures import UnknownInterview
from storage.sessions import Sessions


async def exported(app: App, person: str, now: datetime) -> AsyncGenerator[File]:
    """The files of the copy, interview by interview. An interview that is deleted meanwhile is left out. Raises `StorageFailed`."""
    rows = await export(app.database, person)
    rows["sessions"] = [each.model_dump(mode="json", exclude={"id"}) for each in await Sessions(app.database).of(person, now)]
    logs: dict[str, Rows] = {row["id"]: [] for row in rows["transcripts"]}
    elsewhere: Rows = []
    for event in rows.pop("events"):
        logs.get(event["interview_id"], elsewhere).append(event)
    yield "README.txt", filled("copy.about")
    yield "about-you.json", _json(rows | {"events_of_other_interviews": elsewhere})
    for interview_id, log in logs.items():
        folder = f"interviews/{re.sub(r'[^A-Za-z0-9_-]', '_', interview_id)[:100]}"
        yield f"{folder}/log.json", _json(log)
        with suppress(UnknownInterview):
            for style, text in await _documents(app, interview_id):
                yield f"{folder}/{style}.md", text


async def _documents(app: App, interview_id: str) -> list[tuple[str, str]]:
    """The transcript and, of an interview that is over, the documents: without the judgement where it has not been looked at."""
    kept = await app.archive.kept(interview_id)
    kept = replace(kept, source=kept.source.model_copy(update={"judged": kept.interview.revealed}))
    shown = context(kept.source)
    return [(style, render(style, shown)) for style in (TRANSCRIPT, *(documents_of(kept.interview) if kept.interview.over else ()))]


def _json(found: Any) -> str:
    return json.dumps(found, indent=1) + "\n"
