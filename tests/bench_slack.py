"""What hearing costs: signed answers to the bot, beside a bare Bolt app behind the same FastAPI that only acknowledges. Run by `make bench`.

Each server is a process of its own; the load comes from this one, over kept connections. The bot's answers are heard and committed before
it acknowledges, each in one of many interviews that this process has heard before; what follows (the reply) is a job, and no worker runs here.
"""

import asyncio
import json
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import perf_counter

from fastapi import FastAPI, Request, Response
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from uvloop import new_event_loop

from bot.channels.slack.http import http_app, listening
from bot.channels.slack.oauth import OneWorkspace
from bot.serving import serving
from bot.settings import Settings, SlackSettings
from interview_flow.rubric import Level, Mode
from storage.threads import Thread, opening
from tests.bot.slack.running import utc_now
from tests.fakes.slack import signed

SECRET, TEAM, USER = "a-signing-secret", "T1", "U1"
INTERVIEWS, ANSWERS, CONNECTIONS = 500, 3000, 64
SAID = "We keep a counter per client and window in Redis, 50M requests a day is about 600 a second, and a sorted set would cost more memory."


async def main() -> None:
    """Measure and print."""
    bare_rate, bare = await _full(["bare"])
    ours_rate, ours = await _full(["ours"])
    print(f"answers heard and committed, {CONNECTIONS} connections (a second; p50 and p99 in ms)")
    print(f"  bare Bolt, only acknowledging  {bare_rate:8.0f}   {_figures(bare)}")
    print(f"  heard and committed            {ours_rate:8.0f}   {_figures(ours)}   {ours_rate / bare_rate:.2f}x   (aim: at least 0.3x)")
    async with _server(["ours"]) as port:
        await _sent(port, _requests(INTERVIEWS))
        paced = await _paced(port, ours_rate / 2, 2000)
    print(f"  at half of that rate                      {_figures(paced)}   (aim: p99 under 100 ms)\n")


async def _full(arguments: Sequence[str]) -> tuple[float, list[float]]:
    """Answers a second and the seconds of each, as fast as it goes; the better of two runs."""
    runs: list[tuple[float, list[float]]] = []
    for _ in range(2):
        async with _server(arguments) as port:
            await _sent(port, _requests(INTERVIEWS))
            before = perf_counter()
            took = await _sent(port, _requests(ANSWERS))
            runs.append((ANSWERS / (perf_counter() - before), took))
    return max(runs)


async def _sent(port: int, requests: list[bytes]) -> list[float]:
    waiting, took = list(requests), list[float]()

    async def send_all() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while waiting:
            took.append(await _one(reader, writer, waiting.pop()))
        writer.close()

    await asyncio.gather(*(send_all() for _ in range(CONNECTIONS)))
    return took


async def _paced(port: int, rate: float, number: int) -> list[float]:
    """The seconds of each of `number` answers that come in an even stream; waiting for a connection counts."""
    free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(await asyncio.open_connection("127.0.0.1", port))
    took: list[float] = []

    async def send(request: bytes, due: float) -> None:
        connection = await free.get()
        await _one(*connection, request)
        took.append(perf_counter() - due)
        free.put_nowait(connection)

    start = perf_counter()
    async with asyncio.TaskGroup() as group:
        for place, request in enumerate(_requests(number)):
            due = start + place / rate
            await asyncio.sleep(due - perf_counter())
            group.create_task(send(request, due))
    while not free.empty():
        free.get_nowait()[1].close()
    return took


async def _one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> float:
    before = perf_counter()
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = next((int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")), 0)
    await reader.readexactly(length)
    return perf_counter() - before


_numbers = count(1)


def _requests(number: int) -> list[bytes]:
    return [_request(next(_numbers)) for _ in range(number)]


def _request(number: int) -> bytes:
    about = {"type": "message", "user": USER, "channel": "D1", "channel_type": "im", "text": f"{SAID} Case {number}."}
    place = {"ts": f"1800000000.{number:06}", "thread_ts": _thread_ts(number % INTERVIEWS)}
    envelope = {"token": "t", "team_id": TEAM, "api_app_id": "A1", "type": "event_callback", "event_id": f"Ev{number}", "event_time": 1800000000}
    body = json.dumps(envelope | {"event": about | place}).encode()
    headers = {"Host": "localhost", "Content-Type": "application/json", "Content-Length": str(len(body)), **signed(SECRET, body)}
    return b"POST /slack/events HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode() + b"\r\n" + body


def _thread_ts(interview: int) -> str:
    return f"1700000000.{interview:06}"


def _figures(took: list[float]) -> str:
    ordered = sorted(took)
    return f"p50 {statistics.median(ordered) * 1000:6.1f}   p99 {ordered[int(len(ordered) * 0.99)] * 1000:6.1f}"


@asynccontextmanager
async def _server(arguments: Sequence[str]) -> AsyncIterator[int]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench_slack", folder, *arguments]
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        assert process.stdout
        try:
            yield int(await process.stdout.readline())
        finally:
            process.kill()
            await process.wait()


async def _serve_bare() -> None:
    bolt = AsyncApp(process_before_response=True, signing_secret=SECRET, authorize=OneWorkspace("xoxb-1"), ignoring_self_events_enabled=False)

    @bolt.event("message")
    async def acknowledge(ack) -> None:
        await ack()

    app, slack = FastAPI(openapi_url=None), AsyncSlackRequestHandler(bolt)

    @app.post("/slack/events")
    async def events(request: Request) -> Response:
        return await slack.handle(request)

    async with listening(app, "127.0.0.1", 0) as port:
        print(port, flush=True)
        await asyncio.Event().wait()


async def _serve_ours(folder: Path) -> None:
    slack = SlackSettings(bot_token="xoxb-1", signing_secret=SECRET, api_url="http://127.0.0.1:9/api/")
    async with serving(Settings(str(folder / "interviews.db"), folder, slack=slack), utc_now) as parts:
        for number in range(INTERVIEWS):
            thread = Thread(interview_id=f"i{number}", team=TEAM, user=USER, channel="D1", ts=_thread_ts(number))
            about = {"topic": "a rate limiter", "problem": "rate-limiter", "level": Level.SENIOR, "mode": Mode.STRICT, "minutes": 45}
            await parts.app.conversation.begin(f"i{number}", candidate=f"slack:{TEAM}:{USER}", alongside=[opening(thread)], **about)  # type: ignore[arg-type]
        app = http_app(parts.bolt, signing_secret=SECRET, clock=lambda: datetime.now(UTC))
        async with listening(app, "127.0.0.1", 0) as port:
            print(port, flush=True)
            await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        match sys.argv[1:]:
            case [_, "bare"]:
                runner.run(_serve_bare())
            case [folder, "ours"]:
                runner.run(_serve_ours(Path(folder)))
            case _:
                runner.run(main())
