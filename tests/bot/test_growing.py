"""A reply in a terminal while it is written, and that nothing of it stays there."""

import asyncio
import io
import os
import re
import sys
from pathlib import Path

import pexpect
import pytest
from rich.console import Console

from bot.channels.telling import THINKING, told
from bot.conversation import Audience

PROGRAM = Path(__file__).with_name("piecewise_terminal.py")


class Screen:
    """The lines of a terminal, as far as rich steers it: up, erase the line, carriage return."""

    def __init__(self) -> None:
        self.file = io.StringIO()
        self.console = Console(file=self.file, force_terminal=True, width=60, height=20, color_system=None, legacy_windows=False)

    @property
    def lines(self) -> list[str]:
        """What a person sees, without empty lines."""
        lines, row, column = [""], 0, 0
        for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|[\s\S]", self.file.getvalue()):
            if part == "\n":
                row, column = row + 1, 0
                lines += [""] * (row + 1 - len(lines))
            elif part == "\r":
                column = 0
            elif part.startswith("\x1b["):
                row -= int(part[2:-1] or 1) if part.endswith("A") else 0
                lines[row] = "" if part.endswith("K") else lines[row]
            else:
                lines[row] = lines[row].ljust(column)[:column] + part + lines[row][column + 1 :]
                column += 1
        return [line.rstrip() for line in lines if line.strip()]


@pytest.fixture
def screen() -> Screen:
    return Screen()


async def say(audience: Audience, *pieces: str) -> None:
    await audience.begin()
    for piece in pieces:
        await audience.say(piece)


async def test_words_grow_in_place_and_are_gone_afterwards(screen: Screen) -> None:
    screen.console.print("Before.")

    async with told(screen.console) as audience:
        await say(audience, "We limit **clients**.", "\n\nWhich ones?")
        during = screen.lines
    screen.console.print("After.")

    assert during == ["Before.", "We limit clients.", "Which ones?"]
    assert screen.lines == ["Before.", "After."]


async def test_a_reply_that_is_made_anew_takes_the_place_of_the_first(screen: Screen) -> None:
    async with told(screen.console) as audience:
        await say(audience, "The first of them.")
        await say(audience, "The second.")

        assert screen.lines == ["The second."]


async def test_who_waits_is_told_that_it_is_being_thought_about(screen: Screen) -> None:
    async with told(screen.console, moment=0.0) as audience:
        await audience.begin()
        while not screen.lines:
            await asyncio.sleep(0)
        waiting = screen.lines
        await audience.say("Which clients?")

        assert waiting == [THINKING]
        assert screen.lines == ["Which clients?"]


async def test_what_comes_at_once_leaves_no_trace(screen: Screen) -> None:
    async with told(screen.console) as audience:
        await audience.begin()

    assert screen.file.getvalue() == ""


async def test_an_interruption_erases_it_too(screen: Screen) -> None:
    with pytest.raises(KeyboardInterrupt):
        async with told(screen.console) as audience:
            await say(audience, "We limit clients.")
            raise KeyboardInterrupt

    assert screen.lines == []
    assert screen.file.getvalue().count("\x1b[?25h") == 1  # the cursor is there again


async def test_a_text_that_is_taller_than_the_terminal_leaves_nothing(screen: Screen) -> None:
    async with told(screen.console) as audience:
        await say(audience, *(f"{number}. More could be said.\n\n" for number in range(100)))

    assert screen.lines == []


async def test_what_would_steer_the_terminal_is_shown_as_a_sign(screen: Screen) -> None:
    async with told(screen.console) as audience:
        await say(audience, "owned \x1b]0;owned\x07")

    assert "\x1b]0;" not in screen.file.getvalue()


@pytest.mark.parametrize("pressed", [False, True], ids=["to the end", "ctrl-c"])
def test_a_reply_grows_in_a_real_terminal(home: Path, pressed: bool) -> None:
    program = pexpect.spawn(
        sys.executable, [str(PROGRAM), str(home)], encoding="utf-8", timeout=30, dimensions=(50, 200), cwd=str(home), env=os.environ
    )
    program.expect("left here")
    program.send("We protect an API from clients that ask too often.\r")
    program.expect("thinking")
    for number in (1, *range(3, 9)):  # what follows the second sentence is not held back
        (home / f"go-{number}").touch()
    program.expect("A first sentence")
    if pressed:
        program.sendintr()
        program.expect("--resume")
    else:
        (home / "go-2").touch()
        program.expect("A second one")
        program.expect("left here")
        program.sendintr()
        program.expect("--resume")
    program.expect(pexpect.EOF)
    program.close()

    assert program.exitstatus == 0
