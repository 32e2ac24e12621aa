"""The doctor and what is to be done: the queue, and interviews in which something waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.checkup.findings import Status
from bot.queue import Queue
from bot.settings import Settings
from interview_flow.rubric import Level, Mode
from storage.threads import Thread, Threads, opening
from tests.bot.doctors import Examined, examined
from tests.bot.slack.running import utc_now
from tests.conftest import PATIENCE
from tests.servers import valkey


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=str(tmp_path / "interviews.db"), documents=tmp_path / "documents")


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[App]:
    async with opened(settings, utc_now) as app:
        yield app


async def begun(app: App, interview_id: str, *, in_slack: bool = True) -> Threads:
    """An interview whose greeting is owed."""
    beside = [opening(Thread(interview_id=interview_id, team="T1", user="U1"))] if in_slack else []
    about = {"topic": "design a rate limiter", "problem": None, "level": Level.SENIOR, "mode": Mode.STRICT, "minutes": 45, "candidate": "U1"}
    await app.conversation.begin(interview_id, **about, alongside=beside)  # type: ignore[arg-type]
    return Threads(app.database)


async def later(settings: Settings, minutes: float) -> Examined:
    """What is found after so many minutes."""
    return await examined(settings, lambda: utc_now() + timedelta(minutes=minutes))


async def test_interviews_that_go_well_are_ok(settings: Settings, app: App) -> None:
    await begun(app, "i1")

    assert (await later(settings, 4))["interviews"].status is Status.OK


async def test_an_interview_that_is_owed_a_reply_for_too_long(settings: Settings, app: App) -> None:
    await begun(app, "i1")

    (await later(settings, 6)).assert_advised("interviews owed a reply", Status.ATTENTION, "i1 (since 2", "mock-interview serve")


async def test_an_interview_in_a_terminal_waits_for_its_candidate(settings: Settings, app: App) -> None:
    await begun(app, "i1", in_slack=False)

    assert (await later(settings, 6))["interviews"].status is Status.OK


async def test_a_parked_interview_is_told_once_with_its_trouble(settings: Settings, app: App) -> None:
    threads = await begun(app, "i1")
    now = utc_now()
    await threads.failed("i1", "Removed: account_inactive", now)
    await threads.parked("i1", now)

    found = await later(settings, 6)

    found.assert_advised("parked interviews", Status.ATTENTION, f"i1 (team T1, since {now:%Y-%m-%d %H:%M} UTC, Removed: account_inactive)")
    assert found.of(Status.ATTENTION) == {"parked interviews"}


async def test_an_interview_that_fails_again_and_again(settings: Settings, app: App) -> None:
    for interview_id, times in (("i1", 3), ("i2", 2)):
        threads = await begun(app, interview_id)
        for _ in range(times):
            await threads.failed(interview_id, "Unsure: status_503", utc_now() + timedelta(minutes=5))

    found = await later(settings, 0)

    found.assert_advised("failing interviews", Status.ATTENTION, "i1 (team T1, 3 times in a row, Unsure: status_503)")
    assert "i2" not in found["failing interviews"].found


async def test_only_the_first_of_many_are_named(settings: Settings, app: App) -> None:
    for number in range(7):
        await begun(app, f"i{number}")

    assert (await later(settings, 6))["interviews owed a reply"].found.endswith(" and 2 more")


@asynccontextmanager
async def queue_of(url: str) -> AsyncIterator[Queue]:
    """A queue with one task that does nothing."""

    async def nothing(_: str) -> None: ...

    async with Queue(url) as queue:
        queue.register("nothing", nothing)
        yield queue


async def at(settings: Settings, url: str) -> Examined:
    """What is found with the queue at this address."""
    return await examined(Settings(settings.database_url, settings.documents, redis_url=url))


async def test_jobs_for_which_there_is_no_worker(settings: Settings) -> None:
    with valkey() as server:
        async with queue_of(server.url) as queue:
            await queue.put("nothing", "i1", key="i1")

            found = await at(settings, server.url)

        found.assert_advised("queue", Status.ATTENTION, "1 waiting, 0 running, 0 alive", "mock-interview worker")


async def test_a_queue_with_a_worker(settings: Settings) -> None:
    with valkey() as server:
        async with queue_of(server.url) as queue:
            stopping = asyncio.Event()
            worker = asyncio.create_task(queue.work(stopping=stopping))
            async with asyncio.timeout(PATIENCE):
                while not (await queue.depth()).workers:
                    await asyncio.sleep(0.005)  # between two looks

            found = await at(settings, server.url)
            stopping.set()
            await worker

        assert found["queue"].status is Status.OK
        assert found["queue"].found.endswith("0 waiting, 0 running, 1 alive to do them")


async def test_a_queue_behind_a_password(settings: Settings) -> None:
    with valkey(password="hidden-word") as server:
        right, wrong = await at(settings, server.url), await at(settings, server.url.replace("hidden-word", "forgotten-word"))

    assert right["queue"].status is Status.OK
    wrong.assert_advised("queue", Status.BROKEN, "refused the user or the password")
    assert "word@" not in str(wrong.findings)


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1", "redis://:hidden-word@127.0.0.1:1/0", "nonsense://x:hidden-word@y", "redis://["])
async def test_a_queue_that_cannot_be_used(settings: Settings, url: str) -> None:
    found = await at(settings, url)

    found.assert_advised("queue", Status.BROKEN, "MOCK_INTERVIEW_REDIS_URL")
    assert "hidden-word" not in str(found.findings)
