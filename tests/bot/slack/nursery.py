"""Programs in Python that start at once: forked from one that has loaded what they need, and has done nothing yet.

Who is killed at every step of an interview is started a dozen times, and nearly all of a start is loading. What is killed is a process of its own
nevertheless, with the arguments, the environment, the folder and the streams that it was given. That the command starts from nothing, others test.
"""

import asyncio
import atexit
import ctypes
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO, NoReturn

ROOT = Path(__file__).parents[3]
LOADED = ("bot.archive", "bot.channels.script", "bot.commands.serve", "tests.bot.slack.running")
LARGEST = 200_000
"""Bytes of an order."""


class Forked:
    """A program that runs, and what it writes to its standard output."""

    def __init__(self, handle: int, output: BinaryIO) -> None:
        self._handle, self.output = handle, output
        self._gone = False

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        if not self._gone:
            ends = select.poll()
            ends.register(self._handle, select.POLLIN)
            self._gone = bool(ends.poll(0))
        return not self._gone

    def kill(self) -> None:
        """kill -9, at once."""
        signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    async def dead(self) -> None:
        """Wait until it has ended, and let go of it."""
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._handle, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._handle)
        self._gone = True
        os.close(self._handle)
        self.output.close()


def fork(program: Sequence[str], *, folder: Path, environment: Mapping[str, str], log: BinaryIO) -> Forked:
    """Start `program`, whose first word is Python; what it writes to standard error goes to `log`. Takes a second the first time."""
    order = json.dumps({"arguments": program[1:], "folder": str(folder), "environment": dict(environment)})
    reading, writing = os.pipe()
    try:
        socket.send_fds(_nursery(), [order.encode()], [writing, log.fileno()])
        answer, [handle], _, _ = socket.recv_fds(_nursery(), 1, 1)
    finally:
        os.close(writing)
    assert answer
    return Forked(handle, os.fdopen(reading, "rb"))


@cache
def _nursery() -> socket.socket:
    """The way to the program that is forked from; it ends when this process does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.bot.slack.nursery", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def ended() -> None:
        ours.close()
        program.wait()

    atexit.register(ended)
    return ours


def main(way: socket.socket) -> None:
    """Fork a program for each order, until nobody can give one any more."""
    for module in LOADED:
        importlib.import_module(module)

    assert len(os.listdir("/proc/self/task")) == 1, "a thread would not be there in what is forked"
    gc.freeze()
    while True:
        order, files, _, _ = socket.recv_fds(way, LARGEST, 2)
        if not order:
            return
        child = os.fork()
        if not child:
            way.close()
            _become(files, **json.loads(order))
        handle = os.pidfd_open(child)
        socket.send_fds(way, [b"."], [handle])
        for file in (handle, *files):
            os.close(file)
        while _buried():
            pass


def _buried() -> bool:
    """Whether one that has died was let go of."""
    try:
        return os.waitpid(-1, os.WNOHANG) != (0, 0)
    except ChildProcessError:
        return False


def _become(files: list[int], arguments: list[str], folder: str, environment: dict[str, str]) -> NoReturn:
    """Be the program that was ordered; it dies with the one that it is forked from (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    for stream, file in enumerate(files, 1):
        os.dup2(file, stream)
        os.close(file)
    sys.stdout, sys.stderr = (os.fdopen(stream, "w", buffering=1, closefd=False) for stream in (1, 2))  # anew: a pipe is no file
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    status = 1
    try:
        module = arguments[1] if arguments[0] == "-m" else None
        sys.argv = arguments[1:] if module else arguments
        if module:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(arguments[0], run_name="__main__")
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
