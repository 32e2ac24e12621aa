"""Whose interview a scripted one is: nobody's who practises on this machine, and not of the future."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import opened
from bot.channels.script import SCRIPTED
from bot.local_person import local_person
from bot.settings import Settings
from storage.tallies import Tallies
from tests.bot.candidates import written
from tests.conftest import Ran


async def test_a_scripted_run_is_kept_and_is_not_the_person_s_own(run: Callable[..., Ran], home: Path) -> None:
    ran = run("practice", "--script", written(home), "--json")

    async with opened(Settings(str(home / "interviews.db"), home / "documents"), lambda: datetime.now(UTC)) as app:
        (listed,) = await app.transcripts.listed()
        practised = await Tallies(app.database).practised(local_person(), knows_all=True)
    assert ran.status == 0, ran
    assert (listed.id, listed.candidate) == (json.loads(ran.out)["id"], SCRIPTED)
    assert practised == {}


async def test_a_scripted_run_ends_about_now(run: Callable[..., Ran], home: Path) -> None:
    run("practice", "--script", written(home))

    async with opened(Settings(str(home / "interviews.db"), home / "documents"), lambda: datetime.now(UTC)) as app:
        (listed,) = await app.transcripts.listed()
    assert listed.ended_at is not None
    assert timedelta() <= datetime.now(UTC) - listed.ended_at < timedelta(minutes=10)
