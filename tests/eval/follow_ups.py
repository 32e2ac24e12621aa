"""What the interviewer asked next, read out of the log of an interview: each follow-up with all that was known when it was asked.

A *follow-up* is a turn of the interviewer that replies to an answer and asks something new: a probe, the twist, the pushback, a deep dive. The
opening of a phase, a hint, a clarifying answer that asks nothing, and a question put again because the answer to it was none, are not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interview_flow.events import AnswerJudged, AnyEvent, CandidateSpoke, InterviewerSpoke
from interview_flow.evolution import evolve
from interview_flow.interview import Interview
from interview_flow.problems import Problem
from interview_flow.rubric import Rubric
from interview_flow.transcript import Kind


@dataclass(frozen=True)
class FollowUp:
    """One of them. `known` is the interview as it stood when it was asked, the answer judged; `said` every message of the candidate until then,
    `heard` every turn of the interviewer before it."""

    text: str
    question: str
    asks: str
    known: Interview
    said: tuple[str, ...]
    heard: tuple[str, ...]
    rubric: Rubric
    problem: Problem | None


@dataclass
class _Reader:
    """Reads a log from start to end."""

    known: Interview
    rubric: Rubric
    problem: Problem | None
    said: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    judged: AnswerJudged | None = None
    """The judgement that the next turn of the interviewer replies to."""

    def read(self, event: AnyEvent) -> FollowUp | None:
        """The follow-up that this event is, if it is one."""
        found = None
        match event:
            case CandidateSpoke():
                self.said += () if event.wish else (event.text,)
            case AnswerJudged():
                self.judged = event
            case InterviewerSpoke():
                found = self._spoken(event)
                self.heard += (event.text,)
                self.judged = self.judged if event.said is Kind.WARNING else None
            case _:
                pass
        self.known = evolve(self.known, event)
        return found

    def _spoken(self, event: InterviewerSpoke) -> FollowUp | None:
        if self.judged is None or event.said not in (Kind.PROBE, Kind.TWIST) or not event.asks or self._put_again(event):
            return None
        return FollowUp(event.text, event.question or event.text, event.asks, self.known, self.said, self.heard, self.rubric, self.problem)

    def _put_again(self, event: InterviewerSpoke) -> bool:
        standing = self.known.question
        return bool(self.judged and self.judged.unscorable and standing and standing.asks == event.asks)


def follow_ups(events: Iterable[AnyEvent], rubric: Rubric, bank: Sequence[Problem]) -> list[FollowUp]:
    """All of one interview, in order. `bank` is where its problem is looked up."""
    log = list(events)
    slug = next((event.problem for event in log if event.kind == "interview_started"), None)
    problem = next((each for each in bank if each.slug == slug), None)
    reader = _Reader(Interview.blank("measured"), rubric, problem)
    return [found for event in log if (found := reader.read(event))]
