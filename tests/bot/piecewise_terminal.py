"""An interview in a terminal whose interviewer waits for files before each sentence: `piecewise_terminal.py FOLDER`."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

from bot.app import opened
from bot.channels.terminal import Terminal
from bot.commands.practice import Wanted, _begun  # pyright: ignore[reportPrivateUsage]  # the command without its own interviewer
from bot.commands.sitting import in_person
from bot.settings import Settings
from interview_flow.rubric import Level, Mode
from tests.bot.piecewise import Piecewise, interviewed_by
from tests.bot.slack.running import utc_now


async def main(folder: Path) -> None:
    """Talk until the interview is paused."""
    async with opened(Settings(database_url=str(folder / "interviews.db"), documents=folder), utc_now) as app:
        terminal = Terminal(app.bank.rubric, utc_now)
        interview = await _begun(app, Wanted("design a rate limiter", Level.SENIOR, Mode.STRICT, 45), terminal)
        waits = 0

        async def wait() -> None:
            nonlocal waits
            waits += 1
            while not (folder / f"go-{waits}").exists():
                await asyncio.sleep(0.02)  # between two looks for a file of another program

        slow = Piecewise(before=wait, instead="A first sentence. A second one.")
        await in_person(replace(app, conversation=interviewed_by(slow, app, utc_now)), terminal, interview)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
