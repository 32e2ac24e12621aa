"""What the pages cost: lists, searches and one interview, with 100 and with 100,000 saved ones, beside a bare FastAPI page. Run by `make bench`.

Each server is a process of its own: two are `mock-interview serve`, the third answers one template and knows no database. The requests come from this
process over kept connections, one at a time and to each server in turn, so that what else runs on the machine hits all of them alike.
"""

import asyncio
import os
import secrets
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse
from jinja2 import DictLoader, Environment
from uvloop import new_event_loop

from bot.channels.slack.http import listening
from bot.channels.web.sessions import NAME
from bot.channels.web.signing import Signed
from storage.shares import hashed
from tests.many_interviews import COMMON, RARE, TEAM, WHO_LOOKS, Made, held, many

FEW, MANY = (100, 60, 15), (100_000, 300, 40)
"""Interviews, how many of them are the Slack person's own, how many were shared with them."""
ROUNDS = 60
WARM = 3
BARE = "/"
BARE_TEMPLATE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
<ul>{% for row in rows %}<li><a href="/interviews/{{ row.id }}">{{ row.title }}</a> {{ row.day }}</li>{% endfor %}</ul></body></html>"""
ROWS = 25
KEY = "a key that signs the sessions of a measurement"
SLACK = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_SIGNING_SECRET": "a-signing-secret",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "a-client-secret",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "MOCK_INTERVIEW_PUBLIC_URL": "http://127.0.0.1",
    "MOCK_INTERVIEW_SESSION_KEYS": KEY,
}
OURS = ("SLACK_", "MOCK_INTERVIEW_")


async def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        root, start = Path(folder), perf_counter()
        real = await held(root)
        made = [many(real, root / f"{size[0]}.db", *size) for size in (FEW, MANY)]
        size = made[1].path.stat().st_size / 1e9
        print(f"pages with {FEW[0]:,} and with {MANY[0]:,} interviews ({size:.2f} GB, made in {perf_counter() - start:.0f} s)")
        print(f"  p50 and p99 in ms of {ROUNDS} requests each, beside a bare FastAPI page   (aim: within 10x of it, and many at most 2x of few)")
        await compared("local user", made, {}, {})
        await compared("somebody of Slack's", made, SLACK, {each.path: _signed_in(each.path) for each in made})
    print()


async def compared(who: str, made: list[Made], environment: Mapping[str, str], cookies: Mapping[Path, str]) -> None:
    """Every page of both databases in turns with the bare one."""
    async with AsyncExitStack() as stack:
        bare = await stack.enter_async_context(_connected(_bare_server()))
        sites = [await stack.enter_async_context(_connected(_server(each.path, environment), cookies.get(each.path, ""))) for each in made]
        pages = [_pages(each, is_local=not environment) for each in made]
        print(f"  {who:<22}{'bare':>15}{f'{FEW[0]:,}':>15}{'':>8}{f'{MANY[0]:,}':>15}{'':>8}")
        for name in pages[0]:
            taken = await _in_turns([(bare, BARE), *((site, its[name]) for site, its in zip(sites, pages, strict=True))])
            least, few, more = (statistics.median(times) for times in taken)
            figures = [_figures(times) for times in taken]
            print(
                f"    {name:<20}{figures[0]:>15}{figures[1]:>15}{few / least:>7.1f}x{figures[2]:>15}{more / least:>7.1f}x   {more / few:.2f}x of few"
            )


def _pages(made: Made, *, is_local: bool) -> dict[str, str]:
    middle = made.middle if is_local else made.middle_of_own
    return {
        "list": "/",
        "filtered": f"/?{urlencode({'problem': 'rate-limiter', 'verdict': 'lean_no'})}",
        "deep": f"/?{urlencode({'after': middle})}",
        "a common word": f"/?q={COMMON}",
        "a rare word": f"/?q={RARE}",
        "two words": f"/?q={COMMON}+rate",
        "one interview": f"/interviews/{made.sample}",
        "one document": f"/interviews/{made.sample}/documents/narrative",
    }


async def _in_turns(asked: list[tuple["Client", str]]) -> list[list[float]]:
    """The ms of each request to each server; the first few are to have drawn and read what is kept."""
    for client, address in asked * WARM:
        page = await client.get(address)
        assert address == BARE or b'<ul class="interviews">' in page or b'<header class="interview-head">' in page, address
    taken: list[list[float]] = [[] for _ in asked]
    for _ in range(ROUNDS):
        for times, (client, address) in zip(taken, asked, strict=True):
            start = perf_counter()
            await client.get(address)
            times.append((perf_counter() - start) * 1000)
    return taken


class Client:
    """One browser with a kept connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, cookie: str) -> None:
        self._reader, self._writer, self._cookie = reader, writer, cookie

    async def get(self, address: str) -> bytes:
        """The body of a page."""
        self._writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self._cookie}\r\n\r\n".encode())
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        return await self._reader.readexactly(length)


