"""`mock-interview transcripts delete ID`: one interview is gone for good."""

from argparse import Namespace
from datetime import UTC, datetime

from bot.app import opened
from bot.channels.terminal import shown, somebody_there
from bot.commands.failures import BadInput, Failed
from bot.erasing import FilesStay, erase, wipe
from bot.settings import Settings
from storage.transcripts import Listed


async def delete_transcript(options: Namespace, settings: Settings) -> None:
    """Delete it, once that is confirmed. Raises `BadInput` where nobody can be asked, `Failed`."""
    async with opened(settings, lambda: datetime.now(UTC)) as app:
        found = await app.transcripts.find(options.id)
        if not options.yes and not _confirmed(found):
            print("Nothing was deleted.")
            return
        try:
            await erase(app, settings.documents, found.id, datetime.now(UTC))
            await wipe(app)
        except FilesStay as stay:
            raise Failed(str(stay)) from stay
    print(f"Interview {shown(found.id)} is deleted, with its documents. What was posted in Slack stays there.")


def _confirmed(found: Listed) -> bool:
    if not somebody_there():
        raise BadInput("Nobody is here to confirm it: add --yes.")
    started = found.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
    asked = (
        f"Delete interview {shown(found.id)} ({shown(found.topic)}, {started}) with its documents, shares and comments? It cannot be undone. [y/N] "
    )
    try:
        return input(asked).strip().casefold() in ("y", "yes")
    except EOFError:
        return False
