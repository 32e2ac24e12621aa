"""The interviewer that needs no model: authored, deterministic, and bound to what the problem's author wrote.

`recognition` finds what was shown, `listening` what was asked, `wording` says the next move.
"""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from interview_flow.brief import Brief, Exchange, Judgement, Move, Reply, Say
from interview_flow.guided.listening import requests_in
from interview_flow.guided.recognition import recognised
from interview_flow.guided.wording import worded
from interview_flow.model_use import ModelUse


class Guided:
    """`phrases` are what it says besides questions and hints: occasion -> variants."""

    name = "guided"

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._phrases = phrases

    @asynccontextmanager
    async def exchange(self, brief: Brief) -> AsyncGenerator[Exchange]:
        """The reply to what is pending."""
        yield _Exchange(self, brief)

    def judge(self, brief: Brief) -> Judgement:
        """What the pending answers show, by the words of the rubric and the problem."""
        requests = requests_in(brief)
        findings, points, notes = recognised(brief, requests)
        return Judgement(findings=findings, points=points, notes=notes, requests=requests)

    def speak(self, brief: Brief, move: Move, reaction: str | None = None, question: str | None = None) -> Reply:
        """The move in authored words; another's `reaction` and `question` take the place of its own."""
        return worded(brief, move, self._phrases, reaction, question)


@dataclass(frozen=True)
class _Exchange:
    """Both stages, without waiting for anybody."""

    guided: Guided
    brief: Brief

    async def judge(self) -> Judgement:
        return self.guided.judge(self.brief)

    async def speak(self, brief: Brief, move: Move, say: Say) -> Reply:
        return self.guided.speak(brief, move)

    def use(self) -> ModelUse | None:
        return None
