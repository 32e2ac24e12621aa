from itertools import pairwise
from pathlib import Path

import pytest

from interview_flow.phases import MOVES, ONLY_IN, Command, IllegalMove, Phase, Stage, after, diagram

DIAGRAM = Path(__file__).parents[2] / "docs" / "state-machine.md"


def test_the_phases_follow_each_other_in_the_order_of_the_interview() -> None:
    chain = list(pairwise(Phase))

    assert all(phase.following is following for phase, following in chain)
    assert Phase.WRAP_UP.following is None


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("command", Command)
def test_what_is_not_in_the_table_is_refused_by_name(stage: Stage, command: Command) -> None:
    phase = Phase.CHALLENGES

    if (stage, command) in MOVES:
        assert after(command, stage, phase) is MOVES[stage, command]
    else:
        with pytest.raises(IllegalMove, match=f"cannot {command} an interview that is {stage}"):
            after(command, stage, phase)


@pytest.mark.parametrize(("command", "phases"), ONLY_IN.items())
def test_some_moves_belong_to_some_phases(command: Command, phases: frozenset[Phase]) -> None:
    for phase in Phase:
        if phase in phases:
            assert after(command, Stage.ACTIVE, phase) is Stage.ACTIVE
        else:
            with pytest.raises(IllegalMove):
                after(command, Stage.ACTIVE, phase)


def test_the_diagram_in_the_docs_is_the_one_the_table_draws() -> None:
    page = DIAGRAM.read_text(encoding="utf-8")

    assert f"```mermaid\n{diagram()}```" in page, "paste the output of `python -c 'from interview_flow.phases import diagram; print(diagram())'`"


def test_every_move_of_the_table_is_in_the_diagram() -> None:
    drawn = diagram()

    assert all(command in drawn for _, command in MOVES)
    assert all(stage in drawn for stage in Stage if stage is not Stage.NEW)
