"""The bot as its command starts it, in the emulator's workspace, by each of its entrances."""

import os
import random
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import COMMAND
from tests.emulator.emulator import APP_TOKEN, BOT_TOKEN, SECRET, Emulator, emulator, program


@pytest.fixture(params=["HTTP", "Socket Mode"])
async def slack(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Emulator]:
    """A workspace in which the bot is at work."""
    for name in [name for name in os.environ if name.startswith("SLACK_") or name == "MOCK_INTERVIEW_REDIS_URL"]:
        monkeypatch.delenv(name)
    port = _free_port()
    by_http = request.param == "HTTP"
    async with emulator(home, events=f"http://127.0.0.1:{port}/slack/events" if by_http else None) as workspace:
        settings = {
            "SLACK_API_URL": f"{workspace.url}/api",
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "MOCK_INTERVIEW_PATIENCE": "0",
        } | ({"SLACK_SIGNING_SECRET": SECRET} if by_http else {"SLACK_APP_TOKEN": APP_TOKEN})
        command = [*COMMAND, "serve", "--port", str(port)]
        async with program("bot", *command, says="mock-interview listens", folder=home, **settings) as (bot, _):
            if not by_http:
                await workspace.until(lambda: workspace.connected)
            yield workspace
        assert bot.returncode == 0, "it should stop when it is told to"


def _free_port() -> int:
    """A port for the bot, which the emulator must know first; below those that the system hands out, so that nobody gets it in between."""
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise AssertionError("no port is free")
