"""Deleting for good: the files of an interview, then everything in the database."""

import logging
import shutil
from datetime import datetime
from pathlib import Path

from bot.app import App
from storage.erasure import Erasure
from storage.failures import StorageFailed
from storage.sessions import Sessions

logger = logging.getLogger(__name__)


class FilesStay(Exception):
    """Documents could not be removed, and so nothing was."""


async def erase(app: App, documents: Path, interview_id: str, now: datetime) -> None:
    """Delete one interview; whatever still works on it finds nothing more. Raises `UnknownInterview`, `FilesStay`, `StorageFailed`."""
    await app.transcripts.at(interview_id)  # a folder of that name is ours only if there is such an interview
    remove_documents(documents, interview_id)
    await _erasure(app).interview(interview_id, now)


async def erase_person(app: App, documents: Path, person: str, now: datetime) -> None:
    """Delete everything about a person. Raises `FilesStay`, `StorageFailed`; then it may be asked for once more."""
    for each in await app.transcripts.listed(person, limit=None):
        remove_documents(documents, each.id)
    await Sessions(app.database).end_all(person)
    await _erasure(app).person(person, now)


async def wipe(app: App) -> None:
    """Write over what deleted words have left in the file: a sweep's work, for in a large database it takes a while."""
    try:
        await _erasure(app).wipe()
    except StorageFailed as failed:
        logger.warning("What was deleted is not written over yet: %s", failed)


def _erasure(app: App) -> Erasure:
    return Erasure(app.database, app.log)


def remove_documents(documents: Path, interview_id: str) -> None:
    """The folder of one interview, which stands in `documents` itself: an id that leads elsewhere has none, and a link is not followed."""
    folder = documents / interview_id
    if Path(interview_id).name != interview_id or interview_id in ("", ".", "..") or "\0" in interview_id:
        return
    try:
        if folder.is_symlink():
            folder.unlink()
        elif folder.is_dir():
            shutil.rmtree(folder)
    except OSError as error:
        raise FilesStay(
            f"The documents in {folder} could not be removed ({error.strerror}), so nothing was deleted. Mend that and try again."
        ) from error
