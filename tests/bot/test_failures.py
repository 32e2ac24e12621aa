"""Whatever the machine refuses is told in one clear sentence, with status 1: a full disk, a damaged or busy database, a folder that cannot be written.

The tests may run as root, whom no permission stops: the places are below a file, in /proc, in /sys, on a full device or a full disk.
"""

import json
import re
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.candidates import said, written
from tests.conftest import COMMAND, Ran

NOWHERE = ("/proc/nowhere/interviews.db", "/sys/interviews.db", "/dev/full", "/tmp", "{home}/a_file/interviews.db", "~nobody_at_all/interviews.db")
FOLDERS = ("/proc/nowhere", "/sys/documents", "/dev/full", "{home}/a_file/documents")


def can_mount() -> bool:
    return subprocess.run(["unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt"], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("address", NOWHERE)
def test_a_database_that_cannot_be_opened(call: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    (home / "a_file").touch()
    monkeypatch.setenv("MOCK_INTERVIEW_DATABASE_URL", address.format(home=home))

    call("transcripts", "list").assert_one_sentence(1)
    call("practice", "--script", written(home)).assert_one_sentence(1)


@pytest.mark.parametrize("address", ["mysql://host/x", "sqlite://", "postgresql://ada:secret@127.0.0.1:1/x", "://"])
def test_an_address_that_names_no_database_that_can_be_used(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_DATABASE_URL", address)

    ran = call("transcripts", "list")

    assert ran.status == 1
    assert ran.err.count("\n") == 1
    assert "secret" not in ran.err


@pytest.mark.parametrize("content", [b"this is not a database, it is a letter " * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database(call: Callable[..., Ran], home: Path, content: bytes) -> None:
    (home / "interviews.db").write_bytes(content)

    ran = call("practice", "--script", written(home))

    ran.assert_one_sentence(1)
    assert "damaged" in ran.err
    assert (home / "interviews.db").read_bytes() == content


def test_a_damaged_log(call: Callable[..., Ran], home: Path) -> None:
    interview = json.loads(call("practice", "--script", written(home), "--json").out)["id"]
    with sqlite3.connect(home / "interviews.db") as database:
        database.execute("UPDATE events SET body = '{' WHERE seq = 3")
    database.close()

    ran = call("transcripts", "show", interview)

    ran.assert_one_sentence(1)
    assert "Event 3" in ran.err


def test_a_database_that_another_program_is_writing_to(call: Callable[..., Ran], home: Path) -> None:
    call("transcripts", "list")
    other = sqlite3.connect(home / "interviews.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    ran = call("practice", "--script", written(home))
    other.close()

    ran.assert_one_sentence(1)
    assert "busy" in ran.err


@pytest.mark.parametrize("folder", FOLDERS)
def test_documents_that_cannot_be_saved(call: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    (home / "a_file").touch()
    monkeypatch.chdir(home)
    monkeypatch.setenv("MOCK_INTERVIEW_DOCUMENTS", folder.format(home=home))

    ran = call("practice", "--script", written(home), "--json")

    ran.assert_one_sentence(1)
    told = re.search(r"transcripts show ([0-9a-f]+) --format narrative", ran.err)
    assert told
    assert "rate limiter" in call("transcripts", "show", told[1], "--format", "narrative").out.lower()


def test_a_folder_in_the_home_of_nobody(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_DOCUMENTS", "~nobody_at_all/documents")

    call("transcripts", "list").assert_one_sentence(2)


@pytest.mark.parametrize("path", ["/proc/nowhere/x.md", "/sys/x.md", "/dev/full", ".", "a_file/x.md"])
def test_an_output_that_cannot_be_written(call: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    (home / "a_file").touch()
    monkeypatch.chdir(home)
    interview = json.loads(call("practice", "--script", written(home), "--json").out)["id"]

    call("transcripts", "show", interview, "--output", path).assert_one_sentence(1)


@pytest.mark.parametrize("arguments", ["problems list", "problems list --json", "practice --json --script candidate.yaml"])
def test_standard_output_on_a_full_disk(home: Path, arguments: str) -> None:
    written(home)

    with Path("/dev/full").open("w") as full:
        ran = subprocess.run([*COMMAND, *arguments.split()], stdout=full, stderr=subprocess.PIPE, text=True, cwd=home, check=False)

    Ran(ran.returncode, "", ran.stderr).assert_one_sentence(1)


def test_a_reader_that_goes_away_is_not_complained_to(home: Path) -> None:
    ran = subprocess.Popen([*COMMAND, "problems", "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert ran.stdout
    assert ran.stderr
    ran.stdout.close()

    assert (ran.stderr.read(), ran.wait()) == (b"", 1)
    ran.stderr.close()


@pytest.mark.skipif(not can_mount(), reason="a small disk needs the right to mount")
def test_a_disk_that_fills_up_in_the_middle_of_an_interview(
    run: Callable[..., Ran], call: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, kept = home / "disk", home / "kept"
    disk.mkdir()
    kept.mkdir()
    through = ("unshare", "-m", "sh", "-c", f'mount -t tmpfs -o size=800k tmpfs {disk} && "$@"; status=$?; cp {disk}/* {kept}; exit $status', "sh")
    answers = [f"{n}: " + "We keep one counter for each client. " * 300 for n in range(60)]

    ran = run("practice", "design a rate limiter", stdin="\n\n".join(answers), through=through, MOCK_INTERVIEW_DATABASE_URL=f"{disk}/interviews.db")

    assert ran.status == 1
    assert ran.err.startswith("mock-interview: There is no room left"), ran.err
    assert ran.err.count("\n") == 1

    monkeypatch.setenv("MOCK_INTERVIEW_DATABASE_URL", f"{kept}/interviews.db")
    interview = json.loads(call("transcripts", "list", "--json").out)[0]["id"]
    found = said(call("transcripts", "show", interview, "--format", "json").out)
    assert found
    assert [text.split(":")[0] for text in found] == [str(n) for n in range(len(found))]


def test_a_file_that_may_not_grow(run: Callable[..., Ran], home: Path) -> None:
    run("transcripts", "list")
    answers = "\n\n".join("We keep one counter for each client. " * 300 for _ in range(60))

    ran = run("practice", "design a rate limiter", stdin=answers, through=("sh", "-c", 'ulimit -f 300; exec "$@"', "sh"))

    assert ran.status == 1
    assert ran.err.startswith("mock-interview: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("closed", ["<&-", "<&- >&- 2>&-"])
def test_closed_streams_do_not_matter(run: Callable[..., Ran], call: Callable[..., Ran], closed: str) -> None:
    ran = run("practice", "design a rate limiter", through=("sh", "-c", f'exec "$@" {closed}', "sh"))

    assert ran.status == 0
    assert ran.err == ""
    listed = json.loads(call("transcripts", "list", "--json").out)
    assert [each["stage"] for each in listed] == ["paused"]
