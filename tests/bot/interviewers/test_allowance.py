"""How much of a model a day allows, counted in this process or in a real Redis or Valkey."""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.interviewers.allowance import Allowance, workspace_of
from bot.model_settings import ModelSettings
from tests.servers import Server, valkey

ANA, BEN = "slack:T1:ANA", "slack:T1:BEN"


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 29, 23, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "server", "server with password"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "memory":
        yield "memory://"
        return
    with valkey("s3cret" if "password" in request.param else None) as server:
        yield server.url


@pytest.fixture
def server() -> Iterator[Server]:
    with valkey() as running:
        yield running


@asynccontextmanager
async def allowance(settings: ModelSettings, url: str, clock: Clock) -> AsyncIterator[Allowance]:
    made = Allowance(settings, url, clock)
    try:
        yield made
    finally:
        await made.close()


async def test_a_person_has_so_many_turns_a_day(url: str, clock: Clock) -> None:
    async with allowance(ModelSettings(turns_a_day=2), url, clock) as allowed:
        ana = [await allowed.may_spend(ANA, "T1") for _ in range(4)]
        ben = await allowed.may_spend(BEN, "T1")

        assert ana == [True, True, False, False]
        assert ben


async def test_a_workspace_shares_its_turns_and_people_elsewhere_have_none_to_share(url: str, clock: Clock) -> None:
    async with allowance(ModelSettings(workspace_turns_a_day=2), url, clock) as allowed:
        shared = [await allowed.may_spend(who, "T1") for who in (ANA, BEN, ANA)]
        elsewhere = [await allowed.may_spend("ana", None) for _ in range(3)]

        assert shared == [True, True, False]
        assert elsewhere == [True, True, True]
        assert await allowed.may_spend("slack:T2:X", "T2")


@pytest.mark.parametrize("settings", [ModelSettings(tokens_a_day=1000), ModelSettings(workspace_tokens_a_day=1000)])
async def test_tokens_are_counted_after_they_were_spent(url: str, clock: Clock, settings: ModelSettings) -> None:
    async with allowance(settings, url, clock) as allowed:
        before = await allowed.may_spend(ANA, "T1")
        await allowed.spent(ANA, "T1", 999)
        nearly = await allowed.may_spend(ANA, "T1")
        await allowed.spent(ANA, "T1", 5000)

        assert (before, nearly) == (True, True)
        assert not await allowed.may_spend(ANA, "T1")


async def test_the_day_is_the_utc_day(url: str, clock: Clock) -> None:
    async with allowance(ModelSettings(turns_a_day=1), url, clock) as allowed:
        today = [await allowed.may_spend(ANA, "T1"), await allowed.may_spend(ANA, "T1")]
        clock.time = clock.time.astimezone(timezone(timedelta(hours=9)))  # there it is tomorrow already
        abroad = await allowed.may_spend(ANA, "T1")
        clock.time += timedelta(hours=1)

        assert (today, abroad) == ([True, False], False)
        assert await allowed.may_spend(ANA, "T1")


async def test_a_turn_that_is_refused_is_not_taken_from_the_person(url: str, clock: Clock) -> None:
    async with allowance(ModelSettings(turns_a_day=2, workspace_turns_a_day=1), url, clock) as allowed:
        await allowed.may_spend(BEN, "T1")
        refused = await allowed.may_spend(ANA, "T1")

        assert not refused
        assert [await allowed.may_spend(ANA, None) for _ in range(3)] == [True, True, False]


async def test_none_allowed_means_none_and_no_limit_means_all(clock: Clock) -> None:
    async with allowance(ModelSettings(turns_a_day=0), "memory://", clock) as allowed:
        assert not await allowed.may_spend(ANA, "T1")
    async with allowance(ModelSettings(), "redis://127.0.0.1:1", clock) as allowed:  # which is never called
        assert all([await allowed.may_spend(ANA, "T1") for _ in range(100)])


async def test_two_processes_count_together(server: Server, clock: Clock) -> None:
    two = ModelSettings(turns_a_day=2)
    async with allowance(two, server.url, clock) as first, allowance(two, server.url, clock) as second:
        turns = [await first.may_spend(ANA, "T1"), await second.may_spend(ANA, "T1"), await first.may_spend(ANA, "T1")]

    assert turns == [True, True, False]


async def test_a_server_that_is_down_limits_nobody_and_is_told_once(server: Server, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    async with allowance(ModelSettings(turns_a_day=1), server.url, clock) as allowed:
        await allowed.may_spend(ANA, "T1")
        server.kill()
        down = [await allowed.may_spend(ANA, "T1") for _ in range(3)]
        await allowed.spent(ANA, "T1", 10)
        told = len(caplog.records)
        server.start()
        up = [await allowed.may_spend(ANA, "T1") for _ in range(2)]

        assert (down, told) == ([True, True, True], 1)
        assert up == [True, False]


async def test_a_server_that_hangs_does_not_hold_up_an_interview(server: Server, clock: Clock) -> None:
    async with allowance(ModelSettings(turns_a_day=1), server.url, clock) as allowed:
        await allowed.may_spend(ANA, "T1")
        with server.frozen():
            assert await allowed.may_spend(ANA, "T1")


@pytest.mark.parametrize(
    "url", ["redis://127.0.0.1:1/0", "rediss://:pw@127.0.0.1:1", "valkey://127.0.0.1:1", "valkeys://u:pw@127.0.0.1:1/2", "unix:///nowhere"]
)
async def test_every_address_of_a_queue_is_understood(url: str, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    async with allowance(ModelSettings(turns_a_day=1), url, clock) as allowed:
        assert await allowed.may_spend(ANA, "T1")
        assert "ConnectionError" in caplog.text
        assert "pw" not in caplog.text


@pytest.mark.parametrize("person", ["", "9" * 20_000, "a/b:c\n", "\ud800", "٣"])
async def test_any_name_can_be_counted(url: str, clock: Clock, person: str) -> None:
    async with allowance(ModelSettings(turns_a_day=1), url, clock) as allowed:
        assert [await allowed.may_spend(person, person), await allowed.may_spend(person, person)] == [True, False]


@pytest.mark.parametrize(
    ("candidate", "workspace"),
    [("slack:T1:U1", "T1"), ("terminal:ana", None), ("ana", None), ("", None), ("slack::U1", None), ("slack:T1", None), ("slack:T1:U1:x", None)],
)
def test_a_workspace_is_read_from_a_candidate_in_slack(candidate: str, workspace: str | None) -> None:
    assert workspace_of(candidate) == workspace
