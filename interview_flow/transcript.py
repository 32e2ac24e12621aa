"""What was said: turns, numbered from 1 over both speakers, and the evidence that points into them."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import AwareDatetime

from interview_flow.frozen import Frozen
from interview_flow.phases import Phase


class Speaker(StrEnum):
    """Who said a turn."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"


class Kind(StrEnum):
    """What a turn was for; the last two are the candidate's."""

    OPENING = "opening"
    PROBE = "probe"
    HINT = "hint"
    TWIST = "twist"
    WARNING = "warning"
    BRIDGE = "bridge"
    CLOSING = "closing"
    ANSWER = "answer"
    COMMAND = "command"


class Wish(StrEnum):
    """A plain word or a button by which the candidate steers instead of answering."""

    HINT = "hint"
    NEXT = "next"
    PAUSE = "pause"
    RESUME = "resume"
    RESTART = "restart"
    END = "end"
    HELP = "help"


@dataclass(frozen=True)
class Turn:
    """One thing said by one speaker. `wish` is what a command asks for, `corrected` what the candidate made of it after the reply ("": taken
    back), None if nothing. (A plain dataclass: a thousand are made when a log is replayed.)"""

    turn: int
    speaker: Speaker
    phase: Phase
    kind: Kind
    text: str
    at: AwareDatetime
    wish: Wish | None = None
    corrected: str | None = None


class Quote(Frozen):
    """The candidate's own words and the turn they stand in."""

    turn: int
    quote: str


class Status(StrEnum):
    """How well a criterion is shown."""

    MET = "met"
    PARTIAL = "partial"
    ABSENT = "absent"


class Initiative(StrEnum):
    """Who brought it up: the candidate, a probe, or a hint."""

    UNPROMPTED = "unprompted"
    PROMPTED = "prompted"
    HINTED = "hinted"


class Finding(Frozen):
    """A criterion that an interviewer holds to be shown, with the words that show it. A proposal, until its quotes are found."""

    criterion: str
    status: Status
    evidence: tuple[Quote, ...]


class Standing(Frozen):
    """Where a criterion stands, after its quotes were found and its initiative read from the log."""

    criterion: str
    status: Status
    initiative: Initiative | None
    evidence: tuple[Quote, ...]


class Request(Frozen):
    """A clarifying question of the candidate. `fact` is the line of the fact sheet that answers it; None when the sheet is silent.
    `matters` is whether it asks for something that shapes the design."""

    turn: int
    quote: str
    fact: str | None = None
    matters: bool = True


class UnscorableReason(StrEnum):
    """Why an answer earns nothing, whatever it says."""

    EMPTY = "empty"
    RESTATES_THE_PROMPT = "restates_the_prompt"
    ASKS_INTERVIEWER_TO_ANSWER = "asks_interviewer_to_answer"
    OFF_TASK = "off_task"
    INSTRUCTION_TO_THE_JUDGE = "instruction_to_the_judge"


class Unscorable(Frozen):
    """An answer that earns nothing."""

    turn: int
    reason: UnscorableReason
