"""An independent Slack emulator (github.com/parvalabs/local-slack): somebody else's reading of Slack's documentation, beside our own fake.

It has no streaming, sessions, canvases or suggested prompts, keeps no metadata, and checks neither limits nor tokens.
"""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.servers import LEASHED

ROOT = Path(__file__).parents[2]
BINARY = ROOT / ".emulator/node_modules/local-slack-linux-x64/bin/local-slack"
PATIENCE = 60
"""Seconds after which a program, or what is waited for, is taken not to come."""
APP, BOT, BOT_TOKEN, APP_TOKEN, SECRET = "A01", "U0BOT", "xoxb-emulated", "xapp-emulated", "emulated-secret"
ADA, BOB, CHANNEL = "U01ADA", "U01BOB", "C01GENERAL"
COMMAND = "/mock-interview"

Message = dict[str, Any]


def binary() -> Path:
    """The emulator; skips the test where it is not there, or does not run on this machine."""
    if not BINARY.exists():
        pytest.skip("the Slack emulator is not there: `make emulator` fetches it (it needs npm, and runs on Linux on x86-64)")
    try:
        subprocess.run([BINARY, "--version"], capture_output=True, check=True, timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"the Slack emulator does not run here ({error}); on Linux on x86-64, remove .emulator and run `make emulator`")
    return BINARY


