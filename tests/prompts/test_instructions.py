"""What a model is told: every file can be filled, and with nothing but its own blanks."""

import re
from importlib.resources import files

import pytest

from interview_flow.rubric import Level, Mode
from prompts.blanks import WrongBlanks, blanks_of
from prompts.instructions import instructed, instruction, manner

FILES = sorted(file.name.removesuffix(".md") for file in (files("prompts") / "interviewer").iterdir() if file.name.endswith(".md"))


@pytest.mark.parametrize("name", FILES)
def test_every_file_can_be_filled_and_leaves_no_blank(name: str) -> None:
    given: dict[str, object] = {blank: f"<{blank}>" for blank in blanks_of(instruction(name))}

    told = instructed(name, **given)

    assert all(f"<{blank}>" in told for blank in given)
    assert not re.search(r"\{[a-z_]*\}", told)


@pytest.mark.parametrize("name", FILES)
def test_a_blank_that_is_missing_or_unknown_is_an_error(name: str) -> None:
    given: dict[str, object] = dict.fromkeys(blanks_of(instruction(name)), "")

    with pytest.raises(WrongBlanks, match=name):
        instructed(name, **given, unknown="")
    for blank in given:
        with pytest.raises(WrongBlanks, match=name):
            instructed(name, **{other: value for other, value in given.items() if other != blank})


def test_words_with_braces_are_filled_in_as_they_are() -> None:
    assert "{x} {0} {{" in instructed("repair", problem="{x} {0} {{")


def test_the_manner_knows_every_level_and_mode_and_they_differ() -> None:
    known = manner()

    assert set(known["level"]) == set(Level)
    assert set(known["mode"]) == set(Mode)
    assert len({*known["level"].values(), *known["mode"].values()}) == len(Level) + len(Mode)
