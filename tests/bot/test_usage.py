"""Bad usage ends with status 2 and one sentence; `--help` answers at once."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from freezegun import freeze_time

from bot.settings import Settings
from tests.bot.candidates import written
from tests.conftest import Ran

HEAVY = ("rich", "pydantic", "sqlalchemy", "jinja2", "yaml", "prompt_toolkit", "markdown_it", "nh3", "merman", "resvg_py", "typst")
BAD = {
    "no command": (),
    "unknown command": ("dance",),
    "unknown option": ("practice", "--fast\x1b[31m"),
    "no such level": ("practice", "x", "--level", "principal"),
    "no such mode": ("practice", "x", "--mode", "gentle"),
    "minutes below zero": ("practice", "x", "--minutes", "-1"),
    "minutes of a fraction": ("practice", "x", "--minutes", "1.5"),
    "too many minutes": ("practice", "x", "--minutes", "10000"),
    "empty topic": ("practice", ""),
    "blank topic": ("practice", " \t\n "),
    "topic without a letter": ("practice", "?!"),
    "long topic": ("practice", "x" * 10_000),
    "long topic of words": ("practice", "rate limiter " * 1000),
    "script and topic": ("practice", "rate limiter", "--script", "candidate.yaml"),
    "script and resume": ("practice", "--resume", "--script", "candidate.yaml"),
    "topic and resume": ("practice", "rate limiter", "--resume"),
    "no script": ("practice", "--script", ""),
    "nothing to resume": ("practice", "--resume"),
    "unknown id to resume": ("practice", "--resume", "nobody"),
    "unknown id": ("transcripts", "show", "nobody\x1b[31m"),
    "empty id": ("transcripts", "show", ""),
    "wildcard id": ("transcripts", "show", "%"),
    "no such format": ("transcripts", "show", "x", "--format", "pdf"),
    "unknown slug": ("problems", "show", "elevator"),
    "empty slug": ("problems", "show", ""),
    "no estimate": ("estimates", ""),
    "blank estimate": ("estimates", " \n", "--json"),
}


@pytest.mark.parametrize("arguments", BAD.values(), ids=BAD)
def test_bad_usage_is_told_in_one_sentence(call: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    ran = call(*arguments)

    ran.assert_one_sentence(2)
    assert "\x1b" not in ran.err


def test_an_unknown_slug_names_near_misses(call: Callable[..., Ran]) -> None:
    ran = call("problems", "show", "rate-limter")

    ran.assert_one_sentence(2)
    assert "near: rate-limiter" in ran.err


def test_a_topic_of_half_a_character_is_bad_input(call: Callable[..., Ran]) -> None:
    call("practice", "rate limiter \udcff").assert_one_sentence(2)


def test_an_ambiguous_id_names_the_interviews_it_fits(call: Callable[..., Ran], home: Path) -> None:
    script = written(home, {})
    for _ in range(17):  # 16 possible beginnings
        assert call("practice", "--script", script).status == 0

    told = [ran for digit in "0123456789abcdef" if "fits several" in (ran := call("transcripts", "show", digit)).err]

    assert told
    told[0].assert_one_sentence(2)


def test_a_finished_interview_cannot_be_resumed(call: Callable[..., Ran], home: Path) -> None:
    call("practice", "--script", written(home, {}))
    finished = next((home / "documents").iterdir()).name

    ran = call("practice", "--resume", finished)

    ran.assert_one_sentence(2)
    assert f"transcripts show {finished}" in ran.err


def test_answers_piped_in_without_a_topic_are_refused(run: Callable[..., Ran]) -> None:
    run("practice", stdin="I would start with a load balancer.\n").assert_one_sentence(2)


@pytest.mark.parametrize("arguments", [(), ("practice",), ("transcripts", "show"), ("problems",), ("estimates",)])
def test_help_is_given(call: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    ran = call(*arguments, "--help")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("usage: mock-interview")


def test_help_imports_nothing_heavy(home: Path) -> None:
    program = (
        "import sys\nfrom bot.__main__ import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stderr.strip() == "[]"


def test_the_problems_are_listed_and_shown(call: Callable[..., Ran]) -> None:
    listed, page = call("problems", "list"), call("problems", "show", "url-shortener")

    assert len(listed.out.splitlines()) >= 16
    assert "url-shortener" in listed.out
    assert "URL shortener" in page.out
    assert (listed.err, page.err) == ("", "")


def test_a_plain_word_on_a_line_of_its_own_is_a_command_when_it_is_piped_in(run: Callable[..., Ran], call: Callable[..., Ran]) -> None:
    ran = run("practice", "design a chat", stdin="We want people to write to each other.\nOn any device.\nend\n")

    assert ran.status == 0
    (listed,) = json.loads(call("transcripts", "list", "--json").out)
    assert listed["stage"] == "finished"
    turns = json.loads(call("transcripts", "show", listed["id"], "--format", "json").out)["turns"]
    assert [turn["text"] for turn in turns if turn["speaker"] == "candidate"] == ["We want people to write to each other.\nOn any device.", "end"]


def test_without_settings_everything_is_kept_in_the_data_folder() -> None:
    settings = Settings.from_environment({"MOCK_INTERVIEW_DATABASE_URL": ""})

    assert Path(settings.database_url).parent.name == "mock-interview"
    assert settings.documents.parent.name == "mock-interview"


def test_which_of_several_open_interviews_to_resume_is_asked(run: Callable[..., Ran], call: Callable[..., Ran]) -> None:
    run("practice", "design a chat", stdin="We want people to write to each other.\n")
    run("practice", "design a news feed", stdin="We want people to read of each other.\n")

    refused = call("practice", "--resume")

    assert refused.status == 2
    assert all(each["id"] in refused.err for each in json.loads(call("transcripts", "list", "--json").out))


def test_an_interview_that_was_silent_for_a_week_is_closed_when_the_next_begins(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())

    with freeze_time("2026-03-01", real_asyncio=True):
        call("practice", "design a chat")

    with freeze_time("2026-03-09", real_asyncio=True):
        call("practice", "design a news feed")

    listed = json.loads(call("transcripts", "list", "--json").out)
    assert [each["stage"] for each in listed] == ["paused", "abandoned"]