@asynccontextmanager
async def program(name: str, *command: str | Path, says: str, folder: Path, **environment: str) -> AsyncIterator[tuple[Process, re.Match[str]]]:
    """Meanwhile a program runs that has written a line in which `says` is found. It dies with us, and is stopped as a service manager would."""
    leash = [sys.executable, "-I", "-S", "-c", LEASHED, str(os.getpid()), "-1", str(int(signal.SIGKILL))]
    with (folder / f"{name}.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(*leash, *command, stdout=PIPE, stderr=log, cwd=folder, env=os.environ | environment)
    assert process.stdout
    try:
        async with asyncio.timeout(PATIENCE):
            while not (found := re.search(says, (line := await process.stdout.readline()).decode())):
                assert line, Path(log.name).read_text()
        yield process, found
        assert process.returncode is None, Path(log.name).read_text()
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(PATIENCE):
            await process.communicate()


class Emulator:
    """A workspace with one channel and two people, Ada and Bob."""

    def __init__(self, session: aiohttp.ClientSession, page: aiohttp.ClientWebSocketResponse, url: str) -> None:
        self._session, self._page, self.url = session, page, url
        self.messages: dict[str, list[Message]] = {}
        self.modals: list[dict[str, Any]] = []
        self.errors: dict[str, str] = {}
        """What is wrong with the modal that was submitted last, by block."""
        self.home: dict[str, Any] | None = None
        self.connected = False
        """Whether the app's WebSocket (Socket Mode) is open."""
        self._changed = asyncio.Condition()

    async def watch(self) -> None:
        """Follow what the emulator tells its own web page."""
        async for frame in self._page:
            told = json.loads(frame.data)
            async with self._changed:
                self._learn(told)
                self._changed.notify_all()

    async def until(self, holds: Callable[[], Any]) -> Any:
        """What `holds` returns once that is something."""
        async with self._changed:
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._changed.wait_for(holds)
            except TimeoutError:
                raise AssertionError(json.dumps({"messages": self.messages, "modals": self.modals, "home": self.home}, indent=1)) from None
        return holds()

    async def command(self, text: str, channel: str = CHANNEL) -> None:
        """Ada types the slash command."""
        await self._drive("command", json={"channel": channel, "user": ADA, "command": COMMAND, "text": text})

    async def say(self, text: str, channel: str, thread: str, *, user: str = ADA, file: str = "") -> None:
        """Somebody writes into a thread; `file` is the content of a text file that comes with it."""
        about = {"channel": channel, "user": user, "text": text, "thread_ts": thread}
        if not file:
            await self._drive("message", json=about)
            return
        form = aiohttp.FormData(about)
        form.add_field("file", file.encode(), filename="notes.md", content_type="text/markdown")
        await self._drive("upload", data=form)

    async def press(self, message: Message, action: str, *, user: str = ADA) -> None:
        """Somebody presses the button with this `action_id` below a message."""
        button = next(each for each in elements(message) if each.get("action_id") == action)
        await self._drive("interact", json={"channel": message["channel"], "messageTs": message["ts"], "user": user, "action": button})

    async def open_home(self) -> None:
        """Ada looks at the app's Home tab."""
        await self._drive("open-home", json={"user": ADA})

    async def press_at_home(self, action: str) -> None:
        """Ada presses a button of the Home tab."""
        button = next(each for each in elements(self.home or {}) if each.get("action_id") == action)
        await self._page.send_json({"t": "block_action", "channel": "", "messageTs": "", "user": ADA, "action": button, "appId": APP})

    async def submit(self, values: dict[str, dict[str, Any]], *, user: str = ADA) -> None:
        """Somebody submits the modal that is open."""
        await self._page.send_json({"t": "view_submit", "user": user, "values": values})

    async def close(self) -> None:
        """Ada closes the modal that is open."""
        await self._page.send_json({"t": "view_close", "user": ADA})
        await self.until(lambda: not self.modals)

    async def traffic(self, method: str) -> list[dict[str, Any]]:
        """The arguments of each call of a method of the Web API, in order; the emulator remembers its last 1,000 exchanges."""
        async with self._session.get(f"{self.url}/_control/log") as answer:
            log = (await answer.json())["log"]
        return [each["detail"] for each in log if (each["direction"], each["summary"]) == ("from_bot", method)]

    async def file(self, message: Message) -> str:
        """The text of the document that a message brought; a picture may come with it."""
        (file,) = [each for each in message["files"] if not str(each.get("name", "")).endswith(".png")]
        async with self._session.get(file["url_private"], headers={"Authorization": f"Bearer {BOT_TOKEN}"}) as answer:
            assert answer.status == 200
            return (await answer.read()).decode()

    async def _drive(self, what: str, **content: Any) -> None:
        async with self._session.post(f"{self.url}/_control/{what}", **content) as answer:
            assert answer.status == 200, await answer.text()

    def _learn(self, told: dict[str, Any]) -> None:
        match told["t"]:
            case "init":
                self.messages, self.modals = told["state"]["messages"], told["state"]["modalStack"]
                self.connected = any(each["connected"] for each in told["state"]["apps"])
            case "message":
                self.messages.setdefault(told["message"]["channel"], []).append(told["message"])
            case "message_update":
                there = self.messages[told["message"]["channel"]]
                there[:] = [told["message"] if each["ts"] == told["message"]["ts"] else each for each in there]
            case "view":
                self.modals = told["stack"]
            case "view_errors":
                self.errors = told["errors"]
            case "home":
                self.home = told["view"]
            case "socket_status":
                self.connected = told["connected"]
            case _:
                pass


def elements(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything that can be pressed in a message or a view."""
    blocks = shown.get("blocks", [])
    return [each for block in blocks for each in [*block.get("elements", []), block.get("accessory") or {}] if "action_id" in each]


@asynccontextmanager
async def emulator(folder: Path, *, events: str | None) -> AsyncIterator[Emulator]:
    """A running emulator that sends what happens to this address, or over the WebSocket that the app opens."""
    app = {"appId": APP, "botUserId": BOT, "botName": "mock-interview", "botToken": BOT_TOKEN, "appToken": APP_TOKEN, "signingSecret": SECRET}
    entrance = {"mode": "events", "requestUrl": events} if events else {"mode": "socket"}
    config = {
        "workspace": {"name": "Practice", "domain": "practice", "teamId": "T01"},
        "app": app | entrance,
        "users": [{"id": ADA, "name": "ada", "real_name": "Ada Byron", "tz": "Europe/London"}, {"id": BOB, "name": "bob", "real_name": "Bob Noyce"}],
        "channels": [{"id": CHANNEL, "name": "general", "members": [ADA, BOB, BOT]}],
    }
    (folder / "emulator.json").write_text(json.dumps(config))
    (folder / "files").mkdir()
    command = [binary(), "--port", "0", "--base-host", "127.0.0.1", "--files-dir", "files", "--config", "emulator.json"]
    async with (
        program("emulator", *command, says=r"Web UI:\s+(\S+)", folder=folder) as (_, found),
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{found[1]}/ui", max_msg_size=0) as page,
    ):
        slack = Emulator(session, page, found[1])
        watching = asyncio.create_task(slack.watch())
        try:
            yield slack
        finally:
            watching.cancel()
            await asyncio.wait([watching])
