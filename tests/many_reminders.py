"""A database with any number of reminders, made by the database itself."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from tests.reminders import daily, weekly

BEGAN = datetime(2026, 11, 30, tzinfo=UTC)
"""A Monday, at whose nine o'clock the first ones come."""
HOT = 200
"""Reminders that come every day; all others come first when nobody measures any more."""
COLD = timedelta(days=60)
PEOPLE = 3
"""Reminders of each person."""
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
WEEKDAYS = (0, 1, 2, 3, 4)

NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < {last}) ",
    "postgresql": "WITH numbers AS (SELECT n FROM generate_series(0, {last}) AS n) ",
}
LATER = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', '{at:%Y-%m-%d %H:%M:%S}', ({seconds}) || ' seconds')",
    "postgresql": "timestamptz '{at:%Y-%m-%d %H:%M:%S}+00' + ({seconds}) * interval '1 second'",
}
"""An instant so many seconds after another."""


async def filled(database: Database, number: int) -> None:
    """So many reminders, each with the next time that it is due: `HOT` of them, all over the table, at nine o'clock UTC, the others long after."""
    kind = "sqlite" if database.is_sqlite else "postgresql"
    hot = f"n % {number // HOT} = 0"
    schedules = [daily("09:00").model_dump_json(), weekly(*WEEKDAYS).model_dump_json(), weekly(1, 3).model_dump_json()]
    cases = " ".join(f"WHEN n % 3 = {place} THEN '{schedule}'" for place, schedule in enumerate(schedules))
    zones = " ".join(f"WHEN n % {len(ZONES)} = {place} THEN '{zone}'" for place, zone in enumerate(ZONES))
    nine = LATER[kind].format(at=BEGAN + timedelta(hours=9), seconds="0")
    late = LATER[kind].format(at=BEGAN + COLD, seconds="n % 604800")
    due = f"CASE WHEN {hot} THEN {nine} ELSE {late} END"
    numbers = NUMBERS[kind].format(last=number - 1)
    people = NUMBERS[kind].format(last=number // PEOPLE)
    async with database.begin() as connection:
        await _run(connection, "" if database.is_sqlite else "SET LOCAL session_replication_role = replica")  # no look for each row's reminder
        await _run(connection, f"INSERT INTO people (id, zone) {people} SELECT 'slack:T1:U' || n, CASE {zones} END FROM numbers")
        await _run(
            connection,
            'INSERT INTO reminders (id, kind, person, team, "user", asked, schedule, zone, kept_at_night, failures, created_at) '
            f"{numbers} SELECT 'r' || n, 'practice', 'slack:T1:U' || (n / {PEOPLE}), 'T1', 'U' || (n / {PEOPLE}), 'every day at 9', "
            f"CASE WHEN {hot} THEN '{schedules[0]}' {cases} END, CASE WHEN {hot} THEN 'UTC' END, {'0' if database.is_sqlite else 'false'}, 0, {nine} FROM numbers",
        )
        await _run(
            connection,
            "INSERT INTO occurrences (reminder_id, occasion, kind, person, at, due_at, state) "
            f"{numbers} SELECT 'r' || n, '2026-11-30T09:00', 'regular', 'slack:T1:U' || (n / {PEOPLE}), {due}, {due}, 'waiting' FROM numbers",
        )
    async with database.begin() as connection:
        await _run(connection, "ANALYZE")


async def fall_due(database: Database, number: int, start: datetime, seconds: float) -> None:
    """Of the many, so many fall due in an even stream from `start` on."""
    kind = "sqlite" if database.is_sqlite else "postgresql"
    place = "CAST(substr(reminder_id, 2) AS INTEGER)"
    due = LATER[kind].format(at=start, seconds=f"({place} / 50) * {seconds / number}")
    at = LATER[kind].format(at=start.replace(second=0), seconds="0")
    async with database.begin() as connection:
        await _run(
            connection, f"UPDATE occurrences SET at = {at}, due_at = {due} WHERE state = 'waiting' AND {place} % 50 = 7 AND {place} / 50 < {number}"
        )


async def _run(connection: AsyncConnection, statement: str) -> None:
    if statement:
        await connection.execute(text(statement.replace(":", "\\:")))
