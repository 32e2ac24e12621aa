"""What somebody takes home: safe names, everything in it, and no judgement for whoever is yet to say what they think."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile

import pytest

from bot.archive import Kept
from bot.exports.failures import NotMade
from bot.exports.files import STYLES, everything, markdown, printed, reported
from bot.exports.names import file_name
from tests.bot.finished import documents, kept

TOPICS = (
    "../../etc/passwd",
    "a/b\\c:d*e?f",
    ".hidden",
    "con",
    "設計 чат",
    "x" * 300,
    "line\nbreak\0\u202egnp.exe",
    "",
    "%2e%2e%2f",
    "-rf",
    "a" * 59 + " b",
)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_name_of_a_file_stays_where_it_is_put(topic: str) -> None:
    name = file_name(topic, "hlsd-deep", "../1", "pdf")

    assert name == PurePosixPath(name).name
    assert name.isascii()
    assert name.replace("-", "").replace(".pdf", "").isalnum()
    assert name[0].isalnum()
    assert len(name) < 100


def test_everything_is_in_the_zip_and_nothing_outside_its_folder() -> None:
    interview = kept("chat_middling")
    odd = replace(interview, interview=interview.interview.model_copy(update={"topic": "../../../tmp/evil\n设计", "id": "/../x"}))

    inside = _unpacked(everything(odd).content)

    assert {name.split("/")[0] for name in inside} == {"tmp-evil-x"}
    names = {name.removeprefix("tmp-evil-x/"): content for name, content in inside.items()}
    assert {f"{style}.{ending}" for style in STYLES for ending in ("md", "pdf")} | {"report.json"} <= set(names)
    assert names["hlsd.md"].decode() == documents("chat_middling")["hlsd"]
    assert names["diagrams/01.mmd"].startswith(b"graph TB\n")
    assert names["diagrams/01.svg"].startswith(b"<svg ")
    assert names["diagrams/01.png"].startswith(b"\x89PNG")
    assert json.loads(names["report.json"])["score"] == interview.scorecard.score
    assert "missing.txt" not in names


def test_the_same_interview_makes_the_same_file() -> None:
    unjudged = _unjudged(kept("url_shortener_hostile"))  # the shortest of them

    assert everything(unjudged) == everything(unjudged)


def test_whoever_is_yet_to_judge_gets_no_judgement() -> None:
    unjudged = _unjudged(kept("chat_middling"))

    inside = _unpacked(everything(unjudged).content)

    assert not any("report" in name or "problem-card" in name for name in inside)
    assert not any(b"lean no" in content.lower() for name, content in inside.items() if name.endswith(".md"))
    for make in (reported, lambda interview: markdown(interview, "problem-card"), lambda interview: printed(interview, "problem-card")):
        with pytest.raises(NotMade):
            make(unjudged)


def test_single_files_say_what_they_are() -> None:
    interview = kept("chat_middling")

    made = [markdown(interview, "narrative"), printed(interview, "transcript"), reported(interview)]

    assert [(file.name, file.media_type) for file in made] == [
        ("design-a-chat-service-narrative-sample.md", "text/markdown; charset=utf-8"),
        ("design-a-chat-service-transcript-sample.pdf", "application/pdf"),
        ("design-a-chat-service-report-sample.json", "application/json"),
    ]


def test_the_hostile_candidate_is_printed_too() -> None:
    hostile = kept("url_shortener_hostile")

    assert all(printed(hostile, style).content.startswith(b"%PDF-") for style in STYLES)


def _unjudged(interview: Kept) -> Kept:
    return replace(interview, source=interview.source.model_copy(update={"judged": False}))


def _unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
