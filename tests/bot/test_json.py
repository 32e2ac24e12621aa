"""The objects that scripts depend on: every key, nothing else on standard output, the same each time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from tests.bot.candidates import SHORT, said, written
from tests.conftest import Ran

PhaseName = Literal["restate", "clarify", "break_down", "data_model", "flows", "challenges", "wrap_up"]
LevelName = Literal["mid", "senior", "staff"]


class Exact(BaseModel):
    """Neither a key more nor one less."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Evidence(Exact):
    turn: int = Field(ge=1)
    quote: str = Field(min_length=1)


class Criterion(Exact):
    id: str = Field(pattern=r"^[a-z_]+\.[a-z_]+$")
    level: LevelName
    status: Literal["met", "partial", "absent"]
    initiative: Literal["unprompted", "prompted", "hinted"] | None
    evidence: list[Evidence]


class Phase(Exact):
    phase: PhaseName
    score: float = Field(ge=0, le=100)
    criteria: list[Criterion] = Field(min_length=1)


class Turn(Exact):
    turn: int
    speaker: Literal["interviewer", "candidate"]
    phase: PhaseName
    kind: Literal["opening", "probe", "hint", "twist", "warning", "bridge", "closing", "answer", "command"]
    text: str


class Claim(Exact):
    turn: int
    claim: str
    verdict: Literal["right", "wrong", "unchecked"]
    truth: float | None
    unit: str | None
    off_by: float | None
    remark: str
    corrected: bool
    used_again: list[Evidence]


class Link(Exact):
    name: str
    turn: int
    quote: str


class Row(Exact):
    number: int
    requirement: str
    turn: int
    priority: Literal["must", "nice"] | None
    operations: list[Link]
    entities: list[Link]
    components: list[Link]
    flows: list[Link]
    challenges: list[Link]
    stored: bool
    gaps: list[Literal["operation", "entity", "component", "flow"]]


class Contradiction(Exact):
    kind: str
    first: Evidence
    second: Evidence
    says: str


class Reason(Exact):
    criterion: str
    says: str
    status: Literal["met", "partial", "absent"]
    initiative: Literal["unprompted", "prompted", "hinted"] | None
    points: float
    quote: Evidence | None


class Time(Exact):
    phase: PhaseName
    minutes: float
    planned: float | None


class Gap(Exact):
    phase: PhaseName
    theirs: float
    judged: float
    difference: float


class Difference(Exact):
    criterion: str
    theirs: Literal["met", "partial", "absent"]
    judged: Literal["met", "partial", "absent"]


class Opinion(Exact):
    name: str
    is_candidate: bool
    gaps: list[Gap]
    compared: int
    same: int
    kappa: float | None
    differences: list[Difference]


class UsedModel(Exact):
    model: str
    calls: int
    failed: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    seconds: float


class ModelUse(Exact):
    usage: list[UsedModel]
    interventions: dict[str, int]


class Report(Exact):
    """What `practice --json` promises."""

    id: str = Field(pattern="^[0-9a-f]+$")
    topic: str
    problem: str | None
    level: LevelName
    mode: Literal["strict", "coach"]
    drill: None
    interviewer: str
    verdict: Literal["strong_hire", "hire", "lean_hire", "lean_no", "no"] | None
    score: float = Field(ge=0, le=100)
    phases: list[Phase] = Field(min_length=7, max_length=7)
    turns: list[Turn]
    estimates: list[Claim]
    record: dict[str, Any]
    traceability: list[Row]
    contradictions: list[Contradiction]
    unscorable: list[Any]
    reasons: list[Reason] = Field(max_length=3)
    practise_next: list[str]
    time: list[Time]
    hints: dict[str, int]
    opinions: list[Opinion]
    model_use: ModelUse


