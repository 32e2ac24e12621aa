"""`mock-interview drill`: one phase, from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.candidates import written
from tests.conftest import Ran
from tests.drills import BUDGET, PARTS, REPEATED


def test_a_script_is_drilled_and_leaves_a_transcript_and_its_object(call: Callable[..., Ran], home: Path) -> None:
    script = written(home, {"flows": [PARTS, REPEATED, BUDGET]}, topic="design a url shortener")

    held = call("drill", "--skill", "flows.latency_budget", "--script", script, "--json")

    report = json.loads(held.out)
    shown, refused = call("transcripts", "show", report["id"], "--format", "json"), call("transcripts", "show", report["id"], "--format", "hlsd")
    listed = call("transcripts", "list")
    assert held.status == 0, held.err
    assert report["drill"] == {"phase": "flows", "criteria": ["flows.latency_budget"]}
    assert (report["problem"], report["verdict"]) == ("url-shortener", None)
    assert [phase["phase"] for phase in report["phases"]] == ["flows"]
    assert {turn["phase"] for turn in report["turns"]} == {"flows"}
    assert report["score"] == report["phases"][0]["score"] > 80
    assert json.loads(shown.out) == report
    assert "Drill: Flows, on URL shortener" in listed.out
    assert [path.name for path in (home / "documents" / report["id"]).iterdir()] == ["transcript.md"]
    transcript = (home / "documents" / report["id"] / "transcript.md").read_text(encoding="utf-8")
    assert transcript.startswith("# Drill: Flows, on URL shortener: transcript\n")
    assert "none, since a drill is too short for one" in transcript
    refused.assert_one_sentence(2)


def test_who_has_practised_nothing_begins_with_what_to_ask_and_sees_how_it_went(call: Callable[..., Ran], home: Path) -> None:
    script = written(
        home, {"clarify": ["How many users are there? How fast must it be?", "Then 100 requests a second, at most 50 ms, will do.", "end"]}
    )

    held = call("drill", "--script", script)

    assert held.status == 0, held.err
    assert "Drill · Clarify the requirements" in held.out
    assert "drill of 10 minutes" in held.out
    assert "Drill: Clarify the requirements, on Rate limiter (" in held.out
    assert "Your transcript:" in held.out


def test_a_phase_can_be_named_as_well_by_who_never_practised_it(call: Callable[..., Ran], home: Path) -> None:
    script = written(home, {"flows": [PARTS, REPEATED, BUDGET]}, topic="design a url shortener")

    held = call("drill", "--skill", "flows", "--script", script, "--json")

    assert held.status == 0, held.err
    assert json.loads(held.out)["drill"] == {"phase": "flows", "criteria": ["flows.write_path", "flows.read_path"]}


@pytest.mark.parametrize(
    "options",
    [
        ("--skill", "flows.nonsense"),
        ("--skill", "wrap_up.on_time"),
        ("--problem", "no-such-problem"),
        ("--skill", "flows.failure_mid_flow", "--level", "mid"),
        ("--script", "/nowhere.yaml"),
    ],
)
def test_what_cannot_be_drilled_is_told_in_a_sentence(call: Callable[..., Ran], home: Path, options: tuple[str, ...]) -> None:
    call("drill", *options).assert_one_sentence(2)
