from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.database import normalised
from storage.one_trip import connection


def engine_of(folder: Path) -> AsyncEngine:
    url = normalised(str(folder / "a.db"))
    return create_async_engine(url, async_creator=lambda: connection(url, isolation_level=None))


async def test_a_statement_has_all_its_rows_and_leaves_the_connection_free_for_the_next(tmp_path: Path) -> None:
    engine = engine_of(tmp_path)

    async with engine.connect() as here:
        await here.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY, said TEXT)"))
        written = await here.execute(text("INSERT INTO t VALUES (:n, :said)"), [{"n": n, "said": f"word {n}"} for n in range(300)])
        found = await here.execute(text("SELECT n, said FROM t ORDER BY n"))
        await here.execute(text("DROP TABLE t"))  # would be locked by a cursor that is still open
        rows = found.mappings().all()
    await engine.dispose()

    assert written.rowcount == 300
    assert [dict(row) for row in rows] == [{"n": n, "said": f"word {n}"} for n in range(300)]


async def test_what_fails_in_a_transaction_is_rolled_back_and_the_connection_goes_on(tmp_path: Path) -> None:
    engine = engine_of(tmp_path)

    async with engine.connect() as here:
        await here.execute(text("CREATE TABLE t (n INTEGER)"))
    with pytest.raises(OperationalError, match="no such table"):
        async with engine.begin() as here:
            await here.exec_driver_sql("BEGIN IMMEDIATE")
            await here.execute(text("INSERT INTO t VALUES (1)"))
            await here.execute(text("INSERT INTO nowhere VALUES (1)"))
    async with engine.connect() as here:
        left = (await here.execute(text("SELECT count(*) FROM t"))).scalar_one()
    await engine.dispose()

    assert left == 0
