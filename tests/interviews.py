"""Interviews played to the guided interviewer, as a candidate would: words go in, turns and standings come out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from interview_flow import decisions
from interview_flow.assessment.checks import left_out
from interview_flow.assessment.scorecard import Scorecard, scorecard
from interview_flow.brief import Brief, Judgement, Move
from interview_flow.drills import Drill, prepared
from interview_flow.events import AnyEvent
from interview_flow.evolution import evolve
from interview_flow.guided import Guided
from interview_flow.interview import Interview
from interview_flow.phases import Phase
from interview_flow.problems import Problem
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Speaker, Standing, Status, Turn
from prompts.library import phrases, problems, rubric

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SLUGS = tuple(problem.slug for problem in problems())
UNKNOWN = "design a tracker for school buses"
EVERYWHERE = (*SLUGS, None)
"""Every problem of the bank, and a topic that is not in it."""


class Played:
    """One interview and everything that was said in it. `problem` None is the unknown topic."""

    def __init__(
        self,
        problem: Problem | str | None = "url-shortener",
        *,
        topic: str = "",
        level: Level = Level.SENIOR,
        mode: Mode = Mode.STRICT,
        minutes: int = 0,
        drill: Drill | None = None,
    ) -> None:
        self.problem = bank(problem) if isinstance(problem, str) else problem
        self.now, self.turns, self.moves = NINE, list[Turn](), list[Move]()
        self.interview = Interview.blank("played")
        self._guided = Guided(phrases())
        topic = topic or (self.problem.title if self.problem else UNKNOWN)
        slug = self.problem.slug if self.problem else None
        drill = drill and prepared(drill, rubric(), self.problem, level)
        self._append(
            decisions.start(
                self.interview,
                topic=topic,
                problem=slug,
                level=level,
                mode=mode,
                minutes=minutes,
                candidate="ada",
                interviewer="guided",
                now=NINE,
                drill=drill,
            )
        )
        self.answer()

    @property
    def brief(self) -> Brief:
        return Brief(interview=self.interview, rubric=rubric(), problem=self.problem)

    @property
    def spoken(self) -> tuple[str, ...]:
        """Everything the interviewer said."""
        return tuple(turn.text for turn in self.turns if turn.speaker is Speaker.INTERVIEWER)

    def say(self, words: str, minutes: float = 0.5) -> str:
        """The interviewer's answer to these words."""
        return self.hear(words, minutes).answer()

    def hear(self, words: str, minutes: float = 0.5) -> "Played":
        """Words that the interviewer has not answered yet."""
        self.now += timedelta(minutes=minutes)
        self._append(decisions.hear(self.interview, words, self.now))
        return self

    def answer(self) -> str:
        """What the interviewer says to everything that was heard."""
        decided = decisions.reply(self.brief, self.judged(), self.now)
        self._append(decided.before)
        for move in decided.moves:
            said = self._guided.speak(decided.brief, move)
            self._append([decisions.spoken(move, said, self.now)])
        self._append(decided.after)
        self.moves += decided.moves
        return "\n\n".join(self.spoken[-len(decided.moves) :])

    def judged(self) -> Judgement:
        """What the guided interviewer holds the unanswered words to show."""
        return self._guided.judge(self.brief)

    def go_to(self, phase: Phase) -> "Played":
        while self.interview.phase is not phase:
            self.say("next")
        return self

    def standing(self, criterion: str) -> Standing:
        return self.interview.standings.get(criterion) or Standing(criterion=criterion, status=Status.ABSENT, initiative=None, evidence=())

    def status(self, criterion: str) -> Status:
        return self.standing(criterion).status

    def initiative(self, criterion: str) -> Initiative | None:
        return self.standing(criterion).initiative

    def quotes(self, criterion: str) -> tuple[str, ...]:
        return tuple(quote.quote for quote in self.standing(criterion).evidence)

    def scorecard(self) -> Scorecard:
        interview = self.interview
        return scorecard(rubric(), interview.standings, interview.level, interview.mode, left_out(self.brief))

    def _append(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            self.interview = evolve(self.interview, event)
            if self.interview.recent and len(self.turns) < self.interview.turn:
                self.turns.append(self.interview.recent[-1])


def interview(said: Mapping[Phase, Sequence[str]], problem: str | None = "url-shortener", **settings: Any) -> Played:
    """A whole interview: in each phase these messages, then "next" until the phase is over. What a phase did not take is said in the one after it."""
    played, waiting = Played(problem, **settings), list[str]()
    for phase in Phase:
        waiting += said.get(phase, ())
        while waiting and played.interview.phase is phase and not played.interview.over:
            played.say(waiting.pop(0))
        while played.interview.phase is phase and not played.interview.over:
            played.say("next")
    return played


def bank(slug: str) -> Problem:
    """One problem of the bank."""
    return next(problem for problem in problems() if problem.slug == slug)
