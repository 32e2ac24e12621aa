"""A conversation in a terminal: Markdown shown well, a status line, answers of several lines."""

import sys
from collections.abc import Iterable
from typing import TextIO, cast

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import AnyFormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console
from rich.markdown import Markdown
from rich.rule import Rule

from bot.conversation import Clock
from interview_flow import clock
from interview_flow.interview import Interview
from interview_flow.phases import Phase
from interview_flow.rubric import Rubric
from interview_flow.transcript import Kind, Speaker, Turn
from interview_flow.wishes import wish_in

WORDS, IN_A_DRILL = "hint · next · pause · end · help", "hint · pause · end · help"
WIDEST = 100
"""Columns of text; longer lines are hard to read."""


class Stopped(Exception):
    """The person pressed Ctrl-C or Ctrl-D, or what was piped in came to its end."""


class Terminal:
    """Shows turns and reads answers. The conversation goes to standard error when standard output is wanted for JSON."""

    def __init__(self, rubric: Rubric, now: Clock, *, quiet_output: bool = False) -> None:
        self._rubric, self._now = rubric, now
        self.console = Console(stderr=quiet_output, highlight=False)
        if self.console.width > WIDEST:
            self.console.width = WIDEST
        self._session: PromptSession[str] | None = None
        self._phase: Phase | None = None
        self._piped = _Piped()

    def show(self, said: Iterable[Turn], drill: Phase | None = None) -> None:
        """Print these turns; a new phase, or that of a drill, gets a line of its own."""
        for turn in said:
            if turn.phase is not self._phase:
                self._phase = turn.phase
                place = "Drill" if drill else f"{list(Phase).index(turn.phase) + 1} of {len(Phase)}"
                self.console.print(Rule(f"{place} · {self._rubric.guide(turn.phase).title}", align="left"))
            self._print(turn)

    def say(self, markdown: str) -> None:
        """Print something that is not part of the conversation."""
        self.console.print(Markdown(markdown))

    async def ask(self, question: str) -> str:
        """One line, before the interview. Raises `Stopped`."""
        return await _typed(PromptSession[str](output=self._output()), question)

    async def listen(self, interview: Interview) -> str:
        """The next answer. Raises `Stopped`."""
        if not somebody_there():
            return self._piped.next()
        session = self._session = self._session or PromptSession[str](
            key_bindings=_keys(), multiline=True, prompt_continuation="  ", refresh_interval=1.0, output=self._output()
        )
        return await _typed(session, lambda: [("reverse", f" {self._status(interview)} "), ("", "\n> ")])

    def _output(self) -> Output:
        output = create_output(cast(TextIO, self.console.file))
        if isinstance(output, Vt100_Output):
            output.enable_cpr = False  # it is asked for nothing here, and a terminal that cannot tell is scolded
        return output

    def _print(self, turn: Turn) -> None:
        if turn.speaker is Speaker.CANDIDATE:
            self.console.print(f"> {shown(turn.text)}", style="dim", markup=False)
        else:
            self.console.print(Markdown(shown(turn.text)), style="bold yellow" if turn.kind is Kind.WARNING else None)
        self.console.print()

    def _status(self, interview: Interview) -> str:
        return status(interview, self._rubric, self._now)


def page() -> Console:
    """Standard output for tables: as wide as they are, unless a person reads them in a terminal."""
    return Console() if sys.stdout and sys.stdout.isatty() else Console(width=1000)


def somebody_there() -> bool:
    """Whether a person sits at the terminal."""
    return bool(sys.stdin) and sys.stdin.isatty()


def status(interview: Interview, rubric: Rubric, now: Clock) -> str:
    """The phase and the time left, for one line."""
    place = "Drill:" if interview.drill else f"{list(Phase).index(interview.phase) + 1}/{len(Phase)}"
    parts = [f"{place} {rubric.guide(interview.phase).title}"]
    here, whole = clock.left_in_phase(interview, rubric, now()), clock.left(interview, now())
    if here is not None and whole is not None:
        parts.append(f"{_minutes(whole)} left" if interview.drill else f"{_minutes(here)} left here, {_minutes(whole)} in all")
    return " | ".join([*parts, IN_A_DRILL if interview.drill else WORDS, "Enter sends, Alt-Enter starts a new line"])


def shown(text: str) -> str:
    """Text without anything that would steer the terminal."""
    return "".join(character if character.isprintable() or character == "\n" else "\ufffd" for character in text.expandtabs(4))


def _minutes(seconds: float) -> str:
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02}"


async def _typed(session: PromptSession[str], prompt: AnyFormattedText) -> str:
    try:
        typed = await session.prompt_async(prompt)
    except (EOFError, KeyboardInterrupt) as stop:
        raise Stopped from stop
    return typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace")  # a byte that is no character arrives as half of one


class _Piped:
    """What is piped in: an answer is a paragraph, and a plain word on a line of its own is a command."""

    def __init__(self) -> None:
        self._command: str | None = None

    def next(self) -> str:
        """The next answer or command; raises `Stopped` at the end."""
        if self._command is not None:
            command, self._command = self._command, None
            return command
        lines: list[str] = []
        for line in sys.stdin or ():
            if wish_in(line) and lines:
                self._command = line.strip()
                break
            if line.strip():
                lines.append(line.rstrip("\n"))
            if (lines and not line.strip()) or wish_in(line):
                break
        if not lines:
            raise Stopped
        return "\n".join(lines)


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    @keys.add("c-j")
    def _send(event: KeyPressEvent) -> None:  # pyright: ignore[reportUnusedFunction]  # registered by its decorator
        event.current_buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def _new_line(event: KeyPressEvent) -> None:  # pyright: ignore[reportUnusedFunction]  # registered by its decorator
        event.current_buffer.insert_text("\n")

    return keys
