"""The documents of an interview that was held on this machine, as files, as after one in the terminal."""

import logging
from pathlib import Path

from bot.app import App
from bot.archive import DocumentsFailed
from bot.erasing import FilesStay, remove_documents
from interview_flow.phases import Stage
from storage.failures import UnknownInterview

log = logging.getLogger(__name__)


async def save_when_over(app: App, documents: Path, interview_id: str) -> None:
    """Save them if it has ended. What goes wrong is logged: the interview is in the database, and so they can be had again."""
    try:
        if (await app.transcripts.at(interview_id))[0].stage is not Stage.FINISHED:
            return
        await app.archive.save(interview_id)
        if not await _exists(app, interview_id):  # it was deleted meanwhile, and its files with it
            remove_documents(documents, interview_id)
    except UnknownInterview:
        return
    except (DocumentsFailed, FilesStay) as failed:
        log.warning("%s", failed)
    except Exception:  # the edge: a reply that is made would be made again
        log.exception("The documents of interview %s could not be saved", interview_id)


async def _exists(app: App, interview_id: str) -> bool:
    try:
        await app.transcripts.at(interview_id)
    except UnknownInterview:
        return False
    return True
