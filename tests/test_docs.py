"""What the docs show is what the program does."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import FORMATS
from bot.report import report
from prompts.library import rubric
from prompts.templates import NAMES
from tests.samples import CANDIDATES, played

ROOT = Path(__file__).parents[1]
EXAMPLE = "docs/practice.json is made by: mock-interview practice --script prompts/candidates/chat_middling.yaml --json > docs/practice.json"


async def test_the_example_object_in_the_docs_is_what_its_script_gives(tmp_path: Path) -> None:
    documented = json.loads((ROOT / "docs" / "practice.json").read_text(encoding="utf-8"))

    kept = await played(CANDIDATES / "chat_middling.yaml", tmp_path)

    assert documented | {"id": "sample"} == json.loads(json.dumps(report(kept))), EXAMPLE


def test_the_example_holds_every_key_that_scripts_depend_on() -> None:
    documented: dict[str, Any] = json.loads((ROOT / "docs" / "practice.json").read_text(encoding="utf-8"))
    criteria = [criterion for phase in documented["phases"] for criterion in phase["criteria"]]

    assert list(documented) == [
        "id", "topic", "problem", "level", "mode", "drill", "interviewer", "verdict", "score",
        "phases", "turns", "reasons", "practise_next", "time", "hints", "estimates", "record", "traceability", "contradictions", "unscorable", "opinions", "model_use",
    ]  # fmt: skip
    assert [phase["phase"] for phase in documented["phases"]] == [guide.phase for guide in rubric().guides]
    assert all(set(criterion) == {"id", "level", "status", "initiative", "evidence"} for criterion in criteria)
    assert all((criterion["status"] == "absent") == (criterion["initiative"] is None) == (not criterion["evidence"]) for criterion in criteria)
    assert all(set(turn) == {"turn", "speaker", "phase", "kind", "text"} for turn in documented["turns"])


@pytest.mark.parametrize("page", [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))], ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))

    missing = [link for link in links if not (page.parent / link).exists()]

    assert missing == []


def test_the_readme_names_every_format_and_every_minute() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert all(f"`{name}`" in readme for name in NAMES)
    assert "|".join(FORMATS) in readme
    assert all(f"| {guide.minutes} |" in readme for guide in rubric().guides)
