"""Scoring an interview at the command line: oneself before the reveal, a team-mate with a form."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
import yaml

from interview_flow.transcript import Status
from prompts.library import rubric
from tests.bot.candidates import SHORT, written
from tests.bot.test_terminal import Typing, ends, typing
from tests.conftest import Ran

__all__ = ["typing"]
Call = Callable[..., Ran]


@pytest.fixture
def interview(call: Call, home: Path) -> str:
    """The id of a finished interview."""
    return json.loads(call("practice", "--script", written(home), "--json").out)["id"]


def filled_in(home: Path, form: str, **statuses: str) -> str:
    """The form with these criteria scored (dots as `__`); its path."""
    given = yaml.safe_load(form) | {name.replace("__", "."): status for name, status in statuses.items()}
    path = home / "form.yaml"
    path.write_text(yaml.safe_dump(given), encoding="utf-8")
    return str(path)


def test_a_script_scores_itself_and_the_gap_is_in_the_object(call: Call, home: Path) -> None:
    script = written(home, self_score={"restate": 90, "flows": 30})

    report = json.loads(call("practice", "--script", script, "--json").out)

    judged = {phase["phase"]: phase["score"] for phase in report["phases"]}
    (own,) = report["opinions"]
    assert own["is_candidate"]
    assert [(gap["phase"], gap["difference"]) for gap in own["gaps"]] == [
        ("restate", round(90 - judged["restate"], 1)),
        ("flows", round(30 - judged["flows"], 1)),
    ]


def test_the_gap_is_shown_beside_the_scores(call: Call, home: Path) -> None:
    shown = call("practice", "--script", written(home, self_score={"restate": 90})).out

    assert "you 90 (" in shown


def test_the_form_names_every_criterion_with_its_words(call: Call, interview: str) -> None:
    form = call("transcripts", "score", interview, "--form").out

    assert set(yaml.safe_load(form)) == {criterion.id for criterion in rubric().criteria}
    assert all(f"# {criterion.says}" in form for criterion in rubric().criteria)


def test_a_filled_in_form_is_kept_and_the_agreement_shown(call: Call, home: Path, interview: str) -> None:
    form = filled_in(home, call("transcripts", "score", interview, "--form").out, flows__write_path="met", flows__read_path="absent")

    ran = call("transcripts", "score", interview, "--by", "Bo [b]x[/b]", "--file", form)

    assert ran.status == 0
    assert "Bo [b]x[/b] and the program agree on 1 of 2 criteria." in ran.out
    (kept,) = json.loads(call("transcripts", "show", interview, "--format", "json").out)["opinions"]
    assert (kept["name"], kept["same"], kept["compared"], kept["is_candidate"]) == ("Bo [b]x[/b]", 1, 2, False)
    assert kept["differences"] == [{"criterion": "flows.write_path", "theirs": "met", "judged": "absent"}]


def test_the_document_says_what_a_team_mate_thinks(call: Call, home: Path, interview: str) -> None:
    form = filled_in(home, call("transcripts", "score", interview, "--form").out, flows__read_path="absent")
    call("transcripts", "score", interview, "--by", "Bo", "--file", form)

    card = call("transcripts", "show", interview, "--format", "problem-card").out

    assert "### What Bo says" in card
    assert "1 of 1 criteria are scored alike." in card


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ("clarify.charm: met", "no criterion “clarify.charm”"),
        ("flows.read_path: splendid", "is met, partial or absent, not 'splendid'"),
        ("- met", "a form is a mapping"),
        ("{", "this is not YAML"),
        ("", "a form is a mapping"),
        ("flows.read_path:", "score at least one"),
        ("[" * 5000, "this is not YAML"),
        ("flows.read_path: \x00", "this is not YAML"),
    ],
)
def test_a_form_that_cannot_be_read_is_told_in_one_sentence(call: Call, home: Path, interview: str, form: str, says: str) -> None:
    path = home / "form.yaml"
    path.write_text(form, encoding="utf-8")

    ran = call("transcripts", "score", interview, "--by", "Bo", "--file", str(path))

    assert ran.status == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--by", "Bo", "--file", "nowhere.yaml"), "cannot be read"),
        (("--file", "nowhere.yaml"), "--by NAME"),
        (("--by", "Bo"), "--form"),
    ],
)
def test_what_is_missing_is_told_in_one_sentence(call: Call, interview: str, arguments: tuple[str, ...], says: str) -> None:
    ran = call("transcripts", "score", interview, *arguments)

    assert ran.status == 2
    assert says in ran.err


def test_an_interview_that_goes_on_cannot_be_scored(call: Call, home: Path) -> None:
    paused = call("practice", "--script", written(home, {"restate": [SHORT["restate"][0], "pause"]}), "--json")
    form = home / "form.yaml"
    form.write_text("restate.users: met", encoding="utf-8")

    ran = call("transcripts", "score", json.loads(paused.out)["id"], "--by", "Bo", "--file", str(form))

    assert ran.status == 2
    assert "only a finished one can be scored" in ran.err


def test_before_the_reveal_a_person_is_asked_what_they_expect(typing: Typing, call: Call, home: Path) -> None:
    program: pexpect.spawn = typing("practice", "design a rate limiter", "--minutes", "0")
    program.expect(r"1/7 [^|]+\| hint")
    program.send("end\r")
    program.expect("how would you score yourself")
    program.expect("Restate the problem:")
    program.send("eleven\r")
    program.expect("A whole number from 0 to 100")
    program.send("70\r")

    shown = ends(program)

    assert "you 70 (+70)" in shown
    assert "How would" not in shown


def test_enter_skips_scoring_oneself(typing: Typing, home: Path) -> None:
    program: pexpect.spawn = typing("practice", "design a rate limiter", "--minutes", "0")
    program.expect(r"1/7 [^|]+\| hint")
    program.send("end\r")
    program.expect("Restate the problem:")
    program.send("\r")

    shown = ends(program)

    assert "Your documents:" in shown
    assert not re.search(r"you \d", shown)


def test_a_team_mate_at_a_terminal_goes_through_the_criteria(typing: Typing, call: Call, interview: str) -> None:
    program: pexpect.spawn = typing("transcripts", "score", interview, "--by", "Bo")
    program.expect(r"\[m/p/a\]")
    program.send("x\r")
    program.expect("Enter to skip it")
    program.send("m\r")
    program.expect(re.escape(rubric().criteria[1].says[:40]))
    program.send("\x04")

    shown = ends(program)

    assert "Bo and the program agree on" in shown
    (kept,) = json.loads(call("transcripts", "show", interview, "--format", "json").out)["opinions"]
    assert kept["compared"] == 1
    assert Status.MET not in kept["differences"]
