"""What every test of the whole program needs: a home of its own, and ways to run the command in it."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main

pytest_plugins = ("tests.browser",)

COMMAND = (sys.executable, "-m", "bot")
PATIENCE = 60
"""Seconds after which a program is taken to hang."""


gc.disable()  # until everything is collected


def pytest_collection_finish() -> None:
    """What was made to collect the tests stays to the end: looking through it for garbage takes a second each time."""
    gc.collect()
    gc.freeze()
    gc.enable()


@dataclass(frozen=True)
class Ran:
    """How a run of the command ended, and what it wrote."""

    status: int
    out: str
    err: str

    def assert_one_sentence(self, status: int) -> None:
        """It ended with this status, nothing on standard output and one line on standard error, without a traceback."""
        assert (self.status, self.out) == (status, ""), self
        assert self.err.startswith("mock-interview: "), self
        assert self.err.endswith(".\n") or ": mock-interview" in self.err or self.err.endswith("--help\n"), self
        assert self.err.count("\n") == 1, self
        assert "Traceback" not in self.err


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which everything is kept, and the environment that says so, for this process and its children."""
    monkeypatch.setenv("MOCK_INTERVIEW_DATABASE_URL", str(tmp_path / "interviews.db"))
    monkeypatch.setenv("MOCK_INTERVIEW_DOCUMENTS", str(tmp_path / "documents"))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def run(home: Path) -> Callable[..., Ran]:
    """Runs the command as a program of its own. `stdin` is what is piped in; None is nothing. `through` stands before the command."""

    def ran(*arguments: str, stdin: str | bytes | None = None, through: tuple[str, ...] = (), **settings: str) -> Ran:
        piped = stdin.encode() if isinstance(stdin, str) else stdin or b""
        done = subprocess.run(
            [*through, *COMMAND, *arguments], input=piped, capture_output=True, timeout=PATIENCE, cwd=home, env=os.environ | settings
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return ran


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs the command in this process, which is faster: for what needs neither a terminal nor a crash."""

    def called(*arguments: str) -> Ran:
        capsys.readouterr()
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = int(ended.code or 0)
        written = capsys.readouterr()
        return Ran(status, written.out, written.err)

    return called
