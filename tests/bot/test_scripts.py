"""A bad script is told by one sentence that names the file and the line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channels.script import LARGEST, BadScript, ScriptedCandidate, load, parse
from interview_flow.interview import Interview
from interview_flow.phases import Phase
from tests.conftest import Ran

LAUGHS = "\n".join(["a0: &a0 [lol, lol]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40))])
BAD = {
    "empty": ("", 1),
    "only a comment": ("# nothing\n", 1),
    "not YAML": ('topic: x\nanswers: {restate: ["a\n', 3),
    "tabs": ("topic: x\nanswers:\n\trestate: [a]\n", 3),
    "a list": ("- topic\n- answers\n", 1),
    "a word": ("hello\n", 1),
    "no topic": ("answers: {}\n", 1),
    "no answers": ("topic: x\n", 1),
    "unknown key": ("topic: x\nanswer: {}\n", 2),
    "a key that is a list": ("topic: x\n? [a, b]\n: y\n", 2),
    "unknown phase": ("topic: x\nanswers:\n  restate: [a]\n  deep_dive: [b]\n", 4),
    "a number for messages": ("topic: x\nanswers:\n  restate: 7\n", 3),
    "a text for messages": ("topic: x\nanswers:\n  restate: hello\n", 3),
    "a mapping for a message": ("topic: x\nanswers:\n  restate:\n    - {a: b}\n", 4),
    "answers in a list": ("topic: x\nanswers: [a]\n", 2),
    "topic in a list": ("topic: [a]\nanswers: {}\n", 1),
    "a key twice": ("topic: x\nanswers: {}\ntopic: y\n", 3),
    "a phase twice": ("topic: x\nanswers:\n  restate: [a]\n  restate: [b]\n", 4),
    "level": ("topic: x\nlevel: principal\nanswers: {}\n", 2),
    "mode": ("topic: x\nmode: 3\nanswers: {}\n", 2),
    "minutes": ("topic: x\nminutes: -1\nanswers: {}\n", 2),
    "minutes in words": ("topic: x\nminutes: ten\nanswers: {}\n", 2),
    "billion laughs": (LAUGHS, 1),
    "an alias of itself": ("topic: x\nanswers: &a\n  restate: *a\n", 2),
    "an unknown alias": ("topic: x\nanswers: *b\n", 2),
    "two documents": ("topic: x\nanswers: {}\n---\ntopic: y\n", 3),
    "half a character": ('topic: x\nanswers:\n  restate: ["\\ud800"]\n', 3),
    "a control character": ("topic: x\nanswers: {}\n\x07", 3),
}


@pytest.mark.parametrize(("text", "line"), BAD.values(), ids=BAD)
def test_a_bad_script_names_its_line(text: str, line: int) -> None:
    with pytest.raises(BadScript) as told:
        parse(text, "candidate.yaml")

    sentence = str(told.value)
    assert sentence.startswith(f"candidate.yaml, line {line}: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 300


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 5000, "- " * 5000])
def test_a_script_that_is_nested_too_deeply_is_refused(text: str) -> None:
    with pytest.raises(BadScript, match=r"candidate.yaml"):
        parse(f"topic: x\nanswers: {text}" if text[0] != "-" else text, "candidate.yaml")


def test_a_binary_file_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "candidate.yaml").write_bytes(b"topic: x\n\x7fELF\x00\xff\xfe")

    with pytest.raises(BadScript, match=r"line 2: the script is not UTF-8 text"):
        load(tmp_path / "candidate.yaml")


@pytest.mark.parametrize("path", ["missing.yaml", ".", "candidate.yaml/x"])
def test_a_script_that_cannot_be_read_is_told_in_one_sentence(call: Callable[..., Ran], home: Path, path: str) -> None:
    (home / "candidate.yaml").touch()

    call("practice", "--script", str(home / path)).assert_one_sentence(2)


def test_an_endless_file_is_not_read_to_its_end() -> None:
    with pytest.raises(BadScript, match=f"at most {LARGEST:,} bytes"):
        load(Path("/dev/zero"))


def test_a_bad_script_ends_the_program_with_status_2(call: Callable[..., Ran], home: Path) -> None:
    (home / "candidate.yaml").write_text("topic: x\nanswers:\n  deep_dive: [\x22\\e[31m\x22]\n", encoding="utf-8")

    ran = call("practice", "--script", str(home / "candidate.yaml"), "--json")

    ran.assert_one_sentence(2)
    assert "line 3" in ran.err


def test_numbers_dates_and_empty_messages_are_text() -> None:
    script = parse("topic: 7\nanswers:\n  restate: [1, 2026-01-01, yes, '', null]\n  clarify:\n", "candidate.yaml")

    assert script.topic == "7"
    assert script.answers[Phase.RESTATE] == ("1", "2026-01-01", "yes", "", "null")
    assert script.answers[Phase.CLARIFY] == ()


def test_what_is_left_over_is_said_first_in_the_next_phase() -> None:
    candidate = ScriptedCandidate(parse("topic: x\nanswers: {restate: [a, b], clarify: [c], wrap_up: [z]}", "candidate.yaml"))
    restate = Interview.blank("x")
    clarify = restate.model_copy(update={"phase": Phase.CLARIFY})

    said = [candidate.next_words(interview) for interview in (restate, clarify, clarify, clarify)]

    assert said == ["a", "b", "c", "next"]
