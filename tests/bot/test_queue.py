"""One contract for the queue in this process and for the one on a server; then what only a server can do."""

import asyncio
import contextlib
import itertools
import logging
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.queue import IN_A_TRIP, IN_PROCESS, Queue, QueueFailed
from tests.conftest import PATIENCE
from tests.servers import Server, valkey

LEASE = timedelta(seconds=1)


@pytest.fixture
def server() -> Iterator[Server]:
    with valkey() as server:
        yield server


@pytest.fixture(params=["process", "server"])
async def queue(request: pytest.FixtureRequest) -> AsyncIterator[Queue]:
    url = IN_PROCESS if request.param == "process" else request.getfixturevalue("server").url
    async with Queue(url, lease=LEASE) as queue:
        yield queue


@asynccontextmanager
async def working(queue: Queue) -> AsyncIterator[None]:
    """A worker, told to stop at the end of the block and waited for."""
    stopping = asyncio.Event()
    worker = asyncio.create_task(queue.work(stopping=stopping))
    try:
        yield
    finally:
        stopping.set()
        await worker


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.005)  # between two looks


async def drained(queue: Queue) -> None:
    async with asyncio.timeout(PATIENCE):
        while (depth := await queue.depth()).waiting or depth.running:
            await asyncio.sleep(0.005)  # between two looks


class Answers:
    """A task that notes what it was called with, and holds each call until it is let go."""

    def __init__(self, queue: Queue, *, held: bool = False) -> None:
        self.begun: list[str] = []
        self.done: list[str] = []
        self.most_at_once = 0
        self.let_go = asyncio.Event()
        if not held:
            self.let_go.set()
        queue.register("answer", self)

    async def __call__(self, interview_id: str, *more: str) -> None:
        self.begun.append(interview_id)
        self.most_at_once = max(self.most_at_once, self.begun.count(interview_id) - self.done.count(interview_id))
        await self.let_go.wait()
        self.done.append(interview_id)


async def test_a_job_runs_with_its_arguments(queue: Queue) -> None:
    heard: list[tuple[str, ...]] = []

    async def hear(*arguments: str) -> None:
        heard.append(arguments)

    queue.register("hear", hear)
    await queue.put("hear", "T1", "C1", key="a")
    await queue.put("hear", key="b")

    async with working(queue):
        await until(lambda: len(heard) == 2)

    assert sorted(heard) == [(), ("T1", "C1")]


async def test_jobs_with_one_key_are_one_job_while_they_wait(queue: Queue) -> None:
    answers = Answers(queue)
    for _ in range(3):
        await queue.put("answer", "one", key="one")
    waiting = (await queue.depth()).waiting

    async with working(queue):
        await until(lambda: answers.done != [])
        await drained(queue)

    assert waiting == 1
    assert answers.begun == ["one"]


async def test_a_key_is_free_again_when_its_job_is_done(queue: Queue) -> None:
    answers = Answers(queue)

    async with working(queue):
        await queue.put("answer", "one", key="one")
        await until(lambda: answers.done == ["one"])
        await queue.put("answer", "one", key="one")
        await until(lambda: answers.done == ["one", "one"])


async def test_a_job_put_again_while_it_runs_runs_once_more_afterwards(queue: Queue) -> None:
    answers = Answers(queue, held=True)
    await queue.put("answer", "one", key="one")

    async with working(queue):
        await until(lambda: answers.begun == ["one"])
        for _ in range(3):
            await queue.put("answer", "one", key="one")
        answers.let_go.set()
        await until(lambda: len(answers.done) == 2)
        await drained(queue)

    assert answers.done == ["one", "one"]
    assert answers.most_at_once == 1


async def test_jobs_that_are_put_together_are_put_as_each_alone_would_be(queue: Queue) -> None:
    answers = Answers(queue, held=True)
    many = {str(number): (str(number),) for number in range(3 * IN_A_TRIP + 1)}
    for _ in range(2):
        await queue.put_all("answer", many)
    waiting = (await queue.depth()).waiting

    async with working(queue):
        await until(lambda: "0" in answers.begun)
        for _ in range(2):
            await queue.put_all("answer", {"0": ("0",)})
        answers.let_go.set()
        await until(lambda: len(answers.done) == len(many) + 1)
        await drained(queue)

    assert waiting == len(many)
    assert sorted(answers.done) == sorted(["0", *many])


async def test_a_job_can_put_itself_for_later(queue: Queue) -> None:
    tried: list[datetime] = []

    async def answer(interview_id: str) -> None:
        tried.append(datetime.now(UTC))
        if len(tried) == 1:
            await queue.put("answer", interview_id, key=interview_id, at=tried[0] + timedelta(seconds=0.3))

    queue.register("answer", answer)
    await queue.put("answer", "one", key="one")

    async with working(queue):
        await until(lambda: len(tried) == 2)

    assert tried[1] - tried[0] >= timedelta(seconds=0.3)


