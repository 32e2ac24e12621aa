"""Every text that is shown in Slack can be filled, and takes exactly its blanks."""

import re
from pathlib import Path

import pytest

from interview_flow.assessment import estimates
from interview_flow.assessment.scorecard import Verdict
from interview_flow.practice.next_drill import Because
from interview_flow.reminding.reminders import Note, OccurrenceKind, Outcome
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Status, Wish
from prompts.blanks import WrongBlanks
from prompts.slack_texts import blanks, filled, texts
from prompts.templates import NAMES

BOT = Path(__file__).parents[2] / "bot"

every_text = pytest.mark.parametrize("name", sorted(texts()))


@every_text
def test_a_text_is_filled_with_its_blanks(name: str) -> None:
    shown = filled(name, **dict.fromkeys(blanks(name), "something"))

    assert shown.strip() == shown != ""
    assert not re.search(r"[{}]", shown)


@every_text
def test_a_text_refuses_other_blanks(name: str) -> None:
    given = dict.fromkeys(blanks(name), "something")

    with pytest.raises(WrongBlanks, match=re.escape(name)):
        filled(name, **given, nobody_asked="for this")
    for blank in given:
        with pytest.raises(WrongBlanks):
            filled(name, **{each: value for each, value in given.items() if each != blank})


@every_text
def test_a_text_shouts_at_nobody(name: str) -> None:
    assert "!" not in texts()[name]
    assert not re.search(r"[<>&]", texts()[name])


def test_a_text_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled("talk.nonsense")


def test_no_text_is_left_unused() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in BOT.glob("**/*.py"))
    quoted = set(re.findall(r'"([\w.{}: -]+)"', code))
    families = tuple(each.partition("{")[0] for each in quoted if "{" in each and not each.startswith("{"))
    members = {*quoted, *Level, *Mode, *Verdict, *estimates.Verdict, *Initiative, *Status, *Wish, *Because, *Note, *OccurrenceKind, *Outcome, *NAMES}

    used = {*quoted, *(family + member for family in families for member in members)}

    assert not set(texts()) - used
