"""`transcripts show --output`: how a file's name ends says what is put into it."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.bot.candidates import written
from tests.conftest import Ran


@pytest.fixture
def interview(call: Callable[..., Ran], home: Path) -> str:
    call("practice", "--script", written(home, {}))
    return next((home / "documents").iterdir()).name


def test_a_file_is_text_a_pdf_or_everything_by_its_ending(call: Callable[..., Ran], home: Path, interview: str) -> None:
    ran = [
        call("transcripts", "show", interview, "--format", "hlsd", "--output", str(home / f"x.{ending}")) for ending in ("md", "PDF", "zip", "md.txt")
    ]

    assert [(each.status, each.out, each.err) for each in ran] == [(0, "", "")] * 4
    assert (home / "x.md").read_text() == (home / "x.md.txt").read_text() == (home / "documents" / interview / "hlsd.md").read_text()
    assert (home / "x.PDF").read_bytes().startswith(b"%PDF-")
    with ZipFile(home / "x.zip") as archive:
        assert any(name.endswith("/narrative.pdf") for name in archive.namelist())


@pytest.mark.parametrize("asked", [("--format", "json", "--output", "x.pdf"), ("--format", "narrative", "--polish", "--output", "x.zip")])
def test_what_cannot_be_meant_is_refused(call: Callable[..., Ran], interview: str, asked: tuple[str, ...]) -> None:
    call("transcripts", "show", interview, *asked).assert_one_sentence(2)


def test_a_file_that_cannot_be_written_is_told(call: Callable[..., Ran], home: Path, interview: str) -> None:
    call("transcripts", "show", interview, "--output", str(home / "nowhere" / "x.zip")).assert_one_sentence(1)
