"""`--polish` on the command line: what is written, what is told, and what is refused in one sentence."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bot.candidates import written
from tests.conftest import Ran
from tests.fakes.model import Asked, FakeModel
from tests.fakes.model.behaviour import SERVER_ERROR, saying
from tests.samples import CANDIDATES

SAMPLE = str(CANDIDATES / "rate_limiter_strong.yaml")
JOINT = re.compile(r"(\[t\d+\])\. (?=(?:A|The|It) )")


def smoothed(text: str) -> str:
    """Two sentences made one, as a good model might."""
    return JOINT.sub(lambda found: f"{found[1]}, and ", text, count=1)


def reworded(asked: Asked) -> str:
    return smoothed(asked.last.split("\n")[1])


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    """A model, and the settings that name it."""
    with FakeModel(always=saying(reworded)) as model:
        monkeypatch.setenv("MOCK_INTERVIEW_MODEL", "openai:gpt-x")
        monkeypatch.setenv("MOCK_INTERVIEW_MODEL_BASE_URL", model.openai_url)
        monkeypatch.setenv("OPENAI_API_KEY", "a-key")
        yield model


@pytest.mark.parametrize("name", ["narrative", "hlsd"])
def test_a_document_is_shown_polished_and_says_so(call: Callable[..., Ran], model: FakeModel, name: str) -> None:
    interview = json.loads(call("practice", "--script", SAMPLE, "--json").out)["id"]
    plain = call("transcripts", "show", interview, "--format", name).out
    model.calls.clear()

    ran = call("transcripts", "show", interview, "--format", name, "--polish")

    taken, of = map(int, re.findall(r"\d+", ran.err)[:2])
    *lines, last = ran.out.rstrip("\n").split("\n")
    assert ran.status == 0
    assert 0 < taken < of == len(model.calls)
    assert ran.err.startswith(f"mock-interview: polished {taken} of {of} passages; {of - taken} kept as they were")
    assert f"the wording of {taken} passage" in last
    assert "openai:gpt-x" in last
    assert sum(was != now for was, now in zip(plain.split("\n"), lines, strict=False)) == taken


def test_the_documents_of_an_interview_are_saved_polished(call: Callable[..., Ran], model: FakeModel, home: Path) -> None:
    ran = call("practice", "--script", SAMPLE, "--polish")

    (folder,) = (home / "documents").iterdir()
    polished = [path.stem for path in folder.iterdir() if "*Polished:*" in path.read_text(encoding="utf-8")]
    assert ran.status == 0
    assert re.search(r"^Polished \d+ of \d+ passages", ran.out, re.MULTILINE)
    assert sorted(polished) == ["hlsd", "narrative"]
    assert len(list(folder.iterdir())) == 6


def test_with_json_only_the_object_is_on_standard_output(call: Callable[..., Ran], model: FakeModel) -> None:
    ran = call("practice", "--script", SAMPLE, "--polish", "--json")

    assert json.loads(ran.out)["verdict"] == "strong_hire"
    assert "Polished " in ran.err


def test_a_model_that_fails_leaves_the_documents_as_they_are(call: Callable[..., Ran], model: FakeModel, home: Path) -> None:
    model.always = SERVER_ERROR

    ran = call("practice", "--script", SAMPLE, "--polish")

    (folder,) = (home / "documents").iterdir()
    assert ran.status == 0
    assert "Polished 0 of" in ran.out
    assert "the model failed" in ran.out
    assert call("transcripts", "show", folder.name, "--format", "narrative").out == (folder / "narrative.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["hlsd-deep", "study-note", "problem-card", "transcript", "json", None])
def test_another_document_cannot_be_polished(call: Callable[..., Ran], model: FakeModel, name: str | None) -> None:
    ran = call("transcripts", "show", "x", "--polish", *(("--format", name) if name else ()))

    ran.assert_one_sentence(2)
    assert "narrative and hlsd" in ran.err
    assert model.calls == []


def test_without_a_model_nothing_is_begun(call: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOCK_INTERVIEW_MODEL", raising=False)

    for ran in (call("practice", "--script", written(home), "--polish"), call("transcripts", "show", "x", "--format", "hlsd", "--polish")):
        ran.assert_one_sentence(2)
        assert "MOCK_INTERVIEW_MODEL" in ran.err
    assert not (home / "interviews.db").exists()


@pytest.mark.parametrize("name", ["gpt-x", "nobody:gpt-x", "anthropic:claude-x"], ids=["no provider", "unknown provider", "no key"])
def test_a_model_that_cannot_be_had_is_told_in_one_sentence(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_MODEL", name)
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)

    call("transcripts", "show", "x", "--format", "hlsd", "--polish").assert_one_sentence(2)