async def test_an_interview_is_answered_one_job_at_a_time_while_others_go_on(queue: Queue) -> None:
    answers = Answers(queue, held=True)
    for seq in range(4):
        await queue.put("answer", "one", key=f"one-{seq}")
    for other in ("two", "three"):
        await queue.put("answer", other, key=other)

    async with working(queue):
        await until(lambda: len(answers.begun) == 3)
        begun = set(answers.begun)
        answers.let_go.set()
        await until(lambda: len(answers.done) == 6)

    assert begun == {"one", "two", "three"}
    assert answers.most_at_once == 1


async def test_a_delayed_job_waits_for_its_time(queue: Queue) -> None:
    answers = Answers(queue)
    due = datetime.now(UTC) + timedelta(seconds=0.5)
    await queue.put("answer", "later", key="later", at=due)
    await queue.put("answer", "never", key="never", at=due + timedelta(hours=1))

    async with working(queue):
        await queue.put("answer", "now", key="now")
        await until(lambda: answers.done != [])
        first = list(answers.done)
        await until(lambda: "later" in answers.done)
        came = datetime.now(UTC)

    assert first == ["now"]
    assert came >= due
    assert answers.done == ["now", "later"]


async def test_a_delayed_job_comes_sooner_when_it_is_put_again_without_a_time(queue: Queue) -> None:
    answers = Answers(queue)
    await queue.put("answer", "one", key="one", at=datetime.now(UTC) + timedelta(hours=1))

    async with working(queue):
        await queue.put("answer", "one", key="one")
        await until(lambda: answers.done == ["one"])

    assert (await queue.depth()).waiting == 0


async def test_a_job_that_is_due_is_not_put_off(queue: Queue) -> None:
    answers = Answers(queue)
    await queue.put("answer", "one", key="one")
    await queue.put("answer", "one", key="one", at=datetime.now(UTC) + timedelta(hours=1))

    async with working(queue):
        await until(lambda: answers.done == ["one"])

    assert (await queue.depth()).waiting == 0


