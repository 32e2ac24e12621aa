"""The wheel holds everything that the program needs."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests.bot.candidates import written
from tests.bot.test_json import Report

ROOT = Path(__file__).parents[2]


def test_the_wheel_runs_in_an_environment_of_its_own(home: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(home), str(ROOT)], check=True, capture_output=True)
    venv.create(home / "venv")
    site = next((home / "venv").glob("lib/*/site-packages"))
    subprocess.run([*pip, "install", "--no-deps", "--target", str(site), *map(str, home.glob("*.whl"))], check=True, capture_output=True)
    (site / "dependencies.pth").write_text(f"import sys; sys.path.append({sysconfig.get_path('purelib')!r})\n")
    (home / "empty").mkdir()
    script = written(home)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    python = [str(home / "venv/bin/python"), "-I"]
    place = "import bot, interview_flow, prompts, storage; print(*(room.__file__ for room in (bot, interview_flow, prompts, storage)))"

    rooms = subprocess.run([*python, "-c", place], capture_output=True, text=True, check=True, cwd=home / "empty").stdout.split()
    ran = subprocess.run(
        [*python, "-m", "bot", "practice", "--script", script, "--json"], capture_output=True, cwd=home / "empty", env=environment, check=False
    )

    assert all(room.startswith(str(site)) for room in rooms)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert Report.model_validate_json(ran.stdout).problem == "rate-limiter"
    assert len(list((home / "documents").rglob("*.md"))) == 6
