"""`mock-interview quiz`: questions about the problems in this terminal, answered by a person or a pipe."""

import re
import secrets
import sys
from argparse import Namespace
from collections import Counter
from datetime import UTC, datetime

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.app import App, opened
from bot.channels.terminal import Stopped, Terminal, shown, somebody_there
from bot.commands.failures import BadInput
from bot.local_person import local_person
from bot.quizzing import Graded, Resting, Unfound, wanted
from bot.settings import Settings
from interview_flow.quizzes import LETTERS, Outcome, Posed, Wanted

WORDS = "skip · end"
VERDICTS = {Outcome.RIGHT: ("Right.", "bold green"), Outcome.PARTLY: ("Right in part.", "bold yellow"), Outcome.WRONG: ("Not right.", "bold red")}
LONGEST = 100
"""Characters of a line that can be an answer."""
_BETWEEN = re.compile(r"[\s,;/+&.)]+")


async def quiz(options: Namespace, settings: Settings) -> None:
    """Ask until nothing is due or new, nobody answers any more, or the person has had enough. Raises `BadInput` for a topic that is none."""
    async with opened(settings, lambda: datetime.now(UTC)) as app:
        about = wanted(options.topic, app.bank)
        if isinstance(about, Unfound):
            near = ", ".join(problem.title for problem in about.choices)
            raise BadInput(
                f"No problem and no tag is called {about.said!r}" + (f": did you mean {near}?" if near else ". See: mock-interview problems list")
            )
        await _Sitting(app, about).hold()


class _Sitting:
    """One round of questions."""

    def __init__(self, app: App, about: Wanted) -> None:
        self._app, self._about = app, about
        self._terminal = Terminal(app.bank.rubric, lambda: datetime.now(UTC))
        self._person, self._outcomes = local_person(), Counter[Outcome]()

    @property
    def _console(self) -> Console:
        return self._terminal.console

    async def hold(self) -> None:
        """The whole round."""
        while isinstance(found := await self._app.quizzing.ask(self._person, self._about), Posed):
            self._show(found)
            try:
                letters = await self._answer(found)
            except Stopped:
                break
            if not letters:
                self._about = self._about.model_copy(update={"skipped": self._about.skipped | {found.question.id}})
                continue
            self._tell(found, await self._app.quizzing.answer(self._person, found.question.id, letters, secrets.token_hex(8)))
        else:
            self._console.print(_resting(found) if not self._about.skipped else "That was all, but for what you have skipped.")
        await self._sum_up()

    def _show(self, found: Posed) -> None:
        self._console.print(Rule(found.question.title, align="left"))
        self._console.print(Text(found.question.text, style="bold"))
        self._console.print("Choose all that hold." if found.question.is_several else "Choose one.", style="dim")
        table = Table.grid(padding=(0, 2, 0, 0))
        for option in found.options:
            table.add_row(Text(option.label, style="bold"), Text(option.text))
        self._console.print(Padding(table, (1, 0, 1, 2)))

    async def _answer(self, found: Posed) -> tuple[str, ...]:
        """The options' own letters; none for a question that is skipped. Raises `Stopped`."""
        while True:
            typed = (await self._typed()).strip()[:LONGEST]
            if typed.casefold() in ("end", "stop", "quit", "exit", "q"):
                raise Stopped
            if typed.casefold() in ("skip", "next"):
                return ()
            letters = found.letters(read(typed))
            if len(letters) == 1 or (letters and found.question.is_several):
                return letters
            example = "one or more of the letters, such as A,C" if found.question.is_several else "one of the letters A to D"
            self._console.print(f"Type {example}; or {WORDS.replace(' · ', ', or ')}.", style="yellow")

    async def _typed(self) -> str:
        if somebody_there():
            return await self._terminal.ask(f"{WORDS} > ")
        line = sys.stdin.readline() if sys.stdin else ""
        if not line:
            raise Stopped
        self._console.print(f"> {shown(line.strip()[:LONGEST])}", style="dim", markup=False)
        return line

    def _tell(self, found: Posed, graded: Graded) -> None:
        outcome = graded.grade.outcome
        self._outcomes[outcome] += 1
        says, style = VERDICTS[outcome]
        self._console.print(Text(says, style=style))
        if outcome is not Outcome.RIGHT:
            for option in found.options:
                if option.letter in graded.question.right:
                    self._console.print(Text(f"  {option.label}  {option.text}", style="green"))
        self._console.print(Text(graded.question.explanation))
        self._console.print(f"It comes again on {_day(graded.due)}.\n", style="dim")

    async def _sum_up(self) -> None:
        asked, standing = self._outcomes.total(), await self._app.quizzing.standing(self._person)
        told = f"{self._outcomes[Outcome.RIGHT]} of {asked} right. " if asked else "Nothing was answered. "
        waiting = {0: "Nothing is due", 1: "1 question is due"}.get(standing.due, f"{standing.due} questions are due")
        self._console.print(f"{told}{waiting}, and {standing.new} were never asked.")


def read(typed: str) -> tuple[str, ...]:
    """The letters of an answer as people type it ("A,C", "ac", "a and c"); none for anything else."""
    pieces = [piece for piece in _BETWEEN.split(typed.upper()) if piece not in ("", "AND")]
    letters = "".join(pieces)
    return tuple(letters) if letters and set(letters) <= set(LETTERS) and len(set(letters)) == len(letters) else ()


def _resting(found: Resting) -> str:
    if found.held_back:
        return f"The questions about “{found.held_back}” wait until your interview about it is over: they would give answers away."
    return f"Everything rests. The first comes again on {_day(found.until)}." if found.until else "There is nothing to ask."


def _day(at: datetime) -> str:
    here = at.astimezone()
    return f"{here.day} {here:%b %Y}"
