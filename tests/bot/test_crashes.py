"""kill -9 at any moment loses no answer that was accepted, and says nothing twice."""

import itertools
import json
import random
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.bot.candidates import said, written
from tests.conftest import COMMAND, PATIENCE, Ran

ANSWERS = [f"Answer {n}: limit number {n} holds for each client by itself." for n in range(1, 7)]


class Interviewed:
    """A real program, fed through a pipe, that can be killed."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._folder = folder
        self._program = subprocess.Popen([*COMMAND, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder)
        assert self._program.stdin
        assert self._program.stdout
        self._words, self._shown = self._program.stdin, self._program.stdout

    def say(self, text: str) -> None:
        self._words.write(f"{text}\n\n".encode())
        self._words.flush()

    def until_replied(self, count: int) -> None:
        """Wait until so many candidate turns are answered in what the program has shown: a reply ends with the log's own count."""
        wait_until(lambda: self._program.poll() is not None or replies(self._folder) > count)

    def until_waiting(self) -> None:
        """Wait until the program sleeps in a read of its pipe."""
        wchan = Path(f"/proc/{self._program.pid}/wchan")
        wait_until(lambda: "pipe" in wchan.read_text())

    def rest(self) -> str:
        """What it shows until it ends by itself."""
        return self._program.communicate(timeout=PATIENCE)[0].decode()

    def kill(self) -> str:
        """Kill it, without a chance to tidy up; what it had shown until then."""
        self._program.send_signal(signal.SIGKILL)
        self._words.close()
        shown = self._shown.read().decode()
        self._shown.close()
        assert self._program.wait(PATIENCE) == -signal.SIGKILL
        return shown


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)  # between two looks, so that the program gets the processor


def events(folder: Path) -> list[dict[str, Any]]:
    """The log, read from beside: what is in it is accepted."""
    if not (folder / "interviews.db").exists():
        return []
    try:
        with closing(sqlite3.connect(f"file:{folder}/interviews.db?mode=ro", uri=True, timeout=PATIENCE)) as database:
            rows = database.execute("SELECT body FROM events ORDER BY seq").fetchall()
    except sqlite3.OperationalError:
        return []
    return [json.loads(body) for (body,) in rows]


def replies(folder: Path) -> int:
    return sum(event["kind"] == "interviewer_spoke" for event in events(folder))


def answers(folder: Path) -> list[str]:
    return [event["text"] for event in events(folder) if event["kind"] == "candidate_spoke"]


def report(call: Callable[..., Ran]) -> str:
    listed = json.loads(call("transcripts", "list", "--json").out)
    return call("transcripts", "show", listed[0]["id"], "--format", "json").out


def assert_in_order(shown: str, expected: list[str]) -> None:
    """The turns are numbered without gaps, hold these answers once each, and no reply twice."""
    turns = json.loads(shown)["turns"]
    spoken = [turn["text"] for turn in turns if turn["speaker"] == "interviewer"]
    assert [turn["turn"] for turn in turns] == list(range(1, len(turns) + 1))
    assert [text for text in said(shown) if text.startswith("Answer")] == expected
    assert not [pair for pair in itertools.pairwise(spoken) if pair[0] == pair[1]]
    assert not [pair for pair in itertools.pairwise(turns) if pair[0]["speaker"] == pair[1]["speaker"] == "candidate"]


def test_killed_while_it_waits_for_an_answer(run: Callable[..., Ran], call: Callable[..., Ran], home: Path) -> None:
    program = Interviewed(home, "practice", "design a rate limiter")
    for count, answer in enumerate(ANSWERS[:3], 1):
        program.say(answer)
        program.until_replied(count)
    program.until_waiting()

    program.kill()
    resumed = run("practice", "--resume", stdin="\n\n".join([*ANSWERS[3:], "end"]))

    assert resumed.status == 0, resumed
    assert_in_order(report(call), ANSWERS)


def test_killed_right_after_an_answer_was_sent(run: Callable[..., Ran], call: Callable[..., Ran], home: Path) -> None:
    program = Interviewed(home, "practice", "design a rate limiter")
    program.until_replied(0)
    program.say(ANSWERS[0])

    program.kill()
    accepted = answers(home)
    resumed = run("practice", "--resume", stdin=ANSWERS[1])

    assert resumed.status == 0, resumed
    assert accepted in ([], ANSWERS[:1])
    assert_in_order(report(call), [*accepted, ANSWERS[1]])


def test_killed_between_an_answer_and_its_reply(run: Callable[..., Ran], call: Callable[..., Ran], home: Path) -> None:
    program = Interviewed(home, "practice", "design a rate limiter")
    program.say(ANSWERS[0])
    wait_until(lambda: answers(home) == ANSWERS[:1])

    program.kill()
    resumed = run("practice", "--resume", stdin=ANSWERS[1])

    assert resumed.status == 0, resumed
    assert_in_order(report(call), ANSWERS[:2])


@pytest.mark.parametrize("after", random.Random(20260302).sample(range(1, 45), 3))
def test_killed_at_some_moment_of_a_scripted_run(run: Callable[..., Ran], call: Callable[..., Ran], home: Path, after: int) -> None:
    phases = ("restate", "clarify", "break_down", "data_model", "flows", "challenges", "wrap_up")
    script = written(home, {phase: [f"Answer {phase} {n}: each client has limit {n}." for n in range(2)] for phase in phases})
    program = Interviewed(home, "practice", "--script", script)
    wait_until(lambda: len(events(home)) >= after)
    accepted = [text for text in answers(home) if text != "next"]

    program.kill()
    found = [text for text in answers(home) if text != "next"]
    resumed = run("practice", "--resume", stdin="Answer last: a shared counter.\n\nend")

    assert found[: len(accepted)] == accepted
    assert resumed.status == 0, resumed
    assert_in_order(report(call), [*found, "Answer last: a shared counter."])


def test_a_resumed_interview_shows_the_open_question_once(run: Callable[..., Ran], home: Path) -> None:
    program = Interviewed(home, "practice", "design a rate limiter")
    program.until_replied(0)
    program.kill()

    resumed = run("practice", "--resume")

    assert len(re.findall(r"what\s+is\s+it,\s+and\s+what\s+is\s+it\s+for", resumed.out)) == 1


def test_an_interview_that_ended_in_another_window_is_brought_to_its_end(run: Callable[..., Ran], home: Path) -> None:
    program = Interviewed(home, "practice", "design a rate limiter")
    program.until_replied(0)
    run("practice", "--resume", stdin="end")

    program.say("Answer 1: too late.")
    shown = program.rest()

    assert "Your documents:" in shown
    assert "Traceback" not in shown
