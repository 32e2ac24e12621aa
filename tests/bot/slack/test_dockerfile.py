"""The image is built by these steps. No container engine is needed to see that they work: a virtual environment stands in for the image."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.channels.slack.http import listening
from tests.bot.slack.test_http import bolt, served

ROOT = Path(__file__).parents[3]
LOCK = "requirements.serve.lock"
PATIENCE = 600
"""Seconds that a step may take; the longest fetches every wheel."""
ELSEWHERE = "pytest pyright ruff hypothesis coverage hatchling pip setuptools".split()
"""Tools that an image needs for nothing."""


@dataclass(frozen=True)
class Step:
    """One instruction: `RUN` and what stands after it."""

    word: str
    rest: str


def stages() -> list[list[Step]]:
    """The steps of each stage, its `FROM` first."""
    told: list[list[Step]] = []
    for line in (ROOT / "Dockerfile").read_text().splitlines():
        word, _, rest = line.partition(" ")
        if word == "FROM":
            told.append([])
        if word and word != "#":
            told[-1].append(Step(word, rest))
    return told


def only(steps: list[Step], word: str) -> str:
    """What stands after the one instruction with this word."""
    (found,) = (step.rest for step in steps if step.word == word)
    return found


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the first stage has been run: `build` is its working directory, `opt` what it installed."""
    place = tmp_path_factory.mktemp("image")
    first = (ROOT / LOCK).read_text().split()[0]
    probe = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-cache-dir", "--quiet", "--dest", str(place / "probe"), first]
    answer = subprocess.run(probe, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if answer.returncode:
        pytest.skip(f"no package index answers: {answer.stderr.strip().splitlines()[-1]}")
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    environment.pop("PYTHONPATH", None)
    for step in stages()[0]:
        if step.word == "WORKDIR":
            (place / "build").mkdir()
        elif step.word == "COPY":
            copied(step.rest, place / "build")
        elif step.word == "RUN":
            ran = step.rest.replace("/opt/", f"{place}/opt/")
            done = subprocess.run(
                ["sh", "-c", ran], cwd=place / "build", env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
            )
            assert done.returncode == 0, f"{step.rest}\n{done.stdout}\n{done.stderr}"
    return place


def copied(rest: str, to: Path) -> None:
    *sources, target = rest.split()
    for source in sources:
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, to / target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, to / target)


def inside(image: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command as the image would: with its environment alone, in its data folder."""
    environment = {}
    for step in stages()[1]:
        if step.word == "ENV":
            name, _, value = step.rest.partition("=")
            environment[name] = value.replace("/opt/", f"{image}/opt/").replace("/data", f"{image}/data").replace("$PATH", "/usr/bin:/bin")
    (image / "data").mkdir(exist_ok=True)
    return subprocess.run(
        command,
        executable=shutil.which(command[0], path=environment["PATH"]),
        cwd=image / "data",
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_steps_install_a_command_that_works(image: Path) -> None:
    ran = inside(image, "mock-interview", "problems", "list", "--json")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "rate-limiter" in {problem["slug"] for problem in json.loads(ran.stdout)}


def test_what_the_image_starts_is_a_command_of_ours(image: Path) -> None:
    ran = inside(image, *json.loads(only(stages()[1], "CMD")), "--help")

    assert (ran.returncode, ran.stderr) == (0, "")


def test_nothing_is_in_the_image_that_only_builds_or_tests(image: Path) -> None:
    listed = inside(image, "python", "-c", "import importlib.metadata as m; print(*(d.name for d in m.distributions()))")

    assert "mock-interview" in listed.stdout.split()
    assert not set(listed.stdout.lower().split()) & set(ELSEWHERE)


def test_the_image_has_the_versions_that_are_tested() -> None:
    assert pinned(LOCK).items() <= pinned("requirements.lock").items()


def pinned(lock: str) -> dict[str, list[str]]:
    """Each name and version that is locked, with its hashes."""
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    return {entry.split()[0]: re.findall(r"sha256:\w+", entry) for entry in entries}


def test_everything_that_is_copied_is_let_through() -> None:
    let_through = (ROOT / ".dockerignore").read_text().split()
    sources = [source for step in stages()[0] if step.word == "COPY" for source in step.rest.split()[:-1]]

    assert let_through[0] == "*"
    assert {f"!{source}" for source in sources} == {line for line in let_through if line.startswith("!")}


def test_the_image_runs_as_nobody_special_and_keeps_its_data_apart() -> None:
    final = stages()[1]
    kept = [step.rest.partition("=")[2] for step in final if step.word == "ENV" and step.rest.startswith("MOCK_INTERVIEW_")]

    assert int(only(final, "USER")) > 0
    assert len(kept) == 2
    assert all(place.startswith(f"{only(final, 'VOLUME')}/") for place in kept)
    assert only(final, "EXPOSE") in only(final, "CMD")


async def test_the_health_check_tells_alive_from_dead() -> None:
    command = json.loads(only(stages()[1], "HEALTHCHECK").partition(" CMD ")[2])
    async with listening(served(bolt()), "127.0.0.1", 0) as port:
        alive = await checked(command, port)
    dead = await checked(command, port)

    assert alive == 0
    assert dead != 0


async def checked(command: list[str], port: int) -> int:
    """The exit status of the health check, asked at another port."""
    program = [part.replace("8000", str(port)) for part in command[1:]]
    process = await asyncio.create_subprocess_exec(sys.executable, *program, stderr=asyncio.subprocess.DEVNULL)
    return await process.wait()