def test_the_object_has_every_key_and_no_other(call: Callable[..., Ran], home: Path) -> None:
    ran = call("practice", "--script", written(home), "--json")

    report = Report.model_validate_json(ran.out)

    assert (ran.status, ran.err) == (0, "")
    assert report.problem == "rate-limiter"
    assert (report.level, report.mode) == ("senior", "strict")
    assert [phase.phase for phase in report.phases] == list(PhaseName.__args__)  # type: ignore[attr-defined]
    assert [turn.turn for turn in report.turns] == list(range(1, len(report.turns) + 1))
    assert [text for text in said(ran.out) if text != "next"] == [text for texts in SHORT.values() for text in texts]


def test_evidence_stands_in_the_turn_it_names(call: Callable[..., Ran], home: Path) -> None:
    report = Report.model_validate_json(call("practice", "--script", written(home), "--json").out)
    shown = [criterion for phase in report.phases for criterion in phase.criteria if criterion.status != "absent"]

    assert shown
    for criterion in shown:
        assert criterion.initiative
        for evidence in criterion.evidence:
            turn = report.turns[evidence.turn - 1]
            assert turn.speaker == "candidate"
            assert evidence.quote in turn.text


def test_the_same_script_gives_the_same_object_but_for_the_id(run: Callable[..., Ran], call: Callable[..., Ran], home: Path) -> None:
    script = written(home)

    first, second = (json.loads(again("practice", "--script", script, "--json").out) for again in (run, call))

    assert first.pop("id") != second.pop("id")
    assert first == second


def test_the_transcript_as_json_is_the_same_object(call: Callable[..., Ran], home: Path) -> None:
    practised = call("practice", "--script", written(home), "--json").out

    shown = call("transcripts", "show", json.loads(practised)["id"][:6], "--format", "json").out

    assert json.loads(shown) == json.loads(practised)


def test_coach_mode_gives_no_verdict(call: Callable[..., Ran], home: Path) -> None:
    report = Report.model_validate_json(call("practice", "--script", written(home, mode="coach"), "--json").out)

    assert report.mode == "coach"
    assert report.verdict is None


def test_options_of_the_command_line_win_over_the_script(call: Callable[..., Ran], home: Path) -> None:
    script = written(home, level="mid", mode="coach")

    report = Report.model_validate_json(call("practice", "--script", script, "--level", "staff", "--mode", "strict", "--json").out)

    assert (report.level, report.mode) == ("staff", "strict")


def test_a_topic_outside_the_bank_has_no_problem(call: Callable[..., Ran], home: Path) -> None:
    report = Report.model_validate_json(call("practice", "--script", written(home, topic="a tracker for school buses"), "--json").out)

    assert report.problem is None


def test_a_misspelt_topic_leaves_standard_output_to_the_object(call: Callable[..., Ran], home: Path) -> None:
    ran = call("practice", "--script", written(home, topic="rate limter"), "--json")

    assert Report.model_validate_json(ran.out).problem is None
    assert "Rate limiter" in ran.err


def test_a_script_that_pauses_gives_the_object_so_far(call: Callable[..., Ran], home: Path) -> None:
    ran = call("practice", "--script", written(home, {"restate": ["Limits per client.", "pause"]}), "--json")

    assert said(ran.out) == ["Limits per client.", "pause"]
    assert f"--resume {json.loads(ran.out)['id']}" in ran.err


def test_lists_are_json_too(call: Callable[..., Ran], home: Path) -> None:
    call("practice", "--script", written(home))

    listed = json.loads(call("transcripts", "list", "--json").out)
    problems = json.loads(call("problems", "list", "--json").out)
    problem = json.loads(call("problems", "show", "chat", "--json").out)

    assert [(each["topic"], each["stage"]) for each in listed] == [("design a rate limiter", "finished")]
    assert len(problems) >= 15
    assert problem in problems


@pytest.mark.parametrize("arguments", [("problems", "list", "--json"), ("problems", "show", "chat", "--json")])
def test_a_problem_does_not_show_what_a_candidate_should_find_out(call: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    out = call(*arguments).out

    assert not [key for key in ("facts", "hints", "twist", "probes", "points", "deep_dives") if f'"{key}"' in out]
