"""One interview in a terminal, from its first words to what is left of it: by a person, a pipe or a script."""

import asyncio
import json
from contextlib import suppress

from bot.app import App
from bot.archive import Kept
from bot.channels.script import ScriptedCandidate, SimulatedClock, seconds_to_say
from bot.channels.telling import answered
from bot.channels.terminal import Stopped, Terminal
from bot.commands.polish import Polisher, rewritten
from bot.commands.scores import summary
from bot.commands.spending import spending
from bot.interviewers.prices import price_table
from bot.report import report
from bot.settings import Settings
from interview_flow.interview import Interview
from interview_flow.phases import IllegalMove, Stage


async def in_person(app: App, terminal: Terminal, interview: Interview) -> bool:
    """Talk until the interview ends (True) or is paused (False)."""
    seen = max(0, interview.turn - 1)
    while True:
        said = (await app.archive.kept(interview.id)).turns
        terminal.show([turn for turn in said[seen:] if turn.speaker == "interviewer"], interview.drilled)
        seen = len(said)
        if interview.over:
            return True
        if interview.stage is Stage.PAUSED:
            terminal.say(go_on(interview.id))
            return False
        try:
            interview = await _said(app, terminal, interview.id, await _words(terminal, interview))
        except asyncio.CancelledError:  # Ctrl-C while the interviewer was thinking
            if task := asyncio.current_task():
                task.uncancel()
            interview = await _said(app, terminal, interview.id, "pause")


async def _said(app: App, terminal: Terminal, interview_id: str, words: str) -> Interview:
    with suppress(IllegalMove):  # it has ended meanwhile, in another window
        await app.conversation.hear(interview_id, words)
    return await answered(app.conversation, terminal.console, interview_id)


def go_on(interview_id: str) -> str:
    """How to take up again what was paused."""
    return f"Go on with `mock-interview practice --resume {interview_id}`."


async def _words(terminal: Terminal, interview: Interview) -> str:
    try:
        return await terminal.listen(interview)
    except Stopped:
        return "pause"


async def played(app: App, candidate: ScriptedCandidate, clock: SimulatedClock, interview: Interview) -> Interview:
    """The interview once the script has come to its end, or has paused it."""
    while not interview.over:
        words = candidate.next_words(interview)
        if interview.stage is Stage.PAUSED and words == "next":
            return interview
        clock.pass_by(seconds_to_say(words))
        await app.conversation.hear(interview.id, words)
        interview = await app.conversation.answer(interview.id)
    return interview


async def finish(app: App, terminal: Terminal, interview_id: str, as_json: bool, settings: Settings, polish: Polisher | None) -> None:
    """Show how it went, and save what is left of it."""
    with suppress(IllegalMove):  # it was given up meanwhile, and has no verdict to reveal
        await app.conversation.reveal(interview_id)
    paths = await app.archive.save(interview_id)
    kept = await app.archive.kept(interview_id)
    if not as_json and kept.interview.stage is Stage.FINISHED:
        summary(terminal.console, kept, app.bank.rubric)
        for line in spending(kept.interview, price_table(settings.model.prices)):
            terminal.console.print(line, markup=False)
        terminal.console.print("Your transcript:" if kept.interview.drill else "Your documents:")
        for path in paths:
            terminal.console.print(f"  {path}", soft_wrap=True, markup=False)
    if polish:
        terminal.say(await rewritten(paths, polish))
    if as_json:
        print_report(kept)


def print_report(kept: Kept) -> None:
    """The JSON object, on standard output."""
    print(json.dumps(report(kept), indent=2))
