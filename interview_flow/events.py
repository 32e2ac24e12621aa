"""What has happened. Events are facts: frozen, past tense, never changed once they are in the log."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, TypeAdapter

from interview_flow.drills import Drill
from interview_flow.frozen import Frozen
from interview_flow.model_use import ModelUse
from interview_flow.notes import Note
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Kind, Request, Standing, Unscorable, Wish


class Because(StrEnum):
    """Why a phase or an interview came to its end."""

    SETTLED = "settled"
    CAPPED = "capped"
    TIME = "time"
    SKIPPED = "skipped"
    RESTARTED = "restarted"
    ENDED_EARLY = "ended_early"
    SILENCE = "silence"


class Happened(Frozen):
    """Something that happened, and when (UTC)."""

    at: AwareDatetime


class InterviewStarted(Happened):
    """`drill` is what is practised where it is no whole interview."""

    kind: Literal["interview_started"] = "interview_started"
    topic: str
    problem: str | None
    level: Level
    mode: Mode
    minutes: int
    candidate: str
    interviewer: str
    drill: Drill | None = None


class CandidateSpoke(Happened):
    """An answer, or a wish such as "hint"; `text` is what was typed, whole."""

    kind: Literal["candidate_spoke"] = "candidate_spoke"
    text: str
    wish: Wish | None = None


class AnswerCorrected(Happened):
    """The candidate changed the words of a turn, or took them back (`text` is empty). `in_time` says that nobody had replied yet:
    then the new words count; later they are only noted."""

    kind: Literal["answer_corrected"] = "answer_corrected"
    turn: int
    text: str
    in_time: bool
    wish: Wish | None = None


class AnswerJudged(Happened):
    """What the answers up to turn `up_to` showed: `standings` are the criteria that moved, `points` the problem's points
    that were recognised, `notes` what was designed, `requests` what the candidate asked of the fact sheet."""

    kind: Literal["answer_judged"] = "answer_judged"
    up_to: int
    standings: tuple[Standing, ...] = ()
    points: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    unscorable: tuple[Unscorable, ...] = ()
    requests: tuple[Request, ...] = ()


class ModelAsked(Happened):
    """A model was asked for the reply that follows, with this outcome."""

    kind: Literal["model_asked"] = "model_asked"
    use: ModelUse


class InterviewerSpoke(Happened):
    """`asks` is the criterion or deep dive that the text asks about; `question` the question alone."""

    kind: Literal["interviewer_spoke"] = "interviewer_spoke"
    said: Kind
    text: str
    asks: str | None = None
    question: str = ""


class HintGiven(Happened):
    """`rung` counts from 1."""

    kind: Literal["hint_given"] = "hint_given"
    criterion: str
    rung: int


class PhaseEntered(Happened):
    kind: Literal["phase_entered"] = "phase_entered"
    phase: Phase
    because: Because


class TwistIntroduced(Happened):
    kind: Literal["twist_introduced"] = "twist_introduced"


class TimeWarned(Happened):
    kind: Literal["time_warned"] = "time_warned"
    phase: Phase


class InterviewPaused(Happened):
    kind: Literal["interview_paused"] = "interview_paused"


class InterviewResumed(Happened):
    kind: Literal["interview_resumed"] = "interview_resumed"


class InterviewFinished(Happened):
    kind: Literal["interview_finished"] = "interview_finished"
    because: Because


class InterviewAbandoned(Happened):
    kind: Literal["interview_abandoned"] = "interview_abandoned"
    because: Because = Because.SILENCE


class OpinionAsked(Happened):
    """The candidate asked somebody to score the interview, and so let them read it. `of` is the person's id."""

    kind: Literal["opinion_asked"] = "opinion_asked"
    of: str
    name: str = ""


class OpinionGiven(Happened):
    """The candidate before the reveal, or a team-mate, scored the interview."""

    kind: Literal["opinion_given"] = "opinion_given"
    opinion: Opinion


class ScorecardRevealed(Happened):
    """The candidate wanted to see how it went, or has said what they expect: from now on they know."""

    kind: Literal["scorecard_revealed"] = "scorecard_revealed"


AnyEvent = (
    InterviewStarted
    | CandidateSpoke
    | AnswerCorrected
    | AnswerJudged
    | ModelAsked
    | InterviewerSpoke
    | HintGiven
    | PhaseEntered
    | TwistIntroduced
    | TimeWarned
    | InterviewPaused
    | InterviewResumed
    | InterviewFinished
    | InterviewAbandoned
    | OpinionAsked
    | OpinionGiven
    | ScorecardRevealed
)
Event = Annotated[AnyEvent, Field(discriminator="kind")]
EVENT: TypeAdapter[AnyEvent] = TypeAdapter(Event)
"""Reads an event from JSON."""
