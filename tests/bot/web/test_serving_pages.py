"""What `mock-interview serve` answers: the pages stand beside what Slack asks, by either entrance, and on this machine alone without Slack."""

import asyncio
import os
import re
from argparse import Namespace
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from httpx import AsyncClient

from bot.commands.serve import serve
from bot.settings import Settings, SlackSettings
from prompts.templates import NAMES
from tests.bot.web.entrances import KEY, settings_of
from tests.conftest import Ran
from tests.fakes.slack import FakeSlack, Workspace


@asynccontextmanager
async def served(capsys: pytest.CaptureFixture[str], settings: Settings, host: str = "127.0.0.1") -> AsyncIterator[AsyncClient]:
    """Meanwhile the command runs in this process; a browser that follows no redirect."""
    running = asyncio.create_task(serve(Namespace(host=host, port=0, socket=False), settings))
    try:
        said = ""
        while not (found := re.search(r"(?:http://\S+:|on port )(\d+)", said)):
            await asyncio.wait({running}, timeout=0.02)  # for the line in which it says where it is
            assert not running.done(), running.exception()
            said += capsys.readouterr().out
        async with AsyncClient(base_url=f"http://{f'[{host}]' if ':' in host else host}:{found[1]}") as client:
            yield client
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_the_pages_are_where_slack_is_answered(slack: FakeSlack, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with served(capsys, settings_of(slack, None, tmp_path)) as browser:
        closed, gone, install = [await browser.get(path) for path in ("/", "/sign-in", "/slack/install")]
        unsigned = await browser.post("/slack/events")

    assert (closed.status_code, gone.status_code, install.status_code, unsigned.status_code) == (401, 303, 200, 401)
    assert gone.headers["location"].startswith(f"{slack.base_url}/openid/connect/authorize?response_type=code&client_id=1.2&scope=openid+profile")
    assert "content-security-policy" not in install.headers  # Bolt's page brings its own style
    assert "content-security-policy" in closed.headers


async def test_in_socket_mode_the_pages_are_on_the_port(
    slack: FakeSlack, team: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = SlackSettings(bot_token=team.bot_token, app_token=slack.app_token, api_url=slack.api_url)
    async with served(capsys, replace(settings_of(slack, team, tmp_path), slack=own)) as browser:
        not_set_up, alive = await browser.get("/"), await browser.get("/healthz")

    assert (not_set_up.status_code, alive.status_code) == (503, 200)
    assert "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are not set." in not_set_up.text


@pytest.mark.parametrize("host", ["localhost", "::1", "127.0.0.2"])
async def test_without_slack_nobody_needs_to_sign_in(tmp_path: Path, capsys: pytest.CaptureFixture[str], host: str) -> None:
    async with served(capsys, Settings(str(tmp_path / "interviews.db"), tmp_path / "documents"), host) as browser:
        own, sent_home = await browser.get("/"), [await browser.get(path) for path in ("/sign-in", "/sign-in/callback", "/sign-out")]

    assert own.status_code == 200
    assert {(each.status_code, each.headers["location"]) for each in sent_home} == {(303, "/")}


async def test_an_interview_that_is_over_leaves_its_documents_as_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with served(capsys, Settings(str(tmp_path / "interviews.db"), tmp_path / "documents")) as browser:
        begun = (await browser.post("/api/v1/interviews", json={"topic": "design a chat", "minutes": 0})).json()
        before = (tmp_path / "documents").exists()
        await browser.post(f"/api/v1/interviews/{begun['id']}/turns", json={"text": "end"})
        saved = sorted(path.stem for path in (tmp_path / "documents" / begun["id"]).iterdir())

    assert not before
    assert saved == sorted([*NAMES, "transcript"])


@pytest.mark.parametrize("keys", ["short", f"{KEY},short"])
def test_keys_that_could_be_guessed_do_not_start(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    for name, value in {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "MOCK_INTERVIEW_SESSION_KEYS": keys}.items():
        monkeypatch.setenv(name, value)

    ran = call("serve", "--port", "0")

    ran.assert_one_sentence(2)
    assert "MOCK_INTERVIEW_SESSION_KEYS" in ran.err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "interviews.example.org"])
def test_without_slack_only_this_machine_is_served(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    for name in [name for name in os.environ if name.startswith("SLACK_")]:
        monkeypatch.delenv(name)

    ran = call("serve", "--host", host, "--port", "0")

    ran.assert_one_sentence(2)
    assert "not a loopback address" in ran.err