@asynccontextmanager
async def _connected(server: asyncio.subprocess.Process | object, cookie: str = "") -> AsyncGenerator[Client]:
    async with server as port:  # type: ignore[attr-defined]
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
        try:
            yield Client(reader, writer, cookie)
        finally:
            writer.close()


@asynccontextmanager
async def _process(environment: Mapping[str, str], *command: str) -> AsyncGenerator[int]:
    """The port that a server tells with the first line that it prints."""
    quiet = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.DEVNULL}
    process = await asyncio.create_subprocess_exec(*command, env=environment, **quiet)  # type: ignore[arg-type]
    assert process.stdout
    try:
        yield int((await process.stdout.readline()).decode().rpartition(":")[2])
    finally:
        process.kill()
        await process.wait()


def _bare_server():
    return _process(os.environ, sys.executable, "-m", "tests.bench_web", "bare")


def _server(database: Path, environment: Mapping[str, str]):
    """`mock-interview serve`."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    place = {"MOCK_INTERVIEW_DATABASE_URL": str(database), "MOCK_INTERVIEW_DOCUMENTS": str(database.parent / "documents")}
    return _process(others | place | dict(environment), sys.executable, "-m", "bot", "serve", "--port", "0")


def _signed_in(path: Path) -> str:
    """The cookie of a browser in which the person is signed in."""
    secret, now = secrets.token_urlsafe(32), datetime.now(UTC).replace(tzinfo=None)
    times = [at.isoformat(" ", "microseconds") for at in (now, now, now + timedelta(days=30))]
    with sqlite3.connect(path) as database:
        names = "id, person, team, name, is_admin, begun_at, checked_at, expires_at"
        database.execute(f"INSERT INTO sessions ({names}) VALUES (?, ?, ?, 'Person 0', 0, ?, ?, ?)", (hashed(secret), WHO_LOOKS, TEAM, *times))
    database.close()
    return f"{NAME}={Signed((KEY,), 'session').sealed(secret)}"


def _figures(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):.1f} {ordered[int(len(ordered) * 0.99)]:.1f}"


async def _serve_bare() -> None:
    app = FastAPI(openapi_url=None)
    template = Environment(loader=DictLoader({"page": BARE_TEMPLATE}), autoescape=True, auto_reload=False).get_template("page")
    rows = [{"id": f"{number}", "title": f"Interview {number}", "day": f"{number + 1} Nov 2026"} for number in range(ROWS)]

    @app.get(BARE)
    async def page() -> Response:  # pyright: ignore[reportUnusedFunction]
        return HTMLResponse(template.render(title="Interviews", rows=rows))

    async with listening(app, "127.0.0.1", 0) as port:
        print(f"bare at http://127.0.0.1:{port}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(_serve_bare() if sys.argv[1:] == ["bare"] else main())
