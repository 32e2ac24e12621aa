"""Follow-ups are read out of the log of a whole interview, whoever leads it."""

from pathlib import Path

from bot.channels.script import ScriptedCandidate, load
from bot.settings import Settings
from interview_flow.brief import Brief, Move, Reply
from interview_flow.guided import Guided
from prompts.library import phrases
from tests.eval.interviewing import AIMS, MEASURES, Measured, Seat, measured
from tests.eval.tables import interviewing
from tests.samples import CANDIDATES


class Careless(Guided):
    """Says the same thing at every turn: two questions, none of which listens."""

    name = "careless"

    def speak(self, brief: Brief, move: Move, reaction: str | None = None, question: str | None = None) -> Reply:
        return Reply(text="Is that all? Do you like jazz?", question="Do you like jazz?")


async def asked_by(interviewer: Guided, folder: Path) -> list[Measured]:
    path = CANDIDATES / "chat_middling.yaml"
    script = load(path)
    settings = Settings(str(folder / "unused.db"), folder / "documents")
    return await measured([Seat("bundled", path.stem, script, ScriptedCandidate(script).next_words)], settings, folder, interviewer)


def shares(found: list[Measured]) -> list[float]:
    return [sum(each.good[place] for each in found) / len(found) for place in range(len(MEASURES))]


async def test_the_guided_interviewer_reaches_what_it_is_held_to(tmp_path: Path) -> None:
    found = await asked_by(Guided(phrases()), tmp_path)

    assert len(found) >= 12
    assert {each.by for each in found} == {"guided"}
    assert all(share >= aim for share, aim in zip(shares(found), AIMS, strict=True))


async def test_a_careless_interviewer_is_told_apart(tmp_path: Path) -> None:
    found = await asked_by(Careless(phrases()), tmp_path)

    aims, refers, one, leaks_nothing, repeats_nothing = shares(found)

    assert (aims, refers, one, leaks_nothing) == (0, 0, 0, 1)
    assert repeats_nothing < 0.1


async def test_neither_openings_nor_hints_nor_answers_to_questions_are_follow_ups(tmp_path: Path) -> None:
    found = await asked_by(Guided(phrases()), tmp_path)

    assert not [each.asked.asks for each in found if each.asked.asks.endswith(".opening")]
    assert not [each.asked.text for each in found if each.asked.question not in each.asked.text]
    assert len({each.asked.question for each in found}) == len(found)


async def test_the_table_rounds_down_and_names_who_asked_whom(tmp_path: Path) -> None:
    table = interviewing(await asked_by(Guided(phrases()), tmp_path))

    assert "| guided | bundled |" in table
    assert "| **guided** | **all** |" in table
    assert table.splitlines()[-1].startswith("| aim |")
