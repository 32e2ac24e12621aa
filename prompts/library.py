"""The loader of everything that is text: phases, problems, templates, sample candidates. No logic."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import TypeAdapter

from interview_flow.phases import Phase
from interview_flow.problems import Problem, UnknownTopic
from interview_flow.rubric import PhaseGuide, Rubric

_ROOT = files("prompts")


def text(path: str) -> str:
    """The text of one file of this package; raises `FileNotFoundError`."""
    return _ROOT.joinpath(path).read_text(encoding="utf-8")


@cache
def problems() -> tuple[Problem, ...]:
    """The bank, by slug."""
    found = [Problem.model_validate(parsed(file)) for file in _files("problems", ".yaml")]
    return tuple(sorted(found, key=lambda problem: problem.slug))


@cache
def rubric() -> Rubric:
    """The seven phase guides, in order."""
    guides = tuple(PhaseGuide.model_validate(parsed(_ROOT / "phases" / f"{phase}.yaml")) for phase in Phase)
    return Rubric(guides=guides, unknown_topic=UnknownTopic.model_validate(parsed(_ROOT / "interviewer" / "unknown_topic.yaml")))


def _files(folder: str, ending: str) -> list[Traversable]:
    return sorted((file for file in _ROOT.joinpath(folder).iterdir() if file.name.endswith(ending)), key=lambda file: file.name)


def parsed(file: Traversable) -> Any:
    """What a YAML file of ours holds, read in C where that is to be had."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """What the guided interviewer says besides questions and hints: occasion -> variants."""
    said = parsed(_ROOT / "interviewer" / "phrases.yaml")
    return {occasion: tuple(variants) for occasion, variants in TypeAdapter(dict[str, list[str]]).validate_python(said).items()}
