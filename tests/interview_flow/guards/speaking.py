"""A candidate in the middle of a rate limiter, and the moves a model might have to put into words."""

from interview_flow.brief import Brief, Cue, Move
from interview_flow.phases import Phase
from interview_flow.transcript import Initiative, Kind, Quote, Standing, Status
from tests.interviews import Played

ANSWER = (
    "Each gateway machine asks a Redis cluster whether the caller still has room, because all 60 machines see the same caller. We expect 50,000 checks per second, "
    "about 150k at peak. The counter expires after a minute. I would increment first and compare afterwards so that two requests at once cannot both pass."
)
PROBE = "A caller was quiet for an hour and then sends everything at once. What does your way of counting do?"


def spoken_with(answer: str = ANSWER, slug: str | None = "rate-limiter", phase: Phase = Phase.BREAK_DOWN) -> Brief:
    """The brief after this answer."""
    return Played(slug).go_to(phase).hear(answer).brief


def probing(*, cue: Cue = Cue.PROBE, met: bool = False, question: str = PROBE, phase: Phase = Phase.BREAK_DOWN) -> Move:
    """A move that asks a probe; `met` is whether something was just shown."""
    quote = Quote(turn=2, quote="because all 60 machines see the same caller")
    shown = Standing(criterion="break_down.one_reason", status=Status.MET, initiative=Initiative.UNPROMPTED, evidence=(quote,))
    return Move(cue=cue, kind=Kind.PROBE, phase=phase, question=question, asks="break_down.per_requirement", words=40, heard=(shown,) if met else ())
