"""An interview in a real terminal."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from tests.bot.candidates import said
from tests.conftest import COMMAND, Ran

WAITING = r"\d/7 [^|]+\| \d+:\d\d left here, \d+:\d\d in all \| hint"
ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[=>])")
Typing = Callable[..., pexpect.spawn]


@pytest.fixture
def typing(home: Path) -> Iterator[Typing]:
    """Starts the command in a wide terminal."""
    programs: list[pexpect.spawn] = []

    def started(*arguments: str, shell: str = "") -> pexpect.spawn:
        command = ["sh", "-c", shell, "sh", *COMMAND, *arguments] if shell else [*COMMAND, *arguments]
        program = pexpect.spawn(command[0], command[1:], encoding="utf-8", timeout=30, dimensions=(50, 200), cwd=str(home), env=os.environ)
        programs.append(program)
        return program

    yield started
    for program in programs:
        program.close(force=True)


def ends(program: pexpect.spawn, status: int = 0) -> str:
    """What it shows until it ends."""
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == status, program.before
    return ESCAPES.sub("", program.before)


def close(program: pexpect.spawn) -> None:
    """End the interview, and do not score oneself."""
    program.send("end\r")
    program.expect("how would you score yourself")
    program.expect("Restate the problem:")
    program.send("\r")


def report(call: Callable[..., Ran], home: Path, interview: str) -> list[str]:
    return said(call("transcripts", "show", interview, "--format", "json").out)


def test_hint_help_next_several_lines_and_pause(typing: Typing, call: Callable[..., Ran], home: Path) -> None:
    program = typing("practice", "design a rate limiter")
    program.expect("1 of 7 · Restate the problem")
    program.expect(WAITING)
    program.send("hint\r")
    program.expect("hint 1 of 3")
    program.expect(WAITING)
    program.send("help\r")
    program.expect(WAITING)
    program.send("first line\x1b\rsecond line\r")
    program.expect(WAITING)
    program.send("\x1b[200~pasted\nin two lines\x1b[201~\r")
    program.expect(WAITING)
    program.send("next\r")
    program.expect("2 of 7 · ")
    program.expect(WAITING)
    program.send("pause\r")
    program.expect("--resume ([0-9a-f]+)")
    interview = program.match[1]
    ends(program)

    assert report(call, home, interview) == ["hint", "help", "first line\nsecond line", "pasted\nin two lines", "next", "pause"]


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_ctrl_c_pauses_and_says_how_to_resume(typing: Typing, call: Callable[..., Ran], home: Path, key: str) -> None:
    program = typing("practice", "design a rate limiter", "--minutes", "0")
    program.expect(r"1/7 [^|]+\| hint")
    program.send(key)
    program.expect("--resume ([0-9a-f]+)")
    interview = program.match[1]
    ends(program)
    resumed = typing("practice", "--resume", interview)
    resumed.expect(r"1/7 [^|]+\| hint")
    close(resumed)

    shown = ends(resumed)

    assert "Your documents:" in shown
    assert report(call, home, interview) == ["pause", "resume", "end"]


def test_ctrl_c_while_the_interviewer_thinks_pauses_too(typing: Typing, call: Callable[..., Ran], home: Path) -> None:
    program = typing("practice", "design a rate limiter")
    program.expect(WAITING)
    program.send("We keep a counter for each client. " * 300 + "\r")
    program.expect(r"\?2004l")  # the answer is taken
    program.send("\x03")
    while program.expect(["--resume ([0-9a-f]+)", pexpect.TIMEOUT], timeout=5):  # what is pressed while the terminal is set back is dropped by it
        program.send("\x03")
    interview = program.match[1]
    ends(program)

    assert report(call, home, interview)[-1] == "pause"


def test_without_a_topic_it_asks_for_one(typing: Typing) -> None:
    program = typing("practice")
    program.expect("What shall we design")
    program.send("rate limter\r")
    program.expect("A number, or Enter")
    assert re.search(r"1\W+Rate limiter", ESCAPES.sub("", program.before))
    program.send("1\r")
    program.expect("public API")
    program.expect(WAITING)
    close(program)

    assert "Your documents:" in ends(program)


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_the_question_for_a_topic_can_be_left(typing: Typing, home: Path, call: Callable[..., Ran], key: str) -> None:
    program = typing("practice")
    program.expect("What shall we design")
    program.send(key)

    shown = ends(program)

    assert "Stopped before it began" in shown
    assert call("transcripts", "list", "--json").out.strip() == "[]"


def test_in_a_terminal_too_standard_output_holds_nothing_but_the_object(typing: Typing, home: Path) -> None:
    program = typing("practice", "--json", shell=f'exec "$@" > {home}/report.json')
    program.expect("What shall we design")
    program.send("design a rate limiter\r")
    program.expect(WAITING)
    program.send("We limit clients.\r")
    program.expect(WAITING)
    program.send("end\r")
    ends(program)

    assert said((home / "report.json").read_text(encoding="utf-8")) == ["We limit clients.", "end"]


def test_keys_that_steer_a_terminal_do_not_reach_it(typing: Typing, call: Callable[..., Ran], home: Path) -> None:
    program = typing("practice", "design a rate limiter")
    program.expect(WAITING)
    program.send("\x1b[200~We limit \x1b]0;owned\x07 \x9b31m clients\u202e.\x1b[201~\r")
    program.expect(WAITING)
    shown = program.before
    close(program)
    shown += ends(program)

    assert "\x1b]0;owned" not in shown
    assert "\x9b31m" not in shown


def test_an_answer_of_a_hundred_thousand_characters_is_taken(typing: Typing, call: Callable[..., Ran], home: Path) -> None:
    long = "We keep a counter in Redis. " * 3572
    program = typing("practice", "design a rate limiter")
    program.expect(WAITING)
    program.delaybeforesend = None
    program.send(f"\x1b[200~{long}\x1b[201~")
    program.send("\r")
    program.expect(r"\?2004l")
    program.expect(WAITING)
    program.send("\x03")
    program.expect("--resume ([0-9a-f]+)")
    interview = program.match[1]
    ends(program)

    assert report(call, home, interview) == [long, "pause"]


def test_without_a_terminal_a_sample_candidate_plays_to_the_end(run: Callable[..., Ran], home: Path) -> None:
    ran = run("practice")

    paths = [Path(line.strip()) for line in ran.out.partition("Your documents:\n")[2].splitlines()]
    assert (ran.status, ran.err) == (0, "")
    assert "7 of 7" in ran.out
    assert [path.stem for path in paths] == ["narrative", "hlsd", "hlsd-deep", "study-note", "problem-card", "transcript"]
    assert all(path.read_text(encoding="utf-8").startswith(("#", "---")) for path in paths)


def test_a_pipe_that_nobody_writes_to_counts_as_nothing(home: Path) -> None:
    with subprocess.Popen([*COMMAND, "practice", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout
        assert b'"verdict"' in program.stdout.read()