async def test_a_failing_job_is_logged_without_its_words_and_stops_nothing(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    answers = Answers(queue)

    async def fail(interview_id: str, said: str) -> None:
        try:
            raise KeyError(said)
        except KeyError as error:
            raise ExceptionGroup(said, [ValueError(said)]) from error

    queue.register("fail", fail)
    await queue.put("fail", "one", "my secret design", key="one")
    await queue.put("answer", "one", key="one")

    async with working(queue):
        await until(lambda: answers.done == ["one"])

    assert "fail(one) failed" in caplog.text
    assert {word for word in ("KeyError", "ValueError", "ExceptionGroup", "in fail") if word in caplog.text} == {
        "KeyError",
        "ValueError",
        "ExceptionGroup",
        "in fail",
    }
    assert "my secret design" not in caplog.text


async def test_a_stopping_worker_finishes_what_is_under_way_and_begins_nothing(queue: Queue) -> None:
    answers = Answers(queue, held=True)
    await queue.put("answer", "one", key="one")
    stopping = asyncio.Event()
    worker = asyncio.create_task(queue.work(stopping=stopping))
    await until(lambda: answers.begun == ["one"])

    stopping.set()
    await until(lambda: "heartbeat" not in {task.get_name().rpartition(" - ")[2] for task in asyncio.all_tasks()})
    await queue.put("answer", "two", key="two")
    ended_early = worker.done()
    answers.let_go.set()
    await worker

    assert not ended_early
    assert answers.done == ["one"]
    assert (await queue.depth()).waiting == 1


async def test_a_worker_told_to_stop_before_it_began_stops(queue: Queue) -> None:
    stopping = asyncio.Event()
    stopping.set()

    async with asyncio.timeout(PATIENCE):
        await queue.work(stopping=stopping)


async def test_a_periodic_task_runs_again_and_again_once_for_all_workers(queue: Queue) -> None:
    swept: list[float] = []

    async def sweep() -> None:
        swept.append(time.monotonic())
        raise RuntimeError("a failure does not end the series")

    queue.every("recover", sweep, seconds=0.3)

    async with working(queue), working(queue):
        await until(lambda: len(swept) == 4)

    assert all(later - earlier >= 0.29 for earlier, later in itertools.pairwise(swept)), swept


async def test_the_depth_counts_what_waits_and_what_runs(queue: Queue) -> None:
    answers = Answers(queue, held=True)
    queue.every("recover", answers.let_go.wait, seconds=60)  # type: ignore[arg-type]
    await queue.put("answer", "later", key="later", at=datetime.now(UTC) + timedelta(hours=1))
    await queue.put("answer", "one", key="one")
    idle = await queue.depth()

    async with working(queue):
        await until(lambda: answers.begun == ["one"])
        busy = await queue.depth()
        answers.let_go.set()

    assert (idle.waiting, idle.running, idle.workers) == (2, 0, 0)
    assert busy.waiting == 1
    assert busy.running >= 1
    assert busy.workers == 1


async def test_nothing_is_told_at_info(queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    answers = Answers(queue)
    await queue.put("answer", "one", key="one")

    async with working(queue):
        await until(lambda: answers.done == ["one"])

    assert caplog.text == ""


async def test_a_job_of_a_killed_worker_is_done_by_another(server: Server, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    program = subprocess.Popen([sys.executable, "-m", "tests.bot.worker", server.url, str(LEASE.total_seconds()), str(begun)])
    async with Queue(server.url, lease=LEASE) as queue:
        answers = Answers(queue)
        try:
            await queue.put("answer", "one", key="one")
            await until(begun.exists)
        finally:
            program.kill()
            program.wait(PATIENCE)

        async with working(queue):
            await until(lambda: answers.done == ["one"])

        assert (await queue.depth()).running == 0


async def test_a_job_longer_than_the_lease_is_not_run_twice(server: Server) -> None:
    async with Queue(server.url, lease=LEASE) as queue:
        answers = Answers(queue, held=True)
        await queue.put("answer", "one", key="one")
        async with working(queue), working(queue):
            await until(lambda: answers.begun == ["one"])
            long = time.monotonic() + 3 * LEASE.total_seconds()
            await until(lambda: time.monotonic() > long)
            answers.let_go.set()
            await until(lambda: answers.done != [])

        assert answers.begun == ["one"]


async def test_work_goes_on_after_the_server_was_restarted(server: Server) -> None:
    async with Queue(server.url, lease=LEASE) as queue:
        answers = Answers(queue)
        async with working(queue):
            await queue.put("answer", "before", key="before")
            await until(lambda: answers.done == ["before"])
            server.kill()
            with pytest.raises(QueueFailed):
                await queue.put("answer", "lost", key="lost")
            server.start()
            await queue.put("answer", "after", key="after")
            await until(lambda: answers.done == ["before", "after"])


async def test_others_do_not_wait_for_a_job_that_is_under_way_while_the_server_restarts(server: Server) -> None:
    async with Queue(server.url, lease=LEASE) as queue:
        held, free = Answers(queue, held=True), Answers(queue)
        queue.register("hold", held)
        async with working(queue):
            await queue.put("hold", "one", key="one")
            await until(lambda: held.begun == ["one"])
            server.kill()
            server.start()
            try:
                await queue.put("answer", "two", key="two")
                await until(lambda: free.done == ["two"])
                meanwhile = list(held.done)
            finally:
                held.let_go.set()

    assert meanwhile == []
    assert held.most_at_once == 1


@pytest.mark.parametrize("ill", ["gone", "frozen"])
async def test_to_put_fails_soon_when_the_server_does_not_answer(server: Server, ill: str) -> None:
    async with Queue(server.url) as queue:
        Answers(queue)
        with server.frozen() if ill == "frozen" else contextlib.nullcontext():
            if ill == "gone":
                server.kill()
            asked = time.monotonic()

            with pytest.raises(QueueFailed, match="cannot be reached"):
                await queue.put("answer", "one", key="one")
            with pytest.raises(QueueFailed, match="cannot be reached"):
                await queue.put_all("answer", {"one": ("one",), "two": ("two",)})

            assert time.monotonic() - asked < 6


async def refusal(url: str) -> str:
    with pytest.raises(QueueFailed) as failed:
        async with Queue(url):
            pass
    return str(failed.value)


async def test_a_wrong_password_is_told_without_the_password(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with valkey(password="right") as server:
        async with Queue(server.url) as queue:
            await queue.depth()

        told = [await refusal(server.url.replace("right", "wrong")), await refusal(server.url.replace(":right@", ""))]

    assert all("refused the user or the password" in sentence for sentence in told)
    assert "wrong" not in "".join(told) + caplog.text
    assert "right" not in "".join(told) + caplog.text


async def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be reached" in await refusal(f"unix://{tmp_path}/socket")
    assert "no.such.host.invalid:6379 cannot be reached" in await refusal("redis://:password@no.such.host.invalid")


async def test_a_server_that_speaks_something_else_is_told() -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(speak, "127.0.0.1", 0) as other:
        port = other.sockets[0].getsockname()[1]
        told = await refusal(f"redis://127.0.0.1:{port}/0")

    assert told.startswith(f"What answers at 127.0.0.1:{port} is not Redis")


@pytest.mark.parametrize(
    "url",
    [
        *("", "localhost", "http://localhost", "redis://", "unix://", "memory://other", "redis://[::1", "redis+cluster://localhost"),
        *("redis://user:secret#word@localhost", "redis://localhost:secret/0", "redis://localhost/?db=secret", "redis://localhost?secret=1"),
    ],
)
async def test_what_is_no_address_is_told_without_repeating_it(url: str) -> None:
    told = await refusal(url)

    assert told.startswith("The address of the queue cannot be read: give redis://host:6379/0")
    assert "secret" not in told


async def test_the_server_is_named(server: Server) -> None:
    async with Queue(server.url) as queue:
        assert (await queue.check()).split()[0] in ("Valkey", "Redis")
    async with Queue() as queue:
        assert await queue.check() == "in this process"
