"""An independent emulator of model providers (github.com/CopilotKit/aimock): somebody else's reading of the protocols, beside our own fake."""

import shutil
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.emulator.emulator import ROOT, program

SCRIPT = ROOT / ".aimock/node_modules/@copilotkit/aimock/dist/cli.js"


@pytest.fixture
async def provider(tmp_path: Path) -> AsyncIterator[str]:
    """Its address, without /v1; skips the test where it is not there."""
    node = shutil.which("node")
    if not node or not SCRIPT.exists():
        pytest.skip("aimock is not there: `make aimock` fetches it (it needs npm, and Node 20.15 or newer)")
    fixtures = str(Path(__file__).parent / "fixtures")
    command = (node, SCRIPT, "-p", str(_free_port()), "-h", "127.0.0.1", "-f", fixtures, "-c", "12", "--strict", "--validate-on-load")
    async with program("aimock", *command, says=r"listening on (http://\S+)", folder=tmp_path) as (_, found):
        yield found.group(1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
