"""The seven phases and the one table of legal moves.

`docs/state-machine.md` holds the diagram that `diagram()` draws from the table.
"""

from enum import StrEnum


class Phase(StrEnum):
    """What the candidate is asked to do, in the order in which it is asked."""

    RESTATE = "restate"
    CLARIFY = "clarify"
    BREAK_DOWN = "break_down"
    DATA_MODEL = "data_model"
    FLOWS = "flows"
    CHALLENGES = "challenges"
    WRAP_UP = "wrap_up"

    @property
    def following(self) -> "Phase | None":
        """The phase after this one; None after the last."""
        phases = list(Phase)
        place = phases.index(self) + 1
        return phases[place] if place < len(phases) else None


class Stage(StrEnum):
    """Whether an interview can go on."""

    NEW = "new"
    ACTIVE = "active"
    PAUSED = "paused"
    FINISHED = "finished"
    ABANDONED = "abandoned"


class Command(StrEnum):
    """What may be asked of an interview."""

    START = "start"
    HEAR = "hear"
    CORRECT = "correct"
    REPLY = "reply"
    HINT = "hint"
    ADVANCE = "advance"
    TWIST = "twist"
    PAUSE = "pause"
    RESUME = "resume"
    RESTART = "restart"
    FINISH = "finish"
    ABANDON = "abandon"
    ASK_OPINION = "ask_opinion"
    SCORE = "score"
    REVEAL = "reveal"


MOVES: dict[tuple[Stage, Command], Stage] = {
    (Stage.NEW, Command.START): Stage.ACTIVE,
    (Stage.ACTIVE, Command.HEAR): Stage.ACTIVE,
    (Stage.ACTIVE, Command.CORRECT): Stage.ACTIVE,
    (Stage.ACTIVE, Command.REPLY): Stage.ACTIVE,
    (Stage.ACTIVE, Command.HINT): Stage.ACTIVE,
    (Stage.ACTIVE, Command.ADVANCE): Stage.ACTIVE,
    (Stage.ACTIVE, Command.TWIST): Stage.ACTIVE,
    (Stage.ACTIVE, Command.RESTART): Stage.ACTIVE,
    (Stage.ACTIVE, Command.PAUSE): Stage.PAUSED,
    (Stage.ACTIVE, Command.FINISH): Stage.FINISHED,
    (Stage.ACTIVE, Command.ABANDON): Stage.ABANDONED,
    (Stage.PAUSED, Command.RESUME): Stage.ACTIVE,
    (Stage.PAUSED, Command.CORRECT): Stage.PAUSED,
    (Stage.PAUSED, Command.FINISH): Stage.FINISHED,
    (Stage.PAUSED, Command.ABANDON): Stage.ABANDONED,
    (Stage.FINISHED, Command.CORRECT): Stage.FINISHED,
    (Stage.FINISHED, Command.ASK_OPINION): Stage.FINISHED,
    (Stage.FINISHED, Command.SCORE): Stage.FINISHED,
    (Stage.FINISHED, Command.REVEAL): Stage.FINISHED,
    (Stage.ABANDONED, Command.CORRECT): Stage.ABANDONED,
}
"""Every legal move. What is not here is illegal and raises `IllegalMove`."""

ONLY_IN: dict[Command, frozenset[Phase]] = {
    Command.TWIST: frozenset({Phase.CHALLENGES}),
    Command.ADVANCE: frozenset(phase for phase in Phase if phase.following),
}
"""Moves that some phases do not allow; a move that is not here is allowed in all."""


class IllegalMove(Exception):
    """The interview cannot do this now; nothing was changed."""

    def __init__(self, command: Command, stage: Stage, phase: Phase | None = None) -> None:
        self.command, self.stage, self.phase = command, stage, phase
        where = f"{stage}, in {phase}" if phase else stage
        super().__init__(f"cannot {command} an interview that is {where}")


def after(command: Command, stage: Stage, phase: Phase) -> Stage:
    """The stage that follows; raises `IllegalMove` for a move that is not in the table."""
    if (stage, command) not in MOVES:
        raise IllegalMove(command, stage)
    if phase not in ONLY_IN.get(command, frozenset(Phase)):
        raise IllegalMove(command, stage, phase)
    return MOVES[stage, command]


def diagram() -> str:
    """The table as a Mermaid state diagram, phases nested in the active stage."""
    lines = ["stateDiagram-v2", f"    [*] --> {Stage.ACTIVE}: {Command.START}"]
    lines += [f"    state {Stage.ACTIVE} {{", f"        [*] --> {Phase.RESTATE}"]
    for phase in Phase:
        if phase.following:
            lines.append(f"        {phase} --> {phase.following}: {Command.ADVANCE}")
        own = [
            c
            for c in (Command.HEAR, Command.CORRECT, Command.REPLY, Command.HINT, Command.TWIST, Command.RESTART)
            if phase in ONLY_IN.get(c, frozenset(Phase))
        ]
        lines.append(f"        {phase} --> {phase}: {', '.join(own)}")
    lines.append("    }")
    for (stage, command), target in MOVES.items():
        if stage is not target and stage is not Stage.NEW:
            lines.append(f"    {stage} --> {target}: {command}")
    for stage in (Stage.PAUSED, Stage.FINISHED, Stage.ABANDONED):
        lines.append(f"    {stage} --> {stage}: {', '.join(command for (at, command), target in MOVES.items() if at is stage and target is stage)}")
    lines += [f"    {end} --> [*]" for end in (Stage.FINISHED, Stage.ABANDONED)]
    return "\n".join(lines) + "\n"
