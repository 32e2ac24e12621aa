"""The bot as a program with an interviewer that tells its replies a sentence at a time: `piecewise_service.py FOLDER`.

Once there is a file `slowly` in FOLDER it waits after each sentence until FOLDER holds as many files `go-1`, `go-2` and so on, counted anew in each of its lives.
"""

import asyncio
import os
import sys
from pathlib import Path

from bot.channels.slack.http import http_app, listening
from bot.serving import serving
from bot.settings import Settings
from tests.bot.piecewise import Piecewise, interviewed_by
from tests.bot.slack.running import utc_now, working


def waiting_in(folder: Path) -> Piecewise:
    """The interviewer, held back by files."""
    pieces = 0

    async def wait() -> None:
        nonlocal pieces
        if (folder / "slowly").exists():
            pieces += 1
            while not (folder / f"go-{pieces}").exists():
                await asyncio.sleep(0.02)  # between two looks for a file of another program

    return Piecewise(wait)


async def main(folder: Path) -> None:
    """Serve until killed."""
    settings = Settings.from_environment(os.environ)
    async with serving(settings, utc_now, pace=0.0) as parts:
        parts.jobs.conversation = interviewed_by(waiting_in(folder), parts.app, utc_now)
        app = http_app(parts.bolt, signing_secret=settings.slack.signing_secret or "", clock=utc_now)
        async with listening(app, "127.0.0.1", 0) as port, working(parts):
            print(f"http://127.0.0.1:{port}", flush=True)
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
